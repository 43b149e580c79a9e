"""Signs and their algebra.

A sign is an ``int``: ``+1`` raises, ``-1`` lowers, ``0`` an explicit null. Composition along a path is the product.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

__all__ = ["SYMBOLS", "compose", "parse_sign", "symbol"]

SYMBOLS = {1: "+", -1: "-", 0: "0"}
_PARSED = {"+": 1, "-": -1, "0": 0, "−": -1, "–": -1, "+1": 1, "-1": -1, "1": 1}


def parse_sign(text: str) -> int:
    """Read ``+``, ``-`` (also typographic minus) or ``0``; raise ``ValueError`` otherwise."""
    try:
        return _PARSED[text.strip()]
    except KeyError:
        raise ValueError(f"sign {text!r} is none of + - 0") from None


def symbol(sign: int) -> str:
    """``+``, ``-`` or ``0``."""
    return SYMBOLS[sign]


def compose(signs: Iterable[int]) -> int:
    """Sign of a path: the product of the signs of its steps (1 for the empty path)."""
    return prod(signs)
