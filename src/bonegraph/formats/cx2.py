"""CX2, for Cytoscape, Cytoscape Web and NDEx."""

from __future__ import annotations

import json
from typing import Any

from bonegraph import __version__
from bonegraph.formats import statement
from bonegraph.formats.drawing import LINE_OF, places
from bonegraph.formats.nx import to_networkx
from bonegraph.model.knowledge import Knowledge
from bonegraph.view.style import FAMILIES

__all__ = ["encode"]

_ENDS = {1: "triangle", -1: "tee", 0: "circle"}
_TYPES = {int: "integer", float: "double", str: "string"}


def encode(knowledge: Knowledge) -> bytes:
    """Aspects in the order of the specification; every attribute declared, every ``v`` filled (an empty one breaks Cytoscape Web)."""
    graph, where = to_networkx(knowledge), places(knowledge)
    number = {key: place for place, key in enumerate(graph)}
    nodes: list[dict[str, Any]] = []
    for key, cells in graph.nodes(data=True):
        values = {"name": cells["label"], "key": key, "represents": cells["id"]}
        values |= {name: value for name, value in cells.items() if value != "" and name not in ("id", "label")}
        nodes.append({"id": number[key], "x": where[key][0], "y": where[key][1], "v": values})
    edges: list[dict[str, Any]] = []
    for place, (source, target, cells) in enumerate(graph.edges(data=True)):
        values = {"interaction": cells["relation"]} | {name: value for name, value in cells.items() if value != "" and name != "relation"}
        edges.append({"id": place, "s": number[source], "t": number[target], "v": values})
    said = {"name": "bonegraph", "description": statement(".cx2", knowledge), "version": f"{__version__} ({knowledge.digest})"}
    declared = {"networkAttributes": _declared([said]), "nodes": _declared([n["v"] for n in nodes]), "edges": _declared([e["v"] for e in edges])}
    aspects: list[tuple[str, list[Any]]] = [
        ("attributeDeclarations", [declared]),
        ("networkAttributes", [said]),
        ("nodes", nodes),
        ("edges", edges),
        ("visualProperties", [_look()]),
    ]
    counts = [{"name": name, "elementCount": len(elements)} for name, elements in aspects]
    document: list[dict[str, Any]] = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": counts},
        *({name: elements} for name, elements in aspects),
        {"status": [{"success": True}]},
    ]
    return ("[" + ",\n".join(json.dumps(part, ensure_ascii=False) for part in document) + "]\n").encode()


def _declared(elements: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    return {name: {"d": _TYPES[type(value)]} for values in elements for name, value in values.items()}


def _look() -> dict[str, Any]:
    """Defaults, fill by kind, line and end by sign."""
    fills = [{"v": kind, "vp": family.fill} for family in FAMILIES for kind in family.kinds]
    inks = [{"v": kind, "vp": family.ink} for family in FAMILIES for kind in family.kinds]
    lines = [{"v": sign, "vp": line.light} for sign, line in LINE_OF.items()]
    ends = [{"v": sign, "vp": end} for sign, end in _ENDS.items()]
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {"NODE_SHAPE": "round-rectangle", "NODE_WIDTH": 170, "NODE_HEIGHT": 36, "NODE_LABEL_FONT_SIZE": 12},
            "edge": {"EDGE_WIDTH": 1.5, "EDGE_CURVED": True},
        },
        "nodeMapping": {
            "NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}},
            "NODE_BACKGROUND_COLOR": {"type": "DISCRETE", "definition": {"attribute": "kind", "type": "string", "map": fills}},
            "NODE_LABEL_COLOR": {"type": "DISCRETE", "definition": {"attribute": "kind", "type": "string", "map": inks}},
        },
        "edgeMapping": {
            name: {"type": "DISCRETE", "definition": {"attribute": "sign", "type": "integer", "map": values}}
            for name, values in (("EDGE_LINE_COLOR", lines), ("EDGE_TARGET_ARROW_COLOR", lines), ("EDGE_TARGET_ARROW_SHAPE", ends))
        },
    }
