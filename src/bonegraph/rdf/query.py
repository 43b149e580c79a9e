"""SPARQL over the graph: named queries, files and text; read-only, and over the network only to an endpoint that was named."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bonegraph.errors import QueryError
from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.named import NamedQuery, find_named
from bonegraph.rdf.results import as_json, as_ntriples, as_turtle
from bonegraph.rdf.store import Answer, Cell, Engine, open_engine
from bonegraph.rdf.terms import PREFIXES, node_iri
from bonegraph.rdf.tokens import bound, refuse, written
from bonegraph.reason.lexicon import Lexicon

__all__ = ["FORMATS", "Result", "prepare", "run"]

FORMATS = ("table", "json", "csv", "tsv", "turtle", "nt")


@dataclass(frozen=True)
class Result:
    """Rows, truth or triples of a query, with the ways to write them."""

    answer: Answer

    @property
    def variables(self) -> tuple[str, ...]:
        """Column names of a SELECT."""
        return self.answer.variables

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Rows of a SELECT as short text (IRIs with their prefix), empty text for unbound."""
        return [tuple(_short(cell) for cell in row) for row in self.answer.rows]

    def __bool__(self) -> bool:
        """Truth of an ASK; otherwise whether anything was found."""
        return self.answer.truth if self.answer.kind == "ask" else bool(self.answer.rows or self.answer.triples)

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.answer.rows)

    def __str__(self) -> str:
        return self.write("table")

    def _repr_html_(self) -> str:
        import html

        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.variables)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self.rows)
        return f"<table><tr>{head}</tr>{body}</table>" if self.answer.kind == "select" else f"<pre>{html.escape(str(self))}</pre>"

    def write(self, form: str) -> str:
        """The result in one of :data:`FORMATS`.

        Raises
        ------
        QueryError
            If the format does not fit the kind of result.
        """
        if form not in FORMATS:
            raise QueryError(f"unknown format {form!r}; one of: {', '.join(FORMATS)}")
        if self.answer.kind == "graph":
            if form not in ("table", "turtle", "nt"):
                raise QueryError(f"triples cannot be written as {form}; choose turtle or nt")
            return as_ntriples(self.answer) if form == "nt" else as_turtle(self.answer)
        if form in ("turtle", "nt"):
            raise QueryError(f"{form} holds triples, but this query gives {'rows' if self.answer.kind == 'select' else 'a truth value'}")
        if form == "json":
            return json.dumps(self.to_json(), ensure_ascii=False, indent=1)
        if self.answer.kind == "ask":
            return "true" if self.answer.truth else "false"
        if form == "table":
            return _aligned(self.variables, self.rows)
        stream = io.StringIO()
        if form == "csv":
            csv.writer(stream, lineterminator="\n").writerows([self.variables, *self.rows])
        else:
            lines = [self.variables, *([" ".join(cell.split()) for cell in row] for row in self.rows)]
            stream.write("\n".join("\t".join(line) for line in lines) + "\n")
        return stream.getvalue().rstrip("\n")

    def to_json(self) -> dict[str, Any]:
        """SPARQL 1.1 Query Results JSON Format (W3C 2013)."""
        return as_json(self.answer)


def run(knowledge: Knowledge, text: str, params: Mapping[str, str], engine: str = "oxigraph", endpoint: str = "", most: int = 0) -> Result:
    """Run SPARQL text or a named query.

    Parameters
    ----------
    text
        A name of ``queries/``, or SPARQL (prefixes of :mod:`bonegraph.rdf.terms` need no declaration).
    params
        Values of the query's parameters, names of entities among them.
    engine
        ``oxigraph`` or ``rdflib``.
    endpoint
        Address of a SPARQL 1.1 store that holds the graph and answers instead; names of entities are still resolved here.
    most
        Most rows or triples that the oxigraph engine may give before it refuses; 0 for any number.

    Raises
    ------
    QueryError
        If the query is malformed, would change data, or would reach the network; if a parameter is unknown.
    UnknownName, AmbiguousName
        If a parameter names no single entity.
    """
    ready = prepare(knowledge, text, params)
    refuse(ready, elsewhere=not endpoint)
    if endpoint:
        from bonegraph.rdf.endpoint import Endpoint

        return Result(Endpoint(endpoint).query(ready))
    return Result(_engine(knowledge, engine).query(ready, most))


def prepare(knowledge: Knowledge, text: str, params: Mapping[str, str]) -> str:
    """The SPARQL text of a query or named query, its parameters bound.

    Raises
    ------
    QueryError
        If there is no such query or parameter, or a value does not fit its type.
    UnknownName, AmbiguousName
        If a parameter names no single entity.
    """
    named = find_named(text.strip()) if re.fullmatch(r"[\w-]+", text.strip()) else None
    return bound(named.text if named else text, _terms(knowledge, named, params))


@lru_cache(maxsize=4)
def _cached(engine: str, holder: _Holder) -> Engine:
    return open_engine(holder.knowledge, engine)


class _Holder:
    """Carries knowledge past the cache, which goes by its digest alone."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __hash__(self) -> int:
        return hash(self.knowledge.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.knowledge.digest == self.knowledge.digest


def _engine(knowledge: Knowledge, engine: str) -> Engine:
    return _cached(engine, _Holder(knowledge))


def _terms(knowledge: Knowledge, named: NamedQuery | None, params: Mapping[str, str]) -> dict[str, str]:
    """Each parameter as the RDF term that takes the place of its variable."""
    known = {parameter.name: parameter for parameter in named.parameters} if named else {}
    for name in params:
        if named and name not in known:
            raise QueryError(f"query {named.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    found = {name: written("literal", value) for name, value in params.items() if name not in known}
    for name, parameter in known.items():
        value = params.get(name) or parameter.default
        if parameter.type == "entity":
            key, _ = Lexicon(knowledge).one(value, among="all")
            found[name] = written("uri", str(node_iri(knowledge, key)))
        elif parameter.type == "number":
            if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
                raise QueryError(f"parameter {name} of query {named.name if named else ''} is a number, not {value!r}")
            found[name] = value if value[0].isdigit() else f"({value})"
        else:
            found[name] = written("literal", value)
    return found


def _short(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.kind == "uri":
        for prefix, iri in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
            if cell.text.startswith(iri):
                return f"{prefix}:{cell.text[len(iri) :]}"
    return cell.text


def _aligned(head: tuple[str, ...], rows: list[tuple[str, ...]], widest: int = 60) -> str:
    """Columns aligned for a terminal; long cells are cut with an ellipsis."""
    lines = [head, *([cell if len(cell) <= widest else cell[: widest - 1] + "…" for cell in (" ".join(c.split()) for c in row)] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    rule = "  ".join("─" * width for width in widths)
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    return "\n".join([shown[0], rule, *shown[1:], count])
