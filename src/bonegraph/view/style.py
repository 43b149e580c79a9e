"""How things look: kinds as outline and colour, signs as colour, line end and glyph.

Colours are those of Okabe and Ito (2008, *Color Universal Design*), which stay apart under the common colour deficiencies; the
outline says the same again, so that nothing rests on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FAMILIES", "LINES", "Family", "LineStyle", "family_of"]


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of entity that share an outline and a fill.

    Parameters
    ----------
    key, title
        Stable name and legend label.
    kinds
        Kinds of the vocabulary that belong here; one that no family names is drawn as ``other``.
    outline
        Name of the outline that the page draws (``pill``, ``hexagon`` …).
    fill, ink
        Fill and label colour; at least 4.5 to 1.
    """

    key: str
    title: str
    kinds: tuple[str, ...]
    outline: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a signed interaction is drawn."""

    sign: str
    title: str
    light: str
    dark: str
    end: str
    dashes: tuple[int, ...] = ()


_BLACK = "#000000"
_WHITE = "#FFFFFF"

FAMILIES: tuple[Family, ...] = (
    Family("hormone", "Hormones", ("hormone",), "pill", "#E69F00", _BLACK),
    Family("receptor", "Receptors", ("receptor",), "hexagon", "#56B4E9", _BLACK),
    Family("enzyme", "Enzymes and transporters", ("enzyme", "transporter"), "octagon", "#F0E442", _BLACK),
    Family("ligand", "Cytokines, growth factors, local signals", ("signal protein", "signal molecule"), "round", "#009E73", _BLACK),
    Family("inside", "Inside the cell", ("intracellular signal", "transcription factor"), "slanted", "#CC79A7", _BLACK),
    Family("cell", "Cells and tissues", ("cell type", "cell state", "tissue"), "ellipse", "#0072B2", _WHITE),
    Family("process", "Processes and loads", ("process", "mechanical stimulus"), "chevron", "#C9D3DC", _BLACK),
    Family("matter", "Ions, metabolites, nutrients, matrix", ("ion or metabolite", "nutrient", "matrix protein"), "double", "#F7F3E3", _BLACK),
    Family("quantity", "Quantities", ("quantity", "attribute"), "box", "#E9E4F0", _BLACK),
    Family("drug", "Drugs and therapies", ("drug", "drug class", "therapy", "route"), "tag", "#D55E00", _BLACK),
    Family("readout", "Markers, images, outcomes", ("biomarker", "imaging readout", "clinical outcome", "adverse outcome"), "flag", "#2B2F36", _WHITE),
    Family("other", "People, diseases, methods, others", ("disease", "life stage", "population", "method", "study"), "box", "#FFFFFF", _BLACK),
)
"""Families in legend order; the last takes every kind that none names."""

LINES: tuple[LineStyle, ...] = (
    LineStyle("+", "raises", "#0072B2", "#56B4E9", "arrow"),
    LineStyle("-", "lowers", "#C44B00", "#FF8A4D", "bar"),
    LineStyle("0", "has no effect", "#6A6F76", "#A4ABB5", "stop", (2, 5)),
    LineStyle("?", "both reported", "#6B4C86", "#C7A4E4", "open", (9, 6)),
)
"""Line styles in legend order; vermillion is darkened (light) and lightened (dark) so that lines reach 3 to 1."""

_FAMILY_OF = {kind: family for family in FAMILIES for kind in family.kinds}


def family_of(kind: str) -> Family:
    """Family by which a kind is drawn."""
    return _FAMILY_OF.get(kind, FAMILIES[-1])
