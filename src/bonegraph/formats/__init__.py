"""Ways out of the graph: one file a format, one row here.

A writer turns knowledge into bytes; each format says in one sentence what it keeps and what it loses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bonegraph.errors import FileError
from bonegraph.model.knowledge import Knowledge
from bonegraph.tables.dialect import write_atomically

__all__ = ["FORMATS", "Format", "format_of", "write", "write_all"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Parameters
    ----------
    name, extension
        What people call it, and how its files end.
    module
        Module with a function ``encode(knowledge) -> bytes``; imported when the format is used.
    keeps, loses
        What of the knowledge survives, for the documentation.
    """

    name: str
    extension: str
    module: str
    keeps: str
    loses: str

    def encode(self, knowledge: Knowledge) -> bytes:
        """The file as bytes; the same knowledge gives the same bytes."""
        encoder: Callable[[Knowledge], bytes] = import_module(self.module).encode
        return encoder(knowledge)


FORMATS = (
    Format("Turtle", ".ttl", "bonegraph.formats.turtle", "everything", "nothing"),
    Format("N-Triples", ".nt", "bonegraph.formats.ntriples", "everything", "nothing"),
    Format("OWL RDF/XML", ".owl", "bonegraph.formats.owlxml", "variables, interactions as annotated axioms and as individuals, evidence", "founding claims"),
    Format(
        "GraphML",
        ".graphml",
        "bonegraph.formats.graphml",
        "variables and interactions with scalar attributes, parallel edges",
        "findings; evidence as identifiers only",
    ),
    Format("TSV of interactions", ".tsv", "bonegraph.formats.flat", "interactions with sign, scope and identifiers", "findings, statements, observations"),
)
"""Every format, in order of its extension's use."""


def format_of(path: Path) -> Format:
    """Format of a file by its extension.

    Raises
    ------
    FileError
        If no format ends so.
    """
    for form in FORMATS:
        if path.name.lower().endswith(form.extension):
            return form
    known = ", ".join(f"{form.extension} ({form.name})" for form in FORMATS)
    raise FileError(f"{path}: no format ends in {path.suffix or 'nothing'!r}; known: {known}")


def write(knowledge: Knowledge, path: Path) -> Path:
    """Write the graph in the format of the file's extension; a failed write leaves the old file untouched.

    Raises
    ------
    FileError
        If the format is unknown or the file cannot be written.
    """
    form = format_of(path)
    data = form.encode(knowledge)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise FileError(f"{path}: cannot be written ({error.strerror})") from error
    return path


def write_all(knowledge: Knowledge, folder: Path) -> list[Path]:
    """Write every format as ``folder/bonegraph.<extension>``."""
    return [write(knowledge, folder / f"bonegraph{form.extension}") for form in FORMATS]
