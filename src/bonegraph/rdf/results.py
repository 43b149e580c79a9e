"""Answers in the forms of the W3C: SPARQL 1.1 results as JSON, XML, CSV and TSV (2013); triples as Turtle and N-Triples."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from bonegraph.errors import QueryError
from bonegraph.rdf.store import Answer, Cell
from bonegraph.rdf.terms import PREFIXES

__all__ = ["as_csv", "as_json", "as_ntriples", "as_tsv", "as_turtle", "as_xml"]

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_json(answer: Answer) -> dict[str, Any]:
    """SPARQL results JSON, as plain data."""
    _rows_only(answer)
    if answer.kind == "ask":
        return {"head": {}, "boolean": answer.truth}
    bindings = [{name: _json_term(cell) for name, cell in zip(answer.variables, row, strict=True) if cell} for row in answer.rows]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}


def as_xml(answer: Answer) -> str:
    """SPARQL results XML."""
    _rows_only(answer)
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
    if answer.kind == "ask":
        body = f"<boolean>{str(answer.truth).lower()}</boolean>"
    else:
        body = "<results>\n" + "".join(f"<result>{_xml_row(answer, row)}</result>\n" for row in answer.rows) + "</results>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>{head}</head>\n{body}\n</sparql>\n'


def as_csv(answer: Answer) -> str:
    """SPARQL results CSV: values without their kind, CRLF."""
    _select_only(answer, "CSV")
    stream = io.StringIO()
    rows = ([("_:" if cell.kind == "bnode" else "") + cell.text if cell else "" for cell in row] for row in answer.rows)
    csv.writer(stream, lineterminator="\r\n").writerows([answer.variables, *rows])
    return stream.getvalue()


def as_tsv(answer: Answer) -> str:
    """SPARQL results TSV: terms as Turtle writes them."""
    _select_only(answer, "TSV")
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join(_turtle_term(cell) if cell else "" for cell in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def as_ntriples(answer: Answer) -> str:
    """Sorted N-Triples."""
    return "\n".join(sorted({" ".join(_turtle_term(cell) for cell in triple) + " ." for triple in answer.triples}))


def as_turtle(answer: Answer) -> str:
    """Turtle with the prefixes of bonegraph."""
    from rdflib import Graph

    graph = Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(data=as_ntriples(answer), format="nt")
    return graph.serialize(format="turtle").rstrip("\n")


def _rows_only(answer: Answer) -> None:
    if answer.kind == "graph":
        raise QueryError("triples have no SPARQL results form; choose turtle or nt")


def _select_only(answer: Answer, form: str) -> None:
    if answer.kind != "select":
        raise QueryError(f"{form} holds rows, but this query gives {'a truth value' if answer.kind == 'ask' else 'triples'}")


def _json_term(cell: Cell) -> dict[str, str]:
    term = {"type": cell.kind, "value": cell.text}
    if cell.language:
        term["xml:lang"] = cell.language
    elif cell.datatype and cell.datatype != _STRING:
        term["datatype"] = cell.datatype
    return term


def _xml_row(answer: Answer, row: tuple[Cell | None, ...]) -> str:
    return "".join(f"<binding name={quoteattr(name)}>{_xml_term(cell)}</binding>" for name, cell in zip(answer.variables, row, strict=True) if cell)


def _xml_term(cell: Cell) -> str:
    text = escape(_NO_XML.sub("\ufffd", cell.text))
    if cell.kind != "literal":
        return f"<{cell.kind}>{text}</{cell.kind}>"
    kind = f" xml:lang={quoteattr(cell.language)}" if cell.language else ""
    if not kind and cell.datatype and cell.datatype != _STRING:
        kind = f" datatype={quoteattr(cell.datatype)}"
    return f"<literal{kind}>{text}</literal>"


def _turtle_term(cell: Cell) -> str:
    if cell.kind == "uri":
        return f"<{cell.text}>"
    if cell.kind == "bnode":
        return f"_:{cell.text}"
    text = json.dumps(cell.text, ensure_ascii=False).replace("\x7f", "\\u007F")
    if cell.language:
        return f"{text}@{cell.language}"
    return f"{text}^^<{cell.datatype}>" if cell.datatype and cell.datatype != _STRING else text
