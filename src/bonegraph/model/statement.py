"""Facts without a causal sign, and the founding claims."""

from __future__ import annotations

from dataclasses import dataclass

from bonegraph.model.context import Scope

__all__ = ["LAYERS", "Citation", "Claim", "Statement"]

LAYERS = ("structural", "clinical", "comparative", "measurement", "provenance")


@dataclass(frozen=True, slots=True)
class Statement:
    """A structural, clinical, comparative, measurement or provenance fact; it never enters a sign product."""

    id: str
    layer: str
    subject: str
    relation: str
    object: str
    scope: Scope
    quantity: str
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the founding documents and the rows that hold it."""

    id: str
    key: str
    stated: str
    rows: tuple[str, ...]
    layer: str
    hedged: bool
    conflict: tuple[str, ...]
    seeds: tuple[str, ...]
    level: str
    context: str
    quantity: str
    cited: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as the founding documents cite it, and the paper that it really is."""

    ref: str
    as_cited: str
    verdict: str
    reference: str
    note: str
