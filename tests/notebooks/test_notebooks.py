"""The example notebooks run, are kept executed, and survive conversion to HTML."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
NAMES = ("bioinformatician", "ontologist", "researcher")


def read(name: str) -> Any:
    import nbformat

    return nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)


def shown(notebook: Any) -> list[dict[str, str]]:
    return [output["data"] for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs if "data" in output]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    source = str(Path(__file__).parents[2] / "src")
    monkeypatch.setenv("PYTHONPATH", source)


def test_the_three_are_there() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_runs(name: str, here: None) -> None:
    client = pytest.importorskip("nbclient")
    notebook = read(name)
    kinds, said = [sorted(data) for data in shown(notebook)], spoken(notebook)
    assert [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"] == list(range(1, len(kinds_of(notebook)) + 1))
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    client.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    assert [sorted(data) for data in shown(notebook)] == kinds
    assert spoken(notebook) == said, "run the notebook again: the graph says something else now"


def spoken(notebook: Any) -> list[str]:
    """What the outputs say in words, addresses of objects left out."""
    plain = [data.get("text/plain", "") for data in shown(notebook)]
    return [re.sub(r"0x[0-9a-f]+", "0x", "".join(text)) for text in plain]


def kinds_of(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_answers_figures_and_cards_are_kept() -> None:
    data = shown(read("researcher"))
    html = " ".join(item.get("text/html", "") for item in data)
    assert "Letrozole raises CTX" in html
    assert "OPG is a decoy for RANKL" in html
    assert "https://pubmed.ncbi.nlm.nih.gov/" in html
    assert sum("image/svg+xml" in item for item in data) == 2
    assert "<script" not in html


def test_the_page_survives_conversion_in_its_sandbox() -> None:
    exporters = pytest.importorskip("nbconvert").HTMLExporter
    body, _ = exporters().from_notebook_node(read("bioinformatician"))
    start = body.index("<iframe sandbox=")
    frame = body[start : body.index("</iframe>", start)]
    assert "allow-same-origin" not in frame.partition("srcdoc=")[0]
    page = unescape(frame.partition('srcdoc="')[2])
    policy = unescape(page.partition('Content-Security-Policy" content="')[2].partition('"')[0])
    assert page.startswith("<!doctype html>")
    assert policy.startswith("default-src 'none'")
    assert 'id="bonegraph-data"' in page
