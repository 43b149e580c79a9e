// Header, crumbs and empty states.
function drawHeader() {
  fill(
    byId("views"),
    Object.entries(VIEWS).map(([key, [title]]) => button(title, () => openView(key), { role: "tab", id: `view-${key}`, "aria-selected": String(state.view === key) })),
  );
  const tool = (id, label, title, action, disabled) => button(label, action, { class: "icon", id, title, "aria-label": title, disabled });
  const menu = el("ul", { hidden: true, id: "export-menu" }, EXPORTS.map(([label, action]) => el("li", {}, button(label, () => {
    menu.hidden = true;
    action();
  }))));
  const openMenu = tool("export", "Export", "Export what is shown", () => {
    menu.hidden = !menu.hidden;
    openMenu.setAttribute("aria-expanded", String(!menu.hidden));
    if (!menu.hidden) menu.querySelector("button").focus();
  });
  fill(
    byId("tools"),
    tool("undo", "↶", "Undo (Ctrl Z)", undo, !past.length),
    tool("redo", "↷", "Redo (Ctrl Y)", redo, !future.length),
    tool("fit", "Fit", "Fit (F)", () => fitScene()),
    el("div", { class: "menu", onkeydown: (event) => event.key === "Escape" && ((menu.hidden = true), openMenu.focus()) }, openMenu, menu),
    tool("share", "Share", "Link to this view", openShare),
    tool("theme", theme() === "dark" ? "☀" : "☾", "Light or dark (T)", switchTheme),
    tool("help", "?", "Help (?)", openHelp),
  );
}

function drawCrumbs(scene) {
  const back = state.view === "atlas" && state.region ? [button("Atlas", () => update({ region: "", selected: "" }), { id: "crumb-atlas" }), el("span", {}, "›")] : [];
  fill(byId("crumbs"), back, el("strong", {}, scene.title), el("span", {}, scene.note || ""));
  const hop = (n, label) => button(label, () => update({ hops: n }), { class: "chip", "aria-pressed": String(state.hops === n), id: `hops-${n}` });
  const whole = (value, label) => button(label, () => update({ whole: value }), { class: "chip", "aria-pressed": String(state.whole === value), id: `whole-${value}` });
  const steps = state.view === "focus" && scene.nodes.length ? [hop(1, "1 step"), hop(2, "2 steps")] : null;
  fill(byId("viewbar"), steps, scene.kind === "region" && scene.main < scene.all ? [whole(false, `Main ${scene.main}`), whole(true, `All ${scene.all}`)] : null);
}

function drawEmpty(scene) {
  const box = byId("empty");
  box.hidden = scene.nodes.length > 0;
  if (box.hidden) return;
  if (state.view === "focus") fill(box, el("h2", {}, "Focus on what?"), el("p", {}, "Search a hormone, gene, drug or marker, or pick a variable in the atlas."), button("Search", () => byId("search").focus(), { class: "main" }));
  else if (state.view === "paths") fill(box, el("h2", {}, scene.effect ? "No path to draw" : "From what, to what?"), el("p", {}, scene.effect ? scene.effect.sentence || "" : "Name two variables under “Effect”, or take one of the questions on the right."));
  else fill(box, el("h2", {}, "Filters hide everything"), button("Show everything", () => update({ hidden: {}, scope: {} }), { class: "main" }));
}
