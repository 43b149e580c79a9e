// The focus view: what acts on something (left), what it acts on (right), one or two steps far.
const MOST = { one: 40, near: 16, far: 20 };

function focusScene() {
  const centre = state.focus.filter((key) => ENTITY.has(key));
  const { from, to } = visibleLinks();
  const middle = new Set(centre);
  const placed = new Map();
  const used = [];
  const note = [];
  const most = state.hops === 2 ? MOST.near : MOST.one;
  const left = neighbours(centre, to, "from", middle, used, note, most);
  const taken = new Set([...middle, ...left.map((item) => item.key)]);
  const right = neighbours(centre, from, "to", taken, used, note, most);
  for (const item of right) taken.add(item.key);
  const nodes = centre.map((key, i) => ({ ...entityNode(key, 0, 0, { size: 19, limit: 20 }), y: (i - (centre.length - 1) / 2) * 110, centre: true }));
  const half = Math.max(60, ...nodes.map((node) => node.w / 2)) + (SMALL() ? 90 : 170 + Math.min(120, 2.5 * Math.max(left.length, right.length)));
  const near = { left: columnsOf(left, -1, -half), right: columnsOf(right, 1, half) };
  nodes.push(...near.left.nodes, ...near.right.nodes);
  if (state.hops === 2) {
    const farLeft = neighbours(left.map((item) => item.key), to, "from", taken, used, note, MOST.far);
    for (const item of farLeft) taken.add(item.key);
    const farRight = neighbours(right.map((item) => item.key), from, "to", taken, used, note, MOST.far);
    orderBy(farLeft, near.left.nodes);
    orderBy(farRight, near.right.nodes);
    nodes.push(...columnsOf(farLeft, -1, near.left.edge - 110, 18).nodes, ...columnsOf(farRight, 1, near.right.edge + 110, 18).nodes);
  }
  stretch(nodes);
  for (const node of nodes) placed.set(node.id, node);
  const rims = { left: rimOf(near.left.inner, 1), right: rimOf(near.right.inner, -1) };
  if (left.length + right.length > 8) for (const node of nodes) if (node.centre && centre.length === 1) node.halo = Math.min(90, 20 + (left.length + right.length) * 2.2);
  const links = visibleLinks()
    .links.filter((link) => placed.has(link.from) && placed.has(link.to) && link.from !== link.to)
    .map((link) => focusLink(link, middle, new Set(used), placed, rims, near))
    .sort((a, b) => Number(Boolean(b.onlyLit)) - Number(Boolean(a.onlyLit)));
  bendColumns(links.filter((link) => !middle.has(link.from) && !middle.has(link.to)), nodes);
  shiftPairs(links.filter((link) => !link.onlyLit));
  const drawn = links.filter((link) => !link.onlyLit);
  return {
    kind: "focus",
    title: centre.map(nameOf).join(" · "),
    note: note.length ? `The best supported are drawn: ${note.join(", ")}. The card lists all.` : "What acts on it left, what it acts on right; raising above, lowering below.",
    nodes,
    links,
    counts: { variables: nodes.length, interactions: new Set(drawn.flatMap((link) => (link.type === "acts" || link.type === "gate" ? link.ids : []))).size },
  };
}

// Just beyond the inner column: there the signs of all its lines stand one below the other.
const rimOf = (nodes, side) => (nodes.length ? (side > 0 ? Math.max(...nodes.map((node) => node.x + node.w / 2)) : Math.min(...nodes.map((node) => node.x - node.w / 2))) + side * 24 : undefined);

// Rows move apart until the drawing has the proportions of its stage, so that lines are easier to follow.
function stretch(nodes) {
  const bounds = boundsOf({ nodes });
  const box = byId("canvas").getBoundingClientRect();
  const factor = Math.min(1.7, (bounds.w * (box.height - 110)) / Math.max(1, box.width * bounds.h));
  if (factor > 1) for (const node of nodes) node.y = Math.round(node.y * factor);
}

function focusLink(link, middle, used, placed, rims, near) {
  const touches = middle.has(link.from) || middle.has(link.to);
  const width = link.type === "acts" ? widthOf(link.papers) : 1.5;
  const other = placed.get(middle.has(link.from) ? link.to : link.from);
  if (touches) return { ...link, width, glyphX: middle.has(other.id) ? undefined : other.x < 0 ? rims.left + (other.outer ? 34 : 0) : rims.right - (other.outer ? 34 : 0) };
  const beside = [near.left.nodes, near.right.nodes].some((side) => side.some((n) => n.id === link.from) && side.some((n) => n.id === link.to));
  return used.has(link.id) && !beside ? { ...link, width: Math.min(width, 2.6), alpha: 0.6, quiet: true } : { ...link, width: 1.6, onlyLit: true };
}

// Neighbours on one side, best supported first when there are too many to show.
function neighbours(keys, index, end, taken, used, note, most) {
  const found = new Map();
  for (const key of keys) {
    for (const link of listed(index, key)) {
      const other = link[end];
      if (other === key) continue;
      if (keys.includes(other) && taken.has(other)) {
        used.push(link.id);
        continue;
      }
      if (taken.has(other)) {
        used.push(link.id);
        continue;
      }
      const known = found.get(other);
      if (!known) found.set(other, { key: other, sign: link.sign, region: ENTITY.get(other).region, weight: weightOf(link), links: [link], by: [key] });
      else {
        known.weight += weightOf(link);
        known.links.push(link);
        known.by.push(key);
        if (known.sign !== link.sign) known.sign = "?";
      }
    }
  }
  const ranked = [...found.values()].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  if (ranked.length > most) note.push(`${most} of ${ranked.length} ${end === "from" ? "regulators" : "targets"}`);
  const kept = ranked.slice(0, most);
  for (const item of kept) used.push(...item.links.map((link) => link.id));
  return kept;
}

const weightOf = (link) => (link.type === "acts" ? 1 + link.belief + Math.min(6, link.papers) / 6 + degreeOf(link.from) / 200 : 0.9);

// Second steps stand at the height of the first ones that lead to them.
function orderBy(items, nodes) {
  const height = new Map(nodes.map((node) => [node.id, node.y]));
  for (const item of items) item.order = Math.round(item.by.reduce((sum, key) => sum + (height.get(key) || 0), 0) / item.by.length);
}
