"""Turtle: the whole graph, readable."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.write import convert, ntriples

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The whole graph as Turtle, subjects in order of their IRIs."""
    return convert(ntriples(knowledge), "turtle")
