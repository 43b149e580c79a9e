"""Build hook: the wheel carries the compiled graph, the schema and the named queries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileGraph(BuildHookInterface[Any]):
    """Compiles ``ontology/`` before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run ``bonegraph build`` on the tables of this tree."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from bonegraph.cli.main import main

            if main(["build", str(root / "ontology")]):
                raise RuntimeError("the curated tables have faults; run bonegraph validate")
        finally:
            sys.path.remove(str(root / "src"))
