// A scene is what a view shows: nodes, links, plates and labels in map units. Here it is drawn with either pen.
const PALETTE = {
  light: { ground: "#F8FAFC", ink: "#15202B", muted: "#4D5B68", plate: "#E9EFF5", plateLine: "#B9C8D6", bone: "#F6EFDD", boneLine: "#CDBB8E", box: "#FFFFFF", boxLine: "#8496A6", class: "#7B8894", accent: "#0A5A9C", soft: "#E6EFF7" },
  dark: { ground: "#10171F", ink: "#E9EFF5", muted: "#A9B7C4", plate: "#16212C", plateLine: "#2F4151", bone: "#242116", boneLine: "#5E5434", box: "#1A2530", boxLine: "#5F7386", class: "#8496A6", accent: "#7CC0F5", soft: "#1F2D3A" },
};
const theme = () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");
const colours = () => PALETTE[theme()];
const lineColour = (link) => (LINE.has(link.sign) ? LINE.get(link.sign)[theme()] : colours().class);

function entityNode(key, x, y, { size = 14, limit = 22, id = key, role = "entity", label = nameOf(key) } = {}) {
  const family = familyOf(key);
  return { id, key: keyOf(key), role, label, x, y, outline: family.outline, fill: family.fill, ink: family.ink, edge: edgeOf(family), ...sized(label, family.outline, size, limit) };
}

// The line of a link between two placed nodes: a quadratic curve, cut where it leaves and enters their boxes.
function lineOf(link, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / long, dx / long];
  const shift = link.shift || 0;
  const bend = (link.bend || 0) * long;
  const a = { x: from.x + nx * shift, y: from.y + ny * shift };
  const b = { x: to.x + nx * shift, y: to.y + ny * shift };
  const c = { x: (a.x + b.x) / 2 + nx * bend, y: (a.y + b.y) / 2 + ny * bend };
  const at = (t) => ({ x: (1 - t) * (1 - t) * a.x + 2 * t * (1 - t) * c.x + t * t * b.x, y: (1 - t) * (1 - t) * a.y + 2 * t * (1 - t) * c.y + t * t * b.y });
  const inside = (node, p, room) =>
    node.halo
      ? ((p.x - node.x) / (node.w / 2 + node.halo * 0.55)) ** 2 + ((p.y - node.y) / (node.h / 2 + node.halo)) ** 2 < 1
      : Math.abs(p.x - node.x) < node.w / 2 + room && Math.abs(p.y - node.y) < node.h / 2 + room;
  const border = (node, near, far, room) => {
    if (!inside(node, at(near), room)) return near;
    let [lo, hi] = [near, far];
    for (let i = 0; i < 18; i++) {
      const mid = (lo + hi) / 2;
      if (inside(node, at(mid), room)) lo = mid;
      else hi = mid;
    }
    return hi;
  };
  const [t0, t1] = [border(from, 0, 1, 1), border(to, 1, 0, 4)];
  if (t1 - t0 < 0.02) return null;
  const [p, q, m] = [at(t0), at(t1), at((t0 + t1) / 2)];
  const control = { x: 2 * m.x - (p.x + q.x) / 2, y: 2 * m.y - (p.y + q.y) / 2 };
  const tail = at(Math.max(t0, t1 - 0.04));
  const angle = Math.atan2(q.y - tail.y, q.x - tail.x);
  return { p, q, m, control, angle, length: Math.hypot(q.x - p.x, q.y - p.y) };
}

const isChosenLink = (link) => state.selected === `l:${link.id}` || (state.selected.startsWith("i:") && link.type !== "bundle" && link.ids.includes(state.selected.slice(2)));

