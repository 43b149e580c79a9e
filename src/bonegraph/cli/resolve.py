"""What a name means: a preferred label, "ambiguous: a|b", or "none".

With --file a TSV with the columns id and string (others are passed through) gains resolved and entity (CURIE).
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bonegraph.cli.output import emit, tsv
from bonegraph.cli.reading import read_columns
from bonegraph.errors import QuestionError

if TYPE_CHECKING:
    from bonegraph.graph import Graph

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--file", metavar="NAMES.tsv", help="a table with columns id and string; - reads stdin")


def run(args: argparse.Namespace) -> int:
    """Resolve and print."""
    if bool(args.file) == bool(args.names):
        raise QuestionError("give names, or --file NAMES.tsv")
    if args.file:
        header, rows = read_columns(args.file, ("id", "string"))
    else:
        header, rows = ["string"], [{"string": name} for name in args.names]
    from bonegraph import load

    graph = load()
    kept = [column for column in header if column not in ("resolved", "entity")]
    columns = [*kept, "resolved", "entity"]
    found = [{**{c: row[c] for c in kept}, **_meaning(graph, row["string"])} for row in rows]
    table = [[row[column] for column in columns] for row in found]
    lines = "\n".join(f"{row['string']}: {row['resolved']}" + (f"  ({row['entity']})" if row["entity"] else "") + _hint(graph, row) for row in found)
    return emit(args, text=lambda: tsv(columns, table) if args.file else lines, data=lambda: found, table=lambda: (columns, table))


def _meaning(graph: Graph, name: str) -> dict[str, str]:
    match = graph.resolve(name)
    labels = [graph.knowledge.name(key) for key in match.keys]
    if not labels:
        return {"resolved": "none", "entity": ""}
    if len(labels) > 1:
        return {"resolved": "ambiguous: " + "|".join(labels), "entity": ""}
    entity = graph.knowledge.entities.get(match.keys[0])
    return {"resolved": labels[0], "entity": entity.id if entity else f"perturbation:{match.keys[0]}"}


def _hint(graph: Graph, row: dict[str, str]) -> str:
    suggestions = graph.resolve(row["string"]).suggestions if row["resolved"] == "none" else ()
    return f"  did you mean {', '.join(suggestions)}?" if suggestions else ""
