"""Checks of sources: every row is backed, and every publication agrees with itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bonegraph.errors import Problem
from bonegraph.tables.dialect import Row
from bonegraph.tables.source import Source

__all__ = ["CHECKS"]


def backed(source: Source) -> Iterator[Problem]:
    """Every interaction has evidence, and some of it was opened."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in source.rows["evidence"]:
        rows[row["interaction"]].append(row)
    for row in source.rows["interactions"]:
        if row["status"]:
            continue
        items = rows.get(row["id"], [])
        if not items:
            yield Problem("no-evidence", "ERROR", row.file, row.line, "has no evidence row", "add one to evidence/", row["id"])
        elif not any(item["checked"] == "opened" for item in items):
            yield Problem("unverified", "INFO", row.file, row.line, "no source of this row was opened", "open one", row["id"])
        stances = {item["stance"] for item in items}
        if {"supports", "opposes"} <= stances and row["consensus"] == "established":
            message = "called established although a publication opposes it"
            yield Problem("contest", "WARN", row.file, row.line, message, "probable or contested", row["id"])


def references(source: Source) -> Iterator[Problem]:
    """Publications: identifiers, title, author and year go together, and none stands twice."""
    seen: dict[str, Row] = {}
    for row in source.rows["references"]:
        for column in ("pmid", "pmcid", "doi"):
            value = row[column].lower()
            if value and value in seen:
                other = seen[value]
                message = f"{column} {value} stands already in line {other.line}"
                yield Problem("reference-twice", "ERROR", row.file, row.line, message, "merge the two", row["id"])
            if value:
                seen[value] = row
        if (row["pmid"] or row["pmcid"] or row["doi"]) and not (row["title"] and row["year"]):
            message = "has an identifier but no title or year"
            yield Problem("reference-bare", "WARN", row.file, row.line, message, "write what the opened page shows", row["id"])
        if row["opened"] == "yes" and not row["how"]:
            yield Problem("reference-how", "ERROR", row.file, row.line, "opened, but where is not said", "fill how", row["id"])


def opened(source: Source) -> Iterator[Problem]:
    """A finding read on an opened page must name its publication."""
    unread = {row["id"] for row in source.rows["references"] if row["opened"] == "no"}
    for row in source.rows["evidence"]:
        if row["checked"] == "opened" and not row["reference"]:
            yield Problem("opened-nothing", "ERROR", row.file, row.line, "opened, but no reference is named", "name it", row["id"])
        if row["checked"] == "opened" and row["reference"] in unread:
            message = f"opened, but reference {row['reference']} says it was not"
            yield Problem("opened-unread", "ERROR", row.file, row.line, message, "correct one of the two", row["id"])


CHECKS = (backed, references, opened)
