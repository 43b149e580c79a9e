"""TriG: the whole graph, its parts as named graphs."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.write import trig

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """Schema in the default graph; ``bg:graph/interactions``, ``bg:graph/evidence`` … beside it."""
    return trig(knowledge)
