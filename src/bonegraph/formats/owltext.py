"""OWL for people and for other parsers: functional syntax, Manchester syntax and OWL/XML, written by horned-owl."""

from __future__ import annotations

from typing import Literal

from bonegraph.formats.owlxml import encode_core
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode_functional", "encode_manchester", "encode_xml"]


def encode_functional(knowledge: Knowledge) -> bytes:
    """The module ``core`` in functional syntax."""
    return _written(knowledge, "ofn")


def encode_manchester(knowledge: Knowledge) -> bytes:
    """The module ``core`` in Manchester syntax."""
    return _written(knowledge, "omn")


def encode_xml(knowledge: Knowledge) -> bytes:
    """The module ``core`` as OWL/XML."""
    return _written(knowledge, "owx")


def _written(knowledge: Knowledge, syntax: Literal["ofn", "omn", "owx"]) -> bytes:
    import pyhornedowl

    ontology = pyhornedowl.open_ontology_from_string(encode_core(knowledge).decode(), serialization="rdf")
    text: str = ontology.save_to_string(serialization=syntax)
    return text.encode()
