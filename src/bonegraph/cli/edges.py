"""Direct interactions: of one pair, or for each row of a TSV with the columns source and target.

The result repeats the names as typed, then sign (+, -, 0, or ± where scoped rows differ), found (yes or no) and interactions.
"""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit, tsv
from bonegraph.cli.reading import read_columns
from bonegraph.errors import QuestionError

__all__ = ["arguments", "run"]

COLUMNS = ("source", "target", "sign", "found", "interactions")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("pair", nargs="*", metavar="NAME", help="source and target")
    parser.add_argument("--file", metavar="PAIRS.tsv", help="a table of pairs; - reads stdin")


def run(args: argparse.Namespace) -> int:
    """Look up and print."""
    if bool(args.file) == bool(args.pair) or len(args.pair) not in (0, 2):
        raise QuestionError("give a source and a target, or --file PAIRS.tsv")
    if args.file:
        _, pairs = read_columns(args.file, ("source", "target"))
    else:
        pairs = [{"source": args.pair[0], "target": args.pair[1]}]
    from bonegraph import load

    graph = load()
    if args.pair:
        for name in args.pair:
            graph.key(name)
    found = [graph.edges(pair["source"], pair["target"]) for pair in pairs]
    rows = [(e.source, e.target, e.sign, "yes" if e.found else "no", "|".join(row.id for row in e.interactions)) for e in found]

    def text() -> str:
        if args.file:
            return tsv(COLUMNS, rows)
        from bonegraph.reason.card import interaction_line

        lines = [interaction_line(graph.knowledge, row.id) for row in found[0].interactions]
        return "\n".join(lines) or f"no direct interaction from {args.pair[0]} to {args.pair[1]} (bonegraph paths searches further)"

    return emit(args, text=text, data=lambda: [dict(zip(COLUMNS, row, strict=True)) for row in rows], table=lambda: (COLUMNS, rows))
