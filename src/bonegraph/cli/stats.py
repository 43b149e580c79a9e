"""What the graph holds, in numbers."""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(args: argparse.Namespace) -> int:
    """Count and print."""
    from bonegraph import load

    found = load().stats()
    rows: list[tuple[str, object]] = []
    for name, value in found.items():
        rows += [(f"{name}: {part}", count) for part, count in value.items()] if isinstance(value, dict) else [(name, value)]
    width = max(len(name) for name, _ in rows)
    text = "\n".join(f"{name.replace('_', ' ').ljust(width)}  {value}" for name, value in rows)
    return emit(args, text=lambda: text, data=lambda: found, table=lambda: (("what", "count"), rows))
