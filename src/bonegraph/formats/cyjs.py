"""Cytoscape.js JSON: elements with regions as compound nodes, places and a style."""

from __future__ import annotations

import json
from typing import Any

from bonegraph.formats import statement
from bonegraph.formats.drawing import LINE_OF, places, regions
from bonegraph.formats.nx import to_networkx
from bonegraph.model.knowledge import Knowledge
from bonegraph.view.atlas import REGIONS
from bonegraph.view.style import FAMILIES, family_of

__all__ = ["encode"]

_ENDS = {1: "triangle", -1: "tee", 0: "circle"}


def encode(knowledge: Knowledge) -> bytes:
    """Elements, style and data of the whole network."""
    graph, where, inside = to_networkx(knowledge), places(knowledge), regions(knowledge)
    region = {key: f"region:{name}" for name, keys in inside.items() for key in keys}
    nodes: list[dict[str, Any]] = [
        {"data": {"id": f"region:{box.key}", "value": f"region:{box.key}", "name": box.title, "kind": "region"}, "classes": "region"}
        for box in REGIONS
        if box.key in inside
    ]
    for key, cells in graph.nodes(data=True):
        data = {name: value for name, value in cells.items() if value != ""}
        data |= {
            "id": key,
            "value": key,
            "curie": cells["id"],
            "name": cells["label"],
            "label": cells["label"],
            "parent": region[key],
            "family": family_of(cells["kind"]).key,
        }
        x, y = where[key]
        nodes.append({"data": data, "position": {"x": x, "y": y}})
    edges: list[dict[str, Any]] = []
    for source, target, cells in graph.edges(data=True):
        data = {name: value for name, value in cells.items() if value != ""}
        edges.append({"data": data | {"source": source, "target": target, "key": cells["id"]}})
    network = {
        "format_version": "1.0",
        "generated_by": "bonegraph",
        "data": {"name": "bonegraph", "description": statement(".cyjs", knowledge)},
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": edges},
        "style": _style(),
    }
    return (json.dumps(network, ensure_ascii=False, indent=1) + "\n").encode()


def _style() -> list[dict[str, Any]]:
    """Selectors in the order in which they apply."""
    style: list[dict[str, Any]] = [
        {"selector": "node", "style": {"label": "data(label)", "text-valign": "center", "width": 170, "height": 36, "font-size": 12}},
        {"selector": "node.region", "style": {"background-opacity": 0.05, "text-valign": "top", "font-size": 90}},
        {"selector": "edge", "style": {"curve-style": "bezier", "width": 1.5}},
    ]
    for family in FAMILIES:
        style.append(
            {"selector": f"node[family = '{family.key}']", "style": {"background-color": family.fill, "color": family.ink, "shape": "round-rectangle"}}
        )
    for sign, line in LINE_OF.items():
        look = {"line-color": line.light, "target-arrow-color": line.light, "target-arrow-shape": _ENDS[sign]}
        look["line-style"] = "dashed" if line.dashes else "solid"
        style.append({"selector": f"edge[sign = {sign}]", "style": look})
    return style
