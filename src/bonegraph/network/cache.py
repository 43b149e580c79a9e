"""Networks of one body of knowledge, compiled once for each scene."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection

from bonegraph.model.knowledge import Knowledge
from bonegraph.network.compile import Confinement, Endogenous, compile_network
from bonegraph.network.network import Network
from bonegraph.network.profile import Profile

__all__ = ["Networks"]


class Networks:
    """Compiles on demand and keeps the last `most` networks."""

    def __init__(self, knowledge: Knowledge, most: int = 64) -> None:
        self.knowledge = knowledge
        self._most = most
        self._kept: OrderedDict[object, Network] = OrderedDict()
        self._bases: OrderedDict[Profile, Endogenous] = OrderedDict()

    def get(self, profile: Profile, present: Collection[str] = (), confinement: Confinement | None = None) -> Network:
        """The network of a profile; see :func:`bonegraph.network.compile.compile_network`."""
        key = (profile, frozenset(present), confinement)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if profile not in self._bases:
            self._bases[profile] = Endogenous(self.knowledge, profile)
        self._bases.move_to_end(profile)
        if len(self._bases) > self._most:
            self._bases.popitem(last=False)
        network = compile_network(self._bases[profile], present, confinement)
        self._kept[key] = network
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return network
