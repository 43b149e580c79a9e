// vis-network carries the nodes, the camera and the hands (drag, pinch, wheel); lines, signs and plates are drawn by our pen.
const stage = { network: null, scene: null, nodes: null, edges: null, lit: null, pinned: null, home: 1, onPick: null, onOpen: null, onZoom: null };

function startCanvas({ onPick, onOpen, onZoom }) {
  Object.assign(stage, { onPick, onOpen, onZoom });
  stage.nodes = new vis.DataSet([]);
  stage.edges = new vis.DataSet([]);
  const options = {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: false, selectable: false, keyboard: false, zoomSpeed: 0.8, dragNodes: true, selectConnectedEdges: false },
    nodes: { shape: "custom", physics: false },
    edges: { smooth: false, physics: false, hidden: true },
  };
  stage.network = new vis.Network(byId("canvas"), { nodes: stage.nodes, edges: stage.edges }, options);
  stage.network.on("beforeDrawing", (context) => beforeDrawing(new CanvasPen(context)));
  stage.network.on("afterDrawing", (context) => stage.scene && drawLinks(new CanvasPen(context), stage.scene, stage.lit, true));
  stage.network.on("click", ({ pointer }) => stage.onPick(hitAt(pointer.canvas)));
  stage.network.on("doubleClick", ({ pointer }) => stage.onOpen(hitAt(pointer.canvas)));
  stage.network.on("zoom", ({ direction, scale, pointer }) => stage.onZoom(direction, scale / stage.home, hitAt(stage.network.DOMtoCanvas(pointer))));
  stage.network.on("dragEnd", keepPlaces);
  watchPointer();
  watchKeys();
}

function beforeDrawing(pen) {
  if (!stage.scene) return;
  for (const node of stage.scene.nodes) {
    const body = stage.network.body.nodes[node.id];
    if (body) [node.x, node.y] = [body.x, body.y];
  }
  drawPlates(pen, stage.scene);
  drawLinks(pen, stage.scene, stage.lit, false);
}

function keepPlaces() {
  if (!stage.scene) return;
  for (const node of stage.scene.nodes) {
    const body = stage.network.body.nodes[node.id];
    if (body) [node.x, node.y] = [body.x, body.y];
  }
}

// Show a scene; the camera moves only when the scene is another one.
function showScene(scene, move) {
  scene.node = new Map(scene.nodes.map((node) => [node.id, node]));
  // the old nodes go first: a redraw in between would give their places to the new scene
  stage.edges.clear();
  stage.nodes.clear();
  stage.scene = scene;
  stage.lit = stage.pinned = null;
  const renderer = (node) => ({ ctx, x, y }) => ({
    drawNode: () => {
      const now = stage.scene.node.get(node.id) || node;
      drawNode(new CanvasPen(ctx), now, { x, y, alpha: nodeAlpha(now, stage.lit), lit: Boolean(stage.lit && stage.lit.centre === now.id), chosen: isChosen(now) });
    },
    nodeDimensions: { width: node.w, height: node.h },
  });
  stage.nodes.add(scene.nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, label: "", shape: "custom", fixed: Boolean(scene.fixed), ctxRenderer: renderer(node) })));
  stage.edges.add(scene.links.map((link) => ({ id: link.id, from: link.from, to: link.to })));
  if (move) fitScene(false);
  else stage.network.redraw();
}

const isChosen = (node) => state.selected === `n:${node.key}` && node.role !== "region";

