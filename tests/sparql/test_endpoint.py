"""``--endpoint``: a real Oxigraph server on loopback gives what the engine inside gives."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bonegraph.errors import QueryError
from bonegraph.graph import Graph
from bonegraph.rdf.store import ntriples

Run = Callable[..., tuple[int, str, str]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def endpoint(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not program:
        pytest.skip("the oxigraph server is not installed")
    folder = tmp_path_factory.mktemp("store")
    data = folder / "graph.nt"
    data.write_bytes(b"".join(ntriples(graph.knowledge)))
    subprocess.run([program, "load", "--location", folder / "db", "--file", data], check=True, capture_output=True)
    port = free_port()
    server = subprocess.Popen(
        [program, "serve-read-only", "--location", folder / "db", "--bind", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(200):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/query"
    server.terminate()
    server.wait(10)


@pytest.mark.parametrize("name", ["agents-that-lower", "signed-reach", "hubs", "papers-most-used", "claims-about"])
def test_a_store_gives_the_same_rows(graph: Graph, endpoint: str, name: str) -> None:
    there, here = graph.query(name, endpoint=endpoint), graph.query(name)
    assert there.variables == here.variables
    assert sorted(there.rows) == sorted(here.rows)


def test_forms(graph: Graph, endpoint: str, run: Run) -> None:
    assert graph.query("ASK { ?x bgs:key 'opg' }", endpoint=endpoint)
    text = "CONSTRUCT WHERE { ?x bgs:key 'opg' ; rdfs:label ?label }"
    assert graph.query(text, endpoint=endpoint).write("nt") == graph.query(text).write("nt")
    code, out, _ = run("query", "acts-on", "-p", "source=OPG", "--endpoint", endpoint, "--tsv")
    assert code == 0 and "RANKL" in out


def test_no_update_leaves_the_house(graph: Graph) -> None:
    with pytest.raises(QueryError, match="read-only"):
        graph.query("DELETE WHERE { ?s ?p ?o }", endpoint="http://127.0.0.1:9/query")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "localhost:7878", "http://", "ftp://example.org/q", "http://user:secret@localhost/q"])
def test_addresses_that_are_none(graph: Graph, address: str) -> None:
    with pytest.raises(QueryError, match="no address of a SPARQL endpoint"):
        graph.query("ASK {}", endpoint=address)


def test_nobody_there(run: Run) -> None:
    code, out, err = run("query", "-e", "ASK {}", "--endpoint", f"http://127.0.0.1:{free_port()}/query")
    assert code == 2 and not out and "cannot be reached" in err


def test_a_malformed_query_is_told_with_the_words_of_the_store(graph: Graph, endpoint: str) -> None:
    with pytest.raises(QueryError, match="answered 400"):
        graph.query("SELECT * WHERE {", endpoint=endpoint)
