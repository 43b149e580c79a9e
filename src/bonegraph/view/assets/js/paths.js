// The paths view: an effect from left to right.
let answered = { asked: null, effect: null };

function currentEffect() {
  if (state.question >= 0) return DATA.effects[state.question];
  if (!state.from || !state.to || state.from === state.to) return null;
  const asked = JSON.stringify([state.from, state.to, state.raised, state.hidden, state.scope]);
  if (answered.asked !== asked) answered = { asked, effect: listedAnswer() || pageEffect(state.from, state.to, state.raised) };
  return answered.effect;
}

// The ensemble's answer, if exactly this was among the questions answered when the page was made.
function listedAnswer() {
  if (Object.keys(state.hidden).length) return null;
  return DATA.effects.find((effect) => {
    const source = settingsOf({ sets: effect.source });
    const context = (effect.question || {}).context || {};
    const asked = Object.keys({ ...context, ...state.scope }).every((name) => context[name] === state.scope[name]);
    return asked && source.length === 1 && source[0].key === state.from && source[0].raised === state.raised && effect.target === state.to;
  });
}

const nodesOfPath = (path) => (path.steps.length ? [path.steps[0].subject, ...path.steps.map((step) => step.object)] : []);
const stepLink = (step) => `step:${step.subject}>${step.object}>${step.sign}`;

function allPaths(effect) {
  return [...effect.paths_for.map((path) => ({ ...path, against: false })), ...effect.paths_against.map((path) => ({ ...path, against: true }))]
    .filter((path) => path.steps.length)
    .map((path) => ({ ...path, nodes: nodesOfPath(path) }));
}

// What the question lowers, blocks or takes away; it is marked, because its steps are drawn as they act when it rises.
function loweredBy(effect) {
  if (!effect) return new Set();
  if (effect.page) return new Set(state.raised ? [] : [state.from]);
  return new Set(settingsOf({ sets: effect.source }).filter((setting) => !setting.raised).map((setting) => setting.key));
}
const markedName = (node, lowered) => nameOf(node) + (lowered.has(keyOf(node)) ? " ↓" : "");

function pathsScene() {
  const effect = currentEffect();
  const paths = effect ? allPaths(effect) : [];
  const title = effect ? questionText(effect) : "Paths";
  if (!paths.length) return { kind: "paths", title, note: effect ? effect.sentence : "", nodes: [], links: [], counts: { variables: 0, interactions: 0 }, effect, paths };
  const nodes = laneNodes(paths, loweredBy(effect));
  const ends = new Set([...paths.map((path) => path.nodes[0]), ...paths.map((path) => path.nodes[path.nodes.length - 1])]);
  for (const node of nodes) if (ends.has(node.id)) node.centre = true;
  const links = new Map();
  for (const path of paths) for (const step of path.steps) if (!links.has(stepLink(step))) links.set(stepLink(step), linkOfStep(step));
  const drawn = shiftPairs([...links.values()]);
  bendAround(drawn, nodes);
  return {
    kind: "paths",
    title,
    note: `Best path in the middle, others for it above, against it below.${loweredBy(effect).size ? " ↓ is lowered, blocked or lost." : ""}`,
    nodes,
    links: drawn,
    effect,
    paths,
    counts: { variables: nodes.length, interactions: new Set(drawn.flatMap((link) => link.ids)).size },
  };
}

function linkOfStep(step) {
  const rows = (step.interactions || []).map((id) => INTERACTION.get(id)).filter(Boolean);
  const papers = new Set(rows.flatMap((row) => (DATA.evidence[row.id] || NONE).map((item) => item.reference).filter(Boolean))).size;
  return { id: stepLink(step), from: step.subject, to: step.object, sign: step.sign, type: rows.length ? ((step.gate_of || []).length ? "gate" : "acts") : "definition", ids: rows.map((row) => row.id), papers, belief: step.belief ?? 1, width: rows.length ? widthOf(papers) + 0.8 : 1.8, glyphSize: 16 };
}

// A line that would run through another node goes around it.
function bendAround(links, nodes) {
  const at = new Map(nodes.map((node) => [node.id, node]));
  for (const link of links) {
    const [from, to] = [at.get(link.from), at.get(link.to)];
    const blocked = (bend) => {
      const line = lineOf({ ...link, bend }, from, to);
      if (!line) return false;
      return nodes.some((node) => node !== from && node !== to && samples(line).some((p) => Math.abs(p.x - node.x) < node.w / 2 + 6 && Math.abs(p.y - node.y) < node.h / 2 + 6));
    };
    link.bend = [0, 0.12, -0.12, 0.2, -0.2, 0.3, -0.3].find((bend) => !blocked(bend)) || 0;
  }
}

const samples = ({ p, q, control }) =>
  Array.from({ length: 25 }, (_, i) => i / 24).map((t) => ({ x: (1 - t) ** 2 * p.x + 2 * t * (1 - t) * control.x + t * t * q.x, y: (1 - t) ** 2 * p.y + 2 * t * (1 - t) * control.y + t * t * q.y }));
