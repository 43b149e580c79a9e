"""The served pages in a real browser: a person asks, reads and follows, in both themes and on a phone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

START = "import sys; from bonegraph.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-c", START, "serve", "--port", "0", "--workers", "1", "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout
    yield server.stdout.readline().split()[3].rstrip("/")
    server.terminate()
    server.wait(20)


@pytest.fixture(params=[("light", 1280), ("dark", 390)], ids=["light", "dark-phone"])
def tab(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Any]:
    theme, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=theme, base_url=address)
    page = context.new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith((address, "data:", "blob:")) else None)
    yield page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "sideways scroll"
    context.close()
    assert faults == []


def test_effect_form(tab: Any, tmp_path: Path) -> None:
    tab.goto("/effect")
    tab.fill("input[name=perturbation]", "letrozole")
    tab.fill("input[name=readout]", "CTX")
    tab.select_option("select[name=life_stage]", "postmenopausal")
    tab.click("button.main")
    tab.wait_for_selector(".verdict")
    assert "CTX: rises" in tab.inner_text(".verdict")
    assert "life_stage=postmenopausal" in tab.url
    tab.click(".pathlist details summary >> nth=0")
    assert tab.locator(".pathlist .paper").first.is_visible()
    tab.screenshot(path=tmp_path / "effect.png", full_page=True)
    tab.click(".chain a.step >> nth=0")
    tab.wait_for_selector(".claimline")
    assert tab.locator(".paper").count() > 0


def test_query_page(tab: Any) -> None:
    tab.goto("/query")
    tab.locator("#named option").nth(40).wait_for(state="attached")
    tab.select_option("#named", "shared-regulators")
    tab.fill("#parameters input[name=second]", "sclerostin")
    tab.click("#run")
    tab.wait_for_selector("#result table tbody tr")
    tab.fill("#text", "ASK { ?x bgs:key 'opg' }")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#result .verdict")
    assert tab.inner_text("#result") == "true"


def test_theme_is_kept_from_page_to_page(tab: Any) -> None:
    tab.goto("/entity/opg")
    before = tab.evaluate("document.documentElement.dataset.theme")
    tab.click("#theme")
    tab.goto("/api")
    assert tab.evaluate("document.documentElement.dataset.theme") != before


def test_explorer_is_served_and_leads_to_the_form(tab: Any) -> None:
    tab.goto("/")
    tab.wait_for_selector("#canvas canvas")
    tab.click("text=Live effect")
    tab.wait_for_selector("form.ask")
