"""The application, and how it is started and stopped."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache
from importlib import resources
from typing import TextIO

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bonegraph import __version__
from bonegraph.errors import QuestionError
from bonegraph.graph import Graph
from bonegraph.serve import api, pages
from bonegraph.serve.crew import Crew
from bonegraph.serve.guard import Guard
from bonegraph.serve.sparql import protocol

__all__ = ["LOCAL", "application", "free_port", "listen", "serve"]

LOCAL = ("127.0.0.1", "localhost", "[::1]")
ROWS = 50_000
_ASSETS = {
    "explorer.css": ("bonegraph.view", "text/css"),
    "serve.css": ("bonegraph.serve", "text/css"),
    "theme.js": ("bonegraph.serve", "text/javascript"),
    "names.js": ("bonegraph.serve", "text/javascript"),
    "query.js": ("bonegraph.serve", "text/javascript"),
}


def application(
    graph: Graph, *, hosts: Collection[str] = LOCAL, origin: str = "", seconds: float = 30, workers: int = 2, rows: int = ROWS, log: TextIO | None = sys.stderr
) -> ASGIApp:
    """The ASGI application; its workers start and end with its lifespan.

    Parameters
    ----------
    hosts
        Names by which it may be called.
    origin
        The one foreign origin that may read answers.
    seconds, workers, rows
        Longest time of a question, number of worker processes, most rows of an answer.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.crew = Crew(workers, seconds)
        try:
            yield
        finally:
            app.state.crew.close()

    routes = [
        Route("/", _explorer),
        Route("/effect", pages.effect),
        Route("/entity/{key:path}", pages.card),
        Route("/interaction/{id}", pages.interaction),
        Route("/find", pages.find),
        Route("/query", pages.query),
        Route("/api", pages.api_page),
        *(Route(route.path, api.respond(route)) for route in api.ROUTES),
        Route("/api/queries/{name}", api.run_named),
        Route("/openapi.json", lambda request: JSONResponse(api.openapi())),
        Route("/sparql", protocol, methods=["GET", "POST"]),
        Route("/health", _health),
        Route("/static/{name}", _asset),
        Route("/favicon.ico", lambda request: Response(status_code=204)),
    ]
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: _nothing})
    app.state.graph, app.state.rows, app.state.explorer = graph, rows, ""
    app.state.drawing = threading.Lock()
    return Guard(app, hosts, origin=origin, log=log)


def _explorer(request: Request) -> Response:
    """The explorer page, made once; a link to the other pages is put beside its tools."""
    state = request.app.state
    with state.drawing:
        if not state.explorer:
            beside = '<a class="icon" href="/effect">Live effect</a><a class="icon" href="/query">SPARQL</a>\n  <nav class="tools"'
            state.explorer = state.graph.view().html.replace('<nav class="tools"', beside, 1)
    # the page carries its own policy with the hash of each of its blocks
    return HTMLResponse(state.explorer, headers={"content-security-policy": "frame-ancestors 'none'"})


def _health(request: Request) -> Response:
    return JSONResponse({"status": "ok", "version": __version__, "data": request.app.state.graph.knowledge.digest})


def _asset(request: Request) -> Response:
    package, media = _ASSETS.get(request.path_params["name"], ("", ""))
    if not package:
        return PlainTextResponse("not found", 404)
    return Response(_read(package, request.path_params["name"]), media_type=media)


@cache
def _read(package: str, name: str) -> bytes:
    return (resources.files(package) / "assets" / name).read_bytes()


async def _nothing(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "no such address; /openapi.json lists them"}, 404)
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/find", 303)
    return PlainTextResponse("not found", 404)


class _Server(uvicorn.Server):
    """uvicorn that, once it has stopped, lets the command end with exit code 0."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGINT and SIGTERM ask for a clean stop and are not raised again."""
        signals = (signal.SIGINT, signal.SIGTERM)
        before = {sign: signal.signal(sign, self.handle_exit) for sign in signals}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)


def free_port(host: str, first: int, most: int = 50) -> int:
    """The first free port from `first` on; 0 if there is none near."""
    for port in range(first, min(first + most, 65536)):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises
    ------
    QuestionError
        If the port is taken (a free one is named) or the address is none of this machine.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        free = free_port(host, port + 1)
        hint = f"; port {free} is free: bonegraph serve --port {free}" if free else ""
        raise QuestionError(f"cannot listen on {host} port {port}: {(error.strerror or str(error)).lower()}{hint}") from error
    return listener


def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, timeout_graceful_shutdown=5, lifespan="on")
    _Server(config).run(sockets=[listener])