function fitScene(animated = true) {
  const bounds = boundsOf(stage.scene);
  const box = byId("canvas").getBoundingClientRect();
  const top = byId("crumbs").offsetHeight + (SMALL() ? 14 : 26);
  const bottom = SMALL() ? 46 : 50;
  const [w, h] = [Math.max(60, box.width - (SMALL() ? 14 : 36)), Math.max(60, box.height - top - bottom)];
  const scale = Math.min(w / Math.max(bounds.w, 1), h / Math.max(bounds.h, 1), 1.35);
  const position = { x: bounds.x, y: bounds.y + (bottom - top) / 2 / scale };
  stage.home = scale;
  stage.network.moveTo({ position, scale, animation: animated && !CALM() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
}

function zoomBy(factor) {
  const scale = stage.network.getScale() * factor;
  stage.network.moveTo({ scale, animation: CALM() ? false : { duration: 180, easingFunction: "easeInOutQuad" } });
  stage.onZoom(factor > 1 ? "+" : "-", scale / stage.home, hitAt(stage.network.getViewPosition()));
}

// What lies at a point: a node (the top one), a link, or nothing.
function hitAt(point) {
  if (!stage.scene) return {};
  const inside = (node) => Math.abs(point.x - node.x) <= node.w / 2 && Math.abs(point.y - node.y) <= node.h / 2;
  const node = [...stage.scene.nodes].reverse().find((item) => item.role !== "region" && inside(item));
  if (node) return { node };
  const region = stage.scene.nodes.find((item) => item.role === "region" && inside(item));
  if (region) return { node: region };
  let [best, link] = [9 / stage.network.getScale(), null];
  for (const item of stage.scene.links) {
    if (linkAlpha(stage.scene, item, stage.lit) < 0.2) continue;
    const line = lineOf(item, stage.scene.node.get(item.from), stage.scene.node.get(item.to));
    if (!line) continue;
    const distance = Math.min(...samples(line).map((p) => Math.hypot(p.x - point.x, p.y - point.y)), segmentDistance(point, line));
    if (distance < best) [best, link] = [distance, item];
  }
  return link ? { link } : {};
}

function segmentDistance(point, { p, q, control }) {
  if (Math.hypot(control.x - (p.x + q.x) / 2, control.y - (p.y + q.y) / 2) > 6) return Infinity;
  const [dx, dy] = [q.x - p.x, q.y - p.y];
  const t = Math.max(0, Math.min(1, ((point.x - p.x) * dx + (point.y - p.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - p.x - t * dx, point.y - p.y - t * dy);
}

// Light a node with its links, a link with its ends, or the given ids; null lets all shine again.
function light(hit) {
  const lit = hit && (hit.node || hit.link || hit.ids) ? litBy(hit) : stage.pinned;
  if (lit === stage.lit) return;
  stage.lit = lit;
  stage.network.redraw();
}

function litBy({ node, link, ids }) {
  if (ids) return { nodes: new Set(ids.nodes), links: new Set(ids.links) };
  if (link) return { nodes: new Set([link.from, link.to]), links: new Set([link.id]) };
  const links = stage.scene.links.filter((item) => item.from === node.id || item.to === node.id);
  if (node.role === "region") placeNumbers(links);
  const nodes = new Set([node.id, ...links.flatMap((item) => [item.from, item.to])]);
  if (node.role === "region") for (const item of stage.scene.nodes) if (item.role === "hub" && nodes.has(`region:${item.region}`)) nodes.add(item.id);
  if (node.role === "hub") return { nodes: new Set([...stage.scene.nodes.map((item) => item.id)]), links: new Set(stage.scene.links.filter((l) => !l.onlyLit).map((l) => l.id)), centre: node.id };
  return { nodes, links: new Set(links.map((item) => item.id)), centre: node.id };
}

function watchPointer() {
  const canvas = byId("canvas");
  let last = "";
  canvas.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return;
    const box = canvas.getBoundingClientRect();
    const dom = { x: event.clientX - box.left, y: event.clientY - box.top };
    const hit = hitAt(stage.network.DOMtoCanvas(dom));
    const now = hit.node ? `n${hit.node.id}` : hit.link ? `l${hit.link.id}` : "";
    canvas.firstChild.style.cursor = now ? "pointer" : "grab";
    if (now !== last) {
      last = now;
      light(hit);
      showTip(hit);
    }
    placeTip(dom, box);
  });
  canvas.addEventListener("pointerleave", () => {
    last = "";
    light(null);
    byId("tip").hidden = true;
  });
  canvas.addEventListener("pointerdown", () => canvas.classList.add("mouse"));
}

function showTip(hit) {
  const tip = byId("tip");
  tip.hidden = (!hit.node || hit.node.role === "region" || hit.node.role === "port") && !hit.link;
  if (hit.node) fill(tip, el("b", {}, hit.node.key ? nameOf(hit.node.key) : hit.node.label), hit.node.key ? (ENTITY.get(hit.node.key) || { kind: "" }).kind : REGION.has(hit.node.region) ? REGION.get(hit.node.region).blurb : "");
  else if (hit.link && hit.link.type === "bundle") fill(tip, el("b", {}, bundleText(hit.link)), "Click to list them.");
  else if (hit.link) fill(tip, el("b", {}, linkText(hit.link)), hit.link.papers ? plural(hit.link.papers, "paper") : "", hit.link.sign ? ` · ${LINE.get(hit.link.sign).title}` : "");
}

function placeTip(dom, box) {
  const tip = byId("tip");
  if (tip.hidden) return;
  tip.style.left = `${Math.max(6, Math.min(dom.x + 16, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${dom.y + 22 + tip.offsetHeight > box.height ? Math.max(6, dom.y - tip.offsetHeight - 14) : dom.y + 22}px`;
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Arrow keys walk from node to node, Enter opens, plus and minus zoom.
function watchKeys() {
  const canvas = byId("canvas");
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Graph. Arrow keys move between variables, Enter opens one. The card lists the same links as text.");
  canvas.tabIndex = 0;
  canvas.addEventListener("keydown", (event) => {
    canvas.classList.remove("mouse");
    if (event.key in DIRECTIONS) walk(...DIRECTIONS[event.key]);
    else if (event.key === "Enter") stage.onOpen({ node: currentNode() });
    else if (event.key === "+" || event.key === "=") zoomBy(1.3);
    else if (event.key === "-") zoomBy(1 / 1.3);
    else return;
    event.preventDefault();
  });
}

let walking = "";
const currentNode = () => stage.scene.node.get(walking) || stage.scene.nodes.find(isChosen);

function walk(dx, dy) {
  const at = currentNode();
  const cost = (node) => {
    const [x, y] = [node.x - at.x, node.y - at.y];
    const along = x * dx + y * dy;
    return along <= 4 ? Infinity : along + 2.2 * Math.abs(x * dy - y * dx);
  };
  const next = at ? stage.scene.nodes.filter((node) => node !== at && cost(node) < Infinity).sort((a, b) => cost(a) - cost(b))[0] : stage.scene.nodes[0];
  if (!next) return;
  walking = next.id;
  stage.onPick({ node: next, keyboard: true });
  walking = next.id;
  light({ node: next });
}
