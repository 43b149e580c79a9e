"""What a printed figure shows and where: layered paths of an effect, or the neighbourhood of a variable. Pure arithmetic, in points.

An effect runs from left to right, on a narrow column from top to bottom; the best path lies in the middle, further ones for the verdict on
one side, those against it on the other. A neighbourhood has its regulators left and its targets right, best supported first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.reason.paths import SignedPath
from bonegraph.view.style import Family, family_of

__all__ = ["Box", "Diagram", "Line", "neighbourhood", "of_paths"]

SIZE = 7.0
"""Type size of labels (pt)."""

LINE_HIGH = 8.2
MARGIN = 6.0
_SIDE = {
    "pill": 0.65, "round": 0.55, "box": 0.5, "double": 0.75, "ellipse": 1.0, "hexagon": 0.9, "octagon": 0.7, "slanted": 0.8, "chevron": 1.0,
    "tag": 0.95, "flag": 0.9,
}  # fmt: skip
"""Room left and right of a label, in type sizes."""
_STRENGTH = {"strong": 1.0, "moderate": 0.7, "weak": 0.4}
Measure = Callable[[str, float], float]


@dataclass(slots=True)
class Box:
    """A variable: label lines, look, centre and size (pt, y downwards)."""

    key: str
    lines: tuple[str, ...]
    family: Family
    w: float
    h: float
    x: float = 0.0
    y: float = 0.0
    centre: bool = False
    halo: float = 0.0

    def holds(self, x: float, y: float, room: float) -> bool:
        """True if a point lies in the box, or nearer to it than `room`; lines stop at the halo of a hub."""
        dx, dy = abs(x - self.x), abs(y - self.y)
        if self.halo:
            return (dx / (self.w / 2 + self.halo * 0.55)) ** 2 + (dy / (self.h / 2 + self.halo)) ** 2 < 1
        if self.family.outline == "ellipse":
            return (dx / (self.w / 2 + room)) ** 2 + (dy / (self.h / 2 + room)) ** 2 < 1
        return dx < self.w / 2 + room and dy < self.h / 2 + room


@dataclass(slots=True)
class Line:
    """A signed line between two boxes; `bend` is its bow as a share of its length, `side` lets it leave and enter in the middle of a side."""

    source: str
    target: str
    sign: str
    papers: int
    gate: bool = False
    bend: float = 0.0
    shift: float = 0.0
    side: bool = False


@dataclass(slots=True)
class Diagram:
    """Boxes and lines in place; `notes` are words set under a column."""

    width: float
    height: float
    boxes: dict[str, Box] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    notes: list[tuple[float, float, str]] = field(default_factory=list)


# ---------------------------------------------------------------- boxes


def _box(knowledge: Knowledge, node: str, room: float, measure: Measure, *, centre: bool = False, mark: str = "") -> Box:
    key = node.partition("~")[0].partition("@")[0]
    entity = knowledge.entities.get(key)
    family = family_of(entity.kind if entity else "")
    size = SIZE + (1 if centre else 0)
    side = 2 * size * _SIDE[family.outline]
    lines = _wrapped((knowledge.name(key) if entity else key) + mark, room - side, lambda text: measure(text, size))
    wide = max(measure(line, size) for line in lines) + side
    high = LINE_HIGH * len(lines) + 5
    if family.outline == "ellipse" and len(lines) > 1:
        wide, high = wide * 1.12, high + 3
    return Box(node, tuple(lines), family, max(wide, high * 1.4), high, centre=centre)


def _wrapped(text: str, room: float, width: Callable[[str], float]) -> list[str]:
    """Words on as many lines as the room asks for; a word that is too long keeps its line."""
    lines = [""]
    for word in text.replace("/", "/\u200b").replace("\u200b", " ").split(" "):
        longer = f"{lines[-1]}{'' if lines[-1].endswith('/') or not lines[-1] else ' '}{word}"
        if lines[-1] and width(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


# ---------------------------------------------------------------- paths


def of_paths(
    knowledge: Knowledge,
    ways_for: Sequence[SignedPath],
    ways_against: Sequence[SignedPath],
    width: float,
    measure: Measure,
    lowered: Collection[str] = (),
) -> Diagram:
    """Paths for and against, layered along the reading direction; what the question lowers is marked with an arrow down."""
    paths = [path.nodes for path in (*ways_for, *ways_against)]
    layer = _layers(paths)
    lane = _lanes(paths, len(ways_for))
    deep = max(layer.values()) + 1
    down = width < 300 or (width - 2 * MARGIN) / deep < 46
    staggered = not down and deep > 6
    count = max(lane.values()) - min(lane.values()) + 1
    across = width - 2 * MARGIN
    room = min(across / count - 8, 110) if down else (across / deep) * (1.75 if staggered else 1) - 20
    ends = {path[0] for path in paths} | {path[-1] for path in paths}
    boxes = {
        node: _box(knowledge, node, room, measure, centre=node in ends, mark="\u00a0↓" if node.partition("~")[0].partition("@")[0] in lowered else "")
        for node in layer
    }
    drawing = Diagram(width, 0.0, boxes)
    (_place_down if down else _place_right)(drawing, layer, lane, staggered)
    drawing.lines = _steps(knowledge, (*ways_for, *ways_against))
    _shift_pairs(drawing.lines)
    _bend_around(drawing)
    return drawing


def _layers(paths: Sequence[Sequence[str]]) -> dict[str, int]:
    """Longest way from the start, over links that do not close a circle (better paths first)."""
    after: dict[str, set[str]] = defaultdict(set)

    def reaches(start: str, goal: str) -> bool:
        seen, todo = set(), [start]
        while todo:
            node = todo.pop()
            if node == goal:
                return True
            if node not in seen:
                seen.add(node)
                todo.extend(after[node])
        return False

    nodes = list(dict.fromkeys(node for path in paths for node in path))
    for path in paths:
        for a, b in pairwise(path):
            if not reaches(b, a):
                after[a].add(b)
    layer = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for node in nodes:
            for target in after[node]:
                layer[target] = max(layer[target], layer[node] + 1)
    last = max(layer.values())
    return layer | {path[-1]: last for path in paths}


def _lanes(paths: Sequence[Sequence[str]], count_for: int) -> dict[str, int]:
    """Middle for the first path and both ends, then one side for the verdict, the other against it."""
    lane: dict[str, int] = {}
    above = below = 0
    for number, path in enumerate(paths):
        new = [node for node in path if node not in lane]
        if number == 0:
            at = 0
        elif number < count_for:
            above -= bool(new)
            at = above
        else:
            below += bool(new)
            at = below
        lane |= dict.fromkeys(new, at)
    return lane


def _place_right(drawing: Diagram, layer: dict[str, int], lane: dict[str, int], staggered: bool) -> None:
    boxes = drawing.boxes
    deep = max(layer.values()) + 1
    first = max(b.w for b in boxes.values() if layer[b.key] == 0) / 2
    last = max(b.w for b in boxes.values() if layer[b.key] == deep - 1) / 2
    pitch = (drawing.width - 2 * MARGIN - first - last) / max(1, deep - 1)
    high = max(box.h for box in boxes.values())
    row = 2 * high + 16 if staggered else high + 20
    for box in boxes.values():
        box.x = MARGIN + first + pitch * layer[box.key]
        box.y = lane[box.key] * row + (((high / 2 + 6) if layer[box.key] % 2 else -(high / 2 + 6)) if staggered else 0)
    _settle(drawing)


def _place_down(drawing: Diagram, layer: dict[str, int], lane: dict[str, int], _: bool) -> None:
    boxes = drawing.boxes
    lanes = sorted(set(lane.values()))
    pitch = (drawing.width - 2 * MARGIN) / len(lanes)
    y = 0.0
    for number in range(max(layer.values()) + 1):
        row = [box for box in boxes.values() if layer[box.key] == number]
        high = max((box.h for box in row), default=0)
        for box in row:
            box.x = MARGIN + pitch * (lanes.index(lane[box.key]) + 0.5)
            box.y = y + high / 2
        y += high + 17
    _settle(drawing)


def _settle(drawing: Diagram) -> None:
    """Move everything inside the margins and set the height."""
    boxes = drawing.boxes.values()
    top = min(box.y - box.h / 2 for box in boxes) - MARGIN
    for box in boxes:
        box.y -= top
        box.x = min(max(box.x, MARGIN + box.w / 2), drawing.width - MARGIN - box.w / 2)
    drawing.height = max(box.y + box.h / 2 for box in boxes) + MARGIN


def _steps(knowledge: Knowledge, paths: Iterable[SignedPath]) -> list[Line]:
    found: dict[tuple[str, str, int], Line] = {}
    for path in paths:
        for step in path.steps:
            rows = [knowledge.interactions[i] for i in step.interactions if i in knowledge.interactions]
            line = Line(step.source, step.target, symbol(step.sign), _papers(rows), gate=bool(step.through))
            found.setdefault((step.source, step.target, step.sign), line)
    return list(found.values())


def _papers(rows: Iterable[Interaction]) -> int:
    return len({item.reference for row in rows for item in row.evidence if item.reference})


# ---------------------------------------------------------------- neighbourhood


def neighbourhood(knowledge: Knowledge, key: str, most: int, width: float, measure: Measure) -> Diagram:
    """A variable with what acts on it (left) and what it acts on (right), at most `most` on each side."""
    room = (width - 2 * MARGIN) * 0.31
    middle = _box(knowledge, key, room, measure, centre=True)
    drawing = Diagram(width, 0.0, {key: middle})
    sides = {
        "left": _grouped([row for row in knowledge.active if row.object == key and row.subject != key], lambda row: row.subject),
        "right": _grouped([row for row in knowledge.active if row.subject == key and row.object != key], lambda row: row.object),
    }
    columns: list[tuple[list[Box], float]] = []
    for side, groups in sides.items():
        kept = _best(knowledge, groups, most)
        column = []
        for other, rows in kept:
            ends = (other, key) if side == "left" else (key, other)
            drawing.lines.append(Line(*ends, _sign(rows), _papers(rows), side=True))
            if other not in drawing.boxes:
                drawing.boxes[other] = _box(knowledge, other, room, measure)
                column.append(drawing.boxes[other])
        y = MARGIN
        for box in column:
            # flush with the inner edge, so that no line runs through another box
            box.x = MARGIN + room - box.w / 2 if side == "left" else width - MARGIN - room + box.w / 2
            box.y = y + box.h / 2
            y += box.h + 6
        if len(groups) > len(kept):
            drawing.notes.append((MARGIN + room / 2 if side == "left" else width - MARGIN - room / 2, y + 4, f"+ {len(groups) - len(kept)} more"))
            y += 12
        columns.append((column, y))
    high = max(middle.h + 2 * MARGIN, *(y for _, y in columns))
    for column, y in columns:
        for box in column:
            box.y += (high - y) / 2
    middle.x, middle.y = width / 2, high / 2
    middle.halo = min(26.0, 1.4 * max(len(column) for column, _ in columns)) if len(drawing.boxes) > 6 else 0.0
    drawing.height = high
    _shift_pairs(drawing.lines)
    return drawing


def _grouped(rows: Iterable[Interaction], end: Callable[[Interaction], str]) -> list[tuple[str, list[Interaction]]]:
    groups: dict[str, list[Interaction]] = defaultdict(list)
    for row in rows:
        groups[end(row)].append(row)
    return sorted(groups.items())


def _sign(rows: Sequence[Interaction]) -> str:
    signs = {row.sign for row in rows if row.sign}
    return "?" if len(signs) == 2 else symbol(next(iter(signs))) if signs else "0"


def _best(knowledge: Knowledge, groups: list[tuple[str, list[Interaction]]], most: int) -> list[tuple[str, list[Interaction]]]:
    """Strength × belief × papers decides; a third is kept for each sign; raising first, lowering last, as on the page."""

    def weight(item: tuple[str, list[Interaction]]) -> float:
        return max(_STRENGTH.get(row.strength, 0.5) * knowledge.beliefs[row.id] * (1 + log2(1 + _papers([row]))) * (1 if row.sign else 0.3) for row in item[1])

    ranked = sorted(groups, key=lambda item: (-weight(item), item[0]))
    third = most // 3
    sure = [item for sign in "+-" for item in [g for g in ranked if _sign(g[1]) == sign][:third]]
    for item in ranked:
        if len(sure) < most and item not in sure:
            sure.append(item)
    return sorted(sure, key=lambda item: ("+?0-".index(_sign(item[1])), -weight(item), item[0]))


# ---------------------------------------------------------------- lines


def _shift_pairs(lines: Sequence[Line]) -> None:
    """Two boxes that act on each other get two parallel lines."""
    pairs = {(line.source, line.target) for line in lines}
    for line in lines:
        if (line.target, line.source) in pairs:
            line.shift = 4.0


def _bend_around(drawing: Diagram) -> None:
    """A line that would run through another box goes around it, by the least bow that does."""
    for line in drawing.lines:
        a, b = drawing.boxes[line.source], drawing.boxes[line.target]
        others = [box for key, box in drawing.boxes.items() if key not in (line.source, line.target)]
        for bend in (0.0, 0.12, -0.12, 0.22, -0.22, 0.34, -0.34, 0.48, -0.48):
            if not any(_runs_through(a, b, bend, box) for box in others):
                line.bend = bend
                break


def _runs_through(a: Box, b: Box, bend: float, box: Box) -> bool:
    dx, dy = b.x - a.x, b.y - a.y
    cx, cy = (a.x + b.x) / 2 - dy * bend, (a.y + b.y) / 2 + dx * bend
    for i in range(1, 24):
        t = i / 24
        x = (1 - t) ** 2 * a.x + 2 * t * (1 - t) * cx + t * t * b.x
        y = (1 - t) ** 2 * a.y + 2 * t * (1 - t) * cy + t * t * b.y
        if abs(x - box.x) < box.w / 2 + 2.5 and abs(y - box.y) < box.h / 2 + 2.5:
            return True
    return False
