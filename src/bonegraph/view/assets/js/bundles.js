// Bundles: interactions between regions, summed, routed between the boxes and numbered.
const BUNDLES = 26;

// Interactions between regions, summed by pair and sign. The largest are drawn; the others wait until their region is looked at.
function bundles(present) {
  const sums = grouped(
    shownKnowledge().rows
      .map((row) => [ENTITY.get(row.subject).region, ENTITY.get(row.object).region, row])
      .filter(([a, b, row]) => a !== b && row.sign !== "0" && present.has(a) && present.has(b))
      .map(([a, b, row]) => [`${a}>${b}>${row.sign}`, row]),
  );
  const found = [...sums].map(([id, rows]) => {
    const [from, to, sign] = id.split(">");
    return { id: `bundle:${id}`, type: "bundle", from: `region:${from}`, to: `region:${to}`, sign, ids: rows.map((row) => row.id), count: rows.length };
  });
  found.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  const boxes = new Map(DATA.regions.map((region) => [`region:${region.key}`, { x: region.x, y: region.y, w: region.width, h: region.height }]));
  const glyphs = [];
  let drawn = 0;
  for (const link of found) {
    Object.assign(link, { width: Math.min(12, 2.2 + Math.sqrt(link.count) * 1.25), glyph: `${GLYPH[link.sign]}${link.count}`, glyphSize: 18, shift: link.sign === "+" ? -18 : -44 });
    const [from, to] = link.id.slice(7).split(">");
    const free = route(link, boxes);
    link.onlyLit = drawn >= BUNDLES || !free || [from, to].some((side) => REGION.get(side).shared);
    if (!link.onlyLit) drawn++;
    link.glyphAt = freePlace(link, boxes, link.onlyLit ? [] : glyphs);
  }
  return found;
}

const BENDS = [0, 0.16, -0.16, 0.32, -0.32, 0.5, -0.5, 0.68, -0.68, 0.86, -0.86];
const within = (box, p, room) => Math.abs(p.x - box.x) < box.w / 2 + room && Math.abs(p.y - box.y) < box.h / 2 + room;

// The straightest arc that passes no other region; false when there is none.
function route(link, boxes) {
  const [from, to] = [boxes.get(link.from), boxes.get(link.to)];
  for (const bend of BENDS) {
    const line = lineOf({ ...link, bend }, from, to);
    if (!line || samples(line).some((p) => [...boxes].some(([id, box]) => within(box, p, id === link.from || id === link.to ? -14 : 8)))) continue;
    link.bend = bend;
    return true;
  }
  return false;
}

// The numbers of the bundles of one region, placed anew among themselves; one that finds no room is left out.
function placeNumbers(links) {
  const boxes = new Map(DATA.regions.map((region) => [`region:${region.key}`, { x: region.x, y: region.y, w: region.width, h: region.height }]));
  const glyphs = [];
  for (const link of [...links].sort((a, b) => b.count - a.count)) {
    link.glyphAt = freePlace(link, boxes, glyphs);
    const p = glyphs[glyphs.length - 1];
    const crowded = !p || [...boxes.values()].some((box) => within(box, p, 0)) || glyphs.slice(0, -1).some((g) => Math.abs(g.x - p.x) < 40 && Math.abs(g.y - p.y) < 24);
    link.glyph = crowded ? "" : `${GLYPH[link.sign]}${link.count}`;
    if (crowded) glyphs.pop();
  }
}

// Where along its line the number of a bundle stands: outside of boxes, apart from other numbers.
function freePlace(link, boxes, glyphs) {
  const line = lineOf(link, boxes.get(link.from), boxes.get(link.to));
  if (!line) return 0.5;
  const points = samples(line);
  const room = (p) => Math.min(...glyphs.map((g) => Math.max(Math.abs(g.x - p.x) / 1.9, Math.abs(g.y - p.y))), 34);
  const quality = (i) => (([...boxes.values()].some((box) => within(box, points[i], 6)) ? -60 : 0) + room(points[i]) - Math.abs(i - 12) * 0.4);
  const best = [...points.keys()].slice(3, -4).sort((a, b) => quality(b) - quality(a) || a - b)[0];
  glyphs.push(points[best]);
  return best / (points.length - 1);
}
