"""Checks of single cells and of links between tables."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator

from bonegraph.errors import Problem
from bonegraph.model.context import Scope
from bonegraph.tables.dialect import Row, split_list
from bonegraph.tables.source import Source

__all__ = ["CHECKS"]


def form(source: Source) -> Iterator[Problem]:
    """Faults of form found while reading."""
    yield from source.problems


def cells(source: Source) -> Iterator[Problem]:
    """Each cell against its column: type, pattern, closed list."""
    allowed = source.allowed()
    for name, table in source.schema.items():
        for row in source.rows[name]:
            for column in table.columns:
                fault = column.fault(row[column.name], allowed)
                if fault:
                    yield Problem("cell", "ERROR", row.file, row.line, fault[0], fault[1], row[table.key])


def duplicates(source: Source) -> Iterator[Problem]:
    """Keys and identifiers that stand twice."""
    for name, table in source.schema.items():
        if name in ("defaults", "waivers"):
            continue
        columns = (table.key, "id") if name == "entities" else (table.key,)
        for column in columns:
            first: dict[str, Row] = {}
            for row in source.rows[name]:
                value = row[column]
                if value and value in first:
                    other = first[value]
                    message = f"{column} {value!r} stands already in {other.file}:{other.line}"
                    hint = "blank the id and run make format" if column == "id" else "merge the two rows"
                    yield Problem("duplicate", "ERROR", row.file, row.line, message, hint, value)
                first.setdefault(value, row)


def links(source: Source) -> Iterator[Problem]:
    """Cells that name a row of another table must find it."""
    known: dict[str, set[str]] = {name: set(source.keys(name)) for name in source.schema}
    known["rows"] = set().union(*(known[t] for t in ("interactions", "observations", "statements", "baselines", "exposure")))
    for name, table in source.schema.items():
        for column in table.columns:
            if not column.refers:
                continue
            targets = set().union(*(known[t] for t in column.refers.split("|")))
            for row in source.rows[name]:
                values = split_list(row[column.name]) if column.type == "refs" else (row[column.name],)
                for value in values:
                    if value and value not in targets:
                        near = difflib.get_close_matches(value, targets, 1)
                        hint = f"did you mean {near[0]!r}?" if near else f"add it to {column.refers.replace('|', ' or ')}"
                        message = f"{column.name} {value!r} is not known"
                        yield Problem("unknown-key", "ERROR", row.file, row.line, message, hint, row[table.key])
    for row in source.rows["evidence"]:
        if row["interaction"] not in known["rows"]:
            message = f"interaction {row['interaction']!r} is not known"
            yield Problem("unknown-row", "ERROR", row.file, row.line, message, "delete the row or restore the interaction", row["id"])
    for row in source.rows["claims"]:
        for value in split_list(row["rows"]):
            if value not in known["rows"]:
                yield Problem("unknown-row", "ERROR", row.file, row.line, f"row {value!r} is not known", "", row["claim"])
    for row in source.rows["perturbations"]:
        for part in split_list(row["sets"]):
            variable = part.partition(":")[0]
            if variable not in known["entities"]:
                near = difflib.get_close_matches(variable, known["entities"], 1)
                hint = f"did you mean {near[0]!r}?" if near else "add it to entities"
                yield Problem("unknown-key", "ERROR", row.file, row.line, f"sets: {variable!r} is not known", hint, row["key"])


def claims_twice(source: Source) -> Iterator[Problem]:
    """The same claim in two rows, or with opposite signs in one scope and no contest declared.

    A carrier may raise the level of a hormone and withhold it: only relations that pass a change on can oppose.
    """
    signs = {row["key"]: row["sign"] for row in source.rows["relations"] if row["reach"] == "passes"}
    first: dict[tuple[str, ...], Row] = {}
    for row in source.rows["interactions"]:
        if row["status"]:
            continue
        place = (row["subject"], row["object"], row["gate"], row["scope"])
        key = (*place, row["relation"])
        if key in first:
            other = first[key]
            yield Problem("claim-twice", "ERROR", row.file, row.line, f"the same claim stands in {other.file}:{other.line}", "merge them", row["id"])
        first.setdefault(key, row)
        for relation, sign in signs.items():
            other_row = first.get((*place, relation))
            if other_row and {sign, signs.get(row["relation"])} == {"+", "-"} and "contested" not in (row["consensus"], other_row["consensus"]):
                message = f"opposite of {other_row.file}:{other_row.line} in the same scope"
                yield Problem("opposite-claim", "ERROR", row.file, row.line, message, "scope one, or call both contested", row["id"])


def gates(source: Source) -> Iterator[Problem]:
    """No variable may be gated, through gates alone, by itself."""
    needs: dict[str, set[str]] = defaultdict(set)
    where: dict[tuple[str, str], Row] = {}
    for row in source.rows["interactions"]:
        if row["status"]:
            continue
        for gate in split_list(row["gate"]):
            needs[row["object"]].add(gate)
            where.setdefault((row["object"], gate), row)
            if gate in (row["subject"], row["object"]):
                message = f"gate {gate!r} is the row's own {'subject' if gate == row['subject'] else 'object'}"
                yield Problem("cyclic-gate", "ERROR", row.file, row.line, message, "a gate is a third variable", row["id"])
    for start in sorted(needs):
        path = _cycle(start, needs)
        if path and min(path) == start and len(path) > 1:
            row = where[(path[0], path[1])]
            chain = " needs ".join([*path, path[0]])
            yield Problem("cyclic-gate", "ERROR", row.file, row.line, f"gates form a cycle: {chain}", "make one of them an interaction", row["id"])


def _cycle(start: str, needs: dict[str, set[str]]) -> list[str]:
    """A chain of gates from `start` back to it, or nothing."""
    waiting = [[start]]
    seen = set()
    while waiting:
        path = waiting.pop()
        for gate in sorted(needs.get(path[-1], ())):
            if gate == start:
                return path
            if gate not in seen:
                seen.add(gate)
                waiting.append([*path, gate])
    return []


def meaning(source: Source) -> Iterator[Problem]:
    """Rows whose cells do not fit together."""
    reach = {row["key"]: row["reach"] for row in source.rows["relations"]}
    for row in source.rows["interactions"]:
        faults = []
        kind = reach.get(row["relation"], "")
        if kind == "describes":
            faults.append(("relation-layer", f"relation {row['relation']!r} has no causal sign", "it belongs to statements/"))
        if row["via"] and row["directness"] != "summary":
            faults.append(("via-direct", "via is filled but directness is direct", "a row with mediators is a summary"))
        if kind == "competes" and not row["efficacy"]:
            faults.append(("no-efficacy", f"{row['relation']} needs an efficacy", "0 antagonist, about 0.5 SERM in bone, 1 full agonist"))
        if row["subject"] == row["object"]:
            faults.append(("self", "subject and object are the same", "name the step between"))
        for code, message, hint in faults:
            yield Problem(code, "ERROR", row.file, row.line, message, hint, row["id"])
    for row in source.rows["statements"]:
        if reach.get(row["relation"], "describes") != "describes":
            message = f"relation {row['relation']!r} is causal"
            yield Problem("relation-layer", "ERROR", row.file, row.line, message, "it belongs to interactions/ or observations/", row["id"])


def hierarchy(source: Source) -> Iterator[Problem]:
    """Variants and classes must not run in circles."""
    for column in ("variant_of", "parents"):
        up = {row["key"]: split_list(row[column]) for row in source.rows["entities"]}
        for row in source.rows["entities"]:
            seen: set[str] = set()
            waiting = list(up[row["key"]])
            while waiting:
                key = waiting.pop()
                if key == row["key"]:
                    yield Problem("cyclic-class", "ERROR", row.file, row.line, f"{column} leads back to {key!r}", "cut the circle", key)
                    break
                if key not in seen:
                    seen.add(key)
                    waiting += up.get(key, ())


def order(source: Source) -> Iterator[Problem]:
    """Rows must stand in the order of the schema (make format sorts)."""
    for name, table in source.schema.items():
        last: dict[str, tuple[str, ...]] = {}
        for row in source.rows[name]:
            key = table.sort_key(row.cells)
            if key < last.get(row.file, key):
                yield Problem("order", "WARN", row.file, row.line, "rows are not sorted", "run make format", row[table.key])
                break
            last[row.file] = key


def scopes(source: Source) -> Iterator[Problem]:
    """A claim about people must not rest on a mouse scope alone, and the reverse."""
    for row in source.rows["interactions"]:
        try:
            species = Scope.parse(row["scope"]).values("species")
        except ValueError:
            continue
        if "human" in species and set(species) & {"mouse", "rat"}:
            yield Problem("species-scope", "WARN", row.file, row.line, "species lists human and rodents", "leave species out", row["id"])


CHECKS = (form, cells, duplicates, links, claims_twice, gates, meaning, hierarchy, order, scopes)
"""Checks that a table set must pass (no ERROR) before the model is built."""
