"""Write the interactive page: the atlas, focused on names, or opened at a question. One file, works offline."""

from __future__ import annotations

import argparse
import webbrowser
from pathlib import Path

from bonegraph.cli.output import save
from bonegraph.errors import QuestionError

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("about", nargs="*", metavar="NAME|QUESTION", help="names to focus on, or one question in a sentence")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def run(args: argparse.Namespace) -> int:
    """Build and write the page."""
    from bonegraph import load

    output = args.output or "bonegraph.html"
    if Path(output).suffix.lower() not in (".html", ".htm"):
        raise QuestionError(f"{output}: the page is HTML; name a file that ends in .html")
    graph = load()
    names, question = list(args.about), ""
    if len(names) == 1 and not graph.resolve(names[0]).keys:
        try:
            graph.ask(names[0])
        except QuestionError:
            graph.key(names[0])
        question, names = names[0], []
    page = graph.view(*names, question=question)
    save(output, page.generate_html().encode("utf-8"))
    if args.open:
        webbrowser.open(Path(output).resolve().as_uri())
    return 0
