"""The page of the shipped graph, opened at the headline question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bonegraph.graph import Graph


@pytest.mark.parametrize("question", ["effect of aromatase inhibition on OPG", "effect of raloxifene on osteoclastogenesis", "effect of progesterone on RANKL"])
def test_the_answer_stands_beside_its_paths_and_nothing_is_fetched(browser: Any, graph: Graph, tmp_path: Path, question: str) -> None:
    page_file = graph.view(question=question).save(tmp_path / "page.html")
    page = browser.new_page(viewport={"width": 1400, "height": 860})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("request", lambda request: faults.append(f"request: {request.url}") if not request.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto((page_file or tmp_path / "page.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    shown = " ".join(page.inner_text("#card").split())
    assert graph.ask(question).to_dict()["sentence"] in shown
    assert not faults, faults
    page.close()
