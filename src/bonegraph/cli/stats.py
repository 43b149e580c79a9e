"""What the graph holds, in numbers."""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--quality`."""
    parser.add_argument("--quality", action="store_true", help="how good the knowledge is, beside what is asked of it")


def run(args: argparse.Namespace) -> int:
    """Count and print."""
    return _quality(args) if args.quality else _counts(args)


def _counts(args: argparse.Namespace) -> int:
    from bonegraph import load

    found = load().stats()
    rows: list[tuple[str, object]] = []
    for name, value in found.items():
        rows += [(f"{name}: {part}", count) for part, count in value.items()] if isinstance(value, dict) else [(name, value)]
    width = max(len(name) for name, _ in rows)
    text = "\n".join(f"{name.replace('_', ' ').ljust(width)}  {value}" for name, value in rows)
    return emit(args, text=lambda: text, data=lambda: found, table=lambda: (("what", "count"), rows))


def _quality(args: argparse.Namespace) -> int:
    from bonegraph import load
    from bonegraph.reason.quality import open_loops, quality

    knowledge = load().knowledge
    found = quality(knowledge)
    width = max(len(item.name) for item in found)
    lines = [
        f"{item.name.ljust(width)}  {item.shown(item.value):>7}{f'  ≥ {item.shown(item.asked)}' if item.asked else '':<9} {'' if item.met else '✗'}".rstrip()
        for item in found
    ]
    lines += [f"feedback that does not close: {name}" for name in open_loops(knowledge)]
    return emit(
        args,
        text=lambda: "\n".join(lines),
        data=lambda: [{"measure": item.name, "value": item.value, "asked": item.asked, "met": item.met} for item in found],
        table=lambda: (("measure", "value", "asked", "met"), [(m.name, m.value, "" if m.asked is None else m.asked, m.met) for m in found]),
    )
