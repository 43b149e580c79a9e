"""Write the interactive page: the atlas, focused on names, or opened at a question. One file, works offline.

With --static FILE.svg, .pdf or .png it draws a figure for print instead: the paths of a question, or what surrounds a name.
"""

from __future__ import annotations

import argparse
import webbrowser
from pathlib import Path

from bonegraph.cli.output import save
from bonegraph.cli.reading import graph_of, network_options
from bonegraph.errors import QuestionError

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    network_options(parser)
    parser.add_argument("about", nargs="*", metavar="NAME|QUESTION", help="names to focus on, or one question in a sentence")
    parser.add_argument("--static", metavar="FILE", help="draw a figure for print instead of the page: .svg, .pdf or .png")
    parser.add_argument("--width", type=float, default=175.0, metavar="MM", help="width of the figure in mm: 85 one column, 175 a page (default)")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")


def run(args: argparse.Namespace) -> int:
    """Build and write the page, or the figure."""
    if args.static:
        return _figure(args)
    output = args.output or "bonegraph.html"
    if Path(output).suffix.lower() not in (".html", ".htm"):
        raise QuestionError(f"{output}: the page is HTML; name a file that ends in .html (a figure for print: --static FILE.svg, .pdf or .png)")
    graph = graph_of(args)
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


def _figure(args: argparse.Namespace) -> int:
    from bonegraph.view.figure import FORMATS

    target = Path(args.static)
    if target.suffix.lower() not in FORMATS:
        raise QuestionError(f"{target}: a figure ends in {', '.join(FORMATS)}")
    if len(args.about) != 1:
        raise QuestionError("a figure shows one name or one question")
    figure = graph_of(args).plot(args.about[0], width=args.width)
    save(args.static, figure.encode(target.suffix))
    if args.open:
        webbrowser.open(target.resolve().as_uri())
    return 0
