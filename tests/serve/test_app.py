"""The web application: pages, API, SPARQL protocol, limits and headers."""

from __future__ import annotations

import io
import json
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from bonegraph.graph import Graph
from bonegraph.rdf.named import named_queries
from bonegraph.serve.app import application

LOG = io.StringIO()
LONG = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?g)) }"


@pytest.fixture(scope="module")
def client(graph: Graph) -> Iterator[TestClient]:
    app = application(graph, workers=1, seconds=15, rows=3000, log=LOG, origin="https://friend.example")
    with TestClient(app, base_url="http://127.0.0.1:8642", follow_redirects=False) as found:
        yield found


@pytest.mark.parametrize("path", ["/effect", "/entity/opg", "/entity/menopause", "/find?q=osteoclast+number+falls", "/query", "/api", "/find"])
def test_pages(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 200 and "<h1" in reply.text and "not medical advice" in reply.text
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "<style" not in reply.text and " style=" not in reply.text
    assert "<script>" not in reply.text and " on" + "click=" not in reply.text


def test_an_interaction_shows_every_source(client: TestClient, graph: Graph) -> None:
    row = next(row for row in graph.knowledge.active if len(row.evidence) > 2 and any(item.stance != "supports" for item in row.evidence))
    shown = client.get(f"/interaction/{row.id}").text
    assert shown.count('class="paper ') == len(row.evidence)
    assert 'class="paper opposes"' in shown or 'class="paper null"' in shown


def test_the_effect_page_says_what_the_library_says(client: TestClient, graph: Graph) -> None:
    shown = client.get("/effect", params={"perturbation": "letrozole", "readout": "CTX", "life_stage": "postmenopausal"}).text
    answer = graph.effect("letrozole", "CTX", {"life_stage": "postmenopausal"}).to_dict()
    assert answer["sentence"] in shown
    assert client.get("/api/effect?perturbation=letrozole&readout=CTX&context=life_stage%3Dpostmenopausal").json() == json.loads(json.dumps(answer))


def test_what_cannot_be_answered_is_said(client: TestClient) -> None:
    assert (
        "did you mean" in client.get("/effect?perturbation=letrozol&readout=xyzzyq").text
        or "unknown name" in client.get("/effect?perturbation=letrozol&readout=xyzzyq").text
    )
    assert client.get("/effect?perturbation=letrozole&readout=CTX&sex=neither").status_code == 400
    assert client.get("/api/effect?perturbation=letrozole").json() == {"error": "missing: readout"}
    assert client.get("/entity/no-such-thing").status_code == 404
    assert client.get("/api/none").status_code == 404
    assert client.get("/find?q=osteoprotegerin").headers["location"] == "/entity/opg"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"])
def test_what_is_typed_stays_text(client: TestClient, text: str) -> None:
    for reply in (client.get("/find", params={"q": text}), client.get("/effect", params={"perturbation": text, "readout": text})):
        assert "<script>alert" not in reply.text and "<img" not in reply.text and ">49<" not in reply.text


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("/api/ask?q=effect of letrozole on CTX", "verdict"),
        ("/api/edges?source=OPG&target=RANKL", "interactions"),
        ("/api/show?name=OPG", "definition"),
        ("/api/resolve?name=osteoprotegerin", "keys"),
        ("/api/stats", "interactions"),
        ("/health", "status"),
    ],
)
def test_api(client: TestClient, address: str, key: str) -> None:
    reply = client.get(address)
    assert reply.status_code == 200 and key in str(reply.json())


