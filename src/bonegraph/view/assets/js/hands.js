// Pointer and keys on the drawing: what lies where, what lights up, the tip, the walk by arrow keys.
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
