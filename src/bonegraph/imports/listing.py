"""What a file of a network says, before its names are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bonegraph.errors import FileError

__all__ = ["SHOWN", "Edge", "Listing", "Node", "label_of", "refuse", "sign_of", "text_of"]

SHOWN = 20
"""Faults of one file that are told at once."""

_SIGNS = {
    **dict.fromkeys(("+", "+1", "1", "1.0", "->", "activates", "activation", "stimulates", "stimulation", "up-regulates", "positive", "increased"), 1),
    **dict.fromkeys(("-", "-1", "-1.0", "−", "–", "-|", "--|", "inhibits", "inhibition", "represses", "down-regulates", "negative", "decreased"), -1),
    **dict.fromkeys(("0", "0.0"), 0),
}


@dataclass(frozen=True, slots=True)
class Node:
    """A variable as the file describes it: cells by the names of the columns of bonegraph's entities."""

    line: int
    key: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A row as the file writes it; `cells` by the names of the columns of bonegraph's plain table."""

    line: int
    source: str
    target: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Listing:
    """Nodes (may be none) and edges of one file.

    Parameters
    ----------
    label
        Name of the layer.
    place
        File in messages.
    digest
        Hash of what was read.
    """

    label: str
    place: str
    digest: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def label_of(path: Path) -> str:
    """Label of the layer that a file makes: its name without ending."""
    stem = re.sub(r"_(edges|nodes)$", "", path.stem)
    return re.sub(r"[^a-z0-9]+", "-", stem.casefold()).strip("-") or "layer"


def text_of(path: Path) -> tuple[str, str]:
    """Text of a file and a hash of its bytes.

    Raises
    ------
    FileError
        If it cannot be read, is empty, not UTF-8, or no text.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path}: cannot be read ({error.strerror})") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise FileError(f"{path}:{line}: byte {raw[error.start]:#04x} is not UTF-8; save the file as UTF-8") from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise FileError(f"{path}:{line}: holds a NUL byte; it is no text")
    if not text.strip():
        raise FileError(f"{path}: is empty; a network needs at least one edge")
    return text.replace("\r\n", "\n").replace("\r", "\n"), blake2b(raw, digest_size=8).hexdigest()


def sign_of(text: str) -> int | None:
    """Sign of a cell or of a word such as ``inhibition``; ``None`` for anything else."""
    return _SIGNS.get(text.strip().casefold().removeprefix("biolink:"))


def refuse(faults: Iterable[str]) -> None:
    """Raise for all faults at once, if there are any.

    Raises
    ------
    FileError
    """
    found = list(faults)
    if found:
        more = [f"… and {len(found) - SHOWN} more faults"] if len(found) > SHOWN else []
        raise FileError("\n".join([*found[:SHOWN], *more]))
