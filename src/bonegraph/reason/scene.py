"""The scene of a question: what holds in the background, what the perturbation changes, where we look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bonegraph.errors import QuestionError
from bonegraph.model.entity import GENE_KINDS, Entity, Setting
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.observation import Baseline
from bonegraph.network import Confinement, Network, Networks, Profile
from bonegraph.network.profile import cell_reach
from bonegraph.reason.lexicon import Lexicon, Start
from bonegraph.reason.response import LEVELS, Arms

__all__ = ["Scene", "background_starts", "exposure_of", "find_readout", "lacks", "set_scene"]

_DOSED = {"high": 2.2, "pharmacological": 2.2, "suppressive": 2.2, "replacement": 0.0, "physiological": 0.0}
ABSENT = -4.0
"""z of a variable that is absent in a context."""

_BONE_CELLS = frozenset({"osteoblast", "osteocyte", "osteoclast", "osteoblast_lineage", "osteoblast_progenitor", "osteoclast_precursor", "bone"})


@dataclass(frozen=True)
class Scene:
    """One profile of a question, ready to be solved.

    `sources` are the moved nodes with their direction; `endogenous` is the network without drugs.
    """

    profile: Profile
    network: Network
    endogenous: Network
    arms: Arms
    sources: Mapping[str, int]
    target: str
    blocked: frozenset[str] = field(default=frozenset())
    """Variables through which nothing travels: held in both arms, or absent here and supplied by no drug."""

    setpoints: frozenset[str] = field(default=frozenset())
    """Variables that a replacement holds at the level they have anyway."""

    joint: bool = False
    """True when several genes are named together."""

    given: frozenset[str] = field(default=frozenset())
    """Drugs named by the question, also those that stand as the hormone which they replace."""


def find_readout(knowledge: Knowledge, lexicon: Lexicon, name: str, context: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Key of the readout; compartment and site of the context choose among its variants."""
    full = f"{name} in {context.get('compartment', '')}"
    if not lexicon.find(name).keys and lexicon.find(full).keys:
        name = full
    key, notes = lexicon.one(name)
    places = [context[k] for k in ("compartment", "site") if k in context]
    if knowledge.entities[key].compartment not in places:
        for variant in knowledge.variants.get(key, ()):
            if knowledge.entities[variant].compartment in places:
                return variant, notes
    return key, notes


def exposure_of(knowledge: Knowledge, start: Start, profile: Profile) -> tuple[str, str] | None:
    """(reach, row id) if every substance given reaches only its place of application, else ``None``."""
    found = None
    for setting in start.settings:
        holders = (setting.variable, *knowledge.ancestors(setting.variable))
        rows = [x for x in knowledge.exposures if x.substance in holders and x.route == profile.route]
        fitting = [x for x in rows if not x.dose or profile.dose == x.dose]
        if not fitting or fitting[0].reaches not in ("local", "negligible"):
            return None
        found = (fitting[0].reaches, fitting[0].id)
    return found


def background_starts(knowledge: Knowledge, lexicon: Lexicon, context: Mapping[str, str]) -> list[Start]:
    """States and treatments that hold in both arms: condition, genotype, cotreatment."""
    found = []
    if "condition" in context:
        key = context["condition"].replace("_", "-")
        if key in knowledge.perturbations:
            found.append(lexicon.start(knowledge.perturbations[key].name))
    if "genotype" in context:
        gene, _, change = context["genotype"].rpartition("-")
        if change not in ("loss", "gain") or not gene:
            raise QuestionError(f"genotype {context['genotype']!r} is not GENE-loss or GENE-gain")
        found.append(lexicon.start(f"{gene} {'knockout' if change == 'loss' else 'overexpression'}"))
    for part in filter(None, context.get("cotreatment", "").split("+")):
        found.append(lexicon.start(part.replace("_", " ")))
    return found


