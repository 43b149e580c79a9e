// Drawn links: all interactions of one ordered pair are one line, so that lines never lie on each other.
const strength = { strong: 1, moderate: 0.7, weak: 0.4 };

// Rank of an interaction among its like: how much it does × how sure it is × how much was published.
const weightOfRow = (row) => (strength[row.strength] || 0.5) * row.belief * (1 + Math.log2(1 + row.papers));

function signOf(rows) {
  const signs = new Set(rows.map((row) => row.sign).filter((sign) => sign !== "0"));
  if (signs.size === 2) return "?";
  return signs.size ? [...signs][0] : "0";
}

const widthOf = (papers) => 1.6 + Math.min(3.4, Math.log2(1 + papers) * 0.95);

function linkOf(from, to, type, rows) {
  const papers = new Set(rows.flatMap((row) => (DATA.evidence[row.id] || NONE).map((item) => item.reference).filter(Boolean))).size;
  const belief = Math.max(0, ...rows.map((row) => row.belief));
  return { id: `${type === "acts" ? "" : type + ":"}${from}>${to}`, from, to, type, sign: type === "acts" || type === "gate" ? signOf(rows) : "", ids: rows.map((row) => row.id), papers, belief };
}

// Links of these interactions; gates as links of their own, from the gate to what the step moves.
function linksOf(rows) {
  const pairs = grouped(rows.map((row) => [`${row.subject}>${row.object}`, row]));
  const gates = grouped(rows.flatMap((row) => (row.gate || []).filter((gate) => ENTITY.has(gate)).map((gate) => [`${gate}>${row.object}`, { gate, row }])));
  const found = [...pairs.values()].map((group) => linkOf(group[0].subject, group[0].object, "acts", group));
  for (const [pair, group] of gates) if (!pairs.has(pair)) found.push(linkOf(group[0].gate, group[0].row.object, "gate", group.map((item) => item.row)));
  return found;
}

// Links that hold by definition: whole to variant, member to class, part to ratio.
const DEFINITIONS = DATA.entities.flatMap((entity) => [
  ...(ENTITY.has(entity.variant_of) ? [linkOf(entity.variant_of, entity.key, "variant", [])] : []),
  ...(entity.parents || []).filter((key) => ENTITY.has(key)).map((key) => linkOf(entity.key, key, "class", [])),
  ...(entity.parts || []).filter((key) => ENTITY.has(key)).map((key) => linkOf(key, entity.key, "part", [])),
]);

let shownLinks = { of: null, links: [], from: new Map(), to: new Map() };

// All links that the filters let through, by end.
function visibleLinks() {
  const knowledge = shownKnowledge();
  if (shownLinks.of === knowledge) return shownLinks;
  const definitions = DEFINITIONS.filter((item) => entityPasses(ENTITY.get(item.from)) && entityPasses(ENTITY.get(item.to)));
  const acting = linksOf(knowledge.rows).filter((item) => entityPasses(ENTITY.get(item.from)));
  const links = [...acting, ...definitions];
  shownLinks = { of: knowledge, links, from: grouped(links.map((l) => [l.from, l])), to: grouped(links.map((l) => [l.to, l])) };
  return shownLinks;
}
