"""Signed edge tables, TSV or CSV: columns source, sign, target and any of bonegraph's own; or three columns without a header."""

from __future__ import annotations

import csv
import difflib
from pathlib import Path

from bonegraph.imports.listing import Edge, Listing, label_of, refuse, sign_of, text_of

__all__ = ["COLUMNS", "grid", "read", "zipped"]

COLUMNS = (
    "id",
    "source",
    "sign",
    "target",
    "relation",
    "gate",
    "via",
    "scope",
    "directness",
    "strength",
    "speed",
    "efficacy",
    "consensus",
    "pmid",
    "evidence",
    "source_kind",
    "target_kind",
    "note",
)
_IGNORED = ("source_name", "target_name", "belief", "grade", "module", "references")
"""Columns of bonegraph's own export that follow from the others."""


def grid(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Cells of each line with its number; blank lines and lines that begin with ``#`` left out."""
    if path.suffix.lower() == ".csv":
        reader = csv.reader(text.split("\n"), strict=True)
        try:
            rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
        except csv.Error as error:
            refuse([f"{path}:{reader.line_num}: {error}; quote a cell that holds a comma, and close the quotes"])
    else:
        rows = [(number, [cell.strip() for cell in line.split("\t")]) for number, line in enumerate(text.split("\n"), 1)]
    return [(number, row) for number, row in rows if any(row) and not row[0].startswith("#")]


def zipped(path: Path, header: list[str], rows: list[tuple[int, list[str]]]) -> list[tuple[int, dict[str, str]]]:
    """Rows as dictionaries; a line with too many or too few cells is refused."""
    doubled = sorted({name for name in header if header.count(name) > 1})
    refuse(f"{path}:1: the column {name!r} comes twice" for name in doubled)
    refuse(f"{path}:{number}: {len(row)} cells, but the header has {len(header)}" for number, row in rows if len(row) != len(header))
    return [(number, dict(zip(header, row, strict=True))) for number, row in rows]


def read(path: Path) -> Listing:
    """Read an edge table; one in Biolink's slots goes to the reader of KGX."""
    text, digest = text_of(path)
    rows = grid(path, text)
    refuse([] if rows else [f"{path}: holds no row"])
    header = [cell.casefold() for cell in rows[0][1]]
    if {"subject", "object"} <= set(header) or path.stem.endswith("_nodes"):
        from bonegraph.imports.kgx import read as read_kgx

        return read_kgx(path)
    headed = "source" in header or "target" in header
    edges = _with_header(path, header, rows[0][0], rows[1:]) if headed else _plain(path, rows)
    return Listing(label_of(path), str(path), digest, (), tuple(edges))


def _with_header(path: Path, header: list[str], line: int, rows: list[tuple[int, list[str]]]) -> list[Edge]:
    known = (*COLUMNS, *_IGNORED)
    faults = [f"{path}:{line}: no column {name!r}; source, sign and target are needed" for name in ("source", "sign", "target") if name not in header]
    for name in header:
        near = difflib.get_close_matches(name, known, 1)
        if name not in known and near:
            faults.append(f"{path}:{line}: unknown column {name!r}; did you mean {near[0]!r}? (delete or rename it if not)")
    refuse(faults)
    found = []
    for number, cells in zipped(path, header, rows):
        source, target = cells.pop("source"), cells.pop("target")
        found.append(Edge(number, source, target, {name: value for name, value in cells.items() if name in COLUMNS}))
    return found


def _plain(path: Path, rows: list[tuple[int, list[str]]]) -> list[Edge]:
    """Three columns: source, sign, target."""
    refuse(f"{path}:{number}: {len(row)} cells; a table without a header has three: source, sign, target" for number, row in rows if len(row) != 3)
    refuse(f"{path}:{number}: sign {row[1]!r} is none of + - 0 (columns: source, sign, target)" for number, row in rows if sign_of(row[1]) is None)
    return [Edge(number, row[0], row[2], {"sign": row[1]}) for number, row in rows]
