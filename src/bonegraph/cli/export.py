"""Write the graph for other tools; the ending of each FILE chooses the format.

Endings: .ttl .nt .owl .graphml .tsv; --all DIR writes every one of them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bonegraph.errors import QuestionError

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--all", metavar="DIR", help="every format into this folder")


def run(args: argparse.Namespace) -> int:
    """Write the files."""
    files = [*args.files, *([args.output] if args.output else [])]
    if not files and not args.all:
        raise QuestionError("name at least one file, or --all DIR")
    from bonegraph import load
    from bonegraph.formats import format_of, write_all

    for file in files:
        format_of(Path(file))
    graph = load()
    written = graph.export(*files)
    if args.all:
        written += write_all(graph.knowledge, Path(args.all))
    for path in written:
        print(f"wrote {path}", file=sys.stderr)
    return 0
