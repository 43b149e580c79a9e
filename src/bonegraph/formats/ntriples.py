"""N-Triples: the whole graph, one sorted triple a line."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.build import build_graph

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The whole graph as sorted N-Triples."""
    lines = build_graph(knowledge).serialize(format="nt", encoding="utf-8").splitlines()
    return b"\n".join(sorted(line for line in lines if line)) + b"\n"
