"""OWL in RDF/XML, for Protégé, OLS and owlready2."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.owl.build import build_ontology

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The core ontology as RDF/XML."""
    return build_ontology(knowledge).serialize(format="xml", encoding="utf-8")
