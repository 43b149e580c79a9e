"""The command line: one file a command, each imported only when it is asked for."""

from bonegraph.cli.main import main

__all__ = ["main"]
