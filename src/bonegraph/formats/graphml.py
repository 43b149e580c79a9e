"""GraphML, for yEd, Gephi, igraph and Cytoscape."""

from __future__ import annotations

from bonegraph.formats import statement
from bonegraph.formats.nx import to_networkx, written_graphml
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The multigraph as GraphML; parallel edges keep their ids."""
    graph = to_networkx(knowledge)
    graph.graph["comment"] = statement(".graphml", knowledge)
    return written_graphml(graph)
