r"""Drawn strengths: one weight for each edge and draw.

:math:`w = \text{scale} \times \text{tier} \times \text{consensus} \times \text{lognormal}(\sigma) / \sqrt{\sum \text{tier}^2}`, the
sum over the endogenous inputs of the target; in a share of the draws that falls with the belief the edge is not there at all.

The random numbers are counter-based (SplitMix64: Steele, Lea & Flood 2014, OOPSLA): each is a function of the seed, the interaction
and the draw alone, so that an interaction has the same strengths in every question, whatever else the network holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bonegraph.network.network import Edge

__all__ = ["Array", "weights"]

Array = NDArray[np.float32]

SCALE = 1.0
RECEPTOR = 1.4
"""Scale of a step to a receptor: without its ligand it is silent. Both scales were chosen on the shipped observations."""

DRUG = 2.5
"""Weight of a strong step from a drug to its target: about nine tenths of an enzyme blocked at the usual dose."""

TIERS = {"strong": 1.0, "moderate": 0.4, "weak": 0.12}
CONSENSUS = {"established": 1.0, "probable": 0.7, "contested": 0.35}
SPREAD = 0.7
EXISTS = 0.4
"""Added to the belief of an interaction to give the share of draws in which it is there."""

OUTWEIGHS = 1.25
"""What a source does straight is at least so many times what a coupled process makes good of it."""


def weights(edges: Sequence[Edge], target: NDArray[np.intp], nodes: int, lanes: NDArray[np.intp], seed: int) -> Array:
    """Weights of shape (edges, lanes).

    Parameters
    ----------
    edges, target
        Edges, and the row of the target of each.
    nodes
        Number of nodes.
    lanes
        Numbers of the draws; draw 7 is the same in every ensemble that holds it.
    seed
        Another seed gives other strengths.
    """
    if not edges:
        return np.zeros((0, len(lanes)), dtype=np.float32)
    identity = np.array([e.kind == "identity" for e in edges])
    tier = np.array([TIERS[e.strength] * CONSENSUS[e.consensus] for e in edges]) * ~identity
    drug = np.array([e.exogenous for e in edges])
    # inputs that are absent at baseline neither dilute the others nor are diluted by them
    total = np.bincount(target, weights=np.where(drug, 0.0, tier**2), minlength=nodes)[target]
    scale = np.where([e.receptor for e in edges], RECEPTOR, SCALE)
    base = np.where(drug, DRUG * tier, scale * tier / np.sqrt(np.maximum(1.0, total)))
    counters = np.array([_number(e.interactions[0]) if e.interactions else 0 for e in edges], dtype=np.uint64)
    first, second, third = (_uniform(counters, lanes, seed, stream) for stream in range(3))
    spread = np.exp(SPREAD * np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second))
    exists = third < np.array([EXISTS + e.belief for e in edges])[:, None]
    found = base[:, None] * spread * exists
    found[identity] = 1.0
    _couple(edges, found)
    return np.asarray(found, dtype=np.float32)


def _couple(edges: Sequence[Edge], found: NDArray[np.float64]) -> None:
    """Raise what a source does straight to outweigh what a coupled process makes good of it."""
    coupled = [i for i, e in enumerate(edges) if e.partial]
    if not coupled:
        return
    by_pair = {(e.source, e.target): i for i, e in enumerate(edges)}
    for i in coupled:
        for j, onward in enumerate(edges):
            straight = by_pair.get((edges[i].source, onward.target)) if onward.source == edges[i].target else None
            if straight is not None and edges[straight].sign != edges[i].sign * onward.sign:
                found[straight] = np.maximum(found[straight], OUTWEIGHS * found[i] * found[j])


_NUMBERS: dict[str, int] = {}


def _number(interaction: str) -> int:
    """64 bits of the name of an interaction."""
    if interaction not in _NUMBERS:
        _NUMBERS[interaction] = int.from_bytes(blake2b(interaction.encode(), digest_size=8).digest(), "little")
    return _NUMBERS[interaction]


def _uniform(counters: NDArray[np.uint64], lanes: NDArray[np.intp], seed: int, stream: int) -> NDArray[np.float64]:
    """Numbers in (0, 1), one for each counter and lane."""
    step = np.uint64(0x9E3779B97F4A7C15)
    with np.errstate(over="ignore"):
        x = counters[:, None] + step * (lanes.astype(np.uint64) * np.uint64(4) + np.uint64(stream + 1) + np.uint64(seed) * np.uint64(1 << 20))
        x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        x ^= x >> np.uint64(31)
    return np.asarray(((x >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53)
