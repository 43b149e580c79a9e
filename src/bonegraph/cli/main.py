"""Dispatch: the first word picks the command; only its module is imported."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from bonegraph import __version__
from bonegraph.cli.commands import COMMANDS
from bonegraph.errors import BonegraphError

__all__ = ["main"]

_EPILOG = """exit codes: 0 answered; 1 validate found problems; 2 wrong use, unknown name or unusable file

examples:
  bonegraph effect "aromatase inhibition" OPG
  bonegraph ask "effect of letrozole on CTX in postmenopausal women"
  bonegraph view "effect of aromatase inhibition on OPG" -o page.html

Predictions from curated mechanisms for research, not medical advice."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help"):
        print(_overview())
        return 0 if words else 2
    if words[0] in ("-V", "--version"):
        print(f"bonegraph {__version__}")
        return 0
    if words[0] not in COMMANDS:
        return _unknown(words[0])
    try:
        module = import_module(f"bonegraph.cli.{words[0]}")
        args = _parser(words[0], module).parse_args(words[1:])
        code = int(module.run(args))
        sys.stdout.flush()
    except BonegraphError as error:
        print(f"bonegraph: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = ["usage: bonegraph COMMAND …", "", "The causal knowledge graph of how hormones govern bone.", "", "commands:"]
    lines += [f"  {name.ljust(width)}  {text}" for name, text in COMMANDS.items()]
    return "\n".join([*lines, "", "bonegraph COMMAND --help tells the options of each.", "", _EPILOG])


def _unknown(word: str) -> int:
    import difflib

    near = difflib.get_close_matches(word, COMMANDS, 2)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    print(f"bonegraph: unknown command {word!r}{hint} (bonegraph --help lists them)", file=sys.stderr)
    return 2


def _parser(name: str, module: ModuleType) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"bonegraph {name}",
        description=(module.__doc__ or "").strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    group = parser.add_argument_group("output")
    form = group.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="JSON")
    form.add_argument("--tsv", action="store_true", help="tab separated values")
    group.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of the terminal; its ending chooses the format")
    parser.add_argument("--seed", type=int, default=0, help="seed of the drawn strengths (default 0)")
    module.arguments(parser)
    return parser
