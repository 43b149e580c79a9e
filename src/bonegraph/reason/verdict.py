"""The words of an answer: verdict, basis, strength."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["BASES", "LIKELY", "SMALL", "VERDICTS", "Judged", "judge"]

VERDICTS = ("increase", "decrease", "no_effect", "depends", "ambiguous", "unresolved")
BASES = {
    "A": "structural: only this sign can be reached, whatever the strengths",
    "B": "all best paths agree and nearly all strengths give this sign",
    "C": "ensemble: most combinations of strengths give this sign",
    "D": "the arms are of like strength",
    "0": "a stated reason for no effect",
}
LIKELY = 0.85
LEANING = 0.7
"""Share of draws of one sign. In the ensemble of the shipped graph, shares of 0.7 to 0.8 were right in nine of ten open cases."""

SMALL = 1e-4
"""Median response (in ln level) below which a sign is not stated."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdict of one profile before it is explained."""

    verdict: str
    basis: str
    p_up: float | None
    low: float | None
    high: float | None
    size: float
    confidence: str
    reason: str


def judge(change: NDArray[np.float32], signs: Sequence[int], signs_of_paths: Sequence[int]) -> Judged:
    """Verdict from the change of the readout over the draws.

    Parameters
    ----------
    change
        Array of shape (draws,): change of the readout in units of ln(level/normal).
    signs
        Signs with which walks can reach the readout.
    signs_of_paths
        Signs of the best paths, in order of cost.
    """
    draws = len(change)
    up, down = int((change > 0).sum()), int((change < 0).sum())
    size = float(np.median(change))
    if up == down == 0:
        return Judged("no_effect", "0", 0.5, None, None, 0.0, "moderate", "the way there is closed: nothing of the change arrives in any draw")
    p_up = (up + (draws - up - down) / 2 + 0.5) / (draws + 1)
    low, high = _interval(p_up, draws)
    sign = 1 if p_up >= 0.5 else -1
    word = "increase" if sign > 0 else "decrease"
    sure = max(p_up, 1 - p_up)
    if set(signs) == {sign} and (sure >= LEANING or not (down if sign > 0 else up)):
        certain = 0.98 if sign > 0 else 0.02
        return Judged(word, "A", certain, None, None, size, "high", "only one sign can be reached")
    if sure >= LEANING and abs(size) < SMALL:
        return Judged("ambiguous", "D", p_up, low, high, size, "low", f"the response is small, leaning to {word}")
    if sure >= LIKELY and set(signs_of_paths) == {sign}:
        return Judged(word, "B", p_up, low, high, size, "high", "the best paths all have this sign")
    if sure >= LIKELY:
        return Judged(word, "C", p_up, low, high, size, "moderate", "likely: arms oppose, but this one outweighs the other")
    if sure >= LEANING:
        return Judged(word, "C", p_up, low, high, size, "low", "leaning: arms oppose and are not far apart")
    return Judged("ambiguous", "D", p_up, low, high, size, "low", "arms oppose and are of like strength")


def _interval(p: float, n: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson interval of a share (Wilson 1927, JASA 22:209-212)."""
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))
