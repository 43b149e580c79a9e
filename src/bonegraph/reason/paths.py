r"""Best simple signed paths on the (node, sign) double cover.

A state is a node with the sign of the path that led to it. Cost of a step is
:math:`-\ln(\text{belief} \times \text{tier})` plus a small charge per step. Exact distances to the target are found
backwards (Dijkstra), then partial simple paths are expanded best first (A*), so that paths come out in order of cost.
The number of expansions is capped; the answer says when the cap was met.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from math import exp, inf, log
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from bonegraph.network.network import Edge, Network

__all__ = ["Distances", "SignedPath", "Step", "Steps", "best_paths", "distances", "signed_steps", "signs_reached"]


STRENGTH = {"strong": 1.0, "moderate": 0.7, "weak": 0.4}
PER_STEP = 0.15
CAP = 30_000
LONGEST = 16


@lru_cache(maxsize=1 << 12)
def cost_of(belief: float, strength: str) -> float:
    """Charge of a step."""
    return PER_STEP - log(max(0.02, belief) * STRENGTH[strength])


@dataclass(frozen=True, slots=True)
class Step:
    """One signed step of a path.

    `through` names the subjects for whose action the source is the gate (testosterone, when aromatase opens its conversion).
    """

    source: str
    target: str
    sign: int
    interactions: tuple[str, ...]
    belief: float
    strength: str
    contested: bool = False
    """True if all that is known of it is contested."""

    through: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Gates that the step needs (when it acts as the subject)."""

    side: int = 0
    """-1 if only a fall of the source travels on, +1 if only a rise does."""

    cost: float = field(init=False, compare=False, default=0.0)
    """Charge of the step; lower is better."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cost", cost_of(self.belief, self.strength))


@dataclass(frozen=True, slots=True)
class SignedPath:
    """A simple path and the sign of its product."""

    steps: tuple[Step, ...]
    sign: int
    cost: float

    @property
    def nodes(self) -> tuple[str, ...]:
        """Nodes in order."""
        return (self.steps[0].source, *(step.target for step in self.steps))

    @property
    def belief(self) -> float:
        """Product of the beliefs of its steps."""
        found = 1.0
        for step in self.steps:
            found *= step.belief
        return found

    @property
    def weight(self) -> float:
        """``exp(-cost)``: belief × strength."""
        return exp(-self.cost)

    @property
    def weakest(self) -> Step:
        """The step believed least."""
        return min(self.steps, key=lambda step: (step.belief, step.source, step.target))


@dataclass(frozen=True, slots=True)
class Distances:
    """Least cost from each (node, sign still needed) to a target; infinite where there is no way."""

    places: Mapping[str, int]
    least: NDArray[np.float64]

    def left(self, node: str, needed: int) -> float:
        """Cost from one state."""
        place = self.places.get(node)
        return inf if place is None else float(self.least[place if needed > 0 else place + len(self.places)])


@dataclass(frozen=True)
class Steps:
    """The signed steps that are open in a network: those of its edges and gates, and what competing agents do.

    Attributes
    ----------
    network
        Where they stand.
    agents
        The steps of competing agents.
    closed
        Gated edges that are shut, with the gates that shut them.
    """

    network: Network
    agents: tuple[Step, ...] = ()
    closed: Mapping[Edge, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _changed(self) -> dict[str, tuple[Step, ...]]:
        """Nodes that do not act as they do where every gate is open."""
        nodes = {node for edge in self.closed for node in (edge.source, *edge.gates)} | {step.source for step in self.agents}
        found = {}
        for node in nodes:
            ways = [step for edge in self.network.leaving.get(node, ()) for step in _ways_out(node, edge, self.closed.get(edge, _OPEN))]
            found[node] = _merged([*ways, *(step for step in self.agents if step.source == node)])
        return found

    def leaving(self, node: str) -> tuple[Step, ...]:
        """One step for each (target, sign) that a node can make, cheapest first."""
        changed = self._changed.get(node)
        return _leaving(node, self.network.leaving.get(node, ())) if changed is None else changed


def signed_steps(network: Network, agent_signs: Mapping[str, int], closed: Mapping[Edge, frozenset[str]] = MappingProxyType({})) -> Steps:
    """Steps of edges, their gates, and competing agents.

    Parameters
    ----------
    agent_signs
        Sign with which each competing agent (``source>receptor``) moves its receptor here; 0 leaves it out.
    closed
        Gated edges that are shut, with the gates that shut them: nothing travels along them from their source, nor from
        another of their gates.
    """
    signs = {agent: agent_signs.get(f"{agent.source}>{agent.receptor}", 0) for agent in network.agents}
    given = [Step(a.source, a.receptor, sign, a.interactions, a.belief, a.strength, a.consensus == "contested") for a, sign in signs.items() if sign]
    return Steps(network, tuple(given), closed)


_OPEN: frozenset[str] = frozenset()


@lru_cache(maxsize=1 << 16)
def _leaving(node: str, edges: tuple[Edge, ...]) -> tuple[Step, ...]:
    """The steps that open edges let a node make; kept, as most nodes act alike in most contexts."""
    return _merged([step for edge in edges for step in _ways_out(node, edge, _OPEN)])


def _ways_out(node: str, edge: Edge, shut: frozenset[str]) -> Iterator[Step]:
    """The steps that a node makes along an edge as its source or as its gate, where `shut` gates are closed."""
    contested = bool(edge.interactions) and edge.consensus == "contested"
    if node in edge.gates and not shut - {node}:
        yield Step(node, edge.target, edge.sign, edge.interactions, edge.belief, edge.strength, contested, through=(edge.source,))
    if node == edge.source and not shut:
        yield Step(node, edge.target, edge.sign, edge.interactions, edge.belief, edge.strength, contested, needs=edge.gates, side=edge.side)


def _merged(steps: Iterable[Step]) -> tuple[Step, ...]:
    """One step for each (target, sign), the cheapest of them, naming the interactions of all; cheapest first."""
    groups: dict[tuple[str, int, int], list[Step]] = defaultdict(list)
    for step in steps:
        groups[step.target, step.sign, step.side].append(step)
    found = []
    for group in groups.values():
        group.sort(key=lambda step: (step.cost, step.through, step.needs))
        best = group[0]
        if len(group) > 1:
            ids = tuple(dict.fromkeys(i for step in group for i in step.interactions))
            through = tuple(dict.fromkeys(t for step in group for t in step.through))
            best = replace(best, interactions=ids, through=through, contested=all(step.contested for step in group if step.interactions))
        found.append(best)
    return tuple(sorted(found, key=lambda step: (step.cost, step.target, step.sign)))


def _contracted(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A path without the steps from a ligand to its own available form: only decoys and antibodies need that node."""
    found: list[Step] = []
    for step in reversed(steps):
        if found and not step.interactions and step.target.startswith(step.source + "~"):
            found[-1] = replace(found[-1], source=step.source)
        else:
            found.append(step)
    return tuple(reversed(found))


