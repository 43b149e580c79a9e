"""Causal assertions."""

from __future__ import annotations

from dataclasses import dataclass, field

from bonegraph.model.context import Scope
from bonegraph.model.evidence import Evidence

__all__ = ["CONSENSUS", "SPEEDS", "STRENGTHS", "Interaction", "Relation"]

STRENGTHS = ("strong", "moderate", "weak")
SPEEDS = ("fast", "slow")
CONSENSUS = ("established", "probable", "contested")


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of interaction or statement.

    `reach` is what reasoning may do with it: ``passes`` (enters sign products), ``withholds`` (takes a ligand away from
    its receptors without touching its production), ``competes`` (shares a receptor by intrinsic activity), ``stops``
    (explicit null) or ``describes`` (never enters sign products).
    """

    key: str
    label: str
    sign: int | None
    reach: str
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]
    inverse: str
    ro: str
    biolink: str
    definition: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """One causal claim: subject, relation, object, sign, and where it holds.

    Parameters
    ----------
    gate
        Variables the step needs (an enzyme for a conversion, a co-receptor for a ligand).
    via
        Mediators of a summary row: it steps aside wherever the graph holds those steps.
    efficacy
        Intrinsic activity (0 to 1) of agents that compete at one receptor; ``None`` elsewhere.
    """

    id: str
    subject: str
    relation: str
    object: str
    sign: int
    reach: str
    gate: tuple[str, ...]
    via: tuple[str, ...]
    scope: Scope
    directness: str
    strength: str
    speed: str
    efficacy: float | None
    consensus: str
    module: str
    status: str
    note: str
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
