"""Scopes (where an interaction holds) and contexts (where a question is asked).

Both are written ``key=value;key=value``; a scope may list alternatives with commas, ``life_stage=premenopausal,adult``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

__all__ = ["LOCATION_KEYS", "Scope", "format_context", "parse_context"]

LOCATION_KEYS = frozenset({"cell", "compartment"})
"""Keys that say where a step takes place; they locate a row and never switch it off."""


def parse_context(text: str) -> dict[str, str]:
    """Read ``key=value;key=value`` into a dictionary.

    Raises
    ------
    ValueError
        If a part is not ``key=value`` or a key is given twice.
    """
    found: dict[str, str] = {}
    for part in text.split(";"):
        if not part.strip():
            continue
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not (key and equals and value):
            raise ValueError(f"{part.strip()!r} is not key=value")
        if key in found:
            raise ValueError(f"{key!r} is given twice")
        found[key] = value
    return found


def format_context(context: Mapping[str, str]) -> str:
    """The inverse of :func:`parse_context`, keys sorted."""
    return ";".join(f"{key}={context[key]}" for key in sorted(context))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an interaction holds: for each key the values among which one must apply."""

    items: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def parse(cls, text: str) -> Scope:
        """Read the written form; raise ``ValueError`` as :func:`parse_context` does."""
        pairs = parse_context(text)
        return cls(tuple((key, tuple(sorted(v.strip() for v in pairs[key].split(",")))) for key in sorted(pairs)))

    def __str__(self) -> str:
        return ";".join(f"{key}={','.join(values)}" for key, values in self.items)

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return iter(self.items)

    def __bool__(self) -> bool:
        return bool(self.items)

    def values(self, key: str) -> tuple[str, ...]:
        """Values of one key; empty when the scope does not speak of it."""
        for name, values in self.items:
            if name == key:
                return values
        return ()

    @property
    def restricting(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The part that switches the row on and off (all but the location keys)."""
        return tuple(item for item in self.items if item[0] not in LOCATION_KEYS)

    def narrower_than(self, other: Scope) -> bool:
        """True if this scope holds only inside `other` and is not the same."""
        mine, theirs = dict(self.restricting), dict(other.restricting)
        inside = all(key in mine and set(mine[key]) <= set(values) for key, values in theirs.items())
        return inside and mine != theirs
