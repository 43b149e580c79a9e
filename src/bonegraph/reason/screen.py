"""Many effects at once: cases in, results out, in the order of the input; a row that fails never stops the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bonegraph.errors import BonegraphError
from bonegraph.model.context import parse_context
from bonegraph.reason.effect import Reasoner
from bonegraph.reason.explain import path_line
from bonegraph.reason.question import Effort, Question

__all__ = ["CASE_COLUMNS", "RESULT_COLUMNS", "screen"]

CASE_COLUMNS = ("id", "perturbation", "direction", "readout", "context")
RESULT_COLUMNS = ("id", "verdict", "p_up", "basis", "needs", "best_path", "message")


def screen(reasoner: Reasoner, cases: Iterable[Mapping[str, str]], effort: Effort | None = None) -> Iterator[dict[str, str]]:
    """Answer each case.

    Parameters
    ----------
    cases
        Mappings with the keys of `CASE_COLUMNS`; an empty direction means ``+``.
    effort
        Seed, draws and paths; one path for and one against unless told otherwise.

    Yields
    ------
    dict
        With the keys of `RESULT_COLUMNS`. A case that cannot be answered is ``unresolved`` with its message.
    """
    for case in cases:
        result = dict.fromkeys(RESULT_COLUMNS, "")
        result["id"] = case.get("id") or ""
        try:
            context = parse_context(case.get("context") or "")
            direction = (case.get("direction") or "+").strip().replace("−", "-").replace("–", "-")
            question = Question(case.get("perturbation") or "", case.get("readout") or "", direction, context)
            effect = reasoner.effect(question, effort or Effort(k=1))
        except (BonegraphError, ValueError) as error:
            result |= {"verdict": "unresolved", "message": str(error)}
        else:
            best = effect.paths_for or effect.paths_against
            result |= {
                "verdict": effect.verdict,
                "p_up": "" if effect.p_up is None else f"{effect.p_up:.3f}",
                "basis": effect.basis,
                "needs": ";".join(effect.needs),
                "best_path": path_line(effect.knowledge, best[0]) if best else "",
                "message": "; ".join((*effect.notes, effect.reason)),
            }
        yield result
