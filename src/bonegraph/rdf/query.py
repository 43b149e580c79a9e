"""SPARQL over the graph: named queries, files and text; read-only, and never over the network."""

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
from bonegraph.rdf.store import Answer, Cell, Engine, open_engine
from bonegraph.rdf.terms import PREFIXES, node_iri
from bonegraph.reason.lexicon import Lexicon

__all__ = ["FORMATS", "Result", "run"]

FORMATS = ("table", "json", "csv", "tsv", "turtle", "nt")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*', re.DOTALL)
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_FOREIGN = re.compile(r"\b(SERVICE|FROM)\b", re.IGNORECASE)


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
            return self._graph_text("turtle" if form == "table" else form)
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
        if self.answer.kind == "ask":
            return {"head": {}, "boolean": self.answer.truth}
        if self.answer.kind == "graph":
            raise QueryError("triples have no SPARQL results JSON; choose turtle or nt")
        bindings = []
        for row in self.answer.rows:
            bindings.append({name: _json_term(cell) for name, cell in zip(self.variables, row, strict=True) if cell})
        return {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}

    def _graph_text(self, form: str) -> str:
        if form not in ("turtle", "nt"):
            raise QueryError(f"triples cannot be written as {form}; choose turtle or nt")
        from rdflib import BNode, Graph, Literal, URIRef

        graph = Graph()
        for prefix, iri in PREFIXES.items():
            graph.bind(prefix, iri)

        def term(cell: Cell) -> Any:
            if cell.kind == "uri":
                return URIRef(cell.text)
            if cell.kind == "bnode":
                return BNode(cell.text)
            return Literal(cell.text, lang=cell.language) if cell.language else Literal(cell.text, datatype=URIRef(cell.datatype) if cell.datatype else None)

        for triple in self.answer.triples:
            graph.add(tuple(term(cell) for cell in triple))
        text = graph.serialize(format=form)
        return "\n".join(sorted(text.splitlines())) if form == "nt" else text.rstrip("\n")


def run(knowledge: Knowledge, text: str, params: Mapping[str, str], engine: str = "oxigraph") -> Result:
    """Run SPARQL text or a named query.

    Parameters
    ----------
    text
        A name of ``queries/``, or SPARQL (prefixes of :mod:`bonegraph.rdf.terms` need no declaration).
    params
        Values of the query's parameters, names of entities among them.
    engine
        ``oxigraph`` or ``rdflib``.

    Raises
    ------
    QueryError
        If the query is malformed, would change data, or would reach the network; if a parameter is unknown.
    UnknownName, AmbiguousName
        If a parameter names no single entity.
    """
    named = find_named(text) if re.fullmatch(r"[\w-]+", text.strip()) else None
    body = named.text if named else text
    _refuse(body)
    bindings = _bindings(knowledge, named, params)
    return Result(_engine(knowledge, engine).query(_substituted(body, bindings)))


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


def _refuse(text: str) -> None:
    bare = _STRING.sub(" ", text)
    found = _UPDATE.search(bare)
    if found:
        raise QueryError(f"{found[1].upper()} would change data; this graph is read-only (SELECT, ASK, CONSTRUCT, DESCRIBE)")
    found = _FOREIGN.search(bare)
    if found:
        raise QueryError(f"{found[1].upper()} would reach other data; queries stay on this graph")


def _substituted(text: str, bindings: Mapping[str, Cell]) -> str:
    """The query with its parameters in place of their variables; strings, IRIs and comments stay as they are."""
    if not bindings:
        return text
    variable = re.compile(r"[?$](" + "|".join(map(re.escape, bindings)) + r")\b")
    parts, end = [], 0
    for kept in _STRING.finditer(text):
        parts += [variable.sub(lambda found: _written(bindings[found[1]]), text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, variable.sub(lambda found: _written(bindings[found[1]]), text[end:])])


def _written(cell: Cell) -> str:
    """A term as SPARQL writes it."""
    if cell.kind == "uri":
        return f"<{cell.text}>"
    return json.dumps(cell.text, ensure_ascii=True)


def _bindings(knowledge: Knowledge, named: NamedQuery | None, params: Mapping[str, str]) -> dict[str, Cell]:
    known = {parameter.name: parameter for parameter in named.parameters} if named else {}
    for name in params:
        if named and name not in known:
            raise QueryError(f"query {named.name} has no parameter {name!r}; it has: {', '.join(known) or 'none'}")
    found = {name: Cell("literal", value) for name, value in params.items() if name not in known}
    for name, parameter in known.items():
        value = params.get(name, parameter.default)
        if not value:
            continue
        if parameter.type == "entity":
            key, _ = Lexicon(knowledge).one(value, among="all")
            found[name] = Cell("uri", str(node_iri(knowledge, key)))
        else:
            found[name] = Cell("literal", value)
    return found


def _short(cell: Cell | None) -> str:
    if cell is None:
        return ""
    if cell.kind == "uri":
        for prefix, iri in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
            if cell.text.startswith(iri):
                return f"{prefix}:{cell.text[len(iri) :]}"
    return cell.text


def _json_term(cell: Cell) -> dict[str, str]:
    term = {"type": cell.kind, "value": cell.text}
    if cell.language:
        term["xml:lang"] = cell.language
    elif cell.datatype and not cell.datatype.endswith("#string"):
        term["datatype"] = cell.datatype
    return term


def _aligned(head: tuple[str, ...], rows: list[tuple[str, ...]], widest: int = 60) -> str:
    """Columns aligned for a terminal; long cells are cut with an ellipsis."""
    lines = [head, *([cell if len(cell) <= widest else cell[: widest - 1] + "…" for cell in (" ".join(c.split()) for c in row)] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    shown = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    rule = "  ".join("─" * width for width in widths)
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    return "\n".join([shown[0], rule, *shown[1:], count])
