"""The retrieval questions of the founding documents, each by a named query whose rows are checked."""

from __future__ import annotations

import re
import shlex
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bonegraph.errors import QueryError, UnknownName
from bonegraph.graph import Graph
from bonegraph.rdf.doubled import signed_steps
from bonegraph.rdf.named import COLUMN_TYPES, find_named, named_queries
from bonegraph.rdf.query import run as answer

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., tuple[int, str, str]]


def rows(graph: Graph, name: str, **params: str) -> list[dict[str, str]]:
    result = graph.query(name, params)
    return [dict(zip(result.variables, row, strict=True)) for row in result]


def test_agents_that_lower_rankl(graph: Graph) -> None:
    found = rows(graph, "agents-that-lower", target="RANKL")
    assert {"ERα in bone", "denosumab"} <= {row["agent"] for row in found}
    assert any(row["cell"] for row in found) and any(row["document"].endswith(".txt") for row in found)


def test_explicit_zeros(graph: Graph) -> None:
    found = rows(graph, "explicit-zeros")
    assert ("progesterone", "RANKL") in {(row["agent"], row["target"]) for row in found}
    claims = [c for c in graph.knowledge.claims.values() if "(0)" in c.stated]
    held = {row["row"].removeprefix("bg:") for row in found}
    missing = [c.id for c in claims if not held & set(c.rows) and c.layer in ("causal", "observed")]
    assert not missing


def test_transdermal_agents_and_their_risks(graph: Graph) -> None:
    found = rows(graph, "risks-by-route", route="transdermal")
    assert any("estradiol" in row["agent"] for row in found)
    assert any("venous thromboembolism" in row["risk"] for row in found)


def test_claims_without_reference(graph: Graph) -> None:
    found = rows(graph, "claims-without-reference")
    assert len(found) == 296
    assert [row["level"] for row in found] == sorted(row["level"] for row in found)


def test_antiresorptive_and_anabolic(graph: Graph) -> None:
    found = {row["drug"]: row for row in rows(graph, "antiresorptive-or-anabolic")}
    assert found["denosumab"]["antiresorptive"] == "true" and found["denosumab"]["anabolic"] == "false"
    assert found["teriparatide"]["anabolic"] == "true"
    assert {"bisphosphonate", "raloxifene"} <= set(found)


def test_adverse_outcomes(graph: Graph) -> None:
    found = rows(graph, "adverse-outcomes")
    assert ("bisphosphonate", "osteonecrosis of the jaw") in {(row["therapy"], row["outcome"]) for row in found}
    assert any(row["route"] == "oral" for row in found)


def test_approved_indications(graph: Graph) -> None:
    found = rows(graph, "approved-indications")
    assert any(row["relation"] == "is approved for" and row["document"] for row in found)


@pytest.mark.parametrize(("protein", "cell"), [("RANKL", "osteocyte"), ("RANKL", "T cell"), ("OPG", "osteoblast")])
def test_cells_that_produce(graph: Graph, protein: str, cell: str) -> None:
    assert any(cell in row["cell"] for row in rows(graph, "cells-that-produce", protein=protein))


@pytest.mark.parametrize("sex", ["male", "female"])
def test_claims_of_one_sex(graph: Graph, sex: str) -> None:
    found = rows(graph, "claims-of-one-sex", sex=sex)
    assert found and all(f"sex={sex}" in row["scope"] for row in found)
    assert any(row["claim"] for row in found)


def test_claims_by_dose(graph: Graph) -> None:
    found = {row["claim"].removeprefix("bg:"): row["dose"] for row in rows(graph, "claims-by-dose")}
    assert {"S291", "S292", "S125", "S126"} <= set(found)
    assert "0.5" in found["S291"] and "1.0" in found["S292"]


def test_site_specific_gains(graph: Graph) -> None:
    found = {(row["site"], row["quantity"]) for row in rows(graph, "bmd-gains-by-site")}
    assert ("femoral neck BMD", "+2.6 %") in found and ("total hip BMD", "+3.6 %") in found
    assert any(site == "lumbar spine BMD" and "6.76" in quantity for site, quantity in found)


def test_biomarkers(graph: Graph) -> None:
    found = rows(graph, "biomarkers")
    assert ("CTX", "bone resorption") in {(row["marker"], row["reads"]) for row in found}
    assert any(row["marker"] == "P1NP" and row["therapy"] == "teriparatide" and row["sign"] == "+" for row in found)


def test_what_raises_formation_by_mechanism(graph: Graph) -> None:
    found = rows(graph, "raise-bone-formation")
    assert {"mechanical loading", "androgen receptor in bone"} <= {row["intervention"] for row in found}
    assert any("IGF" in row["intervention"] or "IGF" in row["mechanism"] for row in found)


def test_nodes_between_aromatase_and_bmd(graph: Graph) -> None:
    names = {row["name"] for row in rows(graph, "nodes-between", source="aromatase", target="BMD")}
    assert {"estradiol", "bone resorption"} <= names
    assert "denosumab" not in names


def test_consensus_core(graph: Graph) -> None:
    found = rows(graph, "consensus-core")
    assert len(found) == 496
    core = [row for row in found if row["group"] == "consensus core"]
    expected = sum(len(claim.seeds) >= 3 for claim in graph.knowledge.claims.values())
    assert len(core) == expected > 20
    assert len(rows(graph, "consensus-core", least="3")) == expected


