"""Chromium, the page as a file, and a watch on everything that must not happen."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bonegraph.view.page import explorer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

_spec = importlib.util.spec_from_file_location("bonegraph_view_fixtures", Path(__file__).parents[1] / "view" / "conftest.py")
assert _spec
assert _spec.loader
fixtures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fixtures)

Opener = Callable[..., Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def knowledge() -> Any:
    return fixtures.synthetic()


@pytest.fixture(scope="session")
def effects(knowledge: Any) -> list[dict[str, Any]]:
    route = ("letrozole", "aromatase", "estradiol", "era-bone", "rankl~available", "rank", "bone-resorption", "ctx")
    return [
        fixtures.answer("letrozole", "ctx", route, "-++-+++", knowledge),
        fixtures.answer("estradiol", "bmd", ("estradiol", "era-bone", "rankl", "bone-resorption", "bmd"), "+-+-", knowledge),
        {**fixtures.answer("lh", "ctx", ("lh", "ctx"), "+", knowledge, "no_effect"), "paths_for": [], "paths_against": []},
    ]


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, knowledge: Any, effects: list[dict[str, Any]]) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    bad = fixtures.hostile()
    text = fixtures.HOSTILE
    attack = fixtures.answer("h0", "h1", ("h0", "h1"), "+", bad)
    attack.update(sentence=text[0], basis_means=text[2], reason=text[3], notes=list(text), disclaimer=text[1], confidence=text[5], basis=text[3])
    attack["question"]["context"] = {"sex": text[0]}
    unknown = fixtures.answer(text[0], text[1], (text[0], text[2]), "+", bad, text[0])
    notebook = folder / "notebook.html"
    notebook.write_text(
        f"<!doctype html><meta charset=utf-8><title>n</title><link rel=icon href=data:,>{explorer(knowledge, effects=effects)._repr_html_()}", encoding="utf-8"
    )
    return {
        "page": explorer(knowledge, effects=effects).save(folder / "page.html"),
        "bad": explorer(bad, effects=[attack, unknown], title=text[1]).save(folder / "bad.html"),
        "focus": explorer(knowledge, focus=["estradiol"]).save(folder / "focus.html"),
        "one": explorer(knowledge, effects=effects[:1]).save(folder / "one.html"),
        "bare": explorer(fixtures.build({}, {}, {}, {}, statements={})).save(folder / "bare.html"),
        "notebook": notebook,
    }


@pytest.fixture
def show(browser: Any, files: dict[str, Path]) -> Iterator[Opener]:
    """Open a page; at the end nothing may have been requested, thrown, logged or run."""
    contexts, faults, wanted = [], [], []

    def opened(address: str = "", name: str = "page", size: tuple[int, int] = (1440, 900), **options: Any) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
        tab.on("request", lambda request: wanted.append(request.url) if not request.url.startswith(("file:", "data:", "blob:", "about:")) else None)
        tab.goto(files[name].as_uri() + (f"#{address}" if address else ""))
        if name != "notebook":
            tab.wait_for_selector("html[data-ready]")
            tab.wait_for_timeout(150)
        return tab

    yield opened
    for context in contexts:
        for tab in context.pages:
            assert tab.evaluate("window.pwned") is None
        context.close()
    assert faults == []
    assert wanted == []
