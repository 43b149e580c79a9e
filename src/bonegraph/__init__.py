"""bonegraph: the causal knowledge graph of how hormones govern bone.

>>> import bonegraph as bg
>>> g = bg.load()
>>> print(g.effect("aromatase inhibition", on="OPG"))  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bonegraph.graph import Graph, load

__all__ = ["Graph", "__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the door on first use, so that ``import bonegraph`` stays light."""
    if name in ("Graph", "load"):
        from bonegraph import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'bonegraph' has no attribute {name!r}")
