"""Scoring: what is right, wrong and abstained, and the figures that follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonegraph.graph import Graph
from bonegraph.reason.benchmark import Case, cases_of, observed_cases, reliability, score

Run = Callable[..., tuple[int, str, str]]


def case(expected: str, **more: str) -> Case:
    return Case("c", "p", "+", "r", "", expected, **more)


@pytest.mark.parametrize(
    ("expected", "verdict", "outcome"),
    [
        ("+", "increase", "right"),
        ("+", "decrease", "wrong"),
        ("0", "no_effect", "right"),
        ("0", "increase", "wrong"),
        ("+", "ambiguous", "abstained"),
        ("+", "depends", "abstained"),
        ("depends", "depends", "right"),
        ("depends", "increase", "wrong"),
        ("+", "unresolved", "unresolved"),
    ],
)
def test_outcomes(expected: str, verdict: str, outcome: str) -> None:
    assert case(expected).outcome(verdict) == outcome


def test_an_alternative_is_right_too() -> None:
    assert case("0", alternative="+").outcome("increase") == "right"


def test_figures_of_a_small_table() -> None:
    """Two of three signs all right, zeros half right: macro 5/6; one trap of two; one pair group, not whole."""
    rows = [
        {"id": "1", "expected": "+", "verdict": "increase", "p_up": "0.9", "naive_sign": "-", "pair_id": "a"},
        {"id": "2", "expected": "-", "verdict": "decrease", "p_up": "0.2", "naive_sign": "", "pair_id": ""},
        {"id": "3", "expected": "0", "verdict": "no_effect", "p_up": "0.5", "naive_sign": "", "pair_id": ""},
        {"id": "4", "expected": "0", "verdict": "increase", "p_up": "0.8", "naive_sign": "+", "pair_id": "a"},
    ]
    scored = score(cases_of({"perturbation": "p", "readout": "r", **row} for row in rows), rows)
    assert scored.macro() == pytest.approx(5 / 6)
    assert scored.traps == (1, 2) and scored.twins == (0, 1)
    assert scored.brier == pytest.approx((0.01 + 0.04) / 2)
    assert [c.id for c, _ in scored.wrong()] == ["4"]
    assert [(n, share) for _, _, n, share in reliability(scored)] == [(1, 1.0), (1, 1.0)]


def test_observations_are_cases_and_predictions_beat_a_coin(graph: Graph) -> None:
    """A sample of the shipped observations, answered without them: right far oftener than wrong."""
    cases = observed_cases(graph.knowledge)
    assert len(cases) == len(graph.knowledge.observations)
    sample = [c for c in cases if c.expected != "0"][::12]
    counts = score(sample, graph.screen([c.asked() for c in sample])).counts()
    assert counts["unresolved"] == 0 and counts["right"] > 3 * counts["wrong"]


def test_command_scores_a_gold_file(tmp_path: Path, run: Run) -> None:
    gold = tmp_path / "gold.tsv"
    header = "id\tperturbation\tdirection\treadout\tcontext\texpected\tdifficulty\n"
    gold.write_text(header + "a\tdenosumab\t+\tCTX\t\t-\tchain\nb\tdenosumab\t+\tCTX\t\t+\tchain\n", encoding="utf-8")
    code, out, _ = run("benchmark", "--gold", gold)
    assert code == 0 and "accuracy" in out and "b  denosumab (+) on CTX: expected +, got decrease" in out
    code, _, err = run("benchmark", "--gold", tmp_path / "none.tsv")
    assert code == 2 and "cannot be read" in err
