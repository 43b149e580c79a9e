"""The house: floors, doors to outside libraries, and what ``--help`` loads."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "bonegraph"
FLOORS = {
    "errors": 0,
    "model": 0,
    "tables": 1,
    "imports": 1.5,
    "network": 2,
    "check": 2.5,
    "reason": 3,
    "rdf": 4,
    "owl": 4.1,
    "formats": 4.2,
    "view": 4,
    "report": 4.3,
    "graph": 5,
    "serve": 5.5,
    "cli": 6,
}
DOORS = {
    "numpy": ("reason/",),
    "networkx": ("formats/nx.py", "view/clusters.py", "graph.py"),
    "rdflib": ("rdf/", "owl/"),
    "pyoxigraph": ("rdf/store.py", "rdf/write.py"),
    "pyhornedowl": ("formats/owltext.py",),
    "libsbml": ("formats/sbml.py",),
    "pyarrow": ("formats/parquet.py",),
    "owlready2": ("owl/",),
    "pyvis": ("view/",),
    "pandas": ("formats/flat.py", "graph.py"),
    "jinja2": ("view/", "serve/"),
    "matplotlib": ("view/figure.py", "view/reliability.py"),
    "starlette": ("serve/",),
    "uvicorn": ("serve/",),
}
MODULES = sorted(SOURCE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def room(name: str) -> str:
    return name.split(".")[1] if name.count(".") else ""


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    here = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if here == "__init__":
        return
    for name in imports(path):
        there = room(name) if name.startswith("bonegraph.") else ""
        if there and there != here:
            allowed = FLOORS[there] < FLOORS[here]
            typing_only = here in ("graph",)
            assert allowed or typing_only, f"{path.relative_to(SOURCE)} imports {name}: floor {FLOORS[there]} from floor {FLOORS[here]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_outside_libraries_have_one_door(path: Path) -> None:
    place = path.relative_to(SOURCE).as_posix()
    for name in imports(path):
        library = name.partition(".")[0]
        if library in DOORS:
            assert place.startswith(DOORS[library]), f"{place} imports {library}; its door is {DOORS[library]}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_modules_are_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 460


def test_the_model_is_standard_library_only() -> None:
    allowed = set(sys.stdlib_module_names) | {"bonegraph"}
    for path in (SOURCE / "model").glob("*.py"):
        assert {name.partition(".")[0] for name in imports(path)} <= allowed, path


def test_help_is_light_and_fast() -> None:
    code = "import sys; from bonegraph.cli.main import main; main(['--help']); print(sorted(m for m in sys.modules if '.' not in m), file=sys.stderr)"
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        best = min(best, time.perf_counter() - start)
    assert "effect" in done.stdout
    for library in DOORS:
        assert f"'{library}'" not in done.stderr
    assert best < 0.2, f"--help took {best:.3f} s"


def test_nothing_but_the_edge_prints() -> None:
    for path in MODULES:
        if path.relative_to(SOURCE).parts[0] != "cli":
            calls = [n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "print"]
            assert not calls, path
