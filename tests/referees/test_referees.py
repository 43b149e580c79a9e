"""Simulated bone cell models beside the graph: each disagreement of sign is reviewed in docs/referees.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from bonegraph.graph import Graph

pytest.importorskip("bone_models", reason="the referees are not installed: pip install 'bonegraph[referees]'")

from tests.referees.simulated import MODELS, Sign, signs

REVIEW = Path(__file__).resolve().parents[2] / "docs" / "referees.md"
NAMES = {"TGFb": "TGFB1"}
CONTEXTS = {"PTH": {"regimen": "continuous"}}
"""The models supply PTH without pause."""

SIGNS = {"increase": "+", "decrease": "-", "no_effect": "0"}


@pytest.fixture(scope="module")
def compared(graph: Graph) -> dict[Sign, str]:
    """Every simulated sign with the verdict of the graph."""
    asked: dict[tuple[str, str, str], str] = {}
    found = {}
    for sign in sorted(signs()):
        key = (sign.perturbation, sign.direction, sign.readout)
        if key not in asked:
            name, context = NAMES.get(sign.perturbation, sign.perturbation), CONTEXTS.get(sign.perturbation, {})
            asked[key] = graph.effect(name, sign.readout, context, direction=sign.direction).verdict
        found[sign] = SIGNS.get(asked[key], asked[key])
    return found


def reviewed() -> set[tuple[str, ...]]:
    lines = [line for line in REVIEW.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line]
    assert all(len(row) == 7 and row[6] for row in cells), "a review without reason"
    return {tuple(row[:6]) for row in cells}


def test_disagreements_are_reviewed(compared: dict[Sign, str]) -> None:
    """Opposite signs and answers withheld alike."""
    differing = {(s.model, s.perturbation, s.direction, s.readout, s.sign, here) for s, here in compared.items() if here != s.sign}
    assert differing == reviewed()


def test_most_signs_agree(compared: dict[Sign, str]) -> None:
    assert {sign.model for sign in compared} == set(MODELS) and len(compared) == 38
    opposite = [sign for sign, here in compared.items() if here in "+-" and here != sign.sign]
    assert sum(sign.sign == here for sign, here in compared.items()) >= 32 and len(opposite) <= 3
