"""``effect``: the signed, explained answer to one question."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from bonegraph.errors import QuestionError
from bonegraph.model.knowledge import Knowledge
from bonegraph.network import Network, Networks, Profile, profiles
from bonegraph.network.network import Edge
from bonegraph.reason.answer import Answer, Decider, Effect
from bonegraph.reason.feedback import loops_through
from bonegraph.reason.lexicon import Lexicon, Start
from bonegraph.reason.open_keys import opened
from bonegraph.reason.paths import SignedPath, Step, best_paths, distances, signed_steps, signs_reached
from bonegraph.reason.question import HORIZONS, Question, check_context
from bonegraph.reason.response import Array, Response, respond
from bonegraph.reason.scene import Scene, background_starts, exposure_of, find_readout, set_scene
from bonegraph.reason.verdict import Judged, judge

__all__ = ["DRAWS", "Reasoner"]

DRAWS = 32
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


class Reasoner:
    """Answers questions on one body of knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon | None = None) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon or Lexicon(knowledge)
        self.networks = Networks(knowledge)

    def effect(self, question: Question, *, seed: int = 0, draws: int = DRAWS, k: int = 3) -> Effect:
        """Answer one question.

        Parameters
        ----------
        question
            What is moved, in which direction, where we look, in which context.
        seed, draws
            Seed and number of the drawn strengths; the same input gives the same answer.
        k
            Number of best paths for and against.

        Raises
        ------
        UnknownName, AmbiguousName, QuestionError
        """
        check_context(self.knowledge, question.context)
        if question.horizon not in HORIZONS:
            raise QuestionError(f"unknown horizon {question.horizon!r}; one of: {', '.join(HORIZONS)}")
        if question.direction not in ("+", "-"):
            raise QuestionError(f"unknown direction {question.direction!r}; + (given, raised, present) or - (withdrawn, deficient, lost)")
        readings = self.lexicon.readings(question.perturbation, question.direction)
        question = replace(question, context={**readings[0].context, **question.context})
        effects = [self._read(question, start, seed=seed, draws=draws, k=k) for start in readings]
        return effects[0] if len(effects) == 1 else _umbrella(effects)

    def _read(self, question: Question, start: Start, *, seed: int, draws: int, k: int) -> Effect:
        """Answer one reading of the perturbation."""
        if question.against:
            start = _instead(start, self.lexicon.start(question.against))
        target, notes = find_readout(self.knowledge, self.lexicon, question.readout, question.context)
        stops = []
        for name in question.through:
            key, read = self._stop(name, question.readout)
            stops += self._opened(start, key)
            notes += read
        backgrounds = background_starts(self.knowledge, self.lexicon, question.context)
        context = {key: value for key, value in question.context.items() if key not in ("cotreatment", "genotype")}
        closed = question.horizon == "steady"
        answers = []
        for profile in opened(self.knowledge, start, context, profiles(context)):
            answer = self._through(start, backgrounds, profile, [*stops, target], closed, seed=seed, draws=draws, k=k)
            answers.append(answer)
        return self._combined(question, start, target, answers, (*start.notes, *notes), seed, draws)

    def _stop(self, name: str, readout: str) -> tuple[str, tuple[str, ...]]:
        """A variable to pass; a bare process (*apoptosis*) is that of the cell which the readout names."""
        if not self.lexicon.find(name).keys:
            full = f"{readout.split(maxsplit=1)[0]} {name}"
            if self.lexicon.find(full).keys:
                return self.lexicon.one(full)
        return self.lexicon.one(name)

    def _opened(self, start: Start, key: str) -> list[str]:
        """A gate is passed by what it opens: through aromatase means through the estradiol that it makes of testosterone."""
        moved = {setting.variable for setting in start.settings} | set(start.withdrawn)
        moved |= {holder for variable in moved for holder in self.knowledge.ancestors(variable)}
        products = [row.object for row in self.knowledge.active if key in row.gate and row.subject in moved and row.sign]
        return list(dict.fromkeys(products))[:1] or [key]

    def _through(self, start: Start, backgrounds: list[Start], profile: Profile, stops: list[str], closed: bool, *, seed: int, draws: int, k: int) -> Answer:
        """Answer in one profile, stop by stop; a plain question has one stop, its readout."""
        answer = self._answer(start, backgrounds, profile, stops[0], closed, seed=seed, draws=draws, k=k)
        for stop, following in pairwise(stops):
            word = answer.judged.verdict
            if word not in ("increase", "decrease"):
                return answer
            onward = self.lexicon.start(self.knowledge.entities[stop].key, "+")
            setting = replace(onward.settings[0], level="up" if word == "increase" else "down")
            onward = replace(onward, settings=(setting,))
            second = self._answer(onward, backgrounds, profile, following, closed, seed=seed, draws=draws, k=k)
            answer = _chained(answer, second)
        return answer

    def _answer(self, start: Start, backgrounds: list[Start], profile: Profile, target: str, closed: bool, *, seed: int, draws: int, k: int) -> Answer:
        exposure = exposure_of(self.knowledge, start, profile)
        if exposure:
            reason = f"exposure by this route and dose is {exposure[0]}: hardly any of it reaches the circulation"
            return Answer(profile, _zero(reason), rows=(exposure[1],))
        scene = set_scene(self.networks, start, backgrounds, profile, target, closed_loop=closed)
        if target in scene.sources:
            return Answer(scene.profile, _moved_itself(scene.sources[target]))
        nulls = self._nulls(scene)
        if nulls:
            return Answer(scene.profile, _zero("an explicit, evidenced null between the two holds here"), rows=nulls)
        unmoved, blocked = self._unmoved(scene), scene.blocked
        if unmoved:
            scene = replace(scene, arms=replace(scene.arms, still=scene.arms.still | set(unmoved)), blocked=scene.blocked | set(unmoved))
        looked_at = self._looked_at(scene)
        upstream = scene.network.upstream(looked_at)
        sources = {node: way for node, way in scene.sources.items() if node in upstream}
        if not sources:
            return Answer(scene.profile, _zero(self._why_no_path(scene, upstream)), rows=self._stopping_rows(scene, upstream))
        network = scene.network.restricted(upstream)
        response = respond(network, scene.arms, draws=draws, seed=seed, short=scene.profile.short)
        node = next((n for n in looked_at if response.of(n).any()), looked_at[0])
        steps = signed_steps(network, _agent_signs(network, response), _closed(network, response))
        signs = signs_reached(steps, sources, node, scene.blocked)
        left = distances(steps, node, scene.blocked)
        up, all_up = best_paths(steps, sources, node, 1, k, scene.blocked, left)
        down, all_down = best_paths(steps, sources, node, -1, k, scene.blocked, left)
        nearest = min((*up, *down), key=lambda path: path.cost, default=None)
        size = abs(float(np.median(response.of(node))))
        remote = nearest is None or nearest.cost > REMOTE or (nearest.cost > FAR and size < FAINT)
        if unmoved:
            free = best_paths(steps, sources, node, 1, 1, blocked)[0] + best_paths(steps, sources, node, -1, 1, blocked)[0]
            over = min(free, key=lambda path: path.cost, default=None)
            passed = [key for key in unmoved if over and key in over.nodes]
            if over and passed and (nearest is None or remote or nearest.cost > over.cost + ASIDE):
                names = ", ".join(self.knowledge.name(key) for key in passed)
                reason = f"the way there leads over {names}, on which an evidenced null says it has no net effect"
                return Answer(scene.profile, _zero(reason), rows=tuple(i for key in passed for i in unmoved[key]))
        if not signs or nearest is None:
            shut = "every way there is closed: a gate or a clamped variable stops the change"
            why = f"there is no {self.knowledge.name(scene.target)} to move in this context" if scene.target in scene.arms.still else shut
            return Answer(scene.profile, _zero(why), rows=self._stopping_rows(scene, upstream))
        if remote:
            arrives = f"the best of them carries {nearest.weight:.2%} of a strong step" if nearest.cost > REMOTE else "less than 0.1 % of a change arrives"
            return Answer(scene.profile, _zero(f"only chains of {len(nearest.steps)} and more steps lead there, and {arrives}"), (nearest,))
        ordered = [path.sign for path in sorted((*up, *down), key=lambda p: p.cost)][:k]
        judged = judge(response.of(node), sorted(signs), ordered)
        if scene.setpoints and self._restored(scene, network, judged.size, node, draws, seed):
            held = ", ".join(self.knowledge.name(key) for key in sorted(scene.setpoints))
            return Answer(scene.profile, _zero(f"a set-point: {held} is held at its normal level, and what is left of the response is small"), (*up, *down))
        if judged.verdict in ("increase", "decrease"):
            wanted = 1 if judged.verdict == "increase" else -1
            settled_steps = {source: [s for s in found if not self._contested(s)] for source, found in steps.items()}
            if wanted not in signs_reached(settled_steps, sources, node, scene.blocked):
                reason = f"every way to a{'n increase' if wanted > 0 else ' decrease'} runs through a contested step"
                judged = replace(judged, verdict="ambiguous", basis="D", confidence="low", reason=reason)
        rising = judged.verdict == "increase" or (judged.verdict != "decrease" and (judged.p_up or 0) >= 0.5)
        main, other = (up, down) if rising else (down, up)
        return Answer(
            scene.profile,
            judged,
            tuple(main),
            tuple(other),
            loops_through(steps, main[:1] or other[:1]),
            _deciders(network, response, response.of(node), (*up, *down)),
            settled=response.settled,
            complete=all_up and all_down,
        )

    def _restored(self, scene: Scene, network: Network, size: float, node: str, draws: int, seed: int) -> bool:
        """True if holding the set-points takes away nearly all of what the rest of the perturbation does."""
        if abs(size) < RESTORED:
            return True
        without = {v: z for v, z in scene.arms.perturbed.items() if v not in scene.setpoints}
        alone = respond(network, replace(scene.arms, perturbed=without), draws=draws, seed=seed, short=scene.profile.short)
        return bool(abs(size) < LEFT * abs(float(np.median(alone.of(node)))))

    def _contested(self, step: Step) -> bool:
        """True when all that is known of a step is contested."""
        rows = [self.knowledge.interactions[i] for i in step.interactions]
        return bool(rows) and all(row.consensus == "contested" for row in rows)

    def _looked_at(self, scene: Scene) -> list[str]:
        """The readout, or the part of it that is left when only a decoy or antibody acts on it."""
        available = [node for node, key in scene.network.derived.items() if key == scene.target and node.startswith(scene.target + "~")]
        return [scene.target, *available]

    def _nulls(self, scene: Scene) -> tuple[str, ...]:
        """Rows that say that a source does nothing to the readout, unless a signed row contests them."""
        contested = {(e.source, e.target) for e in scene.network.edges}
        contested |= {(a.source, a.receptor) for a in scene.network.agents}
        family = [scene.target, self.knowledge.entities[scene.target].variant_of]
        found: list[str] = []
        for source in scene.sources:
            pairs = [(source, target) for target in family if target]
            ids = [i for pair in pairs for i in scene.network.nulls.get(pair, ())]
            if not ids or any(pair in contested for pair in pairs):
                return ()
            found += ids
        return tuple(found)

    def _unmoved(self, scene: Scene) -> dict[str, tuple[str, ...]]:
        """Variables on which each source has no net effect by a summary null that holds here, with those rows."""
        found: dict[str, list[str]] = {}
        for source in scene.sources:
            net = {
                target: [i for i in ids if self.knowledge.interactions[i].directness == "summary"]
                for (subject, target), ids in scene.network.nulls.items()
                if subject == source
            }
            net = {target: ids for target, ids in net.items() if ids}
            found = net if source is next(iter(scene.sources)) else {t: [*found[t], *net[t]] for t in found if t in net}
        return {target: tuple(ids) for target, ids in sorted(found.items()) if target != scene.target}

    def _stopping_rows(self, scene: Scene, upstream: frozenset[str]) -> tuple[str, ...]:
        reached = scene.network.downstream(scene.sources)
        return tuple(i for (s, o), ids in sorted(scene.network.nulls.items()) if s in reached and o in upstream for i in ids)

    def _why_no_path(self, scene: Scene, upstream: frozenset[str]) -> str:
        if self._stopping_rows(scene, upstream):
            return "an explicit, evidenced null stops the only way there"
        if scene.profile.cell and not any(node in scene.network.successors for node in scene.sources):
            return f"confined to {scene.profile.cell.replace('_', ' ')}: the graph knows no action of it there"
        if not any(node in scene.network.nodes for node in scene.sources):
            return "the graph knows no action of it in this context"
        return "no causal path leads from the one to the other in this context"

    def _combined(self, question: Question, start: Start, target: str, answers: list[Answer], notes: tuple[str, ...], seed: int, draws: int) -> Effect:
        """One verdict from the answers of all open profiles."""
        words = [answer.judged.verdict for answer in answers]
        first = answers[0]
        needs: tuple[str, ...] = ()
        if {"increase", "decrease"} <= set(words):
            needs = _deciding([dict(answer.profile.chosen) for answer in answers], words)
            verdict, basis, reason, confidence = "depends", "D", "the answer has opposite signs: " + ", ".join(needs) + " decides", "moderate"
        else:
            signed = [answer for answer in answers if answer.judged.verdict in ("increase", "decrease")]
            first = max(signed or answers, key=lambda a: (abs((a.judged.p_up or 0.5) - 0.5), -answers.index(a)))
            verdict, basis, reason, confidence = first.judged.verdict, first.judged.basis, first.judged.reason, first.judged.confidence
            if signed and len(signed) < len(answers):
                open_keys = ", ".join(dict.fromkeys(key for answer in answers for key, _ in answer.profile.chosen))
                reason += f"; not alike for every {open_keys}"
                confidence = "low"
        p_up = first.judged.p_up if verdict != "depends" else float(np.mean([a.judged.p_up for a in answers if a.judged.p_up is not None]))
        ordered = (first, *(answer for answer in answers if answer is not first))
        return Effect(question, self.knowledge, start, target, verdict, basis, p_up, confidence, reason, ordered, needs, notes, seed, draws)


