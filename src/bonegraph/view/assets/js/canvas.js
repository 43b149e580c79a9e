// vis-network carries the nodes, the camera and the hands (drag, pinch, wheel); lines, signs and plates are drawn by our pen.
const stage = { drawnAt: 0, network: null, scene: null, nodes: null, edges: null, lit: null, pinned: null, home: 1, onPick: null, onOpen: null, onZoom: null };

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
  stage.network.on("afterDrawing", (context) => {
    if (!stage.scene) return;
    drawLinks(new CanvasPen(context), stage.scene, stage.lit, true);
    stage.drawnAt ||= performance.now();
  });
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
  const top = byId("crumbs").offsetHeight + (SMALL() ? 14 + (byId("viewbar").childElementCount ? 34 : 0) : 26);
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
