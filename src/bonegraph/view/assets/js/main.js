// Everything joined: header, views, keys.
const VIEWS = { atlas: ["Atlas", atlasScene], focus: ["Focus", focusScene], paths: ["Paths", pathsScene] };
const sceneKey = (s) => JSON.stringify([s.view, s.view === "atlas" ? [s.region, s.whole] : s.view === "focus" ? [s.focus, s.hops, s.more] : [s.question, s.from, s.to, s.raised]]);

function openView(view) {
  const patch = { view };
  if (view === "focus" && !state.focus.length && state.selected.startsWith("n:")) patch.focus = [state.selected.slice(2)];
  if (view === "paths" && state.question < 0 && !state.from && DATA.effects.length) patch.question = 0;
  if (view === "paths") patch.selected = "";
  update(patch);
}

function drawStage(move) {
  const scene = state.view === "focus" && !state.focus.length ? { kind: "focus", title: "", nodes: [], links: [], counts: { variables: 0, interactions: 0 } } : VIEWS[state.view][1]();
  drawCrumbs(scene);
  showScene(scene, move);
  drawEmpty(scene);
  const { variables, interactions } = scene.counts;
  byId("status").textContent = `${plural(variables, "variable")}, ${plural(interactions, "interaction")} shown${filtersSet() ? " (filtered)" : ""}`;
  byId("status").hidden = !scene.nodes.length;
}

function pick({ node, link: line, keyboard }) {
  if (!node && !line) {
    stage.pinned = null;
    return select("");
  }
  if (line) return select(line.ids.length === 1 ? `i:${line.ids[0]}` : `l:${line.id}`);
  if (node.role === "more") return keyboard ? undefined : update({ more: Math.min(state.more + 1, MOST.length - 1) });
  if (node.role === "region" || node.role === "port") return keyboard ? undefined : update({ region: node.region, selected: "" });
  return select(`n:${node.key}`);
}

function open({ node }) {
  if (!node) return;
  if (node.role === "region" || node.role === "port") update({ region: node.region, selected: "" });
  else if (node.role === "more") update({ more: Math.min(state.more + 1, MOST.length - 1) });
  else focusOn(node.key);
}

// Going in far enough opens a region, going out far enough closes it.
function zoomed(direction, ratio, { node }) {
  if (state.view !== "atlas") return;
  if (!state.region && direction === "+" && ratio > 2.1 && node && REGION.has(node.region)) update({ region: node.region, selected: "" });
  else if (state.region && direction === "-" && ratio < 0.5) update({ region: "", selected: "" });
}

function switchTheme() {
  setTheme(theme() === "dark" ? "light" : "dark");
  stored.set("theme", theme());
}

function setTheme(value) {
  document.documentElement.dataset.theme = value;
  drawHeader();
  if (stage.network) stage.network.redraw();
}

function changed(now, before) {
  const other = sceneKey(now) !== sceneKey(before);
  const filtered = !same([now.hidden, now.scope, now.lone], [before.hidden, before.scope, before.lone]);
  if (other) walking = "";
  if (other || filtered) drawStage(other);
  else stage.network.redraw();
  drawHeader();
  drawLeft();
  showCard();
}

function keys(event) {
  const typing = event.target.closest && event.target.closest("input,select,textarea,dialog[open]");
  if ((event.ctrlKey || event.metaKey) && !typing && "zy".includes(event.key.toLowerCase())) {
    event.preventDefault();
    return event.key.toLowerCase() === "y" || event.shiftKey ? redo() : undo();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const views = { 1: "atlas", 2: "focus", 3: "paths" };
  const actions = { "/": () => byId("search").focus(), f: () => fitScene(), t: switchTheme, "?": openHelp, Escape: stepBack };
  const action = views[event.key] ? () => openView(views[event.key]) : actions[event.key] || actions[event.key.toLowerCase()];
  if (!action) return undefined;
  event.preventDefault();
  return action();
}

function stepBack() {
  if (state.selected) select("");
  else if (state.view === "atlas" && state.region) update({ region: "" });
}

// vis-network changes the scale when its box changes; the view is fitted again instead.
function watchSize() {
  let waiting = 0;
  let size = "";
  new ResizeObserver(([{ contentRect }]) => {
    const now = `${Math.round(contentRect.width)}x${Math.round(contentRect.height)}`;
    if (now === size) return;
    size = now;
    clearTimeout(waiting);
    waiting = setTimeout(() => fitScene(false), 60);
  }).observe(byId("canvas"));
}

function startState() {
  let address = "";
  try {
    address = window.location.hash;
  } catch (error) {
    /* no address in this frame */
  }
  if (address.length > 1) return fromAddress(address);
  if (DATA.focus.length) return { ...START, view: "focus", focus: [...DATA.focus].slice(0, 4), selected: `n:${DATA.focus[0]}` };
  return DATA.effects.length === 1 ? { ...START, view: "paths", question: 0 } : { ...START };
}

function start() {
  state = startState();
  document.documentElement.dataset.theme = stored.get("theme") || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const searchPick = (key, settings) => {
    byId("search").value = "";
    byId("search").blur();
    if (INTERACTION.has(key)) update({ ...focusOf([INTERACTION.get(key).subject, INTERACTION.get(key).object]), selected: `i:${key}` });
    else if (settings) update(focusOf(settings.map((setting) => setting.key).slice(0, 4)));
    else focusOn(key);
  };
  combobox(byId("search"), byId("search-list"), searchPick, findAll);
  fill(byId("zoom"), button("+", () => zoomBy(1.35), { "aria-label": "Zoom in" }), button("−", () => zoomBy(1 / 1.35), { "aria-label": "Zoom out" }));
  const toggle = (id, target) => byId(id).addEventListener("click", () => byId(id).setAttribute("aria-expanded", String(byId(target).classList.toggle("open"))));
  toggle("open-left", "left");
  toggle("open-tools", "tools");
  startCanvas({ onPick: pick, onOpen: open, onZoom: zoomed });
  listeners.push(changed);
  drawHeader();
  drawLeft();
  drawStage(true);
  showCard();
  document.addEventListener("keydown", keys);
  document.addEventListener("click", (event) => {
    const menu = byId("export-menu");
    if (menu && !event.target.closest(".menu")) menu.hidden = true;
    if (byId("left").classList.contains("open") && event.target.closest("#stage")) byId("left").classList.remove("open");
  });
  window.addEventListener("hashchange", () => update(fromAddress(window.location.hash)));
  watchSize();
}

start();

// For tests and consoles: what is shown, read only.
window.bonegraph = Object.freeze({
  get data() {
    return DATA;
  },
  get drawnAt() {
    return stage.drawnAt;
  },
  get state() {
    return JSON.parse(JSON.stringify(state));
  },
  get scene() {
    const { kind, title, counts, nodes, links } = stage.scene;
    return { kind, title, counts, nodes: nodes.map(({ id, key, role, x, y, w, h, region }) => ({ id, key, role, x, y, w, h, region })), links: links.map(({ id, from, to, sign, type, ids, onlyLit }) => ({ id, from, to, sign, type, ids, onlyLit: Boolean(onlyLit) })), lit: stage.lit ? { nodes: [...stage.lit.nodes], links: [...stage.lit.links] } : null };
  },
  screenAt: (x, y) => stage.network.canvasToDOM({ x, y }),
  screenOf: (id) => stage.network.canvasToDOM(stage.network.getPosition(id)),
  pathsBetween: (from, to, sign, k = 3) => bestPaths(from, to, sign, k),
  svg: svgText,
  tsv: exportTsv,
  json: exportJson,
});
document.documentElement.dataset.ready = "yes";
