// The card: all about a variable, a link or an interaction, as text; the keyboard and screen-reader twin of the drawing.
function showCard() {
  const [type, id] = [state.selected.slice(0, 1), state.selected.slice(2)];
  const card = byId("card");
  if (type === "n" && ENTITY.has(id)) fill(card, entityCard(ENTITY.get(id)));
  else if (type === "i" && INTERACTION.has(id)) fill(card, interactionCard(INTERACTION.get(id)));
  else if (type === "l" && linkById(id)) fill(card, linkCard(linkById(id)));
  else if (state.view === "paths") fill(card, effectCard(currentEffect()));
  else if (state.view === "atlas" && state.region) fill(card, regionCard(REGION.get(state.region)));
  else fill(card, startCard());
  card.scrollTop = 0;
}

// The region as a list: the way through the atlas without the drawing.
function regionCard(region) {
  const { connected, lone } = membersOf(region.key);
  const ranked = [...connected].sort((a, b) => degreeOf(b.key) - degreeOf(a.key) || (a.key < b.key ? -1 : 1));
  const entry = (entity) => el("li", {}, button([kindIcon(entity.family, 22), el("span", {}, entity.name), el("span", { class: "count", title: "interactions" }, degreeOf(entity.key))], () => select(`n:${entity.key}`), { onfocus: () => lightNode(entity.key), onmouseenter: () => lightNode(entity.key), onblur: () => light(null), onmouseleave: () => light(null) }));
  return [
    el("div", { class: "cardhead" }, el("h2", {}, region.title), button("×", () => update({ region: "" }), { class: "close", "aria-label": "Back to the atlas" })),
    el("p", { class: "lede" }, `${region.blurb.charAt(0).toUpperCase()}${region.blurb.slice(1)}.`),
    el("h3", {}, `Variables by number of interactions (${ranked.length})`),
    el("ul", { class: "twin" }, ranked.map(entry)),
    lone.length ? el("details", {}, el("summary", {}, `Without shown interactions (${lone.length})`), el("ul", { class: "twin" }, lone.map(entry))) : null,
  ];
}

function lightNode(key) {
  const node = stage.scene.node.get(key);
  if (node) light({ node });
}

const select = (selected) => update({ selected });
const linkById = (id) => (stage.scene && stage.scene.links.find((link) => link.id === id)) || visibleLinks().links.find((link) => link.id === id);
const closeButton = () => button("×", () => select(""), { class: "close", "aria-label": "Close the card" });
const nameButton = (key) => (ENTITY.has(keyOf(key)) ? button(nameOf(key), () => select(`n:${keyOf(key)}`)) : nameOf(key));

function entityCard(entity) {
  const all = !shownKnowledge().keys.has(entity.key) && degreeOf(entity.key) > 0;
  return [
    el("div", { class: "cardhead" }, el("div", {}, el("p", { class: "kind" }, kindIcon(entity.family), entity.kind, entity.aspect ? ` · ${entity.aspect}` : "", entity.compartment ? ` · ${spaced(entity.compartment)}` : ""), el("h2", {}, entity.name)), closeButton()),
    entity.definition ? el("p", { class: "lede" }, entity.definition) : null,
    el(
      "div",
      { class: "acts" },
      button("Focus", () => focusOn(entity.key), { class: "main" }),
      button("Effect of it", () => startQuestion({ from: entity.key }), { class: "plainb" }),
      button("Effect on it", () => startQuestion({ to: entity.key }), { class: "plainb" }),
      state.view === "focus" && !state.focus.includes(entity.key) ? button("Add to focus", () => update({ focus: [...state.focus, entity.key].slice(-4) }), { class: "plainb" }) : null,
    ),
    all ? el("p", { class: "note" }, "Filters hide all its interactions.") : null,
    chips("Also called", entity.synonyms),
    (entity.xrefs || []).length || entity.id ? [el("h3", {}, "Identifiers"), el("div", { class: "chips" }, curieChip(entity.id, ""), (entity.xrefs || []).map(([curie, url]) => curieChip(curie, url)))] : null,
    twinList("Acts on", listed(BY_SUBJECT, entity.key), "object"),
    twinList("Acted on by", listed(BY_OBJECT, entity.key), "subject"),
    twinList("Needed for", listed(BY_GATE, entity.key), "object", true),
    family("Variant of", entity.variant_of ? [entity.variant_of] : []),
    family("Variants", listed(VARIANTS, entity.key)),
    family("Belongs to", entity.parents || []),
    family("Members", listed(MEMBERS, entity.key)),
    family("Ratio of", entity.parts || []),
    statementsOf(entity.key),
    entity.note ? el("p", { class: "note" }, entity.note) : null,
    el("p", { class: "foot" }, `${REGION.get(entity.region).title} · key ${entity.key}`),
  ];
}

