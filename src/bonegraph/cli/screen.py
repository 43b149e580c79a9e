"""Many effects at once.

CASES is a TSV with the columns id, perturbation, direction (+ or -), readout, context (key=value;key=value). The result has
id, verdict (increase, decrease, no_effect, depends, ambiguous, unresolved), p_up, basis, needs, best_path, message, in the
order of the input. A row that cannot be answered is "unresolved" with its message and never stops the run.
"""

from __future__ import annotations

import argparse
import sys

from bonegraph.cli.output import emit
from bonegraph.cli.reading import graph_of, network_options, read_columns

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    network_options(parser)
    parser.add_argument("cases", metavar="CASES.tsv", help="- reads stdin")


def run(args: argparse.Namespace) -> int:
    """Answer every case."""
    _, cases = read_columns(args.cases, ("id", "perturbation", "readout"), ("direction", "context"))
    from bonegraph.reason.screen import RESULT_COLUMNS

    results = list(graph_of(args).screen(cases, seed=args.seed))
    unresolved = sum(result["verdict"] == "unresolved" for result in results)
    if unresolved:
        print(f"{unresolved} of {len(results)} cases are unresolved; see the column message", file=sys.stderr)

    def table() -> tuple[tuple[str, ...], list[list[str]]]:
        return RESULT_COLUMNS, [[result[column] for column in RESULT_COLUMNS] for result in results]

    from bonegraph.cli.output import tsv

    return emit(args, text=lambda: tsv(*table()), data=lambda: results, table=table)
