"""``effect``: the signed, explained answer to one question."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from itertools import pairwise

import numpy as np

from bonegraph.errors import QuestionError
from bonegraph.model.knowledge import Knowledge
from bonegraph.network import Networks, Profile, profiles
from bonegraph.reason.answer import Answer, Effect
from bonegraph.reason.lexicon import Lexicon, Start
from bonegraph.reason.open_keys import opened
from bonegraph.reason.paths import SignedPath
from bonegraph.reason.question import HORIZONS, Effort, Question, check_context
from bonegraph.reason.response import Backgrounds
from bonegraph.reason.scene import background_starts, exposure_of, find_readout, lacks, set_scene
from bonegraph.reason.solve import Solver, stated_zero

__all__ = ["Reasoner"]


class Reasoner:
    """Answers questions on one body of knowledge."""

    def __init__(self, knowledge: Knowledge, lexicon: Lexicon | None = None) -> None:
        self.knowledge = knowledge
        self.lexicon = lexicon or Lexicon(knowledge)
        self.networks = Networks(knowledge)
        self.solver = Solver(knowledge)

    def shifted(self, shift: Mapping[str, float]) -> Reasoner:
        """The same reasoner with other strengths: `shift` of interactions, in standard deviations of the logarithm."""
        other = copy(self)
        other.solver = Solver(self.knowledge, Backgrounds(shift=shift))
        return other

    def effect(self, question: Question, effort: Effort | None = None) -> Effect:
        """Answer one question.

        Parameters
        ----------
        question
            What is moved, in which direction, where we look, in which context.
        effort
            Seed and number of the drawn strengths, number of paths; the same input gives the same answer.

        Raises
        ------
        UnknownName, AmbiguousName, QuestionError
        """
        effort = effort or Effort()
        check_context(self.knowledge, question.context)
        if question.horizon not in HORIZONS:
            raise QuestionError(f"unknown horizon {question.horizon!r}; one of: {', '.join(HORIZONS)}")
        if question.direction not in ("+", "-"):
            raise QuestionError(f"unknown direction {question.direction!r}; + (given, raised, present) or - (withdrawn, deficient, lost)")
        readings = self.lexicon.readings(question.perturbation, question.direction)
        if question.direction == "+" and "route" in question.context and not exposure_of(self.knowledge, readings[0], profiles(question.context)[0]):
            readings = self.lexicon.readings(self.lexicon.prepared(question.perturbation, question.context["route"]))
        question = replace(question, context={**readings[0].context, **question.context})
        effects = [self._read(question, start, effort) for start in readings]
        return effects[0] if len(effects) == 1 else _umbrella(effects)

    def _read(self, question: Question, start: Start, effort: Effort) -> Effect:
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
        context = {key: value for key, value in question.context.items() if key != "cotreatment"}
        if "genotype" in context:
            gene, _, change = context["genotype"].rpartition("-")
            context["genotype"] = f"{self.lexicon.one(gene)[0]}-{change}"
        implied = frozenset({start.state.replace("-", "_")} & set(self.knowledge.context_values["condition"]))
        closed = question.horizon == "steady"
        answers = []
        every = profiles(context)
        having = [profile for profile in every if not lacks(self.knowledge, start, profile)]
        for profile in opened(self.knowledge, start, target, context, having or every):
            answer = self._through(start, backgrounds, replace(profile, implied=implied), [*stops, target], closed, effort)
            answers.append(answer)
        return self._combined(question, start, target, answers, (*start.notes, *notes), effort)

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

    def _through(self, start: Start, backgrounds: list[Start], profile: Profile, stops: list[str], closed: bool, effort: Effort) -> Answer:
        """Answer in one profile, stop by stop; a plain question has one stop, its readout."""
        answer = self._answer(start, backgrounds, profile, stops[0], closed, effort)
        for stop, following in pairwise(stops):
            word = answer.judged.verdict
            if word not in ("increase", "decrease"):
                return answer
            onward = self.lexicon.start(self.knowledge.entities[stop].key, "+")
            setting = replace(onward.settings[0], level="up" if word == "increase" else "down")
            onward = replace(onward, settings=(setting,))
            second = self._answer(onward, backgrounds, profile, following, closed, effort)
            answer = _chained(answer, second)
        return answer

    def _answer(self, start: Start, backgrounds: list[Start], profile: Profile, target: str, closed: bool, effort: Effort) -> Answer:
        exposure = exposure_of(self.knowledge, start, profile)
        if exposure:
            reason = f"exposure by this route and dose is {exposure[0]}: hardly any of it reaches the circulation"
            return Answer(profile, stated_zero(reason), rows=(exposure[1],))
        return self.solver.answer(set_scene(self.networks, start, backgrounds, profile, target, closed_loop=closed), effort)

    def _combined(self, question: Question, start: Start, target: str, answers: list[Answer], notes: tuple[str, ...], effort: Effort) -> Effect:
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
            shown = [answer for answer in answers if answer.explicit]
            if shown and signed and not any(answer.judged.basis in ("A", "B") for answer in signed):
                # where it was looked at nothing moved: strengths that lean one way elsewhere do not outweigh that
                first = shown[0]
                verdict, basis, confidence = "no_effect", "0", "low"
                reason = f"{first.judged.reason}; not looked at elsewhere, where strengths lean to {'/'.join(sorted({a.judged.verdict for a in signed}))}"
            elif signed and len(signed) < len(answers):
                open_keys = ", ".join(dict.fromkeys(key for answer in answers for key, _ in answer.profile.chosen))
                reason += f"; not alike for every {open_keys}"
                confidence = "low"
        p_up = first.judged.p_up if verdict != "depends" else float(np.mean([a.judged.p_up for a in answers if a.judged.p_up is not None]))
        ordered = (first, *(answer for answer in answers if answer is not first))
        return Effect(question, self.knowledge, start, target, verdict, basis, p_up, confidence, reason, ordered, needs, notes, effort.seed, effort.draws)


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
