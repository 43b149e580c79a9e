"""Measured outcomes, baseline levels and exposure: they test, calibrate and set the scene; they are never edges."""

from __future__ import annotations

from dataclasses import dataclass

from bonegraph.model.context import Scope

__all__ = ["Baseline", "Default", "Exposure", "Observation"]


@dataclass(frozen=True, slots=True)
class Observation:
    """When `perturbation` moves in `direction`, in `scope`, `readout` was seen to move by `sign`."""

    id: str
    perturbation: str
    direction: str
    readout: str
    sign: int
    scope: Scope
    group: str
    note: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Level of a variable (absent, low, normal, high) in a life stage, sex or condition."""

    id: str
    variable: str
    scope: Scope
    level: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a route and dose of a substance reach: systemic, liver_first, local or negligible."""

    id: str
    substance: str
    route: str
    dose: str
    reaches: str
    note: str


@dataclass(frozen=True, slots=True)
class Default:
    """Context value that a substance brings when the question leaves the key out (teriparatide: intermittent)."""

    substance: str
    key: str
    value: str
    reason: str
