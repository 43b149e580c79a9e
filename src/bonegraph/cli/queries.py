"""List the named queries with their questions and parameters."""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """List and print."""
    from bonegraph.rdf.named import named_queries

    rows = []
    for query in named_queries().values():
        parameters = "; ".join(f"{p.name}={p.default}" for p in query.parameters)
        rows.append((query.name, query.title, query.question, parameters))
    columns = ("name", "title", "question", "parameters")
    text = "\n".join(f"{name}\n    {question}" + (f"\n    parameters: {parameters}" if parameters else "") for name, _, question, parameters in rows)
    return emit(args, text=lambda: text, data=lambda: [dict(zip(columns, row, strict=True)) for row in rows], table=lambda: (columns, rows))
