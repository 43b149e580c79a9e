"""Quality report on the finished graph, by SPARQL: ERROR, WARN and INFO with the term concerned and the remedy.

`validate` checks the curated tables with file and line; this command checks what ontology tools will see. -o FILE.md writes Markdown.
Exit code 1 when there is a finding of --fail-on or worse.
"""

from __future__ import annotations

import argparse
from collections import Counter

from bonegraph.cli.output import emit, save

__all__ = ["arguments", "run"]

COLUMNS = ("severity", "check", "subject", "value", "title", "hint")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--fail-on", choices=("error", "warn", "info", "none"), default="error")
    parser.add_argument("--level", choices=("error", "warn", "info"), default="info", help="least severity to print")


def run(args: argparse.Namespace) -> int:
    """Ask every check and print."""
    from bonegraph import load
    from bonegraph.report import SEVERITIES, report

    found = report(load().knowledge)
    counts = Counter(finding.severity for finding in found)
    shown = [f for f in found if SEVERITIES.index(f.severity) <= SEVERITIES.index(args.level.upper())]
    rows = [tuple(getattr(finding, column) for column in COLUMNS) for finding in shown]
    total = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    if args.output and args.output.endswith(".md"):
        lines = ["# Quality report", "", total, "", "| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
        lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
        save(args.output, ("\n".join(lines) + "\n").encode())
    else:
        emit(
            args,
            text=lambda: "\n".join([*(f"{row[0]} {row[1]}: {row[2]} {row[3]}".rstrip() + f" — {row[4]} ({row[5]})" for row in rows), total]),
            data=lambda: [dict(zip(COLUMNS, row, strict=True)) for row in rows],
            table=lambda: (COLUMNS, rows),
        )
    failing = SEVERITIES[: SEVERITIES.index(args.fail_on.upper()) + 1] if args.fail_on != "none" else ()
    return int(any(counts[severity] for severity in failing))
