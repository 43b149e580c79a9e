"""SPARQL over the graph: a named query (bonegraph queries), a file, or a text with -e.

The prefixes bg, bgs, rdfs, rdf, owl, skos, dcterms, oboInOwl, IAO, ECO, RO, biolink, xsd need no declaration. Read-only; SERVICE and
FROM are refused. With --endpoint a SPARQL 1.1 store that holds the graph answers instead; nothing else is ever asked over the network.
"""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bonegraph.cli.output import save
from bonegraph.errors import FileError, QueryError

__all__ = ["arguments", "params_of", "run"]

_ENDINGS = {".json": "json", ".csv": "csv", ".tsv": "tsv", ".ttl": "turtle", ".nt": "nt", ".txt": "table"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("name", nargs="?", metavar="NAME|FILE.rq")
    parser.add_argument("-e", "--text", metavar="SPARQL")
    parser.add_argument("-p", "--param", action="append", metavar="NAME=VALUE")
    parser.add_argument("--format", choices=("table", "json", "csv", "tsv", "turtle", "nt"), help="default: table, or by the ending of -o")
    parser.add_argument("--engine", choices=("oxigraph", "rdflib"), default="oxigraph", help="oxigraph is fast (default), rdflib portable")
    parser.add_argument("--endpoint", default="", metavar="URL", help="ask this SPARQL 1.1 endpoint, for example http://localhost:7878/query")


def run(args: argparse.Namespace) -> int:
    """Answer and print."""
    if bool(args.name) == bool(args.text):
        raise QueryError("give the name of a query, a .rq file, or -e TEXT (bonegraph queries lists the names)")
    text = args.text or args.name
    if args.name and args.name.endswith(".rq"):
        try:
            text = Path(args.name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise FileError(f"{args.name}: cannot be read ({error})") from error
    from bonegraph import load
    from bonegraph.rdf.query import run as answer

    form = args.format or ("json" if args.json else "tsv" if args.tsv else "")
    if not form and args.output:
        form = _ENDINGS.get(Path(args.output).suffix.lower(), "")
        if not form:
            raise FileError(f"{args.output}: unknown ending; known: {', '.join(_ENDINGS)}")
    with _stoppable():
        shown = answer(load().knowledge, text, params_of(args.param), args.engine, args.endpoint).write(form or "table")
    if args.output:
        save(args.output, (shown + "\n").encode("utf-8"))
    else:
        print(shown)
    return 0


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C end the process at once: the engine does not give Python a turn while it works."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def params_of(given: Sequence[str] | None) -> dict[str, str]:
    """Parameters given as ``-p name=value`` any number of times; the value may hold any character.

    Raises
    ------
    QueryError
        If a part is not ``name=value`` or a name comes twice.
    """
    found: dict[str, str] = {}
    for part in given or ():
        name, equals, value = part.partition("=")
        if not equals or not name.strip() or name.strip() in found:
            raise QueryError(f"parameter {part!r}: " + ("given twice" if name.strip() in found else "write name=value"))
        found[name.strip()] = value
    return found
