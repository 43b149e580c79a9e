// A region opened: its variables, and the other regions as ports above and below.
const COLUMN_PITCH = 208; // as bonegraph.view.layout sets it

const LINES_AT_ONCE = 70;
const rankOf = (link) => (link.type === "acts" ? weightOf(link) : 0);

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
  // of very many lines the best supported are drawn; the others appear with their ends
  if (drawn.length > LINES_AT_ONCE) for (const link of drawn.sort((a, b) => rankOf(b) - rankOf(a) || (a.id < b.id ? -1 : 1)).slice(LINES_AT_ONCE)) link.onlyLit = true;
  shiftPairs(drawn);
  bendColumns(drawn, nodes);
  bendAround(drawn.filter((link) => !link.bend && !link.onlyLit), nodes);
  if (!state.lone && whole) nodes.push(...loneNodes(lone, nodes));
  const { ports, stubs, labels } = portsOf(region, inside, nodes);
  return {
    kind: "region",
    title: region.title,
    note: "Regulators left, what they govern right. Point at a variable to see all that it does.",
    nodes: [...nodes, ...ports],
    links: [...drawn, ...stubs],
    plates: [],
    labels,
    main: main.length,
    all: connected.length,
    counts: { variables: drawnMembers.length, interactions: new Set(drawn.flatMap((link) => (link.type === "acts" && !link.onlyLit ? link.ids : []))).size },
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