def set_scene(networks: Networks, start: Start, backgrounds: list[Start], profile: Profile, target: str, *, closed_loop: bool) -> Scene:
    """Compile the network of a profile and translate settings to clamps.

    Parameters
    ----------
    closed_loop
        False cuts what the readout does to others (horizon ``direct``).
    """
    knowledge = networks.knowledge
    drugs = [s.variable for b in (start, *backgrounds) for s in b.settings if knowledge.entities[s.variable].exogenous]
    drugs += [v for b in (start, *backgrounds) for v in b.withdrawn]
    profile = _own_genotype(knowledge, start, _with_substance_defaults(knowledge, start, drugs, profile))
    confinement = _confinement(knowledge, start, profile)
    network, endogenous = networks.get(profile, drugs, confinement), networks.get(profile)
    if not closed_loop:
        network, endogenous = (Network(tuple(e for e in n.edges if e.source != target), n.agents, n.nulls, n.derived) for n in (network, endogenous))
    rows = _baseline_rows(knowledge, replace(profile, implied=frozenset()))
    starting = {variable: z for variable, row in rows.items() if (z := ABSENT if row.level == "absent" else LEVELS[row.level])}
    held: dict[str, float] = {}
    for background in backgrounds:
        levels = _clamps(knowledge, background, Profile(), starting, network)
        lost = {s.variable for s in background.settings if s.level in ("loss", "absent") or knowledge.entities[s.variable].exogenous}
        lost |= {variant for key in tuple(lost) for variant in knowledge.below(key)}
        for node, level in levels.items():
            # what is gone stays gone; a level that a disease brings can still be moved by a treatment
            if _plain(node) in lost:
                held[node] = level
            else:
                starting[node] = level
        held |= dict.fromkeys(background.withdrawn, 0.0)
    moved = _clamps(knowledge, start, profile, starting, network, confinement)
    before = {v: 0.0 for v in moved if knowledge.entities[_plain(v)].exogenous} | dict.fromkeys(start.withdrawn, LEVELS["given"])
    moved |= dict.fromkeys(start.withdrawn, 0.0)
    sources = {v: _direction(z, before.get(v, held.get(v, starting.get(v, 0.0)))) for v, z in moved.items()}
    arms = Arms(starting, {**held, **before}, moved)
    setpoints = frozenset(v for v, way in sources.items() if not way and v not in start.withdrawn)
    supplied = {edge.target for edge in network.edges if edge.exogenous}
    # what life began with (a gene lost) was there while bones grew: only a stage that is asked for closes the growth plates
    grown = {v for v, row in rows.items() if profile.assumed_adult and row.scope.values("life_stage")}
    joint = " + " in start.label and not any(knowledge.entities[s.variable].exogenous for s in start.settings)
    absent = frozenset(v for v, row in rows.items() if row.level == "absent" and v not in (*moved, *held, *supplied, *grown))
    arms = replace(arms, still=absent, usual=_usual(knowledge, profile, rows))
    blocked = frozenset(v for v in held if v not in moved) | setpoints | absent
    named = frozenset(s.variable for s in start.settings if knowledge.entities[s.variable].exogenous)
    return Scene(profile, network, endogenous, arms, {v: d for v, d in sources.items() if d}, target, blocked, setpoints, joint, named)


def _plain(node: str) -> str:
    return node.partition("@")[0]


def _direction(after: float, before: float) -> int:
    return (after > before) - (after < before)


def _with_substance_defaults(knowledge: Knowledge, start: Start, drugs: list[str], profile: Profile) -> Profile:
    values: dict[str, str] = {}
    for key in [s.variable for s in start.settings] + drugs:
        for holder in (key, *knowledge.ancestors(key)):
            for default in knowledge.defaults:
                if default.substance == holder:
                    values.setdefault(default.key, default.value)
    return profile.with_defaults({"regimen": "continuous", **values})


def _own_genotype(knowledge: Knowledge, start: Start, profile: Profile) -> Profile:
    """A question about the gain or loss of one gene stands in that genotype, unless the context names another."""
    changes = {"up": "gain", "high": "gain", "loss": "loss", "absent": "loss"}
    setting = start.settings[0] if len(start.settings) == 1 else Setting("", "")
    entity = knowledge.entities.get(setting.variable)
    if profile.genotype or entity is None or entity.exogenous or entity.kind not in GENE_KINDS or setting.level not in changes:
        return profile
    return replace(profile, genotype=f"{entity.variant_of or entity.key}-{changes[setting.level]}")


def _confinement(knowledge: Knowledge, start: Start, profile: Profile) -> Confinement | None:
    """A context cell confines endogenous variables; a variant that lies in the cell is taken itself, not split."""
    if not profile.cell:
        return None
    keys = {s.variable for s in start.settings if not knowledge.entities[s.variable].exogenous}
    within = {key: [v for v in knowledge.below(key) if _lies_in(knowledge.entities[v], profile.cell)] for key in keys}
    wholes = frozenset(key for key, found in within.items() if found)
    return Confinement(frozenset(keys.union(*within.values())), profile.cell, wholes) if keys else None


