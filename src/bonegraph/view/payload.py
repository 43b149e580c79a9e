"""What the page knows, as one JSON-ready dictionary. Rows are short: empty fields are left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from bonegraph.model.entity import Entity
from bonegraph.model.evidence import Evidence
from bonegraph.model.grade import grade
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.view.atlas import OUTSIDE, REGIONS, Region, region_of
from bonegraph.view.clusters import clustered
from bonegraph.view.layout import arranged
from bonegraph.view.links import curie_url, reference_links
from bonegraph.view.style import FAMILIES, LINES, family_of

__all__ = ["MAIN", "around", "payload"]

MAIN = 30
"""Variables that a region shows when it is opened; the others on demand."""

Row = dict[str, Any]
_QUESTION_FIELDS = (
    "question", "source", "target", "verdict", "sign", "basis", "basis_means", "p_up", "interval", "confidence", "reason", "sentence",
    "needs", "notes", "disclaimer",
)  # fmt: skip


def payload(knowledge: Knowledge, effects: Iterable[Mapping[str, Any]] = (), focus: Sequence[str] = (), title: str = "bonegraph") -> Row:
    """Everything the scripts of the page read.

    Parameters
    ----------
    effects
        Dictionaries as :meth:`bonegraph.reason.effect.Effect.to_dict` gives them.
    focus
        Keys to open; unknown ones are dropped.
    """
    active = {key: item for key, item in sorted(knowledge.entities.items()) if not item.status}
    interactions = [item for item in knowledge.active if item.subject in active and item.object in active]
    statements = [item for item in sorted(knowledge.statements.values(), key=lambda s: s.id) if item.subject in active or item.object in active]
    shown = {item.id for item in interactions} | {item.id for item in statements}
    cited = {e.reference for key, items in knowledge.evidence.items() if key in shown for e in items}
    edges = _edges(active, interactions)
    regions, region = _map_of(active, edges)
    return {
        "title": title,
        "digest": knowledge.digest,
        "focus": [key for key in dict.fromkeys(focus) if key in active],
        "families": [asdict(family) for family in FAMILIES],
        "lines": [asdict(line) for line in LINES],
        "regions": [asdict(item) for item in regions],
        "kinds": dict(sorted(knowledge.kinds.items())),
        "relations": {
            key: _filled(label=item.label, inverse=item.inverse, definition=item.definition, reach=item.reach)
            for key, item in sorted(knowledge.relations.items())
        },
        "context": {key: list(values) for key, values in sorted(knowledge.context_values.items())},
        "entities": _entity_rows(active, interactions, edges, region),
        "interactions": [_interaction_row(knowledge, item) for item in interactions],
        "evidence": {
            key: [_evidence_row(item) for item in sorted(items, key=_evidence_order)]
            for key, items in sorted(knowledge.evidence.items())
            if key in shown and items
        },
        "references": {
            key: _filled(citation=item.citation, title=item.title, type=item.type, links=reference_links(item))
            for key, item in sorted(knowledge.references.items())
            if key in cited
        },
        "statements": [
            _filled(id=s.id, layer=s.layer, subject=s.subject, relation=s.relation, object=s.object, scope=str(s.scope), quantity=s.quantity, note=s.note)
            for s in statements
        ],
        "perturbations": [
            _filled(key=p.key, name=p.name, sets=[str(s) for s in p.sets], synonyms=list(p.synonyms))
            for p in sorted(knowledge.perturbations.values(), key=lambda p: p.key)
            if not p.status
        ],
        "effects": [_effect_row(effect) for effect in effects],
    }


def around(knowledge: Knowledge, keys: Iterable[str], steps: int) -> Knowledge:
    """The part of the knowledge within `steps` interactions of the given variables, in either direction."""
    kept = set(keys)
    for _ in range(steps):
        near = {end for row in knowledge.active if row.subject in kept or row.object in kept for end in (row.subject, row.object, *row.gate)}
        kept |= near
    entities = {key: item for key, item in knowledge.entities.items() if key in kept}
    interactions = {row.id: row for row in knowledge.active if row.subject in kept and row.object in kept}
    evidence = {key: items for key, items in knowledge.evidence.items() if key in interactions}
    return replace(knowledge, entities=entities, interactions=interactions, evidence=evidence, statements={}, perturbations={})


def _filled(**fields: Any) -> Row:
    return {key: value for key, value in fields.items() if value not in ("", None, [], {}, ())}


def _map_of(active: Mapping[str, Entity], edges: Sequence[tuple[str, str]]) -> tuple[tuple[Region, ...], dict[str, str]]:
    """The map of the body; for a network that hardly fits on it, a map of its own communities."""
    found = {key: region_of(item) for key, item in active.items()}
    connected = {key for edge in edges for key in edge}
    outside = sum(found[key] == OUTSIDE for key in connected)
    return clustered(active, edges) if outside > len(connected) / 2 else (REGIONS, found)


def _entity_rows(active: Mapping[str, Entity], interactions: Sequence[Interaction], edges: Sequence[tuple[str, str]], region: Mapping[str, str]) -> list[Row]:
    members: dict[str, list[str]] = defaultdict(list)
    connected = {key for item in interactions for key in (item.subject, item.object, *item.gate)}
    for key in active:
        members[region[key]].append(key)
    classes = [(key, parent) for key, item in active.items() for parent in item.parents]
    degree = Counter(key for edge in (*edges, *classes) for key in edge)
    places: dict[str, tuple[int, int]] = {}
    main: dict[str, tuple[int, int]] = {}
    for keys in members.values():
        # only what takes part in the causal map has a place; a large region opens with its best connected variables
        inside = sorted((key for key in keys if key in connected), key=lambda key: (-degree[key], key))
        places |= arranged(inside, edges)
        main |= arranged(inside[:MAIN], edges)
    return [_entity_row(item, region[key], places.get(key), main.get(key)) for key, item in active.items()]


def _edges(active: Mapping[str, Entity], interactions: Sequence[Interaction]) -> list[tuple[str, str]]:
    found = {(item.subject, item.object) for item in interactions}
    found |= {(gate, item.object) for item in interactions for gate in item.gate if gate in active}
    found |= {(item.variant_of, key) for key, item in active.items() if item.variant_of in active}
    return sorted(found)


def _entity_row(item: Entity, region: str, place: tuple[int, int] | None, main: tuple[int, int] | None) -> Row:
    return _filled(
        key=item.key,
        id=item.id,
        name=item.name,
        kind=item.kind,
        family=family_of(item.kind).key,
        region=region,
        place=list(place) if place else None,
        main=list(main) if main else None,
        variant_of=item.variant_of,
        aspect=item.aspect,
        compartment=item.compartment,
        parents=list(item.parents),
        parts=list(item.parts),
        definition=item.definition,
        synonyms=list(item.synonyms),
        xrefs=[[curie, curie_url(curie)] for curie in item.xrefs],
        module=item.module,
        note=item.note,
    )


def _interaction_row(knowledge: Knowledge, item: Interaction) -> Row:
    belief = knowledge.beliefs[item.id]
    row = _filled(
        id=item.id,
        subject=item.subject,
        relation=item.relation,
        object=item.object,
        sign=symbol(item.sign),
        reach=item.reach,
        gate=list(item.gate),
        via=list(item.via),
        scope={key: list(values) for key, values in item.scope},
        directness=item.directness,
        strength=item.strength,
        speed=item.speed,
        efficacy=item.efficacy,
        consensus=item.consensus,
        grade=grade(belief),
        module=item.module,
        note=item.note,
    )
    row["belief"] = round(belief, 3)
    row["papers"] = len({e.reference for e in item.evidence if e.reference})
    return row


def _evidence_order(item: Evidence) -> tuple[bool, bool, str]:
    return item.stance != "supports", item.checked != "opened", item.id


def _evidence_row(item: Evidence) -> Row:
    return _filled(
        id=item.id,
        stance=item.stance,
        reference=item.reference,
        type=item.type,
        species=item.species,
        system=item.system,
        finding=item.finding,
        locator=item.locator,
        checked=item.checked,
    )


def _effect_row(effect: Mapping[str, Any]) -> Row:
    row = {key: effect[key] for key in _QUESTION_FIELDS if effect.get(key) not in (None, "", [], {})}
    for side in ("paths_for", "paths_against"):
        row[side] = [_path_row(path) for path in effect.get(side) or ()]
    row["answers"] = [
        _filled(profile=dict(a.get("profile") or {}), verdict=a.get("verdict"), p_up=a.get("p_up"), reason=a.get("reason")) for a in effect.get("answers") or ()
    ]
    return row


def _path_row(path: Mapping[str, Any]) -> Row:
    steps = [
        _filled(
            subject=step["subject"],
            object=step["object"],
            sign=step.get("sign"),
            relation=step.get("relation"),
            gate_of=step.get("gate_of"),
            needs=list(step.get("needs") or ()),
            belief=step.get("belief"),
            interactions=list(step.get("interactions") or ()),
        )
        for step in path.get("steps") or ()
    ]
    return {"sign": path.get("sign", "+"), "belief": path.get("belief"), "weight": path.get("weight"), "steps": steps}
