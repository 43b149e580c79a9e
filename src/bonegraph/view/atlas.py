"""The map of the body: regions with a fixed place, and which variable lies in which.

The map is drawn, not computed: the brain at the top, glands below it, the tissues that stand between, and bone at the bottom, on a
plate of its own, with drugs beside them. A variable finds its region by kind, then place, then name, then module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bonegraph.model.entity import Entity

__all__ = ["OUTSIDE", "REGIONS", "Region", "grid_box", "region_of"]

OUTSIDE = "concepts"
"""Key of the region of all that has no place in the body."""

_COLUMN, _ROW = 440, 304
_WIDE, _HIGH = 356, 226


@dataclass(frozen=True, slots=True)
class Region:
    """A subsystem and its box on the map (centre and size in map units); `shared` holds what belongs to no group."""

    key: str
    title: str
    blurb: str
    x: int
    y: int
    width: int
    height: int
    bone: bool = False
    shared: bool = False


def grid_box(key: str, title: str, blurb: str, column: float, row: float, *, span: int = 1, rows: int = 1, bone: bool = False) -> Region:
    """A region by its place in the grid of the map; it may span columns and rows."""
    width = _WIDE + (span - 1) * _COLUMN
    height = _HIGH + (rows - 1) * _ROW
    x = round((column + (span - 1) / 2) * _COLUMN)
    y = round((row + (rows - 1) / 2) * _ROW)
    return Region(key, title, blurb, x, y, width, height, bone)


REGIONS: tuple[Region, ...] = (
    grid_box("brain", "Hypothalamus and pituitary", "releasing hormones, pituitary hormones, central feedback", 0, 0, span=3),
    grid_box("drugs", "Drugs and therapies", "what is given: classes, substances, regimens", 3, 0, rows=3),
    grid_box("gonads", "Gonads and sex steroids", "estrogens, androgens, progesterone and their receptors", 0, 1),
    grid_box("adrenal", "Adrenal", "cortisol, adrenal androgens, the glucocorticoid receptor", 1, 1),
    grid_box("thyroid", "Thyroid", "thyroid hormones and their receptors", 2, 1),
    grid_box("liver", "Liver and growth axis", "growth hormone signal, IGF-1, binding proteins", 0, 2),
    grid_box("energy", "Fat, muscle and energy", "leptin, insulin, muscle, sympathetic tone", 1, 2),
    grid_box("mineral", "Parathyroid, kidney and gut", "PTH, vitamin D, FGF23, calcium and phosphate", 2, 2),
    grid_box("osteoblast", "Osteoblast lineage", "cells that form bone, Wnt and BMP signals", 0, 3.1, bone=True),
    grid_box("osteocyte", "Osteocytes and load", "cells inside bone, sclerostin, strain", 1, 3.1, bone=True),
    grid_box("osteoclast", "Osteoclast lineage", "cells that resorb bone, RANKL and OPG", 2, 3.1, bone=True),
    grid_box("immune", "Immune system", "T and B cells, inflammatory cytokines", 3, 3.1),
    grid_box("matrix", "Matrix and mineral", "collagen, mineral, remodelling", 0, 4.1, bone=True),
    grid_box("readouts", "Bone mass, markers and fracture", "what is measured: density, turnover markers, outcomes", 1, 4.1, span=2, bone=True),
    grid_box("concepts", "People, diseases, methods", "terms that stand outside the causal map", 3, 4.1),
)
"""All regions, top left to bottom right."""

_BY_KIND = {
    **dict.fromkeys(("drug", "drug class", "therapy", "route"), "drugs"),
    **dict.fromkeys(("imaging readout", "clinical outcome", "adverse outcome"), "readouts"),
    **dict.fromkeys(("disease", "population", "method", "study", "life stage", "attribute"), "concepts"),
    "matrix protein": "matrix",
    "mechanical stimulus": "osteocyte",
}
_BY_PLACE = {
    **dict.fromkeys(("hypothalamus", "pituitary", "brain", "kiss1_neuron"), "brain"),
    **dict.fromkeys(("ovary", "testis", "gonad", "uterus", "breast", "prostate"), "gonads"),
    **dict.fromkeys(("parathyroid", "kidney", "gut", "intestine", "urine"), "mineral"),
    **dict.fromkeys(("t_cell", "b_cell", "synovium"), "immune"),
    **dict.fromkeys(("muscle", "adipose tissue", "adipose_tissue", "pancreas", "beta_cell"), "energy"),
    "adrenal": "adrenal",
    "thyroid": "thyroid",
    "liver": "liver",
    "osteocyte": "osteocyte",
    "osteoclast": "osteoclast",
    "osteoblast": "osteoblast",
    "growth plate": "osteoblast",
}
_BY_NAME = tuple(
    (re.compile(pattern), region)
    for pattern, region in (
        (r"^(gnrh|kiss|lh$|fsh$|crh|acth|trh|tsh$|ghrh|ghsr|gh$|somatostatin|prolactin|oxytocin|vasopressin|neuropeptide|npy|pomc|mc4r)", "brain"),
        (r"^(cortis|adrenal|aldosterone|dhea|glucocorticoid|gr$|gr-|hsd11|11b|mineralocorticoid|androstenedione|cyp11|cyp17|cyp21)", "adrenal"),
        (r"^(t3|t4|rt3|thyro|thra|thrb|tshr|dio\d|tpo|tbg|mct8|hyperthyr|hypothyr)", "thyroid"),
        (r"^(igf|shbg|ghr|als$|igfbp|jak2|stat5|cbg|albumin|hepat)", "liver"),
        (r"^(sost|dkk|osteocyt|fgf23|dmp1|phex|mepe|sclerostin|piezo|strain|load|mechanical|unloading|connexin|gja1)", "osteocyte"),
        (
            r"^(jak|stat\d|il-?\d|il1|il6|il17|tnf|ifn|t-cell|th17|treg|b-cell|cd\d|inflamm|monocyte|macrophage|neutrophil|dendritic|ccl|cxcl|toll|tlr|gut-micro)",
            "immune",
        ),
        (r"^(collagen|bone-matrix|bone-mineral|mineral|osteoid|bone-turnover|alpl|spp1|ibsp|hydroxyapatite|pyrophosphate|mmp|lox)", "matrix"),
    )
)
_BY_MODULE = {
    "drugs": "drugs",
    "immune": "immune",
    "endocrine": "brain",
    "genes": "osteoblast",
    "metabolic": "energy",
    "mineral": "mineral",
    "osteoblast": "osteoblast",
    "osteoclast": "osteoclast",
    "readouts": "readouts",
    "sexsteroid": "gonads",
}


def region_of(entity: Entity) -> str:
    """Key of the region in which an entity is drawn."""
    if entity.kind in _BY_KIND:
        return _BY_KIND[entity.kind]
    if entity.module == "readouts":
        return "readouts"
    if entity.compartment in _BY_PLACE:
        return _BY_PLACE[entity.compartment]
    for pattern, region in _BY_NAME:
        if pattern.match(entity.key):
            return region
    return _BY_MODULE.get(entity.module, OUTSIDE)