def test_hedged_claims(graph: Graph) -> None:
    found = {row["claim"].removeprefix("bg:") for row in rows(graph, "hedged-claims")}
    assert found == {claim.id for claim in graph.knowledge.claims.values() if claim.hedged}


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_every_query_answers_in_its_types_and_in_time(graph: Graph, name: str) -> None:
    graph.query("ASK {}")
    start = time.process_time()
    result = graph.query(name)
    assert time.process_time() - start < 5, f"{name}: slow"
    assert result, name
    declared = find_named(name).columns
    assert result.variables == tuple(column.name for column in declared)
    for column, cells in zip(declared, zip(*result.rows, strict=True), strict=True):
        pattern = re.compile(COLUMN_TYPES[column.type][0], re.DOTALL)
        assert not [cell for cell in cells if cell and not pattern.fullmatch(cell)][:3], column


def test_the_manual_is_that_of_the_headers(run: Run) -> None:
    shown = run("queries", "--markdown")[1]
    assert (ROOT / "docs" / "queries.md").read_text(encoding="utf-8") == shown, "bonegraph queries --markdown -o docs/queries.md"
    assert len(named_queries()) >= 40


@pytest.mark.parametrize("name", ["acts-on", "shared-regulators", "claims-about"])
def test_examples_run_as_written(run: Run, name: str) -> None:
    words = shlex.split(find_named(name).example)
    assert run(*words[1:])[0] == 0


def test_questions_of_a_bone_biologist(graph: Graph) -> None:
    by_receptor = {(row["agent"], row["receptor"]) for row in rows(graph, "lower-by-receptor")}
    assert any("ERα" in receptor for _, receptor in by_receptor) and any("androgen receptor" in receptor for _, receptor in by_receptor)
    assert "romosozumab" in {row["agent"] for row in rows(graph, "opposite-on-formation-and-resorption")}
    both = rows(graph, "contested-with-both-papers")
    assert all(row["for"] and row["against"] and row["stance"] != "supports" for row in both)
    only = {row["row"].removeprefix("bg:") for row in rows(graph, "only-in-mice")}
    assert only == {row.id for row in graph.knowledge.active if row.evidence and all(item.species == "mouse" for item in row.evidence)}
    assert any(row["onFirst"] != row["onSecond"] for row in rows(graph, "shared-regulators"))
    assert all(int(row["newest"]) <= 1985 for row in rows(graph, "reviews-due", year="1985"))
    with pytest.raises(QueryError, match="is a number"):
        graph.query("reviews-due", {"year": "1985 } #"})


def test_signed_reach_is_that_of_a_walk(graph: Graph) -> None:
    steps: dict[str, set[tuple[str, int]]] = {}
    for source, target, sign in signed_steps(graph.knowledge):
        steps.setdefault(source, set()).add((target, sign))
    seen: set[tuple[str, int]] = set()
    waiting = [(graph.key("sclerostin"), 1)]
    while waiting:
        node, change = waiting.pop()
        fresh = {(target, change * sign) for target, sign in steps.get(node, ())} - seen
        seen |= fresh
        waiting += fresh
    name = graph.knowledge.name
    found = rows(graph, "signed-reach", source="sclerostin")
    assert {row["name"] for row in found if row["rises"] == "true"} == {name(key) for key, change in seen if change > 0}
    assert {row["name"] for row in found if row["falls"] == "true"} == {name(key) for key, change in seen if change < 0}


@pytest.mark.parametrize("name", ["explicit-zeros", "acts-on", "cells-that-produce", "hedged-claims"])
def test_both_engines_agree(graph: Graph, name: str) -> None:
    assert sorted(answer(graph.knowledge, name, {}, "rdflib").rows) == sorted(answer(graph.knowledge, name, {}, "oxigraph").rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "read-only"),
        ("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", "stay on this graph"),
        ("SELECT * FROM <http://example.org/g> WHERE { ?s ?p ?o }", "stay on this graph"),
        ("SELECT * WHERE {", "cannot be answered"),
        ("no-such-query", "did you mean|bonegraph queries"),
    ],
)
def test_refusals(graph: Graph, text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        graph.query(text)


def test_words_inside_strings_are_not_refused(graph: Graph) -> None:
    assert not graph.query('ASK { ?s rdfs:label "DELETE FROM SERVICE" }')


def test_parameters(graph: Graph) -> None:
    with pytest.raises(QueryError, match="no parameter 'planet'"):
        graph.query("acts-on", {"planet": "mars"})
    with pytest.raises(UnknownName):
        graph.query("acts-on", {"source": "nonsense xyz"})
    assert not graph.query("claims-about", {"word": '" } ; DROP ALL #'})


def test_forms(graph: Graph, run: Run) -> None:
    assert graph.query("ASK { ?x a bgs:Interaction }").write("json") == '{\n "head": {},\n "boolean": true\n}'
    turtle = graph.query("CONSTRUCT WHERE { ?x bgs:key 'opg' }").write("turtle")
    assert "bgs:key" in turtle
    code, out, _ = run("query", "-e", "SELECT ?k WHERE { ?x bgs:key ?k } ORDER BY ?k LIMIT 2", "--format", "csv")
    assert code == 0 and out.splitlines()[0] == "k" and len(out.splitlines()) == 3
    assert run("queries")[0] == 0
    assert run("query", "nothing-like-this")[0] == 2
