// Dialogs: help and share.
const KEYS = [
  ["/", "search"],
  ["1 2 3", "atlas, focus, paths"],
  ["arrows", "walk from variable to variable (in the graph)"],
  ["Enter", "open: a region, or a variable in focus"],
  ["+ −", "zoom"],
  ["F", "fit"],
  ["Ctrl Z, Ctrl Y", "undo, redo"],
  ["T", "light or dark"],
  ["Esc", "close the card, step back"],
  ["?", "this help"],
];

function openDialog(title, ...content) {
  const dialog = byId("dialog");
  fill(dialog, el("div", { class: "cardhead" }, el("h2", { id: "dialog-title" }, title), button("×", () => dialog.close(), { class: "close", "aria-label": "Close" })), content);
  if (!dialog.open) dialog.showModal();
}

function openHelp() {
  openDialog(
    "How to use this page",
    el("p", { class: "lead" }, "Atlas shows the body as regions with the sums of what they do to each other; open a region to see its variables. Focus shows what acts on something (left) and what it acts on (right). Paths shows why a change in one thing moves another."),
    el("h3", {}, "Lines"),
    el("div", {}, DATA.lines.map((line) => el("p", { class: "kind" }, lineIcon(line.sign), signMark(line.sign), SIGN_WORDS[line.sign]))),
    el("p", { class: "kind" }, "Broader lines rest on more papers; a dash-dotted line comes from something the step needs; a dotted one holds by definition."),
    el("h3", {}, "Shapes"),
    el("div", { class: "chips" }, DATA.families.map((family) => el("span", { class: "chip" }, kindIcon(family.key, 22), family.title))),
    el("h3", {}, "Keys"),
    el("table", {}, el("tbody", {}, KEYS.map(([key, means]) => el("tr", {}, el("td", {}, el("kbd", {}, key)), el("td", {}, means))))),
    el("p", { class: "foot" }, `bonegraph ${DATA.digest} · drawn with vis-network (Apache-2.0 or MIT) · one file, no network · predictions for research, not medical advice.`),
  );
}

function openShare() {
  const address = `${window.location.href.split("#")[0]}#${asAddress(state)}`;
  const shown = address.startsWith("about:") ? `#${asAddress(state)}` : address;
  const box = el("textarea", { readonly: true, "aria-label": "Link to this view", id: "share-link" });
  box.value = shown;
  const told = el("span", { class: "muted", role: "status" });
  const copy = async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(shown);
      told.textContent = " Copied.";
    } catch (error) {
      told.textContent = " Select the text and copy it.";
    }
  };
  openDialog("Share this view", el("p", { class: "lead" }, "The link holds the view, what is selected and all filters."), box, el("div", { class: "acts" }, button("Copy", copy, { class: "main" }), told));
  box.select();
}
