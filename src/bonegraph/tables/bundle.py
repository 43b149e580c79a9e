"""Where the shipped knowledge lies, and its compiled form.

A wheel carries ``bonegraph/data/knowledge.json``; a source checkout reads ``ontology/`` and uses the compiled file only
while its digest is that of the tables.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from bonegraph.errors import FileError
from bonegraph.model.knowledge import Knowledge, from_plain, to_plain
from bonegraph.tables.dialect import write_atomically

__all__ = ["COMPILED", "COMPILED_RDF", "FORMAT", "compiled_digest", "ontology_folder", "queries_folder", "read_compiled", "schema_file", "write_compiled"]

FORMAT = 1
"""Version of the compiled form; another number is never read."""

_PACKAGE = Path(__file__).resolve().parent.parent
COMPILED = _PACKAGE / "data" / "knowledge.json"
COMPILED_RDF = _PACKAGE / "data" / "graph.nt"
"""The same knowledge as N-Triples, for SPARQL engines."""


def _checkout() -> Path | None:
    root = _PACKAGE.parent.parent
    return root if (root / "ontology" / "schema").is_dir() and (root / "pyproject.toml").is_file() else None


def ontology_folder() -> Path | None:
    """The ``ontology/`` folder in use: ``BONEGRAPH_ONTOLOGY``, else the checkout's, else ``None`` (an installed wheel)."""
    named = os.environ.get("BONEGRAPH_ONTOLOGY")
    if named:
        return Path(named)
    root = _checkout()
    return root / "ontology" if root else None


def queries_folder() -> Path:
    """Folder of the named queries."""
    root = _checkout()
    return root / "queries" if root else _PACKAGE / "data" / "queries"


def schema_file() -> Path:
    """The hand-written OWL schema."""
    root = _checkout()
    return root / "ontology" / "bonegraph.ttl" if root else _PACKAGE / "data" / "bonegraph.ttl"


def read_compiled(path: Path = COMPILED) -> Knowledge:
    """Read a compiled file.

    Raises
    ------
    FileError
        If it is missing, damaged or of another version.
    """
    try:
        plain = json.loads(path.read_bytes())
        if plain["format"] != FORMAT:
            raise FileError(f"{path}: compiled knowledge of format {plain['format']}, this version reads {FORMAT}; run bonegraph build")
        return from_plain(plain["knowledge"])
    except FileError:
        raise
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileError(f"{path}: no usable compiled knowledge ({error}); run bonegraph build") from error


def compiled_digest(path: Path = COMPILED) -> str:
    """Digest of the tables from which the compiled form was built; empty when there is none."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100).decode("utf-8", "replace")
    except OSError:
        return ""
    found = re.search(r'"digest":"([0-9a-f]{16})"', head)
    return found[1] if found else ""


def write_compiled(knowledge: Knowledge, path: Path = COMPILED) -> None:
    """Write the compiled form atomically."""
    text = json.dumps({"format": FORMAT, "digest": knowledge.digest, "knowledge": to_plain(knowledge)}, ensure_ascii=False, separators=(",", ":"))
    write_atomically(path, text.encode("utf-8"))
