"""CONTRIBUTING.md: what it tells a newcomer to do works as it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from bonegraph.check import load_tables, validate
from bonegraph.reason.effect import Reasoner
from bonegraph.reason.question import Question

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., tuple[int, str, str]]


def test_an_interaction_added_by_the_book_is_found_and_told_unverified(tables: Path, run: Run) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"`(→\S+→[^`]+)`", text)
    assert found, "the example row is gone from CONTRIBUTING.md"
    row = found[1].replace("→", "\t")
    path = tables / "interactions" / "metabolic.tsv"
    assert row.count("\t") == path.read_text(encoding="utf-8").split("\n")[0].count("\t"), "the example has not as many cells as the table"
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    assert run("format", tables)[0] == 0
    line = next(line for line in path.read_text(encoding="utf-8").split("\n") if line.endswith("seen in culture only"))
    minted = line.split("\t")[0]
    assert re.fullmatch(r"I[0-9a-f]{10}", minted)
    assert ("no-evidence", minted) in {(p.code, p.subject) for p in validate(tables)}, "a row without evidence must be told"
    evidence = tables / "evidence" / "metabolic.tsv"
    cells = f"E0000000001\t{minted}\t\tsupports\t\treview\t\t\tSeen in culture.\t\t"
    evidence.write_text(evidence.read_text(encoding="utf-8") + cells + "\n", encoding="utf-8")
    assert not [p for p in validate(tables) if p.severity == "ERROR"]
    effect = Reasoner(load_tables(tables)).effect(Question("melatonin", "sclerostin"))
    paths = (*effect.paths_for, *effect.paths_against)
    assert any(minted in step.interactions for path in paths for step in path.steps)