function drawLink(pen, link, from, to, alpha) {
  const line = lineOf(link, from, to);
  if (!line) return;
  const colour = lineColour(link);
  const style = LINE.get(link.sign);
  const w = link.width;
  const dash = link.type === "gate" ? [10, 4, 2, 4] : style ? style.dashes : [2, 4];
  const { p, q, control, angle } = line;
  const head = 9 + w * 1.5;
  const back = (d, side = 0) => [q.x - d * Math.cos(angle) - side * Math.sin(angle), q.y - d * Math.sin(angle) + side * Math.cos(angle)];
  const end = style ? style.end : "none";
  const stop = end === "arrow" || end === "open" ? back(head * 0.8) : end === "stop" ? back(9) : [q.x, q.y];
  if (isChosenLink(link)) pen.path([["M", p.x, p.y], ["Q", control.x, control.y, q.x, q.y]], { stroke: colours().accent, width: w + 9, alpha: 0.32 });
  pen.path([["M", p.x, p.y], ["Q", control.x, control.y, ...stop]], { stroke: colour, width: w, dash, alpha });
  if (end === "arrow" || end === "open") {
    const points = [[q.x, q.y], back(head, head * 0.46), back(head * 0.8), back(head, -head * 0.46)];
    pen.path(polygon(points), { fill: end === "arrow" ? colour : colours().ground, stroke: colour, width: 1.2, alpha });
  } else if (end === "bar") {
    const half = 7 + w * 0.9;
    pen.path([["M", ...back(0, half)], ["L", ...back(0, -half)]], { stroke: colour, width: Math.max(3.2, w * 1.05), alpha });
  } else if (end === "stop") {
    const [cx, cy] = back(5);
    pen.path(ellipse(cx, cy, 10, 10), { fill: colours().ground, stroke: colour, width: 1.8, alpha });
  }
}

// The sign, in the middle of the line, so that it is read without colour and without the line's end.
function drawGlyph(pen, link, from, to, alpha) {
  if (!LINE.has(link.sign) || link.glyph === "") return;
  const line = lineOf(link, from, to);
  if (!line || line.length < 46) return;
  const words = link.glyph || GLYPH[link.sign];
  const size = link.glyphSize || 13;
  const w = Math.max(size * 1.45, textWidth(words, size, 800) + size * 0.8);
  const place = link.glyphX === undefined ? link.glyphAt || 0.5 : Math.min(0.9, Math.max(0.1, (link.glyphX - line.p.x) / (line.q.x - line.p.x || 1)));
  const t = (v0, v1, v2) => (1 - place) * (1 - place) * v0 + 2 * place * (1 - place) * v1 + place * place * v2;
  const [x, y] = [t(line.p.x, line.control.x, line.q.x), t(line.p.y, line.control.y, line.q.y)];
  pen.path(roundedBox(x, y, w, size * 1.45, size * 0.72), { fill: colours().ground, stroke: lineColour(link), width: 1.6, alpha });
  pen.text(words, x, y + size * 0.36, { size, weight: 800, paint: lineColour(link), alpha });
}

function drawNode(pen, node, { x = node.x, y = node.y, alpha = 1, lit = false, chosen = false } = {}) {
  const c = colours();
  if (node.role === "region") return drawRegion(pen, node, { x, y, alpha, lit, chosen });
  if (node.halo) pen.path(ellipse(x, y, node.w + node.halo * 1.1 - 6, node.h + node.halo * 2 - 6), { fill: c.soft, stroke: c.plateLine, width: 1.2, alpha });
  const shape = OUTLINES[node.outline](x, y, node.w, node.h);
  if (node.key && chosen) pen.path(roundedBox(x, y, node.w + 12, node.h + 12, 10), { stroke: c.accent, width: 3, alpha });
  pen.path(shape, { fill: node.role === "port" || node.role === "more" ? c.soft : node.fill, stroke: lit || chosen ? c.ink : node.edge || c.boxLine, width: node.centre ? 3 : lit ? 2.4 : 1.5, alpha, dash: node.role === "more" ? [4, 4] : undefined });
  const paint = node.role === "port" || node.role === "more" ? c.ink : node.ink;
  const first = y - ((node.lines.length - 1) * node.size * 1.15) / 2 + node.size * 0.35;
  node.lines.forEach((line, i) => pen.text(line, x, first + i * node.size * 1.15, { size: node.size, weight: 600, paint, alpha }));
}

