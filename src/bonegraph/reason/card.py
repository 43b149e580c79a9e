"""Cards: all that the graph says of one entity, perturbation or interaction; and full-text search."""

from __future__ import annotations

from typing import Any

from bonegraph.model.knowledge import Knowledge
from bonegraph.model.names import fold
from bonegraph.model.sign import symbol
from bonegraph.reason.explain import citation_line, observation_line

__all__ = ["card_dict", "card_text", "interaction_line", "search"]


def card_dict(knowledge: Knowledge, key: str) -> dict[str, Any]:
    """JSON-ready card of an entity, perturbation, interaction, claim or observation."""
    if key in knowledge.interactions:
        row = knowledge.interactions[key]
        return {
            "id": row.id,
            "type": "interaction",
            "subject": row.subject,
            "relation": row.relation,
            "object": row.object,
            "sign": symbol(row.sign),
            "gate": list(row.gate),
            "via": list(row.via),
            "scope": str(row.scope),
            "directness": row.directness,
            "strength": row.strength,
            "speed": row.speed,
            "consensus": row.consensus,
            "belief": knowledge.beliefs[row.id],
            "note": row.note,
            "evidence": [citation_line(knowledge, item) for item in row.evidence],
        }
    if key in knowledge.entities:
        entity = knowledge.entities[key]
        return {
            "key": entity.key,
            "id": entity.id,
            "type": "entity",
            "name": entity.name,
            "kind": entity.kind,
            "definition": entity.definition,
            "synonyms": list(entity.synonyms),
            "xrefs": list(entity.xrefs),
            "variant_of": entity.variant_of,
            "variants": list(knowledge.variants.get(key, ())),
            "classes": list(entity.parents),
            "members": list(knowledge.members.get(key, ())),
            "acts_on": [interaction_line(knowledge, row.id) for row in knowledge.by_subject.get(key, ())],
            "acted_on_by": [interaction_line(knowledge, row.id) for row in knowledge.by_object.get(key, ())],
            "gates": [interaction_line(knowledge, row.id) for row in knowledge.active if key in row.gate],
            "statements": [
                f"{knowledge.name(s.subject)} {s.relation.replace('_', ' ')} {knowledge.name(s.object)}"
                for s in knowledge.statements.values()
                if key in (s.subject, s.object)
            ],
            "observations": [_observation(knowledge, o.id) for o in knowledge.observations.values() if key in (o.perturbation, o.readout)],
        }
    state = knowledge.perturbations[key]
    return {
        "key": state.key,
        "type": "perturbation",
        "name": state.name,
        "sets": [str(setting) for setting in state.sets],
        "synonyms": list(state.synonyms),
        "note": state.note,
        "observations": [_observation(knowledge, o.id) for o in knowledge.observations.values() if key == o.perturbation],
    }


def interaction_line(knowledge: Knowledge, key: str) -> str:
    """An interaction on one line: sign, names, scope, opened sources, id."""
    row = knowledge.interactions[key]
    scope = f" [{row.scope}]" if row.scope else ""
    papers = len({item.reference for item in row.evidence if item.reference and item.checked == "opened"})
    return f"{symbol(row.sign)} {knowledge.gloss(row)}{scope}  ({papers} opened, {row.consensus}; {row.id})"


def _observation(knowledge: Knowledge, key: str) -> str:
    return f"{observation_line(knowledge, knowledge.observations[key])}  ({key})"


def card_text(knowledge: Knowledge, key: str) -> str:
    """The card as text for a terminal."""
    out = []
    for name, value in card_dict(knowledge, key).items():
        if value in ("", [], None):
            continue
        label = name.replace("_", " ")
        if isinstance(value, list) and name not in ("synonyms", "xrefs", "variants", "classes", "members", "sets", "gate", "via"):
            out.append(f"{label}:")
            out += [f"  {item}" for item in value]
        else:
            out.append(f"{label}: {', '.join(value) if isinstance(value, list) else value}")
    return "\n".join(out)


def search(knowledge: Knowledge, text: str, most: int = 50) -> list[dict[str, str]]:
    """Entities, perturbations, interactions and references that hold every word of `text`, best first."""
    words = [fold(word) for word in text.split() if fold(word)]
    found: list[tuple[int, str, dict[str, str]]] = []

    def add(kind: str, key: str, label: str, fields: tuple[str, ...]) -> None:
        folded = [fold(field) for field in fields]
        if words and all(any(word in field for field in folded) for word in words):
            rank = 0 if fold(text) == folded[0] else 1 if folded[0].startswith(words[0]) else 2
            found.append((rank, key, {"type": kind, "key": key, "label": label}))

    for e in knowledge.entities.values():
        add("entity", e.key, e.name, (e.name, e.key, *e.synonyms, e.definition))
    for p in knowledge.perturbations.values():
        add("perturbation", p.key, p.name, (p.name, p.key, *p.synonyms))
    for row in knowledge.active:
        label = knowledge.gloss(row)
        add("interaction", row.id, label, (label, row.note, *(item.finding for item in row.evidence)))
    for ref in knowledge.references.values():
        add("reference", ref.curie, f"{ref.citation}: {ref.title}", (ref.title, ref.first_author, ref.curie))
    order = {"entity": 0, "perturbation": 1, "interaction": 2, "reference": 3}
    return [item for _, _, item in sorted(found, key=lambda f: (f[0], order[f[2]["type"]], f[1]))][:most]
