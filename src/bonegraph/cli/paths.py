"""Best signed simple paths from A to B, with the evidence of each step."""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit
from bonegraph.cli.reading import context_of, graph_of, network_options

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    network_options(parser)
    parser.add_argument("source", metavar="A")
    parser.add_argument("target", metavar="B")
    parser.add_argument("-k", type=int, default=5, help="how many (default 5)")
    parser.add_argument("--sign", choices=("+", "-"), default="", help="only paths of this sign")
    parser.add_argument("-c", "--context", action="append", metavar="KEY=VALUE")


def run(args: argparse.Namespace) -> int:
    """Search and print."""
    from bonegraph.reason.explain import path_line, path_rows
    from bonegraph.reason.record import path_dict

    graph = graph_of(args)
    found = graph.paths(args.source, args.target, args.k, args.sign, context_of(args.context))
    knowledge = graph.knowledge

    def text() -> str:
        if not found:
            return f"no signed path leads from {args.source} to {args.target}" + (f" with sign {args.sign}" if args.sign else "")
        lines = []
        for number, path in enumerate(found, 1):
            sign = "+" if path.sign > 0 else "-"
            lines.append(f"{number}. ({sign}) {path_line(knowledge, path)}   belief {path.belief:.2f}")
            for _, source, way, target, belief, _, papers in path_rows(knowledge, path):
                lines.append(f"     {source} ─{way}→ {target}  belief {belief}  {papers or 'by definition'}")
        return "\n".join(lines)

    def table() -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        columns = ("path", "sign", "step", "source", "step_sign", "target", "belief", "interactions", "references")
        return columns, [(n, "+" if p.sign > 0 else "-", *row) for n, p in enumerate(found, 1) for row in path_rows(knowledge, p)]

    return emit(args, text=text, data=lambda: [path_dict(knowledge, path) for path in found], table=table)
