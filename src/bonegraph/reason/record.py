"""An effect as JSON-ready data: everything that the text says, with the evidence of every row shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.reason.explain import DISCLAIMER, observed, path_line, sentence
from bonegraph.reason.verdict import BASES

if TYPE_CHECKING:
    from bonegraph.reason.answer import Answer, Effect
    from bonegraph.reason.paths import SignedPath, Step

__all__ = ["as_dict", "path_dict"]


def path_dict(knowledge: Knowledge, path: SignedPath) -> dict[str, Any]:
    """JSON-ready form of a path."""
    return {
        "sign": symbol(path.sign),
        "belief": round(path.belief, 4),
        "weight": round(path.weight, 6),
        "text": path_line(knowledge, path),
        "steps": [_step_dict(knowledge, step) for step in path.steps],
    }


def _step_dict(knowledge: Knowledge, step: Step) -> dict[str, Any]:
    relations = [knowledge.interactions[i].relation for i in step.interactions]
    return {
        "subject": step.source,
        "object": step.target,
        "sign": symbol(step.sign),
        "relation": relations[0] if relations else "by definition",
        "gate_of": list(step.through),
        "needs": list(step.needs),
        "belief": round(step.belief, 4),
        "interactions": list(step.interactions),
    }


def _answer_dict(knowledge: Knowledge, answer: Answer) -> dict[str, Any]:
    judged = answer.judged
    return {
        "profile": dict(answer.profile.chosen),
        "verdict": judged.verdict,
        "basis": judged.basis,
        "p_up": _rounded(judged.p_up),
        "interval": None if judged.low is None or judged.high is None else [_rounded(judged.low), _rounded(judged.high)],
        "size": _rounded(judged.size),
        "reason": judged.reason,
        "paths_for": [path_dict(knowledge, path) for path in answer.paths_for],
        "paths_against": [path_dict(knowledge, path) for path in answer.paths_against],
        "feedback": [{"nodes": list(loop.nodes), "sign": symbol(loop.sign)} for loop in answer.loops],
        "deciding": [
            {"source": d.edge.source, "target": d.edge.target, "interactions": list(d.edge.interactions), "correlation": _rounded(d.correlation)}
            for d in answer.deciders
        ],
        "open_loop": _rounded(answer.open_loop),
        "settled": _rounded(answer.settled),
        "accepted": _rounded(answer.accepted),
        "rows": list(answer.rows),
        "complete": answer.complete,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def as_dict(effect: Effect) -> dict[str, Any]:
    """The whole answer as JSON-ready data, evidence of every row shown included."""
    knowledge = effect.knowledge
    first = _answer_dict(knowledge, effect.answers[0])
    return {
        "question": {
            "perturbation": effect.question.perturbation,
            "direction": effect.question.direction,
            "readout": effect.question.readout,
            "context": dict(effect.question.context),
            "through": list(effect.question.through),
            "horizon": effect.question.horizon,
        },
        "source": [str(setting) for setting in effect.start.settings] + [f"{key}:withdrawn" for key in effect.start.withdrawn],
        "target": effect.target,
        "verdict": effect.verdict,
        "sign": effect.sign,
        "basis": effect.basis,
        "basis_means": BASES[effect.basis],
        "p_up": _rounded(effect.p_up),
        "interval": first["interval"],
        "confidence": effect.confidence,
        "reason": effect.reason,
        "sentence": sentence(effect),
        "needs": list(effect.needs),
        "paths_for": first["paths_for"],
        "paths_against": first["paths_against"],
        "feedback": first["feedback"],
        "deciding": first["deciding"],
        "answers": [_answer_dict(knowledge, answer) for answer in effect.answers] if len(effect.answers) > 1 else [],
        "interactions": {key: _row_dict(knowledge, key) for key in effect.interactions if key in knowledge.interactions},
        "measured": [{"id": row.id, "direction": row.direction, "sign": symbol(row.sign), "scope": str(row.scope)} for row in observed(effect)],
        "notes": list(effect.notes),
        "seed": effect.seed,
        "draws": effect.draws,
        "data": knowledge.digest,
        "disclaimer": DISCLAIMER,
    }


def _row_dict(knowledge: Knowledge, key: str) -> dict[str, Any]:
    row = knowledge.interactions[key]
    evidence = []
    for item in row.evidence:
        reference = knowledge.references.get(item.reference)
        evidence.append(
            {
                "stance": item.stance,
                "reference": reference.curie if reference else "",
                "citation": reference.citation if reference else "",
                "url": reference.url if reference else "",
                "type": item.type,
                "species": item.species,
                "finding": item.finding,
                "checked": item.checked or "unverified",
            }
        )
    return {
        "subject": row.subject,
        "relation": row.relation,
        "object": row.object,
        "sign": symbol(row.sign),
        "scope": str(row.scope),
        "gate": list(row.gate),
        "strength": row.strength,
        "consensus": row.consensus,
        "belief": knowledge.beliefs[key],
        "evidence": evidence,
    }
