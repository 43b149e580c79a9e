"""GML, for Cytoscape, Gephi and whoever reads nothing newer (Himsolt 1997, *GML: a portable graph file format*)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bonegraph.formats import statement
from bonegraph.formats.nx import to_networkx
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The multigraph; letters outside ASCII as character references, as the format asks."""
    graph = to_networkx(knowledge)
    number = {key: place for place, key in enumerate(graph)}
    lines = ["graph [", "  directed 1", "  multigraph 1", *_cells({"comment": statement(".gml", knowledge)}, "  ")]
    for key, cells in graph.nodes(data=True):
        named = {"label": key, "curie": cells["id"], "name": cells["label"]} | {n: v for n, v in cells.items() if n not in ("id", "label")}
        lines += ["  node [", f"    id {number[key]}", *_cells(named, "    "), "  ]"]
    for source, target, cells in graph.edges(data=True):
        named = {"key": cells["id"]} | {n: v for n, v in cells.items() if n != "id"}
        lines += ["  edge [", f"    source {number[source]}", f"    target {number[target]}", *_cells(named, "    "), "  ]"]
    return ("\n".join([*lines, "]"]) + "\n").encode("ascii")


def _cells(cells: Mapping[str, object], indent: str) -> Iterator[str]:
    """One line a value; names without underscores, which the grammar does not know."""
    for name, value in cells.items():
        if value != "":
            first, *rest = name.split("_")
            key = first + "".join(word.capitalize() for word in rest)
            yield f"{indent}{key} {value if isinstance(value, (int, float)) else _quoted(str(value))}"


def _quoted(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace('"', "&quot;")
    return '"' + "".join(letter if 32 <= ord(letter) < 127 else f"&#{ord(letter)};" for letter in escaped) + '"'
