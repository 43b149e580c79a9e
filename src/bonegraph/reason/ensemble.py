r"""Drawn strengths: one weight for each edge and draw.

:math:`w = \text{scale} \times \text{tier} \times \text{consensus} \times \text{lognormal}(\sigma) / \sqrt{\sum \text{tier}^2}`, the
sum over the endogenous inputs of the target; in a share of the draws that falls with the belief the edge is not there at all.

The random numbers are counter-based (SplitMix64: Steele, Lea & Flood 2014, OOPSLA): each is a function of the seed, the interaction
and the draw alone, so that an interaction has the same strengths in every question, whatever else the network holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from statistics import fmean
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bonegraph.network.network import Edge, Network

__all__ = ["Array", "Columns", "Ensemble"]

Array = NDArray[np.float32]

SCALE = 0.8
"""At this scale health is a resting state in nearly all draws; at 1.0 small deviations grew in three draws of four."""

RECEPTOR = 1.12
"""Scale of a step to a receptor: without its ligand it is silent."""

COUPLED = 0.8
"""Weight of a strong coupled step, whatever else acts on its target: in adults bone is formed where bone was resorbed, and blockers of
resorption take formation markers down nearly as far."""

DRUG = 2.5
"""Weight of a strong step from a drug to its target: about nine tenths of an enzyme blocked at the usual dose."""

TIERS = {"strong": 1.0, "moderate": 0.4, "weak": 0.12}
CONSENSUS = {"established": 1.0, "probable": 0.7, "contested": 0.35}
SPREAD = 0.7
EXISTS = 0.4
"""Added to the belief of an interaction to give the share of draws in which it is there."""

OUTWEIGHS = 1.25
"""What a source does straight is at least so many times what a coupled process makes good of it."""


@dataclass(frozen=True)
class Columns:
    """The edges of a network, column by column, in the order of its edges.

    `source` and `target` are rows of its nodes; `factor` (edges, lanes) is what a draw makes of a strength, 0 where it leaves the
    edge out.
    """

    source: NDArray[np.intp]
    target: NDArray[np.intp]
    sign: Array
    tier: NDArray[np.float64]
    drug: NDArray[np.bool_]
    receptor: NDArray[np.bool_]
    identity: NDArray[np.bool_]
    special: NDArray[np.bool_]
    slow: NDArray[np.bool_]
    coupled: NDArray[np.bool_]
    factor: Array

    def weights(self, nodes: int) -> Array:
        """Weights of shape (edges, lanes) in a network of so many nodes."""
        # inputs that are absent at baseline neither dilute the others nor are diluted by them
        total = np.bincount(self.target, weights=np.where(self.drug, 0.0, self.tier**2), minlength=nodes)[self.target]
        scale = np.where(self.receptor, RECEPTOR, SCALE)
        base = np.where(self.drug, DRUG * self.tier, scale * self.tier / np.sqrt(np.maximum(1.0, total)))
        base = np.where(self.coupled, COUPLED * self.tier, base)
        base[self.identity] = 1.0
        found = base.astype(np.float32)[:, None] * self.factor
        self._couple(found)
        return np.asarray(found, dtype=np.float32)

    def _couple(self, found: Array) -> None:
        """Raise what a source does straight to outweigh what a coupled process makes good of it."""
        for i in np.flatnonzero(self.coupled):
            for j in np.flatnonzero(self.source == self.target[i]):
                straight = np.flatnonzero((self.source == self.source[i]) & (self.target == self.target[j]))
                for row in straight[self.sign[straight] != self.sign[i] * self.sign[j]]:
                    found[row] = np.maximum(found[row], OUTWEIGHS * found[i] * found[j])


class Ensemble:
    """Draws of one seed: the columns of every edge met so far, and its factor in each lane.

    Parameters
    ----------
    seed
        Another seed gives other strengths.
    lanes
        Number of draws; draw 7 is the same in every ensemble that holds it.
    shift
        What observations add to the strength of interactions, in standard deviations of its logarithm.
    """

    def __init__(self, seed: int, lanes: int, shift: Mapping[str, float] = MappingProxyType({})) -> None:
        self._shift = shift
        self._seed, self._lanes = seed, np.arange(lanes, dtype=np.intp)
        self._row: dict[Edge, int] = {}
        self._place: dict[str, int] = {}
        self._ends = np.zeros((0, 2), dtype=np.intp)
        self._numbers = np.zeros((0, 2), dtype=np.float64)
        self._flags = np.zeros((0, 6), dtype=bool)
        self._factor = np.zeros((0, lanes), dtype=np.float32)

    def columns(self, network: Network, lanes: NDArray[np.intp] | None = None) -> Columns:
        """Columns of the edges of a network, with the factors of some lanes (all, when left out)."""
        new = [edge for edge in network.edges if edge not in self._row]
        if new:
            self._add(new)
        rows = np.fromiter(map(self._row.__getitem__, network.edges), dtype=np.intp, count=len(network.edges))
        here = np.zeros(len(self._place), dtype=np.intp)
        here[[self._place[node] for node in network.nodes if node in self._place]] = [i for i, node in enumerate(network.nodes) if node in self._place]
        ends, numbers, flags = here[self._ends[rows]], self._numbers[rows], self._flags[rows]
        factor = self._factor[rows] if lanes is None else self._factor[rows[:, None], lanes]
        drug, receptor, identity, special, slow, coupled = flags.T
        sign, tier = numbers[:, 0].astype(np.float32), numbers[:, 1]
        return Columns(ends[:, 0], ends[:, 1], sign, tier, drug, receptor, identity, special, slow, coupled, factor)

    def _add(self, edges: list[Edge]) -> None:
        for edge in edges:
            self._row[edge] = len(self._row)
            for node in (edge.source, edge.target):
                self._place.setdefault(node, len(self._place))
        identity = [e.kind == "identity" for e in edges]
        ends = np.array([(self._place[e.source], self._place[e.target]) for e in edges], dtype=np.intp)
        numbers = np.array([(e.sign, 0.0 if alike else TIERS[e.strength] * CONSENSUS[e.consensus]) for e, alike in zip(edges, identity, strict=True)])
        flags = [(e.exogenous, e.receptor, e.kind == "identity", bool(e.gates or e.central or e.side), e.speed == "slow", e.partial) for e in edges]
        self._ends = np.concatenate([self._ends, ends])
        self._numbers = np.concatenate([self._numbers, numbers])
        self._flags = np.concatenate([self._flags, np.array(flags, dtype=bool)])
        self._factor = np.concatenate([self._factor, self._drawn(edges, np.array(identity))])

    def _drawn(self, edges: Sequence[Edge], identity: NDArray[np.bool_]) -> Array:
        counters = np.array([_number(e.interactions[0]) if e.interactions else 0 for e in edges], dtype=np.uint64)
        first, second, third = (_uniform(counters, self._lanes, self._seed, stream) for stream in range(3))
        normal = np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second)
        if self._shift:
            normal += np.array([fmean(self._shift.get(i, 0.0) for i in e.interactions or ("",)) for e in edges])[:, None]
        spread = np.exp(SPREAD * normal)
        found = spread * (third < np.array([EXISTS + e.belief for e in edges])[:, None])
        found[identity] = 1.0
        return np.asarray(found, dtype=np.float32)


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
