"""Fixtures that every test may use: the shipped graph, a copy of the tables, the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import bonegraph
from bonegraph.cli.main import main
from bonegraph.graph import Graph

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def graph() -> Graph:
    return bonegraph.load()


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the curated tables that a test may spoil."""
    folder = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", folder)
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command: exit code, stdout, stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call
