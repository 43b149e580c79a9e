"""All knowledge as one rdflib graph: hand-written schema, variables, edges, and every row with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from bonegraph.model.context import Scope
from bonegraph.model.grade import grade
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.rdf.terms import BGS, DCTERMS, IAO, OBO_IN_OWL, OWL, PREFIXES, RDF, RDFS, SKOS, XSD, expand, kind_iri, node_iri, relation_iri
from bonegraph.tables.bundle import schema_file

__all__ = ["PARTS", "bind_prefixes", "build_graph", "edge_property"]

Triple = tuple[Node, Node, Node]


def build_graph(knowledge: Knowledge) -> Graph:
    """The whole graph. O(rows); about 20 triples a row."""
    graph = Graph()
    bind_prefixes(graph)
    for part in PARTS.values():
        for triple in part(knowledge):
            graph.add(triple)
    return graph


def bind_prefixes(graph: Graph) -> None:
    """Give a graph the prefixes of :data:`bonegraph.rdf.terms.PREFIXES`."""
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, override=True)


def edge_property(sign: int) -> URIRef:
    """Property of a direct edge of a sign."""
    return {1: BGS.positivelyAffects, -1: BGS.negativelyAffects, 0: BGS.doesNotAffect}[sign]


def _text(subject: Node, pairs: Iterable[tuple[Node, object]]) -> Iterable[Triple]:
    """Literals of the cells that are filled."""
    for prop, value in pairs:
        if value not in ("", None):
            yield subject, prop, value if isinstance(value, (Literal, URIRef)) else Literal(value)


def _english(text: str) -> Literal | str:
    return Literal(text, lang="en") if text else ""


def _schema(_: Knowledge) -> Iterable[Triple]:
    return Graph().parse(data=schema_file().read_text(encoding="utf-8"), format="turtle")


def _vocabulary(knowledge: Knowledge) -> Iterable[Triple]:
    for kind, definition in knowledge.kinds.items():
        iri = kind_iri(kind)
        yield iri, RDF.type, OWL.Class
        yield iri, RDFS.subClassOf, BGS.Variable
        yield from _text(iri, [(RDFS.label, _english(kind)), (IAO["0000115"], _english(definition))])
    for relation in knowledge.relations.values():
        iri = relation_iri(relation.key)
        if relation.sign is None:
            yield iri, RDF.type, OWL.AnnotationProperty
        else:
            yield iri, RDF.type, OWL.ObjectProperty
            yield iri, RDFS.subPropertyOf, edge_property(relation.sign)
        yield from _text(
            iri,
            [
                (RDFS.label, _english(relation.label)),
                (IAO["0000115"], _english(relation.definition)),
                (BGS.key, relation.key),
                (BGS.sign, symbol(relation.sign) if relation.sign is not None else "none"),
                (BGS.reach, relation.reach),
                (SKOS.closeMatch, expand(relation.ro)),
                (SKOS.broadMatch, expand(relation.biolink)),
            ],
        )


def _entities(knowledge: Knowledge) -> Iterable[Triple]:
    for entity in knowledge.entities.values():
        iri = node_iri(knowledge, entity.key)
        yield iri, RDF.type, OWL.Class
        yield iri, RDFS.subClassOf, kind_iri(entity.kind)
        for parent in entity.parents:
            yield iri, BGS.memberOf, node_iri(knowledge, parent)
            if knowledge.entities[parent].kind == entity.kind or entity.exogenous:
                yield iri, RDFS.subClassOf, node_iri(knowledge, parent)
        if entity.variant_of:
            yield iri, BGS.variantOf, node_iri(knowledge, entity.variant_of)
        for prop, part in zip((BGS.numerator, BGS.denominator), entity.parts, strict=False):
            yield iri, prop, node_iri(knowledge, part)
        if entity.status:
            yield iri, OWL.deprecated, Literal(True)
        yield from _text(
            iri,
            [
                (RDFS.label, _english(entity.name)),
                (IAO["0000115"], _english(entity.definition)),
                (BGS.key, entity.key),
                (BGS.kind, entity.kind),
                (BGS.aspect, entity.aspect),
                (BGS.compartment, entity.compartment),
                (BGS.module, entity.module),
                (BGS.note, entity.note),
            ],
        )
        for synonym in entity.synonyms:
            yield iri, OBO_IN_OWL.hasExactSynonym, Literal(synonym)
        for xref in entity.xrefs:
            yield iri, OBO_IN_OWL.hasDbXref, Literal(xref)


def _perturbations(knowledge: Knowledge) -> Iterable[Triple]:
    for row in knowledge.perturbations.values():
        iri = node_iri(knowledge, row.key)
        yield iri, RDF.type, BGS.Perturbation
        yield iri, RDF.type, OWL.NamedIndividual
        for setting in row.sets:
            rises = setting.level in ("up", "high", "given")
            yield iri, BGS.raises if rises else BGS.lowers, node_iri(knowledge, setting.variable)
        sets = "|".join(str(setting) for setting in row.sets)
        yield from _text(iri, [(RDFS.label, _english(row.name)), (BGS.key, row.key), (BGS.sets, sets), (BGS.note, row.note)])
        for parent in row.parents:
            yield iri, SKOS.broader, node_iri(knowledge, parent)
        for synonym in row.synonyms:
            yield iri, OBO_IN_OWL.hasExactSynonym, Literal(synonym)


def _scope(subject: Node, scope: Scope) -> Iterable[Triple]:
    yield from _text(subject, [(BGS.scope, str(scope))])
    for key, values in scope:
        for value in values:
            yield subject, BGS[key], Literal(value)


def _interactions(knowledge: Knowledge) -> Iterable[Triple]:
    for row in knowledge.interactions.values():
        iri = node_iri(knowledge, row.id)
        subject, target = node_iri(knowledge, row.subject), node_iri(knowledge, row.object)
        yield iri, RDF.type, BGS.Interaction
        yield iri, RDF.type, OWL.NamedIndividual
        yield iri, BGS.subject, subject
        yield iri, BGS.object, target
        yield iri, BGS.relation, relation_iri(row.relation)
        if row.status:
            yield iri, OWL.deprecated, Literal(True)
        else:
            yield subject, relation_iri(row.relation), target
            yield subject, edge_property(row.sign), target
            if row.sign:
                for actor in (subject, *(node_iri(knowledge, gate) for gate in row.gate)):
                    yield actor, BGS.affects, target
        for gate in row.gate:
            yield iri, BGS.gate, node_iri(knowledge, gate)
        for mediator in row.via:
            yield iri, BGS.via, node_iri(knowledge, mediator)
        yield from _scope(iri, row.scope)
        belief = knowledge.beliefs[row.id]
        yield from _text(
            iri,
            [
                (RDFS.label, _english(knowledge.gloss(row))),
                (BGS.sign, symbol(row.sign)),
                (BGS.directness, row.directness),
                (BGS.strength, row.strength),
                (BGS.speed, row.speed),
                (BGS.efficacy, None if row.efficacy is None else Literal(str(row.efficacy), datatype=XSD.decimal)),
                (BGS.consensus, row.consensus),
                (BGS.belief, Literal(str(belief), datatype=XSD.decimal)),
                (BGS.grade, grade(belief)),
                (BGS.module, row.module),
                (BGS.note, row.note),
            ],
        )


def _others(knowledge: Knowledge) -> Iterable[Triple]:
    """Statements, observations, baselines and exposures."""
    for statement in knowledge.statements.values():
        iri = node_iri(knowledge, statement.id)
        yield iri, RDF.type, BGS.Statement
        yield iri, RDF.type, OWL.NamedIndividual
        yield iri, BGS.subject, node_iri(knowledge, statement.subject)
        yield iri, BGS.object, node_iri(knowledge, statement.object)
        yield iri, BGS.relation, relation_iri(statement.relation)
        yield from _scope_text(iri, statement.scope)
        yield from _text(iri, [(BGS.layer, statement.layer), (BGS.quantity, statement.quantity), (BGS.note, statement.note)])
    for seen in knowledge.observations.values():
        iri = node_iri(knowledge, seen.id)
        yield iri, RDF.type, BGS.Observation
        yield iri, RDF.type, OWL.NamedIndividual
        yield iri, BGS.perturbation, node_iri(knowledge, seen.perturbation)
        yield iri, BGS.readout, node_iri(knowledge, seen.readout)
        yield from _scope(iri, seen.scope)
        yield from _text(iri, [(BGS.direction, seen.direction), (BGS.sign, symbol(seen.sign)), (BGS.group, seen.group), (BGS.note, seen.note)])
    for base in knowledge.baselines:
        iri = node_iri(knowledge, base.id)
        yield iri, RDF.type, BGS.Baseline
        yield iri, RDF.type, OWL.NamedIndividual
        yield iri, BGS.subject, node_iri(knowledge, base.variable)
        yield from _scope(iri, base.scope)
        yield from _text(iri, [(BGS.level, base.level), (BGS.quantity, base.value), (BGS.note, base.note)])
    for exposure in knowledge.exposures:
        iri = node_iri(knowledge, exposure.id)
        yield iri, RDF.type, BGS.Exposure
        yield iri, RDF.type, OWL.NamedIndividual
        yield iri, BGS.subject, node_iri(knowledge, exposure.substance)
        yield from _text(iri, [(BGS.route, exposure.route), (BGS.dose, exposure.dose), (BGS.reaches, exposure.reaches), (BGS.note, exposure.note)])


def _scope_text(subject: Node, scope: Scope) -> Iterable[Triple]:
    """Scope of a statement: its keys are free, so only those of the schema become properties."""
    known = {"cell", "compartment", "condition", "cotreatment", "dose", "genotype", "life_stage", "regimen", "route", "sex", "site", "species", "time"}
    yield from _text(subject, [(BGS.scope, str(scope))])
    for key, values in scope:
        if key in known:
            for value in values:
                yield subject, BGS[key], Literal(value)


def _evidence(knowledge: Knowledge) -> Iterable[Triple]:
    for row, items in knowledge.evidence.items():
        about = node_iri(knowledge, row)
        for item in items:
            iri = node_iri(knowledge, item.id)
            eco = expand(knowledge.evidence_types[item.type][0])
            yield about, BGS.evidence, iri
            yield iri, RDF.type, BGS.Evidence
            yield iri, RDF.type, OWL.NamedIndividual
            yield iri, BGS.about, about
            if item.reference:
                yield iri, BGS.reference, node_iri(knowledge, item.reference)
            if eco:
                yield iri, BGS.evidenceType, eco
            yield from _text(
                iri,
                [
                    (RDFS.label, item.claim),
                    (BGS.stance, item.stance),
                    (BGS.kind, item.type),
                    (BGS.species, item.species),
                    (BGS.system, item.system),
                    (BGS.finding, item.finding),
                    (BGS.locator, item.locator),
                    (BGS.checked, item.checked or "unverified"),
                ],
            )


def _references(knowledge: Knowledge) -> Iterable[Triple]:
    for ref in knowledge.references.values():
        iri = node_iri(knowledge, ref.id)
        yield iri, RDF.type, BGS.Reference
        yield iri, RDF.type, OWL.NamedIndividual
        if ref.url:
            yield iri, RDFS.seeAlso, URIRef(ref.url)
        yield from _text(
            iri,
            [
                (RDFS.label, ref.citation),
                (DCTERMS.title, ref.title),
                (DCTERMS.creator, ref.first_author),
                (DCTERMS.issued, ref.year),
                (BGS.venue, ref.venue),
                (BGS.pmid, ref.pmid),
                (BGS.pmcid, ref.pmcid),
                (BGS.doi, ref.doi),
                (BGS.kind, ref.type),
                (BGS.opened, ref.opened),
            ],
        )


def _claims(knowledge: Knowledge) -> Iterable[Triple]:
    for claim in knowledge.claims.values():
        iri = node_iri(knowledge, claim.id)
        yield iri, RDF.type, BGS.Claim
        yield iri, RDF.type, OWL.NamedIndividual
        for row in claim.rows:
            yield iri, BGS.heldBy, node_iri(knowledge, row)
        for seed in claim.seeds:
            yield iri, BGS.seed, Literal(seed)
        for cited in claim.cited:
            yield iri, BGS.citesAs, Literal(cited)
        for conflict in claim.conflict:
            yield iri, BGS.conflict, Literal(conflict)
        yield from _text(
            iri,
            [
                (RDFS.label, f"{claim.id}: {claim.stated}"),
                (BGS.key, claim.key),
                (BGS.layer, claim.layer),
                (BGS.level, claim.level),
                (BGS.claimContext, claim.context),
                (BGS.quantity, claim.quantity),
                (BGS.note, claim.note),
                (BGS.hedged, Literal(claim.hedged)),
            ],
        )


PARTS: dict[str, Callable[[Knowledge], Iterable[Triple]]] = {
    "schema": _schema,
    "relations": _vocabulary,
    "entities": _entities,
    "perturbations": _perturbations,
    "interactions": _interactions,
    "statements-and-observations": _others,
    "evidence": _evidence,
    "references": _references,
    "claims": _claims,
}
"""Parts of the graph by name."""
