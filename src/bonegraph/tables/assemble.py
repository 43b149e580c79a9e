"""From rows to the model. Rows must have passed the checks of :mod:`bonegraph.check.tables`."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePosixPath

from bonegraph.model.context import Scope
from bonegraph.model.entity import Entity, Perturbation, Setting
from bonegraph.model.evidence import Evidence, Reference
from bonegraph.model.interaction import Interaction, Relation
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.observation import Baseline, Default, Exposure, Observation
from bonegraph.model.sign import parse_sign
from bonegraph.model.statement import Citation, Claim, Statement
from bonegraph.tables.dialect import Row, split_list
from bonegraph.tables.source import Source, digest_of

__all__ = ["assemble"]


def assemble(source: Source) -> Knowledge:
    """Build the immutable model of everything the tables say."""
    rows = source.rows
    relations = {row["key"]: _relation(row) for row in rows["relations"]}
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows["evidence"]:
        item = Evidence(**row.cells)
        evidence[item.interaction].append(item)
    weights = {row["key"]: (row["eco"], float(row["weight"])) for row in source.vocabularies["evidence_types"]}
    return Knowledge(
        digest=digest_of(source.ontology),
        entities={row["key"]: _entity(row) for row in rows["entities"]},
        perturbations={row["key"]: _perturbation(row) for row in rows["perturbations"]},
        relations=relations,
        interactions={row["id"]: _interaction(row, relations, tuple(evidence.get(row["id"], ()))) for row in rows["interactions"]},
        evidence={key: tuple(items) for key, items in evidence.items()},
        references={row["id"]: Reference(**row.cells) for row in rows["references"]},
        baselines=tuple(Baseline(r["id"], r["variable"], Scope.parse(r["scope"]), r["level"], r["value"], r["note"]) for r in rows["baselines"]),
        exposures=tuple(Exposure(**row.cells) for row in rows["exposure"]),
        defaults=tuple(Default(**row.cells) for row in rows["defaults"]),
        observations={row["id"]: _observation(row) for row in rows["observations"]},
        statements={row["id"]: _statement(row) for row in rows["statements"]},
        claims={row["claim"]: _claim(row) for row in rows["claims"]},
        citations={row["ref"]: Citation(**row.cells) for row in rows["citations"]},
        founding_names={row["name"]: row["key"] for row in rows["names"]},
        evidence_types=weights,
        context_values={
            key: tuple(r["value"] for r in source.vocabularies["context_values"] if r["key"] == key)
            for key in (r["key"] for r in source.vocabularies["context_keys"])
        },
        modules={row["key"]: row["definition"] for row in source.vocabularies["modules"]},
        kinds={row["key"]: row["definition"] for row in source.vocabularies["kinds"]},
    )


def _module(row: Row) -> str:
    return PurePosixPath(row.file).stem


def _entity(row: Row) -> Entity:
    cells = dict(row.cells)
    lists = {name: split_list(cells.pop(name)) for name in ("parents", "parts", "synonyms", "xrefs")}
    return Entity(**cells, **lists)  # type: ignore[arg-type]


def _perturbation(row: Row) -> Perturbation:
    sets = tuple(Setting(*part.split(":")) for part in split_list(row["sets"]))
    return Perturbation(row["key"], row["name"], sets, split_list(row["parents"]), split_list(row["synonyms"]), row["status"], row["note"])


def _relation(row: Row) -> Relation:
    cells = dict(row.cells)
    sign = None if cells["sign"] == "none" else parse_sign(cells["sign"])
    kinds = {name: split_list(cells.pop(name)) for name in ("subject_kinds", "object_kinds")}
    del cells["sign"]
    return Relation(sign=sign, **cells, **kinds)  # type: ignore[arg-type]


def _interaction(row: Row, relations: dict[str, Relation], evidence: tuple[Evidence, ...]) -> Interaction:
    relation = relations[row["relation"]]
    return Interaction(
        id=row["id"],
        subject=row["subject"],
        relation=row["relation"],
        object=row["object"],
        sign=relation.sign or 0,
        reach=relation.reach,
        gate=split_list(row["gate"]),
        via=split_list(row["via"]),
        scope=Scope.parse(row["scope"]),
        directness=row["directness"],
        strength=row["strength"],
        speed=row["speed"],
        efficacy=float(row["efficacy"]) if row["efficacy"] else None,
        consensus=row["consensus"],
        module=_module(row),
        status=row["status"],
        note=row["note"],
        evidence=evidence,
    )


def _observation(row: Row) -> Observation:
    return Observation(
        row["id"],
        row["perturbation"],
        row["direction"],
        row["readout"],
        parse_sign(row["sign"]),
        Scope.parse(row["scope"]),
        row["group"],
        row["note"],
    )


def _statement(row: Row) -> Statement:
    return Statement(row["id"], row["layer"], row["subject"], row["relation"], row["object"], Scope.parse(row["scope"]), row["quantity"], row["note"])


def _claim(row: Row) -> Claim:
    return Claim(
        id=row["claim"],
        key=row["key"],
        stated=row["stated"],
        rows=split_list(row["rows"]),
        layer=row["layer"],
        hedged=row["hedged"] == "yes",
        conflict=split_list(row["conflict"]),
        seeds=split_list(row["seeds"]),
        level=row["level"],
        context=row["context"],
        quantity=row["quantity"],
        cited=split_list(row["cited"]),
        note=row["note"],
    )
