"""What other ways of reading a signed graph say, from our resolved starts and context-filtered network.

A signed graph is a mapping from a node to its (target, sign) steps; every peer returns +1, -1, 0 (no way) or ``None`` (undecided).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

__all__ = ["Steps", "majority", "press", "shortest"]

Steps = Mapping[str, Sequence[tuple[str, int]]]


def _vote(total: float) -> int | None:
    return 1 if total > 0 else -1 if total < 0 else None


def shortest(steps: Steps, sources: Mapping[str, int], target: str) -> int | None:
    """Majority sign of all shortest paths from any source."""
    layer: dict[str, tuple[int, int]] = {node: (int(way > 0), int(way < 0)) for node, way in sources.items()}
    seen = set(layer)
    while layer and target not in layer:
        following: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for node, (up, down) in layer.items():
            for other, sign in steps.get(node, ()):
                if other not in seen:
                    following[other][0] += up if sign > 0 else down
                    following[other][1] += down if sign > 0 else up
        layer = {node: (up, down) for node, (up, down) in following.items()}
        seen |= set(layer)
    return _vote(layer[target][0] - layer[target][1]) if layer else 0


def majority(steps: Steps, sources: Mapping[str, int], target: str, longest: int = 5, most: int = 20_000) -> int | None:
    """Majority sign of the simple paths of at most `longest` steps (the first `most` of them)."""
    back: dict[str, set[str]] = defaultdict(set)
    for node, found in steps.items():
        for other, _ in found:
            back[other].add(node)
    left, layer = {target: 0}, {target}
    while layer:
        layer = {node for other in layer for node in back[other] if node not in left}
        left |= dict.fromkeys(layer, max(left.values()) + 1)
    reached = [left[node] for node in sources if node in left]
    if not reached:
        return 0
    longest = max(longest, min(reached))
    total = count = 0
    waiting = [(node, way, (node,)) for node, way in sources.items() if node in left]
    while waiting and count < most:
        node, way, path = waiting.pop()
        if node == target:
            total, count = total + way, count + 1
            continue
        waiting += [(o, way * s, (*path, o)) for o, s in steps.get(node, ()) if o in left and o not in path and len(path) + left[o] <= longest]
    return _vote(total)


def press(steps: Steps, sources: Mapping[str, int], target: str, draws: int = 50, cut: float = 0.6, seed: int = 0) -> int | None:
    """Linear press perturbation with uniform weights over in-degree (so that every draw is stable), sources clamped."""
    nodes = sorted({*steps, target, *sources, *(o for found in steps.values() for o, _ in found)})
    row = {node: i for i, node in enumerate(nodes)}
    edges = [(row[n], row[o], s) for n, found in steps.items() for o, s in found if o not in sources]
    change = np.zeros((len(nodes), draws))
    for node, way in sources.items():
        change[row[node]] = way
    if edges:
        from scipy.sparse import csr_matrix

        start, end, sign = (np.array(column) for column in zip(*edges, strict=True))
        degree = np.bincount(end, minlength=len(nodes))[end]
        rng = np.random.default_rng(seed)
        for draw in range(draws):
            matrix = csr_matrix((sign * rng.uniform(0, 1, len(sign)) / degree, (end, start)), shape=(len(nodes),) * 2)
            given = change[:, draw].copy()
            for _ in range(40):
                change[:, draw] = given + matrix @ change[:, draw]
    moved = change[row[target]]
    if not moved.any():
        return 0
    up = float((moved > 0).mean())
    return 1 if up >= cut else -1 if up <= 1 - cut else None
