"""Named queries: one ``queries/*.rq`` file each, with a header that says what it answers.

::

    # title: Cells that produce a protein
    # question: Which cells produce RANKL?
    # parameter: protein entity = RANKL -- the protein
    # columns: cell name, relation text, note text, row row
    SELECT …

A parameter is bound to the variable of its name: ``entity`` (any name of an entity), ``text`` or ``number``. Types of columns:
:data:`COLUMN_TYPES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bonegraph.errors import QueryError
from bonegraph.tables.bundle import queries_folder

__all__ = ["COLUMN_TYPES", "Column", "NamedQuery", "Parameter", "find_named", "named_queries"]

COLUMN_TYPES = {
    "name": (r".+", "preferred label of a variable, state or method"),
    "row": (r"bg:[A-Z]\w+", "identifier of a row: an interaction, statement, observation or baseline; `bonegraph show` takes it"),
    "iri": (r"bg:\S+", "identifier of a variable, state or claim"),
    "sign": (r"[+0-]", "`+` raises, `-` lowers, `0` leaves unchanged"),
    "number": (r"-?\d+(\.\d+)?", "number"),
    "year": (r"\d{4}", "year of publication"),
    "truth": (r"true|false", "`true` or `false`"),
    "scope": (r".+", "where it holds, `key=value;key=value`"),
    "text": (r".+", "text"),
}
"""Type of a column to the pattern of its filled cells and its meaning."""

_PARAMETER = re.compile(r"(\w+)\s+(entity|text|number)\s*=\s*(.*?)(?:\s+--\s+(.*))?$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that its user sets."""

    name: str
    type: str
    default: str
    definition: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the result of a query."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One file of ``queries/``."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    @property
    def example(self) -> str:
        """A command that runs it, parameters at their defaults."""
        values = "".join(f' -p "{p.name}={p.default}"' for p in self.parameters)
        return f"bonegraph query {self.name}{values}"


def named_queries() -> dict[str, NamedQuery]:
    """Every named query, by name.

    Raises
    ------
    QueryError
        If a file lacks its title, question or columns, or a line of its header is malformed.
    """
    return {path.stem: _read(path) for path in sorted(queries_folder().glob("*.rq"))}


def find_named(name: str) -> NamedQuery:
    """One named query.

    Raises
    ------
    QueryError
        If there is none of this name, with the nearest ones.
    """
    import difflib

    path = queries_folder() / f"{name}.rq"
    if re.fullmatch(r"[a-z0-9-]+", name) and path.is_file():
        return _read(path)
    known = sorted(p.stem for p in queries_folder().glob("*.rq"))
    near = difflib.get_close_matches(name, known, 3, 0.4)
    hint = f"did you mean {', '.join(near)}?" if near else "see bonegraph queries"
    raise QueryError(f"no named query {name!r}; {hint}")


def _read(path: Path) -> NamedQuery:
    text = path.read_text(encoding="utf-8")
    head: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        field, _, value = line.lstrip("# ").partition(":")
        if field == "parameter":
            found = _PARAMETER.fullmatch(value.strip())
            if not found:
                raise QueryError(f"{path.name}: malformed parameter line {line!r}; wanted '# parameter: name entity|text|number = default -- meaning'")
            parameters.append(Parameter(found[1], found[2], found[3].strip(), found[4] or ""))
        elif value:
            head[field.strip()] = value.strip()
    missing = {"title", "question", "columns"} - set(head)
    if missing:
        raise QueryError(f"{path.name}: header lacks {', '.join(sorted(missing))}")
    return NamedQuery(path.stem, head["title"], head["question"], tuple(parameters), tuple(_columns(path, head["columns"])), text)


def _columns(path: Path, line: str) -> Iterator[Column]:
    for part in line.split(","):
        name, _, kind = part.strip().partition(" ")
        if kind not in COLUMN_TYPES:
            raise QueryError(f"{path.name}: malformed column {part.strip()!r}; wanted 'name type' with one of the types {', '.join(COLUMN_TYPES)}")
        yield Column(name, kind)
