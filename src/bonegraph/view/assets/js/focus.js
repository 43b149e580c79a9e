// The focus view: what acts on something (left), what it acts on (right), one or two steps far.
const MOST = [15, 38, 90, 1000]; // drawn on each side, by how often “+ n more” was asked for
const NEAR = 10; // drawn on each side when two steps are shown
const FAR = 14;

function focusScene() {
  const asked = state.focus.filter((key) => ENTITY.has(key));
  const centre = [...new Set(asked.flatMap(bodyOf))].slice(0, 4);
  const { from, to } = visibleLinks();
  const middle = new Set(centre);
  const placed = new Map();
  const used = [];
  const note = [];
  const most = state.hops === 2 ? NEAR : SMALL() && !state.more ? 8 : MOST[state.more];
  const left = neighbours(centre, to, "from", middle, used, note, most);
  const taken = new Set([...middle, ...left.map((item) => item.key)]);
  const right = neighbours(centre, from, "to", taken, used, note, most);
  for (const item of right) taken.add(item.key);
  const nodes = centre.map((key, i) => ({ ...entityNode(key, 0, 0, { size: 19, limit: 20 }), y: (i - (centre.length - 1) / 2) * 110, centre: true }));
  const half = Math.max(60, ...nodes.map((node) => node.w / 2)) + (SMALL() ? 90 : 170 + Math.min(120, 2.5 * Math.max(left.length, right.length)));
  const near = { left: columnsOf(left, -1, -half), right: columnsOf(right, 1, half) };
  nodes.push(...near.left.nodes, ...near.right.nodes);
  if (state.hops === 2) {
    const farLeft = neighbours(left.map((item) => item.key), to, "from", taken, used, [], FAR);
    for (const item of farLeft) taken.add(item.key);
    const farRight = neighbours(right.map((item) => item.key), from, "to", taken, used, [], FAR);
    orderBy(farLeft, near.left.nodes);
    orderBy(farRight, near.right.nodes);
    nodes.push(...columnsOf(farLeft, -1, near.left.edge - 110, 18).nodes, ...columnsOf(farRight, 1, near.right.edge + 110, 18).nodes);
  }
  if (state.hops === 1) nodes.push(...moreNodes(left, -1, near.left), ...moreNodes(right, 1, near.right));
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
    title: asked.map(nameOf).join(" · "),
    note: note.length ? `The strongest and best supported are drawn: ${note.join(", ")}. The card lists all.` : "What acts on it left, what it acts on right; raising above, lowering below.",
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
  const kept = bestOf(ranked, most);
  kept.left = ranked.length - kept.length;
  if (kept.left) note.push(`${kept.length} of ${ranked.length} ${end === "from" ? "regulators" : "targets"}`);
  for (const item of kept) used.push(...item.links.map((link) => link.id));
  return kept;
}

// Strength × evidence of all its interactions; a definition counts little.
const weightOf = (link) => (link.type === "acts" || link.type === "gate" ? Math.max(...link.ids.map((id) => weightOfRow(INTERACTION.get(id)))) * (link.type === "gate" ? 0.8 : 1) * (link.sign === "0" ? 0.3 : 1) : 0.4);

// The best of what raises and of what lowers: neither sign crowds the other out.
function bestOf(ranked, most) {
  if (ranked.length <= most + 1) return ranked;
  const third = Math.floor(most / 3);
  const sure = new Set([...ranked.filter((item) => item.sign === "+").slice(0, third), ...ranked.filter((item) => item.sign === "-").slice(0, third)]);
  for (const item of ranked) if (sure.size < most) sure.add(item);
  return ranked.filter((item) => sure.has(item));
}

// The door to those that were left out, below its side.
function moreNodes(kept, side, { nodes }) {
  if (!kept.left || !nodes.length) return [];
  const label = `+ ${kept.left} more`;
  const low = nodes.reduce((a, b) => (b.y > a.y ? b : a));
  return [{ id: `more:${side < 0 ? "in" : "out"}`, role: "more", label, outline: "round", x: low.x, y: low.y + ROW_PITCH, ...sized(label, "round", 14, 30) }];
}

// Second steps stand at the height of the first ones that lead to them.
function orderBy(items, nodes) {
  const height = new Map(nodes.map((node) => [node.id, node.y]));
  for (const item of items) item.order = Math.round(item.by.reduce((sum, key) => sum + (height.get(key) || 0), 0) / item.by.length);
}
