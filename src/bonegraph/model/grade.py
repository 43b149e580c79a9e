r"""Belief in an interaction, derived from its evidence and never typed in.

Independent publications count, not sentences: with :math:`w_i` the best weight of each supporting publication (of its
evidence type, lowered when it was not opened), belief is :math:`1 - \prod_i (1 - w_i/2)`, multiplied by the share of
support when publications oppose (noisy-or, Pearl 1988, *Probabilistic Reasoning in Intelligent Systems*, ch. 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bonegraph.model.evidence import Evidence

__all__ = ["UNVERIFIED_BELIEF", "belief", "grade"]

UNVERIFIED_BELIEF = 0.35
"""Belief in a row of which no source was opened."""

_CHECKED = {"opened": 1.0, "cited": 0.7, "": 0.35}


def belief(evidence: Iterable[Evidence], types: Mapping[str, tuple[str, float]]) -> float:
    """Belief in [0, 1] of a claim with this evidence.

    Parameters
    ----------
    evidence
        Its evidence rows.
    types
        Evidence type to (ECO CURIE, weight in [0, 1]).
    """
    support: dict[str, float] = {}
    oppose: dict[str, float] = {}
    for item in evidence:
        side = support if item.stance == "supports" else oppose
        weight = types.get(item.type, ("", 0.5))[1] * _CHECKED[item.checked]
        source = item.reference or item.id
        side[source] = max(side.get(source, 0.0), weight)
    if not any(_opened(item) for item in evidence):
        return UNVERIFIED_BELIEF if not oppose else UNVERIFIED_BELIEF / 2
    doubt = 1.0
    for weight in support.values():
        doubt *= 1 - weight / 2
    share = sum(support.values()) / (sum(support.values()) + sum(oppose.values()) or 1)
    # the first opened publication already makes a claim more likely than not: 0.5 is the floor of undisputed claims
    return round((0.5 + (1 - doubt) / 2) * share, 4)


def grade(value: float) -> str:
    """Word for a belief: high, moderate, low or unverified."""
    if value >= 0.75:
        return "high"
    if value >= 0.6:
        return "moderate"
    return "low" if value > UNVERIFIED_BELIEF else "unverified"


def _opened(item: Evidence) -> bool:
    return item.checked == "opened" and bool(item.reference)
