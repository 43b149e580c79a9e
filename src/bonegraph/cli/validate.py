"""Check the curated tables: ERROR, WARN and INFO, each with file, line and remedy.

Exit code 1 when there is an ERROR (or a WARN, with --fail-on warn).
"""

from __future__ import annotations

import argparse
from collections import Counter

from bonegraph.cli.output import emit
from bonegraph.cli.reading import tables_folder

__all__ = ["arguments", "run"]

COLUMNS = ("severity", "code", "file", "line", "subject", "message", "hint")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", nargs="?", metavar="ONTOLOGY", help="default: the tables of this checkout")
    parser.add_argument("--fail-on", choices=("error", "warn"), default="error")
    parser.add_argument("--level", choices=("error", "warn", "info"), default="info", help="least severity to print")


def run(args: argparse.Namespace) -> int:
    """Check and print."""
    from bonegraph.check import SEVERITIES, validate

    folder = tables_folder(args.folder)
    found = validate(folder)
    counts = Counter(problem.severity for problem in found)
    least = SEVERITIES.index(args.level.upper())
    shown = [problem for problem in found if SEVERITIES.index(problem.severity) <= least]
    rows = [[getattr(problem, column) for column in COLUMNS] for problem in shown]
    total = ", ".join(f"{counts.get(severity, 0)} {severity}" for severity in SEVERITIES)
    emit(
        args,
        text=lambda: "\n".join([*map(str, shown), total]),
        data=lambda: [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        table=lambda: (COLUMNS, rows),
    )
    failing = SEVERITIES.index(args.fail_on.upper())
    return int(any(SEVERITIES.index(severity) <= failing for severity in counts))
