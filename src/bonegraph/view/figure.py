"""Publication figures: an effect or a neighbourhood as vector drawing, in the signs and colours of the page.

Drawn with matplotlib (extra ``plot``) in points, so that type is 7 pt at any column width; text stays text in SVG and PDF, and the same
input gives the same bytes.
"""

from __future__ import annotations

import io
import math
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bonegraph.errors import FileError, QuestionError
from bonegraph.model.knowledge import Knowledge
from bonegraph.reason.answer import Effect
from bonegraph.reason.paths import SignedPath
from bonegraph.view.diagram import MARGIN, SIZE, Box, Diagram, Line, neighbourhood, of_paths
from bonegraph.view.outlines import Command, outline
from bonegraph.view.style import FAMILIES, LINES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["COLUMN", "FORMATS", "PAGE", "Figure", "drawing_library", "figure"]

COLUMN, PAGE = 85.0, 175.0
"""Widths (mm) of one column and of a whole page in most journals."""

FORMATS = (".svg", ".pdf", ".png")
_POINTS = 72 / 25.4
_INK = "#1B2733"
_GLYPH = {"+": "+", "-": "−", "0": "0", "?": "?"}
_VERDICT = {"increase": "rises", "decrease": "falls", "no_effect": "no effect", "depends": "depends on context", "ambiguous": "pulled both ways"}
_SETTINGS = {"svg.fonttype": "none", "svg.hashsalt": "bonegraph", "pdf.fonttype": 42, "font.family": ["DejaVu Sans"], "path.simplify": False}
_DPI = 300
_DOWN = ("down", "absent", "low", "loss")
_GATE = (0, (4, 1.6, 0.8, 1.6))


class Figure:
    """A drawing in place; shows itself in a notebook, :meth:`save` writes SVG, PDF or PNG."""

    def __init__(self, drawing: Diagram, title: str, note: str = "") -> None:
        self.drawing = drawing
        self.title = title
        self.note = note

    def encode(self, extension: str) -> bytes:
        """The file as bytes; the same figure gives the same bytes.

        Raises
        ------
        FileError
            If the format is none of :data:`FORMATS`, or matplotlib is not installed.
        """
        if extension.lower() not in FORMATS:
            raise FileError(f"no figure format ends in {extension or 'nothing'!r}; known: {', '.join(FORMATS)}")
        return _rendered(self, extension.lower().lstrip("."))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the figure in the format of the file's ending, whole or not at all.

        Raises
        ------
        FileError
            If the format is unknown or the file cannot be written.
        """
        from bonegraph.tables.dialect import write_atomically

        target = Path(path)
        data = self.encode(target.suffix)
        try:
            write_atomically(target, data)
        except OSError as error:
            raise FileError(f"{target}: cannot be written ({error.strerror})") from error
        return target

    def _repr_svg_(self) -> str:
        return self.encode(".svg").decode("utf-8")

    def __repr__(self) -> str:
        return f"<bonegraph figure {self.title!r}: {len(self.drawing.boxes)} variables, {len(self.drawing.lines)} lines>"


def figure(knowledge: Knowledge, what: Effect | SignedPath | Sequence[SignedPath] | str, *, width: float = PAGE, most: int = 12, paths: int = 2) -> Figure:
    """Make the figure of an effect, of paths, or of what surrounds a variable.

    Parameters
    ----------
    what
        An answer, one or several signed paths, or the key of a variable.
    width
        Width in mm: :data:`COLUMN` (85) or :data:`PAGE` (175) as a rule; 60 at least.
    most
        Neighbours drawn on each side of a variable.
    paths
        Paths drawn for and against an effect.
    """
    if not 60 <= width <= 400:
        raise QuestionError(f"width {width:g} mm; a figure is 60 to 400 mm wide (85 one column, 175 a page)")
    drawing_library()
    points = width * _POINTS
    if isinstance(what, str):
        drawing = neighbourhood(knowledge, what, most, points, _text_width)
        if not drawing.lines:
            forms = [knowledge.name(key) for key in (*knowledge.variants.get(what, ()), *knowledge.members.get(what, ()), *knowledge.ancestors(what))]
            named = f"; name one of: {', '.join(forms[:6])}" if forms else ""
            raise QuestionError(f"{knowledge.name(what)} has no interactions of its own{named}")
        return Figure(drawing, knowledge.name(what), "what acts on it left, what it acts on right")
    if isinstance(what, Effect):
        ways, against = what.paths_for[:paths], what.paths_against[: max(1, paths - 1)]
        title, note = _titles(knowledge, what)
        lowered = {setting.variable for setting in what.start.settings if setting.level in _DOWN} | set(what.start.withdrawn)
    else:
        ways, against = (what,) if isinstance(what, SignedPath) else tuple(what), ()
        title, note, lowered = "", "", set()
    if not ways and not against:
        raise QuestionError(f"there is no path to draw: {what.reason}" if isinstance(what, Effect) else "there is no path to draw")
    drawing = of_paths(knowledge, ways, against, points, _text_width, lowered)
    ends = ways[0] if ways else against[0]
    return Figure(drawing, title or f"{_name(knowledge, ends.nodes[0])} → {_name(knowledge, ends.nodes[-1])}", note)


def _name(knowledge: Knowledge, node: str) -> str:
    return knowledge.name(node.partition("~")[0].partition("@")[0])


def _titles(knowledge: Knowledge, effect: Effect) -> tuple[str, str]:
    asked = effect.question
    lost = "loss of " if asked.direction == "-" else ""
    context = ", ".join(value.replace("_", " ") for _, value in sorted(asked.context.items()))
    title = f"{lost}{asked.perturbation} → {_name(knowledge, effect.target)}: {_VERDICT[effect.verdict]}"
    likely = f"p(up) {effect.p_up:.2f} · " if effect.p_up is not None and effect.verdict != "no_effect" else ""
    return title, f"{likely}basis {effect.basis} · confidence {effect.confidence}{f' · {context}' if context else ''}"


# ---------------------------------------------------------------- drawing


def drawing_library() -> Any:
    """matplotlib, or a sentence on how to get it."""
    try:
        import matplotlib
    except ImportError as error:
        raise FileError('figures need matplotlib; install it with: pip install "bonegraph[plot]"') from error
    return matplotlib


@cache
def _text_width(text: str, size: float) -> float:
    """Width of a text (pt) in the bundled DejaVu Sans, half bold."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    return float(TextPath((0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans", weight="bold")).get_extents().width) if text.strip() else 0.0


