"""Ways in: networks of the user, read into the same model as the curated tables. One file a format, one row here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from bonegraph.errors import FileError
from bonegraph.imports.listing import Listing
from bonegraph.imports.settle import merged, replaced
from bonegraph.model.knowledge import Knowledge

__all__ = ["READERS", "instead_of", "read", "with_layers"]

READERS = {
    ".tsv": "edges",
    ".csv": "edges",
    ".txt": "edges",
    ".tab": "edges",
    ".sif": "sif",
    ".graphml": "graphml",
    ".jsonl": "kgx",
}
"""Ending to the module that reads it; a TSV in the slots of Biolink is told by its header and handed to ``kgx``."""


def read(source: str | Path | Any) -> Listing:
    """Read a file, or a networkx graph, as it stands.

    Raises
    ------
    FileError
        If it cannot be read, or a line of it is malformed; every fault is named by line, value and what would be right.
    """
    if not isinstance(source, (str, Path)):
        from bonegraph.imports.nx import read_graph

        return read_graph(source)
    path = Path(source)
    ending = path.suffix.lower()
    if ending not in READERS:
        raise FileError(f"{path}: networks are read from {', '.join(READERS)}; this ends in {ending or 'nothing'}")
    reader: Callable[[Path], Listing] = import_module(f"bonegraph.imports.{READERS[ending]}").read
    return reader(path)


def instead_of(shipped: Knowledge, source: str | Path | Any) -> Knowledge:
    """The network of `source` in place of the shipped interactions; names that the shipped graph knows keep their meaning."""
    return replaced(shipped, read(source))


def with_layers(shipped: Knowledge, *sources: str | Path | Any) -> Knowledge:
    """The shipped graph, and each network of `sources` added as a layer of its own."""
    for source in sources:
        shipped = merged(shipped, read(source))
    return shipped
