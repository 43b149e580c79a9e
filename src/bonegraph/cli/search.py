"""Full-text search over names, definitions, interactions, findings and publications: every word must occur."""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("text", nargs="+", metavar="TEXT")


def run(args: argparse.Namespace) -> int:
    """Search and print."""
    from bonegraph import load

    words = " ".join(args.text)
    found = load().search(words)
    rows = [(item["type"], item["key"], item["label"]) for item in found]
    text = "\n".join(f"{kind:<12} {key:<24} {label}" for kind, key, label in rows) or f"nothing holds all words of {words!r}"
    return emit(args, text=lambda: text, data=lambda: found, table=lambda: (("type", "key", "label"), rows))
