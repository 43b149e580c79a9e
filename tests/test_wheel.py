"""The built wheel works offline, in an empty environment, from another directory."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def call(*words: str | Path, cwd: Path, offline: bool = False) -> subprocess.CompletedProcess[str]:
    alone = (
        ["unshare", "-rn"]
        if offline and shutil.which("unshare") and subprocess.run(["unshare", "-rn", "true"], check=False, capture_output=True).returncode == 0
        else []
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "BONEGRAPH"))}
    return subprocess.run([*alone, *map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    source = tmp_path_factory.mktemp("source") / "bonegraph"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".git", ".venv", "build", "dist", ".*_cache", "__pycache__", "data"))
    done = call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source, cwd=folder)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_graph(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("data/knowledge.json", "data/graph.nt", "data/bonegraph.ttl", "data/queries/explicit-zeros.rq", "view/assets/explorer.css"):
        assert f"bonegraph/{name}" in names
    assert not [name for name in names if name.startswith(("tests/", "ontology/"))]


@pytest.mark.slow
def test_it_works_offline_from_another_directory(wheel: Path, tmp_path: Path) -> None:
    done = call(sys.executable, "-m", "venv", tmp_path / "empty", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    program = tmp_path / "empty" / "bin"
    done = call(program / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = call(program / "bonegraph", "effect", "aromatase inhibition", "OPG", cwd=elsewhere, offline=True)
    assert done.returncode == 0 and done.stdout.startswith("▼ DECREASE"), done.stderr
    done = call(program / "bonegraph", "query", "hedged-claims", cwd=elsewhere, offline=True)
    assert done.returncode == 0 and "rows)" in done.stdout, done.stderr
    done = call(program / "bonegraph", "view", "effect of letrozole on CTX", "-o", "page.html", cwd=elsewhere, offline=True)
    assert done.returncode == 0 and (elsewhere / "page.html").stat().st_size > 100_000, done.stderr
    done = call(program / "bonegraph", "export", "graph.owl", cwd=elsewhere, offline=True)
    assert done.returncode == 0, done.stderr
    done = call(program / "bonegraph", "validate", cwd=elsewhere, offline=True)
    assert done.returncode == 2 and "checkout" in done.stderr
