r"""Best simple signed paths on the (node, sign) double cover.

A state is a node with the sign of the path that led to it. Cost of a step is
:math:`-\ln(\text{belief} \times \text{tier})` plus a small charge per step. Exact distances to the target are found
backwards (Dijkstra), then partial simple paths are expanded best first (A*), so that paths come out in order of cost.
The number of expansions is capped; the answer says when the cap was met.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from math import exp, inf, log
from types import MappingProxyType

from bonegraph.network.network import Edge, Network

__all__ = ["SignedPath", "Step", "best_paths", "distances", "signed_steps", "signs_reached"]

Distances = dict[tuple[str, int], float]

STRENGTH = {"strong": 1.0, "moderate": 0.7, "weak": 0.4}
PER_STEP = 0.15
CAP = 30_000
LONGEST = 16


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
    through: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Gates that the step needs (when it acts as the subject)."""

    side: int = 0
    """-1 if only a fall of the source travels on, +1 if only a rise does."""

    cost: float = field(init=False, compare=False, default=0.0)
    """Charge of the step; lower is better."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "cost", PER_STEP - log(max(0.02, self.belief) * STRENGTH[self.strength]))


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


def signed_steps(network: Network, agent_signs: Mapping[str, int], closed: Mapping[Edge, frozenset[str]] = MappingProxyType({})) -> dict[str, list[Step]]:
    """Steps by source: edges, their gates, and competing agents.

    Parameters
    ----------
    agent_signs
        Sign with which each competing agent (``source>receptor``) moves its receptor here; 0 leaves it out.
    closed
        Gated edges that are shut, with the gates that shut them: nothing travels along them from their source, nor from
        another of their gates.
    """
    steps: dict[str, list[Step]] = defaultdict(list)
    for edge in network.edges:
        shut = closed.get(edge, frozenset())
        for gate in edge.gates:
            if shut - {gate}:
                continue
            steps[gate].append(Step(gate, edge.target, edge.sign, edge.interactions, edge.belief, edge.strength, through=(edge.source,)))
        if not shut:
            steps[edge.source].append(
                Step(edge.source, edge.target, edge.sign, edge.interactions, edge.belief, edge.strength, needs=edge.gates, side=edge.side)
            )
    for agent in network.agents:
        sign = agent_signs.get(f"{agent.source}>{agent.receptor}", 0)
        if sign:
            steps[agent.source].append(Step(agent.source, agent.receptor, sign, agent.interactions, agent.belief, agent.strength))
    return {source: _merged(found) for source, found in steps.items()}


def _merged(steps: list[Step]) -> list[Step]:
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
            best = replace(best, interactions=ids, through=tuple(dict.fromkeys(t for step in group for t in step.through)))
        found.append(best)
    return sorted(found, key=lambda step: (step.cost, step.target, step.sign))


def _contracted(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A path without the steps from a ligand to its own available form: only decoys and antibodies need that node."""
    found: list[Step] = []
    for step in reversed(steps):
        if found and not step.interactions and step.target.startswith(step.source + "~"):
            found[-1] = replace(found[-1], source=step.source)
        else:
            found.append(step)
    return tuple(reversed(found))


def signs_reached(steps: Mapping[str, list[Step]], sources: Mapping[str, int], target: str, blocked: Collection[str] = ()) -> set[int]:
    """Signs with which walks lead from the sources (with their directions) to the target. O(edges)."""
    states = {(node, sign) for node, sign in sources.items()}
    waiting = list(states)
    while waiting:
        node, sign = waiting.pop()
        for step in steps.get(node, ()):
            state = (step.target, sign * step.sign)
            if step.side in (0, sign) and state not in states and step.target not in blocked and step.target not in sources:
                states.add(state)
                waiting.append(state)
    return {sign for node, sign in states if node == target}


def best_paths(
    steps: Mapping[str, list[Step]],
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
        left = distance.get((source, sign * sources[source]), inf)
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
        for step in steps.get(node, ()):
            # the source stands on the side of normal to which the path so far has moved it
            if step.target in visited or (step.target in blocked and step.target != target) or step.side not in (0, sign * needed):
                continue
            left = distance.get((step.target, needed * step.sign), inf)
            if left < inf:
                total = cost + step.cost
                heapq.heappush(heap, (total + left, counter, total, step.target, needed * step.sign, (*taken, step)))
                counter += 1
    return found, True


def distances(steps: Mapping[str, list[Step]], target: str, blocked: Collection[str] = ()) -> Distances:
    """Least cost from (node, sign still needed) to the target."""
    backwards: dict[str, list[Step]] = defaultdict(list)
    for found in steps.values():
        for step in found:
            backwards[step.target].append(step)
    distance = {(target, 1): 0.0}
    heap = [(0.0, target, 1)]
    while heap:
        cost, node, needed = heapq.heappop(heap)
        if cost > distance.get((node, needed), inf):
            continue
        if node in blocked and node != target:
            continue
        for step in backwards.get(node, ()):
            state = (step.source, needed * step.sign)
            total = cost + step.cost
            if total < distance.get(state, inf):
                distance[state] = total
                heapq.heappush(heap, (total, *state))
    return distance
