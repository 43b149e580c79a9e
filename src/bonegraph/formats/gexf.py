"""GEXF 1.2, for Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from bonegraph.formats import statement
from bonegraph.formats.drawing import LINE_OF, places
from bonegraph.formats.nx import to_networkx
from bonegraph.model.knowledge import Knowledge
from bonegraph.view.style import family_of

__all__ = ["encode"]

_SPACE, _VIZ = "http://www.gexf.net/1.2draft", "http://www.gexf.net/1.2draft/viz"
_TYPES: dict[type, str] = {int: "integer", float: "double", str: "string"}


def encode(knowledge: Knowledge) -> bytes:
    """The multigraph with places, a colour for each family of kinds and one for each sign."""
    graph, where = to_networkx(knowledge), places(knowledge)
    ElementTree.register_namespace("viz", _VIZ)
    root = ElementTree.Element("gexf", {"xmlns": _SPACE, "version": "1.2"})
    meta = ElementTree.SubElement(root, "meta")
    ElementTree.SubElement(meta, "creator").text = "bonegraph"
    ElementTree.SubElement(meta, "description").text = statement(".gexf", knowledge)
    body = ElementTree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    declared = {
        kind: _declare(body, kind, [cells for *_, cells in found]) for kind, found in (("node", graph.nodes(data=True)), ("edge", graph.edges(data=True)))
    }
    nodes, edges = ElementTree.SubElement(body, "nodes"), ElementTree.SubElement(body, "edges")
    for key, cells in graph.nodes(data=True):
        node = ElementTree.SubElement(nodes, "node", {"id": key, "label": cells["label"]})
        _fill(node, cells, declared["node"])
        _colour(node, family_of(cells["kind"]).fill)
        x, y = where[key]
        ElementTree.SubElement(node, f"{{{_VIZ}}}position", {"x": str(x), "y": str(-y), "z": "0"})
    for source, target, cells in graph.edges(data=True):
        edge = ElementTree.SubElement(edges, "edge", {"id": cells["id"], "source": source, "target": target, "label": cells["relation"]})
        _fill(edge, cells, declared["edge"])
        _colour(edge, LINE_OF[cells["sign"]].light)
    ElementTree.indent(root, " ")
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _declare(body: ElementTree.Element, kind: str, found: list[Mapping[str, object]]) -> dict[str, str]:
    """Attribute declarations; names to their numbers."""
    group = ElementTree.SubElement(body, "attributes", {"class": kind, "mode": "static"})
    types = {name: _TYPES[type(value)] for cells in found for name, value in cells.items() if name not in ("id", "label")}
    types |= {"curie": "string"} if kind == "node" else {}
    for place, (name, form) in enumerate(types.items()):
        ElementTree.SubElement(group, "attribute", {"id": str(place), "title": name, "type": form})
    return {name: str(place) for place, name in enumerate(types)}


def _fill(element: ElementTree.Element, cells: Mapping[str, object], declared: Mapping[str, str]) -> None:
    values = ElementTree.SubElement(element, "attvalues")
    for name, value in {"curie": cells["id"], **cells}.items():
        if name in declared and value != "":
            ElementTree.SubElement(values, "attvalue", {"for": declared[name], "value": str(value)})


def _colour(element: ElementTree.Element, fill: str) -> None:
    red, green, blue = (str(int(fill[i : i + 2], 16)) for i in (1, 3, 5))
    ElementTree.SubElement(element, f"{{{_VIZ}}}color", {"r": red, "g": green, "b": blue})
