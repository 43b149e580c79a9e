"""The ontology under a reasoner: consistent as shipped, and a contradiction explained by the axioms that make it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bonegraph.errors import FileError
from bonegraph.graph import Graph
from bonegraph.owl.load import classify, logical, ontology_triples, open_triples

Run = Callable[..., tuple[int, str, str]]
needs_java = pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java")
PREFIXES = """@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <http://example.org/> .
ex:Hormone a owl:Class ; owl:disjointWith ex:Drug . ex:Drug a owl:Class . ex:Steroid a owl:Class ; rdfs:subClassOf ex:Hormone .
ex:Gland a owl:Class ; rdfs:subClassOf ex:Organ . ex:Organ a owl:Class .
"""


@needs_java
def test_core_is_consistent_without_unsatisfiable_class(graph: Graph) -> None:
    found = classify(open_triples(logical(ontology_triples(graph.knowledge, "core"))))
    assert found.consistent and found.unsatisfiable == ()


def test_the_ontology_as_python_objects(graph: Graph) -> None:
    opg = graph.owl.world[f"https://w3id.org/bonegraph/{graph.knowledge.entities['opg'].id.replace(':', '_')}"]
    assert str(opg.label.first()) == "OPG"
    assert any("decoy" in str(above.property.label.first()) for above in opg.is_a if hasattr(above, "property"))
    assert {str(c.iri) for c in graph.owl.classes()} >= {f"https://w3id.org/bonegraph/{e.id.replace(':', '_')}" for e in graph.knowledge.entities.values()}


@needs_java
def test_an_inconsistency_is_explained_by_what_makes_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(PREFIXES + "ex:x a owl:NamedIndividual, ex:Steroid, ex:Drug .", encoding="utf-8")
    code, out, _ = run("reason", "--alone", file)
    assert code == 1 and out.startswith("inconsistent")
    assert sorted(line.strip() for line in out.splitlines() if line.startswith("  ")) == [
        "Hormone disjointWith Drug",
        "Steroid subClassOf Hormone",
        "x type Drug",
        "x type Steroid",
    ]


@needs_java
def test_an_empty_class_is_explained(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(PREFIXES + "ex:Both a owl:Class ; rdfs:subClassOf ex:Steroid, ex:Drug .", encoding="utf-8")
    code, out, _ = run("reason", "--alone", file)
    assert code == 1 and "1 unsatisfiable" in out
    assert "Organ" not in out and "  Both subClassOf Drug" in out


def test_imports_are_refused_not_fetched() -> None:
    with pytest.raises(FileError, match="not fetched"):
        open_triples(b"<http://a.org/o> <http://www.w3.org/2002/07/owl#imports> <http://a.org/p> .\n")


def test_a_file_that_is_no_ontology(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text("no turtle at all", encoding="utf-8")
    code, _, err = run("reason", file)
    assert code == 2 and "cannot be read as turtle" in err
    assert run("reason", tmp_path / "x.docx")[0] == 2
