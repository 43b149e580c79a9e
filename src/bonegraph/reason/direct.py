"""Which direct interactions the graph holds between two names."""

from __future__ import annotations

from dataclasses import dataclass

from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.reason.lexicon import Lexicon

__all__ = ["Pair", "direct_interactions"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Direct interactions between two names as typed; `sign` is ``+``, ``-``, ``0``, ``±`` or empty."""

    source: str
    target: str
    sign: str
    interactions: tuple[Interaction, ...]

    @property
    def found(self) -> bool:
        """True when the graph holds at least one."""
        return bool(self.interactions)


def direct_interactions(knowledge: Knowledge, lexicon: Lexicon, source: str, target: str) -> Pair:
    """Interactions from any reading of `source` to any reading of `target`.

    A name stands for its entity with its aspects and variants (``osteoclast`` for its number and activity), a class of hormones
    for its members (``estrogen`` for estradiol), and a step
    that `source` gates (an enzyme for the conversion into `target`) counts as its interaction with the product. Where no signed
    row joins the two, an effect of a ligand through its own receptor counts, and both rows are named. The sign is that of the
    rows that are not contested, if there are any, and among them of those that hold in every context: what is otherwise at one dose
    or time is an exception to them. ``±`` remains where only scoped rows are held and differ.
    """
    subjects, objects = _family(knowledge, lexicon, source), _family(knowledge, lexicon, target)
    rows = [
        row
        for row in knowledge.active
        if row.object in objects
        and (row.subject in subjects or (subjects & set(row.gate) and not knowledge.entities[row.subject].exogenous))
        and row.object not in subjects
    ]
    settled = [row for row in rows if row.consensus != "contested"]
    general = [row for row in settled or rows if row.sign and not row.scope.restricting]
    signs = {row.sign for row in general or settled or rows}
    if not signs - {0}:
        chains = _through_receptor(knowledge, subjects, objects)
        rows += dict.fromkeys(row for chain in chains for row in chain)
        signs |= {first.sign * second.sign for first, second in chains}
    sign = "±" if {1, -1} <= signs else "+" if 1 in signs else "-" if -1 in signs else "0" if 0 in signs else ""
    return Pair(source, target, sign, tuple(sorted(rows, key=lambda row: row.id)))


_EXPRESSION = frozenset({"upregulates", "downregulates", "increases", "decreases", "no_effect_on"})
"""Relations that change how much of a receptor there is: a ligand acts otherwise."""


def _through_receptor(knowledge: Knowledge, subjects: set[str], objects: set[str]) -> list[tuple[Interaction, Interaction]]:
    """Pairs of rows by which a ligand or drug acts through a receptor of its own: what databases call a direct effect of the ligand."""
    found = []
    for first in knowledge.active:
        receptor = knowledge.entities[first.object]
        if first.subject not in subjects or first.relation in _EXPRESSION or receptor.kind != "receptor" or first.object in objects:
            continue
        places = {receptor.key, *knowledge.variants.get(receptor.key, ())}
        found += [(first, second) for place in sorted(places) for second in knowledge.by_subject.get(place, ()) if second.object in objects]
    return found


def _family(knowledge: Knowledge, lexicon: Lexicon, name: str) -> set[str]:
    match = lexicon.find(name.replace("_", " "))
    keys = match.keys if match.how != "spelling" else ()
    found = {key for key in keys if key in knowledge.entities}
    for key in tuple(found):
        found |= set(knowledge.below(key))
        if knowledge.entities[key].kind == "cell type":
            differentiation = f"{knowledge.name(key)} differentiation"
            found |= {e.key for e in knowledge.entities.values() if differentiation in (e.name, *e.synonyms)}
        found |= set(knowledge.ancestors(key)) if knowledge.entities[key].exogenous else set()
        if knowledge.entities[key].kind == "hormone":
            found |= {member for member in knowledge.members.get(key, ()) if not knowledge.entities[member].exogenous}
    return found
