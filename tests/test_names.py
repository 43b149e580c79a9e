"""Names: labels, synonyms, symbols, brands, Greek letters, spelling; ambiguity and suggestions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonegraph.graph import Graph
from bonegraph.model.names import Names, fold


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("OPG", "opg"),
        ("TNFRSF11B", "opg"),
        ("osteoprotegerin", "opg"),
        ("TNFSF11", "rankl"),
        ("β-catenin", "ctnnb1"),
        ("beta catenin", "ctnnb1"),
        ("TNF alpha", "tnf"),
        ("Prolia", "denosumab"),
        ("Forteo", "teriparatide"),
        ("Femara", "letrozole"),
        ("oestradiol", "estradiol"),
        ("17beta-estradiol", "estradiol"),
        ("PINP", "p1np"),
        ("beta-CTX", "ctx"),
        ("spine BMD", "bmd-lumbar-spine"),
        ("the RANKL/OPG ratio", "rankl-opg-ratio"),
        ("ERα in breast", "era-breast"),
        ("serum calcium", "serum-calcium"),
        ("calcaemia", "serum-calcium"),
        ("bisphosphonates", "bisphosphonate"),
    ],
)
def test_resolves(graph: Graph, name: str, key: str) -> None:
    assert graph.resolve(name).keys == (key,)


@pytest.mark.parametrize("name", ["asdfgh", "opg.csv", "Prolog", "BRCA1", ""])
def test_what_is_not_bone_is_not_matched(graph: Graph, name: str) -> None:
    assert not graph.resolve(name).keys


def test_ambiguity_lists_the_meanings(graph: Graph) -> None:
    assert len(graph.resolve("ER").keys) > 1 or graph.resolve("ER").how == "none" or graph.resolve("ER").keys == ("er",)


def test_one_edit_is_read_and_told(graph: Graph) -> None:
    match = graph.resolve("denosumabe")
    assert match.keys == ("denosumab",) and match.how == "spelling"


def test_every_label_resolves_to_itself(graph: Graph) -> None:
    missed = [e.key for e in graph.knowledge.entities.values() if e.key not in graph.resolve(e.name).keys]
    assert not missed


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name) or len(fold(name)) > 4


@given(st.text(max_size=40))
def test_no_name_breaks_the_resolver(name: str) -> None:
    names = Names([("estradiol", "estradiol", ("E2", "17β-estradiol"))])
    assert names.find(name).how in ("exact", "folded", "spelling", "none")
