"""Every founding claim, name, conflict and citation is in the graph."""

from __future__ import annotations

import re

from bonegraph.graph import Graph

CLAIMS = 496
NAMES = 344
CONFLICTS = 27
CITATIONS = 40


def test_no_claim_is_missing(graph: Graph) -> None:
    assert set(graph.knowledge.claims) == {f"S{number:03d}" for number in range(1, CLAIMS + 1)}


def test_every_claim_is_held_by_rows(graph: Graph) -> None:
    k = graph.knowledge
    known = {*k.interactions, *k.statements, *k.observations, *(b.id for b in k.baselines), *(x.id for x in k.exposures)}
    for claim in k.claims.values():
        assert claim.rows, claim.id
        assert set(claim.rows) <= known, claim.id


def test_causal_claims_are_interactions_or_observations(graph: Graph) -> None:
    k = graph.knowledge
    for claim in k.claims.values():
        if claim.layer == "causal":
            assert any(row in k.interactions for row in claim.rows), claim.id
        if claim.layer == "observed":
            assert any(row in k.observations for row in claim.rows), claim.id


def test_statements_never_carry_a_sign(graph: Graph) -> None:
    for statement in graph.knowledge.statements.values():
        assert graph.knowledge.relations[statement.relation].sign is None


def test_every_name_is_mapped(graph: Graph) -> None:
    k = graph.knowledge
    assert len(k.founding_names) == NAMES
    assert all(key in k.entities or key in k.perturbations for key in k.founding_names.values())


def test_every_conflict_has_both_sides(graph: Graph) -> None:
    k = graph.knowledge
    linked = [s for s in k.statements.values() if s.relation in ("contradicts", "qualifies")]
    sides = {row for s in linked for row in (s.subject, s.object)}
    for number in range(1, CONFLICTS + 1):
        assert any(re.match(rf"K{number}\b", statement.note) for statement in linked), f"K{number}"
    for claim in k.claims.values():
        assert not claim.conflict or set(claim.rows) & sides, f"{claim.id} is in conflict {claim.conflict}, but none of its rows is linked"


def test_wrong_citations_keep_what_was_cited(graph: Graph) -> None:
    citations = graph.knowledge.citations
    assert len(citations) == CITATIONS
    assert all(citation.as_cited and citation.verdict for citation in citations.values())
    wrong = citations["D2"]
    assert "Boardman" in wrong.as_cited and graph.knowledge.references[wrong.reference].first_author.startswith("Bord")


def test_explicit_zeros_stay_apart_from_unknown(graph: Graph) -> None:
    assert graph.effect("progesterone", "RANKL").verdict == "no_effect"
    row = graph.knowledge.interactions[graph.effect("progesterone", "RANKL").interactions[0]]
    assert row.sign == 0
