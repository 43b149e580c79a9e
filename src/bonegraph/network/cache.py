"""Networks of one body of knowledge, compiled once for each scene."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import Any

from bonegraph.model.context import Scope
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.network.compile import Confinement, EdgeKey, Endogenous, compile_network
from bonegraph.network.network import Edge, Network
from bonegraph.network.profile import Profile

__all__ = ["Networks"]


class Networks:
    """Compiles on demand and keeps the last `most` networks; profiles in which the same rows hold share one."""

    def __init__(self, knowledge: Knowledge, most: int = 64) -> None:
        self.knowledge = knowledge
        self._most = most
        self._kept: OrderedDict[object, Network] = OrderedDict()
        self._bases: OrderedDict[tuple[str, ...], Endogenous] = OrderedDict()
        self._rows: OrderedDict[Profile, tuple[list[Interaction], tuple[str, ...]]] = OrderedDict()
        self._edges: dict[EdgeKey, Edge] = {}
        self._scopes: dict[Scope, int] = {}
        self._scope_of = [self._scopes.setdefault(row.scope, len(self._scopes)) for row in knowledge.active]

    def get(self, profile: Profile, present: Collection[str] = (), confinement: Confinement | None = None) -> Network:
        """The network of a profile; see :func:`bonegraph.network.compile.compile_network`."""
        rows, base = self._held(profile.deciding)
        key = (base, frozenset(present), confinement)
        if key not in self._kept:
            if base not in self._bases:
                self._bases[base] = Endogenous(self.knowledge, rows, self._edges)
                _shorten(self._bases, self._most)
            self._bases.move_to_end(base)
            self._kept[key] = compile_network(self._bases[base], present, confinement)
            _shorten(self._kept, self._most)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _held(self, profile: Profile) -> tuple[list[Interaction], tuple[str, ...]]:
        """The rows that hold in a profile, and their ids."""
        if profile not in self._rows:
            holds = [not scope or profile.holds(scope) for scope in self._scopes]
            rows = [row for row, scope in zip(self.knowledge.active, self._scope_of, strict=True) if holds[scope]]
            self._rows[profile] = rows, tuple(row.id for row in rows)
            _shorten(self._rows, self._most)
        return self._rows[profile]


def _shorten(kept: OrderedDict[Any, Any], most: int) -> None:
    if len(kept) > most:
        kept.popitem(last=False)
