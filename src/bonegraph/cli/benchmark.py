"""Predictions beside what was measured.

Without --gold the cases are the shipped observations; none of them is used in an answer. A gold file is a TSV with the
columns id, perturbation, direction, readout, context, expected, and any of alternative, set, difficulty, certainty,
consensus, naive_sign (what path counting would say, where that is wrong) and pair_id.
"""

from __future__ import annotations

import argparse

from bonegraph.cli.output import emit
from bonegraph.cli.reading import read_columns

__all__ = ["arguments", "run"]

_OUTCOMES = ("right", "wrong", "abstained", "unresolved")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("--gold", metavar="FILE", help="gold cases instead of the shipped observations")
    parser.add_argument("--wrong", type=int, default=20, metavar="N", help="how many wrong answers to list (default 20)")


def run(args: argparse.Namespace) -> int:
    """Answer every case, score, print."""
    from bonegraph import load
    from bonegraph.reason.benchmark import GROUPS, cases_of, observed_cases, reliability, score

    graph = load()
    if args.gold:
        _, rows = read_columns(args.gold, ("id", "perturbation", "readout", "expected"), ("direction", "context"))
        cases = cases_of(rows)
    else:
        cases = observed_cases(graph.knowledge)
    scored = score(cases, graph.screen([case.asked() for case in cases], seed=args.seed))
    wrong = list(scored.wrong())
    tables = {group: scored.by(group) for group in GROUPS}

    def text() -> str:
        lines = [f"headline: macro accuracy {_share(scored.headline)} (certain, not contested); all cases {_share(scored.macro())}"]
        for name, (right, every) in (("cases that path counting gets wrong", scored.traps), ("groups of cases, all members right", scored.twins)):
            if every:
                lines.append(f"{name}: {right / every:.3f} of {every}")
        lines.append(f"Brier score of p_up: {_share(scored.brier)}")
        width = max(len(value) for found in tables.values() for value in found) + 2
        for name, found in {"": {"all": scored.counts()}, **tables}.items():
            if found:
                lines += ["", f"{name:<{width}}" + "".join(f"{word:>12}" for word in ("cases", *_OUTCOMES, "accuracy", "conf. wrong"))]
                lines += [_line(value, count, width) for value, count in found.items()]
        lines += ["", "held for likely   cases   measured so"]
        lines += [f"{low:.1f} to {high:.1f}      {count:>7}   {share:.3f}" for low, high, count, share in reliability(scored)]
        if wrong and args.wrong:
            lines += ["", f"wrong, surest first ({min(len(wrong), args.wrong)} of {len(wrong)}):"]
        for case, result in wrong[: args.wrong]:
            place = f" [{case.context}]" if case.context else ""
            lines.append(f"  {case.id}  {case.perturbation} ({case.direction}) on {case.readout}{place}: expected {case.expected}, got {result['verdict']}")
            lines.append(f"      {result['best_path'] or result['message']}")
        return "\n".join(lines)

    def rows_of() -> list[list[str]]:
        return [
            [c.id, c.perturbation, c.direction, c.readout, c.context, c.expected, r["verdict"], r["p_up"], c.outcome(r["verdict"])] for c, r in scored.pairs
        ]

    columns = ("id", "perturbation", "direction", "readout", "context", "expected", "verdict", "p_up", "outcome")
    return emit(
        args,
        text=text,
        data=lambda: {
            "headline": scored.headline,
            "macro": scored.macro(),
            "traps": scored.traps,
            "twins": scored.twins,
            "brier": scored.brier,
            "groups": {name: {value: dict(count) for value, count in found.items()} for name, found in tables.items()},
            "reliability": reliability(scored),
            "cases": [dict(zip(columns, row, strict=True)) for row in rows_of()],
        },
        table=lambda: (columns, rows_of()),
    )


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _line(value: str, count: dict[str, int], width: int) -> str:
    every = sum(count.values())
    right, wrong = count.get("right", 0), count.get("wrong", 0)
    cells = [every, *(count.get(word, 0) for word in _OUTCOMES), f"{right / every:.3f}", f"{wrong / (right + wrong):.3f}" if right + wrong else "-"]
    return f"{value:<{width}}" + "".join(f"{cell:>12}" for cell in cells)
