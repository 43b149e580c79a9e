"""Any SPARQL 1.1 store as an engine (SPARQL 1.1 Protocol, W3C 2013): Oxigraph server, Fuseki, QLever, Virtuoso, GraphDB."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from bonegraph.errors import QueryError
from bonegraph.rdf.store import Answer, Cell, read_triples
from bonegraph.rdf.terms import PREFIXES
from bonegraph.rdf.tokens import with_prefixes

__all__ = ["Endpoint"]

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"
_MOST = 512 * 1024 * 1024
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class _Stay(urllib.request.HTTPRedirectHandler):
    """A store that was named is asked; where it points to is not."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class Endpoint:
    """A store by the address of its query endpoint.

    Parameters
    ----------
    address
        ``http://`` or ``https://`` address; a user and password in it are refused (they would stand in shell histories).
    patience
        Seconds to wait for the store.

    Raises
    ------
    QueryError
        If the address is none.
    """

    def __init__(self, address: str, patience: float = 120) -> None:
        parts = urllib.parse.urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise QueryError(f"{address!r} is no address of a SPARQL endpoint; one looks like http://localhost:7878/query")
        self._address, self._patience = address, patience

    def query(self, text: str, most: int = 0) -> Answer:
        """Send a query by POST and read the answer (SPARQL results JSON or N-Triples).

        Raises
        ------
        QueryError
            If the store cannot be reached, refuses, or answers in another form.
        """
        form = urllib.parse.urlencode({"query": with_prefixes(text, PREFIXES)}).encode()
        asked = urllib.request.Request(self._address, form, {"Accept": _ACCEPT, "User-Agent": "bonegraph"})  # noqa: S310 - http(s) only, see above
        try:
            with urllib.request.build_opener(_Stay).open(asked, timeout=self._patience) as reply:
                kind, body = reply.headers.get_content_type(), reply.read(_MOST + 1)
        except urllib.error.HTTPError as error:
            said = error.read(2000).decode("utf-8", "replace").strip()
            raise QueryError(f"{self._address} answered {error.code} {error.reason}: {said}".rstrip(": ")) from error
        except OSError as error:
            raise QueryError(f"{self._address} cannot be reached ({getattr(error, 'reason', error)})") from error
        if len(body) > _MOST:
            raise QueryError(f"{self._address} answers with more than {_MOST >> 20} MB; ask for less (LIMIT)")
        try:
            return Answer("graph", triples=read_triples(body)) if kind in ("application/n-triples", "text/plain") else _results(json.loads(body))
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            raise QueryError(f"{self._address} answered with {kind}, which is no SPARQL result ({error})") from error


def _results(plain: dict[str, Any]) -> Answer:
    if "boolean" in plain:
        return Answer("ask", truth=bool(plain["boolean"]))
    names = tuple(plain["head"]["vars"])
    return Answer("select", names, tuple(tuple(_cell(row.get(name)) for name in names) for row in plain["results"]["bindings"]))


def _cell(term: dict[str, str] | None) -> Cell | None:
    if term is None:
        return None
    if term["type"] in ("uri", "bnode"):
        return Cell(term["type"], term["value"])
    language = term.get("xml:lang", "")
    plain = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString" if language else _STRING
    return Cell("literal", term["value"], term.get("datatype", plain), language)
