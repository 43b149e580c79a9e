"""Conditioning on observed outcomes: its direction, what is left out, what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bonegraph.graph import Graph
from bonegraph.model.observation import Observation
from bonegraph.reason.calibrate import Seen, calibrate, reliability

Run = Callable[..., tuple[int, str, str]]


def of(graph: Graph, *perturbations: str) -> list[Observation]:
    return [o for o in graph.knowledge.observations.values() if o.perturbation in perturbations]


def test_an_outcome_is_held_for_likelier_once_it_was_seen(graph: Graph) -> None:
    """A rise that the prior doubts pushes its deciding steps, and the shifted strengths doubt it less."""
    found = calibrate(graph.reasoner, of(graph, "raloxifene", "tamoxifen", "letrozole", "denosumab", "teriparatide"))
    assert found.prior and len(found.prior) == len(found.posterior)
    assert found.pushes and all(abs(push.shift) <= 2 and push.outcomes for push in found.pushes)
    doubted = min((one for one in found.prior if one.leaning), key=lambda one: abs(one.p - 0.4))
    observation = graph.knowledge.observations[doubted.observation]
    shift = {interaction: 2.0 * doubted.sign * (1 if correlation > 0 else -1) for interaction, correlation in doubted.leaning}
    again = calibrate(graph.reasoner.shifted(shift), [observation]).prior[0]
    assert again.p > doubted.p


def test_the_own_outcomes_of_a_perturbation_are_left_out(graph: Graph) -> None:
    """With one perturbation alone nothing is left to learn from: posterior and prior are the same."""
    found = calibrate(graph.reasoner, of(graph, "teriparatide"))
    assert found.prior and [(one.observation, one.p_up) for one in found.prior] == [(one.observation, one.p_up) for one in found.posterior]


def test_the_prior_is_what_effect_says(graph: Graph) -> None:
    observation = next(o for o in of(graph, "denosumab") if o.sign)
    seen = calibrate(graph.reasoner, [observation]).prior[0]
    knowledge = graph.knowledge
    context = {key: values[0] for key, values in observation.scope}
    assert seen.p_up == graph.effect(knowledge.name("denosumab"), knowledge.name(observation.readout), context, direction=observation.direction).p_up


def test_reliability_counts_the_likelier_sign() -> None:
    seen = [Seen("o", "p", 1, "increase", 0.95), Seen("o", "p", 1, "decrease", 0.05), Seen("o", "p", -1, "ambiguous", 0.55)]
    assert reliability(seen) == [(0.55, 1, 0.0), (0.95, 2, 0.5)]


def test_the_command_prints_draws_and_refuses(run: Run, tmp_path: Path) -> None:
    figure = tmp_path / "reliability.svg"
    code, out, _ = run("calibrate", "--share", "0.01", "--pushed", "3", "--figure", str(figure))
    assert code == 0 and "prior: as judged" in out and "posterior: own left out" in out
    assert figure.read_text().startswith("<?xml") and "share in which it was observed" in figure.read_text()
    assert run("calibrate", "--share", "2")[0] == 2


@pytest.mark.parametrize("name", ["reliability.docx", "reliability"])
def test_a_figure_of_unknown_format_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    code, _, err = run("calibrate", "--share", "0.001", "--figure", str(tmp_path / name))
    assert code == 2 and ".svg" in err and not (tmp_path / name).exists()
