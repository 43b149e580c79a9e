"""GraphML: nodes and edges with typed data; a document type is refused, as it could pull in other files."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.parsers import expat

from bonegraph.errors import FileError
from bonegraph.imports.listing import Edge, Listing, Node, label_of, refuse, text_of
from bonegraph.imports.nx import described, edge_cells

__all__ = ["read", "walk"]


def read(path: Path) -> Listing:
    """Read GraphML; keys are known by their ``attr.name``."""
    text, digest = text_of(path)
    found = _Handler(str(path))
    walk(path, text, found.start, found.end, found.text)
    refuse(found.faults)
    return Listing(label_of(path), str(path), digest, tuple(found.nodes), tuple(found.edges))


def walk(path: Path, text: str, start: Any, end: Any, data: Any) -> None:
    """Parse XML and hand out its events with line numbers (``start(line, name, attributes)``).

    Raises
    ------
    FileError
        If it is not well-formed, or declares a document type.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def doctype(*_: Any) -> None:
        raise FileError(f"{path}:{parser.CurrentLineNumber}: declares a document type (DOCTYPE); delete it, it is never followed")

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = lambda name, attributes: start(parser.CurrentLineNumber, name.rpartition(" ")[2], attributes)
    parser.EndElementHandler = lambda name: end(name.rpartition(" ")[2])
    parser.CharacterDataHandler = data
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise FileError(f"{path}:{error.lineno}: not well-formed XML ({expat.ErrorString(error.code)})") from error


class _Handler:
    """Collects nodes and edges."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.keys: dict[str, str] = {}
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.faults: list[str] = []
        self.open: tuple[int, str, dict[str, str]] | None = None
        self.cells: dict[str, str] = {}
        self.datum = ""
        self.root = False

    def start(self, line: int, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if not self.root:
            self.root = True
            if name != "graphml":
                raise FileError(f"{self.place}:{line}: the root element is <{name}>; GraphML begins with <graphml>")
        if name == "key":
            self.keys[attributes.get("id", "")] = attributes.get("attr.name", attributes.get("id", ""))
        elif name == "graph" and attributes.get("edgedefault") != "directed":
            self.faults.append(f"{self.place}:{line}: edgedefault is {attributes.get('edgedefault')!r}; a signed network is 'directed'")
        elif name in ("node", "edge"):
            self.open, self.cells = (line, name, attributes), {}
            for needed in ("id",) if name == "node" else ("source", "target"):
                if not attributes.get(needed):
                    self.faults.append(f"{self.place}:{line}: a <{name}> without {needed}=")
        elif name == "data":
            self.datum = self.keys.get(attributes.get("key", ""), "")
            if not self.datum:
                self.faults.append(f"{self.place}:{line}: data of the undeclared key {attributes.get('key')!r}; declare it by <key>")

    def text(self, data: str) -> None:
        """Text inside an element."""
        if self.datum and self.open:
            self.cells[self.datum] = self.cells.get(self.datum, "") + data

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "data":
            self.datum = ""
        elif self.open and name == self.open[1]:
            line, _, attributes = self.open
            if name == "node":
                self.nodes.append(described(line, attributes.get("id", ""), self.cells))
            else:
                self.edges.append(Edge(line, attributes.get("source", ""), attributes.get("target", ""), edge_cells(self.cells)))
            self.open = None
