"""Keys that a question leaves open although what it names is known to act in opposite ways along them.

A question without regimen, time or route means the usual one. That is not enough where the graph holds two rows between the
same two variables with opposite signs, told apart by such a key alone: a GnRH agonist stimulates its receptor for days and
silences it after weeks, PTH builds bone in pulses and takes it when it stays. There the answer is looked for at each value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.network import Profile
from bonegraph.network.profile import CHRONIC
from bonegraph.reason.lexicon import Start

__all__ = ["opened"]

_KEYS = ("regimen", "time", "route")


def opened(knowledge: Knowledge, start: Start, target: str, context: Mapping[str, str], found: Iterable[Profile]) -> tuple[Profile, ...]:
    """The profiles of a question, each repeated for the values of an open key between which what it names turns about.

    Only things given by name are opened: a disease is continuous by its nature, a withdrawal has its own times. Left out, the time
    means chronic exposure; it is open only for what the turning step moves at once (LH after a GnRH agonist, not bone density).
    """
    every = tuple(found)
    moved = {s.variable for s in start.settings if s.level in ("up", "given", "high")}
    if start.state or start.withdrawn or not moved:
        return every
    moved |= {holder for variable in moved for holder in knowledge.ancestors(variable)}
    settled = {default.key for default in knowledge.defaults if default.substance in moved}
    acting = moved | _receptors(knowledge, moved)
    for key in _KEYS:
        if key not in context and key not in settled:
            every = tuple(each for profile in every for each in _split(knowledge, acting, target, key, profile))
    return every


def _receptors(knowledge: Knowledge, ligands: Iterable[str]) -> set[str]:
    """Receptors on which the ligands act, with their variants by cell."""
    rows = [row for ligand in ligands for row in knowledge.by_subject.get(ligand, ()) if row.sign]
    found = {row.object for row in rows if knowledge.entities[row.object].kind == "receptor"}
    return found | {variant for key in found for variant in knowledge.below(key)}


def _split(knowledge: Knowledge, acting: Iterable[str], target: str, key: str, profile: Profile) -> list[Profile]:
    """The profile at each value of `key` that parts rows of opposite sign, the usual value first."""
    pairs: dict[tuple[str, str], list[Interaction]] = defaultdict(list)
    for subject in sorted(acting):
        for row in knowledge.by_subject.get(subject, ()):
            near = row.object == target or any(next_row.object == target for next_row in knowledge.by_subject.get(row.object, ()))
            if row.sign and row.scope.values(key) and (key != "time" or near):
                pairs[subject, row.object].append(row)
    values: set[tuple[str, ...]] = set()
    for rows in pairs.values():
        for one in rows:
            for other in rows:
                mine, theirs = one.scope.values(key), other.scope.values(key)
                if one.sign == -other.sign and not set(mine) & set(theirs) and _at(profile, key, mine).holds(one.scope):
                    values.add(mine)
    if len(values) < 2:
        return [profile]
    usual = {"regimen": {"continuous"}, "time": CHRONIC}.get(key, set())
    return [_at(profile, key, each) for each in sorted(values, key=lambda each: (not usual & set(each), each))]


def _at(profile: Profile, key: str, values: tuple[str, ...]) -> Profile:
    held: dict[str, Any] = {key: frozenset(values) if key == "time" else values[0]}
    return replace(profile, chosen=(*profile.chosen, (key, "/".join(values))), **held)
