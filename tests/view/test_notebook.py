"""Cards, tables and the graph in a notebook: what they show, and that nothing in them runs."""

from __future__ import annotations

import json
import re

import pytest

from bonegraph.graph import Graph
from bonegraph.model.knowledge import Knowledge

from .conftest import HOSTILE


def test_the_graph_tells_its_size_by_kind_and_sign(graph: Graph) -> None:
    html = graph._repr_html_()
    assert f"{len(graph.knowledge.entities):,} entities" in html
    assert "Hormones" in html
    assert f"{sum(row.sign > 0 for row in graph.knowledge.active):,}" in html


def test_a_card_is_a_dictionary_and_shows_its_evidence(graph: Graph) -> None:
    row = graph.edges("OPG", "RANKL").interactions[0]
    card = graph.show(row.id)
    assert json.loads(json.dumps(card))["id"] == row.id
    html = card._repr_html_()
    for item in row.evidence:
        reference = graph.knowledge.references.get(item.reference)
        assert reference is None or not reference.pmid or f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/" in html
    assert graph.knowledge.gloss(row) in html


def test_an_entity_lists_the_best_of_each_side(graph: Graph) -> None:
    html = graph.show("RANKL")._repr_html_()
    assert "the best supported 8 of" in html
    assert "OPG is a decoy for RANKL" in html
    assert "RANKL activates RANK" in html


def test_a_state_and_a_search_are_tables(graph: Graph) -> None:
    assert "ovarian-function:down" in graph.show("menopause")._repr_html_()
    assert graph.search("letrozole")._repr_html_().count("<tr>") == len(graph.search("letrozole")) + 1
    assert graph.search("qqqq")._repr_html_() == "<p>nothing found</p>"


def test_a_part_of_the_graph_makes_a_small_page(graph: Graph) -> None:
    page = graph.view("OPG", within=1)
    near = {end for row in graph.knowledge.active if "opg" in (row.subject, row.object) for end in (row.subject, row.object, *row.gate)}
    assert page.num_nodes() == len({key for key in near | {"opg"} if not graph.knowledge.entities[key].status})
    assert len(page.html) < 800_000


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text_stays_text(bad: Knowledge, number: int) -> None:
    from bonegraph.reason.card import card_dict
    from bonegraph.view.notebook import Card, Table

    for key in (f"h{number}", f"BI:{number:07d}"):
        html = Card(card_dict(bad, key), bad, key)._repr_html_()
        assert not re.search(r"<(?!/?(?:div|p|b|small|table|thead|tbody|tr|th|td|span|a|br|code)\b)", html), html
        assert not re.search(r"<[^>]*\s(?:on\w+)=", html)
        assert not re.search(r"href='(?!https://)", html)
    assert "<script" not in Table([{HOSTILE[number]: HOSTILE[number]}])._repr_html_()
