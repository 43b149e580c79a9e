"""Write the graph for other tools; the ending of each FILE chooses the format.

--list tells the endings with what each format keeps and loses; --all DIR writes every one of them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bonegraph.cli.output import emit
from bonegraph.cli.reading import graph_of, network_options
from bonegraph.errors import QuestionError

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    network_options(parser)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--all", metavar="DIR", help="every format into this folder")
    parser.add_argument("--list", action="store_true", help="formats: ending, what is kept, what is lost")


def run(args: argparse.Namespace) -> int:
    """Write the files."""
    if args.list:
        return _list(args)
    files = [*args.files, *([args.output] if args.output else [])]
    if not files and not args.all:
        raise QuestionError("name at least one file, or --all DIR")
    from bonegraph.formats import format_of, write_all

    for file in files:
        format_of(Path(file))
    graph = graph_of(args)
    written = graph.export(*files)
    if args.all:
        more, left_out = write_all(graph.knowledge, Path(args.all))
        written += more
        for form in left_out:
            print(f"left out {form.extension} ({form.name}): pip install 'bonegraph[{form.extra}]'", file=sys.stderr)
    for path in written:
        print(f"wrote {path}", file=sys.stderr)
    return 0


def _list(args: argparse.Namespace) -> int:
    from bonegraph.formats import FORMATS

    columns = ("ending", "format", "keeps", "loses", "needs")
    rows = [(form.extension, form.name, form.keeps, form.loses, f"bonegraph[{form.extra}]" if form.extra else "") for form in FORMATS]

    def text() -> str:
        lines = []
        for ending, name, keeps, loses, needs in rows:
            lines += [f"{ending.ljust(18)} {name}", f"    keeps {keeps}", f"    loses {loses}", *([f"    needs {needs}"] if needs else [])]
        return "\n".join(lines)

    return emit(args, text=text, data=lambda: [dict(zip(columns, row, strict=True)) for row in rows], table=lambda: (columns, rows))
