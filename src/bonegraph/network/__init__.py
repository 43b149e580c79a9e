"""Knowledge seen through one context."""

from bonegraph.network.cache import Networks
from bonegraph.network.compile import AVAILABLE, Confinement
from bonegraph.network.network import Agent, Edge, Network
from bonegraph.network.profile import Profile, profiles

__all__ = ["AVAILABLE", "Agent", "Confinement", "Edge", "Network", "Networks", "Profile", "profiles"]
