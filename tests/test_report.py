"""The quality report: what is wrong with the shipped graph, and each check finds the fault that it is for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bonegraph.graph import Graph
from bonegraph.model.entity import Entity
from bonegraph.model.knowledge import Knowledge
from bonegraph.report import SEVERITIES, checks, report

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def small(graph: Graph) -> Knowledge:
    """Twenty interactions and all entities: enough for every check."""
    rows = {row.id: row for row in graph.knowledge.active[:20]}
    evidence = {key: items for key, items in graph.knowledge.evidence.items() if key in rows}
    return replace(graph.knowledge, digest="small", interactions=rows, evidence=evidence, observations={}, statements={}, claims={}, baselines=(), exposures=())


def spoiled(knowledge: Knowledge, **cells: object) -> Knowledge:
    """OPG with other cells."""
    entity: Entity = replace(knowledge.entities["opg"], **cells)  # type: ignore[arg-type]
    return replace(knowledge, entities={**knowledge.entities, "opg": entity})


def test_no_error_on_the_shipped_graph(graph: Graph) -> None:
    assert [finding for finding in report(graph.knowledge) if finding.severity == "ERROR"] == []


def test_every_check_has_a_head() -> None:
    assert len(checks()) >= 15
    assert all(check.severity in SEVERITIES and check.title and check.hint for check in checks())


@pytest.mark.parametrize(
    ("cells", "check"),
    [
        ({"name": "OPG "}, "whitespace"),
        ({"xrefs": ("HGNC 11909",)}, "invalid-xref"),
        ({"id": "BG:12"}, "iri-form"),
        ({"name": "estradiol"}, "duplicate-label"),
    ],
)
def test_a_fault_is_found(small: Knowledge, cells: dict[str, object], check: str) -> None:
    before = {f for f in report(small) if f.check == check}
    assert {f for f in report(spoiled(small, **cells)) if f.check == check} - before


def test_an_interaction_without_evidence(small: Knowledge) -> None:
    row = next(iter(small.interactions.values()))
    bare = replace(small, evidence={key: items for key, items in small.evidence.items() if key != row.id})
    assert f"bg:{row.id}" in {f.subject for f in report(bare) if f.check == "unsupported-interaction"}


def test_forms_and_exit_code(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("report", "--json", "--fail-on", "none")
    assert code == 0 and {row["severity"] for row in json.loads(out)} <= set(SEVERITIES)
    assert run("report", "--fail-on", "info", "-o", tmp_path / "r.md")[0] == 1
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("# Quality report\n\n")
