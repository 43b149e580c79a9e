// The left side: filters that are also the legend, and the effect form.
let leftTab = "filters";
const LEFT_TABS = { filters: "Legend and filters", effect: "Effect" };

function drawLeft() {
  const left = byId("left");
  const kept = left.contains(document.activeElement) && document.activeElement.id;
  const top = left.scrollTop;
  const tabs = Object.entries(LEFT_TABS).map(([key, title]) =>
    button(title, () => {
      leftTab = key;
      drawLeft();
    }, { role: "tab", id: `tab-${key}`, "aria-selected": String(leftTab === key) }),
  );
  fill(left, el("div", { class: "subtabs", role: "tablist", "aria-label": "Left side" }, tabs), leftTab === "filters" ? filterPanel() : effectForm());
  left.scrollTop = top;
  if (kept && byId(kept)) byId(kept).focus();
}

// How many rows hold each value of a filter; the data never change, so they are counted once.
function tally(rows, of) {
  const found = new Map();
  for (const row of rows) found.set(of(row), (found.get(of(row)) || 0) + 1);
  return (value) => found.get(value) || 0;
}
const TALLIES = {
  family: tally(DATA.entities, (entity) => entity.family),
  region: tally(DATA.entities, (entity) => entity.region),
  ...Object.fromEntries(Object.entries(FILTER_GROUPS).map(([group, { of }]) => [group, tally(DATA.interactions, of)])),
};

function filterPanel() {
  const { rows, keys } = shownKnowledge();
  const families = DATA.families.map((family) => [family.key, family.title, kindIcon(family.key), TALLIES.family(family.key), familyKinds(family)]);
  const count = (group, values, title, icon) => values.map((value) => [value, title(value), icon ? icon(value) : null, TALLIES[group](value)]);
  return [
    el("p", { class: "muted", id: "filter-count" }, `${keys.size.toLocaleString("en")} of ${plural(DATA.entities.length, "variable")}, ${rows.length.toLocaleString("en")} of ${plural(DATA.interactions.length, "interaction")}`),
    filtersSet() ? button("Show everything", () => update({ hidden: {}, scope: {} }), { class: "plainb", id: "filter-reset" }) : null,
    filterRows("sign", "Sign (click to hide)", count("sign", ["+", "-", "0"], (v) => `${GLYPH[v]}  ${LINE.get(v).title}`, lineIcon)),
    filterRows("family", "Kind", families.filter((item) => item[3])),
    filterRows("consensus", "Consensus", count("consensus", CONSENSUS, (v) => v)),
    filterRows("grade", "Evidence", count("grade", GRADES, (v) => v)),
    el("h3", {}, "Where it holds"),
    contextFields(SCOPE_KEYS),
    filterRows("region", "Region", DATA.regions.map((region) => [region.key, region.title, null, TALLIES.region(region.key)])),
    el("h3", {}, "Drawing"),
    el("div", { class: "rows plain" }, el("label", {}, el("input", { type: "checkbox", id: "f-lone", checked: !state.lone, onchange: () => update({ lone: !state.lone }) }), "show unconnected variables in an open region")),
  ];
}

const familyKinds = (family) => `${family.title}: ${family.kinds.join(", ")}`;

function filterRows(group, title, items) {
  const rows = items.map(([value, label, icon, number, hint]) =>
    el("label", { title: hint }, el("input", { type: "checkbox", id: `f-${group}-${value}`, checked: !isHidden(group, value), onchange: () => toggleHidden(group, value) }), icon, el("span", {}, label), el("small", {}, number)),
  );
  const plain = items.every((item) => !item[2]);
  return [el("h3", { id: `h-${group}` }, title), el("div", { class: plain ? "rows plain" : "rows", role: "group", "aria-labelledby": `h-${group}` }, rows)];
}

function contextFields(keys) {
  const fields = keys
    .filter((key) => (DATA.context[key] || []).length)
    .map((key) => {
      const set = (event) => {
        const scope = { ...state.scope, [key]: event.target.value };
        if (!scope[key]) delete scope[key];
        update({ scope });
      };
      const box = el("select", { id: `c-${key}`, onchange: set }, el("option", { value: "" }, "any"), DATA.context[key].map((value) => el("option", { value }, spaced(value))));
      box.value = state.scope[key] || "";
      return el("label", { class: "field" }, el("span", {}, spaced(key)), box);
    });
  return el("div", { class: "two" }, fields);
}
