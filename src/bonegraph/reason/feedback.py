"""Feedback loops that the best path crosses."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from bonegraph.reason.paths import SignedPath, Step, Steps

__all__ = ["Loop", "loops_through"]

LONGEST = 8


@dataclass(frozen=True, slots=True)
class Loop:
    """A feedback loop: its steps in order and its sign (-1 damps, +1 amplifies)."""

    steps: tuple[Step, ...]
    sign: int

    @property
    def nodes(self) -> tuple[str, ...]:
        """Nodes in order; the first is not repeated."""
        return tuple(step.source for step in self.steps)


def loops_through(steps: Steps, paths: Sequence[SignedPath], most: int = 3) -> tuple[Loop, ...]:
    """The shortest loop through each step of the given paths, shortest first, each loop once."""
    found: dict[frozenset[str], Loop] = {}
    for path in paths:
        for step in path.steps:
            back = _way_back(steps, step.target, step.source)
            if back:
                loop = (step, *back)
                sign = 1
                for part in loop:
                    sign *= part.sign
                found.setdefault(frozenset(part.source for part in loop), Loop(loop, sign))
    return tuple(sorted(found.values(), key=lambda loop: (len(loop.steps), loop.nodes)))[:most]


def _way_back(steps: Steps, start: str, end: str) -> tuple[Step, ...]:
    """Fewest steps from `start` to `end`; empty when there are none within reach."""
    came: dict[str, Step] = {}
    waiting = deque([(start, 0)])
    while waiting:
        node, depth = waiting.popleft()
        if node == end:
            chain: list[Step] = []
            while node != start:
                chain.append(came[node])
                node = came[node].source
            return tuple(reversed(chain))
        if depth == LONGEST:
            continue
        for step in steps.leaving(node):
            if step.target not in came and step.target != start:
                came[step.target] = step
                waiting.append((step.target, depth + 1))
    return ()
