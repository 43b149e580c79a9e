"""Put the curated tables in order: mint missing identifiers, sort rows and scopes, write the gloss beside each finding."""

from __future__ import annotations

import argparse
import sys

from bonegraph.cli.reading import tables_folder

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", nargs="?", metavar="ONTOLOGY", help="default: the tables of this checkout")


def run(args: argparse.Namespace) -> int:
    """Tidy and tell which files changed."""
    from bonegraph.tables.tidy import tidy

    folder = tables_folder(args.folder)
    changed = tidy(folder)
    for path in changed:
        print(f"wrote {path}", file=sys.stderr)
    print(f"{len(changed)} file{'' if len(changed) == 1 else 's'} changed")
    return 0
