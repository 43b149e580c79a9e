"""JSON API. :data:`ROUTES` is the one list from which routes and the OpenAPI document are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bonegraph import __version__
from bonegraph.errors import BonegraphError, QuestionError
from bonegraph.graph import Graph
from bonegraph.model.context import parse_context
from bonegraph.rdf.named import find_named, named_queries
from bonegraph.serve.crew import Crew, Refused, TooBusy, TooLong
from bonegraph.serve.sparql import answer_of, refusal

__all__ = ["ROUTES", "Route", "effect_arguments", "openapi", "respond"]

DISCLAIMER = "Predictions from curated mechanisms for research, not medical advice."


@dataclass(frozen=True)
class Route:
    """One address of the API: what it answers, its query parameters (name to meaning), and what does it."""

    path: str
    title: str
    work: Callable[[Graph, Crew, Mapping[str, str]], Any]
    needs: Mapping[str, str] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict)


def effect_arguments(graph: Graph, given: Mapping[str, str]) -> dict[str, Any]:
    """Arguments of an effect from the fields of a form or address.

    Raises
    ------
    QuestionError
        If one makes no sense.
    """
    from bonegraph.reason.question import check_context

    try:
        context = parse_context(given.get("context", ""))
    except ValueError as error:
        raise QuestionError(f"context: {error}") from error
    context |= {key: given[key] for key in graph.knowledge.context_values if given.get(key)}
    check_context(graph.knowledge, context)
    direction = given.get("direction") or "+"
    if direction not in ("+", "-", " "):  # a plus sign that an address left unescaped arrives as a blank
        raise QuestionError("direction is + or -")
    through = [part.strip() for part in given.get("through", "").split(",") if part.strip()]
    return {
        "perturbation": given["perturbation"],
        "readout": given["readout"],
        "context": context,
        "direction": direction.replace(" ", "+"),
        "through": through,
    }


def _effect(graph: Graph, crew: Crew, given: Mapping[str, str]) -> Any:
    return crew.ask("effect", **effect_arguments(graph, given))


def _paths(graph: Graph, crew: Crew, given: Mapping[str, str]) -> Any:
    k, sign = given.get("k") or "5", (given.get("sign") or "").replace(" ", "+")
    if not k.isdigit() or not 1 <= int(k) <= 50 or sign not in ("", "+", "-"):
        raise QuestionError("k is 1 to 50, sign is + or -")
    return crew.ask("paths", source=given["source"], target=given["target"], k=int(k), sign=sign)


def _resolve(graph: Graph, crew: Crew, given: Mapping[str, str]) -> Any:
    found = graph.resolve(given["name"])
    return {
        "name": given["name"],
        "keys": list(found.keys),
        "labels": [graph.knowledge.name(key) for key in found.keys],
        "suggestions": list(found.suggestions),
    }


def _edges(graph: Graph, crew: Crew, given: Mapping[str, str]) -> Any:
    pair = graph.edges(given["source"], given["target"])
    return {"source": given["source"], "target": given["target"], "sign": pair.sign, "interactions": [row.id for row in pair.interactions]}


def _queries(graph: Graph, crew: Crew, given: Mapping[str, str]) -> Any:
    return [
        {
            "name": query.name,
            "title": query.title,
            "question": query.question,
            "parameters": [{"name": p.name, "type": p.type, "default": p.default, "meaning": p.definition} for p in query.parameters],
            "columns": [{"name": c.name, "type": c.type} for c in query.columns],
            "text": query.text,
        }
        for query in named_queries().values()
    ]


_CONTEXT = "key=value;key=value, for example sex=female;life_stage=postmenopausal; each key may stand alone as well"
ROUTES = (
    Route(
        "/api/effect",
        "Effect of a perturbation on a readout: verdict, paths for and against, evidence",
        _effect,
        {"perturbation": "drug, class, hormone, gene, disease, operation or phrase", "readout": "the variable that responds"},
        {"context": _CONTEXT, "direction": "+ given (default) or - withdrawn", "through": "variables to pass, by commas"},
    ),
    Route(
        "/api/ask",
        "The same from a sentence",
        lambda graph, crew, given: crew.ask("ask", sentence=given["q"]),
        {"q": "for example: effect of letrozole on CTX"},
    ),
    Route("/api/paths", "Best signed paths between two variables", _paths, {"source": "from", "target": "to"}, {"k": "how many (5)", "sign": "+ or - only"}),
    Route("/api/edges", "Direct interactions between two names", _edges, {"source": "from", "target": "to"}),
    Route("/api/show", "Card of an entity, interaction or state", lambda graph, crew, given: graph.show(given["name"]), {"name": "name, key or id"}),
    Route("/api/search", "Full-text search", lambda graph, crew, given: graph.search(given["q"]), {"q": "words"}),
    Route("/api/resolve", "What a name means", _resolve, {"name": "any name"}),
    Route("/api/stats", "What the graph holds", lambda graph, crew, given: graph.stats()),
    Route("/api/queries", "The named queries, with parameters, columns and text", _queries),
)


def respond(route: Route) -> Callable[[Request], Response]:
    """The endpoint of a route; Starlette runs it in a thread."""

    def endpoint(request: Request) -> Response:
        given = dict(request.query_params)
        missing = [name for name in route.needs if not given.get(name, "").strip()]
        if missing:
            return JSONResponse({"error": f"missing: {', '.join(missing)}"}, 400)
        try:
            return JSONResponse(route.work(request.app.state.graph, request.app.state.crew, given))
        except (Refused, TooLong, TooBusy) as error:
            status, words = refusal(error)
            return JSONResponse({"error": words}, status)
        except BonegraphError as error:
            return JSONResponse({"error": str(error)}, 400)

    endpoint.__name__ = route.path.rpartition("/")[2]
    return endpoint


def run_named(request: Request) -> Response:
    """A named query, its parameters in the address, its form by Accept."""
    try:
        find_named(request.path_params["name"])
    except BonegraphError as error:
        return JSONResponse({"error": str(error)}, 404)
    state = request.app.state
    return answer_of(state.crew, request.path_params["name"], dict(request.query_params), request.headers.get("accept", ""), state.rows)


def openapi() -> dict[str, Any]:
    """OpenAPI 3.1 document of the API and the endpoint."""
    paths: dict[str, Any] = {}
    for route in ROUTES:
        wanted = [(name, meaning, True) for name, meaning in route.needs.items()] + [(name, meaning, False) for name, meaning in route.takes.items()]
        paths[route.path] = {"get": _operation(route.path.rpartition("/")[2], route.title, wanted, "application/json")}
    forms = (
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
        "text/turtle",
        "application/n-triples",
    )
    named = _operation("runNamed", "Run a named query; its parameters are query parameters", [], *forms)
    named["parameters"] = [{"name": "name", "in": "path", "required": True, "schema": {"type": "string", "enum": sorted(named_queries())}}]
    paths["/api/queries/{name}"] = {"get": named}
    paths["/sparql"] = {"get": _operation("sparql", "SPARQL 1.1 Protocol, query", [("query", "SPARQL text", True)], *forms)}
    paths["/health"] = {"get": _operation("health", "Whether the server answers", [], "application/json")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "bonegraph", "version": __version__, "description": DISCLAIMER, "license": {"name": "MIT AND CC-BY-4.0"}},
        "paths": paths,
    }


def _operation(name: str, title: str, wanted: list[tuple[str, str, bool]], *media: str) -> dict[str, Any]:
    return {
        "operationId": name,
        "summary": title,
        "parameters": [{"name": n, "in": "query", "required": must, "description": means, "schema": {"type": "string"}} for n, means, must in wanted],
        "responses": {
            "200": {"description": "answer", "content": {form: {} for form in media}},
            "400": {"description": "the question is at fault; the message says how"},
            "503": {"description": "stopped because its time was up, or all workers busy"},
        },
    }
