"""Variables of the causal graph and the named states a question may start from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EXOGENOUS_KINDS", "GENE_KINDS", "Entity", "Perturbation", "Setting"]

EXOGENOUS_KINDS = frozenset({"drug", "drug class", "therapy"})
"""Kinds that are absent from the body unless a question names them."""

GENE_KINDS = frozenset({"receptor", "enzyme", "transcription factor", "transporter", "intracellular signal", "signal protein", "matrix protein"})
"""Kinds for which ``-`` means that the gene product is lost."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A variable: something that can rise or fall, of an entity, in a place.

    Parameters
    ----------
    key
        Permanent readable name (``estradiol``).
    id
        CURIE, minted once (``BG:0000123``).
    variant_of
        Key of the entity of which this is another compartment or aspect (``era-bone`` of ``esr1``).
    parents
        Keys of the classes it belongs to (``alendronate`` of ``bisphosphonate``).
    parts
        Numerator and denominator of a ratio; empty otherwise.
    """

    key: str
    id: str
    name: str
    kind: str
    variant_of: str
    aspect: str
    compartment: str
    parents: tuple[str, ...]
    parts: tuple[str, ...]
    definition: str
    synonyms: tuple[str, ...]
    xrefs: tuple[str, ...]
    module: str
    status: str
    note: str

    @property
    def exogenous(self) -> bool:
        """True for what is absent from the body unless given."""
        return self.kind in EXOGENOUS_KINDS


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable set to a level: ``estradiol:down``."""

    variable: str
    level: str

    def __str__(self) -> str:
        return f"{self.variable}:{self.level}"

    def reversed(self) -> Setting:
        """The opposite setting (``down`` for ``up``; a loss becomes a rise)."""
        opposite = {"up": "down", "down": "up", "loss": "up", "absent": "up", "high": "low", "low": "high", "normal": "normal", "given": "absent"}
        return Setting(self.variable, opposite[self.level])


@dataclass(frozen=True, slots=True)
class Perturbation:
    """A named state, disease, operation or combination, by its primary causes; `parents` are states of which it is one kind."""

    key: str
    name: str
    sets: tuple[Setting, ...]
    parents: tuple[str, ...]
    synonyms: tuple[str, ...]
    status: str
    note: str
