"""GraphML, for yEd, Gephi, igraph and Cytoscape."""

from __future__ import annotations

import io

import networkx

from bonegraph.formats.nx import to_networkx
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """The multigraph as GraphML; parallel edges keep their ids."""
    stream = io.BytesIO()
    networkx.write_graphml(to_networkx(knowledge), stream, encoding="utf-8", named_key_ids=True)
    return stream.getvalue()
