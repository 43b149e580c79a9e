"""Reliability diagrams: how often a sign was observed, against how likely it was held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from bonegraph.errors import FileError
from bonegraph.view.figure import FORMATS, drawing_library

__all__ = ["check_format", "reliability_diagram"]

_COLOURS = ("#0072b2", "#d55e00")


def check_format(path: str) -> str:
    """Format that the ending of a path names; raises ``FileError`` where it names none, so that nobody waits for nothing."""
    ending = Path(path).suffix.lower()
    if ending not in FORMATS:
        raise FileError(f"{path}: a figure ends in {', '.join(FORMATS)}")
    return ending.removeprefix(".")


def reliability_diagram(series: Mapping[str, Sequence[tuple[float, int, float]]], path: str) -> bytes:
    """Draw one line for each series of (mean probability, outcomes, share observed).

    Parameters
    ----------
    series
        Points by the name of their series.
    path
        Where the figure will stand: its ending gives the format.

    Raises
    ------
    FileError
        If the ending is none that can be drawn, or matplotlib is not installed.
    """
    kind = check_format(path)
    matplotlib = drawing_library()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "bonegraph", "font.size": 8}):
        sheet = Figure(figsize=(3.5, 3.3))
        FigureCanvasAgg(sheet)
        axes = sheet.add_axes((0.15, 0.14, 0.8, 0.8))
        axes.plot([0.5, 1], [0.5, 1], color="#999999", linewidth=0.8)
        axes.annotate("as likely as held", (0.86, 0.875), color="#777777", fontsize=7, rotation=45, ha="center", va="center")
        for (name, points), colour, marker in zip(series.items(), _COLOURS, "os", strict=False):
            axes.plot([p for p, _, _ in points], [share for _, _, share in points], color=colour, linewidth=1, label=name)
            axes.scatter([p for p, _, _ in points], [share for _, _, share in points], [4 + n**0.5 for _, n, _ in points], color=colour, marker=marker)
        axes.set_xlabel("probability held for the likelier sign")
        axes.set_ylabel("share in which it was observed")
        axes.set_xlim(0.5, 1.005)
        axes.set_ylim(0.3, 1.005)
        axes.legend(frameon=False, loc="lower right")
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        drawn = BytesIO()
        sheet.savefig(drawn, format=kind, dpi=200, metadata={"Date": None} if kind == "svg" else {"CreationDate": None} if kind == "pdf" else None)
    return drawn.getvalue()
