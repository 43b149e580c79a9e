"""Why an ontology is inconsistent, or a class cannot have members: a smallest set of axioms that already is so.

The set is found from outside the reasoner (QuickXplain, Junker 2004, *AAAI*): axioms are dropped half by half while the fault stays. Only
axioms that share terms with the fault are tried, nearest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from bonegraph.owl.load import classify, open_triples
from bonegraph.rdf.terms import OWL, RDF, RDFS

__all__ = ["explain"]

Axiom = tuple[tuple[Node, Node, Node], ...]

_LOGICAL = frozenset(
    {RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.equivalentClass, OWL.disjointWith, OWL.inverseOf, OWL.members}
    | {OWL.sameAs, OWL.differentFrom, OWL.propertyDisjointWith, OWL.complementOf, OWL.disjointUnionOf}
)
_DECLARED = frozenset(
    {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual, OWL.Ontology, OWL.Axiom, OWL.Restriction}
)
_STEPS = 6


def explain(data: bytes, unsatisfiable: str = "") -> list[str]:
    """Axioms, as text, that suffice for the fault; none of them can be left out.

    Parameters
    ----------
    data
        The ontology as N-Triples.
    unsatisfiable
        IRI of a class without possible members; empty: the ontology is inconsistent.
    """
    graph = Graph().parse(data=data, format="nt")
    axioms = list(_axioms(graph))
    declared = _declarations(graph)

    def faulty(some: list[Axiom]) -> bool:
        used = {term for axiom in some for triple in axiom for term in triple} | {URIRef(unsatisfiable)}
        lines = sorted({_line(triple) for axiom in some for triple in axiom} | {line for term in used for line in declared.get(term, ())})
        found = classify(open_triples("\n".join(lines).encode()))
        return not found.consistent or unsatisfiable in found.unsatisfiable

    near = _near(axioms, unsatisfiable, faulty)
    return [_text(graph, axiom) for axiom in _smallest(near, faulty)]


def _near(axioms: list[Axiom], start: str, faulty: Callable[[list[Axiom]], bool]) -> list[Axiom]:
    """The fewest steps of shared terms, from the fault outwards, that still hold the fault."""
    if not start:
        asserted = [axiom for axiom in axioms if axiom[0][1] not in (RDFS.subClassOf, RDFS.subPropertyOf)]
        known: set[Node] = {term for axiom in asserted for triple in axiom for term in (triple[0], triple[2])}
    else:
        known = {URIRef(start)}
    for _ in range(_STEPS):
        inside = [axiom for axiom in axioms if known & {axiom[0][0]}]
        if faulty(inside):
            return inside
        known |= {term for axiom in inside for triple in axiom for term in triple if isinstance(term, URIRef)}
    return axioms


def _smallest(axioms: list[Axiom], faulty: Callable[[list[Axiom]], bool]) -> list[Axiom]:
    def needed(kept: list[Axiom], candidates: list[Axiom], changed: bool) -> list[Axiom]:
        if changed and faulty(kept):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        right = needed(kept + first, second, bool(first))
        left = needed(kept + right, first, bool(right))
        return left + right

    return needed([], axioms, False) if axioms else []


def _axioms(graph: Graph) -> Iterator[Axiom]:
    """Logical axioms, each with the blank nodes that it needs."""
    for subject, predicate, target in sorted(graph):
        typed = predicate == RDF.type and target not in _DECLARED and not isinstance(subject, BNode)
        fact = isinstance(subject, URIRef) and (predicate, RDF.type, OWL.ObjectProperty) in graph
        group = predicate == RDF.type and target in (OWL.AllDisjointClasses, OWL.AllDifferent)
        if (predicate in _LOGICAL and isinstance(subject, URIRef)) or typed or fact or group:
            start = {subject, target} if isinstance(subject, BNode) else {target}
            yield ((subject, predicate, target), *_below(graph, start))


def _below(graph: Graph, start: set[Node]) -> Iterator[tuple[Node, Node, Node]]:
    seen: set[Node] = set()
    waiting = sorted(node for node in start if isinstance(node, BNode))
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            for triple in sorted(graph.triples((node, None, None))):
                yield triple
                if isinstance(triple[2], BNode):
                    waiting.append(triple[2])


def _declarations(graph: Graph) -> dict[Node, list[str]]:
    kinds = _DECLARED - {OWL.Axiom, OWL.Restriction, OWL.Ontology}
    found: dict[Node, list[str]] = defaultdict(list)
    for triple in graph.triples((None, RDF.type, None)):
        if triple[2] in kinds:
            found[triple[0]].append(_line(triple))
    return found


def _line(triple: tuple[Node, ...]) -> str:
    return " ".join(term.n3() for term in triple) + " ."


def _text(graph: Graph, axiom: Axiom) -> str:
    """An axiom in Manchester manner: labels, ``some``, ``subClassOf``."""
    subject, predicate, target = axiom[0]
    return f"{_name(graph, subject)} {_name(graph, predicate)} {_name(graph, target)}"


def _name(graph: Graph, node: Node) -> str:
    if isinstance(node, Literal):
        return str(node)
    if isinstance(node, BNode):
        prop, some = graph.value(node, OWL.onProperty), graph.value(node, OWL.someValuesFrom)
        if prop is not None and some is not None:
            return f"({_name(graph, prop)} some {_name(graph, some)})"
        inner = [triple for triple in _below(graph, {node}) if isinstance(triple[2], URIRef) and triple[2] not in _DECLARED and triple[2] != RDF.nil]
        return "(" + " ".join(f"{_name(graph, triple[1])} {_name(graph, triple[2])}" for triple in inner) + ")"
    label = graph.value(node, RDFS.label)
    return str(label) if label is not None else str(node).rpartition("#")[2].rpartition("/")[2]
