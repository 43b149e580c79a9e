"""All knowledge in one immutable object, indexed; and its plain form for the compiled cache."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

from bonegraph.model.context import Scope
from bonegraph.model.entity import Entity, Perturbation, Setting
from bonegraph.model.evidence import Evidence, Reference
from bonegraph.model.grade import belief
from bonegraph.model.interaction import Interaction, Relation
from bonegraph.model.observation import Baseline, Default, Exposure, Observation
from bonegraph.model.statement import Citation, Claim, Statement

__all__ = ["Knowledge", "from_plain", "to_plain"]


@dataclass(frozen=True)
class Knowledge:
    """Everything the curated tables say. Mappings are in stable order and must not be changed."""

    digest: str
    entities: Mapping[str, Entity]
    perturbations: Mapping[str, Perturbation]
    relations: Mapping[str, Relation]
    interactions: Mapping[str, Interaction]
    evidence: Mapping[str, tuple[Evidence, ...]]
    references: Mapping[str, Reference]
    baselines: tuple[Baseline, ...]
    exposures: tuple[Exposure, ...]
    defaults: tuple[Default, ...]
    observations: Mapping[str, Observation]
    statements: Mapping[str, Statement]
    claims: Mapping[str, Claim]
    citations: Mapping[str, Citation]
    founding_names: Mapping[str, str]
    evidence_types: Mapping[str, tuple[str, float]]
    context_values: Mapping[str, tuple[str, ...]]
    modules: Mapping[str, str]
    kinds: Mapping[str, str]

    @cached_property
    def variants(self) -> Mapping[str, tuple[str, ...]]:
        """Entity to its variants (compartments and aspects), by key."""
        found: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.variant_of and not entity.status:
                found[entity.variant_of].append(entity.key)
        return {key: tuple(values) for key, values in found.items()}

    def below(self, key: str) -> tuple[str, ...]:
        """Variants of an entity, their variants, and so on."""
        found: list[str] = []
        waiting = list(self.variants.get(key, ()))
        while waiting:
            variant = waiting.pop(0)
            if variant not in found:
                found.append(variant)
                waiting += self.variants.get(variant, ())
        return tuple(found)

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Class to its direct members, by key."""
        return _by_parent(self.entities.values())

    @cached_property
    def subtypes(self) -> Mapping[str, tuple[str, ...]]:
        """State to the states that are one kind of it (*Cushing syndrome* to *Cushing disease*), by key."""
        return _by_parent(self.perturbations.values())

    @cached_property
    def active(self) -> tuple[Interaction, ...]:
        """Interactions that are not retired."""
        return tuple(item for item in self.interactions.values() if not item.status)

    @cached_property
    def by_subject(self) -> Mapping[str, tuple[Interaction, ...]]:
        """Active interactions by subject."""
        return _grouped((item.subject, item) for item in self.active)

    @cached_property
    def by_object(self) -> Mapping[str, tuple[Interaction, ...]]:
        """Active interactions by object."""
        return _grouped((item.object, item) for item in self.active)

    @cached_property
    def beliefs(self) -> Mapping[str, float]:
        """Interaction id to belief, see :mod:`bonegraph.model.grade`."""
        return {key: belief(item.evidence, self.evidence_types) for key, item in self.interactions.items()}

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Classes of an entity, nearest first, each once."""
        found: list[str] = []
        waiting = list(self.entities[key].parents)
        while waiting:
            parent = waiting.pop(0)
            if parent not in found and parent in self.entities:
                found.append(parent)
                waiting += self.entities[parent].parents
        return tuple(found)

    def name(self, key: str) -> str:
        """Preferred label of an entity or perturbation."""
        if key in self.entities:
            return self.entities[key].name
        return self.perturbations[key].name if key in self.perturbations else key

    def gloss(self, row: Interaction) -> str:
        """An interaction in words: ``ERα in bone raises expression of OPG``."""
        return f"{self.name(row.subject)} {self.relations[row.relation].label} {self.name(row.object)}"


def _by_parent(rows: Iterable[Entity | Perturbation]) -> dict[str, tuple[str, ...]]:
    """Parent to the keys of the rows that name it, retired ones left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for parent in row.parents if not row.status else ():
            found[parent].append(row.key)
    return {key: tuple(keys) for key, keys in found.items()}


