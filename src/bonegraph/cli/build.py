"""Compile the curated tables into the form that commands open fast and that a wheel carries.

The tables are checked first; with an ERROR nothing is written.
"""

from __future__ import annotations

import argparse
import shutil
import sys

from bonegraph.cli.reading import tables_folder

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("folder", nargs="?", metavar="ONTOLOGY", help="default: the tables of this checkout")


def run(args: argparse.Namespace) -> int:
    """Check, compile and write."""
    from bonegraph.check import load_tables
    from bonegraph.formats.ntriples import encode
    from bonegraph.tables.bundle import COMPILED, COMPILED_RDF, queries_folder, schema_file, write_compiled
    from bonegraph.tables.dialect import write_atomically

    folder = tables_folder(args.folder)
    knowledge = load_tables(folder)
    write_compiled(knowledge)
    write_atomically(COMPILED_RDF, encode(knowledge))
    data = COMPILED.parent
    if schema_file().parent != data:
        shutil.copyfile(schema_file(), data / "bonegraph.ttl")
        shutil.rmtree(data / "queries", ignore_errors=True)
        shutil.copytree(queries_folder(), data / "queries")
    print(f"compiled {len(knowledge.active)} interactions ({knowledge.digest}) into {data}", file=sys.stderr)
    return 0
