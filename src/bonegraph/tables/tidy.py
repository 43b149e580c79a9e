"""``make format``: mint identifiers, order scopes, lists and rows, and write the gloss beside each finding.

An identifier is hashed from the natural key of a row at birth and then stored; it is never computed again, so that a row
may be corrected without losing its name. The same claim added twice gets the same identifier, and the check for
duplicates finds it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from bonegraph.model.context import Scope
from bonegraph.tables.dialect import Row, write_table
from bonegraph.tables.source import Source, read_source

__all__ = ["NATURAL_KEYS", "gloss", "mint", "tidy"]

NATURAL_KEYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "interactions": ("I", ("subject", "relation", "object", "gate", "scope")),
    "evidence": ("E", ("interaction", "stance", "reference", "finding")),
    "references": ("R", ("pmid", "pmcid", "doi", "title", "venue")),
    "baselines": ("B", ("variable", "scope")),
    "exposure": ("X", ("substance", "route", "dose")),
    "observations": ("O", ("perturbation", "direction", "readout", "sign", "scope")),
    "statements": ("S", ("subject", "relation", "object", "scope", "quantity")),
}
"""Table to the letter of its identifiers and the columns that make one."""

_SIGNS = {"+": "raises", "-": "lowers", "0": "leaves unchanged"}


def mint(table: str, cells: Mapping[str, str]) -> str:
    """Identifier of a new row, from its natural key."""
    letter, columns = NATURAL_KEYS[table]
    text = "\x1f".join(cells[column] for column in columns)
    return letter + hashlib.blake2b(text.encode("utf-8"), digest_size=5).hexdigest()


def gloss(table: str, cells: Mapping[str, str], names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """A row in a few words, so that a diff of evidence reads by itself.

    Parameters
    ----------
    table, cells
        The row that evidence speaks of.
    names
        Key to preferred label.
    labels
        Relation to label.
    """

    def name(key: str) -> str:
        return names.get(key, key)

    place = f" ({cells['scope']})" if cells.get("scope") else ""
    if table in ("interactions", "statements"):
        return f"{name(cells['subject'])} {labels.get(cells['relation'], cells['relation'])} {name(cells['object'])}{place}"
    if table == "observations":
        return f"{name(cells['perturbation'])} ({cells['direction']}) {_SIGNS.get(cells['sign'], '?')} {name(cells['readout'])}{place}"
    if table == "baselines":
        return f"{name(cells['variable'])} is {cells['level']}{place}"
    return f"{name(cells['substance'])} by the {cells['route']} route reaches: {cells['reaches']}"


def tidy(ontology: Path) -> list[Path]:
    """Put every table below `ontology` in order; return the files that changed.

    Files with faults of form (wrong header, wrong number of cells) are left untouched: nothing may be lost.
    """
    source = read_source(ontology)
    broken = {problem.file for problem in source.problems}
    highest = max((int(row["id"][3:]) for row in source.rows["entities"] if row["id"].startswith("BG:")), default=0)
    for name, table in source.schema.items():
        scopes = [column.name for column in table.columns if column.type == "scope"]
        for row in source.rows[name]:
            for column in scopes:
                row.cells[column] = _sorted_scope(row[column])
    for row in sorted((r for r in source.rows["entities"] if not r["id"]), key=lambda r: r["key"]):
        highest += 1
        row.cells["id"] = f"BG:{highest:07d}"
    for name in NATURAL_KEYS:
        if name == "evidence":
            _write_glosses(source)
        for row in source.rows[name]:
            row.cells["id"] = row["id"] or mint(name, row.cells)
    changed = []
    for name, table in source.schema.items():
        by_file: dict[str, list[Row]] = defaultdict(list)
        for row in source.rows[name]:
            by_file[row.file].append(row)
        for file, rows in by_file.items():
            path = ontology / file
            ordered = sorted(rows, key=lambda row: table.sort_key(row.cells))
            lines = [tuple(row[column] for column in table.header) for row in ordered]
            before = path.read_bytes()
            after = "".join("\t".join(line) + "\n" for line in [table.header, *lines]).encode("utf-8")
            if file not in broken and after != before:
                write_table(path, table.header, lines)
                changed.append(path)
    return changed


def _sorted_scope(text: str) -> str:
    try:
        return str(Scope.parse(text))
    except ValueError:
        return text


def _write_glosses(source: Source) -> None:
    names = {row["key"]: row["name"] for table in ("entities", "perturbations") for row in source.rows[table]}
    labels = {row["key"]: row["label"] for row in source.rows["relations"]}
    glosses = {
        row["id"]: gloss(table, row.cells, names, labels)
        for table in ("interactions", "observations", "baselines", "exposure", "statements")
        for row in source.rows[table]
    }
    for row in source.rows["evidence"]:
        row.cells["claim"] = glosses.get(row["interaction"], row["claim"])
