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

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bonegraph.network.network import Edge, Network
from bonegraph.reason.ensemble import Array, Ensemble

__all__ = ["LEVELS", "Arms", "Array", "Backgrounds", "Response", "respond"]

K = 3.0
FLOOR = 0.1
FLOOR_CENTRAL = 0.6
SHUT_GATE = 2.0
"""A gate this far (in ln) below normal lets no change of the source through; between, it passes in proportion."""

OCCUPANCY = {"strong": 0.85, "moderate": 0.6, "weak": 0.3}
DAMPING = 0.65
STEPS = 28
REST_STEPS = 40
"""Most steps of a perturbed arm and of a background, which is found once for many questions."""

TRIED = 2
"""Draws tried for each that is wanted."""

TOLERANCE = 3e-5
LOOK = 4
"""Steps between two looks at whether the draws are at rest."""

SETTLED = 0.7
"""Share of draws at rest at which the search ends: those that swing never come to rest, and the answer tells their share."""

CALM = 0.05
"""A draw whose last step was larger than this did not come to rest."""

_SIDES = {0: (-np.inf, np.inf), -1: (-np.inf, 0.0), 1: (0.0, np.inf)}
"""Levels of a source that a step of each side sees."""

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
    usual: frozenset[str] = frozenset()
    """Those of `start` that stand there in every healthy adult of the sex: what they send is part of what is normal."""


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
    accepted
        Share of the draws tried whose background came to rest.
    """

    nodes: tuple[str, ...]
    background: Array
    change: Array
    weights: Array
    settled: float
    accepted: float

    def of(self, node: str) -> Array:
        """Change of one node over the draws; zeros for a node outside the network."""
        if node not in self.nodes:
            return np.zeros(self.change.shape[1], dtype=np.float32)
        return np.asarray(self.change[self.nodes.index(node)], dtype=np.float32)


@dataclass(frozen=True)
class _Rest:
    """Resting state of an endogenous network: z (nodes, lanes), the drive that holds known levels, and the lanes drawn."""

    network: Network
    z: Array
    drive: Array
    lanes: NDArray[np.intp]
    accepted: float
    calm: bool


class Backgrounds:
    """Resting states of endogenous networks, found once for each setting and kept, all under one ensemble (see its `shift`)."""

    def __init__(self, most: int = 48, shift: Mapping[str, float] = MappingProxyType({})) -> None:
        self._most = most
        self._shift = shift
        self._kept: OrderedDict[object, _Rest] = OrderedDict()
        self._ensembles: dict[tuple[int, int], Ensemble] = {}

    def ensemble(self, draws: int, seed: int) -> Ensemble:
        """The strengths of all draws that are tried for so many wanted."""
        return self._ensembles.setdefault((draws, seed), Ensemble(seed, TRIED * draws, self._shift))

    def rest(
        self, network: Network, clamps: Mapping[str, float], levels: Mapping[str, float], *, usual: frozenset[str] = frozenset(), draws: int, seed: int
    ) -> _Rest:
        """The state under `clamps`, where `levels` hold as well and turn into a constant drive, so that another arm may leave them."""
        known = {node: z for node, z in levels.items() if node not in clamps}
        usual = frozenset(usual & known.keys())
        key = (id(network), tuple(sorted(clamps.items())), tuple(sorted(known.items())), usual, draws, seed)
        if key not in self._kept:
            self._kept[key] = _find_rest(network, clamps, known, usual, self.ensemble(draws, seed), draws)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _find_rest(network: Network, clamps: Mapping[str, float], known: Mapping[str, float], usual: frozenset[str], ensemble: Ensemble, draws: int) -> _Rest:
    lanes = np.arange(TRIED * draws, dtype=np.intp)
    system = _System(network, lanes, ensemble)
    normal = system.normal({node: known[node] for node in usual})
    held, _ = system.settle({**clamps, **known}, normal, steps=REST_STEPS)
    nodes = [node for node in known if node in system.index]
    drive = normal + system.drive_for(held, nodes, normal)
    z, calm = system.settle(clamps, drive, start=held, steps=REST_STEPS)
    # draws without rest are rejected where enough of the others are left
    order = np.argsort(~calm, kind="stable")[:draws]
    kept = np.sort(order)
    return _Rest(network, z[:, kept], drive[:, kept], lanes[kept], float(calm.mean()), bool(calm[kept].all()))


def respond(
    network: Network,
    arms: Arms,
    *,
    draws: int,
    seed: int,
    short: bool = False,
    cut: Collection[Edge] = (),
    endogenous: Network | None = None,
    backgrounds: Backgrounds | None = None,
) -> Response:
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
    cut
        Edges that go on sending what they send in the background (an open loop).
    endogenous
        The network without drugs, in which the background is found; `network` itself when left out.
    backgrounds
        Where resting states are kept for the next question.
    """
    base = endogenous or network
    own = {node: z for node, z in arms.background.items() if node in base.rows}
    backgrounds = backgrounds or Backgrounds()
    rest = backgrounds.rest(base, own, arms.start, usual=arms.usual, draws=draws, seed=seed)
    system = _System(network, rest.lanes, backgrounds.ensemble(draws, seed))
    first, drive = system.placed(rest)
    calm_first = np.ones(len(rest.lanes), dtype=bool)
    if not rest.calm or any(z for node, z in arms.background.items() if node not in own):
        first, calm_first = system.settle(arms.background, drive, start=first)
    frozen = None
    if short or cut:
        frozen = system.freeze(first, (system.columns.slow & short) | np.array([e in cut for e in network.edges], dtype=bool))
    second, calm_second = system.settle({**arms.background, **arms.perturbed}, drive, start=first, frozen=frozen, still=arms.still)
    control = first
    if not calm_first.all():
        # the background goes on for as many steps, so that what is left of its own settling does not count as a response
        control, _ = system.settle(arms.background, drive, start=first, frozen=frozen, still=arms.still)
    change = second - control
    change[np.abs(change) < NOTHING] = 0.0
    return Response(system.nodes, first, change, system.weights, float(np.mean(calm_first & calm_second)), rest.accepted)


