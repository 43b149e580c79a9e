"""Where an answer goes and in which form: text, JSON or TSV; terminal or file."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from bonegraph.errors import FileError
from bonegraph.tables.dialect import write_atomically

__all__ = ["colour", "emit", "form_of", "save", "tsv"]

_ENDINGS = {".json": "json", ".tsv": "tsv", ".txt": "text", ".md": "text"}


def form_of(args: argparse.Namespace, extra: Sequence[str] = ()) -> str:
    """``text``, ``json``, ``tsv`` or one of `extra`, by flag or by the ending of ``-o``.

    Raises
    ------
    FileError
        If the ending is none that this command writes.
    """
    if args.json or args.tsv:
        return "json" if args.json else "tsv"
    if not args.output or args.output == "-":
        return "text"
    ending = Path(args.output).suffix.lower()
    known = _ENDINGS | {f".{name}": name for name in extra}
    if ending not in known:
        raise FileError(f"{args.output}: this command does not write {ending or 'a file without ending'}; it writes {', '.join(known)}")
    return known[ending]


def colour(args: argparse.Namespace) -> bool:
    """ANSI colours: only on a terminal, and never against ``NO_COLOR``."""
    return not args.output and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def save(path: str, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    FileError
        If it cannot be written.
    """
    try:
        write_atomically(Path(path), data)
    except (OSError, ValueError) as error:
        raise FileError(f"{path}: cannot be written ({error})") from error
    print(f"wrote {path}", file=sys.stderr)


def tsv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A table as TSV; tabs and line ends inside cells become blanks."""
    lines = [list(columns), *([" ".join(str(cell).split()) for cell in row] for row in rows)]
    return "\n".join("\t".join(line) for line in lines)


def emit(
    args: argparse.Namespace, *, text: Callable[[], str], data: Callable[[], Any], table: Callable[[], tuple[Sequence[str], Iterable[Iterable[object]]]]
) -> int:
    """Print or save an answer in the form asked for; returns exit code 0."""
    form = form_of(args)
    if form == "json":
        shown = json.dumps(data(), ensure_ascii=False, indent=1)
    elif form == "tsv":
        shown = tsv(*table())
    else:
        shown = text()
    if args.output and args.output != "-":
        save(args.output, (shown + "\n").encode("utf-8"))
    else:
        print(shown)
    return 0
