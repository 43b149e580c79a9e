// Which interactions and variables the filters let through.
const FILTER_GROUPS = {
  sign: { title: "Sign", of: (row) => row.sign },
  consensus: { title: "Consensus", of: (row) => row.consensus },
  grade: { title: "Evidence", of: (row) => row.grade },
};
const SCOPE_KEYS = ["sex", "life_stage", "species", "cell"];

const isHidden = (group, value) => (state.hidden[group] || NONE).includes(value);
const entityPasses = (entity) => Boolean(entity) && !isHidden("family", entity.family) && !isHidden("region", entity.region);

function scopePasses(row, scope) {
  return Object.entries(scope).every(([key, value]) => {
    const values = (row.scope || {})[key];
    if (key === "cell") return Boolean(values) && values.includes(value); // a place: asked for, it must be named
    return !values || values.includes(value);
  });
}

let passed = { asked: null, rows: [], keys: new Set() };

// Interactions that pass every filter, and the variables they join; kept until a filter changes.
function shownKnowledge() {
  const asked = JSON.stringify([state.hidden, state.scope]);
  if (passed.asked === asked) return passed;
  const rows = DATA.interactions.filter(
    (row) =>
      Object.entries(FILTER_GROUPS).every(([group, { of }]) => !isHidden(group, of(row))) &&
      scopePasses(row, state.scope) &&
      entityPasses(ENTITY.get(row.subject)) &&
      entityPasses(ENTITY.get(row.object)),
  );
  const keys = new Set(rows.flatMap((row) => [row.subject, row.object, ...(row.gate || [])]).filter((key) => entityPasses(ENTITY.get(key))));
  passed = { asked, rows, keys, ids: new Set(rows.map((row) => row.id)) };
  return passed;
}

function toggleHidden(group, value) {
  const values = new Set(state.hidden[group] || []);
  if (!values.delete(value)) values.add(value);
  const hidden = { ...state.hidden, [group]: [...values].sort() };
  if (!hidden[group].length) delete hidden[group];
  update({ hidden });
}

const filtersSet = () => Object.keys(state.hidden).length + Object.keys(state.scope).length > 0;
