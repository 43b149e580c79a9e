"""SSSOM: mappings to other vocabularies, as one table with its metadata in front (Matentzoglu et al. 2022, *Database* baac035)."""

from __future__ import annotations

from collections.abc import Iterator

from bonegraph import __version__
from bonegraph.formats import statement
from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.terms import BASE, BGS, relation_iri

__all__ = ["encode"]

_COLUMNS = ("subject_id", "subject_label", "predicate_id", "object_id", "mapping_justification")
_PREFIXES = {
    "BG": BASE + "BG_",
    "bgs": str(BGS),
    "biolink": "https://w3id.org/biolink/vocab/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_IDENTIFIERS = "http://identifiers.org/"
_OBO = ("BFO", "CHEBI", "CL", "ECO", "GO", "HP", "MONDO", "NCBITaxon", "OBA", "PR", "RO", "UBERON", "UO")


def encode(knowledge: Knowledge) -> bytes:
    """Variables are close matches of the things they are about; relations are close to RO's and narrower than Biolink's."""
    found = sorted(set(_mappings(knowledge)))
    prefixes = {prefix: _address(prefix) for prefix in {row[3].partition(":")[0] for row in found}} | _PREFIXES
    head = [
        f"mapping_set_id: {BASE}bonegraph.sssom.tsv",
        f"mapping_set_version: {__version__} ({knowledge.digest})",
        "mapping_set_title: bonegraph mappings",
        f'mapping_set_description: "{statement(".sssom.tsv", knowledge)}"',
        "license: https://creativecommons.org/licenses/by/4.0/",
        "curie_map:",
        *(f'  {prefix}: "{prefixes[prefix]}"' for prefix in sorted(prefixes)),
    ]
    lines = [*(f"# {line}" for line in head), "\t".join(_COLUMNS), *("\t".join(row) for row in found)]
    return ("\n".join(lines) + "\n").encode()


def _mappings(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    how = "semapv:ManualMappingCuration"
    for entity in knowledge.entities.values():
        for xref in entity.xrefs if not entity.status else ():
            if ":" in xref:
                yield (entity.id, entity.name, "skos:closeMatch", xref, how)
    for relation in knowledge.relations.values():
        name = "bgs:" + relation_iri(relation.key).removeprefix(str(BGS))
        for predicate, target in (("skos:closeMatch", relation.ro), ("skos:broadMatch", relation.biolink)):
            if target:
                yield (name, relation.label, predicate, target, how)


def _address(prefix: str) -> str:
    return f"http://purl.obolibrary.org/obo/{prefix}_" if prefix in _OBO else f"{_IDENTIFIERS}{prefix.lower()}/"
