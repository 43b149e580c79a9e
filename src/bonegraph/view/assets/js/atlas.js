// The atlas: the map of regions with signed bundles between them, and a region opened.
const HUBS = 5;
const BUNDLES = 26;

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
    nodes.push({ id: `region:${region.key}`, role: "region", region: region.key, label: region.title, lines: [region.title], sub, size: 23, x: region.x, y: region.y, w: region.width, h: region.height });
    nodes.push(...hubNodes(region, connected.length ? connected : lone));
  }
  const links = bundles(new Set(nodes.map((node) => node.region)));
  return {
    kind: "map",
    title: "Atlas",
    note: "Regions of the body and the sum of what they do to each other. Click a region to open it; hover it to see all its bundles.",
    nodes,
    links,
    plates: platesOf(),
    labels: [{ text: "BONE", ...boneLabel(), size: 22, align: "left", weight: 800 }],
    fixed: true,
    counts: { variables: DATA.regions.reduce((sum, r) => sum + membersOf(r.key).connected.length, 0), interactions: shownKnowledge().rows.length },
  };
}

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
  const [left, top] = [region.x - region.width / 2 + 16, region.y - region.height / 2 + 50];
  let [x, y] = [left, top];
  const found = [];
  for (const entity of ranked.slice(0, 40)) {
    const node = entityNode(entity.key, 0, 0, { size: 18, limit: 99, id: `hub:${entity.key}`, role: "hub" });
    if (node.w > region.width - 32) continue;
    if (x + node.w > region.x + region.width / 2 - 14) [x, y] = [left, y + 45];
    if (y + node.h > region.y + region.height / 2 - 34) break;
    [node.x, node.y, node.region] = [x + node.w / 2, y + node.h / 2, region.key];
    x += node.w + 9;
    found.push(node);
    if (region.width < 500 && region.height < 300 && found.length >= HUBS + 1) break;
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
  found.forEach((link, rank) => {
    Object.assign(link, { width: Math.min(14, 2.2 + Math.sqrt(link.count) * 1.35), glyph: `${GLYPH[link.sign]}${link.count}`, glyphSize: 18, glyphAt: link.sign === "+" ? 0.42 : 0.58 });
    link.shift = link.sign === "+" ? -13 : -31;
    if (rank >= BUNDLES) link.onlyLit = true;
    else link.alpha = 0.88;
  });
  return found;
}

function regionScene(key) {
  const region = REGION.get(key);
  const { connected, lone } = membersOf(key);
  const nodes = connected.map((entity) => entityNode(entity.key, entity.place[0], entity.place[1], { limit: 21 }));
  const inside = new Set(connected.map((entity) => entity.key));
  const links = visibleLinks().links.filter((link) => inside.has(link.from) && inside.has(link.to) && link.type !== "part");
  const drawn = links.map((link) => ({ ...link, width: link.type === "acts" ? widthOf(link.papers) : 1.4, alpha: link.type === "acts" ? 0.75 : 0.5, quiet: links.length > 45 || link.type !== "acts" }));
  shiftPairs(drawn);
  if (!state.lone) nodes.push(...loneNodes(lone, nodes));
  const { ports, stubs } = portsOf(region, inside, nodes);
  return {
    kind: "region",
    title: region.title,
    note: `${region.blurb}. Regulators left, what they govern right; hover a variable to see what it does here and elsewhere.`,
    nodes: [...nodes, ...ports],
    links: [...drawn, ...stubs],
    plates: [],
    counts: { variables: connected.length, interactions: new Set(drawn.flatMap((link) => (link.type === "acts" ? link.ids : []))).size },
  };
}

// Variables without shown interactions, in a block below the others.
function loneNodes(lone, others) {
  const bottom = Math.max(0, ...others.map((node) => node.y + node.h));
  return lone.slice(0, 60).map((entity, i) => entityNode(entity.key, ((i % 5) - 2) * 230, bottom + 70 + Math.floor(i / 5) * ROW_PITCH, { limit: 21 }));
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
  for (const incoming of [true, false]) {
    const side = [...ports.values()].filter((port) => port.incoming === incoming).sort((a, b) => REGION_ORDER.get(a.region) - REGION_ORDER.get(b.region));
    side.forEach((port, i) => {
      port.label = `${incoming ? "from " : "to "}${REGION.get(port.region).title} (${port.count})`;
      Object.assign(port, sized(port.label, "round", 14, 24));
      port.x = incoming ? bounds.left - 200 : bounds.left + bounds.w + 200;
      port.y = bounds.y + (i - (side.length - 1) / 2) * 62;
    });
  }
  return { ports: [...ports.values()], stubs: [...stubs.values()] };
}
