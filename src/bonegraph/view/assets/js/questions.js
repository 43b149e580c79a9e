// Questions: the list the page opens with, the effect form, and the verdict with its paths.
const focusOf = (keys) => ({ view: "focus", focus: keys, more: 0, selected: `n:${keys[0]}` });
const focusOn = (key) => update(focusOf([key]));
const openQuestion = (number) => update({ view: "paths", question: number, from: "", to: "", selected: "" });

function startQuestion(patch) {
  const [from, to] = [patch.from || state.from, patch.to || state.to];
  leftTab = "effect";
  update({ view: "paths", question: -1, from, to: to === from ? "" : to, selected: "" });
  drawLeft();
  const field = byId(from && (!to || to === from) ? "ask-to" : "ask-from");
  if (field && !SMALL()) field.focus();
}

function startCard() {
  const counts = [plural(DATA.entities.length, "variable"), plural(DATA.interactions.length, "interaction"), plural(Object.keys(DATA.references).length, "publication")];
  const busiest = [...DATA.entities].sort((a, b) => degreeOf(b.key) - degreeOf(a.key) || (a.key < b.key ? -1 : 1)).slice(0, 8);
  return [
    el("h2", {}, DATA.regions.some((region) => region.bone) ? "How hormones govern bone" : DATA.title),
    el("p", { class: "lead muted" }, `A signed causal map: ${counts.join(", ")}.`),
    DATA.effects.length || contestedRows().length ? el("h3", {}, "Ask the graph") : null,
    DATA.effects.length ? questionList() : null,
    contestedRows().length ? button([signMark("?"), el("span", {}, "What is contested?", el("small", {}, plural(contestedRows().length, "interaction")))], () => select("t:contested"), { class: "ask", id: "ask-contested" }) : null,
    el("h3", {}, "Start at a variable"),
    el("div", { class: "chips" }, busiest.map((entity) => button([kindIcon(entity.family, 20), entity.name], () => focusOn(entity.key), { class: "chip" }))),
    el("h3", {}, "How to read it"),
    el("ul", { class: "rows plain" }, DATA.lines.map((line) => el("li", { class: "kind" }, lineIcon(line.sign), signMark(line.sign), line.title))),
    el("h3", {}, "Regions"),
    el("div", { class: "chips" }, DATA.regions.map((region) => button(region.title, () => update({ view: "atlas", region: region.key, selected: "" }), { class: "chip" }))),
    el("p", { class: "foot" }, "Predictions from curated mechanisms for research, not medical advice."),
  ];
}

function questionList() {
  return firstOf(
    DATA.effects.map((effect, i) => {
      const [word, sign] = VERDICT[effect.verdict] || [effect.verdict, "?"];
      return el("li", {}, button([signMark(sign), el("span", {}, questionText(effect), el("small", {}, word))], () => openQuestion(i), { "aria-current": state.question === i ? "true" : undefined }));
    }),
    (items) => el("ul", { class: "asks" }, items),
  );
}

function effectForm() {
  const from = nameField("ask-from", "From", state.from, (key, settings) => update({ view: "paths", question: -1, selected: "", ...(settings ? { from: settings[0].key, raised: settings[0].raised } : { from: key }) }));
  const to = nameField("ask-to", "To", state.to, (key, settings) => update({ view: "paths", question: -1, to: settings ? settings[0].key : key, selected: "" }));
  const way = el(
    "select",
    { id: "ask-way", onchange: (event) => update({ raised: event.target.value === "up" }) },
    el("option", { value: "up" }, "given, raised, present"),
    el("option", { value: "down" }, "withdrawn, lowered, lost"),
  );
  way.value = state.raised ? "up" : "down";
  return [
    from,
    el("label", { class: "field" }, el("span", {}, "The first is"), way),
    to,
    contextFields(["sex", "life_stage", "species"]),
    el("div", { class: "acts" }, button("Swap", () => update({ from: state.to, to: state.from, question: -1 }), { class: "plainb" }), button("Clear", () => update({ from: "", to: "", question: -1 }), { class: "plainb" })),
    el("p", { class: "note" }, "Any two variables: answered here by the best signed paths. The questions below were answered by the full ensemble of strengths when the page was made; naming one of them here gives that answer. The card says which it is."),
    DATA.effects.length ? [el("h3", {}, "Answered questions"), questionList()] : null,
  ];
}

