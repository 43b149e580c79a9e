"""Places of variables inside a region: regulators left, what they govern right. Pure arithmetic, no chance, no physics.

The column of a variable is its trophic level (Levine 1980, *J Theor Biol* 83:195): one more than the mean of its regulators. Feedback
loops have levels too, which longest-path layering does not give them. Columns are cut evenly, then ordered by barycentre (Sugiyama 1981).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import ceil, sqrt

__all__ = ["COLUMN", "ROW", "arranged", "trophic_levels"]

COLUMN, ROW = 208, 56
_SWEEPS = 6
_ROUNDS = 60


def trophic_levels(keys: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Level of each key by damped iteration; 0 for one that nothing regulates. O(rounds × edges)."""
    inside = set(keys)
    regulators: dict[str, list[str]] = defaultdict(list)
    for source, target in sorted(set(edges)):
        if source != target and source in inside and target in inside:
            regulators[target].append(source)
    level = dict.fromkeys(keys, 0.0)
    for _ in range(_ROUNDS):
        level = {
            key: 0.5 * level[key] + 0.5 * min(30.0, 1 + sum(level[r] for r in regulators[key]) / len(regulators[key])) if regulators[key] else 0.0
            for key in keys
        }
    return {key: round(value, 6) for key, value in level.items()}


def arranged(keys: Iterable[str], edges: Sequence[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Place of each key (centre, map units, around the origin).

    Parameters
    ----------
    keys
        Variables of one region, in any order; the result does not depend on it.
    edges
        Signed links between them (others are ignored).
    """
    ordered = sorted(keys)
    if not ordered:
        return {}
    level = trophic_levels(ordered, edges)
    columns = max(1, min(len(ordered), ceil(sqrt(len(ordered) * ROW * 1.15 / COLUMN))))
    rows = ceil(len(ordered) / columns)
    ranked = sorted(ordered, key=lambda key: (level[key], key))
    layers = [ranked[i : i + rows] for i in range(0, len(ranked), rows)]
    _order_by_barycentre(layers, edges)
    places = {}
    for column, layer in enumerate(layers):
        for row, key in enumerate(layer):
            # every other column is lowered by half a row, so that lines pass between labels
            y = (row - (len(layer) - 1) / 2) * ROW + (ROW / 2 if column % 2 else 0)
            places[key] = (round((column - (len(layers) - 1) / 2) * COLUMN), round(y))
    return places


def _order_by_barycentre(layers: list[list[str]], edges: Sequence[tuple[str, str]]) -> None:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for source, target in edges:
        neighbours[source].add(target)
        neighbours[target].add(source)
    height = {key: row - (len(layer) - 1) / 2 for layer in layers for row, key in enumerate(layer)}
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            layer.sort(key=lambda key: (_barycentre(key, neighbours, height), key))
            height.update({key: row - (len(layer) - 1) / 2 for row, key in enumerate(layer)})


def _barycentre(key: str, neighbours: Mapping[str, set[str]], height: Mapping[str, float]) -> float:
    heights = sorted(height[other] for other in neighbours[key] if other in height)
    return round(sum(heights) / len(heights), 6) if heights else height[key]
