"""The page as a file and as a Python object."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import webbrowser
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pyvis.network import Network

from bonegraph.errors import FileError
from bonegraph.graph import Graph
from bonegraph.model.knowledge import Knowledge
from bonegraph.view.clusters import MOST_REGIONS
from bonegraph.view.document import content_hash
from bonegraph.view.pack import packed, unpacked
from bonegraph.view.page import Page, explorer
from bonegraph.view.payload import payload

from .conftest import synthetic


@pytest.fixture(scope="module")
def page(knowledge: Knowledge, effects: list[dict[str, Any]]) -> Page:
    return explorer(knowledge, effects=effects)


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="bonegraph-data">(.*?)</script>', html, re.DOTALL)
    assert found
    block = json.loads(found[1])
    assert block["encoding"] == "deflate"
    return unpacked(block["data"])


def test_same_input_same_bytes(page: Page, effects: list[dict[str, Any]]) -> None:
    assert explorer(synthetic(), effects=effects).html == page.html


def test_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = """
import hashlib
from bonegraph.view.page import explorer
from tests.view.conftest import synthetic
print(hashlib.sha256(explorer(synthetic(200, 300, 50, 200)).html.encode()).hexdigest())
"""
    root = Path(__file__).parents[2]
    path = os.pathsep.join((str(root / "src"), str(root)))
    digests = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(digests) == 1


def test_nothing_is_fetched(page: Page) -> None:
    html = page.html
    markup = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href|action|srcset|poster)\s*=\s*["']?(?:https?:)?//""", markup)
    assert not re.search(r"<(?:link|img|iframe|object|embed|base|form)\b(?![^>]*data:,)", markup)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(style) == 1
    assert "@import" not in style[0]
    assert "url(" not in style[0]
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    own = scripts[1]
    for banned in (
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "sendBeacon",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "import(",
    ):
        assert banned not in own


def test_policy_names_each_script_and_style_and_nothing_else(page: Page) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page.html)
    assert found
    policy = unescape(found[1])
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    blocks = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page.html, re.DOTALL)
    assert set(re.findall(r"'sha256-[^']*'", policy)) == {content_hash(block) for block in blocks}
    assert not re.search(r"<[^>]*\s(?:style|on\w+)\s*=", re.sub(r"<(script|style)\b.*?</\1>", "", page.html, flags=re.DOTALL))


def test_data_are_whole(page: Page, knowledge: Knowledge) -> None:
    data = data_of(page.html)
    assert len(data["entities"]) == len(knowledge.entities)
    assert len(data["interactions"]) == len(knowledge.active)
    assert sum(len(items) for items in data["evidence"].values()) == sum(len(i.evidence) for i in knowledge.active)
    assert len(data["effects"]) == 3
    assert all(row["region"] for row in data["entities"])


def test_packing_loses_nothing(bad: Knowledge, knowledge: Knowledge, effects: list[dict[str, Any]], graph: Graph) -> None:
    for whole in (payload(bad), payload(knowledge, effects), payload(graph.knowledge)):
        assert all(key in whole["evidence"] for row in whole["interactions"] if row["papers"] for key in [row["id"]])
        again = unpacked(packed(whole))
        assert again == json.loads(json.dumps(whole))
        assert len(packed(whole)) < len(json.dumps(whole)) / 2


def test_effects_may_be_an_iterator(small: Knowledge, effects: list[dict[str, Any]]) -> None:
    assert len(data_of(explorer(small, effects=iter(effects)).html)["effects"]) == 3


def test_communities_make_a_map_that_is_always_the_same(knowledge: Knowledge) -> None:
    renamed = {key: replace(item, kind="protein", module="", key=f"x-{key}", name=f"x{i}") for i, (key, item) in enumerate(knowledge.entities.items())}
    strange = replace(knowledge, entities=renamed)
    first, second = payload(strange), payload(replace(strange, entities=dict(reversed(strange.entities.items()))))
    assert first == second
    regions = {region["key"] for region in first["regions"]}
    assert 2 < len(regions) <= MOST_REGIONS
    assert {row["region"] for row in first["entities"]} == regions
    assert "osteoclast" not in regions


def test_focus_keeps_what_is_known(small: Knowledge) -> None:
    assert data_of(explorer(small, focus=["estradiol", "no such thing", "estradiol"]).html)["focus"] == ["estradiol"]


def test_hostile_text_stays_text(bad: Knowledge) -> None:
    html = explorer(bad, title="</title><script>window.pwned=1</script>{{7*7}}").html
    block = re.search(r'id="bonegraph-data">(.*?)</script>', html, re.DOTALL)
    assert block
    assert not set("<>&\u2028\u2029") & set(block[1])
    assert html.count("<script") - html.count('"<script') == 3
    assert "<title>&lt;/title&gt;" in html
    assert "{{7*7}}" in html
    data = data_of(html)
    assert data["entities"][0]["name"] in {e.name for e in bad.entities.values()}
    addresses = [url for row in data["entities"] for _, url in row["xrefs"]] + [u for r in data["references"].values() for _, u in r.get("links", [])]
    assert {url for url in addresses if url} == {"https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/HGNC:1"}


def test_it_is_a_directed_pyvis_network_with_edge_ids(page: Page, knowledge: Knowledge) -> None:
    assert isinstance(page, Network)
    assert page.directed
    assert page.num_nodes() == len(knowledge.entities)
    assert [edge["id"] for edge in page.edges] == [item.id for item in knowledge.active]
    assert all(node["physics"] is False for node in page.nodes)
    assert page.generate_html() == page.html


def test_retired_rows_are_left_out(small: Knowledge) -> None:
    first = next(iter(small.interactions))
    fewer = replace(small, interactions={**small.interactions, first: replace(small.interactions[first], status="retired")})
    assert len(explorer(fewer).edges) == len(explorer(small).edges) - 1


def test_save_is_utf8_and_whole(page: Page, tmp_path: Path) -> None:
    target = page.save(tmp_path / "page.html")
    assert target.read_bytes().decode("utf-8") == page.html
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_save_tells_when_it_cannot(page: Page, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot write"):
        page.save(tmp_path / "missing" / "page.html")


def test_a_browser_opens_only_when_asked(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    page.show(str(tmp_path / "a.html"))
    page.write_html(str(tmp_path / "b.html"))
    assert not opened
    page.open(tmp_path / "c.html")
    assert opened == [(tmp_path / "c.html").resolve().as_uri()]


def test_repr_is_plain_text(small: Knowledge) -> None:
    assert repr(explorer(small)) == "<bonegraph page 'bonegraph': 40 entities, 40 interactions, 0 questions>"
    assert str(explorer(small)) == repr(explorer(small))


def test_notebook_frame_is_sandboxed(bad: Knowledge) -> None:
    frame = explorer(bad)._repr_html_()
    found = re.fullmatch(r'<iframe sandbox="([^"]*)" title="[^"]*" style="[^"]*" srcdoc="([^"]*)"></iframe>', frame, re.DOTALL)
    assert found
    assert "allow-same-origin" not in found[1]
    assert unescape(found[2]) == explorer(bad).html


def test_size_and_speed_stay_small(page: Page) -> None:
    assert len(page.html.encode()) < 1_200_000
