"""The registry of checks: each is a function from the sources (or the model) to problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bonegraph.errors import Problem
from bonegraph.tables.source import Source

__all__ = ["SEVERITIES", "RowCheck", "run"]

SEVERITIES = ("ERROR", "WARN", "INFO")
RowCheck = Callable[[Source], Iterator[Problem]]


def run(source: Source, checks: Iterable[RowCheck]) -> list[Problem]:
    """All problems that `checks` find, waived ones left out, in order of place."""
    waived = {(row["check"], row["subject"]) for row in source.rows.get("waivers", ())}
    found = [problem for check in checks for problem in check(source)]
    kept = [problem for problem in found if (problem.code, problem.subject) not in waived]
    return sorted(kept, key=lambda p: (SEVERITIES.index(p.severity), p.file, p.line, p.code, p.message))