def _rendered(shown: Figure, kind: str) -> bytes:
    matplotlib = drawing_library()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Sheet

    drawing = shown.drawing
    head, foot = _head(shown), _legend_rows(drawing)
    high = head + drawing.height + 10 * len(foot) + 6
    with matplotlib.rc_context(_SETTINGS):
        sheet = Sheet(figsize=(drawing.width / 72, high / 72))
        FigureCanvasAgg(sheet)
        axes = sheet.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, drawing.width)
        axes.set_ylim(high - head, -head)
        _write_head(axes, shown, head)
        for line in drawing.lines:
            _draw_line(axes, drawing, line)
        for box in drawing.boxes.values():
            _draw_box(axes, box)
        for line in drawing.lines:
            _draw_glyph(axes, drawing, line)
        for x, y, words in drawing.notes:
            _write(axes, x, y, words, size=6, color="#4D5B68")
        _draw_legend(axes, foot, drawing.height + 4)
        out = io.BytesIO()
        sheet.savefig(out, format=kind, dpi=_DPI, metadata=_METADATA[kind])
    return out.getvalue()


_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": "bonegraph"},
    "pdf": {"CreationDate": None, "Creator": "bonegraph", "Producer": None},
    "png": {"Software": "bonegraph"},
}
"""What files say of themselves: no date, so that the same figure gives the same bytes."""


def _head(shown: Figure) -> float:
    return 14.0 + (9 if shown.note else 0)


def _write_head(axes: Axes, shown: Figure, head: float) -> None:
    title, size = shown.title, 8.0
    while size > 6 and _text_width(title, size) > shown.drawing.width - 2 * MARGIN:
        size -= 0.5
    _write(axes, MARGIN, 8 - head, title, size=size, weight="bold", ha="left")
    if shown.note:
        _write(axes, MARGIN, 17 - head, shown.note, size=6, color="#4D5B68", ha="left")


