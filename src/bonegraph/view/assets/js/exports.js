// Exports of what is shown: picture, table, data.
function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 4000);
}

const MARGIN = 30;
const fileName = (extension) => `${["bonegraph", state.view, state.region || state.focus.join("-") || (state.from && `${state.from}-${state.to}`)].filter(Boolean).join("_").replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 80)}.${extension}`;
const shownLit = () => stage.pinned;

function exportPng(factor) {
  const bounds = boundsOf(stage.scene);
  const limit = Math.min(factor, 12000 / Math.max(bounds.w, bounds.h, 1));
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil((bounds.w + 2 * MARGIN) * limit);
  canvas.height = Math.ceil((bounds.h + 2 * MARGIN) * limit);
  const context = canvas.getContext("2d");
  context.fillStyle = colours().ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(limit, limit);
  context.translate(MARGIN - bounds.left, MARGIN - bounds.top);
  drawScene(new CanvasPen(context), stage.scene, shownLit());
  canvas.toBlob((blob) => blob && save(fileName("png"), blob));
}

function svgText() {
  const bounds = boundsOf(stage.scene);
  const [w, h] = [Math.ceil(bounds.w + 2 * MARGIN), Math.ceil(bounds.h + 2 * MARGIN)];
  const pen = new SvgPen();
  drawScene(pen, stage.scene, shownLit());
  const box = [Math.floor(bounds.left - MARGIN), Math.floor(bounds.top - MARGIN), w, h];
  const root = svg("svg", { viewBox: box.join(" "), width: w, height: h }, svg("title", {}, stage.scene.title), svg("rect", { x: box[0], y: box[1], width: w, height: h, fill: colours().ground }), pen.group);
  return new XMLSerializer().serializeToString(root);
}

// Interactions drawn, in the order of the data.
function shownRows() {
  const ids = new Set(stage.scene.links.filter((link) => !link.onlyLit || stage.scene.kind === "map").flatMap((link) => link.ids));
  return DATA.interactions.filter((row) => ids.has(row.id));
}

const COLUMNS = ["id", "subject", "subject_name", "relation", "object", "object_name", "sign", "scope", "gate", "strength", "speed", "consensus", "belief", "grade", "papers", "references"];

function exportTsv() {
  // a cell that a spreadsheet would run as a formula is marked as text
  const cell = (value) => {
    const text = String(value ?? "").replace(/[\t\r\n]+/g, " ");
    return /^[=@]/.test(text) || (/^[+-]./.test(text) && !/^[+-]?\d/.test(text)) ? `'${text}` : text;
  };
  const references = (row) => [...new Set((DATA.evidence[row.id] || []).map((item) => item.reference).filter(Boolean))].map((key) => ((DATA.references[key] || {}).links || []).map(([label]) => label)[0] || key);
  const lines = shownRows().map((row) =>
    [row.id, row.subject, nameOf(row.subject), row.relation, row.object, nameOf(row.object), row.sign, Object.entries(row.scope || {}).map(([k, v]) => `${k}=${v.join(",")}`).join(";"), (row.gate || []).join(";"), row.strength, row.speed, row.consensus, row.belief, row.grade, row.papers, references(row).join(";")].map(cell).join("\t"),
  );
  return `${[COLUMNS.join("\t"), ...lines].join("\n")}\n`;
}

function exportJson() {
  const rows = shownRows();
  const keys = new Set([...rows.flatMap((row) => [row.subject, row.object, ...(row.gate || [])]), ...stage.scene.nodes.map((node) => node.key).filter(Boolean)]);
  const evidence = Object.fromEntries(rows.filter((row) => DATA.evidence[row.id]).map((row) => [row.id, DATA.evidence[row.id]]));
  const cited = new Set(Object.values(evidence).flatMap((items) => items.map((item) => item.reference)));
  const references = Object.fromEntries(Object.entries(DATA.references).filter(([key]) => cited.has(key)));
  return JSON.stringify({ title: stage.scene.title, data: DATA.digest, view: asAddress(state), entities: DATA.entities.filter((e) => keys.has(e.key)), interactions: rows, evidence, references }, null, 1);
}

const EXPORTS = [
  ["Picture (PNG)", () => exportPng(1)],
  ["Picture, 3 × (PNG)", () => exportPng(3)],
  ["Drawing (SVG)", () => save(fileName("svg"), new Blob([svgText()], { type: "image/svg+xml" }))],
  ["Table of what is shown (TSV)", () => save(fileName("tsv"), new Blob([exportTsv()], { type: "text/tab-separated-values" }))],
  ["Data of what is shown (JSON)", () => save(fileName("json"), new Blob([exportJson()], { type: "application/json" }))],
];
