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

    A name stands for its entity with its aspects and variants (``osteoclast`` for its number and activity), and a step
    that `source` gates (an enzyme for the conversion into `target`) counts as its interaction with the product.
    """
    subjects, objects = _family(knowledge, lexicon, source), _family(knowledge, lexicon, target)
    rows = [
        row for row in knowledge.active if row.object in objects and (row.subject in subjects or subjects & set(row.gate)) and not (subjects & {row.object})
    ]
    signs = {row.sign for row in rows}
    sign = "±" if {1, -1} <= signs else "+" if 1 in signs else "-" if -1 in signs else "0" if 0 in signs else ""
    return Pair(source, target, sign, tuple(sorted(rows, key=lambda row: row.id)))


def _family(knowledge: Knowledge, lexicon: Lexicon, name: str) -> set[str]:
    match = lexicon.find(name.replace("_", " "))
    keys = match.keys if match.how != "spelling" else ()
    found = {key for key in keys if key in knowledge.entities}
    for key in tuple(found):
        found |= set(knowledge.variants.get(key, ()))
        found |= set(knowledge.ancestors(key)) if knowledge.entities[key].exogenous else set()
    return found