def test_openapi_names_every_route(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1") and {"/api/effect", "/api/paths", "/sparql", "/api/queries/{name}"} <= set(document["paths"])
    for path, item in document["paths"].items():
        if "{" not in path and path != "/sparql":
            needed = {p["name"]: "OPG" for p in item["get"]["parameters"] if p["required"]}
            assert client.get(path, params=needed).status_code in (200, 400), path
    names = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(set(names)) == len(names)


def test_named_queries_by_address(client: TestClient, graph: Graph) -> None:
    assert len(client.get("/api/queries").json()) == len(named_queries())
    found = client.get("/api/queries/acts-on", params={"source": "OPG"}).json()
    assert len(found["results"]["bindings"]) == len(graph.query("acts-on", {"source": "OPG"}))
    assert client.get("/api/queries/acts-on", params={"source": "nonsense xyz"}).status_code == 400
    assert client.get("/api/queries/none").status_code == 404


SELECT = "SELECT ?s ?l WHERE { ?s bgs:key 'opg' ; rdfs:label ?l }"


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        ("", SELECT, "application/sparql-results+json"),
        ("application/sparql-results+xml", SELECT, "application/sparql-results+xml"),
        ("text/csv", SELECT, "text/csv"),
        ("text/tab-separated-values;q=0.9, text/csv;q=0.2", SELECT, "text/tab-separated-values"),
        ("application/json", SELECT, "application/sparql-results+json"),
        ("text/*;q=0.5, application/xml", "ASK {}", "application/sparql-results+xml"),
        ("text/turtle", "CONSTRUCT WHERE { ?s bgs:key 'opg' }", "text/turtle"),
        ("application/n-triples", "DESCRIBE ?s { ?s bgs:key 'opg' }", "application/n-triples"),
        ("text/html, */*;q=0.1", "CONSTRUCT WHERE { ?s bgs:key 'opg' }", "text/turtle"),
    ],
)
def test_protocol_speaks_what_is_asked(client: TestClient, accept: str, query: str, media: str) -> None:
    got = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    form = client.post("/sparql", data={"query": query}, headers={"accept": accept})
    raw = client.post("/sparql", content=query, headers={"accept": accept, "content-type": "application/sparql-query"})
    for reply in (got, form, raw):
        assert reply.status_code == 200 and reply.headers["content-type"].partition(";")[0] == media
    assert got.text == form.text == raw.text and ("opg" in got.text.lower() or "true" in got.text)
    if media.endswith("xml"):
        ET.fromstring(got.text)


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"params": {"query": SELECT}, "headers": {"accept": "image/png"}}, 406),
        ({"params": {"query": "ASK {}"}, "headers": {"accept": "text/csv"}}, 406),
        ({"params": {"query": SELECT}, "headers": {"accept": "text/turtle"}}, 406),
        ({"params": {"query": "SELECT * WHERE {"}}, 400),
        ({"params": {}}, 400),
        ({"params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400),
        ({"params": {"query": "ASK {}", "default-graph-uri": "http://example.org/"}}, 400),
        ({"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}}, 400),
        ({"params": {"query": "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }"}}, 400),
        ({"params": {"query": "LOAD <http://127.0.0.1:9/>"}}, 400),
        ({"params": {"query": "SELECT * { ?s ?p ?o }"}}, 400),
        ({"params": {"update": "CLEAR ALL"}}, 403),
    ],
)
def test_protocol_refuses(client: TestClient, request_: dict[str, Any], status: int) -> None:
    assert client.get("/sparql", **request_).status_code == status


def test_updates_and_other_bodies(client: TestClient) -> None:
    assert client.post("/sparql", content="CLEAR ALL", headers={"content-type": "application/sparql-update"}).status_code == 403
    assert client.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 403
    assert client.post("/sparql", content="x", headers={"content-type": "text/plain"}).status_code == 415
    assert client.put("/sparql", content="x").status_code == 405
    assert client.post("/sparql", content=b"x" * 300_000, headers={"content-type": "application/sparql-query"}).status_code == 413
    chunks = (b"x" * 50_000 for _ in range(9))
    assert client.post("/sparql", content=chunks, headers={"content-type": "application/sparql-query"}).status_code == 413


def test_a_query_without_end_is_stopped_and_the_next_is_answered(client: TestClient) -> None:
    crew: Any = client.app.app.state.crew  # type: ignore[attr-defined]
    before, crew.seconds = crew.seconds, 1
    (worker,) = crew._all
    start = time.monotonic()
    try:
        assert client.get("/sparql", params={"query": LONG}).status_code == 503
    finally:
        crew.seconds = before
    assert time.monotonic() - start < 10
    assert not worker._process.is_alive()
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.:80"])
def test_other_names_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:9", "127.0.0.1:8642", "[::1]:8642"])
def test_own_names_are_known(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


def test_only_the_named_origin_may_read(client: TestClient) -> None:
    assert client.get("/health", headers={"origin": "https://friend.example"}).headers["access-control-allow-origin"] == "https://friend.example"
    assert "access-control-allow-origin" not in client.get("/health", headers={"origin": "https://evil.example"}).headers


def test_the_log_has_one_json_line_each_and_no_questions(client: TestClient) -> None:
    LOG.truncate(0)
    LOG.seek(0)
    client.get("/find?q=secret")
    line = json.loads(LOG.getvalue())
    assert line["path"] == "/find" and line["status"] == 200 and line["ms"] >= 0 and line["bytes"] > 0
    assert "secret" not in LOG.getvalue()
