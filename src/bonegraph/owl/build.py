"""The ontology as modules of OWL 2: ``core`` (terms and axioms), ``edges``, ``rules``, and the merged release."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from bonegraph import __version__
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.owl.rules import rules
from bonegraph.rdf.build import edge_property
from bonegraph.rdf.terms import BASE, BGS, BIOLINK, DCTERMS, IAO, ONTOLOGY, OWL, RDF, RDFS, node_iri, relation_iri
from bonegraph.rdf.write import graph_lines, part_lines

__all__ = ["MODULES", "build_module", "build_ontology"]

Triple = tuple[Node, Node, Node]

_TERMS = ("schema", "relations", "entities", "perturbations")
_ROWS = ("interactions", "statements-and-observations", "evidence", "references")
_HEADER = {
    "core": ("bonegraph core", "Variables of bone as classes; every interaction as an annotated class axiom with sign, scope, gate and publications."),
    "edges": ("bonegraph edges", "Interactions as direct edges between variables (classes used as individuals), for SPARQL and graph tools."),
    "rules": ("bonegraph rules", "Composition of signs along paths as DL-safe SWRL rules: what a variable may raise or lower through any number of steps."),
}
MODULES = ("core", "edges", "rules")
"""Modules beside the release; ``edges`` and ``rules`` are to be read together with ``core``."""


def build_ontology(knowledge: Knowledge) -> bytes:
    """The release as N-Triples: core, and every row with its evidence as an individual.

    Edges between classes and the founding claims stay out, as do the rules: a reasoner that composes signs over the whole graph does
    not end in useful time.
    """
    slots = (triple for row in knowledge.active for triple in _association(knowledge, row))
    version = _version(knowledge, ONTOLOGY, "bonegraph.owl")
    return _joined(_core(knowledge), _parts(knowledge, _ROWS), graph_lines([*slots, *version]))


def build_module(knowledge: Knowledge, name: str) -> bytes:
    """One of :data:`MODULES` as N-Triples."""
    iri = URIRef(f"{BASE}bonegraph-{name}.owl")
    title, description = _HEADER[name]
    header = [
        *((prop, RDF.type, OWL.AnnotationProperty) for prop in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.creator, IAO["0000115"])),
        (iri, RDF.type, OWL.Ontology),
        (iri, DCTERMS.title, Literal(title, lang="en")),
        (iri, DCTERMS.description, Literal(description, lang="en")),
        (iri, DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")),
        (iri, DCTERMS.creator, Literal("the bonegraph authors")),
        *_version(knowledge, iri, f"bonegraph-{name}.owl"),
    ]
    if name == "core":
        release = f"<{ONTOLOGY}> ".encode()
        return _joined((line for line in _core(knowledge) if not line.startswith(release)), graph_lines(header))
    return _joined(graph_lines([*header, *(_edges(knowledge) if name == "edges" else rules())]))


def _joined(*lines: Iterable[bytes]) -> bytes:
    return b"\n".join(sorted({line for some in lines for line in some})) + b"\n"


def _version(knowledge: Knowledge, iri: URIRef, file: str) -> list[Triple]:
    return [
        (iri, OWL.versionIRI, URIRef(f"{BASE}releases/{__version__}-{knowledge.digest}/{file}")),
        (iri, OWL.versionInfo, Literal(f"{__version__} ({knowledge.digest})")),
    ]


def _parts(knowledge: Knowledge, names: tuple[str, ...]) -> Iterator[bytes]:
    """Parts of the graph without the edges between variables."""
    edges = {relation_iri(relation.key) for relation in knowledge.relations.values() if relation.sign is not None}
    edges |= {edge_property(sign) for sign in (1, -1, 0)} | {BGS.affects}
    left_out = {f"<{edge}>".encode() for edge in edges}
    for name in names:
        yield from (line for line in part_lines(knowledge, name) if line.split(b" ", 2)[1] not in left_out)


def _core(knowledge: Knowledge) -> list[bytes]:
    axioms = (triple for row in knowledge.active for triple in _axiom(knowledge, row))
    return [*_parts(knowledge, _TERMS), *graph_lines(axioms)]


def _axiom(knowledge: Knowledge, row: Interaction) -> Iterator[Triple]:
    """``A ⊑ ∃p.B``, annotated with the row, its sign, scope, gates, standing and publications."""
    subject, restriction, axiom = node_iri(knowledge, row.subject), BNode(f"r{row.id}"), BNode(f"a{row.id}")
    yield restriction, RDF.type, OWL.Restriction
    yield restriction, OWL.onProperty, relation_iri(row.relation)
    yield restriction, OWL.someValuesFrom, node_iri(knowledge, row.object)
    yield subject, RDFS.subClassOf, restriction
    yield axiom, RDF.type, OWL.Axiom
    yield axiom, OWL.annotatedSource, subject
    yield axiom, OWL.annotatedProperty, RDFS.subClassOf
    yield axiom, OWL.annotatedTarget, restriction
    yield axiom, BGS.about, node_iri(knowledge, row.id)
    yield axiom, BGS.sign, Literal(symbol(row.sign))
    yield axiom, BGS.consensus, Literal(row.consensus)
    if row.scope:
        yield axiom, BGS.scope, Literal(str(row.scope))
    for gate in row.gate:
        yield axiom, BGS.gate, node_iri(knowledge, gate)
    for reference in sorted({item.reference for item in row.evidence if item.reference}):
        yield axiom, BGS.reference, Literal(knowledge.references[reference].curie)


def _association(knowledge: Knowledge, row: Interaction) -> Iterator[Triple]:
    """A row in the slots of a Biolink association (Unni et al. 2022, *Clin Transl Sci* 15:1848)."""
    iri = node_iri(knowledge, row.id)
    yield iri, BIOLINK.predicate, BIOLINK.affects
    if row.sign:
        yield iri, BIOLINK.qualified_predicate, BIOLINK.causes
        yield iri, BIOLINK.object_direction_qualifier, Literal("increased" if row.sign > 0 else "decreased")
    else:
        yield iri, BIOLINK.negated, Literal(True)
    yield iri, BIOLINK.knowledge_level, Literal("knowledge_assertion")
    yield iri, BIOLINK.agent_type, Literal("manual_agent")


def _edges(knowledge: Knowledge) -> Iterator[Triple]:
    """Direct edges; their ends and properties are declared, so that the module stands alone."""
    for sign in (1, -1, 0):
        yield edge_property(sign), RDF.type, OWL.ObjectProperty
    for row in knowledge.active:
        subject, target = node_iri(knowledge, row.subject), node_iri(knowledge, row.object)
        for end in (subject, target):
            yield end, RDF.type, OWL.NamedIndividual
        yield relation_iri(row.relation), RDF.type, OWL.ObjectProperty
        yield subject, relation_iri(row.relation), target
        yield subject, edge_property(row.sign), target
