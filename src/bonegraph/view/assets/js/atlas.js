// The atlas: the map of regions with their best connected variables.

function membersOf(region) {
  const { keys } = shownKnowledge();
  const inRegion = DATA.entities.filter((entity) => entity.region === region && entityPasses(entity));
  return { connected: inRegion.filter((entity) => keys.has(entity.key) && entity.place), lone: inRegion.filter((entity) => !keys.has(entity.key) || !entity.place) };
}

function atlasScene() {
  return state.region ? regionScene(state.region) : mapScene();
}

function mapScene() {
  const nodes = [];
  for (const region of DATA.regions) {
    const { connected, lone } = membersOf(region.key);
    if (isHidden("region", region.key)) continue;
    const count = connected.length + lone.length;
    const sub = count ? plural(count, "variable") : "nothing shown";
    nodes.push({ id: `region:${region.key}`, role: "region", region: region.key, label: region.title, lines: [region.title], sub, size: titleSize(region), x: region.x, y: region.y, w: region.width, h: region.height });
    nodes.push(...hubNodes(region, connected.length ? connected : lone));
  }
  const links = bundles(new Set(nodes.map((node) => node.region)));
  return {
    kind: "map",
    title: "Atlas",
    note: "What the regions do to each other, summed. Point at a region for all of its bundles, click to open it.",
    nodes,
    links,
    plates: platesOf(),
    labels: platesOf().map(boneLabel),
    fixed: true,
    counts: { variables: DATA.regions.reduce((sum, r) => sum + membersOf(r.key).connected.length, 0), interactions: shownKnowledge().rows.length },
  };
}

// The largest type in which the title fits its box.
const titleSize = (region) => Math.min(26, Math.floor((26 * (region.width - 34)) / textWidth(region.title, 26, 750)));

function platesOf() {
  const boxes = DATA.regions.filter((region) => region.bone);
  if (!boxes.length) return [];
  const [left, right] = [Math.min(...boxes.map((b) => b.x - b.width / 2)), Math.max(...boxes.map((b) => b.x + b.width / 2))];
  const [top, bottom] = [Math.min(...boxes.map((b) => b.y - b.height / 2)), Math.max(...boxes.map((b) => b.y + b.height / 2))];
  return [{ kind: "bone", x: (left + right) / 2, y: (top + bottom) / 2, w: right - left + 84, h: bottom - top + 96, r: 64 }];
}

const boneLabel = (plate) => ({ text: "BONE", x: plate.x - plate.w / 2 + 44, y: plate.y - plate.h / 2 + 38, size: 22, align: "left", weight: 800 });

// The best connected variables of a region, as pills inside its box.
function hubNodes(region, members) {
  const ranked = [...members].sort((a, b) => degreeOf(b.key) - degreeOf(a.key) || (a.key < b.key ? -1 : 1));
  const [left, top] = [region.x - region.width / 2 + 16, region.y - region.height / 2 + 52];
  let [x, y] = [left, top];
  const found = [];
  for (const entity of ranked.slice(0, 40)) {
    const node = entityNode(entity.key, 0, 0, { size: 20, limit: 99, id: `hub:${entity.key}`, role: "hub" });
    if (node.w > region.width - 32) continue;
    if (x + node.w > region.x + region.width / 2 - 14) [x, y] = [left, y + 46];
    if (y + node.h > region.y + region.height / 2 - 30) break;
    [node.x, node.y, node.region] = [x + node.w / 2, y + node.h / 2, region.key];
    x += node.w + 9;
    found.push(node);
  }
  return found;
}
