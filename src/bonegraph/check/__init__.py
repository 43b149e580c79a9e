"""Findings about the curated tables."""

from __future__ import annotations

from pathlib import Path

from bonegraph.check import evidence, graph, tables
from bonegraph.check.findings import SEVERITIES, run
from bonegraph.errors import Problem, SourceError
from bonegraph.model.knowledge import Knowledge
from bonegraph.tables.assemble import assemble
from bonegraph.tables.source import read_source

__all__ = ["SEVERITIES", "load_tables", "validate"]


def load_tables(ontology: Path) -> Knowledge:
    """Read, check and assemble the tables below `ontology`.

    Raises
    ------
    SourceError
        With every ERROR found, all at once.
    """
    source = read_source(ontology)
    errors = [problem for problem in run(source, tables.CHECKS) if problem.severity == "ERROR"]
    if errors:
        raise SourceError(errors)
    return assemble(source)


def validate(ontology: Path) -> list[Problem]:
    """Every finding, worst first; the checks of meaning run only on tables without ERROR."""
    source = read_source(ontology)
    found = run(source, tables.CHECKS)
    if any(problem.severity == "ERROR" for problem in found):
        return found
    knowledge = assemble(source)
    checks = [*evidence.CHECKS, *graph.checks(knowledge)]
    return sorted([*found, *run(source, checks)], key=lambda p: (SEVERITIES.index(p.severity), p.file, p.line, p.code, p.message))
