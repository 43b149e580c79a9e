// Outlines of nodes (label inside) and ends of lines, as path commands.
function roundedBox(x, y, w, h, r) {
  const [l, t, R, b] = [x - w / 2, y - h / 2, x + w / 2, y + h / 2];
  return [["M", l + r, t], ["L", R - r, t], ["Q", R, t, R, t + r], ["L", R, b - r], ["Q", R, b, R - r, b], ["L", l + r, b], ["Q", l, b, l, b - r], ["L", l, t + r], ["Q", l, t, l + r, t], ["Z"]];
}
const polygon = (points) => [["M", ...points[0]], ...points.slice(1).map((p) => ["L", ...p]), ["Z"]];
function ellipse(x, y, w, h) {
  const [a, b, k] = [w / 2, h / 2, 0.5523];
  return [["M", x - a, y], ["C", x - a, y - b * k, x - a * k, y - b, x, y - b], ["C", x + a * k, y - b, x + a, y - b * k, x + a, y], ["C", x + a, y + b * k, x + a * k, y + b, x, y + b], ["C", x - a * k, y + b, x - a, y + b * k, x - a, y], ["Z"]];
}

const OUTLINES = {
  pill: (x, y, w, h) => roundedBox(x, y, w, h, h / 2),
  round: (x, y, w, h) => roundedBox(x, y, w, h, Math.min(8, h / 3)),
  box: (x, y, w, h) => roundedBox(x, y, w, h, 1),
  double: (x, y, w, h) => [...roundedBox(x, y, w, h, 2), ...roundedBox(x, y, w - 7, h - 7, 1)],
  ellipse,
  hexagon: (x, y, w, h) => polygon([[x - w / 2, y], [x - w / 2 + h / 2.6, y - h / 2], [x + w / 2 - h / 2.6, y - h / 2], [x + w / 2, y], [x + w / 2 - h / 2.6, y + h / 2], [x - w / 2 + h / 2.6, y + h / 2]]),
  octagon: (x, y, w, h) => {
    const c = h / 3.2;
    return polygon([[x - w / 2 + c, y - h / 2], [x + w / 2 - c, y - h / 2], [x + w / 2, y - h / 2 + c], [x + w / 2, y + h / 2 - c], [x + w / 2 - c, y + h / 2], [x - w / 2 + c, y + h / 2], [x - w / 2, y + h / 2 - c], [x - w / 2, y - h / 2 + c]]);
  },
  slanted: (x, y, w, h) => polygon([[x - w / 2 + h / 3, y - h / 2], [x + w / 2, y - h / 2], [x + w / 2 - h / 3, y + h / 2], [x - w / 2, y + h / 2]]),
  chevron: (x, y, w, h) => polygon([[x - w / 2, y - h / 2], [x + w / 2 - h / 2.6, y - h / 2], [x + w / 2, y], [x + w / 2 - h / 2.6, y + h / 2], [x - w / 2, y + h / 2], [x - w / 2 + h / 3.4, y]]),
  tag: (x, y, w, h) => polygon([[x - w / 2 + h / 2.2, y - h / 2], [x + w / 2, y - h / 2], [x + w / 2, y + h / 2], [x - w / 2 + h / 2.2, y + h / 2], [x - w / 2, y]]),
  flag: (x, y, w, h) => polygon([[x - w / 2, y - h / 2], [x + w / 2, y - h / 2], [x + w / 2 - h / 3, y], [x + w / 2, y + h / 2], [x - w / 2, y + h / 2]]),
};
const SIDE_ROOM = { pill: 0.75, round: 0.65, box: 0.6, double: 0.9, ellipse: 1.15, hexagon: 1.1, octagon: 0.85, slanted: 1.0, chevron: 1.25, tag: 1.15, flag: 1.1 };

// A label on one line, or on two when it is long.
function wrapped(label, limit) {
  if (label.length <= limit) return [label];
  const words = label.split(/(?<=[\s/–-])/);
  let [first, rest] = ["", ""];
  for (const word of words) {
    if (!rest && (first + word).trim().length <= Math.max(limit * 0.62, Math.ceil(label.length / 2) + 2)) first += word;
    else rest += word;
  }
  if (!first) [first, rest] = [words[0], words.slice(1).join("")];
  const cut = (text) => (text.length > limit * 1.8 ? `${text.slice(0, Math.floor(limit * 1.8) - 1).trim()}…` : text.trim());
  return rest.trim() ? [cut(first), cut(rest)] : [cut(first)];
}

// Size of a node from its label; all sizes scale with the type size.
function sized(label, outline, size = 14, limit = 22) {
  const lines = wrapped(label, limit);
  const h = size * (lines.length > 1 ? 3.0 : 2.05);
  const round = outline === "ellipse" && lines.length > 1 ? 1.16 : 1;
  const w = round * (Math.max(...lines.map((line) => textWidth(line, size, 600))) + size * (SIDE_ROOM[outline] || 0.7) * 2);
  return { lines, w: Math.max(w, h * 1.5), h, size };
}

// The sample of a kind in legend, lists and cards: same outline, same fill.
function kindIcon(familyKey, width = 26) {
  const family = FAMILY.get(familyKey) || FAMILY.get("other");
  const height = Math.round(width * 0.6);
  const d = OUTLINES[family.outline](width / 2, height / 2, width - 3, height - 3).map(([op, ...n]) => op + n.join(" ")).join("");
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true" }, svg("path", { d, fill: family.fill, stroke: edgeOf(family), "stroke-width": 1.4, "fill-rule": "nonzero" }));
}
const edgeOf = (family) => (family.ink === "#FFFFFF" ? "#8FA3B5" : "#1B2733");

function lineIcon(sign) {
  const line = LINE.get(sign);
  const colour = `var(--${SIGN_CLASS[sign] === "null" ? "null" : SIGN_CLASS[sign]})`;
  const end = { arrow: "M24 3L31 8L24 13Z", bar: "M28 2V14", stop: "", open: "M24 3L31 8L24 13Z" }[line.end];
  return svg(
    "svg",
    { viewBox: "0 0 34 16", width: 30, height: 16, "aria-hidden": "true" },
    svg("path", { d: `M2 8H${line.end === "stop" ? 22 : 26}`, stroke: colour, "stroke-width": 2.4, "stroke-dasharray": line.dashes.length ? "4 3" : undefined, fill: "none" }),
    end ? svg("path", { d: end, stroke: colour, "stroke-width": line.end === "bar" ? 3.4 : 1.4, fill: line.end === "arrow" ? colour : "none" }) : svg("circle", { cx: 27, cy: 8, r: 4, stroke: colour, "stroke-width": 2, fill: "none" }),
  );
}
