"""The graph as a networkx ``MultiDiGraph``."""

from __future__ import annotations

import io

import networkx

from bonegraph.formats.flat import COLUMNS, rows
from bonegraph.model.knowledge import Knowledge

__all__ = ["to_networkx", "written_graphml"]


def to_networkx(knowledge: Knowledge) -> networkx.MultiDiGraph[str]:
    """Variables as nodes (by key), interactions as edges (key: the interaction's id).

    Every attribute is a plain string or number, so that all of networkx's writers take it; the sign is an ``int``.
    """
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name="bonegraph", data=knowledge.digest)
    for entity in knowledge.entities.values():
        if not entity.status:
            graph.add_node(
                entity.key,
                id=entity.id,
                label=entity.name,
                kind=entity.kind,
                aspect=entity.aspect,
                compartment=entity.compartment,
                module=entity.module,
                variant_of=entity.variant_of,
                parents="|".join(entity.parents),
                parts="|".join(entity.parts),
                synonyms="|".join(entity.synonyms),
                xrefs="|".join(entity.xrefs),
                definition=entity.definition,
            )
    signs = {"+": 1, "-": -1, "0": 0}
    for row in rows(knowledge):
        cells = dict(zip(COLUMNS, row, strict=True))
        identifier, source, target = cells.pop("id"), cells.pop("source"), cells.pop("target")
        attributes: dict[str, str | int | float] = {name: value for name, value in cells.items() if not name.endswith("_name")}
        attributes |= {"id": identifier, "sign": signs[cells["sign"]], "belief": float(cells["belief"])}
        graph.add_edge(source, target, key=identifier, **attributes)
    return graph


def written_graphml(graph: networkx.MultiDiGraph[str]) -> bytes:
    """GraphML by networkx."""
    stream = io.BytesIO()
    networkx.write_graphml(graph, stream, encoding="utf-8", named_key_ids=True)
    return stream.getvalue()
