"""Publications and what they found."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Evidence", "Reference"]

TITLE = 70
"""Characters of a title that a short citation shows."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One publication, with the identifiers that were read on an opened page."""

    id: str
    pmid: str
    pmcid: str
    doi: str
    title: str
    first_author: str
    year: str
    venue: str
    type: str
    opened: str
    how: str
    note: str = ""

    @property
    def curie(self) -> str:
        """Best identifier: ``PMID:…``, ``PMC:…``, ``DOI:…`` or the row's own id."""
        if self.pmid:
            return f"PMID:{self.pmid}"
        if self.pmcid:
            return f"PMC:{self.pmcid}"
        return f"DOI:{self.doi}" if self.doi else self.id

    @property
    def url(self) -> str:
        """Address of the publication, empty when no checked identifier is known."""
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        if self.pmcid:
            return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def citation(self) -> str:
        """``Khosla S 2012, Trends Endocrinol Metab``."""
        head = " ".join(part for part in (self.first_author, self.year) if part)
        shown = ", ".join(part for part in (head, self.venue) if part)
        if not self.first_author and self.title:
            short = self.title if len(self.title) <= TITLE else self.title[: TITLE - 1].rstrip() + "…"
            return f"“{short}”" + (f" ({shown})" if shown else "")
        return shown or f"page without bibliographic data ({self.how or 'not opened'})"

    @property
    def identified(self) -> bool:
        """True when a checked identifier is known."""
        return bool(self.pmid or self.pmcid or self.doi)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding of one publication for (or against) one claim.

    `checked` is ``opened`` (the curator read it), ``cited`` (known through the work in `locator`) or empty (unread,
    shown as unverified). `reference` is empty when no publication could be named.
    """

    id: str
    interaction: str
    claim: str
    stance: str
    reference: str
    type: str
    species: str
    system: str
    finding: str
    locator: str
    checked: str