def _grouped(pairs: Iterator[tuple[str, Interaction]] | Any) -> dict[str, tuple[Interaction, ...]]:
    found: dict[str, list[Interaction]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return {key: tuple(items) for key, items in found.items()}


# ------------------------------------------------------------------ plain form

_ROW_TYPES: dict[str, type] = {
    "entities": Entity,
    "perturbations": Perturbation,
    "relations": Relation,
    "interactions": Interaction,
    "references": Reference,
    "observations": Observation,
    "statements": Statement,
    "claims": Claim,
    "citations": Citation,
    "baselines": Baseline,
    "exposures": Exposure,
    "defaults": Default,
}
_KEYS = {"claims": "id", "citations": "ref"}


def to_plain(knowledge: Knowledge) -> dict[str, Any]:
    """Lists and strings only (for JSON); :func:`from_plain` is the inverse."""
    plain: dict[str, Any] = {"evidence": [_flat(item) for items in knowledge.evidence.values() for item in items]}
    for item in fields(knowledge):
        value = getattr(knowledge, item.name)
        if item.name in _ROW_TYPES:
            rows = value if isinstance(value, tuple) else value.values()
            plain[item.name] = [_flat(row) for row in rows]
        elif item.name != "evidence":
            plain[item.name] = value
    return plain


def from_plain(plain: Mapping[str, Any]) -> Knowledge:
    """Rebuild from :func:`to_plain` (also after a round through JSON)."""
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for row in plain["evidence"]:
        item = Evidence(*row)
        evidence[item.interaction].append(item)
    values: dict[str, Any] = {"evidence": {key: tuple(items) for key, items in evidence.items()}}
    for name, row_type in _ROW_TYPES.items():
        rows = [row_type(*_thawed(row)) for row in plain[name]]
        if name == "interactions":
            values[name] = {row.id: replace(row, evidence=values["evidence"].get(row.id, ())) for row in rows}
        elif name in ("baselines", "exposures", "defaults"):
            values[name] = tuple(rows)
        else:
            values[name] = {getattr(row, _key_of(name)): row for row in rows}
    values["evidence_types"] = {key: (eco, weight) for key, (eco, weight) in plain["evidence_types"].items()}
    values["context_values"] = {key: tuple(items) for key, items in plain["context_values"].items()}
    for name in ("digest", "founding_names", "modules", "kinds"):
        values[name] = plain[name]
    return Knowledge(**values)


def _key_of(table: str) -> str:
    if table in _KEYS:
        return _KEYS[table]
    return "key" if table in ("entities", "perturbations", "relations") else "id"


def _flat(row: Any) -> list[Any]:
    """Field values of a frozen row; scopes and settings as their written form, evidence left out."""
    flat: list[Any] = []
    for item in fields(row):
        value = getattr(row, item.name)
        if isinstance(value, Scope):
            value = {"scope": str(value)}
        elif isinstance(value, tuple) and value and isinstance(value[0], Setting):
            value = {"sets": [str(part) for part in value]}
        elif item.name == "evidence":
            continue
        flat.append(value)
    return flat


def _thawed(row: list[Any]) -> list[Any]:
    found: list[Any] = []
    for value in row:
        if isinstance(value, dict):
            if "scope" in value:
                found.append(Scope.parse(value["scope"]))
            else:
                found.append(tuple(Setting(*part.split(":")) for part in value["sets"]))
        else:
            found.append(tuple(value) if isinstance(value, list) else value)
    return found
