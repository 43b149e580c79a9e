"""What a query may not do, and what a parameter may hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from bonegraph.errors import QueryError
from bonegraph.rdf.store import Oxigraph, Rdflib
from bonegraph.rdf.terms import PREFIXES
from bonegraph.rdf.tokens import bound, refuse, tokens, with_prefixes, written

ENGINES = {"oxigraph": Oxigraph(b""), "rdflib": Rdflib(Graph())}
A = "<http://127.0.0.1:9/>"
ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
SLY = st.sampled_from(['" } DROP ALL #', r"\u0022", r"\\u005C", r"\U00000022", "'''", "\\"])


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {A} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {A} {{ ?s ?p ?o }} }}",
        rf"SELECT * {{ \u0053ERVICE {A} {{ ?s ?p ?o }} }}",
        rf'SELECT * {{ ?s ?p "\u0022 }} SERVICE {A} {{ ?s ?p ?o }} #" }}',
        f"SELECT * {{ ?s ?p trueSERVICE{A} {{ ?s ?p ?o }} }}",
        f"SELECT * FROM{A} {{ ?s ?p ?o }}",
        f"SELECT*FROM NAMED{A}{{?s ?p ?o}}",
        f"ASKFROM{A}{{}}",
        f"SELECT * {{ FILTER(1 < 2) SERVICE {A} {{ ?s ?p ?o }} FILTER(3 > 2) }}",
        f"SELECT * {{ # hidden\n SERVICE {A} {{ ?s ?p ?o }} }}",
        f"PREFIX FROM: {A} SELECT * FROM:x {{ ?s ?p ?o }}",
        f"LOAD {A}",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
    ],
)
def test_refused(text: str) -> None:
    with pytest.raises(QueryError):
        refuse(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?from ?service ?load { ?from <http://x/SERVICE> 'FROM \\' SERVICE' } # LOAD FROM SERVICE",
        'SELECT * { ?s ?p """a "FROM" b""" ; <http://x/#FROM> ?o }',
        "PREFIX ex: <http://x/> SELECT * { ?s ex:from ?delete ; ex:service-load ?o }",
    ],
)
def test_what_only_looks_like_it_passes(text: str) -> None:
    refuse(text)


@given(st.text(max_size=60))
def test_tokens_join_to_the_text(text: str) -> None:
    assert "".join(token for _, token in tokens(text)) == text


@pytest.mark.parametrize("engine", sorted(ENGINES))
@settings(max_examples=100, deadline=None)
@given(value=ANY | SLY)
def test_a_value_is_one_term_whatever_it_holds(engine: str, value: str) -> None:
    text = bound('SELECT (STRLEN(?word) AS ?n) (?word AS ?w) ("?word" AS ?same) { } # ?word', {"word": written("literal", value)})
    (row,) = ENGINES[engine].query(text).rows
    assert [cell.text if cell else None for cell in row] == [str(len(value)), value, "?word"]


def test_terms_that_cannot_be() -> None:
    with pytest.raises(QueryError):
        written("literal", "\ud800")
    with pytest.raises(QueryError):
        written("uri", "http://x/> } DROP ALL #")


def test_prefixes_are_declared_once_and_only_when_used() -> None:
    text = with_prefixes("PREFIX rdfs: <http://mine/> SELECT * { ?s rdfs:label ?o ; bgs:key 'skos:x' }", PREFIXES)
    assert text.count("PREFIX") == 2 and "PREFIX bgs:" in text and "skos#" not in text
