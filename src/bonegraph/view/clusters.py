"""A map for networks that are not of the body: communities as regions, in a grid, each named after its best connected variables.

Communities are those of Louvain (Blondel 2008, *J Stat Mech* P10008) as networkx finds them, with a fixed seed: the same network gives
the same map. The largest are regions of their own; all smaller ones share the last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bonegraph.model.entity import Entity
from bonegraph.view.atlas import Region, grid_box

__all__ = ["MOST_REGIONS", "clustered"]

MOST_REGIONS = 16
"""Regions of a map at most, the shared one included."""

_COLUMNS = 4
_NAMED = 2
_LABEL = 14


def clustered(entities: Mapping[str, Entity], edges: Sequence[tuple[str, str]]) -> tuple[tuple[Region, ...], dict[str, str]]:
    """Regions of a network and the region of each variable.

    Parameters
    ----------
    entities
        Variables by key.
    edges
        Pairs of keys; direction does not matter here.
    """
    groups = _communities(entities, edges)
    own = groups if len(groups) <= MOST_REGIONS else groups[: MOST_REGIONS - 1]
    rest = [key for group in groups[len(own) :] for key in group]
    degree = Counter(key for edge in edges for key in edge)
    regions: list[Region] = []
    region_of: dict[str, str] = {}
    for number, group in enumerate([*own, *([rest] if rest else [])]):
        shared = number == len(own)
        hubs = sorted(group, key=lambda key: (-degree[key], key))[:_NAMED]
        title = "All others" if shared else " · ".join(_short(entities[key].name) for key in hubs)
        blurb = "small groups and single variables" if shared else f"a group that is linked more within than without, around {entities[hubs[0]].name}"
        region = grid_box(f"group{number + 1:02d}", title, blurb, number % _COLUMNS, number // _COLUMNS)
        regions.append(replace(region, shared=shared))
        region_of |= dict.fromkeys(group, region.key)
    return tuple(regions), region_of


def _communities(entities: Mapping[str, Entity], edges: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Communities, largest first; single variables each on their own."""
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted(entities))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]}))
    found = networkx.community.louvain_communities(graph, seed=0)
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group[0]))


def _short(name: str) -> str:
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1].rstrip()}…"
