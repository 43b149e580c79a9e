// The atlas: the map of regions with signed bundles between them, and a region opened.
const BUNDLES = 26;
const COLUMN_PITCH = 208; // as bonegraph.view.layout sets it

function membersOf(region) {
  const { keys } = shownKnowledge();
  const inRegion = DATA.entities.filter((entity) => entity.region === region && entityPasses(entity));
  return { connected: inRegion.filter((entity) => keys.has(entity.key) && entity.place), lone: inRegion.filter((entity) => !keys.has(entity.key) || !entity.place) };
}

function atlasScene() {
  return state.region ? regionScene(state.region) : mapScene();
}

function mapScene() {
  const nodes = [];
  for (const region of DATA.regions) {
    const { connected, lone } = membersOf(region.key);
    if (isHidden("region", region.key)) continue;
    const count = connected.length + lone.length;
    const sub = count ? plural(count, "variable") : "nothing shown";
    nodes.push({ id: `region:${region.key}`, role: "region", region: region.key, label: region.title, lines: [region.title], sub, size: titleSize(region), x: region.x, y: region.y, w: region.width, h: region.height });
    nodes.push(...hubNodes(region, connected.length ? connected : lone));
  }
  const links = bundles(new Set(nodes.map((node) => node.region)));
  return {
    kind: "map",
    title: "Atlas",
    note: "What the regions do to each other, summed. Hover a region for all its bundles, click to open it.",
    nodes,
    links,
    plates: platesOf(),
    labels: [{ text: "BONE", ...boneLabel(), size: 22, align: "left", weight: 800 }],
    fixed: true,
    counts: { variables: DATA.regions.reduce((sum, r) => sum + membersOf(r.key).connected.length, 0), interactions: shownKnowledge().rows.length },
  };
}

// The largest type in which the title fits its box.
const titleSize = (region) => Math.min(26, Math.floor((26 * (region.width - 34)) / textWidth(region.title, 26, 750)));

function platesOf() {
  const boxes = DATA.regions.filter((region) => region.bone);
  const [left, right] = [Math.min(...boxes.map((b) => b.x - b.width / 2)), Math.max(...boxes.map((b) => b.x + b.width / 2))];
  const [top, bottom] = [Math.min(...boxes.map((b) => b.y - b.height / 2)), Math.max(...boxes.map((b) => b.y + b.height / 2))];
  return [{ kind: "bone", x: (left + right) / 2, y: (top + bottom) / 2, w: right - left + 84, h: bottom - top + 96, r: 64 }];
}

function boneLabel() {
  const [plate] = platesOf();
  return { x: plate.x - plate.w / 2 + 44, y: plate.y - plate.h / 2 + 38 };
}

// The best connected variables of a region, as pills inside its box.
function hubNodes(region, members) {
  const ranked = [...members].sort((a, b) => degreeOf(b.key) - degreeOf(a.key) || (a.key < b.key ? -1 : 1));
  const [left, top] = [region.x - region.width / 2 + 16, region.y - region.height / 2 + 52];
  let [x, y] = [left, top];
  const found = [];
  for (const entity of ranked.slice(0, 40)) {
    const node = entityNode(entity.key, 0, 0, { size: 20, limit: 99, id: `hub:${entity.key}`, role: "hub" });
    if (node.w > region.width - 32) continue;
    if (x + node.w > region.x + region.width / 2 - 14) [x, y] = [left, y + 46];
    if (y + node.h > region.y + region.height / 2 - 30) break;
    [node.x, node.y, node.region] = [x + node.w / 2, y + node.h / 2, region.key];
    x += node.w + 9;
    found.push(node);
  }
  return found;
}

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
    const free = route(link, boxes);
    link.onlyLit = drawn >= BUNDLES || !free;
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

function regionScene(key) {
  const region = REGION.get(key);
  const { connected, lone } = membersOf(key);
  const main = connected.filter((entity) => entity.main);
  const whole = state.whole || main.length === connected.length;
  const drawnMembers = whole ? connected : main;
  const nodes = drawnMembers.map((entity) => entityNode(entity.key, ...(whole ? entity.place : entity.main), { limit: 18 }));
  const inside = new Set(drawnMembers.map((entity) => entity.key));
  const room = Math.max(1, (Math.max(0, ...nodes.map((node) => node.w)) + 10) / COLUMN_PITCH);
  for (const node of nodes) node.x = Math.round(node.x * room);
  const links = visibleLinks().links.filter((link) => inside.has(link.from) && inside.has(link.to) && link.from !== link.to && link.type !== "part");
  const many = links.length > 45;
  const drawn = links.map((link) => ({ ...link, width: link.type === "acts" ? Math.min(widthOf(link.papers), many ? 2.6 : 5) : 1.4, alpha: (link.type === "acts" ? 0.8 : 0.5) * (many ? 0.6 : 1), quiet: many || link.type !== "acts" }));
  shiftPairs(drawn);
  bendColumns(drawn, nodes);
  if (!state.lone && whole) nodes.push(...loneNodes(lone, nodes));
  const { ports, stubs, labels } = portsOf(region, inside, nodes);
  return {
    kind: "region",
    title: region.title,
    note: "Regulators left, what they govern right. Hover a variable to see all that it does.",
    nodes: [...nodes, ...ports],
    links: [...drawn, ...stubs],
    plates: [],
    labels,
    main: main.length,
    all: connected.length,
    counts: { variables: drawnMembers.length, interactions: new Set(drawn.flatMap((link) => (link.type === "acts" ? link.ids : []))).size },
  };
}