const chips = (title, values) => ((values || []).length ? [el("h3", {}, title), el("div", { class: "chips" }, values.map((value) => el("span", { class: "chip" }, value)))] : null);
const family = (title, keys) => (keys.length ? [el("h3", {}, title), el("div", { class: "chips" }, keys.map((key) => (ENTITY.has(key) ? button([kindIcon(ENTITY.get(key).family, 20), nameOf(key)], () => select(`n:${key}`), { class: "chip" }) : el("span", { class: "chip" }, key))))] : null);

function curieChip(curie, url) {
  const chip = url ? link(curie, url) : el("span", {}, curie);
  if (chip instanceof Element) chip.className = "chip";
  return chip;
}

// Interactions as rows; those that the filters hide are counted, not listed.
function twinList(title, rows, end, gate = false) {
  if (!rows.length) return null;
  const shown = rows.filter((row) => shownKnowledge().ids.has(row.id));
  const items = [...shown].sort((a, b) => SIGN_ORDER[a.sign] - SIGN_ORDER[b.sign] || b.belief - a.belief || (nameOf(a[end]) < nameOf(b[end]) ? -1 : 1));
  const hidden = rows.length - shown.length;
  return [
    el("h3", {}, `${title} (${shown.length}${hidden ? `, ${hidden} filtered out` : ""})`),
    el(
      "ul",
      { class: "twin" },
      items.map((row) =>
        el(
          "li",
          {},
          button([signMark(row.sign), el("span", {}, gate ? `${nameOf(row.subject)} → ${nameOf(row.object)}` : nameOf(row[end]), el("small", {}, [relationLabel(row), scopeText(row.scope)].filter(Boolean).join(" · "))), el("span", { class: "count", title: "papers" }, row.papers)], () => select(`i:${row.id}`), {
            "aria-label": `${nameOf(row.subject)} ${relationLabel(row)} ${nameOf(row.object)}, ${plural(row.papers, "paper")}`,
            onmouseenter: () => lightRow(row),
            onfocus: () => lightRow(row),
            onmouseleave: () => light(null),
            onblur: () => light(null),
          }),
        ),
      ),
    ),
  ];
}

function lightRow(row) {
  const drawn = stage.scene.links.find((item) => item.ids.includes(row.id));
  if (drawn && linkAlpha(stage.scene, drawn, null) > 0) light({ link: drawn });
}

function statementsOf(key) {
  const rows = listed(STATEMENTS, key);
  if (!rows.length) return null;
  const text = (row) => [ENTITY.has(row.subject) && row.subject !== key ? nameButton(row.subject) : nameOf(row.subject), ` ${relationLabel(row)} `, ENTITY.has(row.object) && row.object !== key ? nameButton(row.object) : nameOf(row.object), row.quantity ? `: ${row.quantity}` : ""];
  return el("details", { open: rows.length < 6 }, el("summary", {}, `Other facts (${rows.length})`), el("ul", { class: "chain" }, rows.slice(0, 80).map((row) => el("li", { class: "muted" }, text(row)))));
}

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
    el("div", { class: "acts" }, button("Focus on both", () => update({ view: "focus", focus: [row.subject, row.object] }), { class: "plainb" })),
    el("h3", {}, `Evidence (${evidence.length - against.length})`),
    evidence.length - against.length ? evidence.filter((item) => item.stance === "supports").map(paper) : el("p", { class: "muted" }, "No source was found: unverified."),
    against.length ? [el("h3", {}, `Evidence against (${against.length})`), against.map(paper)] : null,
    el("p", { class: "foot" }, row.id),
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
