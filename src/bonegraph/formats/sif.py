"""Simple interaction format: three columns, no header."""

from __future__ import annotations

from bonegraph.model.knowledge import Knowledge

__all__ = ["encode"]


def encode(knowledge: Knowledge) -> bytes:
    """One line an interaction; the relation carries the sign (docs/formats.md lists the signs)."""
    lines = dict.fromkeys(f"{row.subject}\t{row.relation}\t{row.object}\n" for row in knowledge.active)
    return "".join(lines).encode()
