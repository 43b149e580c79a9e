"""Engines that answer SPARQL: pyoxigraph by default, rdflib as the portable one, any SPARQL 1.1 store by its address.

The two local engines hold the same triples (the graph and its doubled form) and give the same rows; pyoxigraph is ten to a thousand
times faster on joins and aggregates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from bonegraph.errors import QueryError
from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.build import build_graph
from bonegraph.rdf.doubled import doubled
from bonegraph.rdf.terms import PREFIXES
from bonegraph.tables.bundle import COMPILED_RDF, compiled_digest

__all__ = ["ENGINES", "Answer", "Cell", "Engine", "Oxigraph", "Rdflib", "ntriples", "open_engine", "read_triples"]

ENGINES = ("oxigraph", "rdflib")


@dataclass(frozen=True, slots=True)
class Cell:
    """One RDF term: its kind (``uri``, ``literal``, ``bnode``), text, datatype and language."""

    kind: str
    text: str
    datatype: str = ""
    language: str = ""


@dataclass(frozen=True)
class Answer:
    """What an engine found: ``select`` (variables, rows), ``ask`` (truth) or ``graph`` (triples)."""

    kind: str
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    truth: bool = False
    triples: tuple[tuple[Cell, Cell, Cell], ...] = ()


class Engine(Protocol):
    """Answers SPARQL queries over one graph."""

    def query(self, text: str, most: int = 0) -> Answer:
        """Answer a query."""


def open_engine(knowledge: Knowledge, engine: str = "oxigraph") -> Engine:
    """Load the graph into an engine: ``oxigraph`` or ``rdflib``.

    Raises
    ------
    QueryError
        If there is no engine of this name.
    """
    if engine == "rdflib":
        graph = build_graph(knowledge)
        for triple in doubled(knowledge):
            graph.add(triple)
        return Rdflib(graph)
    if engine == "oxigraph":
        return Oxigraph(*ntriples(knowledge))
    raise QueryError(f"unknown engine {engine!r}; one of: {', '.join(ENGINES)}")


def ntriples(knowledge: Knowledge) -> tuple[bytes, bytes]:
    """What the engines hold, as N-Triples: the graph, and its doubled form."""
    if COMPILED_RDF.is_file() and compiled_digest() == knowledge.digest:
        graph = COMPILED_RDF.read_bytes()
    else:
        graph = build_graph(knowledge).serialize(format="nt", encoding="utf-8")
    return graph, "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in doubled(knowledge)).encode()


class Oxigraph:
    """pyoxigraph's store in memory, filled with N-Triples."""

    def __init__(self, *ntriples: bytes) -> None:
        import pyoxigraph

        self._ox = pyoxigraph
        self._store = pyoxigraph.Store()
        for data in ntriples:
            self._store.bulk_load(data, pyoxigraph.RdfFormat.N_TRIPLES)

    def query(self, text: str, most: int = 0) -> Answer:
        """Answer a query; refuse one that gives more than `most` rows (0: any number)."""
        ox = self._ox
        try:
            result = self._store.query(text, prefixes=PREFIXES)
            if isinstance(result, ox.QueryBoolean):
                return Answer("ask", truth=bool(result))
            if isinstance(result, ox.QuerySolutions):
                names = tuple(variable.value for variable in result.variables)
                rows = tuple(tuple(_cell(row[name]) for name in names) for row in _counted(result, most))
                return Answer("select", names, rows)
            triples = tuple((_known(t.subject), _known(t.predicate), _known(t.object)) for t in _counted(result, most))
        except (SyntaxError, ValueError, OSError, RuntimeError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from error
        return Answer("graph", triples=triples)


def _known(term: Any) -> Cell:
    cell = _cell(term)
    if cell is None:
        raise ValueError("a triple with an empty place")
    return cell


def _cell(term: Any) -> Cell | None:
    import pyoxigraph as ox

    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Cell("uri", term.value)
    if isinstance(term, ox.BlankNode):
        return Cell("bnode", term.value)
    if not isinstance(term, ox.Literal):
        return Cell("literal", str(term))
    return Cell("literal", term.value, term.datatype.value, term.language or "")


def _counted(found: Any, most: int) -> Iterator[Any]:
    for number, row in enumerate(found, 1):
        if most and number > most:
            raise QueryError(f"more than {most} rows; ask for less (LIMIT)")
        yield row


class Rdflib:
    """An rdflib graph."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph

    def query(self, text: str, most: int = 0) -> Answer:
        """Answer a query."""
        try:
            result: Any = self._graph.query(text, initNs=PREFIXES)
            if result.type == "ASK":
                return Answer("ask", truth=bool(result.askAnswer))
            if result.type == "SELECT":
                names = tuple(str(variable) for variable in result.vars or ())
                return Answer("select", names, tuple(tuple(_rdflib_cell(row[name]) for name in names) for row in result))
            triples = tuple(tuple(_rdflib_cell(term) for term in triple) for triple in result)
        except Exception as error:  # rdflib raises pyparsing, ValueError, AttributeError and more
            raise QueryError(f"the query cannot be answered: {error}") from error
        return Answer("graph", triples=triples)  # type: ignore[arg-type]


def _rdflib_cell(term: Any) -> Cell | None:
    from rdflib import BNode, URIRef

    if term is None:
        return None
    if isinstance(term, URIRef):
        return Cell("uri", str(term))
    if isinstance(term, BNode):
        return Cell("bnode", str(term))
    plain = "http://www.w3.org/2001/XMLSchema#string" if not term.language else "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
    return Cell("literal", str(term), str(term.datatype or plain), term.language or "")


def read_triples(ntriples: bytes) -> tuple[tuple[Cell, Cell, Cell], ...]:
    """N-Triples as cells.

    Raises
    ------
    SyntaxError
        If they are malformed.
    """
    import pyoxigraph

    found = pyoxigraph.parse(ntriples, pyoxigraph.RdfFormat.N_TRIPLES)
    return tuple((_known(quad.subject), _known(quad.predicate), _known(quad.object)) for quad in found)
