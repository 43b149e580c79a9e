// Cards of a drawn link and of one interaction, with its evidence.
function linkCard(drawn) {
  const rows = drawn.ids.map((id) => INTERACTION.get(id)).filter(Boolean);
  if (rows.length === 1) return interactionCard(rows[0]);
  const head = drawn.type === "bundle" ? bundleText(drawn) : linkText(drawn);
  const one = (row) => el("li", {}, button([signMark(row.sign), el("span", {}, `${nameOf(row.subject)} → ${nameOf(row.object)}`, el("small", {}, [relationLabel(row), row.consensus, scopeText(row.scope)].filter(Boolean).join(" · "))), el("span", { class: "count" }, row.papers)], () => select(`i:${row.id}`)));
  const sorted = [...rows].sort((a, b) => b.papers - a.papers || b.belief - a.belief || (a.id < b.id ? -1 : 1));
  return [
    el("div", { class: "cardhead" }, el("div", {}, el("p", { class: "kind" }, rows.length ? plural(rows.length, "interaction") : "By definition"), el("h2", {}, head)), closeButton()),
    rows.length ? el("ul", { class: "twin" }, sorted.slice(0, 200).map(one)) : el("p", { class: "lede" }, ENTITY.has(keyOf(drawn.from)) && ENTITY.has(keyOf(drawn.to)) ? ["This step holds by definition: ", nameButton(drawn.from), " and ", nameButton(drawn.to), "."] : "This step holds by definition."),
  ];
}

function bundleText(drawn) {
  const side = (id) => (id.startsWith("region:") || id.startsWith("port:") ? REGION.get(id.split(":").pop()).title : nameOf(id));
  return `${side(drawn.from)} ${drawn.sign === "+" ? "raises" : drawn.sign === "-" ? "lowers" : "acts on"} ${side(drawn.to)}: ${plural(drawn.ids.length, "interaction")}`;
}

function interactionCard(row) {
  const relation = DATA.relations[row.relation] || {};
  const evidence = DATA.evidence[row.id] || [];
  const against = evidence.filter((item) => item.stance !== "supports");
  const fact = (name, value) => (value !== undefined && value !== "" && value !== null && !(Array.isArray(value) && !value.length) ? [el("dt", {}, name), el("dd", {}, value)] : null);
  const names = (keys) => (keys || []).map((key, i) => [i ? ", " : "", ENTITY.has(key) ? button(nameOf(key), () => select(`n:${key}`), { class: "chip" }) : key]);
  return [
    el("div", { class: "cardhead" }, el("p", { class: "kind" }, signMark(row.sign), LINE.get(row.sign).title), closeButton()),
    el("p", { class: "claim" }, nameButton(row.subject), " ", el("b", { class: SIGN_CLASS[row.sign] }, relationLabel(row)), " ", nameButton(row.object)),
    el("p", { class: "muted" }, relation.definition || SIGN_WORDS[row.sign]),
    el(
      "dl",
      { class: "facts" },
      fact("Sign", `${GLYPH[row.sign]}  ${SIGN_WORDS[row.sign]}`),
      fact("Holds in", scopeText(row.scope) || "any context"),
      fact("Needs", names(row.gate)),
      fact("By way of", names(row.via)),
      fact("Strength", row.strength),
      fact("Speed", row.speed),
      fact("Directness", row.directness),
      fact("Efficacy", row.efficacy),
      fact("Consensus", row.consensus),
      fact("Belief", [meter(row.belief), `${row.belief.toFixed(2)} · ${row.grade}`]),
    ),
    row.note ? el("p", { class: "note" }, row.note) : null,
    el("div", { class: "acts" }, button("Focus on both", () => update({ ...focusOf([row.subject, row.object]), selected: state.selected }), { class: "plainb" })),
    el("h3", {}, `Evidence (${evidence.length - against.length})`),
    evidence.length - against.length ? evidence.filter((item) => item.stance === "supports").map(paper) : el("p", { class: "muted" }, "No source was found: unverified."),
    against.length ? [el("h3", {}, `Evidence against (${against.length})`), against.map(paper)] : null,
    el("p", { class: "foot" }, row.id),
  ];
}

const contestedRows = () => DATA.interactions.filter((row) => row.consensus === "contested");

// Everything on which publications disagree, by number of papers.
function contestedCard() {
  const rows = contestedRows().sort((a, b) => b.papers - a.papers || (a.id < b.id ? -1 : 1));
  const one = (row) => el("li", {}, button([signMark(row.sign), el("span", {}, `${nameOf(row.subject)} → ${nameOf(row.object)}`, el("small", {}, [relationLabel(row), scopeText(row.scope)].filter(Boolean).join(" · "))), el("span", { class: "count", title: "papers" }, row.papers)], () => update({ ...focusOf([row.subject, row.object]), selected: `i:${row.id}` })));
  return [
    el("div", { class: "cardhead" }, el("h2", {}, "What is contested"), closeButton()),
    el("p", { class: "lede" }, `${plural(rows.length, "interaction")} on which publications disagree, by number of papers. Open one for the evidence for and against.`),
    el("ul", { class: "twin" }, rows.map(one)),
  ];
}

function meter(value) {
  const w = Math.round(Math.max(0, Math.min(1, value)) * 90);
  return el("span", { class: "meter" }, svg("svg", { width: 90, height: 8, "aria-hidden": "true" }, svg("rect", { width: w, height: 8, fill: "var(--accent)" })));
}

function paper(item) {
  const reference = DATA.references[item.reference];
  const checked = { opened: "read by the curator", cited: "cited, not opened" }[item.checked];
  return el(
    "div",
    { class: `paper ${SIGN_OF_STANCE[item.stance] || ""}` },
    el("p", {}, item.stance !== "supports" ? el("span", { class: "badge bad" }, item.stance === "null" ? "looked, not found" : "opposes") : null, item.finding || "(no finding recorded)"),
    el("p", { class: "src" }, reference ? [reference.citation || "", " ", (reference.links || []).map(([label, url]) => link(label, url))] : "no publication named"),
    reference && reference.title ? el("p", { class: "src" }, reference.title) : null,
    el("p", { class: "src" }, checked ? el("span", { class: "badge" }, checked) : el("span", { class: "badge bad" }, "unverified"), [item.type, item.species, item.system, item.locator].filter(Boolean).join(" · ")),
  );
}
const SIGN_OF_STANCE = { supports: "supports", opposes: "opposes", null: "null" };
