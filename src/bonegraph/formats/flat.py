"""One row an interaction: TSV, and the same as a data frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bonegraph.model.evidence import Evidence
from bonegraph.model.grade import grade
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol

if TYPE_CHECKING:
    import pandas

__all__ = ["COLUMNS", "encode", "rows", "to_pandas"]

COLUMNS = (
    "id",
    "source",
    "source_name",
    "relation",
    "target",
    "target_name",
    "sign",
    "gate",
    "via",
    "scope",
    "directness",
    "strength",
    "speed",
    "efficacy",
    "consensus",
    "belief",
    "grade",
    "module",
    "references",
    "evidence",
    "note",
)


def rows(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """Active interactions as text, in the order of :data:`COLUMNS`."""
    for row in knowledge.active:
        belief = knowledge.beliefs[row.id]
        papers = dict.fromkeys(knowledge.references[e.reference].curie for e in row.evidence if e.reference)
        yield (
            row.id,
            row.subject,
            knowledge.name(row.subject),
            row.relation,
            row.object,
            knowledge.name(row.object),
            symbol(row.sign),
            "|".join(row.gate),
            "|".join(row.via),
            str(row.scope),
            row.directness,
            row.strength,
            row.speed,
            "" if row.efficacy is None else f"{row.efficacy:g}",
            row.consensus,
            f"{belief:.4f}",
            grade(belief),
            row.module,
            "|".join(papers),
            "|".join(_finding(knowledge, item) for item in row.evidence),
            row.note,
        )


def _finding(knowledge: Knowledge, item: Evidence) -> str:
    """One line of evidence: ``supports PMID:123 (human trial, human, opened)``."""
    source = knowledge.references[item.reference].curie if item.reference else "no reference"
    return f"{item.stance} {source} ({item.type}, {item.species or 'any'}, {item.checked or 'unverified'})"


def encode(knowledge: Knowledge) -> bytes:
    """The table as UTF-8 TSV without quoting."""
    lines = [COLUMNS, *rows(knowledge)]
    return "".join("\t".join(line) + "\n" for line in lines).encode("utf-8")


def to_pandas(knowledge: Knowledge) -> pandas.DataFrame:
    """The table as a data frame.

    Raises
    ------
    FileError
        If pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        from bonegraph.errors import FileError

        raise FileError("pandas is not installed; pip install 'bonegraph[pandas]'") from error
    frame = pandas.DataFrame(list(rows(knowledge)), columns=list(COLUMNS))
    return frame.astype({"belief": float})
