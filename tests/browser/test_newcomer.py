"""The shipped page as someone meets it who never saw it: four questions answered by clicking, how fast it opens, how a large network opens."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx
import pytest

from bonegraph.graph import Graph
from bonegraph.model.context import Scope
from bonegraph.model.entity import Perturbation, Setting
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.statement import Statement
from bonegraph.view.page import explorer

from .conftest import fixtures

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def shipped(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graph.view().save(tmp_path_factory.mktemp("shipped") / "explorer.html")


@pytest.fixture(scope="module")
def network() -> Knowledge:
    """5,000 variables and 12,000 signed interactions of no known kind, most between neighbours, some with hubs."""
    rng = random.Random(3)
    keys = [f"G{i:04d}" for i in range(5000)]
    entities = {key: fixtures.entity(key, f"GENE{i}", "protein", "") for i, key in enumerate(keys)}
    hubs, rows = keys[:20], {}
    while len(rows) < 12_000:
        at = rng.randrange(5000)
        other = rng.choice(hubs) if rng.random() < 0.4 else keys[(at + rng.randint(1, 60)) % 5000]
        if other != keys[at]:
            row = fixtures.interaction(len(rows) + 1, keys[at], rng.choice(("activates", "activates", "inhibits")), other)
            rows[row.id] = row
            hubs += [keys[at], other]
    found: Knowledge = fixtures.build(entities, rows, {}, {}, statements={})
    return found


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """Open a page; at the end nothing may have been requested, thrown or logged."""
    opened, faults = [], []

    def go(file: Path, address: str = "", size: tuple[int, int] = (1440, 900), **options: Any) -> Any:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        opened.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: faults.append(message.text))
        tab.on("pageerror", lambda error: faults.append(str(error)))
        tab.on("request", lambda request: faults.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None)
        tab.goto(file.as_uri() + (f"#{address}" if address else ""))
        tab.wait_for_selector("html[data-ready]")
        tab.wait_for_timeout(150)
        return tab

    yield go
    for context in opened:
        context.close()
    assert faults == []


def keep(tab: Any, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=SCREENSHOTS / f"{name}.png")


def ask(tab: Any, words: str) -> None:
    tab.fill("#search", words)
    tab.click("#search-list li:first-child")
    tab.wait_for_timeout(100)


def drawn(browser: Any, file: Path) -> float:
    """Work of the page's main thread up to its first drawing (ms of processor, so that other work on the machine does not count)."""
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    tab.goto(file.as_uri())
    tab.wait_for_selector("html[data-ready]")
    while not tab.evaluate("window.bonegraph.drawnAt"):
        tab.wait_for_timeout(20)
    found = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    tab.close()
    return 1000 * float(found["TaskDuration"])


# ------------------------------------------------------------------ size and speed


def test_the_shipped_page_is_small_and_fast(shipped: Path, browser: Any) -> None:
    assert shipped.stat().st_size <= 3_000_000
    assert drawn(browser, shipped) <= 700


def test_a_large_network_opens_as_a_map_of_groups(network: Knowledge, visit: Visit, browser: Any, tmp_path: Path) -> None:
    file = explorer(network, title="a user's network").save(tmp_path / "network.html")
    assert drawn(browser, file) <= 1500
    tab = visit(file)
    keep(tab, "network")
    scene = tab.evaluate("window.bonegraph.scene")
    regions = [node for node in scene["nodes"] if node["role"] == "region"]
    assert scene["kind"] == "map"
    assert 4 <= len(regions) <= 16
    assert len(scene["nodes"]) < 200
    assert sum(not link["onlyLit"] for link in scene["links"]) <= 40
    tab.locator("#card button.chip", has_text="GENE").first.click()
    assert tab.evaluate("window.bonegraph.scene.kind") == "focus"
    assert tab.evaluate("window.bonegraph.scene.nodes.length") <= 40


def test_hostile_names_of_groups_states_and_facts_never_run(visit: Visit, tmp_path: Path) -> None:
    bad, text = fixtures.hostile(), fixtures.HOSTILE
    states = {f"s{i}": Perturbation(f"s{i}", words, (Setting("h0", "down"),), (), (words,), "", words) for i, words in enumerate(text)}
    facts = {f"BS:{i}": Statement(f"BS:{i}", words, "h0", words, "h1", Scope(), words, words) for i, words in enumerate(text)}
    strange = {key: replace(item, kind="protein", module="", compartment="") for key, item in bad.entities.items()}
    contested = {key: replace(item, consensus="contested") for key, item in bad.interactions.items()}
    page = explorer(replace(bad, entities=strange, interactions=contested, perturbations=states, statements=facts), title=text[0])
    tab = visit(page.save(tmp_path / "bad.html"))
    assert tab.evaluate("window.bonegraph.data.regions.length") < 15
    for address in ("r=group01", "s=t:contested", "v=focus&f=%5B%22h0%22%5D&s=n:h0", "v=focus&f=%5B%22h0%22%5D&h=2", "v=paths&a=h0&b=h3"):
        tab.evaluate("h => { window.location.hash = h; }", address)
        tab.wait_for_timeout(50)
        for i in range(6):
            tab.mouse.move(420 + 90 * i, 300 + 50 * i)
    for words in ("script onerror", "h0 h1", "img"):
        tab.fill("#search", words)
        tab.wait_for_timeout(30)
    assert tab.evaluate("window.pwned") is None
    assert tab.evaluate("document.querySelectorAll('img,iframe,object,embed').length") == 0
    assert all(a.startswith("https://") for a in tab.evaluate("[...document.querySelectorAll('a[href]:not(.skip)')].map(a => a.getAttribute('href'))"))


