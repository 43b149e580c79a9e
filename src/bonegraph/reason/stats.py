"""What the graph holds, in numbers."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bonegraph.model.grade import grade
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol

__all__ = ["stats"]


def stats(knowledge: Knowledge) -> dict[str, Any]:
    """Counts of everything, JSON-ready and in stable order."""
    active = knowledge.active
    opened = [row for row in active if any(e.checked == "opened" and e.reference for e in row.evidence)]
    papers = {r.id for r in knowledge.references.values() if r.pmid or r.pmcid or r.doi}
    return {
        "data": knowledge.digest,
        "entities": sum(not e.status for e in knowledge.entities.values()),
        "perturbations": sum(not p.status for p in knowledge.perturbations.values()),
        "interactions": len(active),
        "interactions_with_opened_source": len(opened),
        "evidence_rows": sum(len(items) for items in knowledge.evidence.values()),
        "references": len(knowledge.references),
        "references_with_identifier": len(papers),
        "references_opened": sum(r.opened == "yes" for r in knowledge.references.values()),
        "observations": len(knowledge.observations),
        "statements": len(knowledge.statements),
        "founding_claims": len(knowledge.claims),
        "interactions_by_sign": _counted(symbol(row.sign) for row in active),
        "interactions_by_module": _counted(row.module for row in active),
        "interactions_by_consensus": _counted(row.consensus for row in active),
        "interactions_by_grade": _counted(grade(knowledge.beliefs[row.id]) for row in active),
        "entities_by_kind": _counted(e.kind for e in knowledge.entities.values() if not e.status),
        "statements_by_layer": _counted(s.layer for s in knowledge.statements.values()),
    }


def _counted(items: Any) -> dict[str, int]:
    return dict(sorted(Counter(items).items()))
