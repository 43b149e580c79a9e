"""What every request meets first: host and body checked, safe headers set, one line of log written."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Collection
from typing import TextIO

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Guard"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class Guard:
    """ASGI middleware.

    Parameters
    ----------
    hosts
        Names by which this server may be called; another Host header is refused (DNS rebinding).
    body
        Largest body in bytes.
    origin
        The one foreign origin that may read answers (CORS); empty for none.
    log
        Where access lines go, one JSON object each; ``None`` for nowhere. Query strings are not logged.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], body: int = 200_000, origin: str = "", log: TextIO | None = sys.stderr) -> None:
        self.app, self.hosts, self.body, self.origin, self.log = app, frozenset(hosts), body, origin, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, seen = time.perf_counter(), {"status": 500, "bytes": 0}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                self._dress(scope, MutableHeaders(scope=message))
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        try:
            refusal = self._refusal(Headers(scope=scope))
            if refusal:
                await refusal(scope, receive, answer)
            else:
                await self.app(scope, self._limited(receive), answer)
        finally:
            self._note(scope, seen, time.perf_counter() - start)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "").strip().lower()
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and ":" in host else host
        if name not in self.hosts:
            return PlainTextResponse("this server does not go by that name (Host header); see --allow-host", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.body:
            return PlainTextResponse(f"a body may hold {self.body} bytes", 413)
        return None

    def _limited(self, receive: Receive) -> Receive:
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.body:
                raise HTTPException(413, f"a body may hold {self.body} bytes")
            return message

        return limited

    def _dress(self, scope: Scope, headers: MutableHeaders) -> None:
        headers.setdefault("content-security-policy", _POLICY)
        headers["x-content-type-options"] = "nosniff"
        headers["referrer-policy"] = "no-referrer"
        headers["cross-origin-opener-policy"] = "same-origin"
        headers.setdefault("cache-control", "no-cache")
        if self.origin and Headers(scope=scope).get("origin") == self.origin:
            headers["access-control-allow-origin"] = self.origin
            headers.add_vary_header("Origin")
        else:
            headers["cross-origin-resource-policy"] = "same-origin"

    def _note(self, scope: Scope, seen: dict[str, int], seconds: float) -> None:
        if self.log is None:
            return
        client = scope.get("client") or ("", 0)
        line = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "client": client[0], "method": scope["method"], "path": scope["path"]}
        self.log.write(json.dumps({**line, **seen, "ms": round(seconds * 1000, 1)}, ensure_ascii=True) + "\n")
        self.log.flush()
