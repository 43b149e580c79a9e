"""A networkx graph: nodes with the attributes of ``Graph.to_networkx``, edges with at least ``sign`` or ``weight``."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from bonegraph.errors import FileError
from bonegraph.imports.edges import COLUMNS
from bonegraph.imports.listing import Edge, Listing, Node, refuse

__all__ = ["NODE_COLUMNS", "described", "edge_cells", "read_graph"]

NODE_COLUMNS = ("label", "kind", "aspect", "compartment", "variant_of", "parents", "parts", "synonyms", "xrefs", "definition", "category")


def read_graph(graph: Any) -> Listing:
    """Read a directed graph; the name of the graph is the label of the layer.

    Raises
    ------
    FileError
        If it is no directed graph, or an edge has no sign.
    """
    if not (hasattr(graph, "is_directed") and graph.is_directed()):
        raise FileError(f"{type(graph).__name__}: a network is a file or a directed networkx graph")
    nodes = [described(0, str(node), attributes) for node, attributes in graph.nodes(data=True)]
    edges, faults = [], []
    for number, (source, target, attributes) in enumerate(graph.edges(data=True), 1):
        cells = edge_cells(attributes)
        if "sign" not in cells and "relation" not in cells:
            faults.append(f"networkx graph: edge {source!r} → {target!r} has no sign; set the attribute sign to 1, -1 or 0")
        edges.append(Edge(number, str(source), str(target), cells))
    refuse(faults)
    told = repr([nodes, edges]).encode()
    return Listing(str(graph.graph.get("name") or "networkx"), "networkx graph", blake2b(told, digest_size=8).hexdigest(), tuple(nodes), tuple(edges))


def described(line: int, key: str, attributes: Mapping[str, Any]) -> Node:
    """A node from its attributes; those that bonegraph does not know are left out."""
    return Node(line, key, {name: _text(attributes[name]) for name in NODE_COLUMNS if attributes.get(name) not in (None, "")})


def edge_cells(attributes: Mapping[str, Any]) -> dict[str, str]:
    """Cells of an edge from its attributes; a sign that is missing is that of `weight`."""
    cells = {name: _text(attributes[name]) for name in COLUMNS if attributes.get(name) not in (None, "")}
    if "sign" not in cells and isinstance(attributes.get("weight"), (int, float)):
        weight = attributes["weight"]
        cells["sign"] = "+" if weight > 0 else "-" if weight < 0 else "0"
    return cells


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple, set)):
        return "|".join(str(part) for part in value)
    return str(value).strip()
