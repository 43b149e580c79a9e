"""Outlines of the kinds as path commands, the same that the page draws (``assets/js/shapes.js``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

__all__ = ["Command", "outline"]

Command = tuple[str, tuple[float, ...]]
"""``M`` and ``L`` with a point, ``Q`` with control and end, ``C`` with two controls and end, ``Z`` with nothing."""

_ROUND = 0.5523
"""Control distance at which four cubic curves make an ellipse."""


def outline(name: str, x: float, y: float, w: float, h: float) -> list[Command]:
    """Commands of an outline around (x, y), `w` wide and `h` high."""
    return _OUTLINES[name](x, y, w, h)


def _rounded(x: float, y: float, w: float, h: float, r: float) -> list[Command]:
    left, top, right, bottom = x - w / 2, y - h / 2, x + w / 2, y + h / 2
    return [
        ("M", (left + r, top)), ("L", (right - r, top)), ("Q", (right, top, right, top + r)), ("L", (right, bottom - r)),
        ("Q", (right, bottom, right - r, bottom)), ("L", (left + r, bottom)), ("Q", (left, bottom, left, bottom - r)), ("L", (left, top + r)),
        ("Q", (left, top, left + r, top)), ("Z", ()),
    ]  # fmt: skip


def _polygon(x: float, y: float, w: float, h: float, points: Sequence[tuple[float, float, float]]) -> list[Command]:
    """Corners as (share of half the width, heights added to it, share of half the height)."""
    corners = [(x + a * w / 2 + b * h, y + c * h / 2) for a, b, c in points]
    return [("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ())]


def _ellipse(x: float, y: float, w: float, h: float) -> list[Command]:
    a, b, k = w / 2, h / 2, _ROUND
    return [
        ("M", (x - a, y)), ("C", (x - a, y - b * k, x - a * k, y - b, x, y - b)), ("C", (x + a * k, y - b, x + a, y - b * k, x + a, y)),
        ("C", (x + a, y + b * k, x + a * k, y + b, x, y + b)), ("C", (x - a * k, y + b, x - a, y + b * k, x - a, y)), ("Z", ()),
    ]  # fmt: skip


def _cornered(*points: tuple[float, float, float]) -> Callable[[float, float, float, float], list[Command]]:
    return lambda x, y, w, h: _polygon(x, y, w, h, points)


def _octagon(x: float, y: float, w: float, h: float) -> list[Command]:
    c = h * _E
    left, top, right, bottom = x - w / 2, y - h / 2, x + w / 2, y + h / 2
    corners = [
        (left + c, top), (right - c, top), (right, top + c), (right, bottom - c), (right - c, bottom), (left + c, bottom), (left, bottom - c), (left, top + c),
    ]  # fmt: skip
    return [("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ())]


_S, _E = 1 / 2.6, 1 / 3.2
_OUTLINES: Mapping[str, Callable[[float, float, float, float], list[Command]]] = {
    "pill": lambda x, y, w, h: _rounded(x, y, w, h, h / 2),
    "round": lambda x, y, w, h: _rounded(x, y, w, h, h / 3),
    "box": lambda x, y, w, h: _rounded(x, y, w, h, 0.5),
    "double": lambda x, y, w, h: [*_rounded(x, y, w, h, 1), *_rounded(x, y, w - 3, h - 3, 0.5)],
    "ellipse": _ellipse,
    "hexagon": _cornered((-1, 0, 0), (-1, _S, -1), (1, -_S, -1), (1, 0, 0), (1, -_S, 1), (-1, _S, 1)),
    "octagon": _octagon,
    "slanted": _cornered((-1, 1 / 3, -1), (1, 0, -1), (1, -1 / 3, 1), (-1, 0, 1)),
    "chevron": _cornered((-1, 0, -1), (1, -_S, -1), (1, 0, 0), (1, -_S, 1), (-1, 0, 1), (-1, 1 / 3.4, 0)),
    "tag": _cornered((-1, 1 / 2.2, -1), (1, 0, -1), (1, 0, 1), (-1, 1 / 2.2, 1), (-1, 0, 0)),
    "flag": _cornered((-1, 0, -1), (1, 0, -1), (1, -1 / 3, 0), (1, 0, 1), (-1, 0, 1)),
}
