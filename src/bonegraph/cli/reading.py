"""Tables of the user: read with clear messages."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bonegraph.errors import FileError, QuestionError
from bonegraph.model.context import parse_context

if TYPE_CHECKING:
    from bonegraph.graph import Graph

__all__ = ["context_of", "graph_of", "network_options", "read_columns", "tables_folder"]


def network_options(parser: argparse.ArgumentParser) -> None:
    """``--network`` and ``--with``: the same on every command that can work on your own network."""
    group = parser.add_argument_group("your own network (.tsv, .csv, .sif, .graphml, KGX)")
    group.add_argument("--network", metavar="FILE", help="its interactions instead of the shipped ones")
    group.add_argument("--with", dest="merge", action="append", default=[], metavar="FILE", help="its interactions beside the shipped ones; may be repeated")


def graph_of(args: argparse.Namespace) -> Graph:
    """The graph that the options of :func:`network_options` name."""
    from bonegraph import load

    return load(network=args.network, merge=args.merge)


def read_columns(name: str, wanted: Sequence[str], optional: Sequence[str] = ()) -> tuple[list[str], list[dict[str, str]]]:
    """Read a TSV (``-`` is stdin) that must have the columns `wanted`.

    Returns
    -------
    header, rows
        All columns, those not asked for included; a blank line is skipped.

    Raises
    ------
    FileError
        If the file is missing, empty, not UTF-8, lacks a column, or a row has too many cells.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise FileError(f"{name}: cannot be read ({error.strerror})") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(f"{name}: not UTF-8 (byte {raw[error.start]:#04x} at {error.start}); save it as UTF-8") from error
    if "\0" in text:
        raise FileError(f"{name}: holds a NUL byte; it is no text table")
    lines = text.replace("\r\n", "\n").split("\n")
    if not lines[0].strip():
        raise FileError(f"{name}: empty; it needs a header line with {', '.join(wanted)}")
    header = [cell.strip() for cell in lines[0].split("\t")]
    for column in wanted:
        if column not in header:
            near = difflib.get_close_matches(column, header, 1)
            hint = f"; is {near[0]!r} meant?" if near else ""
            raise FileError(
                f"{name}:1: no column {column!r} (tab separated columns wanted: {', '.join([*wanted, *optional])}; found: {', '.join(header)}){hint}"
            )
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) > len(header):
            raise FileError(f"{name}:{number}: {len(cells)} cells, but the header has {len(header)}")
        rows.append(dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True)))
    return header, rows


def tables_folder(name: str | None) -> Path:
    """Folder of curated tables: the one named, or that of this checkout.

    Raises
    ------
    FileError
        If there is no such folder, or an installed wheel is asked for tables that it does not carry.
    """
    from bonegraph.tables.bundle import ontology_folder

    folder = Path(name) if name else ontology_folder()
    if folder is None:
        raise FileError("this installation carries the compiled graph only; run this in a checkout with ontology/, or name a folder")
    if not folder.is_dir():
        raise FileError(f"{folder}: no such folder")
    return folder


def context_of(parts: Sequence[str] | None) -> dict[str, str]:
    """Contexts given as ``-c key=value`` any number of times, or joined by ``;``.

    Raises
    ------
    QuestionError
        If a part is not ``key=value`` or a key comes twice.
    """
    try:
        return parse_context(";".join(parts or ()))
    except ValueError as error:
        raise QuestionError(f"context: {error}") from error