def _write(axes: Axes, x: float, y: float, words: str, *, size: float, color: str = _INK, weight: str = "normal", ha: str = "center") -> None:
    # $ would start mathematical type
    axes.text(x, y, words.replace("$", r"\$"), fontsize=size, color=color, fontweight=weight, ha=ha, va="center_baseline")


def _patch(axes: Axes, commands: Iterable[Command], **look: Any) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    codes, points = [], []
    each = {"M": Outline.MOVETO, "L": Outline.LINETO, "Q": Outline.CURVE3, "C": Outline.CURVE4, "Z": Outline.CLOSEPOLY}
    for letter, numbers in commands:
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True)) or [(0.0, 0.0)]
        points += pairs
        codes += [each[letter]] * len(pairs)
    axes.add_patch(PathPatch(Outline(points, codes), **look))


def _draw_box(axes: Axes, box: Box) -> None:
    if box.halo:
        halo = outline("ellipse", box.x, box.y, box.w + box.halo * 1.1 - 3, box.h + box.halo * 2 - 3)
        _patch(axes, halo, facecolor="#EEF3F8", edgecolor="#C9D3DC", linewidth=0.4)
    edge = "#8FA3B5" if box.family.ink == "#FFFFFF" else _INK
    _patch(axes, outline(box.family.outline, box.x, box.y, box.w, box.h), facecolor=box.family.fill, edgecolor=edge, linewidth=1.3 if box.centre else 0.6)
    size = SIZE + (1 if box.centre else 0)
    for i, words in enumerate(box.lines):
        y = box.y + (i - (len(box.lines) - 1) / 2) * (size * 1.15)
        _write(axes, box.x, y, words, size=size, color=box.family.ink, weight="bold" if box.centre else "normal")


