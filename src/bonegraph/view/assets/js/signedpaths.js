// Best signed simple paths between two variables, as bonegraph.reason.paths finds them: A* over (variable, sign), exact distances
// backwards. Only what the filters show takes part. It compares paths; the ensemble verdict needs the Python package.
const CHARGE = 0.15;
const CAP = 30000;

function signedSteps() {
  // parallel rows make one step, as good as the best of them, so that no route is listed twice
  const steps = new Map();
  const step = (subject, object, sign, belief, weight, rest) => {
    const key = JSON.stringify([subject, object, sign, rest.gate_of]);
    const cost = CHARGE - Math.log(Math.max(0.02, belief) * weight);
    const known = steps.get(key);
    if (!known) steps.set(key, { subject, object, sign, belief, cost, ...rest });
    else {
      if (cost < known.cost) Object.assign(known, { belief, cost, relation: rest.relation });
      known.interactions = [...known.interactions, ...rest.interactions];
    }
  };
  for (const row of shownKnowledge().rows) {
    if (row.sign === "0") continue;
    const sign = row.sign === "+" ? 1 : -1;
    step(row.subject, row.object, sign, row.belief, strength[row.strength] || 0.5, { interactions: [row.id], relation: row.relation, needs: row.gate || [] });
    for (const gate of row.gate || []) if (ENTITY.has(gate)) step(gate, row.object, sign, row.belief, strength[row.strength] || 0.5, { interactions: [row.id], relation: row.relation, gate_of: [row.subject] });
  }
  for (const link of DEFINITIONS) {
    const part = link.type === "part" ? ENTITY.get(link.to).parts.indexOf(link.from) : 0;
    if (entityPasses(ENTITY.get(link.from)) && entityPasses(ENTITY.get(link.to))) step(link.from, link.to, part === 1 ? -1 : 1, 1, 1, { interactions: [], relation: link.type });
  }
  return [...steps.values()];
}

// Cheapest way from every (variable, sign) to the target, by Bellman-Ford over a queue; the sign is that still to be gained.
function distancesTo(target, into) {
  const best = new Map([[`1 ${target}`, 0]]);
  const queue = [[target, 1]];
  while (queue.length) {
    const [node, sign] = queue.shift();
    const here = best.get(`${sign} ${node}`);
    for (const step of listed(into, node)) {
      const key = `${sign * step.sign} ${step.subject}`;
      if (here + step.cost < (best.get(key) ?? Infinity) - 1e-12) {
        best.set(key, here + step.cost);
        queue.push([step.subject, sign * step.sign]);
      }
    }
  }
  return best;
}

function bestPaths(source, target, wanted, k, steps = signedSteps()) {
  const out = grouped(steps.map((step) => [step.subject, step]));
  const left = distancesTo(target, grouped(steps.map((step) => [step.object, step])));
  const open = [{ node: source, sign: 1, cost: 0, whole: left.get(`${wanted} ${source}`) ?? Infinity, trail: [] }];
  const found = [];
  for (let count = 0; open.length && found.length < k && count < CAP; count++) {
    const now = popLeast(open);
    if (now.whole === Infinity) break;
    if (now.node === target && now.trail.length) {
      if (now.sign !== wanted) continue; // a simple path ends where it first meets its target
      found.push({ sign: now.sign > 0 ? "+" : "-", cost: now.cost, weight: Math.exp(-now.cost), belief: now.trail.reduce((p, s) => p * s.belief, 1), steps: now.trail.map((s) => ({ ...s, sign: s.sign > 0 ? "+" : "-" })) });
      continue;
    }
    if (now.trail.length >= 16) continue;
    const visited = new Set([source, ...now.trail.map((step) => step.object)]);
    for (const step of listed(out, now.node)) {
      if (visited.has(step.object)) continue;
      const sign = now.sign * step.sign;
      const rest = left.get(`${wanted * sign} ${step.object}`);
      if (rest === undefined) continue;
      pushHeap(open, { node: step.object, sign, cost: now.cost + step.cost, whole: now.cost + step.cost + rest, trail: [...now.trail, step] });
    }
  }
  return found;
}

// A binary heap by `whole`.
function pushHeap(heap, item) {
  let at = heap.push(item) - 1;
  while (at > 0 && heap[(at - 1) >> 1].whole > item.whole) {
    heap[at] = heap[(at - 1) >> 1];
    at = (at - 1) >> 1;
  }
  heap[at] = item;
}

function popLeast(heap) {
  const least = heap[0];
  const item = heap.pop();
  if (!heap.length) return least;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1].whole < heap[child].whole) child++;
    if (heap[child].whole >= item.whole) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = item;
  return least;
}

// The answer the page itself gives for two variables.
function pageEffect(from, to, raised) {
  const steps = signedSteps();
  const way = raised ? 1 : -1;
  const paths = [1, -1].map((sign) => bestPaths(from, to, sign * way, 3, steps).map((path) => ({ ...path, sign: sign > 0 ? "+" : "-" })));
  const weight = paths.map((side) => side.reduce((sum, path) => sum + path.weight, 0));
  const total = weight[0] + weight[1];
  const rising = weight[0] >= weight[1];
  const share = total ? Math.max(...weight) / total : 0;
  const name = `${raised ? "" : "loss of "}${nameOf(from)}`;
  const verdict = !total ? "no_effect" : share < 0.6 ? "ambiguous" : rising ? "increase" : "decrease";
  const ends = { no_effect: "no signed path leads from one to the other under these filters", ambiguous: "paths of both signs have about the same weight", increase: "the paths that raise it weigh more", decrease: "the paths that lower it weigh more" };
  return {
    page: true,
    question: { perturbation: from, direction: raised ? "+" : "-", readout: to, context: { ...state.scope } },
    target: to,
    verdict,
    sentence: `${name} → ${nameOf(to)}: ${ends[verdict]}${total ? ` (${Math.round(share * 100)}% of path weight)` : ""}.`,
    paths_for: rising ? paths[0] : paths[1],
    paths_against: rising ? paths[1] : paths[0],
    answers: [],
  };
}
