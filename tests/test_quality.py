"""What the project asks of its knowledge, and the checks of meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bonegraph.check import validate
from bonegraph.graph import Graph
from bonegraph.reason.quality import LOOPS, open_loops, quality

Run = Callable[..., tuple[int, str, str]]


def test_every_measure_is_met(graph: Graph) -> None:
    assert [(m.name, m.value, m.asked) for m in quality(graph.knowledge) if not m.met] == []


def test_stats_quality_prints_the_measures(run: Run) -> None:
    code, out, _ = run("stats", "--quality")
    assert code == 0 and "with a publication opened and read" in out and "≥ 85.0%" in out


def test_a_feedback_without_its_way_back_is_told(graph: Graph) -> None:
    """Take away what lowers ACTH: the adrenal loop is open, the others stay closed."""
    rows = {i: row for i, row in graph.knowledge.interactions.items() if row.object not in ("acth", "crh", "pomc")}
    assert open_loops(replace(graph.knowledge, interactions=rows)) == (LOOPS[0][0],)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("\tdenosumab\tincreases\tbmd\t\t\t\tdirect\tstrong\tslow\t\testablished\t\tno mechanism", "outcome"),
        ("\topg\tneutralises\tbmd\t\t\t\tdirect\tstrong\tslow\t\testablished\t\t", "no-evidence"),
    ],
)
def test_validate_catches(tables: Path, row: str, code: str) -> None:
    path = tables / "interactions" / "drugs.tsv"
    path.write_text(path.read_text(encoding="utf-8") + "I0000000000" + row + "\n", encoding="utf-8")
    assert code in {problem.code for problem in validate(tables) if problem.subject == "I0000000000"}


def test_a_drug_that_leads_nowhere_is_told(tables: Path) -> None:
    """Orphaned target: a drug whose only step ends at a variable that acts on nothing."""
    entities, rows = tables / "entities" / "drugs.tsv", tables / "interactions" / "drugs.tsv"
    new = ["testdrug", "BG:9999999", "testdrug", "drug", "", "", "", "", "", "A test.", "", "", "drugs", "", ""]
    sink = ["testsink", "BG:9999998", "testsink", "enzyme", "", "", "", "", "", "A test.", "", "", "drugs", "", ""]
    entities.write_text(entities.read_text(encoding="utf-8") + "\t".join(new) + "\n" + "\t".join(sink) + "\n", encoding="utf-8")
    rows.write_text(
        rows.read_text(encoding="utf-8") + "I0000000000\ttestdrug\tinhibits\ttestsink\t\t\t\tdirect\tstrong\tfast\t\tprobable\t\t\n", encoding="utf-8"
    )
    evidence = tables / "evidence" / "drugs.tsv"
    evidence.write_text(
        evidence.read_text(encoding="utf-8") + "E0000000000\tI0000000000\t\tsupports\t\treview\t\t\tA test.\t\t\n",
        encoding="utf-8",
    )
    assert ("dead-end", "testdrug") in {(p.code, p.subject) for p in validate(tables)}
