"""The core ontology: variables as classes, interactions as annotated class axioms and as association individuals."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.build import build_graph, edge_property
from bonegraph.rdf.terms import BGS, ONTOLOGY, OWL, RDF, RDFS, node_iri, relation_iri

__all__ = ["build_ontology"]


def build_ontology(knowledge: Knowledge) -> Graph:
    """Ontology header, classes, and for each interaction ``A ⊑ ∃p.B`` annotated with its row, sign and papers.

    The direct edges between classes (punned triples for SPARQL) and the founding claims stay out, so that the file is
    OWL 2 DL.
    """
    graph = build_graph(knowledge)
    classes = {node_iri(knowledge, key) for key in knowledge.entities}
    edges = {relation_iri(relation.key) for relation in knowledge.relations.values()} | {edge_property(s) for s in (1, -1, 0)}
    for subject, predicate, target in list(graph):
        if subject in classes and predicate in edges:
            graph.remove((subject, predicate, target))
    for claim in knowledge.claims:
        graph.remove((node_iri(knowledge, claim), None, None))
    graph.add((ONTOLOGY, OWL.versionIRI, URIRef(f"{ONTOLOGY}/{knowledge.digest}")))
    graph.add((ONTOLOGY, OWL.versionInfo, Literal(knowledge.digest)))
    for row in knowledge.active:
        _add_axiom(graph, knowledge, row.id)
    return graph


def _add_axiom(graph: Graph, knowledge: Knowledge, key: str) -> None:
    row = knowledge.interactions[key]
    subject, target = node_iri(knowledge, row.subject), node_iri(knowledge, row.object)
    restriction = BNode(f"r{row.id}")
    graph.add((restriction, RDF.type, OWL.Restriction))
    graph.add((restriction, OWL.onProperty, relation_iri(row.relation)))
    graph.add((restriction, OWL.someValuesFrom, target))
    graph.add((subject, RDFS.subClassOf, restriction))
    axiom = BNode(f"a{row.id}")
    graph.add((axiom, RDF.type, OWL.Axiom))
    graph.add((axiom, OWL.annotatedSource, subject))
    graph.add((axiom, OWL.annotatedProperty, RDFS.subClassOf))
    graph.add((axiom, OWL.annotatedTarget, restriction))
    graph.add((axiom, BGS.about, node_iri(knowledge, row.id)))
    for item in row.evidence:
        if item.reference:
            graph.add((axiom, BGS.reference, Literal(knowledge.references[item.reference].curie)))
