"""The CC0 bone pathways of WikiPathways beside the graph: each disagreement of sign is reviewed in docs/wikipathways.md."""

from __future__ import annotations

from pathlib import Path

from bonegraph.graph import Graph
from bonegraph.tables.dialect import read_table

HERE = Path(__file__).resolve().parent
REVIEW = HERE.parent.parent / "docs" / "wikipathways.md"
SIGNS = {"+": "+", "-": "-", "conv": "+"}


def reviewed() -> dict[tuple[str, str], tuple[str, str]]:
    lines = [line for line in REVIEW.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "---" not in line]
    assert all(len(row) == 5 and row[4] for row in cells), "a review without reason"
    return {(row[0], row[1]): (row[2], row[3]) for row in cells}


def test_disagreements_are_reviewed(graph: Graph) -> None:
    pairs = {}
    rows, problems = read_table(HERE / "bone_edges.tsv", ("source", "target", "sign", "relation", "record"))
    assert not problems
    for cells in rows:
        if cells["sign"] in SIGNS:
            pairs[cells["source"], cells["target"], SIGNS[cells["sign"]]] = graph.edges(cells["source"], cells["target"])
    held = {key: pair for key, pair in pairs.items() if pair.found}
    differing = {(s, t): (sign, pair.sign) for (s, t, sign), pair in held.items() if pair.sign != sign}
    assert differing == reviewed()
    assert len(pairs) == 156 and len(held) >= 70 and len(differing) <= 0.12 * len(held)
