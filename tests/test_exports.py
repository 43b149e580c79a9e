"""Exports, read back by tools that did not write them: counts, signs, context and evidence compared with the knowledge.

Readers that are not installed are skipped; the extra ``test`` brings them all.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import owlready2
import pyoxigraph
import pytest

from bonegraph.errors import FileError
from bonegraph.formats import FORMATS, Format, format_of, statement, write
from bonegraph.formats.sbml import species_id
from bonegraph.graph import Graph
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.build import build_graph

Run = Callable[..., tuple[int, str, str]]
SOURCE = str(Path(__file__).parent.parent / "src")
READY = [form for form in FORMATS if form.ready]


@pytest.fixture(scope="module")
def files(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    return {form.extension: write(graph.knowledge, folder / f"bonegraph{form.extension}") for form in READY}


@pytest.fixture(scope="module")
def part(graph: Graph) -> Knowledge:
    """A hundred interactions with all that they need, for readers that are slow."""
    knowledge = graph.knowledge
    rows = {row.id: row for row in knowledge.active[::50]}
    evidence = {key: items for key, items in knowledge.evidence.items() if key in rows}
    cited = {item.reference for items in evidence.values() for item in items}
    references = {key: ref for key, ref in knowledge.references.items() if key in cited}
    nothing: dict[str, Any] = {"observations": {}, "statements": {}, "claims": {}, "baselines": (), "exposures": ()}
    return replace(knowledge, interactions=rows, evidence=evidence, references=references, **nothing)


def signs(knowledge: Knowledge) -> Counter[int]:
    return Counter(row.sign for row in knowledge.active)


def entities(knowledge: Knowledge) -> int:
    return sum(not entity.status for entity in knowledge.entities.values())


def papers(knowledge: Knowledge, row: Interaction) -> list[str]:
    return list(dict.fromkeys(knowledge.references[item.reference].curie for item in row.evidence if item.reference))


def witness(knowledge: Knowledge) -> Interaction:
    """A row that has everything: scope, gate, several papers."""
    return next(row for row in knowledge.active if row.scope and row.gate and len(papers(knowledge, row)) > 1)


# ------------------------------------------------------------------ every format


@pytest.mark.parametrize("form", READY, ids=lambda form: form.extension)
def test_head_and_documentation_say_what_is_lost(graph: Graph, files: dict[str, Path], form: Format) -> None:
    documented = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    assert f"| `{form.extension}` | {form.name} | {form.keeps} | {form.loses} |" in documented
    headless = (".ttl", ".nt", ".trig", ".jsonld", ".sif", ".tsv", ".csv", ".jsonl", ".owl", ".ofn", ".omn", ".owx", ".parquet")
    if not form.extension.endswith(headless) or form.extension == ".sssom.tsv":
        text = files[form.extension].read_text(encoding="utf-8")
        assert statement(form.extension, graph.knowledge) in text.replace("&quot;", '"').replace("&#x27;", "'")


def test_another_process_writes_the_same_bytes(files: dict[str, Path], tmp_path: Path) -> None:
    """Another process has another hash seed: sets would come out in another order."""
    endings = [ending for ending in files if ending not in (".trig", ".jsonld", ".omn", ".owx")]  # conversions of what is compared
    words = ["export", *(f"again{ending}" for ending in endings)]
    code = f"from bonegraph.cli.main import main; raise SystemExit(main({words!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": SOURCE, "PYTHONHASHSEED": "7"}
    )
    assert done.returncode == 0, done.stderr
    assert [ending for ending in endings if (tmp_path / f"again{ending}").read_bytes() != files[ending].read_bytes()] == []


def test_all_writes_every_format(graph: Graph, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Format, "encode", lambda form, _: form.name.encode())
    code, _, err = run("export", "--all", tmp_path / "out")
    assert code == 0 and err.count("wrote ") == len(READY) and err.count("left out ") == len(FORMATS) - len(READY)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"bonegraph{form.extension}" for form in READY)


def test_the_longest_ending_chooses_the_format() -> None:
    assert format_of(Path("a_nodes.tsv")).name == "KGX nodes, TSV" and format_of(Path("a.tsv")).name == "TSV of interactions"
    assert format_of(Path("a.sssom.tsv")).name == "SSSOM" and format_of(Path("a-core.owl")).name == "OWL module core"


def test_a_failed_export_leaves_the_old_file(graph: Graph, tmp_path: Path) -> None:
    target = tmp_path / "folder.ttl"
    target.mkdir()
    with pytest.raises(FileError, match="cannot be written"):
        write(graph.knowledge, target)
    with pytest.raises(FileError, match="no format ends in"):
        write(graph.knowledge, tmp_path / "graph.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.ttl"]


def test_a_missing_library_is_told(graph: Graph) -> None:
    form = Format("Example", ".example", "sif", "all", "nothing", "no_such_library", "example")
    with pytest.raises(FileError, match=r"pip install 'bonegraph\[example\]'"):
        form.encode(graph.knowledge)


# ------------------------------------------------------------------ RDF and OWL


def test_the_rdf_syntaxes_hold_the_same_triples(files: dict[str, Path]) -> None:
    lines = files[".nt"].read_bytes().splitlines()
    assert len(lines) > 300_000 and lines == sorted(set(lines))
    for ending in (".ttl", ".trig", ".jsonld"):
        found = {(t.subject, t.predicate, t.object) for t in pyoxigraph.parse(path=str(files[ending]), format=pyoxigraph.RdfFormat.from_extension(ending[1:]))}
        assert len(found) == len(lines), ending


@pytest.mark.parametrize(("ending", "name"), [(".ttl", "turtle"), (".nt", "nt"), (".jsonld", "json-ld"), (".trig", "trig")])
def test_rdflib_reads_the_rdf_syntaxes(part: Knowledge, ending: str, name: str) -> None:
    import rdflib

    again = rdflib.Dataset(default_union=True)
    again.parse(data=format_of(Path("x" + ending)).encode(part), format=name)
    assert {triple[:3] for triple in again.quads()} == set(build_graph(part))


def test_named_graphs_of_trig(files: dict[str, Path]) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(files[".trig"]), format=pyoxigraph.RdfFormat.TRIG)
    graphs = {graph.value.rpartition("/")[2] for graph in store.named_graphs()}
    assert {"interactions", "evidence", "references"} <= graphs


def test_horned_owl_reads_every_owl_file(graph: Graph, files: dict[str, Path]) -> None:
    horned = pytest.importorskip("pyhornedowl")
    core = horned.open_ontology_from_file(str(files["-core.owl"]), serialization="rdf")
    count = len(core.get_axioms())
    assert len(core.get_classes()) > entities(graph.knowledge) and str(core.get_version_iri()).endswith("bonegraph-core.owl")
    for ending in (".ofn", ".omn", ".owx"):
        again = horned.open_ontology_from_file(str(files[ending]), serialization=ending[1:])
        assert len(again.get_axioms()) == count, ending
    edges = horned.open_ontology_from_file(str(files["-edges.owl"]), serialization="rdf")
    pairs = {(row.subject, row.sign, row.object) for row in graph.knowledge.active} | {(r.subject, r.relation, r.object) for r in graph.knowledge.active}
    assert sum(type(axiom.component).__name__ == "ObjectPropertyAssertion" for axiom in edges.get_axioms()) == len(pairs)


def test_owlready2_reads_the_rules(files: dict[str, Path]) -> None:
    world = owlready2.World()
    world.get_ontology("https://w3id.org/bonegraph/bonegraph-rules.owl").load(fileobj=io.BytesIO(files["-rules.owl"].read_bytes()), only_local=True)
    assert len(list(world.rules())) == 4


def test_axioms_carry_sign_scope_gate_and_papers(graph: Graph, files: dict[str, Path]) -> None:
    row = witness(graph.knowledge)
    text = files["-core.owl"].read_text(encoding="utf-8")
    start = text.index(f'<owl:Axiom rdf:nodeID="a{row.id}">')
    block = text[start : text.index("</owl:Axiom>", start)]
    assert f"<bgs:scope>{row.scope}</bgs:scope>" in block
    assert block.count("<bgs:gate ") == len(row.gate) and block.count("<bgs:reference>") == len(papers(graph.knowledge, row))


# ------------------------------------------------------------------ OBO, mappings


def test_fastobo_and_obonet_read_obo(graph: Graph, files: dict[str, Path]) -> None:
    fastobo, obonet = pytest.importorskip("fastobo"), pytest.importorskip("obonet")
    knowledge = graph.knowledge
    frames = fastobo.load(str(files[".obo"]))
    assert sum(isinstance(f, fastobo.term.TermFrame) for f in frames) == len(knowledge.entities) + len(knowledge.kinds) + 1
    network = obonet.read_obo(str(files[".obo"]))
    steps = {(row.subject, row.relation, row.object) for row in knowledge.active}
    assert sum(key != "is_a" for *_, key in network.edges(keys=True)) == len(steps)
    row = witness(knowledge)
    line = next(line for line in files[".obo"].read_text(encoding="utf-8").splitlines() if f'interaction="{row.id}"' in line)
    assert f'scope="{row.scope}"' in line and f'sign="{"+" if row.sign > 0 else "-"}"' in line and papers(knowledge, row)[0] in line


def test_pronto_reads_obo_obograph_and_core(graph: Graph, files: dict[str, Path]) -> None:
    pronto = pytest.importorskip("pronto")
    opg = graph.knowledge.entities["opg"]
    obo = pronto.Ontology(str(files[".obo"]))
    assert obo[opg.id].name == "OPG" and {s.description for s in obo[opg.id].synonyms} == set(opg.synonyms)
    assert any(relation.id == "bgs:decoyFor" for relation in obo[opg.id].relationships)
    assert obo.get_relationship("bgs:decoyFor").superproperties().to_set() >= {obo.get_relationship("bgs:negativelyAffects")}
    assert len(list(pronto.Ontology(str(files[".obograph.json"])).terms())) == len(list(obo.terms()))
    assert len(list(pronto.Ontology(str(files["-core.owl"])).terms())) > len(graph.knowledge.entities)


def test_obograph_edges_carry_their_row(graph: Graph, files: dict[str, Path]) -> None:
    edges = json.loads(files[".obograph.json"].read_text(encoding="utf-8"))["graphs"][0]["edges"]
    said = [{v["pred"].rpartition("#")[2]: v["val"] for v in e["meta"]["basicPropertyValues"]} for e in edges if "meta" in e]
    assert Counter({"+": 1, "-": -1, "0": 0}[cells["sign"]] for cells in said) == signs(graph.knowledge)
    assert {cells["about"]: cells.get("scope", "") for cells in said} == {row.id: str(row.scope) for row in graph.knowledge.active}


def test_sssom_reader_takes_the_mappings(graph: Graph, files: dict[str, Path]) -> None:
    sssom = pytest.importorskip("sssom_pydantic")
    mappings, _, about = sssom.read(files[".sssom.tsv"])[:3]
    active = [entity for entity in graph.knowledge.entities.values() if not entity.status]
    assert sum(m.subject.prefix == "BG" for m in mappings) == len({(e.id, x) for e in active for x in e.xrefs if ":" in x})
    assert any(m.object.curie == "RO:0002304" for m in mappings) and "creativecommons" in str(about.license)


# ------------------------------------------------------------------ graphs


def check_multigraph(knowledge: Knowledge, found: Any) -> None:
    """Counts, signs, and the witness with its scope, gate and papers."""
    assert found.number_of_nodes() >= entities(knowledge) and found.number_of_edges() == len(knowledge.active)
    cells = [data for *_, data in found.edges(data=True)]
    assert Counter(int(data["sign"]) for data in cells) == signs(knowledge)
    row = witness(knowledge)
    (data,) = (data for source, target, data in found.edges(data=True) if (source, target) == (row.subject, row.object) and data.get("scope") == str(row.scope))
    assert data["gate"] == "|".join(row.gate) and data["references"].split("|") == papers(knowledge, row)
    assert len(data["evidence"].split("|")) == len(row.evidence)


@pytest.mark.parametrize("ending", [".gexf", ".gml", ".graphml", ".cyjs"])
def test_networkx_reads_parallel_edges(graph: Graph, files: dict[str, Path], ending: str) -> None:
    path = files[ending]
    if ending == ".cyjs":
        found = networkx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))
    else:
        found = {".gexf": networkx.read_gexf, ".gml": networkx.read_gml, ".graphml": networkx.read_graphml}[ending](path)
    check_multigraph(graph.knowledge, found)


def test_rustworkx_reads_graphml(graph: Graph, files: dict[str, Path]) -> None:
    rustworkx = pytest.importorskip("rustworkx")
    (found,) = rustworkx.read_graphml(str(files[".graphml"]))
    assert found.num_nodes() == entities(graph.knowledge)
    assert Counter(cells["sign"] for cells in found.edges()) == signs(graph.knowledge)


def test_ndex_reads_cx2(graph: Graph, files: dict[str, Path]) -> None:
    cx2 = pytest.importorskip("ndex2.cx2")
    network = cx2.CX2Network()
    network.create_from_raw_cx2(json.loads(files[".cx2"].read_text(encoding="utf-8")))
    assert len(network.get_nodes()) == entities(graph.knowledge)
    edges = network.get_edges().values() if isinstance(network.get_edges(), dict) else network.get_edges()
    assert Counter(edge["v"]["sign"] for edge in edges) == signs(graph.knowledge)
    ends = network.get_visual_properties()["edgeMapping"]["EDGE_TARGET_ARROW_SHAPE"]["definition"]["map"]
    assert {"v": -1, "vp": "tee"} in ends
    raw = json.loads(files[".cx2"].read_text(encoding="utf-8"))
    assert all(node["v"] and {"x", "y"} <= set(node) for node in raw[4]["nodes"]), "an empty v breaks Cytoscape Web"


def test_places_do_not_overlap(files: dict[str, Path]) -> None:
    nodes = [n["position"] for n in json.loads(files[".cyjs"].read_text(encoding="utf-8"))["elements"]["nodes"] if "position" in n]
    assert len({(place["x"], place["y"]) for place in nodes}) == len(nodes)


def test_sif_has_three_columns(graph: Graph, files: dict[str, Path]) -> None:
    lines = [line.split("\t") for line in files[".sif"].read_text(encoding="utf-8").splitlines()]
    assert {len(line) for line in lines} == {3}
    found = networkx.parse_edgelist(("\t".join((s, t, r)) for s, r, t in lines), delimiter="\t", data=(("relation", str),), create_using=networkx.MultiDiGraph)
    assert found.number_of_edges() == len({(row.subject, row.relation, row.object) for row in graph.knowledge.active})


# ------------------------------------------------------------------ models and languages


def test_aeon_and_libsbml_read_the_boolean_model(graph: Graph, files: dict[str, Path]) -> None:
    aeon, libsbml = pytest.importorskip("biodivine_aeon"), pytest.importorskip("libsbml")
    document = libsbml.readSBMLFromFile(str(files[".sbml"]))
    assert document.getNumErrors(libsbml.LIBSBML_SEV_ERROR) == 0
    network = aeon.BooleanNetwork.from_file(str(files[".sbml"]))
    wanted: dict[tuple[str, str], set[int]] = {}
    for row in graph.knowledge.active:
        for key in (row.subject, *row.gate) if row.sign else ():
            wanted.setdefault((species_id(key), species_id(row.object)), set()).add(row.sign)
    qual = document.getModel().getPlugin("qual")
    found = {}
    for transition in (qual.getTransition(i) for i in range(qual.getNumTransitions())):
        for source in (transition.getInput(i) for i in range(transition.getNumInputs())):
            found[source.getQualitativeSpecies(), transition.getOutput(0).getQualitativeSpecies()] = source.getSign()
    words = {(1,): libsbml.INPUT_SIGN_POSITIVE, (-1,): libsbml.INPUT_SIGN_NEGATIVE, (-1, 1): libsbml.INPUT_SIGN_DUAL}
    assert found == {pair: words[tuple(sorted(signs))] for pair, signs in wanted.items()}
    plus, minus = ("positive", "+"), ("negative", "-")
    read = Counter({**dict.fromkeys(plus, 1), **dict.fromkeys(minus, -1)}.get(str(r["sign"]), 0) for r in network.regulations())
    assert read == Counter(sum(signs) for signs in wanted.values())


def test_pybel_compiles_the_script(part: Knowledge, tmp_path: Path) -> None:
    pybel = pytest.importorskip("pybel")
    path = tmp_path / "part.bel"
    path.write_bytes(format_of(path).encode(part))
    found = pybel.from_bel_script(str(path))
    assert found.warnings == []
    verbs = Counter(data["relation"] for *_, data in found.edges(data=True) if data.get("annotations"))
    items = [(row, item) for row in part.active for item in row.evidence if item.stance == "supports" and item.finding]
    items = [(row, item) for row, item in items if item.reference and part.references[item.reference].identified]
    count = Counter({1: "increases", -1: "decreases", 0: "causesNoChange"}[row.sign] for row, _ in items)
    assert {verb: verbs[verb] for verb in count} == dict(count)


# ------------------------------------------------------------------ tables


def test_duckdb_reads_the_tables(graph: Graph, files: dict[str, Path]) -> None:
    duckdb = pytest.importorskip("duckdb")
    knowledge, row = graph.knowledge, witness(graph.knowledge)
    if ".parquet" in files:
        table = f"'{files['.parquet']}'"
        assert dict(duckdb.sql(f"select sign, count(*) from {table} group by sign").fetchall()) == dict(signs(knowledge))
        (count,) = duckdb.sql(f"select sum(len(evidence)) from {table}").fetchall()[0]
        assert count == sum(len(item.evidence) for item in knowledge.active)
        (found,) = duckdb.sql(f"select evidence[1].finding from {table} where id = '{row.id}'").fetchall()[0]
        assert found == row.evidence[0].finding
    for nodes, edges, sign in (("_nodes.csv", "_relationships.csv", '"sign:int"'), ("_nodes.tsv", "_edges.tsv", "sign")):
        (count,) = duckdb.sql(f"select count(*) from read_csv('{files[nodes]}', all_varchar=true)").fetchall()[0]
        assert count == entities(knowledge)
        found = duckdb.sql(f"select {sign}, count(*) from read_csv('{files[edges]}', all_varchar=true) group by 1").fetchall()
        assert Counter({int(value.replace("+", "1").replace("-1", "-1") if value not in "+-" else value + "1"): n for value, n in found}) == signs(knowledge)
    (count,) = duckdb.sql(f"select count(*) from read_json('{files['_edges.jsonl']}') where object_direction_qualifier = 'decreased'").fetchall()[0]
    assert count == signs(knowledge)[-1]


def test_kgx_slots_hold_what_biolink_asks(graph: Graph, files: dict[str, Path]) -> None:
    """Required slots, CURIEs and the enumerations of the model (Biolink 4)."""
    nodes = [json.loads(line) for line in files["_nodes.jsonl"].read_text(encoding="utf-8").splitlines()]
    edges = [json.loads(line) for line in files["_edges.jsonl"].read_text(encoding="utf-8").splitlines()]
    known = {node["id"] for node in nodes}
    assert all(node["id"] and node["category"][0].startswith("biolink:") and node["name"] for node in nodes)
    for edge in edges:
        assert edge["subject"] in known and edge["object"] in known and edge["predicate"] == "biolink:affects"
        assert edge["knowledge_level"] == "knowledge_assertion" and edge["agent_type"] == "manual_agent"
        assert edge.get("object_direction_qualifier") in ("increased", "decreased", None)
        assert ("qualified_predicate" in edge) == ("object_direction_qualifier" in edge) == (not edge["negated"])
        assert edge["object_aspect_qualifier"] in ("activity", "abundance", "activity_or_abundance")
        assert all(":" in paper for paper in edge.get("publications", ()))
    row = witness(graph.knowledge)
    (found,) = (edge for edge in edges if edge["id"] == row.id)
    assert found["scope"] == str(row.scope) and found["gate"] == list(row.gate) and len(found["evidence"]) == len(row.evidence)
    table = list(csv.DictReader(io.StringIO(files["_edges.tsv"].read_text(encoding="utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [line["id"] for line in table] == [edge["id"] for edge in edges]


def test_neo4j_headers_follow_the_grammar(files: dict[str, Path]) -> None:
    """Each cell ``name:type``; exactly one ID, START_ID, END_ID, TYPE (Neo4j operations manual, import tool)."""
    types = {"", "ID", "LABEL", "START_ID", "END_ID", "TYPE", "int", "double", "string[]"}
    for ending, wanted in (("_nodes.csv", {"ID", "LABEL"}), ("_relationships.csv", {"START_ID", "END_ID", "TYPE"})):
        rows = list(csv.reader(io.StringIO(files[ending].read_text(encoding="utf-8"))))
        found = [cell.partition(":")[2] for cell in rows[0]]
        assert set(found) <= types and all(found.count(name) == 1 for name in wanted)
        assert {len(row) for row in rows} == {len(rows[0])}


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
