"""OBO Graph JSON, as ``ROBOT convert`` and OAK know it."""

from __future__ import annotations

import json
from typing import Any

from bonegraph import __version__
from bonegraph.formats import statement
from bonegraph.model.entity import Entity
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.rdf.build import edge_property
from bonegraph.rdf.terms import BASE, BGS, DCTERMS, ONTOLOGY, kind_iri, node_iri, relation_iri

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """Classes and properties as nodes; ``is_a`` and interactions as edges, an edge of an interaction with its row in ``meta``."""
    active = [entity for entity in knowledge.entities.values() if not entity.status]
    nodes = [_node(BGS.Variable, "variable", "CLASS", "Something that can rise or fall: an aspect of an entity in a place.")]
    nodes += [_node(kind_iri(kind), kind, "CLASS", definition) for kind, definition in knowledge.kinds.items()]
    nodes += [_entity(knowledge, entity) for entity in knowledge.entities.values()]
    edges = [_edge(kind_iri(kind), "is_a", BGS.Variable) for kind in knowledge.kinds]
    for entity in active:
        edges += [_edge(node_iri(knowledge, entity.key), "is_a", above) for above in _parents(knowledge, entity)]
    for sign, name in ((1, "positively affects"), (-1, "negatively affects"), (0, "does not affect")):
        nodes.append(_node(edge_property(sign), name, "PROPERTY", ""))
    for relation in knowledge.relations.values():
        if relation.sign is not None:
            nodes.append(_node(relation_iri(relation.key), relation.label, "PROPERTY", relation.definition))
            edges.append(_edge(relation_iri(relation.key), "subPropertyOf", edge_property(relation.sign)))
    edges += [_interaction(knowledge, row) for row in knowledge.active]
    said = {
        DCTERMS.title: "bonegraph",
        DCTERMS.description: statement(".obograph.json", knowledge),
        DCTERMS.license: "https://creativecommons.org/licenses/by/4.0/",
    }
    meta = {"version": f"{BASE}releases/{__version__}-{knowledge.digest}/bonegraph.owl", "basicPropertyValues": _values(said)}
    graph = {"id": str(ONTOLOGY), "meta": meta, "nodes": nodes, "edges": edges}
    return (json.dumps({"graphs": [graph]}, ensure_ascii=False, indent=1) + "\n").encode()


def _parents(knowledge: Knowledge, entity: Entity) -> list[str]:
    parents = [knowledge.entities[key] for key in entity.parents]
    above = [parent for parent in parents if not parent.status and (parent.kind == entity.kind or entity.exogenous)]
    return [str(kind_iri(entity.kind)), *(str(node_iri(knowledge, parent.key)) for parent in above)]


def _node(iri: str, label: str, kind: str, definition: str) -> dict[str, Any]:
    node: dict[str, Any] = {"id": str(iri), "lbl": label, "type": kind}
    if kind == "PROPERTY":
        node["propertyType"] = "OBJECT"
    return node | ({"meta": {"definition": {"val": definition}}} if definition else {})


def _entity(knowledge: Knowledge, entity: Entity) -> dict[str, Any]:
    node = _node(node_iri(knowledge, entity.key), entity.name, "CLASS", entity.definition)
    meta: dict[str, Any] = node.setdefault("meta", {})
    if entity.synonyms:
        meta["synonyms"] = [{"pred": "hasExactSynonym", "val": name} for name in entity.synonyms]
    if entity.xrefs:
        meta["xrefs"] = [{"val": xref} for xref in entity.xrefs]
    if entity.status:
        meta["deprecated"] = True
    return node


def _edge(subject: str, predicate: str, target: str) -> dict[str, Any]:
    return {"sub": str(subject), "pred": str(predicate), "obj": str(target)}


def _interaction(knowledge: Knowledge, row: Interaction) -> dict[str, Any]:
    papers = dict.fromkeys(knowledge.references[item.reference].curie for item in row.evidence if item.reference)
    said = {BGS.about: row.id, BGS.sign: symbol(row.sign), BGS.consensus: row.consensus, BGS.belief: f"{knowledge.beliefs[row.id]:.4f}"}
    if row.scope:
        said[BGS.scope] = str(row.scope)
    values = _values(said) + [{"pred": str(BGS.gate), "val": str(node_iri(knowledge, key))} for key in row.gate]
    edge = _edge(node_iri(knowledge, row.subject), relation_iri(row.relation), node_iri(knowledge, row.object))
    return edge | {"meta": {"basicPropertyValues": values, "xrefs": [{"val": paper} for paper in papers]}}


def _values(said: dict[Any, str]) -> list[dict[str, str]]:
    return [{"pred": str(predicate), "val": value} for predicate, value in said.items()]
