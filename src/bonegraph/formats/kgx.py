"""Knowledge Graph Exchange (KGX) in the slots of the Biolink model: a table of nodes and one of edges, as TSV or JSON lines.

Own columns follow the Biolink slots, as KGX allows; with them an import gives the same graph again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bonegraph.formats.flat import COLUMNS, rows
from bonegraph.model.entity import Entity
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge

__all__ = ["SOURCE", "encode_edges", "encode_edges_jsonl", "encode_nodes", "encode_nodes_jsonl"]

SOURCE = "infores:bonegraph"
Record = dict[str, str | float | bool | list[str] | None]

_CATEGORIES = {
    **dict.fromkeys(("hormone", "drug class", "ion or metabolite", "nutrient", "signal molecule"), "ChemicalEntity"),
    **dict.fromkeys(("signal protein", "receptor", "enzyme", "transcription factor", "transporter", "matrix protein"), "Protein"),
    **dict.fromkeys(("intracellular signal", "cell state", "quantity"), "BiologicalEntity"),
    **dict.fromkeys(("clinical outcome", "adverse outcome"), "PhenotypicFeature"),
    **dict.fromkeys(("biomarker", "imaging readout"), "ClinicalFinding"),
    "cell type": "Cell",
    "disease": "Disease",
    "drug": "Drug",
    "life stage": "LifeStage",
    "method": "Procedure",
    "population": "PopulationOfIndividualOrganisms",
    "process": "BiologicalProcess",
    "study": "Study",
    "therapy": "Treatment",
    "tissue": "GrossAnatomicalStructure",
}
_ASPECTS = {"amount": "abundance", "level": "abundance", "activity": "activity"}
_OWN_NODE = ("key", "kind", "variant_of", "aspect", "compartment", "parents", "parts", "module")
_NODE = ("id", "category", "name", "description", "synonym", "xref", "provided_by", *_OWN_NODE)
_QUALIFIERS = ("qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier", "negated", "species_context_qualifier")
_PROVENANCE = ("publications", "has_evidence", "primary_knowledge_source", "knowledge_level", "agent_type")
_OWN_EDGE = tuple(name for name in COLUMNS if name not in ("id", "source", "source_name", "target", "target_name", "references"))
_EDGE = ("id", "subject", "predicate", "object", "category", *_QUALIFIERS, *_PROVENANCE, *_OWN_EDGE)


def encode_nodes(knowledge: Knowledge) -> bytes:
    """Nodes as TSV."""
    return _tsv(_NODE, _nodes(knowledge))


def encode_edges(knowledge: Knowledge) -> bytes:
    """Edges as TSV."""
    return _tsv(_EDGE, _edges(knowledge))


def encode_nodes_jsonl(knowledge: Knowledge) -> bytes:
    """Nodes as JSON lines."""
    return _jsonl(_nodes(knowledge))


def encode_edges_jsonl(knowledge: Knowledge) -> bytes:
    """Edges as JSON lines."""
    return _jsonl(_edges(knowledge))


def _nodes(knowledge: Knowledge) -> Iterator[Record]:
    for entity in knowledge.entities.values():
        if not entity.status:
            yield _node(entity)


def _node(entity: Entity) -> Record:
    own: Record = {name: getattr(entity, name) for name in _OWN_NODE}
    own |= {"parents": list(entity.parents), "parts": list(entity.parts)}
    return {
        "id": entity.id,
        "category": ["biolink:" + _CATEGORIES.get(entity.kind, "NamedThing")],
        "name": entity.name,
        "description": entity.definition,
        "synonym": list(entity.synonyms),
        "xref": list(entity.xrefs),
        "provided_by": [SOURCE],
        **own,
    }


def _edges(knowledge: Knowledge) -> Iterator[Record]:
    for row in rows(knowledge):
        cells = dict(zip(COLUMNS, row, strict=True))
        yield _edge(knowledge, knowledge.interactions[cells["id"]], cells)


def _edge(knowledge: Knowledge, row: Interaction, cells: dict[str, str]) -> Record:
    codes = [knowledge.evidence_types[item.type][0] for item in row.evidence]
    taxa = [_TAXA[name] for name in row.scope.values("species") if name in _TAXA]
    own: Record = {name: cells[name] for name in _OWN_EDGE}
    own |= {name: [part for part in cells[name].split("|") if part] for name in ("gate", "via", "evidence")}
    own |= {"belief": float(cells["belief"]), "efficacy": row.efficacy}
    return {
        "id": row.id,
        "subject": knowledge.entities[row.subject].id,
        "predicate": "biolink:affects",
        "object": knowledge.entities[row.object].id,
        "category": ["biolink:Association"],
        "qualified_predicate": "biolink:causes" if row.sign else "",
        "object_aspect_qualifier": _ASPECTS.get(knowledge.entities[row.object].aspect, "activity_or_abundance"),
        "object_direction_qualifier": {1: "increased", -1: "decreased", 0: ""}[row.sign],
        "negated": row.sign == 0,
        "species_context_qualifier": taxa[0] if len(taxa) == 1 else "",
        "publications": [part for part in cells["references"].split("|") if ":" in part],
        "has_evidence": sorted({code for code in codes if code}),
        "primary_knowledge_source": SOURCE,
        "knowledge_level": "knowledge_assertion",
        "agent_type": "manual_agent",
        **own,
    }


_TAXA = {"human": "NCBITaxon:9606", "mouse": "NCBITaxon:10090", "rat": "NCBITaxon:10116"}


def _jsonl(records: Iterator[Record]) -> bytes:
    """One object a line; empty slots are left out."""
    lines = (json.dumps({n: v for n, v in record.items() if v not in ("", None, [])}, ensure_ascii=False) for record in records)
    return "".join(line + "\n" for line in lines).encode()


def _tsv(columns: Sequence[str], records: Iterator[Record]) -> bytes:
    lines = ["\t".join(columns), *("\t".join(_cell(record[name]) for name in columns) for record in records)]
    return ("\n".join(lines) + "\n").encode()


def _cell(value: str | float | bool | list[str] | None) -> str:
    if isinstance(value, list):
        return "|".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else f"{value:g}" if isinstance(value, float) else value
