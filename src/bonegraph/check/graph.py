"""Checks of the graph as a whole: summaries must agree with the steps they sum up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bonegraph.check.findings import RowCheck
from bonegraph.errors import Problem
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.tables.source import Source

__all__ = ["checks"]


def checks(knowledge: Knowledge) -> tuple[RowCheck, ...]:
    """The checks, bound to the assembled model."""

    def summaries(source: Source) -> Iterator[Problem]:
        places = source.keys("interactions")
        signed = _signed_steps(knowledge)
        for item in knowledge.active:
            if item.directness != "summary" or item.reach != "passes":
                continue
            row = places[item.id]
            reached = _reach(item, signed)
            if item.via and not reached:
                message = f"no chain of direct rows leads from {item.subject} through {', '.join(item.via)} to {item.object}"
                yield Problem("summary-unbacked", "INFO", row.file, row.line, message, "the row is used as it is", item.id)
            elif item.via and item.sign not in reached:
                message = f"its steps give the other sign ({item.subject} → {item.object})"
                yield Problem("summary-sign", "WARN", row.file, row.line, message, "correct the row or its steps", item.id)

    def orphans(source: Source) -> Iterator[Problem]:
        used = {key for item in knowledge.active for key in (item.subject, item.object, *item.gate, *item.via)}
        used |= {key for s in knowledge.statements.values() for key in (s.subject, s.object)}
        used |= {key for e in knowledge.entities.values() for key in (e.variant_of, *e.parents, *e.parts)}
        used |= {setting.variable for p in knowledge.perturbations.values() for setting in p.sets}
        used |= {key for o in knowledge.observations.values() for key in (o.perturbation, o.readout)}
        for key, row in source.keys("entities").items():
            if key not in used and not row["status"]:
                yield Problem("orphan", "INFO", row.file, row.line, f"{key!r} is in no row", "use it or retire it", key)

    return (summaries, orphans)


def _signed_steps(knowledge: Knowledge) -> dict[str, list[tuple[str, int]]]:
    """Steps of direct rows and of classes; a step of sign 0 leads to the gate that a subject uses, which may be named as mediator."""
    steps: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for item in knowledge.active:
        if item.directness == "direct" and item.sign:
            targets = [item.object, *knowledge.variants.get(item.object, ())] if item.reach != "withholds" else [item.object]
            for target in targets:
                steps[item.subject].append((target, item.sign))
                for gate in item.gate:
                    steps[gate].append((target, item.sign))
                    steps[item.subject].append((gate, 0))
    for key, entity in knowledge.entities.items():
        if entity.exogenous:
            for holder in knowledge.ancestors(key):
                steps[key] += steps.get(holder, [])
    return steps


def _reach(item: Interaction, steps: dict[str, list[tuple[str, int]]]) -> set[int]:
    """Signs with which the direct steps lead from subject through the mediators, in order, to the object."""
    frontier = {(item.subject, 1)}
    for stop in (*item.via, item.object):
        seen = set(frontier)
        waiting = list(frontier)
        while waiting:
            node, sign = waiting.pop()
            for target, step in steps.get(node, ()):
                state = (target, sign * step if step else sign)
                if state not in seen and len(seen) < 20_000:
                    seen.add(state)
                    waiting.append(state)
        frontier = {(node, sign) for node, sign in seen if node == stop}
    return {sign for _, sign in frontier}