def _lies_in(entity: Entity, cell: str) -> bool:
    """True if an entity is the thing of that cell, by its compartment or its key (``rankl-t-cell``)."""
    place = entity.compartment
    if place and (place in cell_reach(cell) or (place == "bone" and cell in _BONE_CELLS) or (place, cell) == ("growth plate", "chondrocyte")):
        return True
    return bool(entity.variant_of) and entity.key == f"{entity.variant_of}-{cell.replace('_', '-')}"


def _baseline_rows(knowledge: Knowledge, profile: Profile) -> dict[str, Baseline]:
    """What is known of the levels of this profile; the most specific row of a variable counts."""
    found: dict[str, Baseline] = {}
    for row in knowledge.baselines:
        if profile.holds(row.scope) and (row.variable not in found or len(row.scope.items) >= len(found[row.variable].scope.items)):
            found[row.variable] = row
    return found


def lacks(knowledge: Knowledge, start: Start, profile: Profile) -> bool:
    """True if a sex has nothing of what is moved (ovarian function in men)."""
    moved = {setting.variable for setting in start.settings} | set(start.withdrawn)
    absent = {row.variable for row in knowledge.baselines if row.level == "absent" and row.scope.items == (("sex", (profile.sex,)),)}
    return bool(moved) and moved <= absent


def _usual(knowledge: Knowledge, profile: Profile, rows: Mapping[str, Baseline]) -> frozenset[str]:
    """Variables that stand in every healthy adult of that sex and species where they stand here."""
    health = Profile(sex=profile.sex, stages=frozenset({"adult", "premenopausal"} if profile.sex == "female" else {"adult"}), species=profile.species)
    return frozenset(v for v, row in _baseline_rows(knowledge, health).items() if v in rows and rows[v].level == row.level)


def _clamps(
    knowledge: Knowledge,
    start: Start,
    profile: Profile,
    starting: Mapping[str, float],
    network: Network,
    confinement: Confinement | None = None,
) -> dict[str, float]:
    """Nodes that a start holds, with their z."""
    found: dict[str, float] = {}
    for setting in _replaced(knowledge, start.settings, profile):
        for key in _touched(knowledge, setting.variable, network, confinement):
            found[key] = _level(knowledge, setting, profile, starting.get(_plain(key), 0.0))
    return found


def _replaced(knowledge: Knowledge, settings: tuple[Setting, ...], profile: Profile) -> tuple[Setting, ...]:
    """A hormone drug at a replacement dose is a set-point: it brings its hormone to the normal level, not above."""
    if profile.dose not in ("replacement", "physiological"):
        return settings
    found = []
    for setting in settings:
        holders = (setting.variable, *knowledge.ancestors(setting.variable)) if knowledge.entities[setting.variable].exogenous else ()
        rows = [row for holder in holders for row in knowledge.by_subject.get(holder, ()) if row.sign > 0 and profile.holds(row.scope)]
        hormones = [row.object for row in rows if knowledge.entities[row.object].kind == "hormone"]
        found += [Setting(hormone, "normal") for hormone in dict.fromkeys(hormones)] or [setting]
    return tuple(found)


def _touched(knowledge: Knowledge, key: str, network: Network, confinement: Confinement | None) -> list[str]:
    entity = knowledge.entities[key]
    variants = [v for v in knowledge.below(key) if knowledge.entities[v].kind == entity.kind and entity.kind in GENE_KINDS]
    if key not in network.successors and not variants:
        variants = [v for v in knowledge.variants.get(key, ()) if v in network.successors and knowledge.entities[v].aspect in ("number", "activity", "rate")]
        variants = [v for v in variants if "apoptosis" not in v] or variants
    if confinement is None or entity.exogenous:
        return [key, *variants]
    return [confinement.twin(k) for k in dict.fromkeys((key, *variants, *knowledge.below(key))) if k in confinement.variables]


def _level(knowledge: Knowledge, setting: Setting, profile: Profile, start: float) -> float:
    level = setting.level
    if knowledge.entities[setting.variable].exogenous:
        return LEVELS["given"] * {"low": 0.5, "high": 1.25}.get(profile.dose, 1.0)
    if level in ("up", "high", "given"):
        if profile.dose == "low":
            return start + 1.0
        return _DOSED.get(profile.dose, max(LEVELS["up"], start + 1.0))
    if level in ("down", "low"):
        return min(LEVELS["down"], start - 1.0)
    return LEVELS[level]
