"""Knowledge seen through one context."""

from bonegraph.network.cache import Networks
from bonegraph.network.compile import AVAILABLE, Confinement, Endogenous, compile_network
from bonegraph.network.network import Agent, Edge, Network
from bonegraph.network.profile import Profile, profiles

__all__ = ["AVAILABLE", "Agent", "Confinement", "Edge", "Endogenous", "Network", "Networks", "Profile", "compile_network", "profiles"]
