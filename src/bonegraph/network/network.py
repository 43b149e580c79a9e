"""Knowledge seen through one context: a flat signed graph whose edges name their interactions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Agent", "Edge", "Network", "reach"]


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """One signed step; each is made once and shared by the networks that hold it, so that what is known of it can be kept by it.

    `kind` is ``step`` (interactions), ``identity`` (a part of a ratio, the available form of a ligand, an aspect of an
    entity: passes changes on unaltered). `gates` must be present for the step.
    """

    source: str
    target: str
    sign: int
    interactions: tuple[str, ...]
    gates: tuple[str, ...] = ()
    strength: str = "moderate"
    speed: str = "fast"
    consensus: str = "established"
    belief: float = 1.0
    central: bool = False
    exogenous: bool = False
    """Its source is a drug: absent before, and given at a dose that works on its target."""
    receptor: bool = False
    """Its target is a receptor, which follows its ligand more closely than a process follows any of its causes."""
    partial: bool = False
    """Its target makes good part of what its source does elsewhere, and never more than that."""
    side: int = 0
    """-1 if it acts only while its source is below normal (a permissive effect), +1 only above (an effect of excess)."""

    kind: str = "step"


@dataclass(frozen=True, slots=True)
class Agent:
    """A drug that competes for a receptor with its endogenous ligands."""

    source: str
    receptor: str
    efficacy: float
    strength: str
    interactions: tuple[str, ...]
    belief: float = 1.0
    consensus: str = "established"


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes, edges and competing agents of one context.

    `nulls` are explicit zeros that hold here, by (subject, object), with their interaction ids. `derived` explains nodes
    that stand for no single entity (``rankl~available``), by the entity they belong to.
    """

    edges: tuple[Edge, ...]
    agents: tuple[Agent, ...]
    nulls: Mapping[tuple[str, str], tuple[str, ...]]
    derived: Mapping[str, str]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every node, sorted."""
        found = {node for edge in self.edges for node in (edge.source, edge.target, *edge.gates)}
        found |= {node for agent in self.agents for node in (agent.source, agent.receptor)}
        return tuple(sorted(found))

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Node to its place in `nodes`."""
        return {node: i for i, node in enumerate(self.nodes)}

    @cached_property
    def leaving(self) -> Mapping[str, tuple[Edge, ...]]:
        """Node to the edges through which it acts, as source or as gate."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            found[edge.source].append(edge)
            for gate in edge.gates:
                found[gate].append(edge)
        return {node: tuple(edges) for node, edges in found.items()}

    @cached_property
    def successors(self) -> Mapping[str, frozenset[str]]:
        """Node to the nodes that it acts on (as subject, gate or competing agent)."""
        found: dict[str, set[str]] = defaultdict(set)
        for edge in self.edges:
            for node in (edge.source, *edge.gates):
                found[node].add(edge.target)
        for agent in self.agents:
            found[agent.source].add(agent.receptor)
        return {node: frozenset(targets) for node, targets in found.items()}

    @cached_property
    def predecessors(self) -> Mapping[str, frozenset[str]]:
        """The inverse of `successors`."""
        found: dict[str, set[str]] = defaultdict(set)
        for node, targets in self.successors.items():
            for target in targets:
                found[target].add(node)
        return {node: frozenset(sources) for node, sources in found.items()}

    def downstream(self, sources: Iterable[str]) -> frozenset[str]:
        """Everything that `sources` can reach, themselves included. O(edges)."""
        return reach(self.successors, sources)

    def upstream(self, targets: Iterable[str]) -> frozenset[str]:
        """Everything that can reach `targets`, themselves included. O(edges)."""
        return reach(self.predecessors, targets)

    def restricted(self, nodes: frozenset[str]) -> Network:
        """The part whose edges end and begin inside `nodes`; a gate outside keeps its edge."""
        edges = tuple(e for e in self.edges if e.target in nodes and e.source in nodes)
        agents = tuple(a for a in self.agents if a.receptor in nodes and a.source in nodes)
        return Network(edges, agents, self.nulls, self.derived)


def reach(steps: Mapping[str, frozenset[str]], start: Iterable[str]) -> frozenset[str]:
    """Nodes that `steps` lead to from `start`, the start included."""
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for node in steps.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return frozenset(seen)
