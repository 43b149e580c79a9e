// How signs, relations and scopes are said.
const GLYPH = { "+": "+", "-": "−", 0: "0", "?": "?" };
const SIGN_CLASS = { "+": "plus", "-": "minus", 0: "null", "?": "mixed" };
const SIGN_WORDS = {
  "+": "raises: when the subject goes up, the object goes up",
  "-": "lowers: when the subject goes up, the object goes down",
  0: "has no effect: looked for and not found",
  "?": "both signs are reported, by context",
};
const VERDICT = {
  increase: ["Rises", "+"],
  decrease: ["Falls", "-"],
  no_effect: ["No effect", "0"],
  depends: ["It depends", "?"],
  ambiguous: ["Pulled both ways", "?"],
};
const GRADES = ["high", "moderate", "low", "unverified"];
const CONSENSUS = ["established", "probable", "contested"];

const signMark = (sign) => el("span", { class: `sign ${SIGN_CLASS[sign] || "none"}`, "aria-label": LINE.has(sign) ? LINE.get(sign).title : "by definition" }, GLYPH[sign] || "·");
const relationLabel = (row) => (DATA.relations[row.relation] || { label: spaced(row.relation) }).label;
const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;
const scopeText = (scope) =>
  Object.entries(scope || {})
    .map(([key, values]) => `${spaced(key)}: ${values.map(spaced).join(" or ")}`)
    .join(" · ");

// One line on a drawn link, from its interactions.
function linkText(drawn) {
  const from = nameOf(drawn.from);
  const to = nameOf(drawn.to);
  if (drawn.type === "variant") return `${to} is a variant of ${from}`;
  if (drawn.type === "class") return `${from} is a kind of ${to}`;
  if (drawn.type === "part") return `${from} is part of ${to}`;
  const rows = drawn.ids.map((id) => INTERACTION.get(id)).filter(Boolean);
  if (drawn.type === "gate") return `${from} is needed for ${rows.map((row) => `${nameOf(row.subject)} → ${nameOf(row.object)}`).join(", ")}`;
  return `${from} ${[...new Set(rows.map(relationLabel))].join(" / ") || "leads to"} ${to}`;
}

function questionText(effect) {
  const asked = effect.question || {};
  const context = Object.entries(asked.context || {})
    .map(([, value]) => spaced(value))
    .join(", ");
  const start = ENTITY.has(asked.perturbation) || PERTURBATION.has(asked.perturbation) ? nameOf(asked.perturbation) : asked.perturbation || "it";
  const through = (asked.through || []).length ? ` through ${asked.through.join(" and ")}` : "";
  const lost = asked.direction === "-" ? "loss or withdrawal of " : "";
  const readout = ENTITY.has(asked.readout) ? nameOf(asked.readout) : asked.readout || nameOf(effect.target || "");
  return `What does ${lost}${start} do to ${readout}${through}${context ? ` (${context})` : ""}?`;
}
