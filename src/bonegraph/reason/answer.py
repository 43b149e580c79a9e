"""What an answer holds: verdict, basis, paths for and against, feedback, deciding steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bonegraph.model.knowledge import Knowledge
from bonegraph.network import Profile
from bonegraph.network.network import Edge
from bonegraph.reason.feedback import Loop
from bonegraph.reason.lexicon import Start
from bonegraph.reason.paths import SignedPath
from bonegraph.reason.question import Question
from bonegraph.reason.verdict import Judged

__all__ = ["Answer", "Decider", "Effect"]


@dataclass(frozen=True, slots=True)
class Decider:
    """An interaction whose strength goes with the sign of the answer."""

    edge: Edge
    correlation: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer in one profile."""

    profile: Profile
    judged: Judged
    paths_for: tuple[SignedPath, ...] = ()
    paths_against: tuple[SignedPath, ...] = ()
    loops: tuple[Loop, ...] = ()
    deciders: tuple[Decider, ...] = ()
    rows: tuple[str, ...] = ()
    explicit: bool = False
    """True when `rows` are evidenced nulls between the perturbation and the readout."""

    settled: float = 1.0
    accepted: float = 1.0
    """Share of the draws tried whose background came to rest."""

    complete: bool = True
    open_loop: float | None = None
    """Median response with the feedback of `loops` cut, where it was looked into."""


@dataclass(frozen=True)
class Effect:
    """Verdict on one question, with everything that led to it.

    Attributes
    ----------
    verdict
        ``increase``, ``decrease``, ``no_effect``, ``depends`` or ``ambiguous``.
    basis
        A structural, B unanimous, C ensemble, D ambiguous, 0 stated reason for no effect.
    p_up
        Share of strengths (0 to 1) under which the readout rises; ``low`` and ``high`` bound it (Wilson, 95 %).
    answers
        One per profile that the question leaves open; the first is the one explained.
    needs
        Context keys that a ``depends`` names.
    """

    question: Question
    knowledge: Knowledge = field(repr=False)
    start: Start
    target: str
    verdict: str
    basis: str
    p_up: float | None
    confidence: str
    reason: str
    answers: tuple[Answer, ...]
    needs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    seed: int = 0
    draws: int = 0

    @property
    def paths_for(self) -> tuple[SignedPath, ...]:
        """Best paths of the sign of the verdict (of the likelier sign, when ambiguous)."""
        return self.answers[0].paths_for

    @property
    def paths_against(self) -> tuple[SignedPath, ...]:
        """Best paths of the other sign."""
        return self.answers[0].paths_against

    @property
    def sign(self) -> str:
        """``+``, ``-``, ``0``, or empty when the verdict has no sign."""
        return {"increase": "+", "decrease": "-", "no_effect": "0"}.get(self.verdict, "")

    @property
    def interactions(self) -> tuple[str, ...]:
        """Ids of all interactions on the paths shown, and of the rows behind a stated zero, in order."""
        found: dict[str, None] = {}
        for answer in self.answers:
            for path in (*answer.paths_for, *answer.paths_against):
                for step in path.steps:
                    found.update(dict.fromkeys(step.interactions))
            found.update(dict.fromkeys(answer.rows))
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form; see the README for its fields."""
        from bonegraph.reason.record import as_dict

        return as_dict(self)

    def __repr__(self) -> str:
        sure = "" if self.p_up is None else f", p(up) {self.p_up:.2f}"
        return f"<effect {self.start.label} → {self.knowledge.name(self.target)}: {self.verdict}{sure}, basis {self.basis}>"

    def __str__(self) -> str:
        from bonegraph.reason.explain import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from bonegraph.reason.explain import as_html

        return as_html(self)