def _instead(start: Start, other: Start) -> Start:
    """`start` in the place of `other`: what is given in both arms drops out."""
    given = tuple(setting.variable for setting in other.settings if setting not in start.settings)
    return replace(start, label=f"{start.label} instead of {other.label}", withdrawn=(*start.withdrawn, *given), notes=(*start.notes, *other.notes))


def _umbrella(effects: list[Effect]) -> Effect:
    """One answer from those of the members of a class: theirs if they agree, `depends` if they are opposite."""
    words = [effect.verdict for effect in effects]
    lines = tuple(f"{effect.start.label}: {effect.verdict.replace('_', ' ')}" for effect in effects)
    first = max(effects, key=lambda effect: (bool(effect.sign) and effect.sign != "0", abs((effect.p_up or 0.5) - 0.5)))
    if {"increase", "decrease"} <= set(words):
        reason = "the name covers things that act in opposite ways: " + "; ".join(lines)
        start = replace(first.start, label=first.start.label.partition(" (")[0])
        return replace(first, start=start, verdict="depends", basis="D", confidence="moderate", reason=reason, needs=("perturbation",))
    if "depends" in words:
        first = effects[words.index("depends")]
    note = "the name covers several things; " + "; ".join(lines)
    return replace(first, notes=(*first.notes, note), confidence=first.confidence if len(set(words)) == 1 else "low")


