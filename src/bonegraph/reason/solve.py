"""One scene solved: response, paths, verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

import numpy as np

from bonegraph.model.knowledge import Knowledge
from bonegraph.network import Network
from bonegraph.network.network import Edge
from bonegraph.reason.answer import Answer, Decider
from bonegraph.reason.feedback import Loop, loops_through
from bonegraph.reason.paths import SignedPath, Steps, best_paths, distances, signed_steps, signs_reached
from bonegraph.reason.question import Effort
from bonegraph.reason.response import Arms, Array, Backgrounds, Response, respond
from bonegraph.reason.scene import Scene
from bonegraph.reason.verdict import Judged, judge
from bonegraph.reason.zero import explicit_nulls, held_still, stopping_rows, why_no_path

__all__ = ["Solver", "stated_zero"]

RESTORED = 0.02
"""Response (in ln level) below which a replacement is said to have restored the readout."""

LEFT = 0.25
"""Share of the response without a replacement below which the replacement is said to have restored the readout."""

FAR = 4.0
FAINT = 1e-3
"""A response below 0.1 % that only paths of a cost above `FAR` carry is none."""

GONE = -1.8
"""Level (ln) of a gate below which the step it gates is shut in both arms."""

REMOTE = 7.0
"""Cost of the best path (-ln of belief × strength) above which a readout is taken not to be reached."""

ASIDE = 2.3
"""Cost (ln 10) by which the best way around a variable that a null holds still may exceed the best way over it."""

SHUT = -0.4
"""Change of a gate (in ln level) below which nothing is said to travel through the step it gates."""


def stated_zero(reason: str) -> Judged:
    """*No effect* for a reason."""
    return Judged("no_effect", "0", 0.5, None, None, 0.0, "moderate", reason)


@dataclass(frozen=True)
class _Field:
    """The network of a scene as the response finds it: which steps are open, and the best ways along them."""

    scene: Scene
    network: Network
    sources: Mapping[str, int]
    node: str
    response: Response
    k: int

    @cached_property
    def change(self) -> Array:
        return self.response.of(self.node)

    @cached_property
    def steps(self) -> Steps:
        return signed_steps(self.scene.network, _agent_signs(self.network, self.response), _closed(self.network, self.response))

    @cached_property
    def ways(self) -> dict[int, tuple[list[SignedPath], bool]]:
        """Best paths of each sign, and whether the search was complete."""
        left = distances(self.steps, self.node, self.scene.blocked)
        return {sign: best_paths(self.steps, self.sources, self.node, sign, self.k, self.scene.blocked, left) for sign in (1, -1)}

    @property
    def paths(self) -> list[SignedPath]:
        """All of them, rises first."""
        return [*self.ways[1][0], *self.ways[-1][0]]

    @cached_property
    def nearest(self) -> SignedPath | None:
        """The best path of either sign."""
        return min(self.paths, key=lambda path: path.cost, default=None)

    @property
    def remote(self) -> bool:
        """True when only long chains of weak or doubtful steps lead there, or hardly anything arrives."""
        size = abs(float(np.median(self.change)))
        return self.nearest is None or self.far > REMOTE or (self.far > FAR and size < FAINT)

    @property
    def far(self) -> float:
        """Cost of the best path; the step to a receptor is part of the action of its ligand and costs nothing."""
        bound = {edge.target for edge in self.network.edges if edge.receptor} if self.nearest else set()
        return sum(step.cost for step in self.nearest.steps if step.target not in bound) if self.nearest else inf


class Solver:
    """Answers scenes on one body of knowledge."""

    def __init__(self, knowledge: Knowledge, backgrounds: Backgrounds | None = None) -> None:
        self.knowledge = knowledge
        self.backgrounds = backgrounds or Backgrounds()

    def answer(self, scene: Scene, effort: Effort) -> Answer:
        """Verdict of one scene with its paths."""
        if scene.target in scene.sources:
            return Answer(scene.profile, _moved_itself(scene.sources[scene.target]))
        nulls = explicit_nulls(self.knowledge, scene)
        if nulls:
            return Answer(scene.profile, stated_zero("an explicit, evidenced null between the two holds here"), rows=nulls, explicit=True)
        unmoved, without = held_still(self.knowledge, scene), scene
        if unmoved:
            scene = replace(scene, arms=replace(scene.arms, still=scene.arms.still | set(unmoved)), blocked=scene.blocked | set(unmoved))
        looked_at = _looked_at(scene)
        upstream = scene.network.upstream(looked_at)
        sources = {node: way for node, way in scene.sources.items() if node in upstream}
        if not sources:
            return Answer(scene.profile, stated_zero(why_no_path(scene, upstream)), rows=stopping_rows(scene, upstream))
        network = scene.network.restricted(upstream)
        response = self._respond(network, scene, scene.arms, effort)
        node = next((n for n in looked_at if response.of(n).any()), looked_at[0])
        field = _Field(scene, network, sources, node, response, effort.k)
        zero = self._netted(field, unmoved, without) or self._not_reached(field, upstream)
        return zero or self._judged(field, effort)

    def _respond(self, network: Network, scene: Scene, arms: Arms, effort: Effort, cut: frozenset[Edge] = frozenset()) -> Response:
        return respond(
            network,
            arms,
            draws=effort.draws,
            seed=effort.seed,
            short=scene.profile.short,
            cut=cut,
            endogenous=scene.endogenous,
            backgrounds=self.backgrounds,
        )

    def _netted(self, field: _Field, unmoved: Mapping[str, tuple[str, ...]], without: Scene) -> Answer | None:
        """*No effect* where the best way there leads over a variable on which a null says there is no net effect."""
        if not unmoved:
            return None
        free = [path for sign in (1, -1) for path in best_paths(field.steps, field.sources, field.node, sign, 1, without.blocked)[0]]
        over = min(free, key=lambda path: path.cost, default=None)
        passed = [key for key in unmoved if over and key in over.nodes]
        if not over or not passed or not (field.nearest is None or field.remote or field.nearest.cost > over.cost + ASIDE):
            return None
        names = ", ".join(self.knowledge.name(key) for key in passed)
        reason = f"the way there leads over {names}, on which an evidenced null says it has no net effect"
        return Answer(field.scene.profile, stated_zero(reason), rows=tuple(i for key in passed for i in unmoved[key]))

    def _not_reached(self, field: _Field, upstream: frozenset[str]) -> Answer | None:
        """*No effect* where every way is shut, or so long and weak that nothing arrives."""
        scene, nearest = field.scene, field.nearest
        if nearest is None:
            shut = "every way there is closed: a gate or a clamped variable stops the change"
            why = f"there is no {self.knowledge.name(scene.target)} to move in this context" if scene.target in scene.arms.still else shut
            return Answer(scene.profile, stated_zero(why), rows=stopping_rows(scene, upstream))
        if not field.remote:
            return None
        arrives = f"the best of them carries {nearest.weight:.2%} of a strong step" if field.far > REMOTE else "less than 0.1 % of a change arrives"
        return Answer(scene.profile, stated_zero(f"only chains of {len(nearest.steps)} and more steps lead there, and {arrives}"), (nearest,))

    def _judged(self, field: _Field, effort: Effort) -> Answer:
        scene, response = field.scene, field.response
        signs = signs_reached(field.steps, field.sources, field.node, scene.blocked)
        ordered = [path.sign for path in sorted(field.paths, key=lambda path: path.cost)][: effort.k]
        judged = judge(field.change, sorted(signs), ordered)
        if scene.setpoints and self._restored(field, judged.size, effort):
            held = ", ".join(self.knowledge.name(key) for key in sorted(scene.setpoints))
            reason = f"a set-point: {held} is held at its normal level, and what is left of the response is small"
            return Answer(scene.profile, stated_zero(reason), tuple(field.paths))
        judged = self._unless_contested(field, judged)
        rising = judged.verdict == "increase" or (judged.verdict != "decrease" and (judged.p_up or 0) >= 0.5)
        (main, all_main), (other, all_other) = (field.ways[sign] for sign in ((1, -1) if rising else (-1, 1)))
        loops = loops_through(field.steps, main[:1] or other[:1])
        return Answer(
            scene.profile,
            judged,
            tuple(main),
            tuple(other),
            loops,
            _deciders(field.network, response, field.change, tuple(field.paths)),
            settled=response.settled,
            accepted=response.accepted,
            complete=all_main and all_other,
            open_loop=self._open_loop(field, loops, main[:1] or other[:1], effort) if effort.thorough else None,
        )

    def _restored(self, field: _Field, size: float, effort: Effort) -> bool:
        """True if holding the set-points takes away nearly all of what the rest of the perturbation does."""
        if abs(size) < RESTORED:
            return True
        without = {v: z for v, z in field.scene.arms.perturbed.items() if v not in field.scene.setpoints}
        alone = self._respond(field.network, field.scene, replace(field.scene.arms, perturbed=without), effort)
        return bool(abs(size) < LEFT * abs(float(np.median(alone.of(field.node)))))

    def _unless_contested(self, field: _Field, judged: Judged) -> Judged:
        """Nothing is said where every way to the verdict runs through a step of which all that is known is contested."""
        if judged.verdict not in ("increase", "decrease"):
            return judged
        wanted = 1 if judged.verdict == "increase" else -1
        if wanted in signs_reached(field.steps, field.sources, field.node, field.scene.blocked, uncontested=True):
            return judged
        reason = f"every way to a{'n increase' if wanted > 0 else ' decrease'} runs through a contested step"
        return replace(judged, verdict="ambiguous", basis="D", confidence="low", reason=reason)

    def _open_loop(self, field: _Field, loops: tuple[Loop, ...], paths: list[SignedPath], effort: Effort) -> float | None:
        """Median response when the feedback that the best path crosses is cut: the step by which each loop returns stays as it is in the background."""
        onward = {(step.source, step.target, step.sign) for path in paths for step in path.steps}
        returning = [[(s.source, s.target, s.sign) for s in loop.steps if s.interactions] for loop in loops]
        back = {[step for step in steps if step not in onward][-1] for steps in returning if set(steps) - onward}
        cut = frozenset(edge for edge in field.network.edges if (edge.source, edge.target, edge.sign) in back)
        if not cut:
            return None
        return float(np.median(self._respond(field.network, field.scene, field.scene.arms, effort, cut).of(field.node)))


def _moved_itself(way: int) -> Judged:
    word = "increase" if way > 0 else "decrease"
    return Judged(word, "A", 0.98 if way > 0 else 0.02, None, None, float(way), "high", "it is what the perturbation itself moves")


def _looked_at(scene: Scene) -> list[str]:
    """The readout, or the part of it that is left when only a decoy or antibody acts on it, or that of the one cell where it moves."""
    available = [node for node, key in scene.network.derived.items() if key == scene.target and node.startswith((scene.target + "~", scene.target + "@"))]
    return [scene.target, *available]


def _agent_signs(network: Network, response: Response) -> dict[str, int]:
    """Way in which each competing agent moves its receptor, given the endogenous level of the background."""
    found = {}
    for agent in network.agents:
        level = float(np.exp(np.median(response.background[network.rows[agent.receptor]])))
        found[f"{agent.source}>{agent.receptor}"] = 1 if agent.efficacy > level else -1
    return found


def _closed(network: Network, response: Response) -> dict[Edge, frozenset[str]]:
    """Gated edges that the perturbation shuts, or that are shut in both arms."""
    gates = {gate for edge in network.edges for gate in edge.gates}
    rows = [i for i, node in enumerate(response.nodes) if node in gates]
    levels, changes = np.median(response.background[rows], axis=1), np.median(response.change[rows], axis=1)
    shut = {response.nodes[row] for row, level, change in zip(rows, levels, changes, strict=True) if change < SHUT or level < GONE}
    return {edge: frozenset(shut & set(edge.gates)) for edge in network.edges if shut & set(edge.gates)}


def _deciders(network: Network, response: Response, change: Array, paths: tuple[SignedPath, ...]) -> tuple[Decider, ...]:
    """The three steps of the best paths whose drawn strength goes most with the response."""
    if len(change) < 10 or np.ptp(change) == 0:
        return ()
    weights = response.weights
    spread = weights.std(axis=1)
    shown = {i for path in paths for step in path.steps for i in step.interactions}
    rows = np.array([i for i, edge in enumerate(network.edges) if spread[i] > 1e-12 and shown & set(edge.interactions)], dtype=int)
    if not len(rows):
        return ()
    centred = weights[rows] - weights[rows].mean(axis=1, keepdims=True)
    against = change - change.mean()
    correlation = centred @ against / (len(change) * spread[rows] * change.std())
    order = np.argsort(-np.abs(correlation), kind="stable")[:3]
    return tuple(Decider(network.edges[rows[i]], float(correlation[i])) for i in order if abs(correlation[i]) >= 0.35)
