// Layouts that depend on what is asked: around something, and along paths. Same input, same places.
const PER_COLUMN = 20;
const ROW_PITCH = 52;
const SIGN_ORDER = { "+": 0, "?": 1, 0: 2, "-": 3, "": 4 };
const REGION_ORDER = new Map(DATA.regions.map((region, i) => [region.key, i]));

// Columns of at most PER_COLUMN rows, nearest first; every other column lies half a row lower so that lines pass between labels.
// Each neighbour comes with the sign of its link: what raises stands above, what lowers below.
function columnsOf(neighbours, direction, start, perColumn = PER_COLUMN) {
  const sorted = [...neighbours].sort(
    (a, b) => (a.order ?? 0) - (b.order ?? 0) || SIGN_ORDER[a.sign] - SIGN_ORDER[b.sign] || REGION_ORDER.get(a.region) - REGION_ORDER.get(b.region) || (a.key < b.key ? -1 : 1),
  );
  const count = Math.max(1, Math.ceil(sorted.length / perColumn));
  const placed = [];
  const columns = Array.from({ length: count }, () => []);
  sorted.forEach((item, i) => columns[i % count].push(item)); // dealt out, so that each column keeps the order top to bottom
  let x = start;
  for (const [number, column] of columns.entries()) {
    const nodes = column.map((item) => entityNode(item.key, 0, 0, { limit: 20 }));
    const wide = Math.max(...nodes.map((node) => node.w), 80);
    x += direction * (wide / 2);
    const pitch = count > 1 ? ROW_PITCH * 1.15 : ROW_PITCH;
    nodes.forEach((node, row) => {
      node.outer = number % 2 === 1;
      node.x = Math.round(x);
      node.y = Math.round((row - (nodes.length - 1) / 2) * pitch + (number % 2 ? pitch / 2 : 0));
    });
    placed.push(...nodes);
    x += direction * (wide / 2 + 60);
  }
  return { nodes: placed, inner: placed.slice(0, columns[0].length), edge: x };
}

// Pairs that act on each other get two parallel lines.
function shiftPairs(links) {
  const pairs = new Set(links.map((link) => `${link.from}\n${link.to}`));
  for (const link of links) if (pairs.has(`${link.to}\n${link.from}`)) link.shift = -7;
  return links;
}

// Lanes of an effect: the best path in the middle, further ones for it above, those against it below.
function laneNodes(paths, lowered) {
  const where = new Map();
  const length = Math.max(...paths.map((path) => path.nodes.length));
  const lanes = laneNumbers(paths);
  paths.forEach((path, number) => {
    path.nodes.forEach((node, i) => {
      if (where.has(node)) return;
      const ends = i === 0 || i === path.nodes.length - 1;
      where.set(node, { column: (i * (length - 1)) / (path.nodes.length - 1), lane: ends ? 0 : lanes[number] });
    });
  });
  const nodes = [...where].map(([node, place]) => ({ ...entityNode(node, 0, 0, { size: 16, limit: 12, id: node, label: markedName(node, lowered) }), ...place }));
  const columns = columnPlaces(nodes, length);
  const high = Math.min(190, Math.max(112, (columns(length - 1) * 0.62) / (new Set(nodes.map((node) => node.lane)).size + 0.5)));
  const narrow = columns(length - 1) > 900;
  for (const node of nodes) [node.x, node.y] = [Math.round(columns(node.column)), Math.round(node.lane * high)];
  if (narrow) stagger(nodes, length);
  spread(nodes);
  return nodes;
}

// A long chain takes less width, and so larger type, when every other column stands lower and the columns move together.
const STEP_DOWN = 78;
function stagger(nodes, length) {
  const column = (node) => Math.round(node.column);
  const wide = Array.from({ length }, (_, i) => Math.max(50, ...nodes.filter((node) => column(node) === i).map((node) => node.w)));
  const places = [0];
  for (let i = 1; i < length; i++) places.push(Math.max(places[i - 1] + 100, i > 1 ? places[i - 2] + (wide[i - 2] + wide[i]) / 2 + 34 : 0, places[i - 1] + (wide[i - 1] + wide[i]) / 4 + 26));
  for (const node of nodes) {
    node.x = Math.round(places[column(node)]);
    node.y = Math.round(node.y + (column(node) % 2 ? STEP_DOWN / 2 : -STEP_DOWN / 2));
  }
}

// Where each column lies, so that its widest label has room; between whole columns in proportion.
function columnPlaces(nodes, length) {
  const wide = Array.from({ length }, (_, column) => Math.max(50, ...nodes.filter((node) => Math.round(node.column) === column).map((node) => node.w)));
  const places = [0];
  for (let i = 1; i < length; i++) places.push(places[i - 1] + (wide[i - 1] + wide[i]) / 2 + 60);
  return (column) => {
    const low = Math.floor(column);
    return places[low] + (column - low) * ((places[low + 1] ?? places[low]) - places[low]);
  };
}

function laneNumbers(paths) {
  let [up, down, first] = [0, 0, true];
  return paths.map((path) => {
    if (first) {
      first = false;
      return 0;
    }
    return path.against ? ++down : --up;
  });
}

// Nodes that would touch are moved apart, top to bottom.
function spread(nodes) {
  const sorted = [...nodes].sort((a, b) => a.y - b.y || a.x - b.x);
  for (let round = 0; round < 8; round++) {
    for (const a of sorted) {
      for (const b of sorted) {
        if (a === b || Math.abs(a.x - b.x) >= (a.w + b.w) / 2 + 26 || Math.abs(a.y - b.y) >= (a.h + b.h) / 2 + 18) continue;
        const mover = Math.abs(a.lane) > Math.abs(b.lane) || (a.lane === b.lane && a.id > b.id) ? a : b;
        mover.y += (mover.lane < 0 ? -1 : 1) * 30;
      }
    }
  }
}
