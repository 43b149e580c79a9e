// The card: all about a variable, a link or an interaction, as text; the keyboard and screen-reader twin of the drawing.
function showCard() {
  const [type, id] = [state.selected.slice(0, 1), state.selected.slice(2)];
  const card = byId("card");
  if (type === "n" && ENTITY.has(id)) fill(card, entityCard(ENTITY.get(id)));
  else if (type === "i" && INTERACTION.has(id)) fill(card, interactionCard(INTERACTION.get(id)));
  else if (type === "t" && id === "contested") fill(card, contestedCard());
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
  const body = bodyOf(entity.key);
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
    body.every((key) => key === entity.key) ? null : el("p", { class: "note" }, body[0] === entity.key ? "It acts as" : "Shown through", body.filter((key) => key !== entity.key).map((key) => [" ", button(nameOf(key), () => select(`n:${key}`), { class: "chip" })])),
    twinList("Acted on by", body.flatMap((key) => listed(BY_OBJECT, key)), "subject"),
    twinList("Acts on", body.flatMap((key) => listed(BY_SUBJECT, key)), "object"),
    twinList("Needed for", body.flatMap((key) => listed(BY_GATE, key)), "object", true),
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

const chips = (title, values = []) => (values.length ? [el("h3", {}, title), firstOf(values.map((value) => el("span", { class: "chip" }, value)), (items) => el("div", { class: "chips" }, items))] : null);

// The first of a list; the rest behind one line that says how many.
const SHOWN = 7;
function firstOf(items, box) {
  if (items.length <= SHOWN + 2) return box(items);
  return [box(items.slice(0, SHOWN)), el("details", {}, el("summary", {}, `+ ${items.length - SHOWN} more`), box(items.slice(SHOWN)))];
}
const family = (title, keys) => (keys.length ? [el("h3", {}, title), el("div", { class: "chips" }, keys.map((key) => (ENTITY.has(key) ? button([kindIcon(ENTITY.get(key).family, 20), nameOf(key)], () => select(`n:${key}`), { class: "chip" }) : el("span", { class: "chip" }, key))))] : null);

function curieChip(curie, url) {
  const chip = url ? link(curie, url) : el("span", {}, curie);
  if (chip instanceof Element) chip.className = "chip";
  return chip;
}

// Interactions as rows, by sign, best supported first; those that the filters hide are counted, not listed.
const BY_SIGN = { subject: { "+": "Raised by", "-": "Lowered by", 0: "Tested, no effect of" }, object: { "+": "Raises", "-": "Lowers", 0: "Tested, no effect on" } };

function twinList(title, rows, end, gate = false) {
  if (!rows.length) return null;
  const shown = rows.filter((row) => shownKnowledge().ids.has(row.id)).sort((a, b) => weightOfRow(b) - weightOfRow(a) || (nameOf(a[end]) < nameOf(b[end]) ? -1 : 1));
  const hidden = rows.length - shown.length;
  const list = (items) => el("ul", { class: "twin" }, items);
  const groups = gate ? [["", shown]] : ["+", "-", "0"].map((sign) => [BY_SIGN[end][sign], shown.filter((row) => row.sign === sign)]);
  return [
    el("h3", {}, `${title} (${shown.length}${hidden ? `, ${hidden} filtered out` : ""})`),
    groups.filter(([, items]) => items.length).map(([name, items]) => [name ? el("h4", {}, `${name} (${items.length})`) : null, firstOf(items.map((row) => twinRow(row, end, gate)), list)]),
  ];
}

function twinRow(row, end, gate) {
  const name = gate ? `${nameOf(row.subject)} → ${nameOf(row.object)}` : nameOf(row[end]);
  const about = [relationLabel(row), scopeText(row.scope), row.consensus === "contested" ? "contested" : ""].filter(Boolean).join(" · ");
  return el(
    "li",
    {},
    button([signMark(row.sign), el("span", {}, name, el("small", {}, about)), el("span", { class: "count", title: "papers" }, row.papers)], () => select(`i:${row.id}`), {
      "aria-label": `${nameOf(row.subject)} ${relationLabel(row)} ${nameOf(row.object)}, ${plural(row.papers, "paper")}`,
      onmouseenter: () => lightRow(row),
      onfocus: () => lightRow(row),
      onmouseleave: () => light(null),
      onblur: () => light(null),
    }),
  );
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