def test_the_door_to_more_opens_by_keyboard(shipped: Path, visit: Visit) -> None:
    tab = visit(shipped, "v=focus&f=%5B%22rankl%22%5D")
    tab.focus("#canvas")
    for key in ("ArrowLeft", *["ArrowDown"] * 20, "Enter"):
        tab.keyboard.press(key)
    assert tab.evaluate("window.bonegraph.state.more") == 1


# ------------------------------------------------------------------ four questions


def test_what_inhibits_osteoclasts(graph: Graph, shipped: Path, visit: Visit) -> None:
    tab = visit(shipped)
    ask(tab, "osteoclast")
    keep(tab, "osteoclast")
    card = tab.locator("#card").inner_text()
    lowered = card[card.index("Lowered by") : card.index("ACTS ON")]
    names = {graph.knowledge.name(row.subject) for row in graph.knowledge.active if row.object in ("osteoclast-number", "osteoclast-activity") and row.sign < 0}
    assert sum(name in lowered for name in names) >= 6
    middle = {"osteoclast-activity", "osteoclast-number"}
    links = tab.evaluate("window.bonegraph.scene.links")
    assert sum(link["to"] in middle and link["sign"] == "-" for link in links) >= 4
    assert middle <= {node["id"] for node in tab.evaluate("window.bonegraph.scene.nodes")}


def test_what_letrozole_does_to_ctx_and_why(shipped: Path, visit: Visit) -> None:
    tab = visit(shipped)
    tab.locator(".asks button", has_text="letrozole do to CTX").click()
    keep(tab, "letrozole")
    assert tab.locator(".verdict").inner_text().split() == ["+", "Rises", "CTX"]
    assert "Answered by the full ensemble" in tab.locator("#card").inner_text()
    best = tab.locator(".pathlist li").first
    assert {"aromatase", "estradiol", "RANKL"} <= set(best.inner_text().replace("→", " ").split())
    best.locator(".chain button.minus").first.click()
    assert tab.locator("#card .paper a[href^='https://pubmed']").count() >= 1


def test_a_drug_acts_as_its_class(shipped: Path, visit: Visit) -> None:
    tab = visit(shipped)
    ask(tab, "letrozole")
    assert "It acts as aromatase inhibitor" in " ".join(tab.locator("#card").inner_text().split())
    links = [(link["from"], link["to"], link["sign"]) for link in tab.evaluate("window.bonegraph.scene.links")]
    assert ("aromatase-inhibitor", "aromatase", "-") in links
    assert ("letrozole", "aromatase-inhibitor", "") in links


def test_which_papers_say_that_opg_binds_rankl(graph: Graph, shipped: Path, visit: Visit) -> None:
    tab = visit(shipped)
    ask(tab, "OPG binds RANKL")
    keep(tab, "opg-rankl")
    card = " ".join(tab.locator("#card").inner_text().split())
    row = next(row for row in graph.knowledge.active if (row.subject, row.object, row.relation) == ("opg", "rankl", "decoy_for"))
    assert card.startswith("− lowers")
    cited = {graph.knowledge.references[item.reference].pmid for item in row.evidence if item.reference in graph.knowledge.references}
    assert all(f"PMID {pmid}" in card for pmid in cited if pmid)


def test_what_is_contested(graph: Graph, shipped: Path, visit: Visit) -> None:
    tab = visit(shipped)
    tab.click("#ask-contested")
    keep(tab, "contested")
    contested = [row for row in graph.knowledge.active if row.consensus == "contested"]
    assert tab.locator("#card .twin button").count() == len(contested)
    tab.locator("#card .twin button").first.click()
    assert "contested" in tab.locator("#card dl.facts").inner_text()
    tab.click("#undo")
    assert tab.locator("#card h2").inner_text() == "What is contested"


# ------------------------------------------------------------------ crowded places


def test_more_neighbours_come_on_request(graph: Graph, shipped: Path, visit: Visit) -> None:
    tab = visit(shipped, "v=focus&f=%5B%22rankl%22%5D&s=n:rankl")
    regulators = len({row.subject for row in graph.knowledge.active if row.object == "rankl"})
    seen = []
    for _ in range(4):
        nodes = tab.evaluate("window.bonegraph.scene.nodes")
        seen.append(sum(node["x"] < 0 and node["role"] == "entity" for node in nodes))
        door = next((node for node in nodes if node["id"] == "more:in"), None)
        if not door:
            break
        at = tab.evaluate("id => window.bonegraph.screenOf(id)", "more:in")
        box = tab.locator("#canvas").bounding_box()
        tab.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
        tab.wait_for_timeout(400)
    assert seen[0] == 15
    assert seen == sorted(set(seen))
    assert seen[-1] >= regulators - 5
    tab.click("#undo")
    assert tab.evaluate("window.bonegraph.state.more") == len(seen) - 2