class _Curve:
    """The line between two boxes: a quadratic curve, cut where it leaves and enters them."""

    def __init__(self, a: Box, b: Box, line: Line) -> None:
        dx, dy = b.x - a.x, b.y - a.y
        long = math.hypot(dx, dy) or 1.0
        ox, oy = -dy / long * line.shift, dx / long * line.shift
        self.start, self.end = (a.x + ox, a.y + oy), (b.x + ox, b.y + oy)
        if line.side:
            self.start, self.end = _sides(a, b)
        self.control = ((self.start[0] + self.end[0]) / 2 - dy * line.bend, (self.start[1] + self.end[1]) / 2 + dx * line.bend)
        inside = [t for t in range(201) if self._within(a, t / 200, 0.5)]
        self.first = (max(inside) if inside else 0) / 200
        inside = [t for t in range(201) if self._within(b, t / 200, 2.0)]
        self.last = (min(inside) if inside else 200) / 200

    def at(self, t: float) -> tuple[float, float]:
        (x0, y0), (x1, y1), (x2, y2) = self.start, self.control, self.end
        return (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x1 + t * t * x2, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * y1 + t * t * y2

    def _within(self, box: Box, t: float, room: float) -> bool:
        return box.holds(*self.at(t), room)

    def commands(self) -> list[Command]:
        p, q, middle = self.at(self.first), self.at(self.last), self.at((self.first + self.last) / 2)
        control = (2 * middle[0] - (p[0] + q[0]) / 2, 2 * middle[1] - (p[1] + q[1]) / 2)
        return [("M", p), ("Q", (*control, *q))]

    def tip(self) -> tuple[float, float, float, float]:
        """Point and direction of the end."""
        x, y = self.at(self.last)
        bx, by = self.at(max(self.first, self.last - 0.04))
        long = math.hypot(x - bx, y - by) or 1.0
        return x, y, (x - bx) / long, (y - by) / long


def _sides(a: Box, b: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line from left to right or back leaves and enters: in the middle of the facing sides, at the centre of a hub."""
    way = 1 if b.x > a.x else -1
    start = (a.x, a.y) if a.centre else (a.x + way * a.w / 2, a.y)
    return start, (b.x, b.y) if b.centre else (b.x - way * b.w / 2, b.y)


def _draw_line(axes: Axes, drawing: Diagram, line: Line) -> None:
    style = next(item for item in LINES if item.sign == line.sign)
    curve = _Curve(drawing.boxes[line.source], drawing.boxes[line.target], line)
    if curve.last - curve.first < 0.02:
        return
    width = 0.7 + min(1.3, 0.36 * math.log2(1 + line.papers))
    dashes = _GATE if line.gate else (0, tuple(d / 2.4 for d in style.dashes)) if style.dashes else "-"
    _patch(axes, curve.commands(), facecolor="none", edgecolor=style.light, linewidth=width, linestyle=dashes, capstyle="butt")
    _draw_end(axes, curve.tip(), style.end, style.light, width)


def _draw_end(axes: Axes, tip: tuple[float, float, float, float], end: str, color: str, width: float) -> None:
    x, y, dx, dy = tip
    if end in ("arrow", "open"):
        head, half = 4.2 + width, 1.9 + width * 0.45
        back = (x - dx * head, y - dy * head)
        corners: list[Command] = [
            ("M", (x, y)),
            ("L", (back[0] - dy * half, back[1] + dx * half)),
            ("L", (back[0] + dy * half, back[1] - dx * half)),
            ("Z", ()),
        ]
        _patch(axes, corners, facecolor=color if end == "arrow" else "white", edgecolor=color, linewidth=0.5)
    elif end == "bar":
        half = 3.2 + width * 0.4
        _patch(axes, [("M", (x - dy * half, y + dx * half)), ("L", (x + dy * half, y - dx * half))], facecolor="none", edgecolor=color, linewidth=1.5)
    else:
        _patch(axes, outline("ellipse", x - dx * 1.8, y - dy * 1.8, 3.6, 3.6), facecolor="white", edgecolor=color, linewidth=0.7)


def _draw_glyph(axes: Axes, drawing: Diagram, line: Line) -> None:
    style = next(item for item in LINES if item.sign == line.sign)
    curve = _Curve(drawing.boxes[line.source], drawing.boxes[line.target], line)
    p, q = curve.at(curve.first), curve.at(curve.last)
    if math.hypot(q[0] - p[0], q[1] - p[1]) < 13:
        return
    x, y = curve.at(curve.first + (curve.last - curve.first) * 0.45)
    _patch(axes, outline("ellipse", x, y, 7.2, 7.2), facecolor="white", edgecolor=style.light, linewidth=0.6)
    _write(axes, x, y, _GLYPH[line.sign], size=6, color=style.light, weight="bold")


# ---------------------------------------------------------------- legend


def _legend_rows(drawing: Diagram) -> list[list[tuple[str, str, str]]]:
    """Rows of (what, key, words) that fit the width: the signs and kinds that occur."""
    signs = {line.sign for line in drawing.lines}
    items = [("line", style.sign, style.title) for style in LINES if style.sign in signs]
    if any(line.gate for line in drawing.lines):
        items.append(("gate", "", "is needed for the step"))
    used = {box.family.key for box in drawing.boxes.values()}
    items += [("kind", family.key, family.title) for family in FAMILIES if family.key in used]
    rows: list[list[tuple[str, str, str]]] = [[]]
    x = MARGIN
    for item in items:
        wide = 30 + _text_width(item[2], 6)
        if rows[-1] and x + wide > drawing.width:
            rows.append([])
            x = MARGIN
        rows[-1].append(item)
        x += wide
    return rows


def _draw_legend(axes: Axes, rows: Sequence[Sequence[tuple[str, str, str]]], top: float) -> None:
    for number, row in enumerate(rows):
        x, y = MARGIN, top + 10 * number + 4
        for what, key, words in row:
            if what == "line":
                style = next(item for item in LINES if item.sign == key)
                dashes = (0, tuple(d / 2.4 for d in style.dashes)) if style.dashes else "-"
                _patch(axes, [("M", (x, y)), ("L", (x + 14, y))], facecolor="none", edgecolor=style.light, linewidth=1, linestyle=dashes)
                _draw_end(axes, (x + 16, y, 1, 0), style.end, style.light, 0.6)
            elif what == "gate":
                _patch(axes, [("M", (x, y)), ("L", (x + 16, y))], facecolor="none", edgecolor=_INK, linewidth=1, linestyle=_GATE)
            else:
                family = next(item for item in FAMILIES if item.key == key)
                _patch(axes, outline(family.outline, x + 8, y, 15, 7), facecolor=family.fill, edgecolor=_INK, linewidth=0.5)
            _write(axes, x + 20, y, words, size=6, ha="left")
            x += 30 + _text_width(words, 6)