@dataclass(frozen=True)
class _Frozen:
    """What the frozen edges send, shape (nodes, lanes), and the matrix of all others."""

    others: csr_matrix
    sent: Array


class _System:
    """A network as one sparse matrix and one draw of its weights per lane.

    Most edges pass a function of their source alone, so that is evaluated once a node; gated edges, edges with another
    floor (steroid feedback) and identities have columns of their own. The draws are interleaved (row = node × draws + draw),
    so that a step of the fixed point is one matrix-vector product.
    """

    def __init__(self, network: Network, lanes: NDArray[np.intp], ensemble: Ensemble) -> None:
        self.nodes = network.nodes
        self.index = network.rows
        self.draws = len(lanes)
        self.columns = ensemble.columns(network, lanes)
        self.source, self.target = self.columns.source, self.columns.target
        identity = np.flatnonzero(self.columns.identity)
        self.special = np.flatnonzero(self.columns.special)
        edges = [network.edges[i] for i in self.special]
        self.floor = np.array([FLOOR_CENTRAL if edge.central else FLOOR for edge in edges], dtype=np.float32)[:, None]
        self.bounds = np.array([_SIDES[edge.side] for edge in edges], dtype=np.float32).reshape(-1, 2)
        # a step without gate has an ever open one: an extra last row that stays at zero
        guards = [tuple(self.index[g] for g in edge.gates) or (len(self.nodes),) for edge in edges]
        self.gate = np.array([group[0] for group in guards], dtype=np.intp)
        self.gated_again = [(i, row) for i, group in enumerate(guards) for row in group[1:]]
        self.agents = [(self.index[a.source], self.index[a.receptor], a.efficacy, OCCUPANCY[a.strength]) for a in network.agents]
        self.weights = self.columns.weights(len(self.nodes))
        self.plain = np.unique(self.source[identity])
        column = self.source.copy()
        column[identity] = len(self.nodes) + np.searchsorted(self.plain, self.source[identity])
        column[self.special] = len(self.nodes) + len(self.plain) + np.arange(len(self.special))
        self.column = column
        self.signed = self.weights * self.columns.sign[:, None]
        self._sent = np.empty((len(self.nodes) + len(self.plain) + len(self.special), self.draws), dtype=np.float32)
        self._spare = np.empty_like(self._sent)
        self.matrix = self._matrix(np.ones(len(self.source), dtype=bool))

    def placed(self, rest: _Rest) -> tuple[Array, Array]:
        """State and drive of a resting background in the rows of this system; a confined or available form starts as its whole."""
        at = rest.network.rows
        rows = [at.get(node, at.get(node.partition("@")[0].partition("~")[0], -1)) for node in self.nodes]
        known = np.array(rows, dtype=np.intp)
        here = (known >= 0)[:, None]
        return np.where(here, rest.z[known], np.float32(0.0)), np.where(here, rest.drive[known], np.float32(0.0))

    def _matrix(self, chosen: NDArray[np.bool_]) -> csr_matrix:
        """Signed weights of the chosen edges, shape (nodes × draws, signals × draws), laid out row by row."""
        lanes = np.arange(self.draws, dtype=np.int32)
        order = np.flatnonzero(chosen)[np.argsort(self.target[chosen], kind="stable")]
        count = np.bincount(self.target[order], minlength=len(self.nodes)).astype(np.int32)
        before = np.concatenate([np.zeros(1, dtype=np.int32), np.cumsum(count, dtype=np.int32)])
        here = self.target[order]
        place = (self.draws * before[here] + np.arange(len(order), dtype=np.int32) - before[here])[:, None] + lanes * count[here][:, None]
        data = np.empty(place.size, dtype=np.float32)
        columns = np.empty(place.size, dtype=np.int32)
        data[place] = self.signed[order]
        columns[place] = self.column[order].astype(np.int32)[:, None] * self.draws + lanes
        starts = (self.draws * before[:-1])[:, None] + lanes * count[:, None]
        signals = len(self.nodes) + len(self.plain) + len(self.special)
        shape = (len(self.nodes) * self.draws, signals * self.draws)
        return csr_matrix((data, columns, np.append(starts.ravel(), np.int32(place.size))), shape=shape)

    def signals(self, z: Array) -> Array:
        """What the sources send, shape (signals, draws): f(z) of every node, z of those passed on as they are, gated steps.

        The array is made once and filled again at every step.
        """
        nodes, plain = len(self.nodes), len(self.nodes) + len(self.plain)
        sent = self._sent
        _passed(z, FLOOR, sent[:nodes], self._spare[:nodes])
        np.take(z, self.plain, axis=0, out=sent[nodes:plain])
        if len(self.special):
            levels = np.vstack([z, np.zeros((1, self.draws), dtype=np.float32)])
            gates = levels[self.gate]
            lowest = gates.copy() if self.gated_again else gates
            for step, gate in self.gated_again:
                gates[step] += levels[gate]
                np.minimum(lowest[step], levels[gate], out=lowest[step])
            open_part = np.clip(1 + lowest / SHUT_GATE, 0, 1).astype(np.float32)
            seen = np.clip(z[self.source[self.special]], self.bounds[:, :1], self.bounds[:, 1:])
            _passed(np.clip(gates + open_part * seen, -8.0, 8.0), self.floor, sent[plain:], self._spare[plain:])
        return sent

    def inputs(self, z: Array, frozen: _Frozen | None = None) -> Array:
        """Sum of what arrives at each node; with `frozen`, its edges send what they did."""
        matrix = self.matrix if frozen is None else frozen.others
        total = (matrix @ self.signals(z).ravel()).reshape(z.shape)
        return np.asarray(total if frozen is None else total + frozen.sent, dtype=np.float32)

    def freeze(self, z: Array, chosen: NDArray[np.bool_]) -> _Frozen:
        """The chosen edges held at what they send in the state `z`."""
        sent = (self._matrix(chosen) @ self.signals(z).ravel()).reshape(z.shape)
        return _Frozen(self._matrix(~chosen), np.asarray(sent, dtype=np.float32))

    def drive_for(self, z: Array, nodes: list[str], normal: Array) -> Array:
        """Constant drive, beside the `normal` one, that holds `nodes` where they are in `z`."""
        drive = np.zeros_like(z)
        if nodes:
            rows = [self.index[node] for node in nodes]
            wanted = BOUND * np.arctanh(np.clip(z[rows] / BOUND, -0.999, 0.999))
            drive[rows] = wanted - self.inputs(z)[rows] - normal[rows]
        return drive

    def normal(self, usual: Mapping[str, float]) -> Array:
        """Drive that makes up for what variables send that stand at these levels in health, shape (nodes, draws)."""
        z = np.zeros((len(self.nodes), self.draws), dtype=np.float32)
        for node, level in usual.items():
            if node in self.index:
                z[self.index[node]] = level
        return -self.inputs(z) if usual else z

    def settle(
        self,
        clamps: Mapping[str, float],
        drive: Array | None,
        *,
        start: Array | None = None,
        frozen: _Frozen | None = None,
        still: frozenset[str] = frozenset(),
        steps: int = 0,
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
        for count in range(1, (steps or STEPS) + 1):
            step = self.inputs(z, frozen)
            if drive is not None:
                step += drive
            step /= BOUND
            np.tanh(step, out=step)
            step *= BOUND
            for receptor, efficacy, theta in given:
                step[receptor] = np.log(np.maximum((1 - theta) * np.exp(step[receptor]) + theta * efficacy, np.exp(-BOUND)))
            step -= z
            step *= DAMPING
            step[rows] = 0.0
            z += step
            if count % LOOK == 0:
                moved = np.maximum(step.max(axis=0), -step.min(axis=0))
                if (moved < TOLERANCE).mean() >= SETTLED:
                    break
        return z, moved < CALM


def _passed(z: Array, floor: Array | float, out: Array, spare: Array) -> None:
    """f(z) into `out`, see the head of this module; `spare` has its shape and is written over."""
    np.exp(z, out=spare)
    np.multiply(spare, (1 + K + floor) / (1 + floor), out=out)
    out += floor * K / (1 + floor)
    spare += K
    out /= spare
    np.log(out, out=out)
