"""OWL in RDF/XML, for Protégé, OLS, ROBOT and owlready2."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.owl.build import build_module, build_ontology
from bonegraph.rdf.write import convert

__all__ = ["encode", "encode_core", "encode_edges", "encode_rules"]


def encode(knowledge: Knowledge) -> bytes:
    """The release: terms, axioms, rows and evidence."""
    return convert(build_ontology(knowledge), "rdfxml")


def encode_core(knowledge: Knowledge) -> bytes:
    """Terms and axioms only: small enough to draw and to classify while one waits."""
    return convert(build_module(knowledge, "core"), "rdfxml")


def encode_edges(knowledge: Knowledge) -> bytes:
    """Direct edges between variables."""
    return convert(build_module(knowledge, "edges"), "rdfxml")


def encode_rules(knowledge: Knowledge) -> bytes:
    """Composition of signs as SWRL rules."""
    return convert(build_module(knowledge, "rules"), "rdfxml")
