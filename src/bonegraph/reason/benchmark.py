"""Predictions beside what was measured: the shipped observations, or a table of gold cases.

Observations and gold cases are never used by the reasoner, so every answer scored here is a prediction. A case is *right*
if the sign is the expected one (or the accepted alternative), or `depends` where the case leaves out what decides;
*abstained* if the answer is ``ambiguous``, or ``depends`` where one sign was expected; otherwise *wrong*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol

__all__ = ["GROUPS", "Case", "Scored", "cases_of", "observed_cases", "reliability", "score"]

GROUPS = ("set", "difficulty", "expected", "certainty", "consensus")
_ANSWERS = {"increase": "+", "decrease": "-", "no_effect": "0", "depends": "depends", "ambiguous": "ambiguous", "unresolved": "unresolved"}
_SIGNS = ("+", "-", "0")


@dataclass(frozen=True, slots=True)
class Case:
    """What was asked, what is expected, and by what names it may be grouped."""

    id: str
    perturbation: str
    direction: str
    readout: str
    context: str
    expected: str
    alternative: str = ""
    naive: str = ""
    pair: str = ""
    groups: tuple[tuple[str, str], ...] = ()

    def asked(self) -> dict[str, str]:
        """The case as :func:`bonegraph.reason.screen.screen` reads it."""
        return {"id": self.id, "perturbation": self.perturbation, "direction": self.direction, "readout": self.readout, "context": self.context}

    def outcome(self, verdict: str) -> str:
        """``right``, ``wrong``, ``abstained`` or ``unresolved``."""
        answer = _ANSWERS.get(verdict, "unresolved")
        if answer == "unresolved":
            return answer
        if answer != "ambiguous" and answer in (self.expected, self.alternative):
            return "right"
        return "abstained" if answer in ("ambiguous", "depends") else "wrong"


@dataclass(frozen=True)
class Scored:
    """Cases with their results, and the figures over them."""

    pairs: tuple[tuple[Case, Mapping[str, str]], ...]

    def counts(self, cases: Iterable[tuple[Case, Mapping[str, str]]] | None = None) -> Counter[str]:
        """Number of cases by outcome."""
        return Counter(case.outcome(result["verdict"]) for case, result in (self.pairs if cases is None else cases))

    def macro(self, cases: Sequence[tuple[Case, Mapping[str, str]]] | None = None) -> float | None:
        """Mean over +, - and 0 of the share answered right."""
        shares = []
        for sign in _SIGNS:
            found = [case.outcome(result["verdict"]) == "right" for case, result in (self.pairs if cases is None else cases) if case.expected == sign]
            if found:
                shares.append(sum(found) / len(found))
        return sum(shares) / len(shares) if shares else None

    @property
    def headline(self) -> float | None:
        """Macro accuracy over cases that are certain and not contested."""
        sure = [(c, r) for c, r in self.pairs if dict(c.groups).get("certainty", "high") == "high" and dict(c.groups).get("consensus") != "contested"]
        return self.macro(sure)

    @property
    def traps(self) -> tuple[int, int]:
        """Cases that path counting gets wrong: (right, all)."""
        found = [case.outcome(result["verdict"]) == "right" for case, result in self.pairs if case.naive]
        return sum(found), len(found)

    @property
    def twins(self) -> tuple[int, int]:
        """Groups of cases that differ in context and answer: (all members right, all)."""
        found: dict[str, list[bool]] = defaultdict(list)
        for case, result in self.pairs:
            if case.pair:
                found[case.pair].append(case.outcome(result["verdict"]) == "right")
        return sum(map(all, found.values())), len(found)

    @property
    def brier(self) -> float | None:
        """Mean squared error of `p_up` where one of + and - was expected."""
        squares = [
            (float(result["p_up"]) - (case.expected == "+")) ** 2
            for case, result in self.pairs
            if case.expected in ("+", "-") and not case.alternative and result["p_up"]
        ]
        return sum(squares) / len(squares) if squares else None

    def by(self, group: str) -> dict[str, Counter[str]]:
        """Outcomes by the value of one group."""
        found: dict[str, list[tuple[Case, Mapping[str, str]]]] = defaultdict(list)
        for case, result in self.pairs:
            value = dict(case.groups).get(group, "") if group != "expected" else case.expected
            if value:
                found[value].append((case, result))
        return {value: self.counts(found[value]) for value in sorted(found)}

    def wrong(self) -> Iterator[tuple[Case, Mapping[str, str]]]:
        """Cases answered with a sign that was not expected, surest first."""
        found = [(c, r) for c, r in self.pairs if c.outcome(r["verdict"]) == "wrong"]
        yield from sorted(found, key=lambda item: (-abs(float(item[1]["p_up"] or 0.5) - 0.5), item[0].id))


def score(cases: Sequence[Case], results: Iterable[Mapping[str, str]]) -> Scored:
    """Put results beside their cases, in the order of the cases."""
    found = {result["id"]: result for result in results}
    return Scored(tuple((case, found[case.id]) for case in cases))


def observed_cases(knowledge: Knowledge) -> tuple[Case, ...]:
    """The shipped observations as cases."""
    found = []
    for item in sorted(knowledge.observations.values(), key=lambda o: o.id):
        context = ";".join(f"{key}={values[0]}" for key, values in item.scope)
        found.append(Case(item.id, knowledge.name(item.perturbation), item.direction, knowledge.name(item.readout), context, symbol(item.sign)))
    return tuple(found)


def cases_of(rows: Iterable[Mapping[str, str]]) -> tuple[Case, ...]:
    """Gold cases from the rows of a table with the columns of `Case` (``naive_sign`` and ``pair_id`` as there)."""
    return tuple(
        Case(
            row["id"],
            row["perturbation"],
            row.get("direction", "+"),
            row["readout"],
            row.get("context", ""),
            row["expected"],
            row.get("alternative", ""),
            row.get("naive_sign", ""),
            row.get("pair_id", ""),
            tuple((name, row[name]) for name in GROUPS if name != "expected" and row.get(name)),
        )
        for row in rows
    )


def reliability(scored: Scored, edges: Sequence[float] = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)) -> list[tuple[float, float, int, float]]:
    """How often the likelier sign is the measured one, by how likely it was held.

    Returns
    -------
    list of (low, high, cases, share right)
        Over cases whose expected answer is + or -.
    """
    sure = [
        (max(float(r["p_up"]), 1 - float(r["p_up"])), (float(r["p_up"]) >= 0.5) == (c.expected == "+"))
        for c, r in scored.pairs
        if c.expected in ("+", "-") and r["p_up"]
    ]
    found = []
    for low, high in pairwise(edges):
        inside = [right for p, right in sure if low <= p < high or (high == edges[-1] and p == high)]
        if inside:
            found.append((low, high, len(inside), sum(inside) / len(inside)))
    return found
