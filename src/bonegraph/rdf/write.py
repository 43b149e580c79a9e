"""The graph as text of an RDF syntax: N-Triples once, every other syntax from them by pyoxigraph.

Lines are sorted and blank nodes named, so the same knowledge gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar

from rdflib import Literal
from rdflib.term import Node

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.build import PARTS
from bonegraph.rdf.terms import BASE, PREFIXES

__all__ = ["SYNTAXES", "convert", "graph_lines", "ntriples", "part_lines", "remembered", "trig"]

SYNTAXES = {"turtle": "TURTLE", "rdfxml": "RDF_XML", "jsonld": "JSON_LD"}
"""Syntaxes of :func:`convert`, and what pyoxigraph calls them."""

T = TypeVar("T")
_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class _Same:
    """Knowledge as a key of a cache: the very same object, since two graphs may share a digest."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return id(self.knowledge)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.knowledge is self.knowledge


def remembered(function: Callable[[Knowledge], T]) -> Callable[[Knowledge], T]:
    """Keep the last result, so that formats written one after the other share it."""
    kept = lru_cache(maxsize=1)(lambda same: function(same.knowledge))

    @wraps(function)
    def call(knowledge: Knowledge) -> T:
        return kept(_Same(knowledge))

    return call


def graph_lines(triples: Iterable[tuple[Node, Node, Node]]) -> list[bytes]:
    """Sorted N-Triples lines of rdflib terms, each once. O(n log n)."""
    known: dict[Node, str] = {}

    def written(term: Node) -> str:
        if term not in known:
            known[term] = _literal(term) if isinstance(term, Literal) else term.n3()
        return known[term]

    return sorted({f"{written(s)} {written(p)} {written(o)} .".encode() for s, p, o in triples})


def _literal(term: Literal) -> str:
    """A literal on one line, as N-Triples wants it (Beckett 2014, W3C, section 2.4)."""
    text = str(term).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}"' + (f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else "")


@remembered
def _written_parts(knowledge: Knowledge) -> dict[str, list[bytes]]:
    """Lines of the parts written so far."""
    return {}


def part_lines(knowledge: Knowledge, name: str) -> list[bytes]:
    """N-Triples of one of :data:`bonegraph.rdf.build.PARTS`."""
    written = _written_parts(knowledge)
    if name not in written:
        written[name] = graph_lines(PARTS[name](knowledge))
    return written[name]


@remembered
def ntriples(knowledge: Knowledge) -> bytes:
    """The whole graph as sorted N-Triples, each once."""
    return b"\n".join(sorted({line for name in PARTS for line in part_lines(knowledge, name)})) + b"\n"


def convert(data: bytes, syntax: str) -> bytes:
    """N-Triples in another of :data:`SYNTAXES`.

    What is said of an ontology as a whole comes first and the type first of each subject: some readers look for them there.
    """
    import pyoxigraph

    lines = [line.split(b" ", 2) for line in data.splitlines()]
    headers = {subject for subject, _, target in lines if target == b"<http://www.w3.org/2002/07/owl#Ontology> ."}
    lines.sort(key=lambda line: (line[0] not in headers, line[0], line[1] != _TYPE, line[1]))
    data = b"\n".join(b" ".join(line) for line in lines)
    triples = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize(triples, format=getattr(pyoxigraph.RdfFormat, SYNTAXES[syntax]), prefixes=PREFIXES)
    return written or b""


def trig(knowledge: Knowledge) -> bytes:
    """The schema in the default graph, every other part in a graph of its own (``bg:graph/evidence`` …)."""
    import pyoxigraph

    quads = []
    for name in PARTS:
        home = pyoxigraph.NamedNode(f"{BASE}graph/{name}") if name != "schema" else pyoxigraph.DefaultGraph()
        for found in pyoxigraph.parse(b"\n".join(part_lines(knowledge, name)), format=pyoxigraph.RdfFormat.N_TRIPLES):
            quads.append(pyoxigraph.Quad(found.subject, found.predicate, found.object, home))
    written = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.TRIG, prefixes=PREFIXES)
    return written or b""
