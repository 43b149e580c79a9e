// What the page knows, indexed. Nothing here changes after the page has loaded.
async function unpack(block) {
  const bytes = Uint8Array.from(atob(block.data), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(block.encoding));
  const data = JSON.parse(await new Response(stream).text());
  for (const name of ["entities", "interactions", "statements", "perturbations", "evidence", "references"]) data[name] = rowsOfTable(data[name]);
  const evidence = {};
  for (const row of data.evidence) (evidence[row.of] ??= []).push(row);
  data.evidence = evidence;
  data.references = Object.fromEntries(data.references.map((row) => [row.key, row]));
  return data;
}

// Rows of a table that lies by column; an empty cell is a missing field.
function rowsOfTable({ count, columns }) {
  const rows = Array.from({ length: count }, () => ({}));
  for (const [name, values] of Object.entries(columns)) for (let i = 0; i < count; i++) if (values[i] !== null) rows[i][name] = values[i];
  return rows;
}

const DATA = await unpack(JSON.parse(document.getElementById("bonegraph-data").textContent));

const byKey = (rows, field) => new Map(rows.map((row) => [row[field], row]));
const grouped = (pairs) => {
  const found = new Map();
  for (const [key, value] of pairs) {
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(value);
  }
  return found;
};

const ENTITY = byKey(DATA.entities, "key");
const INTERACTION = byKey(DATA.interactions, "id");
const FAMILY = byKey(DATA.families, "key");
const LINE = byKey(DATA.lines, "sign");
const REGION = byKey(DATA.regions, "key");
const PERTURBATION = byKey(DATA.perturbations, "key");

const BY_SUBJECT = grouped(DATA.interactions.map((row) => [row.subject, row]));
const BY_OBJECT = grouped(DATA.interactions.map((row) => [row.object, row]));
const BY_GATE = grouped(DATA.interactions.flatMap((row) => (row.gate || []).map((gate) => [gate, row])));
const VARIANTS = grouped(DATA.entities.filter((e) => ENTITY.has(e.variant_of)).map((e) => [e.variant_of, e.key]));
const MEMBERS = grouped(DATA.entities.flatMap((e) => (e.parents || []).filter((p) => ENTITY.has(p)).map((p) => [p, e.key])));
const STATEMENTS = grouped(DATA.statements.flatMap((s) => [...new Set([s.subject, s.object])].map((key) => [key, s])));

const NONE = Object.freeze([]);
const listed = (map, key) => map.get(key) || NONE;
// What is looked at when someone asks for this: itself; without interactions of its own its measured forms (a cell: its number and
// activity), else itself with the classes as which it acts (letrozole: aromatase inhibitor).
function bodyOf(key) {
  if (degreeOf(key)) return [key];
  const forms = [...listed(VARIANTS, key), ...listed(MEMBERS, key)].filter(degreeOf).sort((a, b) => degreeOf(b) - degreeOf(a) || (a < b ? -1 : 1));
  return forms.length ? forms.slice(0, 4) : [key, ...classesOf(key)].slice(0, 4);
}
function classesOf(key) {
  let level = [key];
  for (let up = 0; up < 5 && level.length; up++) {
    level = [...new Set(level.flatMap((one) => ENTITY.get(one).parents || []))].filter((one) => ENTITY.has(one));
    if (level.some(degreeOf)) return level.filter(degreeOf);
  }
  return [];
}
const degreeOf = (key) => listed(BY_SUBJECT, key).length + listed(BY_OBJECT, key).length + listed(BY_GATE, key).length;

// Reasoning derives nodes: "rankl~available" is RANKL left by its decoys, "ar@osteoclast" is AR of one cell.
const keyOf = (node) => node.split(/[~@]/)[0];
function nameOf(node) {
  const entity = ENTITY.get(keyOf(node));
  const name = entity ? entity.name : (PERTURBATION.get(keyOf(node)) || {}).name || keyOf(node);
  if (node.includes("@")) return `${name} (${spaced(node.split("@")[1])} only)`;
  return node.includes("~") ? `${name} (${node.split("~")[1]})` : name;
}
const familyOf = (key) => FAMILY.get((ENTITY.get(keyOf(key)) || {}).family || "other");
const spaced = (text) => String(text).replace(/_/g, " ");
