"""The doubled graph: each variable twice, once rising and once falling, so that signed reachability is one property path.

A sign product along a path of any length cannot be said in SPARQL 1.1. On the doubled graph (double cover of a signed graph, Harary
1953) it need not be: ``X rises`` leads to ``Y rises`` by an edge of sign + and to ``Y falls`` by one of sign −, and the sign of a path is
the node on which it ends::

    ?start bgs:ofVariable ?source ; bgs:change "+" ; bgs:leadsTo+ ?end . ?end bgs:ofVariable ?target ; bgs:change ?sign .

Engines hold it beside the graph; the files of an export do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef
from rdflib.term import Node

from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.rdf.terms import BGS, IAO, OWL, RDF, RDFS, node_iri

__all__ = ["doubled", "signed_steps"]

_WORDS = (
    (BGS.ofVariable, OWL.AnnotationProperty, "of variable", "The variable of a signed node."),
    (BGS.change, OWL.AnnotationProperty, "change", "+ the variable rises, - it falls."),
    (BGS.leadsTo, OWL.AnnotationProperty, "leads to", "One signed step: a change of one variable brings that of another."),
)


def signed_steps(knowledge: Knowledge) -> Iterator[tuple[str, str, int]]:
    """Source, target and sign of every step.

    Active rows with a sign (of any scope), their gates, the parts of ratios, and the variants that an entity without inputs of its own
    follows.
    """
    fed = set()
    for row in knowledge.active:
        if row.sign:
            fed.add(row.object)
            for actor in (row.subject, *row.gate):
                yield actor, row.object, row.sign
    for entity in knowledge.entities.values():
        for part, sign in zip(entity.parts, (1, -1), strict=False):
            fed.add(entity.key)
            yield part, entity.key, sign
    for key, variants in knowledge.variants.items():
        if key not in fed:
            for variant in variants:
                yield variant, key, 1


def doubled(knowledge: Knowledge) -> Iterable[tuple[Node, Node, Node]]:
    """Triples of the doubled graph: two nodes a variable that takes part, two edges a step."""
    for iri, kind, label, meaning in _WORDS:
        yield iri, RDF.type, kind
        yield iri, RDFS.label, Literal(label, lang="en")
        yield iri, IAO["0000115"], Literal(meaning, lang="en")
    steps = set(signed_steps(knowledge))
    for key in {key for source, target, _ in steps for key in (source, target)}:
        for sign in (1, -1):
            yield _node(knowledge, key, sign), BGS.ofVariable, node_iri(knowledge, key)
            yield _node(knowledge, key, sign), BGS.change, Literal(symbol(sign))
    for source, target, sign in steps:
        for change in (1, -1):
            yield _node(knowledge, source, change), BGS.leadsTo, _node(knowledge, target, change * sign)


def _node(knowledge: Knowledge, key: str, change: int) -> URIRef:
    return URIRef(f"{node_iri(knowledge, key)}/{'rises' if change > 0 else 'falls'}")