def signs_reached(steps: Steps, sources: Mapping[str, int], target: str, blocked: Collection[str] = (), *, uncontested: bool = False) -> set[int]:
    """Signs with which walks (`uncontested`: over no contested step) lead from the sources (with their directions) to the target. O(edges)."""
    states = {(node, sign) for node, sign in sources.items()}
    waiting = deque(states)
    reached = {sign for node, sign in states if node == target}
    while waiting and len(reached) < 2:
        node, sign = waiting.popleft()
        for step in steps.leaving(node):
            state = (step.target, sign * step.sign)
            if state in states or step.side not in (0, sign) or (uncontested and step.contested):
                continue
            if step.target not in blocked and step.target not in sources:
                states.add(state)
                waiting.append(state)
                if step.target == target:
                    reached.add(state[1])
    return reached


def best_paths(
    steps: Steps,
    sources: Mapping[str, int],
    target: str,
    sign: int,
    k: int,
    blocked: Collection[str] = (),
    distance: Distances | None = None,
) -> tuple[list[SignedPath], bool]:
    """The `k` cheapest simple paths of one sign from any source to `target`.

    Parameters
    ----------
    steps
        As from :func:`signed_steps`.
    sources
        Start nodes with the direction in which each is moved (+1 or -1).
    target, sign
        Where the path ends, and the sign of source direction × steps.
    blocked
        Nodes that hold still (clamped in both arms): no path runs through them.
    distance
        From :func:`distances` of the same steps, target and blocked nodes, where both signs are asked for.

    Returns
    -------
    paths, complete
        In order of cost; `complete` is false when the cap on expansions was met first.
    """
    distance = distances(steps, target, blocked) if distance is None else distance
    counter = 0
    heap: list[tuple[float, int, float, str, int, tuple[Step, ...]]] = []
    for source in sorted(sources):
        left = distance.left(source, sign * sources[source])
        if left < inf:
            heapq.heappush(heap, (left, counter, 0.0, source, sign * sources[source], ()))
            counter += 1
    found: list[SignedPath] = []
    expanded = 0
    while heap and len(found) < k:
        _, _, cost, node, needed, taken = heapq.heappop(heap)
        if node == target and taken:
            if needed == 1:
                found.append(SignedPath(_contracted(taken), sign, cost))
            continue
        expanded += 1
        if expanded > CAP:
            return found, False
        if len(taken) >= LONGEST:
            continue
        visited = {step.source for step in taken} | {node} | set(sources)
        for step in steps.leaving(node):
            # the source stands on the side of normal to which the path so far has moved it
            if step.target in visited or (step.target in blocked and step.target != target) or step.side not in (0, sign * needed):
                continue
            left = distance.left(step.target, needed * step.sign)
            if left < inf:
                total = cost + step.cost
                heapq.heappush(heap, (total + left, counter, total, step.target, needed * step.sign, (*taken, step)))
                counter += 1
    return found, True


