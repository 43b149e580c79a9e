// Search by label, synonym, key or identifier; Greek letters, hyphens and case do not matter.
const GREEK = { α: "alpha", β: "beta", γ: "gamma", δ: "delta", κ: "kappa", µ: "mu", μ: "mu", ω: "omega", ζ: "zeta", ε: "epsilon", λ: "lambda" };
const folded = (text) =>
  text
    .toLowerCase()
    .replace(/[αβγδκµμωζελ]/g, (letter) => GREEK[letter])
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/oestr/g, "estr")
    .replace(/[^a-z0-9+:]+/g, "");

// States (menopause, a disease, an operation) are found too; they stand for the variables that they set.
const DOWN = ["down", "absent", "low", "loss", "withdrawn"];
const settingsOf = (state) => (state.sets || []).map((text) => text.split(":")).filter(([key]) => ENTITY.has(key)).map(([key, level]) => ({ key, level, raised: !DOWN.includes(level) }));
const STATES = DATA.perturbations
  .filter((state) => settingsOf(state).length && !ENTITY.has(state.key))
  .map((state) => ({ ...state, id: state.key, family: "other", settings: settingsOf(state), kind: `state: ${settingsOf(state).map((s) => `${nameOf(s.key)} ${s.level}`).join(", ")}` }));

const SEARCH_INDEX = [...DATA.entities, ...STATES].map((entity) => ({
  entity,
  names: [entity.name, entity.key, ...(entity.synonyms || [])].map((shown) => ({ shown, form: folded(shown) })),
  ids: [entity.id, ...(entity.xrefs || []).map(([curie]) => curie)].map(folded),
  weight: Math.log2(1 + degreeOf(entity.key)),
}));

function score(item, form) {
  let best = 0;
  let shown = "";
  for (const name of item.names) {
    const at = name.form.indexOf(form);
    if (at < 0) continue;
    const value = (name.form === form ? 100 : at === 0 ? 60 : 30) - Math.min(20, name.form.length - form.length) / 2 - (name === item.names[0] ? 0 : 4);
    if (value > best) [best, shown] = [value, name.shown];
  }
  if (item.ids.includes(form)) [best, shown] = [110, item.entity.id];
  return best ? { value: best + item.weight * 2, shown, entity: item.entity } : null;
}

function find(query, limit = 12) {
  const form = folded(query);
  if (!form) return [];
  return SEARCH_INDEX.map((item) => score(item, form))
    .filter(Boolean)
    .sort((a, b) => b.value - a.value || (a.entity.key < b.entity.key ? -1 : 1))
    .slice(0, limit);
}

// Names first; then interactions whose two ends are both named: "opg rankl".
function findAll(query) {
  const rows = findRows(query);
  return rows.length && !find(query, 1).some((hit) => hit.value >= 60) ? rows : [...find(query), ...rows].slice(0, 14);
}

function findRows(query, limit = 8) {
  const words = query.split(/[\s→>]+/).filter((word) => folded(word).length > 1).slice(0, 8);
  if (words.length < 2) return [];
  const named = words.map((word) => new Set(find(word, 10).filter((hit) => hit.value >= 45 && !hit.entity.settings).map((hit) => hit.entity.key)));
  const place = (key) => named.flatMap((keys, i) => (keys.has(key) ? [i] : []));
  const fits = (row) => place(row.subject).some((i) => place(row.object).some((j) => i !== j));
  const inOrder = (row) => place(row.subject).some((i) => place(row.object).some((j) => i < j));
  return DATA.interactions
    .filter(fits)
    .sort((a, b) => inOrder(b) - inOrder(a) || b.papers - a.papers || (a.id < b.id ? -1 : 1))
    .slice(0, limit)
    .map((row) => ({ value: 0, shown: "", entity: { key: row.id, name: `${nameOf(row.subject)} ${relationLabel(row)} ${nameOf(row.object)}`, family: ENTITY.get(row.subject).family, kind: [plural(row.papers, "paper"), scopeText(row.scope)].filter(Boolean).join(" · "), row } }));
}

// A text field with a list under it, after the ARIA combobox pattern.
function combobox(input, list, onPick, search = find) {
  let hits = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    at = index;
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", i === at ? "true" : "false"));
    const row = list.children[at];
    if (!row) return;
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const pick = (hit) => {
    close();
    onPick(hit.entity.key, hit.entity.settings);
  };
  const open = () => {
    hits = search(input.value);
    const rows = hits.map((hit, i) =>
      el(
        "li",
        { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => pick(hit) },
        hit.entity.row ? signMark(hit.entity.row.sign) : kindIcon(hit.entity.family, 22),
        el("span", {}, hit.entity.name, el("small", {}, !hit.shown || hit.shown === hit.entity.name || hit.shown === hit.entity.key ? hit.entity.kind : `${hit.entity.kind} · ${hit.shown}`)),
        el("span", { class: "count" }, hit.entity.settings || hit.entity.row ? "" : degreeOf(hit.entity.key)),
      ),
    );
    fill(list, rows.length ? rows : el("li", { class: "none" }, "Nothing goes by this name."));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (hits.length) mark(0);
  };
  input.addEventListener("input", open);
  input.addEventListener("focus", () => input.value.trim() && open());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      else if (hits.length) mark((at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length);
    } else if (event.key === "Enter" && !list.hidden && hits[at]) {
      event.preventDefault();
      pick(hits[at]);
    } else if (event.key === "Escape") {
      close();
    }
  });
}