// Within a column a straight line would run through the variables between; it goes around them.
function bendColumns(links, nodes) {
  const at = new Map(nodes.map((node) => [node.id, node]));
  for (const link of links) {
    const [from, to] = [at.get(link.from), at.get(link.to)];
    const far = Math.abs(from.y - to.y);
    if (Math.abs(from.x - to.x) < 40 && far > 80) link.bend = Math.min(1.5, 190 / far);
  }
}

// Variables without shown interactions, in a block below the others.
function loneNodes(lone, others) {
  const bottom = Math.max(0, ...others.map((node) => node.y + node.h / 2));
  return lone.slice(0, 60).map((entity, i) => entityNode(entity.key, ((i % 5) - 2) * 210, bottom + 60 + Math.floor(i / 5) * ROW_PITCH, { limit: 18 }));
}

// Other regions at the sides of an open one: those that act on it left, those it acts on right.
function portsOf(region, inside, nodes) {
  const across = visibleLinks().links.filter((link) => (link.type === "acts" || link.type === "gate") && inside.has(link.from) !== inside.has(link.to));
  const bounds = boundsOf({ nodes });
  const ports = new Map();
  const stubs = new Map();
  for (const link of across) {
    const incoming = inside.has(link.to);
    const other = ENTITY.get(incoming ? link.from : link.to).region;
    if (other === region.key) continue;
    const id = `port:${incoming ? "in" : "out"}:${other}`;
    if (!ports.has(id)) ports.set(id, { id, role: "port", region: other, incoming, count: 0, outline: "round" });
    ports.get(id).count += link.ids.length;
    const member = incoming ? link.to : link.from;
    const stub = `${id}|${member}|${link.sign}`;
    if (!stubs.has(stub)) stubs.set(stub, { id: stub, type: "bundle", from: incoming ? id : member, to: incoming ? member : id, sign: link.sign, ids: [], width: 2, onlyLit: true });
    stubs.get(stub).ids.push(...link.ids);
  }
  const labels = [];
  for (const incoming of [true, false]) {
    const side = [...ports.values()].filter((port) => port.incoming === incoming).sort((a, b) => b.count - a.count || REGION_ORDER.get(a.region) - REGION_ORDER.get(b.region));
    for (const port of side) Object.assign(port, { label: `${REGION.get(port.region).title} · ${port.count}` }, sized(`${REGION.get(port.region).title} · ${port.count}`, "round", 13, 20));
    const rows = rowsOf(side, Math.max(bounds.w, 760));
    const step = incoming ? -54 : 54;
    let y = incoming ? bounds.top - 74 : bounds.top + bounds.h + 74;
    for (const row of incoming ? [...rows].reverse() : rows) {
      let x = bounds.x - (row.reduce((sum, port) => sum + port.w + 12, -12)) / 2;
      for (const port of row) {
        [port.x, port.y] = [Math.round(x + port.w / 2), Math.round(y)];
        x += port.w + 12;
      }
      y += step;
    }
    if (side.length) labels.push({ text: incoming ? "ACTED ON BY" : "ACTS ON", x: bounds.x, y: incoming ? y + 20 : y - 6, size: 15, weight: 800 });
  }
  return { ports: [...ports.values()], stubs: [...stubs.values()], labels };
}

// Boxes in rows no wider than `limit`, about equally full.
function rowsOf(boxes, limit) {
  const total = boxes.reduce((sum, box) => sum + box.w + 12, 0);
  const wide = Math.min(limit, total / Math.max(1, Math.ceil(total / limit)) + 90);
  const rows = [[]];
  let used = 0;
  for (const box of boxes) {
    if (used + box.w > wide && rows[rows.length - 1].length) {
      rows.push([]);
      used = 0;
    }
    rows[rows.length - 1].push(box);
    used += box.w + 12;
  }
  return rows;
}
