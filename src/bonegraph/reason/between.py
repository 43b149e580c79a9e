"""Best signed paths between two variables, without a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from bonegraph.errors import QuestionError
from bonegraph.model.knowledge import Knowledge
from bonegraph.network import Networks, profiles
from bonegraph.reason.lexicon import Lexicon
from bonegraph.reason.paths import SignedPath, best_paths, signed_steps
from bonegraph.reason.question import check_context

__all__ = ["paths_between"]


def paths_between(knowledge: Knowledge, lexicon: Lexicon, source: str, target: str, k: int, sign: str, context: Mapping[str, str]) -> list[SignedPath]:
    """The `k` best signed simple paths from `source` to `target`, cheapest first.

    Both sexes and life stages count unless `context` names one; each path is given once.

    Raises
    ------
    UnknownName, AmbiguousName, QuestionError
    """
    if sign not in ("", "+", "-"):
        raise QuestionError(f"unknown sign {sign!r}; + or -")
    if k < 1:
        raise QuestionError(f"-k {k} is too small; at least 1")
    check_context(knowledge, context)
    start, _ = lexicon.one(source)
    end, _ = lexicon.one(target)
    if start == end:
        return []  # a simple path never comes back to where it began
    found: dict[tuple[object, ...], SignedPath] = {}
    networks = Networks(knowledge)
    for profile in profiles(context):
        present = [start] if knowledge.entities[start].exogenous else []
        network = networks.get(profile.with_defaults({"regimen": "continuous"}), present)
        agents = {f"{a.source}>{a.receptor}": 1 if a.efficacy >= 0.5 else -1 for a in network.agents}
        steps = signed_steps(network, agents)
        for wanted in (1, -1):
            if sign in ("", "+" if wanted > 0 else "-"):
                for path in best_paths(steps, {start: 1}, end, wanted, k)[0]:
                    found.setdefault((path.nodes, path.sign), path)
    return sorted(found.values(), key=lambda path: (path.cost, path.nodes))[:k]