function drawRegion(pen, node, { x, y, alpha, lit, chosen }) {
  const c = colours();
  pen.path(roundedBox(x, y, node.w, node.h, 18), { fill: c.box, stroke: lit || chosen ? c.accent : c.boxLine, width: lit || chosen ? 4 : 2, alpha });
  const left = x - node.w / 2 + 18;
  pen.text(node.lines[0], left, y - node.h / 2 + 34, { size: node.size, weight: 750, paint: c.ink, align: "left", alpha });
  pen.text(node.sub, x + node.w / 2 - 16, y + node.h / 2 - 14, { size: 18, weight: 500, paint: c.muted, align: "right", alpha });
}

function drawPlates(pen, scene) {
  const c = colours();
  for (const plate of scene.plates || []) {
    const bone = plate.kind === "bone";
    pen.path(roundedBox(plate.x, plate.y, plate.w, plate.h, plate.r || 60), { fill: bone ? c.bone : c.plate, stroke: bone ? c.boneLine : c.plateLine, width: bone ? 6 : 1.5 });
    if (bone) pen.path(roundedBox(plate.x, plate.y, plate.w - 22, plate.h - 22, (plate.r || 60) - 8), { stroke: c.boneLine, width: 1.5, dash: [14, 9] });
  }
  for (const label of scene.labels || []) pen.text(label.text, label.x, label.y, { size: label.size, weight: label.weight || 700, paint: c.muted, align: label.align || "center" });
}

// How strongly a link or node is drawn while something is lit.
const linkAlpha = (scene, link, lit) => (lit ? (lit.links.has(link.id) ? 1 : link.onlyLit ? 0 : 0.08) : link.onlyLit ? 0 : link.alpha || 1);
const nodeAlpha = (node, lit) => (!lit || lit.nodes.has(node.id) ? 1 : node.role === "region" ? 0.55 : 0.22);

function drawLinks(pen, scene, lit, glyphs) {
  for (const link of scene.links) {
    const alpha = linkAlpha(scene, link, lit);
    if (alpha <= 0) continue;
    const [from, to] = [scene.node.get(link.from), scene.node.get(link.to)];
    if (!glyphs) drawLink(pen, link, from, to, alpha);
    else if (!link.quiet || (lit && lit.links.has(link.id))) drawGlyph(pen, link, from, to, Math.min(1, alpha * 1.6));
  }
}

// The whole scene, for export.
function drawScene(pen, scene, lit) {
  drawPlates(pen, scene);
  const under = scene.nodes.filter((node) => node.role === "region");
  drawLinks(pen, scene, lit, false);
  for (const node of under) drawNode(pen, node, { alpha: nodeAlpha(node, lit) });
  for (const node of scene.nodes) if (node.role !== "region") drawNode(pen, node, { alpha: nodeAlpha(node, lit) });
  drawLinks(pen, scene, lit, true);
}

function boundsOf(scene) {
  const boxes = [...scene.nodes.map((n) => [n.x - n.w / 2, n.y - n.h / 2, n.x + n.w / 2, n.y + n.h / 2]), ...(scene.plates || []).map((p) => [p.x - p.w / 2, p.y - p.h / 2, p.x + p.w / 2, p.y + p.h / 2]), ...(scene.labels || []).map((l) => [l.x - 60, l.y - l.size, l.x + 60, l.y])];
  if (!boxes.length) return { x: 0, y: 0, w: 100, h: 100, left: -50, top: -50 };
  const [left, top, right, bottom] = [0, 1, 2, 3].map((i) => (i < 2 ? Math.min : Math.max)(...boxes.map((box) => box[i])));
  return { left, top, x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top };
}
