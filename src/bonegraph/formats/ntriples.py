"""N-Triples: the whole graph, one sorted triple a line."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.write import ntriples

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The whole graph as sorted N-Triples."""
    return ntriples(knowledge)
