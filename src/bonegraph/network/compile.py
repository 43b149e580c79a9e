"""Which interactions hold in a profile, and the network they make.

The rules, in order: scope (a narrower row overrides a wider one), absent drugs (left out), inheritance of a class by its
members, receptor parents to their variants, summaries (step aside where their steps stand), confinement of a perturbation
to a cell, withheld ligands, ratios.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from bonegraph.model.interaction import CONSENSUS, SPEEDS, STRENGTHS, Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.network.network import Agent, Edge, Network, reach
from bonegraph.network.profile import cell_reach

__all__ = ["AVAILABLE", "Confinement", "EdgeKey", "Endogenous", "compile_network"]

EdgeKey = tuple[str, str, int, tuple[str, ...], tuple[str, ...]]
"""Source, target, sign and gates of an edge, and the interactions that make it."""

AVAILABLE = "~available"
"""Ending of the derived node for the part of a ligand that decoys and antibodies leave."""

_CENTRAL = frozenset({"pituitary", "hypothalamus", "kiss1_neuron"})
_INSIDE = frozenset({"transcription factor", "intracellular signal"})
"""Kinds of variables that do not leave their cell."""

_BRAIN = frozenset({"brain", "hypothalamus", "kiss1_neuron"})
_FULL_AGONIST = 0.9
_AMOUNTS = ("number", "activity", "density", "amount", "level")


@dataclass(frozen=True, slots=True)
class Confinement:
    """Variables whose perturbation happens in one cell only; their confined twin is named ``key@cell``."""

    variables: frozenset[str]
    cell: str
    wholes: frozenset[str] = frozenset()
    """Those of `variables` of which a variant lies in the cell: what the whole does at no particular place stays with the whole."""

    def twin(self, key: str) -> str:
        """Name of the confined twin of a variable."""
        return f"{key}@{self.cell}"


class Endogenous:
    """What holds in one profile before any drug is given: made once, shared by the networks of every drug.

    Drugs add steps of their own and never change what stands between endogenous variables, so only what a drug brings is
    worked out for each question.
    """

    def __init__(self, knowledge: Knowledge, held: Iterable[Interaction], made: dict[EdgeKey, Edge]) -> None:
        """`held` are the rows that hold in the profile; `made` keeps edges for the next profile."""
        self.knowledge = knowledge
        self.made = made
        self.exogenous: dict[str, list[Interaction]] = defaultdict(list)
        rows = []
        for row in held:
            if knowledge.entities[row.subject].exogenous:
                self.exogenous[row.subject].append(row)
            else:
                rows.append(row)
        rows = _on_variants(knowledge, _overridden(rows))
        self.nulls = [row for row in rows if row.reach == "stops"]
        signed = [row for row in rows if row.reach != "stops"]
        self.closure = _Closure(_direct_steps(signed))
        self.rows = _without_backed_summaries(knowledge, signed, self.closure)
        self.withheld = {row.object for row in self.rows if row.reach == "withholds"}

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """Edges of the endogenous rows alone."""
        return tuple(_steps(self.knowledge, self.rows, self.withheld, self.made))

    def brought(self, present: Collection[str]) -> tuple[list[Interaction], list[Interaction]]:
        """Signed rows and explicit zeros that the drugs given add, their own and those of their classes."""
        found = _on_variants(self.knowledge, _overridden(_inherited(self.knowledge, self.exogenous, present)))
        signed = [row for row in found if row.reach != "stops"]
        closure = self.closure.extended(_direct_steps(signed))
        return _without_backed_summaries(self.knowledge, signed, closure), [row for row in found if row.reach == "stops"]


def compile_network(base: Endogenous, present: Collection[str] = (), confinement: Confinement | None = None) -> Network:
    """Build the network of one profile.

    Parameters
    ----------
    base
        What holds in the profile without drugs.
    present
        Keys of the drugs, classes and therapies that are given; all others are absent.
    confinement
        Variables that are perturbed in one cell only.
    """
    knowledge = base.knowledge
    rows, zeros = base.brought(present)
    nulls: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in (*base.nulls, *zeros):
        nulls[row.subject, row.object].append(row.id)
    withheld = base.withheld | {row.object for row in rows if row.reach == "withholds"}
    if confinement or withheld != base.withheld:
        rows = [*base.rows, *rows]
        edges: list[Edge] = []
    else:
        edges = list(base.edges)
    if confinement:
        rows = _confined(knowledge, rows, confinement)
    competing = [row for row in rows if _competes(knowledge, row)]
    edges += _steps(knowledge, [row for row in rows if not _competes(knowledge, row)], withheld, base.made)
    edges += [_identity(base.made, ligand, ligand + AVAILABLE) for ligand in sorted(withheld)]
    edges = _with_ratios(knowledge, edges, base.made)
    edges += _aspects(knowledge, edges, base.made)
    derived = {ligand + AVAILABLE: ligand for ligand in withheld}
    derived |= {node: node.partition("@")[0] for edge in edges for node in (edge.source, edge.target) if "@" in node}
    agents = tuple(_agent(knowledge, row) for row in competing)
    return Network(tuple(edges), agents, {pair: tuple(ids) for pair, ids in nulls.items()}, derived)


def _inherited(knowledge: Knowledge, by_subject: Mapping[str, list[Interaction]], present: Collection[str]) -> list[Interaction]:
    """What the drugs given do, inherited from their classes where they say nothing of their own."""
    found = []
    for key in sorted(present):
        settled: set[str] = set()
        for holder in (key, *knowledge.ancestors(key)):
            own = [row for row in by_subject.get(holder, ()) if not _family(knowledge, row.object) & settled]
            found += [replace(row, subject=key) for row in own]
            settled |= {row.object for row in own}
    return found


def _family(knowledge: Knowledge, key: str) -> set[str]:
    """A variable and what it is a variant of."""
    return {key, knowledge.entities[key].variant_of} - {""}


def _overridden(rows: list[Interaction]) -> list[Interaction]:
    """Leave out rows that a narrower row about the same pair replaces (a narrower explicit zero included)."""
    pairs: dict[tuple[str, str], list[Interaction]] = defaultdict(list)
    for row in rows:
        pairs[row.subject, row.object].append(row)
    out: set[int] = set()
    for group in pairs.values():
        if len(group) == 1 or not any(row.scope.items for row in group):
            continue
        for wide in group:
            for narrow in group:
                cells = set(narrow.scope.values("cell"))
                same_place = not cells or not wide.scope.values("cell") or bool(cells & set(wide.scope.values("cell")))
                if same_place and narrow.scope.narrower_than(wide.scope):
                    out.add(id(wide))
    return [row for row in rows if id(row) not in out]


def _on_variants(knowledge: Knowledge, rows: list[Interaction]) -> list[Interaction]:
    """What acts on a receptor acts on each of its variants, unless a row speaks of the variant itself."""
    spoken = {(row.subject, row.object) for row in rows}
    found = list(rows)
    waiting = [row for row in rows if knowledge.entities[row.object].kind == "receptor"]
    while waiting:
        row = waiting.pop()
        for variant in knowledge.variants.get(row.object, ()):
            if knowledge.entities[variant].kind == "receptor" and (row.subject, variant) not in spoken:
                there = replace(row, object=variant)
                found.append(there)
                waiting.append(there)
    return found


def _direct_steps(rows: list[Interaction]) -> dict[str, set[str]]:
    """Where direct rows lead from each subject and gate; a subject also leads to the gates that it uses."""
    steps: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.directness == "direct":
            for source in (row.subject, *row.gate):
                steps[source].add(row.object)
            steps[row.subject].update(row.gate)
    return steps


def _without_backed_summaries(knowledge: Knowledge, rows: list[Interaction], closure: _Closure) -> list[Interaction]:
    """A summary steps aside where direct rows lead from its subject through its mediators to its object."""
    direct = {(row.subject, row.object) for row in rows if row.directness == "direct"}
    return [row for row in rows if row.directness == "direct" or not (_restates(knowledge, row, direct) or _backed(knowledge, row, closure))]


def _restates(knowledge: Knowledge, row: Interaction, direct: Collection[tuple[str, str]]) -> bool:
    """True if an index (remodelling balance) says again what each of its parts does straight."""
    parts = knowledge.entities[row.subject].parts
    return bool(parts) and all((part, row.object) in direct for part in parts)


def _backed(knowledge: Knowledge, row: Interaction, closure: _Closure) -> bool:
    if not row.via:
        return False
    frontier = {row.subject}
    for stop in (*row.via, row.object):
        frontier = closure.reached(frontier, (stop, *knowledge.variants.get(stop, ())))
        if not frontier:
            return False
    return True


class _Closure:
    """What every node reaches, as bit sets: hundreds of summaries ask, so all answers are made at once."""

    def __init__(self, steps: dict[str, set[str]]) -> None:
        nodes = sorted({*steps, *(target for targets in steps.values() for target in targets)})
        self._bit = {node: 1 << i for i, node in enumerate(nodes)}
        self._reach = dict(self._bit)
        self._settle(steps)

    def _settle(self, steps: dict[str, set[str]]) -> None:
        moving = True
        while moving:
            moving = False
            for node, targets in steps.items():
                before = found = self._reach[node]
                for target in targets:
                    found |= self._reach[target]
                if found != before:
                    self._reach[node] = found
                    moving = True

    def extended(self, steps: dict[str, set[str]]) -> _Closure:
        """The closure with the steps of drugs added: they lead into the old nodes, not the other way round."""
        found = _Closure({})
        found._bit, found._reach = dict(self._bit), dict(self._reach)
        for node in sorted({*steps, *(target for targets in steps.values() for target in targets)}):
            if node not in found._bit:
                found._bit[node] = found._reach[node] = 1 << len(found._bit)
        found._settle(steps)
        return found

    def reached(self, sources: Iterable[str], targets: Iterable[str]) -> set[str]:
        """Those of `targets` that one of `sources` leads to (or is)."""
        found = 0
        alone = set()
        for source in sources:
            found |= self._reach.get(source, 0)
            alone.add(source)
        return {target for target in targets if target in alone or found & self._bit.get(target, 0)}


def _confined(knowledge: Knowledge, rows: list[Interaction], confinement: Confinement) -> list[Interaction]:
    """Give each confined variable a twin that takes over the rows of the cell; what is confined to the brain meets its receptors there only."""
    cells = cell_reach(confinement.cell)
    barrier = confinement.cell in _BRAIN
    moved, confinement = confinement.variables, _spread(knowledge, rows, confinement)
    inside = confinement.variables - moved
    found = []
    for row in rows:
        touched = row.subject in confinement.variables or row.object in confinement.variables or not confinement.variables.isdisjoint(row.gate)
        if not touched:
            found.append(row)
            continue
        there = _is_there(row, confinement)
        place = knowledge.entities[row.object].compartment
        if barrier and place and place not in cells and _kind(knowledge, row.object) == "receptor":
            there = False
        subject, gate = row.subject, row.gate
        if there and subject in confinement.variables:
            subject = confinement.twin(subject)
        if there:
            gate = tuple(confinement.twin(g) if g in confinement.variables else g for g in gate)
        if subject == row.subject or row.object not in inside:
            found.append(replace(row, subject=subject, gate=gate))
        if row.object in confinement.variables:
            found.append(replace(row, subject=subject, gate=gate, object=confinement.twin(row.object)))
    return found


def _is_there(row: Interaction, confinement: Confinement) -> bool:
    cells = row.scope.values("cell")
    return bool(cell_reach(confinement.cell) & set(cells)) if cells else row.subject not in confinement.wholes


def _spread(knowledge: Knowledge, rows: list[Interaction], confinement: Confinement) -> Confinement:
    """What a confined variable moves inside its cell is confined as well, until something leaves the cell or the cell itself changes."""
    onward: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if _kind(knowledge, row.object) in _INSIDE and _is_there(row, confinement):
            onward[row.subject].add(row.object)
    inside = reach({key: frozenset(found) for key, found in onward.items()}, confinement.variables)
    return replace(confinement, variables=inside)


def _competes(knowledge: Knowledge, row: Interaction) -> bool:
    """A drug takes the receptor from its ligand; an endogenous antagonist is there all the time and is a step like any other."""
    exogenous = knowledge.entities[row.subject.partition("@")[0]].exogenous
    return exogenous and row.reach == "competes" and row.efficacy is not None and row.efficacy < _FULL_AGONIST


def _agent(knowledge: Knowledge, row: Interaction) -> Agent:
    return Agent(row.subject, row.object, row.efficacy or 0.0, row.strength, (row.id,), knowledge.beliefs[row.id], row.consensus)


def _steps(knowledge: Knowledge, rows: Iterable[Interaction], withheld: Collection[str], made: dict[EdgeKey, Edge]) -> list[Edge]:
    """One edge for each pair, sign and gate; a ligand that decoys withhold acts by the part that they leave."""
    groups: dict[tuple[str, str, int, tuple[str, ...]], list[Interaction]] = defaultdict(list)
    for row in rows:
        source, target = row.subject, row.object
        if row.reach == "withholds":
            target += AVAILABLE
        elif source in withheld and _acts_as_ligand(knowledge, row):
            source += AVAILABLE
        groups[source, target, row.sign, row.gate].append(row)
    found = []
    for (source, target, sign, gates), group in groups.items():
        key = (source, target, sign, gates, tuple(row.id for row in group))
        if key not in made:
            made[key] = _merged(knowledge, key[:4], group)
        found.append(made[key])
    return found


def _acts_as_ligand(knowledge: Knowledge, row: Interaction) -> bool:
    """True if the row is what a withheld ligand no longer does; ratios and serum levels still see all of it."""
    target = knowledge.entities.get(row.object.partition("@")[0])
    return not target or not (target.parts or target.variant_of == row.subject)


def _merged(knowledge: Knowledge, key: tuple[str, str, int, tuple[str, ...]], rows: list[Interaction]) -> Edge:
    """Parallel rows of one sign (several cells, several papers) are one step, as strong as its strongest."""
    doubt = 1.0
    for row in rows:
        doubt *= 1 - knowledge.beliefs[row.id]
    return Edge(
        source=key[0],
        target=key[1],
        sign=key[2],
        interactions=tuple(sorted({row.id for row in rows})),
        gates=key[3],
        strength=min((row.strength for row in rows), key=STRENGTHS.index),
        speed=min((row.speed for row in rows), key=SPEEDS.index),
        consensus=min((row.consensus for row in rows), key=CONSENSUS.index),
        belief=1 - doubt,
        exogenous=key[0] in knowledge.entities and knowledge.entities[key[0]].exogenous,
        receptor=_kind(knowledge, key[1]) == "receptor",
        side=_side(knowledge, rows),
        partial=any(row.relation == "couples_to" for row in rows),
        central=any(set(row.scope.values("cell")) & _CENTRAL for row in rows),
    )


_BELOW, _ABOVE = frozenset({"low", "physiological", "replacement"}), frozenset({"high", "pharmacological", "suppressive"})


def _side(knowledge: Knowledge, rows: list[Interaction]) -> int:
    """The doses of an endogenous variable at which its rows hold, as the side of normal on which they act."""
    sides = set()
    for row in rows:
        doses = set(row.scope.values("dose"))
        endogenous = not knowledge.entities[row.subject.partition("@")[0]].exogenous
        sides.add(0 if not doses or not endogenous else -1 if doses <= _BELOW else 1 if doses <= _ABOVE else 0)
    return sides.pop() if len(sides) == 1 else 0


def _kind(knowledge: Knowledge, node: str) -> str:
    entity = knowledge.entities.get(node.partition("@")[0])
    return entity.kind if entity else ""


def _identity(made: dict[EdgeKey, Edge], source: str, target: str, sign: int = 1, interactions: tuple[str, ...] = ()) -> Edge:
    """The step that passes a change on as it is."""
    key = (source, target, sign, ("identity",), interactions)
    if key not in made:
        made[key] = Edge(source, target, sign, interactions, kind="identity", strength="strong")
    return made[key]


def _with_ratios(knowledge: Knowledge, edges: list[Edge], made: dict[EdgeKey, Edge]) -> list[Edge]:
    """The two parts of each ratio as identities; rows that say the same give their interactions to the identity step."""
    parts = {(part, e.key): sign for e in knowledge.entities.values() if len(e.parts) == 2 for part, sign in zip(e.parts, (1, -1), strict=True)}
    same: dict[tuple[str, str], set[str]] = defaultdict(set)
    kept = []
    for edge in edges:
        if (edge.source, edge.target) in parts:
            same[edge.source, edge.target].update(edge.interactions)
        else:
            kept.append(edge)
    kept += [_identity(made, *pair, sign, tuple(sorted(same[pair]))) for pair, sign in parts.items()]
    return kept


def _aspects(knowledge: Knowledge, edges: list[Edge], made: dict[EdgeKey, Edge]) -> list[Edge]:
    """An entity without inputs of its own (osteoclast, a parent receptor, a class of hormones) follows the parts that have some."""
    fed = {edge.target for edge in edges}
    acting = {edge.source for edge in edges}
    found = []
    members = {key: found for key, found in knowledge.members.items() if not knowledge.entities[key].exogenous}
    for key in sorted({*knowledge.variants, *members}):
        if key in fed:
            continue
        variants = (*knowledge.variants.get(key, ()), *(m for m in members.get(key, ()) if not knowledge.entities[m].exogenous))
        aspects = [v for v in variants if v in fed and knowledge.entities[v].aspect in _AMOUNTS]
        if key in acting:
            # what happens to the part in one organ does not reach the other organs through the whole
            aspects = [v for v in aspects if knowledge.entities[v].compartment in ("", knowledge.entities[key].compartment)]
        numbers = [v for v in aspects if knowledge.entities[v].aspect == "number"]
        for variant in numbers or aspects:
            found.append(_identity(made, variant, key))
    return found