def distances(steps: Steps, target: str, blocked: Collection[str] = ()) -> Distances:
    """Least cost from (node, sign still needed) to the target (Dijkstra on the reversed double cover)."""
    cover = _cover(steps.network)
    rows = steps.network.rows
    open_step = np.ones(len(cover.cost), dtype=bool)
    for edge, shut in steps.closed.items():
        for row, node in cover.gated[edge]:
            open_step[row] = not (shut - {node} if node in edge.gates else shut)
    held = [rows[node] for node in blocked if node in rows and node != target]
    if held:
        open_step &= ~np.isin(cover.ends[:, 1], held)
    added = [step for step in steps.agents if step.target == target or step.target not in blocked]
    ends = np.concatenate([cover.ends[open_step], np.array([(rows[s.source], rows[s.target]) for s in added], dtype=np.int32).reshape(-1, 2)])
    falls = np.concatenate([cover.falls[open_step], np.array([s.sign < 0 for s in added], dtype=bool)])
    cost = np.concatenate([cover.cost[open_step], np.array([s.cost for s in added])])
    count = len(rows)
    # state = node + count × (a fall is still needed); of parallel steps the cheapest counts
    start = np.concatenate([ends[:, 1], ends[:, 1] + count])
    back = np.concatenate([ends[:, 0] + count * falls, ends[:, 0] + count * ~falls])
    both = np.concatenate([cost, cost])
    order = np.lexsort((both, start * (2 * count) + back))
    start, back, both = start[order], back[order], both[order]
    first = np.ones(len(start), dtype=bool)
    first[1:] = (start[1:] != start[:-1]) | (back[1:] != back[:-1])
    reverse = csr_matrix((both[first], (start[first], back[first])), shape=(2 * count, 2 * count))
    return Distances(rows, dijkstra(reverse, indices=rows[target]) if target in rows else np.full(2 * count, inf))


@dataclass(frozen=True)
class _Cover:
    """All ways out of all nodes of a network as columns: (source, target) rows, sign, cost; and which rows a gated edge has."""

    ends: NDArray[np.int32]
    falls: NDArray[np.bool_]
    cost: NDArray[np.float64]
    gated: Mapping[Edge, tuple[tuple[int, str], ...]]


@lru_cache(maxsize=64)
def _cover(network: Network) -> _Cover:
    ends: list[tuple[int, int]] = []
    falls: list[bool] = []
    cost: list[float] = []
    gated = {}
    rows = network.rows
    for edge in network.edges:
        sources = (edge.source, *edge.gates)
        if edge.gates:
            gated[edge] = tuple((len(cost) + i, node) for i, node in enumerate(sources))
        charge = cost_of(edge.belief, edge.strength)
        for node in sources:
            ends.append((rows[node], rows[edge.target]))
            falls.append(edge.sign < 0)
            cost.append(charge)
    return _Cover(np.array(ends, dtype=np.int32).reshape(-1, 2), np.array(falls, dtype=bool), np.array(cost), gated)
