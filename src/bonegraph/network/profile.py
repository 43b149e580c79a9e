"""From the context of a question to a profile in which every scope can be decided.

What a question leaves out means: adult human, whole body, usual route and dose, chronic exposure. Sex and life stage have
no such default: :func:`profiles` lists the values between which an answer may differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bonegraph.model.context import LOCATION_KEYS, Scope

__all__ = ["CHRONIC", "SHORT", "Profile", "cell_reach", "profiles"]

CHRONIC = frozenset({"weeks", "months", "years"})
"""Time windows that a question without a time speaks of."""

SHORT = frozenset({"hours", "days"})
"""Time windows in which slow interactions have not yet moved."""

_RODENTS = frozenset({"mouse", "rat"})
_DOSES = {
    "low": {"low"},
    "standard": {"standard", "physiological", "replacement", "pharmacological"},
    "physiological": {"physiological", "replacement", "standard"},
    "replacement": {"replacement", "physiological", "standard"},
    "high": {"high", "pharmacological"},
    "pharmacological": {"pharmacological", "high", "standard"},
    "suppressive": {"suppressive", "high", "standard"},
}
_STAGES = {
    ("female", "adult"): {"adult", "premenopausal"},
    ("female", "premenopausal"): {"adult", "premenopausal"},
    ("female", "postmenopausal"): {"adult", "postmenopausal"},
    ("female", "elderly"): {"adult", "postmenopausal", "elderly"},
    ("female", "perimenopausal"): {"adult", "perimenopausal"},
    ("female", "pregnant"): {"adult", "pregnant"},
    ("female", "lactating"): {"adult", "lactating"},
    ("male", "elderly"): {"adult", "elderly"},
}
_WITHIN = {
    "osteoblast_lineage": {"osteoblast_progenitor", "osteoblast", "osteocyte", "bone"},
    "osteoblast_progenitor": {"osteoblast", "osteocyte", "osteoblast_lineage"},
    "osteoblast": {"osteocyte", "osteoblast_lineage"},
    "osteocyte": {"osteoblast_lineage"},
    "osteoclast_precursor": {"osteoclast"},
    "osteoclast": {"osteoclast_precursor"},
    "kiss1_neuron": {"hypothalamus"},
    "brain": {"hypothalamus", "kiss1_neuron"},
    "hypothalamus": {"kiss1_neuron"},
}


def cell_reach(cell: str) -> frozenset[str]:
    """Cells that a perturbation confined to `cell` reaches: the cell, its progeny, and rows of its whole lineage."""
    return frozenset({cell} | _WITHIN.get(cell, set()))


@dataclass(frozen=True, slots=True)
class Profile:
    """A context in which each scope either holds or does not.

    `stages` are all life stages that apply at once; an empty `sex` means that rows of either sex stay out.
    """

    sex: str = ""
    stages: frozenset[str] = frozenset({"adult"})
    species: str = "human"
    site: str = ""
    route: str = ""
    dose: str = "standard"
    regimen: str = ""
    time: frozenset[str] = CHRONIC
    conditions: frozenset[str] = frozenset()
    implied: frozenset[str] = frozenset()
    """Conditions that the perturbation itself brings: rows hold in them, but levels known there are its effect, not its background."""

    genotype: str = ""
    cell: str = ""
    compartment: str = ""
    assumed_adult: bool = False
    """True when the question says nothing of the life stage and its values need not be told apart."""

    chosen: tuple[tuple[str, str], ...] = field(default=())
    """Keys that the question left open and this profile fixes."""

    @property
    def deciding(self) -> Profile:
        """The part that decides which rows hold."""
        return replace(self, cell="", compartment="", assumed_adult=False, chosen=())

    @property
    def short(self) -> bool:
        """True when slow interactions have not yet moved."""
        return bool(self.time) and self.time <= SHORT

    def holds(self, scope: Scope) -> bool:
        """Does a row of this scope hold here? Location keys never decide."""
        return all(key in LOCATION_KEYS or self._key_holds(key, frozenset(values)) for key, values in scope)

    def _key_holds(self, key: str, values: frozenset[str]) -> bool:
        if key == "species":
            return self.species in values or (self.species in _RODENTS and bool(values & _RODENTS))
        if key == "life_stage":
            return bool(self.stages & values)
        if key == "dose":
            return bool(_DOSES.get(self.dose, {self.dose}) & values)
        if key == "time":
            return bool(self.time & values)
        if key == "condition":
            return bool((self.conditions | self.implied) & values)
        if key == "site":
            return not self.site or self.site in values
        if key == "genotype":
            return bool(self.genotype) and self.genotype.casefold() in {value.casefold() for value in values}
        return getattr(self, key, "") in values

    def with_defaults(self, values: Mapping[str, str]) -> Profile:
        """Fill open keys from what a substance brings (regimen, route)."""
        open_keys: dict[str, Any] = {key: value for key, value in values.items() if not getattr(self, key, "x")}
        return replace(self, **open_keys) if open_keys else self


def profiles(context: Mapping[str, str], conditions: Iterable[str] = ()) -> tuple[Profile, ...]:
    """The profiles that a context leaves open: one if sex and life stage are clear, otherwise one for each."""
    sex, stage = context.get("sex", ""), context.get("life_stage", "")
    species = context.get("species", "human")
    base = Profile(
        species=species,
        site=context.get("site", ""),
        route=context.get("route", ""),
        dose=context.get("dose", "standard"),
        regimen=context.get("regimen", ""),
        time=frozenset({context["time"]}) if "time" in context else CHRONIC,
        conditions=frozenset(conditions) | ({context["condition"]} if "condition" in context else set()),
        genotype=context.get("genotype", ""),
        # what is given into the brain acts there
        cell=context.get("cell", "brain" if context.get("route") == "central" else ""),
        compartment=context.get("compartment", ""),
    )
    female_only = {"premenopausal", "perimenopausal", "postmenopausal", "pregnant", "lactating"}
    sexes = (sex,) if sex else ("female",) if stage in female_only else ("female", "male")
    found = []
    for one in sexes:
        open_stage = not stage and one == "female" and species == "human"
        stages = ("premenopausal", "postmenopausal") if open_stage else (stage or "adult",)
        for each in stages:
            chosen = [("sex", one)] * (not sex and len(sexes) > 1) + [("life_stage", each)] * open_stage
            held = frozenset(_STAGES.get((one, each), {each}))
            found.append(replace(base, sex=one, stages=held, assumed_adult=not stage and not open_stage, chosen=tuple(chosen)))
    return tuple(found)
