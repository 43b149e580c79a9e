"""How the graph is drawn by programs that take places and colours: the regions of the explorer's map, spread so that nothing overlaps."""

from __future__ import annotations

from collections import defaultdict

from bonegraph.model.knowledge import Knowledge
from bonegraph.view.atlas import REGIONS, region_of
from bonegraph.view.layout import COLUMN, ROW, arranged
from bonegraph.view.style import LINES

__all__ = ["LINE_OF", "places", "regions"]

LINE_OF = {{"+": 1, "-": -1, "0": 0}[line.sign]: line for line in LINES if line.sign in ("+", "-", "0")}
"""Line style of a sign."""


def regions(knowledge: Knowledge) -> dict[str, list[str]]:
    """Region of the map to the keys that lie in it; empty regions left out."""
    found: dict[str, list[str]] = {region.key: [] for region in REGIONS}
    for entity in knowledge.entities.values():
        if not entity.status:
            found[region_of(entity)].append(entity.key)
    return {region: keys for region, keys in found.items() if keys}


def places(knowledge: Knowledge) -> dict[str, tuple[int, int]]:
    """Centre of each variable: the map's grid of regions, each column and row as wide as its largest region needs."""
    inside: dict[str, dict[str, tuple[int, int]]] = {}
    edges = sorted({(row.subject, row.object) for row in knowledge.active if row.sign})
    for region, keys in regions(knowledge).items():
        inside[region] = arranged(keys, edges)
    boxes = [region for region in REGIONS if region.key in inside]
    wide: dict[int, int] = defaultdict(int)
    high: dict[int, int] = defaultdict(int)
    for box in boxes:
        xs, ys = zip(*inside[box.key].values(), strict=True)
        wide[box.x] = max(wide[box.x], max(xs) - min(xs) + 2 * COLUMN)
        high[box.y] = max(high[box.y], max(ys) - min(ys) + 3 * ROW)
    across, down = _centres(wide), _centres(high)
    return {key: (across[box.x] + x, down[box.y] + y) for box in boxes for key, (x, y) in inside[box.key].items()}


def _centres(sizes: dict[int, int]) -> dict[int, int]:
    """Centres of intervals laid side by side in the order of their old centres."""
    found, edge = {}, 0
    for place in sorted(sizes):
        found[place] = edge + sizes[place] // 2
        edge += sizes[place]
    return found
