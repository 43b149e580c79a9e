r"""What measured outcomes say of the strengths, and whether that helps where nothing was measured.

The logarithm of each strength has a prior, in standard deviations :math:`\xi_i \sim N(0, 1)`. Near its median the response of a
readout is taken as linear, :math:`r = m + \sigma \sum_i c_i \xi_i`, with :math:`c_i` the correlation of strength and response over the
draws and :math:`p = \Phi(m / \sigma)` the share of draws with the observed sign. An observed sign then adds to the log posterior

.. math:: \log \Phi\bigl(\alpha + \sum_i s c_i \xi_i\bigr), \qquad \alpha = \Phi^{-1}(p),

with slope :math:`s c_i \lambda` and curvature :math:`c_i^2 \lambda (\lambda + \alpha)` at the prior median,
:math:`\lambda = \varphi(\alpha) / \Phi(\alpha)` (probit; Albert & Chib 1993, JASA 88:669-679). One Newton step with the prior's unit precision
gives the posterior median of each strength. Outcomes of one perturbation are not independent: :math:`n` of them weigh as :math:`\sqrt n`.

A posterior is of use only if it predicts what it has not seen, so each perturbation is predicted with its own outcomes left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import exp, log, sqrt, tau

from scipy.special import ndtr, ndtri

from bonegraph.errors import BonegraphError
from bonegraph.model.observation import Observation
from bonegraph.reason.effect import Reasoner
from bonegraph.reason.question import Question

__all__ = ["Calibration", "Push", "Seen", "calibrate", "reliability"]

SURE = 0.98
"""No outcome is held for surer or less sure than this: 32 draws cannot tell."""

MOST = 2.0
"""No strength is moved by more standard deviations."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation of a rise or fall beside its prediction.

    `leaning` are the interactions whose strength decides, with the correlation of strength and response.
    """

    observation: str
    perturbation: str
    sign: int
    verdict: str
    p_up: float
    leaning: tuple[tuple[str, float], ...] = ()

    @property
    def p(self) -> float:
        """Probability that was given to the observed sign."""
        return self.p_up if self.sign > 0 else 1 - self.p_up

    @property
    def outcome(self) -> str:
        """``right``, ``wrong`` or ``withheld``."""
        said = {"increase": 1, "decrease": -1, "no_effect": 0}.get(self.verdict)
        return "withheld" if said is None else "right" if said == self.sign else "wrong"


@dataclass(frozen=True, slots=True)
class Push:
    """What the observations do to one interaction: `shift` in standard deviations of its log strength, from so many outcomes."""

    interaction: str
    shift: float
    outcomes: int


@dataclass(frozen=True)
class Calibration:
    """Predictions under the prior and, with the outcomes of the same perturbation left out, under the posterior."""

    prior: tuple[Seen, ...]
    posterior: tuple[Seen, ...]
    pushes: tuple[Push, ...]

    @staticmethod
    def figures(seen: Sequence[Seen]) -> dict[str, float]:
        """Outcomes counted, accuracy, Brier score and mean log score."""
        counted = {word: sum(one.outcome == word for one in seen) for word in ("right", "wrong", "withheld")}
        every = max(1, len(seen))
        brier = sum((1 - one.p) ** 2 for one in seen) / every
        score = sum(log(min(SURE, max(1 - SURE, one.p))) for one in seen) / every
        return {**counted, "accuracy": counted["right"] / every, "brier": brier, "log_score": score}


def calibrate(reasoner: Reasoner, observations: Iterable[Observation], step: Callable[[int, int], None] = lambda done, every: None) -> Calibration:
    """Condition the strengths on observed rises and falls, and predict each perturbation without its own.

    Parameters
    ----------
    reasoner
        Answers under the prior.
    observations
        Of the observations table; those of no effect, and those the reasoner cannot read, are left out.
    step
        Told how many of how many questions are answered.
    """
    signed = sorted((o for o in observations if o.sign), key=lambda o: (o.perturbation, o.id))
    prior, posterior = [], []
    for done, observation in enumerate(signed):
        prior += _predicted(reasoner, observation)
        step(done, 2 * len(signed))
    known = {one.observation for one in prior}
    every = _sums(prior)
    for key, group in groupby((o for o in signed if o.id in known), key=lambda o: o.perturbation):
        own = _sums([one for one in prior if one.perturbation == key])
        others = reasoner.shifted(_shifts(every, own))
        for observation in group:
            posterior += _predicted(others, observation)
            step(len(signed) + len(posterior), 2 * len(signed))
    moved = _shifts(every)
    outcomes: dict[str, int] = defaultdict(int)
    for one in prior:
        for interaction, _ in one.leaning:
            outcomes[interaction] += 1
    pushes = [Push(interaction, shift, outcomes[interaction]) for interaction, shift in moved.items()]
    return Calibration(tuple(prior), tuple(posterior), tuple(sorted(pushes, key=lambda push: (-abs(push.shift), push.interaction))))


def reliability(seen: Iterable[Seen], width: float = 0.1) -> list[tuple[float, int, float]]:
    """(mean probability of the likelier sign, outcomes, share in which it was observed), in bins of `width` from one half up."""
    bins: dict[int, list[Seen]] = defaultdict(list)
    for one in seen:
        bins[min(int((max(one.p, 1 - one.p) - 0.5) / width + 1e-9), round(0.5 / width) - 1)].append(one)
    return [(sum(max(s.p, 1 - s.p) for s in found) / len(found), len(found), sum(s.p > 0.5 for s in found) / len(found)) for _, found in sorted(bins.items())]


_Sums = Mapping[str, tuple[float, float]]


def _predicted(reasoner: Reasoner, observation: Observation) -> list[Seen]:
    knowledge = reasoner.knowledge
    context = {key: values[0] for key, values in observation.scope}
    question = Question(knowledge.name(observation.perturbation), knowledge.name(observation.readout), observation.direction, context)
    try:
        effect = reasoner.effect(question)
    except BonegraphError:
        return []
    if effect.p_up is None:
        return []
    leaning: dict[str, float] = {}
    # an outcome whose context leaves out what decides says nothing of strengths
    for decider in effect.answers[0].deciders if effect.verdict != "depends" else ():
        for interaction in decider.edge.interactions:
            leaning.setdefault(interaction, decider.correlation)
    return [Seen(observation.id, observation.perturbation, observation.sign, effect.verdict, effect.p_up, tuple(leaning.items()))]


def _sums(seen: Sequence[Seen]) -> _Sums:
    """Slope and curvature of the log posterior by interaction."""
    found: dict[str, tuple[float, float]] = defaultdict(lambda: (0.0, 0.0))
    per_group: dict[str, int] = defaultdict(int)
    for one in seen:
        per_group[one.perturbation] += 1
    for one in seen:
        p = min(SURE, max(1 - SURE, one.p))
        alpha = float(ndtri(p))
        mills = exp(-alpha * alpha / 2) / sqrt(tau) / float(ndtr(alpha))
        weight = 1 / sqrt(per_group[one.perturbation])
        for interaction, correlation in one.leaning:
            slope, curve = found[interaction]
            found[interaction] = (slope + weight * one.sign * correlation * mills, curve + weight * correlation**2 * mills * (mills + alpha))
    return found


def _shifts(every: _Sums, without: _Sums | None = None) -> dict[str, float]:
    shifts = {}
    for interaction, (slope, curve) in every.items():
        less, flatter = (without or {}).get(interaction, (0.0, 0.0))
        shifts[interaction] = min(MOST, max(-MOST, (slope - less) / (1 + curve - flatter)))
    return shifts
