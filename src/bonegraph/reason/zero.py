"""Reasons for *no effect* that the knowledge states: nulls, what they hold still, what stops the only way there."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge
from bonegraph.reason.scene import Scene

__all__ = ["explicit_nulls", "held_still", "stopping_rows", "why_no_path"]


def explicit_nulls(knowledge: Knowledge, scene: Scene) -> tuple[str, ...]:
    """Rows that say that a source does nothing to the readout, unless a signed row contests them."""
    contested = {(e.source, e.target) for e in scene.network.edges}
    contested |= {(a.source, a.receptor) for a in scene.network.agents}
    family = [scene.target, knowledge.entities[scene.target].variant_of]
    found: list[str] = []
    for source in scene.sources:
        pairs = [(source, target) for target in family if target]
        ids = [i for pair in pairs for i in scene.network.nulls.get(pair, ())]
        if not ids or any(pair in contested for pair in pairs):
            return ()
        found += ids
    return tuple(found)


def held_still(knowledge: Knowledge, scene: Scene) -> dict[str, tuple[str, ...]]:
    """Variables on which every source has no net effect by a summary null that holds here, with those rows."""
    found: dict[str, list[str]] | None = None
    for source in scene.sources:
        net = {
            target: [i for i in ids if knowledge.interactions[i].directness == "summary"]
            for (subject, target), ids in scene.network.nulls.items()
            if subject == source
        }
        net = {target: ids for target, ids in net.items() if ids}
        found = net if found is None else {t: [*found[t], *net[t]] for t in found if t in net}
    return {target: tuple(ids) for target, ids in sorted((found or {}).items()) if target != scene.target}


def stopping_rows(scene: Scene, upstream: frozenset[str]) -> tuple[str, ...]:
    """Nulls that lie between what the sources reach and what leads to the readout."""
    reached = scene.network.downstream(scene.sources)
    return tuple(i for (s, o), ids in sorted(scene.network.nulls.items()) if s in reached and o in upstream for i in ids)


def why_no_path(scene: Scene, upstream: frozenset[str]) -> str:
    """Why nothing leads from the sources to the readout."""
    if stopping_rows(scene, upstream):
        return "an explicit, evidenced null stops the only way there"
    if scene.profile.cell and not any(node in scene.network.successors for node in scene.sources):
        return f"confined to {scene.profile.cell.replace('_', ' ')}: the graph knows no action of it there"
    if not any(node in scene.network.nodes for node in scene.sources):
        return "the graph knows no action of it in this context"
    return "no causal path leads from the one to the other in this context"
