"""JSON-LD with its context inside: nothing is fetched to read it."""

from __future__ import annotations

import json
from typing import Any

from bonegraph.model.knowledge import Knowledge
from bonegraph.rdf.terms import PREFIXES
from bonegraph.rdf.write import convert, ntriples

__all__ = ["encode"]

_SHORT = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def encode(knowledge: Knowledge) -> bytes:
    """The whole graph: pyoxigraph's expanded form, shortened by the prefixes of the context."""
    nodes = [_node(node) for node in json.loads(convert(ntriples(knowledge), "jsonld"))]
    # a start that ends in "_" is a prefix only if the context says so
    terms = {prefix: iri if iri[-1] in "/#" else {"@id": iri, "@prefix": True} for prefix, iri in PREFIXES.items()}
    head = json.dumps({"@version": 1.1, **terms}, indent=1)
    body = ",\n".join(json.dumps(node, ensure_ascii=False) for node in nodes)
    return f'{{"@context": {head},\n"@graph": [\n{body}\n]}}\n'.encode()


def _iri(iri: str) -> str:
    """The compact form, which a reader may expand: only where nothing after the prefix could be taken for an address."""
    for prefix, start in _SHORT:
        if iri.startswith(start) and not iri[len(start) :].startswith("//"):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _node(node: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, values in node.items():
        if name == "@id":
            found[name] = _iri(values)
        elif name == "@type":
            found[name] = _single([_iri(value) for value in values])
        else:
            found[_iri(name)] = _single([_value(value) for value in values])
    if types := found.pop("rdf:type", None):
        found["@type"] = _single([value["@id"] for value in (types if isinstance(types, list) else [types])])
    return found


def _value(value: dict[str, Any]) -> Any:
    short = {name: _iri(text) if name in ("@id", "@type") else text for name, text in value.items()}
    return short["@value"] if set(short) == {"@value"} else short


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
