"""A question in a sentence: "effect of aromatase inhibition on OPG in postmenopausal women".

Forms: effect of P on R · what does P do to R · how does P affect R · does P raise R · what happens to R after P · P -> R;
then "through X" and "in postmenopausal women", "in men", "in mice", "in serum" … No language model is involved.
"""

from __future__ import annotations

import argparse

from bonegraph.cli.effect import print_effect

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("sentence", nargs="+", metavar="SENTENCE")
    parser.add_argument("--explain", choices=("short", "full"), default="short", help="full: every path step by step with every source")
    parser.add_argument("--full", dest="explain", action="store_const", const="full", help="the same as --explain full")


def run(args: argparse.Namespace) -> int:
    """Answer and print."""
    from bonegraph import load

    return print_effect(args, load().ask(" ".join(args.sentence), seed=args.seed))
