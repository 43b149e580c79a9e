"""Declared form of every table, read from ``ontology/schema/*.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bonegraph.errors import Problem, SourceError
from bonegraph.model.context import Scope
from bonegraph.tables.dialect import split_list

__all__ = ["FREE_KEYS", "LEVELS", "Column", "Table", "load_schema"]

LEVELS = ("up", "down", "loss", "absent", "high", "low", "normal", "given")
"""Levels that a setting may name (``estradiol:down``)."""

FREE_KEYS = frozenset({"cotreatment", "genotype"})
"""Context keys whose values are names of drugs and genes, not a closed list."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CURIE = re.compile(r"BG:\d{7}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, whether it may be blank, and what its values may be."""

    name: str
    type: str = "text"
    blank: bool = False
    pattern: str = ""
    values: tuple[str, ...] = ()
    vocabulary: str = ""
    context: str = ""
    refers: str = ""
    free: bool = False
    doc: str = ""

    def fault(self, cell: str, vocabularies: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
        """What is wrong with a cell and what would be right; ``None`` when nothing is."""
        if cell != cell.strip():
            return f"{self.name} {cell!r} has blanks at its ends", "strip it"
        if not cell:
            return None if self.blank else (f"{self.name} is blank", self.doc or "it must be filled")
        if self.pattern and not re.fullmatch(self.pattern, cell):
            return f"{self.name} {cell!r} has the wrong form", f"wanted: {self.pattern}"
        allowed = self.values or self._vocabulary(vocabularies)
        if allowed and cell not in allowed:
            return f"{self.name} {cell!r} is unknown", "one of: " + ", ".join(sorted(allowed)[:40])
        return self._typed_fault(cell, vocabularies)

    def _vocabulary(self, vocabularies: Mapping[str, frozenset[str]]) -> frozenset[str]:
        if self.context:
            return frozenset(v.partition("=")[2] for v in vocabularies["context_values"] if v.startswith(self.context + "="))
        return vocabularies[self.vocabulary] if self.vocabulary else frozenset()

    def _typed_fault(self, cell: str, vocabularies: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
        if self.type == "key" and not _KEY.fullmatch(cell):
            return f"{self.name} {cell!r} is no key", "lower-case words of a-z 0-9 joined by hyphens"
        if self.type == "curie" and not _CURIE.fullmatch(cell):
            return f"{self.name} {cell!r} is no identifier", "BG: and seven digits; make format mints it"
        if self.type == "number":
            try:
                if not 0 <= float(cell) <= 1:
                    return f"{self.name} {cell!r} is out of range", "0 to 1"
            except ValueError:
                return f"{self.name} {cell!r} is no number", "0 to 1"
        if self.type == "sets":
            for part in split_list(cell):
                variable, _, level = part.partition(":")
                if not _KEY.fullmatch(variable) or level not in LEVELS:
                    return f"{self.name} {part!r} is no setting", "variable:" + "|".join(LEVELS)
        if self.type == "scope":
            return self._scope_fault(cell, vocabularies)
        return None

    def _scope_fault(self, cell: str, vocabularies: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
        try:
            scope = Scope.parse(cell)
        except ValueError as error:
            return f"{self.name}: {error}", "key=value;key=value"
        if self.free:
            return None
        if str(scope) != cell:
            return f"{self.name} {cell!r} is not sorted", f"write {scope}"
        for key, values in scope:
            for value in values:
                if key in FREE_KEYS:
                    continue
                if f"{key}={value}" not in vocabularies["context_values"]:
                    known = sorted(v.partition("=")[2] for v in vocabularies["context_values"] if v.startswith(key + "="))
                    hint = f"values of {key}: {', '.join(known)}" if known else "see vocabularies/context_keys.tsv"
                    return f"{self.name}: {key}={value} is unknown", hint
        return None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: where it lies, its key, its order and its columns."""

    name: str
    path: str
    key: str
    sort: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def sort_key(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        """Key by which the rows of a file are ordered."""
        return tuple(cells[name] for name in self.sort)


def _column(cells: dict[str, Any]) -> Column:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in cells.items()}
    return Column(**values)


def load_schema(ontology: Path) -> dict[str, Table]:
    """Read every ``schema/*.toml`` below `ontology`.

    Raises
    ------
    SourceError
        If there is no schema, or one of its files is malformed.
    """
    files = sorted((ontology / "schema").glob("*.toml"))
    if not files:
        problem = Problem("no-schema", "ERROR", str(ontology / "schema"), 0, "no table schema found", "is this the ontology folder?")
        raise SourceError([problem])
    tables = {}
    for file in files:
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
            columns = tuple(_column(cells) for cells in data["column"])
            tables[file.stem] = Table(file.stem, data["path"], data["key"], tuple(data["sort"]), columns)
        except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise SourceError([Problem("schema", "ERROR", str(file), 0, f"malformed schema: {error}")]) from error
    return tables
