"""Peers of `make bench` on tiny graphs with known answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bench.peers import majority, press, shortest

CHAIN = {"a": [("b", -1)], "b": [("c", 1)]}
ARMS = {"a": [("t", 1), ("b", 1), ("c", 1)], "b": [("t", -1)], "c": [("t", -1)]}
EVEN = {"a": [("b", 1), ("c", 1)], "b": [("t", 1)], "c": [("t", -1)]}


@pytest.mark.parametrize("peer", [shortest, majority, press])
def test_a_chain_and_no_way(peer: Callable[..., int | None]) -> None:
    assert peer(CHAIN, {"a": 1}, "c") == -1
    assert peer(CHAIN, {"a": -1}, "c") == 1
    assert peer(CHAIN, {"c": 1}, "a") == 0


def test_opposing_arms() -> None:
    assert shortest(ARMS, {"a": 1}, "t") == 1
    assert majority(ARMS, {"a": 1}, "t") == -1
    assert shortest(EVEN, {"a": 1}, "t") is None
    assert majority(EVEN, {"a": 1}, "t") is None
