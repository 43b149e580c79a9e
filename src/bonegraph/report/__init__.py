"""Quality report on the finished graph: one SPARQL query a check, in the manner of ROBOT (Jackson et al. 2019, *BMC Bioinformatics* 20:407).

A check is one file of ``queries/``: title, severity and hint in its head; it finds ``?subject`` and, if there is one, ``?value``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.store import Cell, Engine, open_engine
from bonegraph.rdf.terms import PREFIXES

__all__ = ["SEVERITIES", "Finding", "checks", "report"]

SEVERITIES = ("ERROR", "WARN", "INFO")
_HEAD = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Check:
    """A query with what its head says."""

    name: str
    title: str
    severity: str
    hint: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: severity, check, the term concerned, the value, what is wrong and what would be right."""

    severity: str
    check: str
    subject: str
    value: str
    title: str
    hint: str


def checks() -> list[Check]:
    """Every check, by name."""
    found = []
    for path in sorted((Path(__file__).parent / "queries").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        head = dict(_HEAD.findall(text))
        found.append(Check(path.stem, head["title"], head["severity"], head["hint"], text))
    return found


def report(knowledge: Knowledge, engine: Engine | None = None) -> list[Finding]:
    """Every finding, worst first."""
    asked = engine or open_engine(knowledge)
    found = [finding for check in checks() for finding in _run(asked, check)]
    return sorted(found, key=lambda f: (SEVERITIES.index(f.severity), f.check, f.subject, f.value))


def _run(engine: Engine, check: Check) -> set[Finding]:
    rows = engine.query(check.text).rows
    return {Finding(check.severity, check.name, _short(row[0]), _short(row[1]) if len(row) > 1 else "", check.title, check.hint) for row in rows}


def _short(cell: Cell | None) -> str:
    if cell is None:
        return ""
    fitting = [(len(iri), f"{prefix}:{cell.text[len(iri) :]}") for prefix, iri in PREFIXES.items() if cell.kind == "uri" and cell.text.startswith(iri)]
    return max(fitting)[1] if fitting else cell.text
