"""Exports, read back by tools that did not write them."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import networkx
import owlready2
import pyoxigraph
import pytest

from bonegraph.errors import FileError
from bonegraph.formats import FORMATS, write
from bonegraph.graph import Graph
from bonegraph.owl.load import open_ontology, unsatisfiable


@pytest.fixture(scope="module")
def files(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    return {form.extension: write(graph.knowledge, folder / f"bonegraph{form.extension}") for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_same_knowledge_gives_the_same_bytes(graph: Graph, files: dict[str, Path], form: object) -> None:
    extension = form.extension  # type: ignore[attr-defined]
    assert form.encode(graph.knowledge) == files[extension].read_bytes()  # type: ignore[attr-defined]


def test_turtle_and_ntriples_hold_the_same_triples(files: dict[str, Path]) -> None:
    turtle, triples = pyoxigraph.Store(), pyoxigraph.Store()
    turtle.load(path=str(files[".ttl"]), format=pyoxigraph.RdfFormat.TURTLE)
    triples.load(path=str(files[".nt"]), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert len(turtle) == len(triples) > 20_000


def test_owlready2_opens_the_ontology(graph: Graph, files: dict[str, Path]) -> None:
    world = owlready2.World()
    ontology = world.get_ontology("https://w3id.org/bonegraph/bonegraph.owl").load(fileobj=io.BytesIO(files[".owl"].read_bytes()), only_local=True)
    opg = world[f"https://w3id.org/bonegraph/{graph.knowledge.entities['opg'].id.replace(':', '_')}"]
    assert str(opg.label.first()) == "OPG"
    assert any("decoy" in str(restriction.property.label.first()) for restriction in opg.is_a if isinstance(restriction, owlready2.Restriction))
    assert len(list(ontology.classes())) > len(graph.knowledge.entities)


@pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java")
def test_hermit_finds_no_unsatisfiable_class(graph: Graph) -> None:
    assert unsatisfiable(open_ontology(graph.knowledge)) == []


def test_graphml_keeps_parallel_edges(graph: Graph, files: dict[str, Path]) -> None:
    again = networkx.read_graphml(files[".graphml"], force_multigraph=True)
    assert again.number_of_edges() == len(graph.knowledge.active)
    assert set(again.nodes) == {e.key for e in graph.knowledge.entities.values() if not e.status}


def test_tsv_is_plain(graph: Graph, files: dict[str, Path]) -> None:
    rows = list(csv.DictReader(files[".tsv"].read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [row["id"] for row in rows] == [row.id for row in graph.knowledge.active]
    assert {row["sign"] for row in rows} == {"+", "-", "0"}


def test_networkx_and_pandas(graph: Graph) -> None:
    multigraph = graph.to_networkx()
    assert multigraph.is_directed() and multigraph.is_multigraph()
    assert networkx.has_path(multigraph, "estradiol", "bmd")
    frame = graph.to_pandas()
    assert len(frame) == len(graph.knowledge.active) and frame["belief"].between(0, 1).all()


def test_a_failed_export_leaves_the_old_file(graph: Graph, tmp_path: Path) -> None:
    target = tmp_path / "folder.ttl"
    target.mkdir()
    with pytest.raises(FileError, match="cannot be written"):
        write(graph.knowledge, target)
    with pytest.raises(FileError, match="no format ends in"):
        write(graph.knowledge, tmp_path / "graph.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.ttl"]
