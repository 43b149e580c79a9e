"""Card of one entity, perturbation or interaction: names, definition, what it acts on, what acts on it, evidence."""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("name", metavar="NAME", help="any name, a key, a CURIE, or the id of an interaction")


def run(args: argparse.Namespace) -> int:
    """Print the card."""
    from bonegraph import load
    from bonegraph.reason.card import card_text

    graph = load()
    key = graph.key(args.name)

    def table() -> tuple[tuple[str, str], list[tuple[str, object]]]:
        rows: list[tuple[str, object]] = []
        for field, value in graph.show(key).items():
            rows += [(field, item) for item in value] if isinstance(value, list) else [(field, value)]
        return ("field", "value"), rows

    return emit(args, text=lambda: card_text(graph.knowledge, key), data=lambda: graph.show(key), table=table)
