"""SPARQL 1.1 Protocol (W3C 2013), query operation: GET and POST, content negotiation, no update."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bonegraph.rdf.results import as_csv, as_json, as_ntriples, as_tsv, as_turtle, as_xml
from bonegraph.serve.crew import Crew, Refused, TooBusy, TooLong

__all__ = ["answer_of", "negotiated", "protocol", "refusal"]

Writer = Callable[[Any], Any]
_ROWS: dict[str, tuple[str, Writer]] = {
    "json": ("application/sparql-results+json", as_json),
    "xml": ("application/sparql-results+xml", as_xml),
    "csv": ("text/csv", as_csv),
    "tsv": ("text/tab-separated-values", as_tsv),
}
_GRAPHS: dict[str, tuple[str, Writer]] = {"turtle": ("text/turtle", as_turtle), "nt": ("application/n-triples", as_ntriples)}
_ALSO = {"application/json": "json", "application/xml": "xml", "text/xml": "xml"}


def refusal(error: Exception) -> tuple[int, str]:
    """Status and words of an error of the crew."""
    if isinstance(error, Refused):
        return 400, str(error)
    return (503, str(error)) if isinstance(error, (TooLong, TooBusy)) else (500, "internal error")


async def protocol(request: Request) -> Response:
    """Answer a request to the endpoint."""
    crew: Crew = request.app.state.crew
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    fields = list(request.query_params.multi_items())
    text = ""
    if request.method == "POST":
        if kind == "application/sparql-update":
            return _forbidden()
        try:
            if kind == "application/sparql-query":
                text = (await request.body()).decode("utf-8")
            elif kind == "application/x-www-form-urlencoded":
                fields += parse_qsl((await request.body()).decode("utf-8"), keep_blank_values=True)
            else:
                return PlainTextResponse("POST a form, or application/sparql-query", 415)
        except UnicodeDecodeError:
            return PlainTextResponse("a query is UTF-8", 400)
    names = [name for name, _ in fields]
    if "update" in names:
        return _forbidden()
    if {"default-graph-uri", "named-graph-uri"} & set(names):
        return PlainTextResponse("this endpoint holds one graph; leave default-graph-uri and named-graph-uri out", 400)
    asked = [value for name, value in fields if name == "query"] + ([text] if text else [])
    if not asked and request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/query", 303)
    if len(asked) != 1:
        return PlainTextResponse("give one query", 400)
    return await run_in_threadpool(answer_of, crew, asked[0], {}, request.headers.get("accept", ""), request.app.state.rows)


def answer_of(crew: Crew, text: str, params: dict[str, str], accept: str, most: int) -> Response:
    """Run a query in a worker and write its answer in the form that `accept` prefers; 406 if it has none."""
    if not negotiated(accept, _ROWS) and not negotiated(accept, _GRAPHS):
        return _not_acceptable({**_ROWS, **_GRAPHS})
    try:
        answer = crew.ask("sparql", text=text, params=params, most=most)
    except (Refused, TooLong, TooBusy) as error:
        status, words = refusal(error)
        return PlainTextResponse(words, status)
    forms = _GRAPHS if answer.kind == "graph" else {k: v for k, v in _ROWS.items() if answer.kind == "select" or k in ("json", "xml")}
    chosen = negotiated(accept, forms)
    if not chosen:
        return _not_acceptable(forms)
    media, write = forms[chosen]
    shown = write(answer)
    if isinstance(shown, dict):
        return JSONResponse(shown, media_type=media)
    return Response(shown, media_type=media)


def negotiated(accept: str, forms: dict[str, tuple[str, Writer]]) -> str:
    """The form that an Accept header prefers (RFC 9110, 12.5.1), the first on a tie; empty if it takes none."""
    wishes = list(_wishes(accept or "*/*"))
    best, found = 0.0, ""
    for name, (media, _) in forms.items():
        names = {media, *(also for also, form in _ALSO.items() if form == name)}
        fits = [(len(wish.replace("*", "")), weight) for wish, weight in wishes if wish in names or wish in ("*/*", f"{media.partition('/')[0]}/*")]
        weight = max(fits)[1] if fits else 0.0
        if weight > best:
            best, found = weight, name
    return found


def _wishes(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, *options = (piece.strip().lower() for piece in part.split(";"))
        weight = next((option[2:] for option in options if option.startswith("q=")), "1")
        try:
            yield media, max(0.0, min(1.0, float(weight)))
        except ValueError:
            yield media, 0.0


def _not_acceptable(forms: dict[str, tuple[str, Writer]]) -> Response:
    return PlainTextResponse(f"this can be had as {', '.join(media for media, _ in forms.values())}", 406)


def _forbidden() -> Response:
    return PlainTextResponse("this graph is read-only", 403)
