"""OBO 1.4, for OBO-Edit's heirs, obonet, pronto and fastobo."""

from __future__ import annotations

from collections.abc import Iterator

from bonegraph import __version__
from bonegraph.formats import statement
from bonegraph.model.entity import Entity
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.rdf.terms import BASE, BGS, kind_iri, relation_iri

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """Variables and kinds as terms, relations as typedefs, interactions as relationships with qualifiers."""
    head = [
        "format-version: 1.4",
        f"data-version: {__version__}-{knowledge.digest}",
        "ontology: bonegraph",
        f"remark: {statement('.obo', knowledge)}",
        f"idspace: BG {BASE}BG_",
        f"idspace: bgs {BGS}",
        'property_value: http://purl.org/dc/terms/license "https://creativecommons.org/licenses/by/4.0/" xsd:anyURI',
    ]
    frames = ["\n".join(head)]
    frames += ["\n".join(["[Term]", *lines]) for lines in (*_kinds(knowledge), *(_term(knowledge, e) for e in _ordered(knowledge)))]
    frames += ["\n".join(["[Typedef]", *lines]) for lines in _typedefs(knowledge)]
    return ("\n\n".join(frames) + "\n").encode()


def _ordered(knowledge: Knowledge) -> list[Entity]:
    return sorted(knowledge.entities.values(), key=lambda entity: entity.id)


def _kinds(knowledge: Knowledge) -> Iterator[list[str]]:
    yield ["id: bgs:Variable", "name: variable", 'def: "Something that can rise or fall: an aspect of an entity in a place." []']
    for kind, definition in knowledge.kinds.items():
        yield [f"id: {_short(kind_iri(kind))}", f"name: {_plain(kind)}", f"def: {_quoted(definition)} []", "is_a: bgs:Variable"]


def _term(knowledge: Knowledge, entity: Entity) -> list[str]:
    lines = [f"id: {entity.id}", f"name: {_plain(entity.name)}"]
    if entity.definition:
        lines.append(f"def: {_quoted(entity.definition)} []")
    lines += [f"synonym: {_quoted(name)} EXACT []" for name in sorted(set(entity.synonyms))]
    lines += [f"xref: {xref}" for xref in sorted(set(entity.xrefs)) if ":" in xref and " " not in xref]
    if entity.status:
        return [*lines, "is_obsolete: true"]
    parents = [knowledge.entities[key] for key in entity.parents]
    above = [parent.id for parent in parents if not parent.status and (parent.kind == entity.kind or entity.exogenous)]
    lines += [f"is_a: {parent}" for parent in sorted({*above, _short(kind_iri(entity.kind))})]
    return [*lines, *(_relationship(knowledge, row) for row in knowledge.by_subject.get(entity.key, ()))]


def _relationship(knowledge: Knowledge, row: Interaction) -> str:
    cells = {"interaction": row.id, "sign": symbol(row.sign), "consensus": row.consensus, "belief": f"{knowledge.beliefs[row.id]:.4f}"}
    cells |= {"scope": str(row.scope), "gate": " ".join(knowledge.entities[key].id for key in row.gate)}
    cells["source"] = " ".join(dict.fromkeys(knowledge.references[item.reference].curie for item in row.evidence if item.reference))
    qualifiers = ", ".join(f"{name}={_quoted(value)}" for name, value in sorted(cells.items()) if value)
    return f"relationship: {_short(relation_iri(row.relation))} {knowledge.entities[row.object].id} {{{qualifiers}}}"


def _typedefs(knowledge: Knowledge) -> Iterator[list[str]]:
    yield ["id: bgs:affects", "name: affects"]
    for sign, name in ((1, "positively affects"), (-1, "negatively affects"), (0, "does not affect")):
        upper = ["is_a: bgs:affects"] if sign else []
        yield [f"id: {_upper(sign)}", f"name: {name}", *upper]
    for relation in knowledge.relations.values():
        if relation.sign is not None:
            lines = [f"id: {_short(relation_iri(relation.key))}", f"name: {_plain(relation.label)}", f"def: {_quoted(relation.definition)} []"]
            lines += [f"xref: {relation.ro}"] if relation.ro else []
            yield [*lines, f"is_a: {_upper(relation.sign)}"]


def _upper(sign: int) -> str:
    return {1: "bgs:positivelyAffects", -1: "bgs:negativelyAffects", 0: "bgs:doesNotAffect"}[sign]


def _short(iri: str) -> str:
    return "bgs:" + iri.removeprefix(str(BGS))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _plain(text: str) -> str:
    """Unquoted text: what begins a comment or a list of qualifiers is escaped."""
    return text.replace("\\", "\\\\").replace("!", "\\!").replace("{", "\\{")
