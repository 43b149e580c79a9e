"""Networks of the user: what is read, what is refused, and what a graph exported and read back says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx
import pytest

import bonegraph
from bonegraph.errors import FileError
from bonegraph.graph import Graph

QUESTIONS = (
    ("letrozole", "CTX"),
    ("aromatase inhibition", "OPG"),
    ("denosumab", "CTX"),
    ("denosumab", "P1NP"),
    ("romosozumab", "sclerostin activity"),
    ("alendronate", "CTX"),
    ("RANKL knockout", "osteoclast number"),
    ("estradiol", "RANKL"),
    ("menopause", "CTX"),
    ("odanacatib", "CTX"),
    ("prednisolone", "OPG"),
    ("cinacalcet", "PTH"),
)


def answers(graph: Graph) -> dict[tuple[str, str], tuple[str, str, float | None]]:
    from bonegraph.reason.question import Effort
    from bonegraph.reason.screen import screen

    cases = [{"id": str(n), "perturbation": a, "readout": b, "direction": "+", "context": ""} for n, (a, b) in enumerate(QUESTIONS)]
    found = list(screen(graph.reasoner, cases, Effort(0, k=1)))
    return {pair: (row["verdict"], row["p_up"], row["basis"]) for pair, row in zip(QUESTIONS, found, strict=True)}


@pytest.fixture(scope="module")
def expected(graph: Graph) -> dict[tuple[str, str], tuple[str, str, float | None]]:
    return answers(graph)


@pytest.mark.parametrize("names", [("g.tsv",), ("g_nodes.tsv", "g_edges.tsv"), ("g_edges.jsonl",), ("g.graphml",)], ids=lambda n: n[-1])
def test_a_graph_read_back_says_the_same(graph: Graph, expected: object, names: tuple[str, ...], tmp_path: Path) -> None:
    graph.export(*(tmp_path / name for name in names))
    again = bonegraph.load(network=tmp_path / names[-1])
    assert {r.id: (r.subject, r.sign, r.object) for r in again.knowledge.active} == {r.id: (r.subject, r.sign, r.object) for r in graph.knowledge.active}
    assert again.knowledge.beliefs == pytest.approx({r.id: graph.knowledge.beliefs[r.id] for r in graph.knowledge.active}, abs=1e-3)
    assert answers(again) == expected


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


PLAIN = {
    "three.tsv": "Foo\t+\tBar\nBar\t-\tBaz\n",
    "head.csv": "source,sign,target,pmid\nFoo,+,Bar,123\nBar,-1,Baz,\n",
    "x.sif": "Foo activates Bar\nBar inhibits Baz\n",
    "k_edges.tsv": "subject\tpredicate\tobject\tobject_direction_qualifier\nFoo\tbiolink:affects\tBar\tincreased\nBar\tbiolink:affects\tBaz\tdecreased\n",
    "k.jsonl": '{"subject":"Foo","predicate":"biolink:positively_regulates","object":"Bar"}\n{"subject":"Bar","object":"Baz","sign":"-"}\n',
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain_networks(name: str, tmp_path: Path) -> None:
    graph = bonegraph.load(network=written(tmp_path, name, PLAIN[name]))
    assert [(r.subject, r.sign, r.object) for r in graph.knowledge.active] == [("foo", 1, "bar"), ("bar", -1, "baz")]
    assert graph.effect("Foo", on="Baz").verdict == "decrease"
    assert {r.module for r in graph.knowledge.active} == {name.partition(".")[0].removesuffix("_edges")}


def test_networkx() -> None:
    drawn: networkx.DiGraph[str] = networkx.DiGraph(name="mine")
    drawn.add_edge("Foo", "Bar", sign=1)
    drawn.add_edge("Bar", "Baz", weight=-0.5)
    graph = bonegraph.load(network=drawn)
    assert graph.effect("Foo", on="Baz").verdict == "decrease"
    with pytest.raises(FileError, match="directed"):
        bonegraph.load(network=networkx.Graph())


def test_a_merged_layer_keeps_its_provenance(graph: Graph, tmp_path: Path) -> None:
    row = next(r for r in graph.knowledge.active if r.sign)
    sign = "+" if row.sign > 0 else "-"
    file = written(tmp_path, "mine.tsv", f"source\tsign\ttarget\tpmid\n{row.subject}\t{sign}\t{row.object}\t12345678\n{row.object}\t+\tFoobarin\t\n")
    both = bonegraph.load(merge=file)
    mine = [r for r in both.knowledge.active if r.module == "mine"]
    assert len(both.knowledge.active) == len(graph.knowledge.active) + 2
    assert [(r.subject, r.object) for r in mine] == [(row.subject, row.object), (row.object, "foobarin")]
    assert [e.reference for e in mine[0].evidence] == ["PMID:12345678"]
    assert both.knowledge.interactions[row.id] == row
    assert both.knowledge.digest != graph.knowledge.digest
    both.export(tmp_path / "both.ttl", tmp_path / "both_edges.tsv")


BAD = {
    "a.tsv": ("source\tsign\ttarget\nA\tup\tB\n", r"a\.tsv:2: sign 'up' is none of"),
    "b.tsv": ("source\tsign\ttarget\nA\t+\n", r"b\.tsv:2: 2 cells"),
    "c.tsv": ("source\tsgn\ttarget\nA\t+\tB\n", "did you mean 'sign'"),
    "d.tsv": ("source\tsign\ttarget\tstrength\nA\t+\tB\thuge\n", "strength 'huge' is none of strong"),
    "e.tsv": ("source\tsign\ttarget\tpmid\nA\t+\tB\tnone\n", "reference 'none'"),
    "f.tsv": ("source\tsign\ttarget\tscope\nA\t+\tB\tsexx=male\n", "unknown key 'sexx'"),
    "g.tsv": ("source\tsign\ttarget\trelation\nA\t+\tB\tinhibits\n", "contradicts the relation"),
    "h.tsv": ("", "is empty"),
    "i.csv": ('source,sign,target\n"A,+,B\n', r"i\.csv:\d"),
    "j.sif": ("A inhibits\n", r"j\.sif:1"),
    "k.graphml": ('<!DOCTYPE x SYSTEM "file:///etc/passwd">\n<graphml/>', "DOCTYPE"),
    "l.graphml": ("<graphml><graph></graphml>", "not well-formed"),
    "m.jsonl": ('{"subject": 1\n', r"m\.jsonl:1: not JSON"),
    "n.jsonl": ('{"subject": "A", "object": "B", "predicate": "biolink:related_to"}\n', "has no sign"),
    "o.xls": ("x", "networks are read from"),
}


@pytest.mark.parametrize("name", BAD)
def test_malformed_input_is_refused(name: str, tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    text, said = BAD[name]
    file = written(tmp_path, name, text)
    out = tmp_path / "out.graphml"
    with pytest.raises(FileError, match=said):
        bonegraph.load(network=file)
    code, _, err = run("export", "--with", file, out)
    assert code == 2 and name in err and "Traceback" not in err
    assert not out.exists()


def test_the_commands_take_a_network(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    file = written(tmp_path, "three.tsv", PLAIN["three.tsv"])
    cases = written(tmp_path, "cases.tsv", "id\tperturbation\treadout\n1\tFoo\tBaz\n")
    assert "decrease" in run("screen", cases, "--network", file, "--tsv")[1]
    assert "Foo" in run("paths", "Foo", "Baz", "--with", file)[1]
    assert run("effect", "Foo", "Baz", "--network", file, "--json")[0] == 0
    assert run("view", "Foo", "--network", file, "-o", tmp_path / "p.html")[0] == 0
    assert "foo" in (tmp_path / "p.html").read_text(encoding="utf-8")
