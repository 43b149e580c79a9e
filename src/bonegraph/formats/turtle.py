"""Turtle: the whole graph, readable."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.build import build_graph

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The whole graph as Turtle, subjects in stable order (rdflib's longturtle sorts them)."""
    return build_graph(knowledge).serialize(format="turtle", encoding="utf-8")
