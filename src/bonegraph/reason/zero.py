"""Reasons for *no effect* that the knowledge states: nulls, what they hold still, what stops the only way there."""

from __future__ import annotations

from collections.abc import Collection

from bonegraph.model.knowledge import Knowledge
from bonegraph.network.profile import cell_reach
from bonegraph.reason.scene import Scene

__all__ = ["explicit_nulls", "held_still", "stopping_rows", "why_no_path"]


def explicit_nulls(knowledge: Knowledge, scene: Scene) -> tuple[str, ...]:
    """Rows that say that a source does nothing to the readout, unless a signed row contests them.

    A zero about a gene covers its variants. Zeros of genes that are lost together say nothing of their joint loss: one may stand in
    for the other.
    """
    if scene.joint:
        return ()
    family = [target for target in (scene.target, knowledge.entities[scene.target].variant_of) if target]
    # a drug that stands as the hormone which it replaces is asked by its own name, too
    return _all_null(knowledge, scene, scene.sources, family) or (_all_null(knowledge, scene, scene.given, family) if scene.setpoints else ())


def _all_null(knowledge: Knowledge, scene: Scene, sources: Collection[str], family: list[str]) -> tuple[str, ...]:
    """Zeros between each of the sources and the readout; none unless each has one."""
    found: dict[str, None] = {}
    for source in sources:
        kin = [key for key in _kin(knowledge, source) if key == _plain(source) or any(_plain(other) == key for other in sources)]
        ids = [i for key in kin for target in family for i in scene.network.nulls.get((key, target), ()) if _speaks_of(knowledge, i, source)]
        if not ids or not scene.network.successors.get(source, frozenset()).isdisjoint(family):
            return ()
        found.update(dict.fromkeys(ids))
    return tuple(found)


def held_still(knowledge: Knowledge, scene: Scene) -> dict[str, tuple[str, ...]]:
    """Variables on which every source has no net effect by a summary null that holds here, with those rows."""
    found: dict[str, list[str]] | None = None
    for source in () if scene.joint else scene.sources:
        net = {
            target: [i for i in ids if knowledge.interactions[i].directness == "summary" and _speaks_of(knowledge, i, source)]
            for (subject, target), ids in scene.network.nulls.items()
            if subject == _plain(source)
        }
        net = {target: ids for target, ids in net.items() if ids}
        found = net if found is None else {t: [*found[t], *net[t]] for t in found if t in net}
    return {target: tuple(ids) for target, ids in sorted((found or {}).items()) if target != scene.target}


def _plain(node: str) -> str:
    return node.partition("@")[0]


def _kin(knowledge: Knowledge, source: str) -> tuple[str, ...]:
    """Keys whose zeros speak of a source: its own, that of the whole, and, confined to a cell, those of its variants."""
    key, confined, _ = source.partition("@")
    return tuple(filter(None, (key, knowledge.entities[key].variant_of, *(knowledge.below(key) if confined else ()))))


def _speaks_of(knowledge: Knowledge, interaction: str, source: str) -> bool:
    """A net zero seen in one cell speaks of that cell (and of what its lineage holds) alone; one without a cell, of the whole alone."""
    row, cell = knowledge.interactions[interaction], source.partition("@")[2]
    cells = row.scope.values("cell")
    if not cell:
        return row.directness == "direct" or not cells
    return any(cell in cell_reach(one) for one in cells) if cells else row.directness == "direct"


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
