"""The dialect of the curated tables: UTF-8, LF, one header line, tabs, no quoting at all, lists by ``|``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bonegraph.errors import Problem

__all__ = ["Row", "read_table", "split_list", "write_atomically", "write_table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, with its place."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


def split_list(text: str) -> tuple[str, ...]:
    """Parts of a ``|`` list, stripped; empty for an empty cell."""
    return tuple(part.strip() for part in text.split("|") if part.strip())


def read_table(path: Path, columns: Sequence[str], shown: str | None = None) -> tuple[list[Row], list[Problem]]:
    """Read one table.

    Parameters
    ----------
    path
        The file.
    columns
        Header that it must have, in this order.
    shown
        Name of the file in messages (default: `path`).

    Returns
    -------
    rows, problems
        Rows with the right number of cells, and everything wrong with the form of the file.
    """
    name = shown or str(path)

    def fault(line: int, code: str, message: str, hint: str = "") -> Problem:
        return Problem(code, "ERROR", name, line, message, hint)

    try:
        raw = path.read_bytes()
    except OSError as error:
        return [], [fault(0, "unreadable", f"cannot be read: {error.strerror}")]
    if not raw.strip():
        return [], [fault(0, "empty-file", "the file is empty", "it needs a header line: " + " ".join(columns))]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return [], [fault(line, "encoding", f"byte {raw[error.start]:#04x} is not UTF-8", "save the file as UTF-8")]
    problems: list[Problem] = []
    if text.startswith("\ufeff"):
        problems.append(fault(1, "byte-order-mark", "starts with a byte order mark", "save as UTF-8 without BOM"))
        text = text[1:]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        problems.append(fault(line, "line-ending", "has carriage returns", "use LF line ends"))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        return [], [*problems, fault(line, "nul-byte", "has a NUL byte")]
    lines = text.split("\n")
    header = lines[0].split("\t")
    if header != list(columns):
        hint = "the header must be: " + "\t".join(columns)
        return [], [*problems, fault(1, "header", f"header is {lines[0][:200]!r}", hint)]
    rows = []
    for number, line_text in enumerate(lines[1:], 2):
        if not line_text:
            if number != len(lines):
                problems.append(fault(number, "blank-line", "is blank", "delete it"))
            continue
        cells = line_text.split("\t")
        if len(cells) != len(columns):
            problems.append(fault(number, "cell-count", f"has {len(cells)} cells", f"{len(columns)} columns are wanted"))
            continue
        rows.append(Row(name, number, dict(zip(columns, cells, strict=True))))
    return rows, problems


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write one table atomically; cells must hold no tab and no line end.

    Raises
    ------
    ValueError
        If a cell holds a tab or a line end.
    """
    lines = ["\t".join(columns)]
    for row in rows:
        if any("\t" in cell or "\n" in cell or "\r" in cell for cell in row):
            raise ValueError(f"a cell holds a tab or line end: {row!r}")
        lines.append("\t".join(row))
    write_atomically(path, ("\n".join(lines) + "\n").encode("utf-8"))


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to a temporary file beside `path`, then rename: afterwards the file is old or new, never broken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
