"""List the named queries with their questions and parameters; or show one, with its text."""

from __future__ import annotations

import argparse
import sys

from bonegraph.cli.output import emit, save

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("name", nargs="?", metavar="NAME", help="print this query: header and SPARQL")
    parser.add_argument("--markdown", action="store_true", help="the manual of all queries, as docs/queries.md")


def run(args: argparse.Namespace) -> int:
    """List and print."""
    from bonegraph.rdf.named import find_named, named_queries

    if args.markdown:
        from bonegraph.rdf.handbook import handbook

        text = handbook(named_queries().values())
        if args.output:
            save(args.output, text.encode("utf-8"))
        else:
            sys.stdout.write(text)
        return 0
    found = [find_named(args.name)] if args.name else list(named_queries().values())
    rows = [
        (
            query.name,
            query.title,
            query.question,
            "; ".join(f"{p.name}={p.default}" for p in query.parameters),
            ", ".join(f"{c.name} {c.type}" for c in query.columns),
        )
        for query in found
    ]
    names = ("name", "title", "question", "parameters", "columns")
    listed = "\n".join(f"{name}\n    {question}" + (f"\n    parameters: {values}" if values else "") for name, _, question, values, _ in rows)
    text = f"{found[0].text.rstrip()}\n\n# run it: {found[0].example}" if args.name else listed
    return emit(args, text=lambda: text, data=lambda: [dict(zip(names, row, strict=True)) for row in rows], table=lambda: (names, rows))
