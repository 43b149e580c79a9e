"""IRIs of bonegraph: one place that knows how a key becomes an address."""

from __future__ import annotations

import re

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Namespace, URIRef

from bonegraph.model.knowledge import Knowledge

__all__ = [
    "BASE",
    "BG",
    "BGS",
    "BIOLINK",
    "DCTERMS",
    "IAO",
    "OBO_IN_OWL",
    "ONTOLOGY",
    "OWL",
    "PREFIXES",
    "RDF",
    "RDFS",
    "RO",
    "SKOS",
    "XSD",
    "expand",
    "kind_iri",
    "node_iri",
    "relation_iri",
]

BASE = "https://w3id.org/bonegraph/"
BG = Namespace(BASE)
BGS = Namespace(BASE + "schema#")
ONTOLOGY = URIRef(BASE + "bonegraph.owl")
OBO = "http://purl.obolibrary.org/obo/"
IAO = Namespace(OBO + "IAO_")
RO = Namespace(OBO + "RO_")
OBO_IN_OWL = Namespace("http://www.geneontology.org/formats/oboInOwl#")
BIOLINK = Namespace("https://w3id.org/biolink/vocab/")

PREFIXES = {
    "bg": str(BG),
    "bgs": str(BGS),
    "biolink": str(BIOLINK),
    "dcterms": str(DCTERMS),
    "ECO": OBO + "ECO_",
    "IAO": str(IAO),
    "oboInOwl": str(OBO_IN_OWL),
    "owl": str(OWL),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "RO": str(RO),
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""Prefixes that every file declares and every query may use."""

_OBO_CURIE = re.compile(r"(BFO|CHEBI|CL|ECO|GO|HP|IAO|MONDO|NCBITaxon|OBA|RO|UBERON|UO):(\w+)")


def node_iri(knowledge: Knowledge, key: str) -> URIRef:
    """IRI of an entity (``BG_0000123``), a perturbation or a row."""
    if key in knowledge.entities:
        return BG[knowledge.entities[key].id.replace(":", "_")]
    if key in knowledge.perturbations:
        return BG["perturbation/" + key]
    return BG[key]


def relation_iri(key: str) -> URIRef:
    """IRI of a relation: ``decoy_for`` is ``bgs:decoyFor``."""
    first, *rest = key.split("_")
    return BGS[first + "".join(word.capitalize() for word in rest)]


def kind_iri(kind: str) -> URIRef:
    """IRI of the class of a kind: ``signal protein`` is ``bgs:SignalProtein``."""
    return BGS["".join(word.capitalize() for word in kind.split())]


def expand(curie: str) -> URIRef | None:
    """IRI of a CURIE of an OBO ontology or of Biolink, ``None`` for others."""
    if curie.startswith("biolink:"):
        return BIOLINK[curie.removeprefix("biolink:")]
    found = _OBO_CURIE.fullmatch(curie)
    return URIRef(f"{OBO}{found[1]}_{found[2]}") if found else None
