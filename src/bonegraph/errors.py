"""Everything that can go wrong, as one tree.

::

    BonegraphError
    ├── SourceError        the curated tables cannot be used (carries every problem found)
    ├── UnknownName        a name is not known (carries suggestions)
    ├── AmbiguousName      a name means several things (carries them)
    ├── QuestionError      a question, context or option makes no sense
    ├── FileError          a file of the user cannot be read or written
    └── QueryError         a SPARQL query is refused or malformed

Every message says what is wrong, where, and what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "AmbiguousName",
    "BonegraphError",
    "FileError",
    "Problem",
    "QueryError",
    "QuestionError",
    "SourceError",
    "UnknownName",
]


class BonegraphError(Exception):
    """Base of all errors that a user can cause and can mend."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a source table.

    Parameters
    ----------
    code
        Stable short name of the check that found it.
    severity
        ``ERROR``, ``WARN`` or ``INFO``.
    file, line
        Where; line 0 means the file as a whole.
    message
        What is wrong, naming the value.
    hint
        What would be right.
    subject
        The id or key concerned, so that a waiver can name it.
    """

    code: str
    severity: str
    file: str
    line: int
    message: str
    hint: str = ""
    subject: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.severity} {self.code}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class SourceError(BonegraphError):
    """The curated tables hold faults; `problems` lists all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        count = len(problems)
        shown = "\n".join(str(problem) for problem in problems[:50])
        more = f"\n… and {count - 50} more" if count > 50 else ""
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the source tables\n{shown}{more}")


class UnknownName(BonegraphError):
    """No entity or perturbation goes by this name."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name = name
        self.suggestions = suggestions
        meant = f"; did you mean {', '.join(repr(s) for s in suggestions)}?" if suggestions else ""
        super().__init__(f"unknown name {name!r}{meant}")


class AmbiguousName(BonegraphError):
    """A name means several things; `candidates` lists them."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        self.name = name
        self.candidates = candidates
        super().__init__(f"{name!r} is ambiguous: {' | '.join(candidates)}; name one of them")


class QuestionError(BonegraphError):
    """A question, a context key or an option that makes no sense."""


class FileError(BonegraphError):
    """A file that the user named cannot be read or written."""


class QueryError(BonegraphError):
    """A SPARQL query that is malformed or refused."""
