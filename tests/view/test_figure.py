"""Figures for print: what is drawn, in which signs, always the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bonegraph.errors import FileError, QuestionError, UnknownName
from bonegraph.graph import Graph
from bonegraph.view.diagram import Box, Diagram
from bonegraph.view.figure import Figure, figure
from bonegraph.view.outlines import outline
from bonegraph.view.style import FAMILIES, LINES

pytest.importorskip("matplotlib")
QUESTION = "effect of letrozole on CTX in postmenopausal women"


@pytest.fixture(scope="module")
def shown(graph: Graph) -> dict[str, Figure]:
    answer = graph.ask(QUESTION)
    return {
        "page": graph.plot(answer),
        "column": graph.plot(answer, width=85),
        "hub": graph.plot("RANKL"),
        "narrow hub": graph.plot("RANKL", width=85, most=8),
        "paths": graph.plot(graph.paths("estradiol", "bone resorption", k=3), width=85),
    }


def words(drawn: Figure) -> list[str]:
    root = ElementTree.fromstring(drawn.encode(".svg"))
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def touching(drawing: Diagram) -> list[tuple[str, str]]:
    def apart(a: Box, b: Box) -> bool:
        return abs(a.x - b.x) >= (a.w + b.w) / 2 or abs(a.y - b.y) >= (a.h + b.h) / 2

    boxes = list(drawing.boxes.values())
    return [(a.key, b.key) for i, a in enumerate(boxes) for b in boxes[:i] if not apart(a, b)]


@pytest.mark.parametrize("name", ["page", "column", "hub", "narrow hub", "paths"])
def test_boxes_lie_apart_and_inside(shown: dict[str, Figure], name: str) -> None:
    drawing = shown[name].drawing
    assert not touching(drawing)
    for box in drawing.boxes.values():
        assert box.w / 2 <= box.x <= drawing.width - box.w / 2
        assert box.h / 2 <= box.y <= drawing.height - box.h / 2


def test_an_effect_runs_along_its_paths(graph: Graph, shown: dict[str, Figure]) -> None:
    best = graph.ask(QUESTION).paths_for[0].nodes
    right, down = shown["page"].drawing.boxes, shown["column"].drawing.boxes
    assert [right[n].x for n in best] == sorted(right[n].x for n in best)
    assert [down[n].y for n in best] == sorted(down[n].y for n in best)
    assert {"raises", "lowers", "+", "−", "letrozole", "CTX"} <= set(words(shown["page"]))


def test_what_is_lowered_is_marked(graph: Graph) -> None:
    assert "aromatase\u00a0↓" in words(graph.plot("effect of aromatase inhibition on OPG"))


def test_a_neighbourhood_has_regulators_left_and_says_what_is_left_out(graph: Graph, shown: dict[str, Figure]) -> None:
    drawing = shown["hub"].drawing
    hub = drawing.boxes["rankl"]
    for line in drawing.lines:
        other = drawing.boxes[line.source if line.target == "rankl" else line.target]
        rows = [row for row in graph.knowledge.active if (row.subject, row.object) == (line.source, line.target)]
        assert rows
        assert {1: "+", -1: "-", 0: "0"}[rows[0].sign] == line.sign or line.sign == "?" or len(rows) > 1
        assert other.x != hub.x
    regulators = {row.subject for row in graph.knowledge.active if row.object == "rankl" and row.subject != "rankl"}
    assert f"+ {len(regulators) - 12} more" in words(shown["hub"])
    assert {line.sign for line in drawing.lines} >= {"+", "-"}


@pytest.mark.parametrize("extension", [".svg", ".pdf", ".png"])
def test_same_figure_same_bytes(graph: Graph, shown: dict[str, Figure], extension: str) -> None:
    data = shown["column"].encode(extension)
    assert data == graph.plot(graph.ask(QUESTION), width=85).encode(extension)
    assert data.startswith({".svg": b"<?xml", ".pdf": b"%PDF", ".png": b"\x89PNG"}[extension])
    assert b"CreationDate" not in data


def test_bytes_do_not_depend_on_the_hash_seed(shown: dict[str, Figure]) -> None:
    code = f"import bonegraph,hashlib;print(hashlib.sha256(bonegraph.load().plot({QUESTION!r},width=85).encode('.svg')).hexdigest())"
    source = str(Path(__file__).parents[2] / "src")
    env = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": source}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(shown["column"].encode(".svg")).hexdigest()


def test_type_is_as_large_in_a_column_as_on_a_page(shown: dict[str, Figure]) -> None:
    for name, width in (("column", 85), ("page", 175)):
        text = shown[name].encode(".svg").decode()
        found = re.search(r'<svg[^>]*width="([\d.]+)pt"', text)
        assert found
        assert float(found[1]) == pytest.approx(width * 72 / 25.4, abs=0.01)
        sizes = [float(s) for s in re.findall(r"font-size: ([\d.]+)px", text)]
        assert min(sizes) >= 6


def test_signs_and_kinds_differ_without_colour() -> None:
    assert len({(line.end, line.dashes) for line in LINES}) == len(LINES)
    for family in FAMILIES:
        path = outline(family.outline, 0, 0, 60, 20)
        assert path[0][0] == "M"
        assert path[-1][0] == "Z"


def test_saved_whole_or_told_why(shown: dict[str, Figure], tmp_path: Path) -> None:
    target = shown["paths"].save(tmp_path / "paths.svg")
    assert target.read_bytes() == shown["paths"].encode(".svg")
    with pytest.raises(FileError, match=r"\.svg, \.pdf, \.png"):
        shown["paths"].save(tmp_path / "paths.tiff")
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(FileError, match="cannot be written"):
        shown["paths"].save(tmp_path / "folder.svg")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder.svg", "paths.svg"]


def test_without_matplotlib_one_is_told_what_to_install(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(FileError, match=r"bonegraph\[plot\]"):
        graph.plot("RANKL")


def test_what_cannot_be_drawn_is_said(graph: Graph) -> None:
    with pytest.raises(UnknownName):
        graph.plot("no such thing")
    with pytest.raises(QuestionError, match="name one of: osteoclast activity, osteoclast number"):
        graph.plot("osteoclast")
    with pytest.raises(QuestionError, match="60 to 400"):
        graph.plot("RANKL", width=20)
    with pytest.raises(QuestionError, match="no path to draw"):
        figure(graph.knowledge, [])
