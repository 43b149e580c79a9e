"""The page in a real browser: every view, search, cards, filters, keys, exports."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest


def scene(tab: Any) -> dict[str, Any]:
    found: dict[str, Any] = tab.evaluate("window.bonegraph.scene")
    return found


def state(tab: Any) -> dict[str, Any]:
    found: dict[str, Any] = tab.evaluate("window.bonegraph.state")
    return found


def point(tab: Any, node: str) -> tuple[float, float]:
    at = tab.evaluate("id => window.bonegraph.screenOf(id)", node)
    box = tab.locator("#canvas").bounding_box()
    return box["x"] + at["x"], box["y"] + at["y"]


def focus(key: str, more: str = "") -> str:
    return f"v=focus&f={quote(json.dumps([key]))}{more}"


def overlaps(nodes: list[dict[str, Any]]) -> list[tuple[str, str]]:
    plain = [n for n in nodes if n["role"] != "region"]
    return [
        (a["id"], b["id"])
        for i, a in enumerate(plain)
        for b in plain[:i]
        if abs(a["x"] - b["x"]) < (a["w"] + b["w"]) / 2 - 1 and abs(a["y"] - b["y"]) < (a["h"] + b["h"]) / 2 - 1
    ]


# ------------------------------------------------------------------ views


def test_opens_with_the_atlas_and_questions(show: Any) -> None:
    tab = show()
    now = scene(tab)
    assert now["kind"] == "map"
    assert sum(n["role"] == "region" for n in now["nodes"]) == 15
    assert not overlaps(now["nodes"])
    assert len(now["nodes"]) < 160
    assert tab.locator(".asks button").count() == 3
    assert "What does letrozole do to CTX" in tab.locator(".asks").inner_text()


def test_bundles_sum_what_crosses_regions(show: Any) -> None:
    tab = show()
    regions = {r["key"]: r["region"] for r in tab.evaluate("window.bonegraph.data.entities")}
    rows = tab.evaluate("window.bonegraph.data.interactions")
    crossing = {r["id"] for r in rows if r["sign"] != "0" and regions[r["subject"]] != regions[r["object"]]}
    assert {i for link in scene(tab)["links"] for i in link["ids"]} == crossing


def test_a_region_opens_by_click_and_closes_by_crumb(show: Any) -> None:
    tab = show()
    box = next(n for n in scene(tab)["nodes"] if n["id"] == "region:osteoclast")
    title = tab.evaluate("b => window.bonegraph.screenAt(b.x, b.y - b.h / 2 + 24)", box)
    canvas = tab.locator("#canvas").bounding_box()
    tab.mouse.click(canvas["x"] + title["x"], canvas["y"] + title["y"])
    tab.wait_for_timeout(400)
    assert state(tab)["region"] == "osteoclast"
    now = scene(tab)
    assert now["kind"] == "region"
    assert not overlaps(now["nodes"])
    assert "RANKL" in tab.locator("#card").inner_text()
    tab.click("#crumb-atlas")
    assert scene(tab)["kind"] == "map"


def test_zooming_in_opens_a_region_and_out_closes_it(show: Any) -> None:
    tab = show()
    x, y = point(tab, "region:osteoclast")
    tab.mouse.move(x, y)
    for _ in range(14):
        tab.mouse.wheel(0, -240)
        tab.wait_for_timeout(40)
        if state(tab)["region"]:
            break
    assert state(tab)["region"] == "osteoclast"
    for _ in range(14):
        tab.mouse.wheel(0, 240)
        tab.wait_for_timeout(40)
        if not state(tab)["region"]:
            break
    assert state(tab)["region"] == ""


def test_all_of_a_region_can_be_shown(show: Any) -> None:
    tab = show("r=osteoclast")
    few = len(scene(tab)["nodes"])
    tab.click("#whole-true")
    assert len(scene(tab)["nodes"]) > few
    assert not overlaps(scene(tab)["nodes"])


def test_focus_puts_regulators_left_and_targets_right(show: Any) -> None:
    tab = show(name="focus")
    now = scene(tab)
    at = {n["id"]: n for n in now["nodes"]}
    assert now["kind"] == "focus"
    assert at["testosterone"]["x"] < at["estradiol"]["x"] < at["era"]["x"]
    assert at["aromatase"]["x"] < 0, "a gate of what makes it is a regulator"
    assert not overlaps(now["nodes"])
    mixed = next(link for link in now["links"] if (link["from"], link["to"]) == ("estradiol", "lh"))
    assert mixed["sign"] == "?"
    one = len(now["nodes"])
    tab.click("#hops-2")
    assert len(scene(tab)["nodes"]) > one
    assert not overlaps(scene(tab)["nodes"])


def test_a_single_question_opens_at_its_paths(show: Any) -> None:
    tab = show(name="one")
    now = scene(tab)
    assert now["kind"] == "paths"
    at = {n["id"]: n["x"] for n in now["nodes"]}
    route = ["letrozole", "aromatase", "estradiol", "era-bone", "rankl~available", "rank", "bone-resorption", "ctx"]
    assert [at[n] for n in route] == sorted(at[n] for n in route)
    assert not overlaps(now["nodes"])
    card = tab.locator("#card").inner_text()
    assert "Rises" in card
    assert "p(up) 0.95" in card
    assert "full ensemble" in card
    assert "RANKL (available)" in card


def test_hovering_a_path_fades_the_rest_and_a_click_keeps_it(show: Any) -> None:
    tab = show("v=paths&q=0")
    assert scene(tab)["lit"] is None
    tab.hover(".pathlist li >> nth=1")
    lit = scene(tab)["lit"]
    assert set(lit["nodes"]) == {"letrozole", "lh", "ctx"}
    tab.click(".pathhead >> nth=1")
    tab.mouse.move(5, 5)
    assert set(scene(tab)["lit"]["nodes"]) == {"letrozole", "lh", "ctx"}


def test_a_question_without_paths_says_so(show: Any) -> None:
    tab = show("v=paths&q=2")
    assert "No effect" in tab.locator("#card").inner_text()
    assert tab.locator("#empty").is_visible()


def test_two_variables_are_answered_in_the_page(show: Any) -> None:
    tab = show("v=paths&a=letrozole&b=ctx")
    card = tab.locator("#card").inner_text()
    assert "Answered in this page: signed paths only" in card
    nodes = {n["id"] for n in scene(tab)["nodes"]}
    assert {"letrozole", "ctx"} <= nodes


def test_signed_paths_match_a_plain_search(show: Any) -> None:
    tab = show()
    for sign in (1, -1):
        paths = tab.evaluate("s => window.bonegraph.pathsBetween('letrozole', 'bone-resorption', s, 3)", sign)
        costs = [p["cost"] for p in paths]
        assert costs == sorted(costs)
        for path in paths:
            product = 1
            for step in path["steps"]:
                product *= 1 if step["sign"] == "+" else -1
            assert product == sign
            nodes = [path["steps"][0]["subject"], *(s["object"] for s in path["steps"])]
            assert len(nodes) == len(set(nodes))
            assert nodes[0] == "letrozole"
            assert nodes[-1] == "bone-resorption"


def test_the_effect_form_answers(show: Any) -> None:
    tab = show()
    tab.click("#tab-effect")
    tab.fill("#ask-from", "femara")
    tab.keyboard.press("Enter")
    tab.fill("#ask-to", "bone resorption")
    tab.keyboard.press("Enter")
    now = state(tab)
    assert (now["view"], now["from"], now["to"]) == ("paths", "letrozole", "bone-resorption")
    before = tab.locator(".verdict").inner_text()
    tab.select_option("#ask-way", "down")
    assert tab.locator(".verdict").inner_text() != before


# ------------------------------------------------------------------ search


@pytest.mark.parametrize(
    ("words", "key"), [("17b-estradiol", ""), ("17β estradiol", "estradiol"), ("tnfsf11", "rankl"), ("ERalpha", "era"), ("oestradiol", "estradiol")]
)
def test_search_finds_synonyms_greek_and_british(show: Any, words: str, key: str) -> None:
    tab = show()
    tab.keyboard.press("/")
    tab.keyboard.type(words)
    if not key:
        assert "Nothing goes by this name" in tab.locator("#search-list").inner_text()
        return
    tab.keyboard.press("Enter")
    assert state(tab)["focus"] == [key]
    assert state(tab)["selected"] == f"n:{key}"


def test_search_finds_identifiers_and_works_by_arrow_keys(show: Any) -> None:
    tab = show()
    data = tab.evaluate("window.bonegraph.data")
    curie = next(e["id"] for e in data["entities"] if e["key"] == "opg")
    tab.fill("#search", curie)
    assert tab.locator("#search-list li").first.inner_text().startswith("OPG")
    tab.fill("#search", "osteo")
    first = tab.get_attribute("#search", "aria-activedescendant")
    tab.press("#search", "ArrowDown")
    assert tab.get_attribute("#search", "aria-activedescendant") != first or tab.locator("#search-list li").count() == 1
    tab.press("#search", "Escape")
    assert not tab.locator("#search-list").is_visible()


def test_search_finds_states_by_what_they_set(show: Any) -> None:
    tab = show()
    tab.fill("#search", "climacteric")
    assert "estradiol down" in tab.locator("#search-list").inner_text()
    tab.press("#search", "Enter")
    assert state(tab)["focus"] == ["estradiol"]
    tab.click("#tab-effect")
    tab.fill("#ask-from", "menopause")
    tab.press("#ask-from", "Enter")
    assert (state(tab)["from"], state(tab)["raised"]) == ("estradiol", False)


# ------------------------------------------------------------------ cards


def test_card_of_a_variable(show: Any) -> None:
    tab = show(focus("estradiol", "&s=n:estradiol"))
    card = tab.locator("#card")
    text = card.inner_text()
    for words in ("estradiol", "17β-estradiol", "ACTS ON", "ACTED ON BY", "testosterone", "HGNC:1234"):
        assert words in text
    assert card.locator("a").first.get_attribute("href").startswith("https://www.genenames.org/")
    assert card.locator("a").first.get_attribute("rel") == "noopener noreferrer"
    tab.click("text=Effect on it")
    assert state(tab)["to"] == "estradiol"


def test_card_of_an_interaction(show: Any) -> None:
    tab = show(focus("estradiol", "&s=i:BI:0000002"))
    text = tab.locator("#card").inner_text()
    for words in (
        "testosterone",
        "increases",
        "estradiol",
        "Needs",
        "aromatase",
        "Strength",
        "strong",
        "Consensus",
        "Belief",
        "EVIDENCE",
        "PMID",
        "read by the curator",
    ):
        assert words in text
    assert re.match(r"https://pubmed\.ncbi\.nlm\.nih\.gov/\d+/$", tab.locator(".paper a").first.get_attribute("href"))


def test_evidence_against_stands_apart(show: Any) -> None:
    tab = show()
    data = tab.evaluate("window.bonegraph.data")
    key = next(k for k, items in data["evidence"].items() if any(i["stance"] == "opposes" for i in items))
    tab = show(f"s=i:{key}")
    assert "EVIDENCE AGAINST" in tab.locator("#card").inner_text()
    assert tab.locator(".paper.opposes").count() >= 1


def test_the_lists_lead_on_by_keyboard(show: Any) -> None:
    tab = show(focus("estradiol", "&s=n:estradiol"))
    tab.locator(".twin button").first.focus()
    assert scene(tab)["lit"] is not None
    tab.keyboard.press("Enter")
    assert state(tab)["selected"].startswith("i:")


def test_clicking_a_line_opens_its_interaction(show: Any) -> None:
    tab = show(focus("rankl"))
    ax, ay = point(tab, "rankl")
    bx, by = point(tab, "rank")
    tab.mouse.click(ax + (bx - ax) * 0.55, ay + (by - ay) * 0.55)
    tab.wait_for_timeout(400)
    assert state(tab)["selected"].startswith(("i:", "l:"))


# ------------------------------------------------------------------ filters, undo, address, theme


def test_filters_change_exact_counts(show: Any) -> None:
    tab = show()
    rows = tab.evaluate("window.bonegraph.data")["interactions"]
    assert f"{len(rows):,} of {len(rows):,} interactions" in tab.locator("#filter-count").inner_text()
    tab.uncheck("#f-sign--")
    left = sum(r["sign"] != "-" for r in rows)
    assert f"{left:,} of {len(rows):,} interactions" in tab.locator("#filter-count").inner_text()
    tab.uncheck("#f-consensus-contested")
    left = sum(r["sign"] != "-" and r["consensus"] != "contested" for r in rows)
    assert f"{left:,} of {len(rows):,} interactions" in tab.locator("#filter-count").inner_text()
    tab.select_option("#c-species", "human")
    left = sum(r["sign"] != "-" and r["consensus"] != "contested" and "mouse" not in r.get("scope", {}).get("species", []) for r in rows)
    assert f"{left:,} of {len(rows):,} interactions" in tab.locator("#filter-count").inner_text()
    tab.click("#filter-reset")
    assert f"{len(rows):,} of {len(rows):,} interactions" in tab.locator("#filter-count").inner_text()


def test_filters_act_in_every_view(show: Any) -> None:
    tab = show(focus("estradiol"))
    assert any(link["sign"] == "-" for link in scene(tab)["links"])
    tab.uncheck("#f-sign--")
    assert not any(link["sign"] == "-" for link in scene(tab)["links"])
    tab.uncheck("#f-family-receptor")
    assert "era" not in {n["id"] for n in scene(tab)["nodes"]}


def test_undo_and_redo_make_a_round_trip(show: Any) -> None:
    tab = show()
    start = state(tab)
    tab.click("#view-focus")
    tab.fill("#search", "RANKL")
    tab.keyboard.press("Enter")
    tab.click("#hops-2")
    end = state(tab)
    for _ in range(3):
        tab.keyboard.press("Control+z")
    assert state(tab) == start
    for _ in range(3):
        tab.keyboard.press("Control+y")
    assert state(tab) == end


def test_an_address_opens_the_same_state(show: Any) -> None:
    tab = show(focus("rankl", "&h=2"))
    tab.uncheck("#f-sign-0")
    tab.select_option("#c-sex", "female")
    tab.keyboard.press("Escape")
    tab.click("#share")
    link = tab.locator("#share-link").input_value()
    again = show(link.split("#")[1])
    assert state(again) == state(tab)
    assert scene(again)["nodes"] == scene(tab)["nodes"]


@pytest.mark.parametrize(
    "address",
    [
        "v=nonsense&f=5&h=x&q=99&x=[1]&s=n:nothing",
        "f=%5B%22nobody%22%5D&v=focus",
        "%",
        "x=null&c=7",
        "v=paths&a=estradiol&b=estradiol",
        "s=i:%3Cscript%3E",
        "r=__proto__",
    ],
)
def test_damaged_addresses_do_no_harm(show: Any, address: str) -> None:
    tab = show(address)
    assert state(tab)["view"] in ("atlas", "focus", "paths")


def test_both_themes_reach_contrast(show: Any) -> None:
    code = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
    for address in ("", focus("estradiol", "&s=i:BI:0000002"), "v=paths&q=0"):
        for scheme in ("light", "dark"):
            tab = show(address, color_scheme=scheme)
            assert tab.get_attribute("html", "data-theme") == scheme
            assert tab.evaluate(code) == []


def test_theme_is_kept(show: Any) -> None:
    tab = show()
    tab.keyboard.press("t")
    assert tab.get_attribute("html", "data-theme") == "dark"
    tab.reload()
    tab.wait_for_selector("html[data-ready]")
    assert tab.get_attribute("html", "data-theme") == "dark"


# ------------------------------------------------------------------ exports


@pytest.mark.parametrize(
    ("item", "ending", "start"), [(0, "png", b"\x89PNG"), (1, "png", b"\x89PNG"), (2, "svg", b"<svg"), (3, "tsv", b"id\tsubject"), (4, "json", b"{")]
)
def test_exports(show: Any, tmp_path: Path, item: int, ending: str, start: bytes) -> None:
    tab = show(focus("estradiol"))
    tab.click("#export")
    with tab.expect_download() as waiting:
        tab.click(f"#export-menu li:nth-child({item + 1}) button")
    assert waiting.value.suggested_filename.endswith(f".{ending}")
    target = tmp_path / "export"
    waiting.value.save_as(target)
    content = target.read_bytes()
    assert content.startswith(start)
    assert len(content) > 500


def test_exports_hold_what_is_shown(show: Any) -> None:
    tab = show(focus("estradiol"))
    now = scene(tab)
    ids = {i for link in now["links"] if not link["onlyLit"] for i in link["ids"]}
    rows = tab.evaluate("window.bonegraph.tsv()").strip().split("\n")[1:]
    assert {row.split("\t")[0] for row in rows} == ids
    data = json.loads(tab.evaluate("window.bonegraph.json()"))
    assert {row["id"] for row in data["interactions"]} == ids
    drawing = ElementTree.fromstring(tab.evaluate("window.bonegraph.svg()"))
    words = {"".join(t.itertext()) for t in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"estradiol", "testosterone", "+", "−"} <= words


# ------------------------------------------------------------------ keyboard, small screens, frames, hostile text


def test_the_graph_is_walked_by_arrow_keys(show: Any) -> None:
    tab = show(focus("estradiol", "&s=n:estradiol"))
    tab.focus("#canvas")
    tab.keyboard.press("ArrowRight")
    reached = state(tab)["selected"]
    assert reached not in ("", "n:estradiol")
    tab.keyboard.press("Enter")
    assert state(tab)["focus"] == [reached[2:]]


def test_keys_change_views_and_escape_steps_back(show: Any) -> None:
    tab = show("r=osteoclast&s=n:rankl")
    tab.keyboard.press("Escape")
    assert state(tab)["selected"] == ""
    tab.keyboard.press("Escape")
    assert state(tab)["region"] == ""
    for key, view in (("2", "focus"), ("3", "paths"), ("1", "atlas")):
        tab.keyboard.press(key)
        assert state(tab)["view"] == view
    tab.keyboard.press("?")
    assert tab.locator("#dialog").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator("#dialog").is_visible()


@pytest.mark.parametrize("address", ["", "v=focus&f=%5B%22estradiol%22%5D&s=n:estradiol", "v=paths&q=0", "s=i:BI:0000002", "r=osteoclast"])
def test_390_pixels_wide(show: Any, address: str) -> None:
    tab = show(address, size=(390, 844), has_touch=True)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    box = tab.locator("#canvas").bounding_box()
    assert box["height"] > 300
    for control in ("#search", "#open-left", "#view-focus", "#card"):
        where = tab.locator(control).bounding_box()
        assert where["x"] >= 0
        assert where["x"] + where["width"] <= 390
    tab.click("#open-left")
    assert tab.locator("#f-sign--").is_visible()
    tab.click("#open-left")
    tab.click("#open-tools")
    assert tab.locator("#theme").is_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_tap_opens_a_region(show: Any) -> None:
    tab = show(size=(390, 844), has_touch=True)
    tab.wait_for_timeout(200)
    box = next(n for n in scene(tab)["nodes"] if n["id"] == "region:gonads")
    title = tab.evaluate("b => window.bonegraph.screenAt(b.x, b.y - b.h / 2 + 20)", box)
    canvas = tab.locator("#canvas").bounding_box()
    tab.touchscreen.tap(canvas["x"] + title["x"], canvas["y"] + title["y"])
    tab.wait_for_timeout(500)
    assert state(tab)["region"] == "gonads"


def test_it_works_in_a_notebook_frame(show: Any) -> None:
    tab = show(name="notebook")
    frame = tab.frames[1]
    frame.wait_for_selector("html[data-ready]")
    frame.click("#view-paths")
    assert frame.evaluate("window.bonegraph.scene.kind") == "paths"
    frame.click("#theme")
    assert frame.get_attribute("html", "data-theme") == "dark"


def test_an_empty_graph_opens(show: Any) -> None:
    tab = show(name="bare")
    for key in "231":
        tab.keyboard.press(key)


def test_hostile_text_never_runs(show: Any) -> None:
    tab = show(name="bad")
    for i in range(12):
        tab.evaluate("h => { window.location.hash = h; }", f"v=focus&f={quote(json.dumps([f'h{i}']))}&s=n:h{i}")
        tab.wait_for_timeout(30)
        tab.evaluate("h => { window.location.hash = h; }", f"s=i:BI:{i:07d}&v=focus&f={quote(json.dumps([f'h{i}']))}")
        tab.wait_for_timeout(30)
        tab.evaluate("window.bonegraph.svg() + window.bonegraph.tsv() + window.bonegraph.json()")
    for address in ("v=paths&q=0", "v=paths&q=1", "r=osteoclast", "v=paths&a=h0&b=h3"):
        tab.evaluate("h => { window.location.hash = h; }", address)
        tab.wait_for_timeout(60)
        for i in range(8):
            tab.mouse.move(500 + 60 * i, 300 + 40 * i)
    tab.fill("#search", "script")
    tab.wait_for_timeout(50)
    tab.click("#tab-effect")
    tab.click("#share")
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    assert tab.evaluate("document.querySelectorAll('img,iframe,object,embed').length") == 0
    assert tab.evaluate("document.querySelectorAll('script').length") == 3
    links = tab.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href')).filter(h => h !== '#card')")
    assert all(link.startswith("https://") for link in links)


def test_tsv_cells_are_no_formulas(show: Any) -> None:
    tab = show("v=focus&f=%5B%22h10%22%5D", name="bad")
    cells = [cell for row in tab.evaluate("window.bonegraph.tsv()").strip().split("\n")[1:] for cell in row.split("\t")]
    assert cells
    assert not any(cell.startswith(("=", "@")) for cell in cells)


def test_signs_differ_without_colour(show: Any) -> None:
    tab = show(focus("estradiol"))
    drawing = ElementTree.fromstring(tab.evaluate("window.bonegraph.svg()"))
    words = ["".join(t.itertext()) for t in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("+") >= 2
    assert words.count("−") >= 1
    assert words.count("?") >= 1


def test_motion_is_left_out_on_request(show: Any) -> None:
    tab = show(reduced_motion="reduce")
    tab.click("[aria-label='Zoom in']")
    first = tab.evaluate("window.bonegraph.screenOf('region:brain')")
    tab.wait_for_timeout(250)
    assert tab.evaluate("window.bonegraph.screenOf('region:brain')") == first
