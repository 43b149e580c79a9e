"""Signs of the bone cell population models of the package `bone-models`, from their steady states.

Each model is brought to rest, one hormone or cytokine is supplied (or, for PTH, half of it withheld) without end, and the
new rest is compared with the old one.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from scipy.integrate import solve_ivp

__all__ = ["MODELS", "Sign", "signs"]

DAYS = 20_000.0
LEAST = 1e-3
"""Relative change below which a readout is held to be unmoved."""

MODELS = {"Lemaire 2004": ("Lemaire_Model", ("PTH", "OPG", "RANKL")), "Pivonka 2008": ("Pivonka_Model", ("PTH", "OPG", "RANKL", "TGFb"))}
SUPPLIED = {"PTH": (("+", 1000.0), ("-", -125.0)), "OPG": (("+", 2e5),), "RANKL": (("+", 1000.0),), "TGFb": (("+", 1e-3),)}
"""Rates in pM a day; PTH is made at 250."""


@dataclass
class Load:
    """What is supplied, from the first day to the last."""

    OBp_injection: float = 0.0
    OBa_injection: float = 0.0
    OCa_injection: float = 0.0
    PTH_injection: float = 0.0
    OPG_injection: float = 0.0
    RANKL_injection: float = 0.0
    TGFb_injection: float = 0.0
    differentiation_rate_OCp_multiplier: float = 1.0
    start_time: float = 0.0
    end_time: float = 2 * DAYS


@dataclass(frozen=True, order=True)
class Sign:
    """What one model says of one pair."""

    model: str
    perturbation: str
    direction: str
    readout: str
    sign: str


def signs() -> Iterator[Sign]:
    """Every pair of every model."""
    for model, (name, substances) in MODELS.items():
        for substance in substances:
            for direction, rate in SUPPLIED[substance]:
                before, after = _rests(name, f"{substance}_injection", rate)
                for readout in before:
                    if readout != substance:  # what is given is not asked for
                        yield Sign(model, substance, direction, readout, _sign(before[readout], after[readout]))


def _sign(before: float, after: float) -> str:
    change = (after - before) / abs(before)
    return "0" if abs(change) < LEAST else "+" if change > 0 else "-"


def _rests(name: str, supplied: str, rate: float) -> tuple[dict[str, float], dict[str, float]]:
    import bone_models.models.lemaire_model as lemaire
    import bone_models.models.pivonka_model as pivonka

    assert supplied in {field.name for field in fields(Load)}
    load = Load(**{supplied: rate})
    model: Any = getattr(lemaire, name, None) or getattr(pivonka, name)
    model = model(load)
    with contextlib.redirect_stdout(io.StringIO()):
        rest = model.calculate_steady_state()
    moved = solve_ivp(lambda t, x: model.bone_cell_population_model(x, t), (0.0, DAYS), rest, method="LSODA", rtol=1e-8, atol=1e-12)
    assert moved.success
    reached = moved.y[:, -1]
    drift = max(abs(change) / value for change, value in zip(model.bone_cell_population_model(reached, DAYS), reached, strict=True))
    assert drift < 1e-3, f"{name} is not at rest under {supplied}: {drift}"
    return _readouts(model, rest, None, rest), _readouts(model, reached, DAYS, rest)


def _readouts(model: Any, cells: Any, when: float | None, rest: Any) -> dict[str, float]:
    """Numbers of cells, cytokines, and formation over resorption (1 at the first rest, where the two balance)."""
    precursors, osteoblasts, osteoclasts = cells
    found = {"osteoblast number": osteoblasts, "osteoclast number": osteoclasts, "bone mass": (osteoblasts / rest[1]) / (osteoclasts / rest[2])}
    if hasattr(model, "calculate_RANKL_concentration"):
        found["OPG"] = model.calculate_OPG_concentration(precursors, osteoblasts, when)
        found["RANKL"] = model.calculate_RANKL_concentration(precursors, osteoblasts, when)
    else:
        found["OPG"] = model.calculate_OPG_concentration(precursors, when)
    return {key: float(value) for key, value in found.items()}