@pytest.mark.parametrize("key", ["rankl", "osteoclast", "estradiol", "osteoclastogenesis", "bone-resorption"])
def test_focus_views_are_not_crowded(shipped: Path, visit: Visit, key: str) -> None:
    tab = visit(shipped, f"v=focus&f=%5B%22{key}%22%5D")
    nodes = tab.evaluate("window.bonegraph.scene.nodes")
    assert len(nodes) <= 38
    for i, a in enumerate(nodes):
        for b in nodes[:i]:
            assert abs(a["x"] - b["x"]) >= (a["w"] + b["w"]) / 2 - 1 or abs(a["y"] - b["y"]) >= (a["h"] + b["h"]) / 2 - 1, (a["id"], b["id"])
    scale = tab.evaluate("window.bonegraph.screenAt(100, 0).x - window.bonegraph.screenAt(0, 0).x") / 100
    assert 14 * scale >= 9, "type is smaller than 9 px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_views_are_kept_as_pictures_in_grey_too(shipped: Path, visit: Visit, scheme: str) -> None:
    tab = visit(shipped, "v=paths&q=1", color_scheme=scheme)
    keep(tab, f"paths-{scheme}")
    session = tab.context.new_cdp_session(tab)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    keep(tab, f"paths-{scheme}-grey")
    small = visit(shipped, "v=focus&f=%5B%22estradiol%22%5D&s=n:estradiol", size=(390, 844), color_scheme=scheme)
    keep(small, f"phone-{scheme}")
    assert small.evaluate("document.documentElement.scrollWidth") <= 390


# ------------------------------------------------------------------ the effect tab


def test_what_the_question_lowers_is_marked(shipped: Path, visit: Visit) -> None:
    tab = visit(shipped, "v=paths&q=0")
    assert "aromatase ↓" in " ".join(tab.locator(".chain").first.inner_text().split())
    assert "aromatase ↓" in tab.evaluate("window.bonegraph.svg()")


def test_a_listed_question_gets_the_ensemble_and_any_other_pair_gets_paths(shipped: Path, visit: Visit) -> None:
    tab = visit(shipped)
    tab.click("#tab-effect")
    for field, words in (("#ask-from", "estradiol"), ("#ask-to", "RANKL")):
        tab.fill(field, words)
        tab.keyboard.press("Enter")
    assert "Answered by the full ensemble" in tab.locator("#card").inner_text()
    tab.select_option("#c-sex", "male")
    assert "Answered in this page: signed paths only" in tab.locator("#card").inner_text()
    tab.select_option("#c-sex", "")
    tab.select_option("#ask-way", "down")
    assert "Answered in this page: signed paths only" in tab.locator("#card").inner_text()
    assert tab.locator(".pathlist li").count() >= 2


def test_page_paths_are_the_best_of_all(visit: Visit, tmp_path: Path) -> None:
    small = fixtures.synthetic(count=40, links=70, papers=20, findings=120)
    tab = visit(explorer(small).save(tmp_path / "small.html"))
    data = tab.evaluate("window.bonegraph.data")
    strength = {"strong": 1.0, "moderate": 0.7, "weak": 0.4}

    graph: Any = networkx.DiGraph()
    best: dict[tuple[str, str, int], float] = {}

    def add(source: str, target: str, sign: int, belief: float, weight: float) -> None:
        cost = 0.15 - math.log(max(0.02, belief) * weight)
        best[source, target, sign] = min(cost, best.get((source, target, sign), math.inf))
        graph.add_edge(source, target)

    known = {entity["key"] for entity in data["entities"]}
    for row in data["interactions"]:
        if row["sign"] != "0":
            for source in (row["subject"], *(gate for gate in row.get("gate", ()) if gate in known)):
                add(source, row["object"], 1 if row["sign"] == "+" else -1, row["belief"], strength.get(row["strength"], 0.5))
    for entity in data["entities"]:
        if entity.get("variant_of") in known:
            add(entity["variant_of"], entity["key"], 1, 1, 1)
        for parent in entity.get("parents", ()):
            add(entity["key"], parent, 1, 1, 1)
    costs: dict[int, list[float]] = {1: [], -1: []}
    for path in networkx.all_simple_paths(graph, "letrozole", "ctx", cutoff=16):
        found = [(1, 0.0)]
        for source, target in pairwise(path):
            found = [(s * sign, c + best[source, target, sign]) for s, c in found for sign in (1, -1) if (source, target, sign) in best]
        for sign, cost in found:
            costs[sign].append(cost)
    for sign in (1, -1):
        paths = tab.evaluate("s => window.bonegraph.pathsBetween('letrozole', 'ctx', s, 3)", sign)
        assert [path["cost"] for path in paths] == pytest.approx(sorted(costs[sign])[:3], abs=1e-9)
