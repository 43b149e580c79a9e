"""How good the knowledge is, in numbers beside what the project asks of itself (``bonegraph stats --quality``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bonegraph.model.context import LOCATION_KEYS
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.network.network import reach

__all__ = ["LOOPS", "READOUTS", "Measure", "open_loops", "quality"]

LOOPS = (
    ("cortisol and ACTH", "acth", "cortisol"),
    ("thyroxine and TSH", "tsh", "t4"),
    ("IGF-1 and growth hormone", "gh", "igf1"),
    ("estradiol and FSH", "fsh", "estradiol"),
    ("testosterone and LH", "lh", "testosterone"),
    ("inhibin B and FSH", "fsh", "inhibin-b"),
    ("prolactin and dopamine", "prolactin", "dopamine"),
    ("PTH and serum calcium", "pth", "serum-calcium"),
    ("PTH and calcitriol", "pth", "calcitriol"),
    ("FGF23 and calcitriol", "calcitriol", "fgf23"),
    ("FGF23 and PTH", "pth", "fgf23"),
    ("FGF23 and serum phosphate", "serum-phosphate", "fgf23"),
    ("calcitonin and serum calcium", "serum-calcium", "calcitonin"),
    ("insulin and glucose", "glucose", "insulin"),
    ("aldosterone and renin", "renin", "aldosterone"),
)
"""Negative feedbacks that must close: the way there and the way back have opposite signs."""

READOUTS = ("bone-mass", "bmd", "bone-resorption", "bone-formation", "serum-calcium", "serum-phosphate", "opg", "rankl", "ctx", "p1np")
"""The main readouts: what leads to them must say why it is as strong as it is."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: what was measured, its value, and the value asked for (``None`` if none is)."""

    name: str
    value: float
    asked: float | None = None
    share: bool = False

    @property
    def met(self) -> bool:
        """True if the figure reaches what is asked."""
        return self.asked is None or self.value >= self.asked

    def shown(self, value: float | None) -> str:
        """A value as people read it."""
        if value is None:
            return ""
        return f"{value:.1%}" if self.share else f"{value:g}"


def quality(knowledge: Knowledge) -> tuple[Measure, ...]:
    """Every measure, in order.

    Parameters
    ----------
    knowledge
        The graph's knowledge; retired rows do not count.
    """
    rows = knowledge.active
    read = {row.id: {e.reference for e in row.evidence if e.reference and e.checked == "opened"} for row in rows}
    supporting = {row.id: {e.reference for e in row.evidence if e.reference and e.stance == "supports"} for row in rows}
    papers = {r.id for r in knowledge.references.values() if r.opened == "yes" and (r.pmid or r.pmcid or r.doi)}
    contested = [row for row in rows if row.consensus == "contested"]
    leading = _leading(knowledge)
    entities = [e for e in knowledge.entities.values() if not e.status]
    observed = [o for o in knowledge.observations.values() if any(e.checked == "opened" for e in knowledge.evidence.get(o.id, ()))]
    routes: dict[str, set[str]] = defaultdict(set)
    for exposure in knowledge.exposures:
        routes[exposure.substance].add(exposure.route)
    return (
        Measure("variables", len(entities), 450),
        Measure("causal interactions", len(rows), 1200),
        Measure("with a scope that excludes a context", sum(_excludes(row) for row in rows), 120),
        Measure("gated", sum(bool(row.gate) for row in rows), 60),
        Measure("negative feedbacks that close, of those listed", len(LOOPS) - len(open_loops(knowledge)), len(LOOPS)),
        Measure("explicit zeros", sum(row.sign == 0 for row in rows), 60),
        Measure("with evidence rows", _share(bool(row.evidence) for row in rows), 1.0, share=True),
        Measure("with a publication opened and read", _share(bool(read[row.id]) for row in rows), 0.85, share=True),
        Measure("with an opened publication that has a PMID, PMCID or DOI", _share(bool(read[row.id] & papers) for row in rows), share=True),
        Measure("with two or more supporting publications", _share(len(supporting[row.id]) > 1 for row in rows), 0.30, share=True),
        Measure("opened publications with an identifier", len(papers), 450),
        Measure("contested", len(contested)),
        Measure("contested with both sides", _share(_both_sides(row, knowledge) for row in contested), share=True),
        Measure("steps towards the main readouts with the reason of their strength", _share(bool(row.note) for row in leading), share=True),
        Measure("agents with an intrinsic activity at a shared receptor", sum(row.reach == "competes" and row.efficacy is not None for row in rows)),
        Measure("baseline levels", len(knowledge.baselines)),
        Measure("contexts with baseline levels", len({str(b.scope) for b in knowledge.baselines})),
        Measure("substances with exposure by route", len(routes)),
        Measure("variables with a definition", _share(bool(e.definition) for e in entities), 1.0, share=True),
        Measure("variables with synonyms or a checked cross-reference", _share(bool(e.synonyms or e.xrefs) for e in entities), share=True),
        Measure("observations with an opened source", len(observed), 250),
    )


def open_loops(knowledge: Knowledge) -> tuple[str, ...]:
    """Names of the listed feedbacks that do not close with a negative sign."""
    steps: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for row in knowledge.active:
        if row.sign and not knowledge.entities[row.subject].exogenous:
            for target in (row.object, *knowledge.variants.get(row.object, ())):
                steps[row.subject].add((target, row.sign))
                for gate in row.gate:
                    steps[gate].add((target, row.sign))
    found = []
    for name, one, other in LOOPS:
        there, back = _signs(steps, one, other), _signs(steps, other, one)
        if not any(a * b < 0 for a in there for b in back):
            found.append(name)
    return tuple(found)


def _signs(steps: dict[str, set[tuple[str, int]]], start: str, end: str, longest: int = 7) -> set[int]:
    """Signs of walks of at most `longest` steps."""
    states = {(start, 1)}
    found: set[int] = set()
    for _ in range(longest):
        states = {(target, sign * way) for node, sign in states for target, way in steps.get(node, ())}
        found |= {sign for node, sign in states if node == end}
    return found


def _excludes(row: Interaction) -> bool:
    """True if some context falls outside the row's scope: a key that decides, not one that only locates."""
    return any(key not in LOCATION_KEYS for key, _ in row.scope)


def _both_sides(row: Interaction, knowledge: Knowledge) -> bool:
    """Support and doubt for one row, or for rows of the same pair that differ in sign."""
    stances = Counter(e.stance for other in knowledge.by_subject[row.subject] if other.object == row.object for e in other.evidence)
    signs = {other.sign for other in knowledge.by_subject[row.subject] if other.object == row.object}
    return len(signs) > 1 or bool(stances["supports"] and (stances["opposes"] or stances["null"]))


def _leading(knowledge: Knowledge) -> list[Interaction]:
    """Signed rows from which a main readout can be reached."""
    backwards: dict[str, set[str]] = defaultdict(set)
    for row in knowledge.active:
        for target in (row.object, *knowledge.variants.get(row.object, ())):
            backwards[target] |= {row.subject, *row.gate}
    seen = reach({node: frozenset(found) for node, found in backwards.items()}, [key for key in READOUTS if key in knowledge.entities])
    return [row for row in knowledge.active if row.sign and row.object in seen]


def _share(found: Iterable[bool]) -> float:
    every = list(found)
    return sum(every) / len(every) if every else 0.0