def _deciding(chosen: list[dict[str, str]], words: list[str]) -> tuple[str, ...]:
    """Keys in which answers of opposite sign differ: those that do it alone, where there are any."""
    keys = tuple(dict.fromkeys(key for one in chosen for key in one))
    opposed = [(chosen[i], chosen[j]) for i, word in enumerate(words) for j in range(i) if {word, words[j]} == {"increase", "decrease"}]
    differing = [{key for key in keys if one.get(key) != other.get(key)} for one, other in opposed]
    alone = {key for found in differing if len(found) == 1 for key in found}
    return tuple(key for key in keys if key in (alone or set().union(*differing)))


def _zero(reason: str) -> Judged:
    return Judged("no_effect", "0", 0.5, None, None, 0.0, "moderate", reason)


def _moved_itself(way: int) -> Judged:
    word = "increase" if way > 0 else "decrease"
    return Judged(word, "A", 0.98 if way > 0 else 0.02, None, None, float(way), "high", "it is what the perturbation itself moves")


def _chained(first: Answer, second: Answer) -> Answer:
    """Answer of two legs: each path of the first leg continued by each of the second."""
    joined = [SignedPath((*a.steps, *b.steps), b.sign, a.cost + b.cost) for a in first.paths_for for b in (*second.paths_for, *second.paths_against)]
    sign = 1 if second.judged.verdict == "increase" else -1 if second.judged.verdict == "decrease" else 0
    p_first = max(first.judged.p_up or 0.5, 1 - (first.judged.p_up or 0.5))
    p_second = second.judged.p_up if second.judged.p_up is not None else 0.5
    p_up = p_first * p_second + (1 - p_first) * (1 - p_second)
    best = sorted(joined, key=lambda p: p.cost)
    judged = replace(second.judged, p_up=p_up, basis=max(first.judged.basis, second.judged.basis, key="0ABCD".index))
    wanted = sign or (1 if p_second >= 0.5 else -1)
    return replace(
        second,
        judged=judged,
        paths_for=tuple(p for p in best if p.sign == wanted)[:3],
        paths_against=tuple(p for p in best if p.sign == -wanted)[:3],
        rows=(*first.rows, *second.rows),
    )


def _agent_signs(network: Network, response: Response) -> dict[str, int]:
    """Way in which each competing agent moves its receptor, given the endogenous level of the background."""
    found = {}
    for agent in network.agents:
        level = float(np.exp(np.median(response.background[response.nodes.index(agent.receptor)])))
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
