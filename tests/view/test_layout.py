"""Places, regions, styles and links."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonegraph.model.evidence import Reference
from bonegraph.model.knowledge import Knowledge
from bonegraph.view.atlas import REGIONS, region_of
from bonegraph.view.layout import COLUMN, ROW, arranged, trophic_levels
from bonegraph.view.links import curie_url, reference_links
from bonegraph.view.style import FAMILIES, LINES, family_of

from .conftest import HOSTILE, entity

KEYS = st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, max_size=16)
EDGES = st.lists(st.tuples(st.sampled_from("abcdefghijklmnop"), st.sampled_from("abcdefghijklmnop")), max_size=40)


@given(KEYS, EDGES)
def test_each_variable_has_a_place_of_its_own(keys: list[str], edges: list[tuple[str, str]]) -> None:
    places = arranged(keys, edges)
    assert set(places) == set(keys)
    for (ax, ay), (bx, by) in combinations(places.values(), 2):
        assert abs(ax - bx) >= COLUMN - 1 or abs(ay - by) >= ROW - 1


@given(KEYS, EDGES)
def test_places_do_not_depend_on_order(keys: list[str], edges: list[tuple[str, str]]) -> None:
    assert arranged(keys, edges) == arranged(list(reversed(keys)), list(reversed(edges)))


def test_regulators_stand_left() -> None:
    chain = [("a", "b"), ("b", "c"), ("c", "d")]
    level = trophic_levels("abcd", chain)
    assert level["a"] < level["b"] < level["c"] < level["d"]
    places = arranged("abcd", chain)
    assert places["a"][0] <= places["d"][0]


def test_feedback_has_levels_too() -> None:
    level = trophic_levels("ab", [("a", "b"), ("b", "a")])
    assert level["a"] == level["b"]


def test_regions_do_not_overlap() -> None:
    for a, b in combinations(REGIONS, 2):
        assert abs(a.x - b.x) >= (a.width + b.width) / 2 or abs(a.y - b.y) >= (a.height + b.height) / 2, (a.key, b.key)


def test_every_variable_lies_in_a_region(knowledge: Knowledge) -> None:
    known = {region.key for region in REGIONS}
    assert {region_of(item) for item in knowledge.entities.values()} <= known


@pytest.mark.parametrize(
    ("key", "kind", "module", "place", "region"),
    [
        ("gnrh", "hormone", "sexsteroid", "hypothalamus", "brain"),
        ("lh", "hormone", "sexsteroid", "serum", "brain"),
        ("estradiol", "hormone", "sexsteroid", "serum", "gonads"),
        ("cortisol", "hormone", "metabolic", "serum", "adrenal"),
        ("t3", "hormone", "metabolic", "", "thyroid"),
        ("igf1", "hormone", "metabolic", "serum", "liver"),
        ("leptin", "hormone", "metabolic", "serum", "energy"),
        ("pth", "hormone", "mineral", "serum", "mineral"),
        ("il-6", "signal protein", "osteoclast", "bone marrow", "immune"),
        ("sost", "signal protein", "osteoblast", "bone", "osteocyte"),
        ("runx2", "transcription factor", "osteoblast", "bone", "osteoblast"),
        ("rankl", "signal protein", "osteoclast", "bone", "osteoclast"),
        ("collagen-1", "matrix protein", "osteoblast", "bone", "matrix"),
        ("ctx", "biomarker", "readouts", "serum", "readouts"),
        ("letrozole", "drug", "drugs", "", "drugs"),
        ("osteoporosis", "disease", "founding", "", "concepts"),
    ],
)
def test_where_well_known_variables_lie(key: str, kind: str, module: str, place: str, region: str) -> None:
    assert region_of(entity(key, key, kind, module, place)) == region


def _contrast(a: str, b: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b_ = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b_

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_labels_can_be_read_on_their_fill() -> None:
    assert all(_contrast(family.fill, family.ink) >= 4.5 for family in FAMILIES)


def test_lines_can_be_seen_on_both_grounds() -> None:
    for line in LINES:
        assert _contrast(line.light, "#F8FAFC") >= 3
        assert _contrast(line.dark, "#10171F") >= 3


def test_each_family_has_its_own_look_and_each_sign_its_own_end() -> None:
    assert len({(f.outline, f.fill) for f in FAMILIES}) == len(FAMILIES)
    assert len({line.end for line in LINES}) == len(LINES)
    assert family_of("no such kind") is FAMILIES[-1]


@pytest.mark.parametrize("text", [*HOSTILE, "HGNC:12x", "GO:123", "PMID:1", "", "CHEBI:1 2", "CHEBI:１２", "MESH:D01/..", "UniProtKB:P01270'", "HGNC:1\n"])
def test_malformed_identifiers_get_no_link(text: str) -> None:
    assert curie_url(text) == ""


@pytest.mark.parametrize("text", ["HGNC:9606", "UniProtKB:P01270", "CHEBI:23965", "GO:0045453", "CL:0000092", "MESH:D010024", "NCBIGene:367"])
def test_well_formed_identifiers_get_one(text: str) -> None:
    assert curie_url(text).startswith("https://")


@pytest.mark.parametrize("text", HOSTILE)
def test_references_link_only_checked_identifiers(text: str) -> None:
    plain = Reference("r", "123", "PMC12", "10.1000/x.y(1)", "t", "a", "2012", "v", "article", "yes", "page")
    assert [label for label, _ in reference_links(plain)] == ["PMID 123", "PMC12", "DOI"]
    assert reference_links(replace(plain, pmid=text, pmcid=text, doi=f"10.1000/{text}")) == []
