"""Put the curated tables in order: mint missing identifiers, sort rows and scopes, write the gloss beside each finding."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bonegraph.errors import FileError

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", nargs="?", metavar="ONTOLOGY", help="default: the tables of this checkout")


def run(args: argparse.Namespace) -> int:
    """Tidy and tell which files changed."""
    from bonegraph.tables.bundle import ontology_folder
    from bonegraph.tables.tidy import tidy

    folder = Path(args.folder) if args.folder else ontology_folder()
    if folder is None or not folder.is_dir():
        raise FileError(f"{folder or 'ontology'}: no such folder; format runs in a checkout with ontology/")
    changed = tidy(folder)
    for path in changed:
        print(f"wrote {path}", file=sys.stderr)
    print(f"{len(changed)} file{'' if len(changed) == 1 else 's'} changed")
    return 0
