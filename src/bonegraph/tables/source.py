"""All tables of one ontology folder as rows with their places: text in, nothing interpreted yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bonegraph.errors import Problem
from bonegraph.tables.dialect import Row, read_table
from bonegraph.tables.schema import Table, load_schema

__all__ = ["Source", "digest_of", "read_source", "table_files"]

_VOCABULARIES = {
    "kinds": ("key", "definition"),
    "modules": ("key", "definition"),
    "statuses": ("key", "definition"),
    "evidence_types": ("key", "eco", "eco_label", "weight"),
    "species": ("key", "taxon"),
    "publication_types": ("key",),
    "context_keys": ("key", "default", "definition"),
    "context_values": ("key", "value"),
}


@dataclass(slots=True)
class Source:
    """Rows of every table, the closed vocabularies, and the faults of form found on the way."""

    ontology: Path
    schema: dict[str, Table]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    vocabularies: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def allowed(self) -> dict[str, frozenset[str]]:
        """Values of each closed vocabulary; context values are written ``key=value``."""
        found = {name: frozenset(row["key"] for row in rows) for name, rows in self.vocabularies.items()}
        found["context_values"] = frozenset(f"{row['key']}={row['value']}" for row in self.vocabularies.get("context_values", ()))
        return found

    def keys(self, table: str) -> dict[str, Row]:
        """First row of each key of a table."""
        column = self.schema[table].key
        found: dict[str, Row] = {}
        for row in self.rows[table]:
            found.setdefault(row[column], row)
        return found


def table_files(ontology: Path, table: Table) -> list[Path]:
    """Files of a table in stable order (a table may be spread over one file a module)."""
    return sorted(ontology.glob(table.path))


def source_files(ontology: Path) -> Iterator[Path]:
    """Every file that the compiled knowledge depends on."""
    for pattern in ("schema/*.toml", "vocabularies/*.tsv", "*.tsv", "*/*.tsv"):
        yield from sorted(ontology.glob(pattern))


def digest_of(ontology: Path) -> str:
    """Hash over names and bytes of all source files (16 hex digits)."""
    total = hashlib.blake2b(digest_size=8)
    for file in sorted(set(source_files(ontology))):
        total.update(file.relative_to(ontology).as_posix().encode())
        total.update(b"\0")
        total.update(file.read_bytes())
        total.update(b"\0")
    return total.hexdigest()


def read_source(ontology: Path) -> Source:
    """Read every table below `ontology`; faults of form go to `Source.problems`, all of them at once."""
    source = Source(ontology, load_schema(ontology))
    for name, header in _VOCABULARIES.items():
        path = ontology / "vocabularies" / f"{name}.tsv"
        rows, problems = read_table(path, header, f"vocabularies/{name}.tsv")
        source.vocabularies[name] = rows
        source.problems += problems
    for name, table in source.schema.items():
        source.rows[name] = []
        files = table_files(ontology, table)
        if not files:
            source.problems.append(Problem("missing-file", "ERROR", table.path, 0, "no file of this table", "restore it from git"))
        for path in files:
            rows, problems = read_table(path, table.header, path.relative_to(ontology).as_posix())
            source.rows[name] += rows
            source.problems += problems
    return source