function nameField(id, title, key, onPick) {
  const input = el("input", { id, type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: "name or synonym" });
  input.value = key ? nameOf(key) : "";
  const list = el("ul", { id: `${id}-list`, class: "list", role: "listbox", hidden: true, "aria-label": title });
  combobox(input, list, onPick);
  return el("div", { class: "field" }, el("span", { id: `${id}-label` }, el("label", { for: id }, title)), input, list);
}

function effectCard(effect) {
  if (!effect) return [el("h2", {}, "Paths"), el("p", { class: "lede" }, "Name two variables under “Effect”, or take one of these questions."), DATA.effects.length ? questionList() : null];
  const [word, sign] = VERDICT[effect.verdict] || [effect.verdict, "?"];
  const figure = typeof effect.p_up === "number" && effect.verdict !== "no_effect" ? `p(up) ${effect.p_up.toFixed(2)}${effect.interval ? ` [${effect.interval.map((v) => v.toFixed(2)).join("–")}]` : ""}` : "";
  return [
    el("p", { class: "kind" }, effect.page ? "Answered in this page: signed paths only" : "Answered by the full ensemble"),
    el("p", { class: "verdict" }, signMark(sign), word, ENTITY.has(effect.target) ? el("span", { class: "muted" }, nameOf(effect.target)) : null),
    el("p", { class: "lede" }, effect.sentence || ""),
    el("p", { class: "muted" }, [figure, effect.basis ? `basis ${effect.basis}${effect.basis_means ? `: ${effect.basis_means}` : ""}` : "", effect.confidence ? `confidence ${effect.confidence}` : ""].filter(Boolean).join(" · ")),
    effect.answers.length ? [el("h3", {}, "By context"), el("ul", { class: "twin" }, effect.answers.map((a) => el("li", { class: "kind" }, signMark((VERDICT[a.verdict] || ["", "?"])[1]), Object.values(a.profile || {}).map(spaced).join(", ") || "all", " · ", spaced(a.verdict || ""))))] : null,
    pathSection(effect.verdict === "increase" ? "Paths for the rise" : effect.verdict === "decrease" ? "Paths for the fall" : "Paths one way", effect.paths_for, 0),
    pathSection("Paths against", effect.paths_against, effect.paths_for.length),
    (effect.notes || []).map((note) => el("p", { class: "note" }, note)),
    effect.page ? el("div", { class: "acts" }, button("Reverse the question", () => update({ from: state.to, to: state.from }), { class: "plainb" })) : null,
    el("p", { class: "foot" }, effect.disclaimer || "Predictions from curated mechanisms for research, not medical advice."),
  ];
}

function pathSection(title, paths, offset) {
  return [
    el("h3", {}, `${title} (${paths.length})`),
    paths.length ? el("ol", { class: "pathlist" }, paths.map((path, i) => pathItem(path, offset + i))) : el("p", { class: "muted" }, "None found."),
  ];
}

function pathItem(path, number) {
  const ids = { nodes: nodesOfPath(path), links: path.steps.map(stepLink) };
  const on = () => light({ ids });
  const off = () => light(null);
  const row = el("li", { onmouseenter: on, onmouseleave: off, onfocusin: on, onfocusout: off });
  const pin = () => {
    const pinned = row.classList.toggle("on");
    for (const other of document.querySelectorAll(".pathlist>li.on")) if (other !== row) other.classList.remove("on");
    stage.pinned = pinned ? litBy({ ids }) : null;
    light(pinned ? { ids } : null);
  };
  const belief = typeof path.belief === "number" ? `belief ${path.belief.toFixed(2)}` : "";
  const chain = path.steps.map((step) => [" ", button(GLYPH[step.sign] || "·", () => select((step.interactions || []).length ? `i:${step.interactions[0]}` : `l:${stepLink(step)}`), { class: SIGN_CLASS[step.sign] || "none", "aria-label": `step ${step.relation || ""}`, title: spaced(step.relation || "") }), " → ", nameStep(step.object), (step.gate_of || []).length ? el("span", { class: "muted" }, ` (gate of ${step.gate_of.map(nameOf).join(", ")})`) : null]);
  append(row, [el("button", { type: "button", class: "pathhead", onclick: pin, "aria-label": `Path ${number + 1}: show alone` }, signMark(path.sign), plural(path.steps.length, "step"), el("span", { class: "count" }, belief)), path.steps.length ? el("p", { class: "chain" }, nameStep(path.steps[0].subject), loweredBy(currentEffect()).has(keyOf(path.steps[0].subject)) ? " ↓" : "", chain) : null]);
  return row;
}
const nameStep = (node) => (ENTITY.has(keyOf(node)) ? button(nameOf(node), () => select(`n:${keyOf(node)}`)) : nameOf(node));
