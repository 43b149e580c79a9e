"""Checks of the graph as a whole: summaries agree with their steps, mechanisms are no outcomes, everything leads somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bonegraph.check.findings import RowCheck
from bonegraph.errors import Problem
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.network.network import reach
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

    def outcomes(source: Source) -> Iterator[Problem]:
        places = source.keys("interactions")
        for item in knowledge.active:
            if item.sign and knowledge.entities[item.subject].exogenous and knowledge.entities[item.object].kind in _READ_OFF:
                row = places[item.id]
                message = f"{item.subject} acts straight on {item.object}, which is read off, not acted on"
                yield Problem("outcome", "WARN", row.file, row.line, message, "name the mechanism, and put the outcome into observations/", item.id)

    def dead_ends(source: Source) -> Iterator[Problem]:
        ahead: dict[str, frozenset[str]] = defaultdict(frozenset)
        for item in knowledge.active:
            if item.sign:
                for subject in (item.subject, *item.gate):
                    ahead[subject] |= {item.object, *knowledge.variants.get(item.object, ())}
        for key, entity in knowledge.entities.items():
            for variant in knowledge.variants.get(key, ()):
                ahead[variant] |= {key}
            if entity.exogenous:
                ahead[key] |= frozenset(knowledge.ancestors(key))
        read = {key for key, entity in knowledge.entities.items() if entity.kind in _READ_OFF or key in _MEASURED}
        places = source.keys("entities")
        for key, entity in knowledge.entities.items():
            if entity.kind == "drug" and not entity.status and ahead[key] and not read & reach(ahead, (key,)):
                row = places[key]
                yield Problem("dead-end", "WARN", row.file, row.line, f"no way leads from {key} to any readout", "add what its target does", key)

    return (summaries, orphans, outcomes, dead_ends)


_READ_OFF = frozenset({"biomarker", "imaging readout", "clinical outcome"})
"""Kinds that a person measures; nothing acts on them but what they measure."""

_MEASURED = frozenset({"bone-mass", "bone-resorption", "bone-formation", "serum-calcium", "serum-phosphate", "pth", "calcitriol", "fgf23"})


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
