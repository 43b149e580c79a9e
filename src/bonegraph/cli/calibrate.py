"""What measured outcomes say of the strengths, and whether that helps where nothing was measured.

Every observed rise and fall is predicted twice: with the strengths as judged from the papers (prior), and with strengths conditioned
on the outcomes of all other perturbations (posterior). The interactions that the outcomes push most are listed for review; no answer
of `effect` uses them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from bonegraph.cli.output import emit, save
from bonegraph.errors import QuestionError

if TYPE_CHECKING:
    from bonegraph.model.knowledge import Knowledge
    from bonegraph.reason.calibrate import Calibration, Push

__all__ = ["arguments", "run"]

_WORDS = ("right", "wrong", "withheld")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--share", type=float, default=1.0, metavar="X", help="share of the perturbations, from 0 to 1 (default 1: some minutes)")
    parser.add_argument("--pushed", type=int, default=20, metavar="N", help="how many interactions to list (default 20)")
    parser.add_argument("--figure", metavar="FILE", help="reliability diagram (.svg, .pdf or .png)")


def run(args: argparse.Namespace) -> int:
    """Predict, condition, predict again, print."""
    if not 0 < args.share <= 1:
        raise QuestionError(f"--share {args.share:g} is not between 0 and 1")
    from bonegraph import load
    from bonegraph.reason.calibrate import calibrate, reliability
    from bonegraph.view.reliability import check_format, reliability_diagram

    if args.figure:
        check_format(args.figure)
    graph = load()
    chosen = [o for o in graph.knowledge.observations.values() if _place(o.perturbation) < args.share]
    found = calibrate(graph.reasoner, chosen, _told if sys.stderr.isatty() else lambda done, every: None)
    if args.figure:
        save(args.figure, reliability_diagram({"prior": reliability(found.prior), "posterior": reliability(found.posterior)}, args.figure))
    sides = {"prior": found.prior, "posterior": found.posterior}
    return emit(
        args,
        text=lambda: _text(graph.knowledge, found, args.pushed),
        data=lambda: {
            **{name: {**found.figures(seen), "reliability": reliability(seen)} for name, seen in sides.items()},
            "pushed": [{"interaction": p.interaction, "shift": p.shift, "outcomes": p.outcomes} for p in found.pushes],
        },
        table=lambda: (
            ("interaction", "subject", "relation", "object", "strength", "shift", "outcomes"),
            [_row(graph.knowledge, push) for push in found.pushes],
        ),
    )


def _place(perturbation: str) -> float:
    """Where a perturbation lies between 0 and 1, the same on every machine."""
    return int.from_bytes(blake2b(perturbation.encode(), digest_size=4).digest(), "big") / 2**32


def _told(done: int, every: int) -> None:
    print(f"\r{done} of {every} questions", end="" if done < every else "\n", file=sys.stderr, flush=True)


def _row(knowledge: Knowledge, push: Push) -> list[str]:
    row = knowledge.interactions[push.interaction]
    return [row.id, knowledge.name(row.subject), row.relation, knowledge.name(row.object), row.strength, f"{push.shift:+.2f}", str(push.outcomes)]


def _text(knowledge: Knowledge, found: Calibration, pushed: int) -> str:
    from bonegraph.reason.calibrate import reliability

    groups = len({one.perturbation for one in found.prior})
    lines = [f"{len(found.prior)} observed rises and falls of {groups} perturbations", ""]
    lines.append(f"{'strengths':<28}" + "".join(f"{word:>10}" for word in (*_WORDS, "accuracy", "Brier", "log score")))
    for name, seen in (("prior: as judged", found.prior), ("posterior: own left out", found.posterior)):
        figures = found.figures(seen)
        counts = "".join(f"{figures[word]:>10.0f}" for word in _WORDS)
        lines.append(f"{name:<28}{counts}" + "".join(f"{figures[word]:>10.3f}" for word in ("accuracy", "brier", "log_score")))
    lines += ["", f"{'held for likely':<28}{'outcomes':>10}{'observed':>10}"]
    for name, seen in (("prior", found.prior), ("posterior", found.posterior)):
        lines += [f"{f'{name}, {mean:.2f}':<28}{count:>10}{share:>10.2f}" for mean, count, share in reliability(seen)]
    if pushed and found.pushes:
        lines += ["", "pushed most (standard deviations of the log strength, outcomes that speak of it):"]
        lines += _pushed(knowledge, found.pushes[:pushed])
    return "\n".join(lines)


def _pushed(knowledge: Knowledge, pushes: Sequence[Push]) -> list[str]:
    rows = [_row(knowledge, push) for push in pushes]
    return [
        f"  {shift} ({count:>3})  {subject} {relation.replace('_', ' ')} {target}  [{strength}; {i}]"
        for i, subject, relation, target, strength, shift, count in rows
    ]
