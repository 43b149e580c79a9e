"""Knowledge Graph Exchange (KGX), TSV or JSON lines: ``x_edges`` with ``x_nodes`` beside it, if there is one."""

from __future__ import annotations

import json
from pathlib import Path

from bonegraph.errors import FileError
from bonegraph.imports.edges import COLUMNS, grid, zipped
from bonegraph.imports.listing import Edge, Listing, Node, label_of, refuse, sign_of, text_of
from bonegraph.imports.nx import NODE_COLUMNS

__all__ = ["read"]

Records = list[tuple[int, dict[str, str]]]

_PREDICATES = {
    "biolink:positively_regulates": "+",
    "biolink:negatively_regulates": "-",
    "biolink:positively_affects": "+",
    "biolink:negatively_affects": "-",
    "biolink:increases_amount_or_activity_of": "+",
    "biolink:decreases_amount_or_activity_of": "-",
}
_OF_NODE = {"name": "label", "synonym": "synonyms", "xref": "xrefs", "description": "definition"}


def read(path: Path) -> Listing:
    """Read edges and, if it lies beside them, the table of nodes; either file may be named."""
    stem = path.stem
    edges_path = path.with_name(stem.removesuffix("_nodes") + "_edges" + path.suffix) if stem.endswith("_nodes") else path
    if not edges_path.is_file():
        raise FileError(f"{path}: is a table of nodes; the edges {edges_path.name} are not beside it")
    nodes_path = edges_path.with_name(edges_path.stem.removesuffix("_edges") + "_nodes" + path.suffix)
    records, digest = _records(edges_path)
    nodes: list[Node] = []
    if edges_path.stem.endswith("_edges") and nodes_path.is_file():
        described, more = _records(nodes_path)
        refuse(f"{nodes_path}:{line}: no id; every node of KGX has one" for line, cells in described if not cells.get("id"))
        nodes = [_node(line, cells) for line, cells in described]
        digest += more
    refuse(_faults(edges_path, records))
    edges = [Edge(line, cells["subject"], cells["object"], _cells(cells)) for line, cells in records]
    return Listing(label_of(edges_path), str(edges_path), digest, tuple(nodes), tuple(edges))


def _records(path: Path) -> tuple[Records, str]:
    text, digest = text_of(path)
    if path.suffix.lower() == ".jsonl":
        return _json_lines(path, text), digest
    rows = grid(path, text)
    return zipped(path, rows[0][1], rows[1:]), digest


def _json_lines(path: Path, text: str) -> Records:
    found: Records = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise FileError(f"{path}:{number}: not JSON ({error}); every line is one object") from error
        if not isinstance(record, dict):
            raise FileError(f"{path}:{number}: {line[:40]!r} is no JSON object")
        found.append((number, {name: _text(value) for name, value in record.items() if value is not None}))
    return found


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(str(part) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _faults(path: Path, records: Records) -> list[str]:
    found = []
    for line, cells in records:
        found += [f"{path}:{line}: no {name}" for name in ("subject", "object") if not cells.get(name)]
        if "sign" not in _cells(cells):
            told = f"predicate {cells.get('predicate', '')!r}"
            found.append(f"{path}:{line}: {told} has no sign; give object_direction_qualifier increased or decreased, or negated true, or a column sign")
    return found


def _node(line: int, cells: dict[str, str]) -> Node:
    own = {_OF_NODE.get(name, name): value for name, value in cells.items() if value}
    return Node(line, cells["id"], {name: own[name] for name in NODE_COLUMNS if name in own} | {"key": cells.get("key", "")})


def _cells(cells: dict[str, str]) -> dict[str, str]:
    """Cells of bonegraph's table; the sign from its own column, the direction qualifier, or the predicate."""
    found = {name: cells[name] for name in COLUMNS if cells.get(name)}
    if "sign" not in found:
        direction = cells.get("object_direction_qualifier", "").removesuffix("_value")
        sign = {"upregulated": "+", "downregulated": "-"}.get(direction, direction if sign_of(direction) is not None else "")
        sign = "0" if cells.get("negated") == "true" else sign or _PREDICATES.get(cells.get("predicate", ""), "")
        if sign:
            found["sign"] = sign
    papers = [part for part in cells.get("publications", "").split("|") if part]
    if papers and "evidence" not in found:
        found["pmid"] = "|".join(papers)
    return found
