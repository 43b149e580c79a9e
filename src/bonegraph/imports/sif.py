"""Simple interaction format: source, relation, one or more targets, by tabs or blanks; the relation carries the sign."""

from __future__ import annotations

from pathlib import Path

from bonegraph.imports.listing import Edge, Listing, label_of, refuse, sign_of, text_of

__all__ = ["read"]


def read(path: Path) -> Listing:
    """Read a SIF file; a line with one cell names a node without edges and is left out."""
    text, digest = text_of(path)
    blank = None if "\t" not in text else "\t"
    edges, faults = [], []
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.split(blank)]
        if len(cells) == 2:
            faults.append(f"{path}:{number}: {len(cells)} cells; a line is source, relation, target")
        for target in cells[2:]:
            word = cells[1]
            edges.append(Edge(number, cells[0], target, {"relation": word} if sign_of(word) is None else {"sign": word}))
    refuse(faults)
    return Listing(label_of(path), str(path), digest, (), tuple(edges))
