r"""Two-arm response of a signed network: background, then background plus perturbation; the answer is the difference.

Every node carries :math:`z = \ln(\text{level}/\text{normal})`. An edge passes

.. math:: f(z) = \ln\frac{h + \epsilon}{1 + \epsilon}, \qquad h = \frac{(1 + K)\,y}{K + y}, \qquad y = e^{z},

so that a normal input passes nothing, a high one saturates and a lost one is silent. A gated edge sees
:math:`\omega z_\text{source} + \sum z_\text{gates}` with :math:`\omega` falling from 1 to 0 as the lowest gate falls from
normal to a seventh of it: when a gate is gone, no change of the source gets through. A node takes
:math:`z = 3\tanh\left(\tfrac13 \left(b + \sum_e s_e w_e f_e\right)\right)` with :math:`w_e` = scale × tier × consensus ×
lognormal(σ) / √(sum of the squared tiers of the endogenous inputs), drawn once per draw and shared by both arms; the scale of a
step to a receptor is its own, and a coupled step never outweighs what it makes good. While the perturbed arm settles, the
background settles on for as many steps, and the response is the difference of the two. Agents that compete with the endogenous ligand of
a receptor give :math:`y = (1-\theta)\,y_\text{endogenous} + \theta\,\alpha` (Gaddum; Clark). Constants were measured on a
rough network by a feasibility study. Press perturbation: Bender, Case & Gilpin 1984, Ecology 65:1-13; ensembles of
uncertain strengths: Melbourne-Thomas et al. 2012, Ecol Monogr 82:505-519.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bonegraph.network.network import Edge, Network

__all__ = ["LEVELS", "Arms", "Array", "Response", "respond"]

Array = NDArray[np.float32]

K = 3.0
FLOOR = 0.1
FLOOR_CENTRAL = 0.6
SCALE = 1.0
RECEPTOR = 1.4
"""Scale of a step to a receptor: without its ligand it is silent. Both scales were chosen on the shipped observations."""

DRUG = 2.5
"""Weight of a strong step from a drug to its target: about nine tenths of an enzyme blocked at the usual dose."""

SHUT_GATE = 2.0
"""A gate this far (in ln) below normal lets no change of the source through; between, it passes in proportion."""

TIERS = {"strong": 1.0, "moderate": 0.4, "weak": 0.12}
CONSENSUS = {"established": 1.0, "probable": 0.7, "contested": 0.35}
OCCUPANCY = {"strong": 0.85, "moderate": 0.6, "weak": 0.3}
SPREAD = 0.7
DAMPING = 0.5
STEPS = 50
TOLERANCE = 3e-5
LOOK = 4
"""Steps between two looks at whether the draws are at rest."""

SETTLED = 0.7
"""Share of draws at rest at which the search ends: those that swing never come to rest, and the answer tells their share."""

CALM = 0.05
"""A draw whose last step was larger than this did not come to rest."""

OUTWEIGHS = 1.25
"""What a source does straight is at least so many times what a coupled process makes good of it."""

EXISTS = 0.4
"""Added to the belief of an interaction to give the share of draws in which it is there."""

BOUND = 3.0
NOTHING = 1e-4
"""A smaller change (in ln level) is none: it is the noise of the solver."""

LEVELS = {"loss": -6.0, "absent": -6.0, "down": -1.9, "low": -1.9, "normal": 0.0, "up": 1.5, "high": 1.5, "given": 2.0}
"""z of each named level."""


@dataclass(frozen=True, slots=True)
class Arms:
    """What holds in each arm, as z values.

    `background` and `perturbed` are clamps (unresponsive); `start` are levels known in the background from which the
    perturbed arm is free to move; `still` nodes stay in the perturbed arm where the background has them.
    """

    start: Mapping[str, float]
    background: Mapping[str, float]
    perturbed: Mapping[str, float]
    still: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Response:
    """Result of :func:`respond`.

    Attributes
    ----------
    nodes
        Node names; row i of the arrays.
    background, change
        Arrays of shape (nodes, draws): z in the background arm, and its change under the perturbation.
    weights
        Array of shape (edges, draws), in the order of the network's edges.
    settled
        Share of draws in which both arms came to rest.
    """

    nodes: tuple[str, ...]
    background: Array
    change: Array
    weights: Array
    settled: float

    def of(self, node: str) -> Array:
        """Change of one node over the draws; zeros for a node outside the network."""
        if node not in self.nodes:
            return np.zeros(self.change.shape[1], dtype=np.float32)
        return np.asarray(self.change[self.nodes.index(node)], dtype=np.float32)


def respond(network: Network, arms: Arms, *, draws: int, seed: int, short: bool = False) -> Response:
    """Solve both arms of a network.

    Parameters
    ----------
    network
        Nodes, edges and competing agents.
    arms
        Clamps and starting levels.
    draws
        Number of weight draws.
    seed
        Seed of the draws; the same input and seed give the same numbers.
    short
        Freeze slow edges at their background value (hours and days).
    """
    system = _System(network, draws, seed)
    # levels known in the background hold there and turn into a constant drive, so that the second arm may leave them
    known = {node: z for node, z in arms.start.items() if node not in arms.background}
    first, _ = system.settle({**arms.background, **known}, None)
    drive = system.drive_for(first, [node for node in known if node in system.index])
    first, calm_first = system.settle(arms.background, drive, start=first)
    frozen = system.slow_part(first) if short else None
    second, calm_second = system.settle({**arms.background, **arms.perturbed}, drive, start=first, frozen=frozen, still=arms.still)
    # the background goes on for as many steps, so that what is left of its own settling does not count as a response
    control, _ = system.settle(arms.background, drive, start=first, frozen=frozen, still=arms.still) if first.any() else (first, None)
    change = second - control
    change[np.abs(change) < NOTHING] = 0.0
    return Response(system.nodes, first, change, system.weights, float(np.mean(calm_first & calm_second)))


class _System:
    """A network as one sparse matrix and one draw of its weights per lane.

    Most edges pass a function of their source alone, so that is evaluated once a node; gated edges, edges with another
    floor (steroid feedback) and identities have columns of their own. The draws are interleaved (row = node × draws + draw),
    so that a step of the fixed point is one matrix-vector product.
    """

    def __init__(self, network: Network, draws: int, seed: int) -> None:
        self.nodes = network.nodes
        self.index = {node: i for i, node in enumerate(self.nodes)}
        self.draws = draws
        edges = network.edges
        self.source = np.array([self.index[e.source] for e in edges], dtype=np.intp)
        self.target = np.array([self.index[e.target] for e in edges], dtype=np.intp)
        self.identity = np.array([i for i, e in enumerate(edges) if e.kind == "identity"], dtype=np.intp)
        self.slow = np.array([e.speed == "slow" for e in edges], dtype=bool)
        special = [i for i, e in enumerate(edges) if e.gates or e.central]
        self.special = np.array(special, dtype=np.intp)
        self.floor = np.array([FLOOR_CENTRAL if edges[i].central else FLOOR for i in special], dtype=np.float32)[:, None]
        # a step without gate has an ever open one: an extra last row that stays at zero
        guards = [tuple(self.index[g] for g in edges[i].gates) or (len(self.nodes),) for i in special]
        self.gate_flat = np.array([node for group in guards for node in group], dtype=np.intp)
        self.gate_starts = np.cumsum([0, *(len(group) for group in guards[:-1])]).astype(np.intp) if special else np.zeros(0, dtype=np.intp)
        self.agents = [(self.index[a.source], self.index[a.receptor], a.efficacy, OCCUPANCY[a.strength]) for a in network.agents]
        self.weights = self._draw(list(edges), seed)
        self.plain = np.unique(self.source[self.identity])
        column = self.source.copy()
        column[self.identity] = len(self.nodes) + np.searchsorted(self.plain, self.source[self.identity])
        column[self.special] = len(self.nodes) + len(self.plain) + np.arange(len(special))
        self.column = column
        self.signed = self.weights * np.array([e.sign for e in edges], dtype=np.float32)[:, None]
        self.matrix = self._matrix(np.ones(len(edges), dtype=bool))

    def _draw(self, edges: list[Edge], seed: int) -> Array:
        """Weights, shape (edges, draws): tier × consensus × lognormal, scaled by the tiers of all inputs of the target."""
        rng = np.random.default_rng(seed)
        count = len(edges)
        if not count:
            return np.zeros((0, self.draws), dtype=np.float32)
        tier = np.array([0.0 if e.kind == "identity" else TIERS[e.strength] * CONSENSUS[e.consensus] for e in edges])
        drug = np.array([e.exogenous for e in edges])
        # inputs that are absent at baseline neither dilute the others nor are diluted by them
        total = np.bincount(self.target, weights=np.where(drug, 0.0, tier**2), minlength=len(self.nodes))[self.target]
        scale = np.where([e.receptor for e in edges], RECEPTOR, SCALE)
        base = np.where(drug, DRUG * tier, scale * tier / np.sqrt(np.maximum(1.0, total)))
        spread = np.exp(SPREAD * rng.standard_normal((count, self.draws)))
        exists = rng.random((count, self.draws)) < np.array([min(1.0, EXISTS + e.belief) for e in edges])[:, None]
        weights = base[:, None] * spread * exists
        weights[self.identity] = 1.0
        by_pair = {(e.source, e.target): i for i, e in enumerate(edges)}
        for i, coupled in enumerate(edges):
            for j, onward in enumerate(edges) if coupled.partial else ():
                straight = by_pair.get((coupled.source, onward.target)) if onward.source == coupled.target else None
                if straight is not None and edges[straight].sign != coupled.sign * onward.sign:
                    weights[straight] = np.maximum(weights[straight], OUTWEIGHS * weights[i] * weights[j])
        return weights.astype(np.float32)

    def _matrix(self, chosen: NDArray[np.bool_]) -> csr_matrix:
        """Signed weights of the chosen edges, shape (nodes × draws, signals × draws)."""
        lanes = np.arange(self.draws)
        rows = (self.target[chosen][:, None] * self.draws + lanes).ravel()
        columns = (self.column[chosen][:, None] * self.draws + lanes).ravel()
        signals = len(self.nodes) + len(self.plain) + len(self.special)
        shape = (len(self.nodes) * self.draws, signals * self.draws)
        return csr_matrix((self.signed[chosen].ravel(), (rows, columns)), shape=shape)

    def signals(self, z: Array) -> Array:
        """What the sources send, shape (signals, draws): f(z) of every node, z of those passed on as they are, gated steps."""
        parts = [_passed(z, FLOOR), z[self.plain]]
        if len(self.special):
            levels = np.vstack([z, np.zeros((1, self.draws), dtype=np.float32)])[self.gate_flat]
            gates = np.add.reduceat(levels, self.gate_starts, axis=0)
            lowest = np.minimum.reduceat(levels, self.gate_starts, axis=0)
            open_part = np.clip(1 + lowest / SHUT_GATE, 0, 1).astype(np.float32)
            parts.append(_passed(gates + open_part * z[self.source[self.special]], self.floor))
        return np.concatenate(parts)

    def inputs(self, z: Array, held: Array | None = None) -> Array:
        """Sum of what arrives at each node; with `held`, the slow edges send that instead."""
        matrix = self.matrix if held is None else self.quick
        total = (matrix @ self.signals(z).ravel()).reshape(z.shape)
        return np.asarray(total if held is None else total + held, dtype=np.float32)

    @cached_property
    def quick(self) -> csr_matrix:
        """The matrix without the slow edges."""
        return self._matrix(~self.slow)

    def slow_part(self, z: Array) -> Array:
        """What arrives along slow edges."""
        return np.asarray((self._matrix(self.slow) @ self.signals(z).ravel()).reshape(z.shape), dtype=np.float32)

    def drive_for(self, z: Array, nodes: list[str]) -> Array:
        """Constant drive that holds `nodes` where they are in `z`."""
        drive = np.zeros_like(z)
        if nodes:
            rows = [self.index[node] for node in nodes]
            wanted = BOUND * np.arctanh(np.clip(z[rows] / BOUND, -0.999, 0.999))
            drive[rows] = wanted - self.inputs(z)[rows]
        return drive

    def settle(
        self,
        clamps: Mapping[str, float],
        drive: Array | None,
        *,
        start: Array | None = None,
        frozen: Array | None = None,
        still: frozenset[str] = frozenset(),
    ) -> tuple[Array, NDArray[np.bool_]]:
        """Damped fixed point under clamps (and `still` nodes, held where they start); also which draws came to rest."""
        z = np.zeros((len(self.nodes), self.draws), dtype=np.float32) if start is None else start.copy()
        if not self.nodes:
            return z, np.ones(self.draws, dtype=bool)
        held = [(self.index[node], value) for node, value in clamps.items() if node in self.index]
        rows = [row for row, _ in held]
        z[rows] = np.array([value for _, value in held], dtype=np.float32)[:, None]
        given = [(r, a, t) for s, r, a, t in self.agents if clamps.get(self.nodes[s], 0) > 0]
        rows += [self.index[node] for node in sorted(still) if node in self.index]
        moved = np.zeros(self.draws, dtype=np.float32)
        for count in range(1, STEPS + 1):
            aim = self.inputs(z, frozen)
            if drive is not None:
                aim += drive
            aim = BOUND * np.tanh(aim / BOUND)
            for receptor, efficacy, theta in given:
                aim[receptor] = np.log(np.maximum((1 - theta) * np.exp(aim[receptor]) + theta * efficacy, np.exp(-BOUND)))
            step = DAMPING * (aim - z)
            step[rows] = 0.0
            z += step
            if count % LOOK == 0:
                moved = np.abs(step).max(axis=0)
                if (moved < TOLERANCE).mean() >= SETTLED:
                    break
        return z, moved < CALM


def _passed(z: Array, floor: Array | float) -> Array:
    """f(z), see the head of this module."""
    y = np.exp(np.clip(z, -8.0, 8.0))
    return np.asarray(np.log(((1 + K) * y / (K + y) + floor) / (1 + floor)), dtype=np.float32)
