"""From data to one HTML document: template, style, scripts and data in a single file that asks the network for nothing.

The content security policy forbids everything and allows each script and style by its SHA-256, so that markup that slipped in would still
do nothing. Data lie in one ``application/json`` block, packed (see :mod:`bonegraph.view.pack`), in which no ``<`` is left.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from bonegraph.view.pack import packed

__all__ = ["SCRIPTS", "as_json_block", "content_hash", "example_questions", "render"]

SCRIPTS = (
    "data", "dom", "state", "words", "search", "filters", "links", "pen", "shapes", "scene", "places", "atlas", "bundles", "region", "focus",
    "signedpaths", "paths", "canvas", "hands", "card", "interactioncard", "questions", "legend", "exports", "help", "header", "main",
)  # fmt: skip
"""Modules of the page script, in the order in which they are joined."""

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def render(data: Mapping[str, Any]) -> str:
    """The document for this data. The same data give the same text."""
    vis, script, style = _vis(), _script(), _asset("explorer.css")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    template = environment.from_string(_asset("template.html.j2"))
    return template.render(
        title=data["title"],
        digest=data["digest"],
        policy=_policy((vis, script), (style,)),
        style=_verbatim(style, "</style"),
        vis=_verbatim(vis, "</script"),
        script=_verbatim(script, "</script"),
        data=Markup(as_json_block({"encoding": "deflate", "data": packed(data)})),  # noqa: S704 - as_json_block leaves no markup
    )


def example_questions() -> list[str]:
    """Sentences that the page of a whole graph answers beforehand."""
    return [line for line in _asset("questions.txt").splitlines() if line and not line.startswith("#")]


def as_json_block(data: Mapping[str, Any]) -> str:
    """JSON without ``<``, ``>``, ``&``, U+2028 and U+2029, safe inside a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def content_hash(text: str) -> str:
    """Source expression of a content security policy for an inline block."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    parts = (
        "default-src 'none'",
        "script-src " + " ".join(content_hash(text) for text in scripts),
        "style-src " + " ".join(content_hash(text) for text in styles),
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _verbatim(text: str, forbidden: str) -> Markup:
    if forbidden in text.lower() or "<!--" in text:
        raise ValueError(f"an asset of the page holds {forbidden!r} or '<!--'")
    return Markup(text)  # noqa: S704 - our own assets, checked above


@cache
def _asset(name: str) -> str:
    return (resources.files("bonegraph.view") / "assets" / name).read_text(encoding="utf-8")


@cache
def _vis() -> str:
    # the source map is not shipped; without the remark no developer tool asks for it
    return _asset("vis-network.min.js").partition("//# sourceMappingURL=")[0]


@cache
def _script() -> str:
    modules = "\n".join(f"// ---- {name}\n{_asset(f'js/{name}.js')}" for name in SCRIPTS)
    return f'(async function () {{\n"use strict";\n{modules}\n}})().catch(({_asset("js/failure.js").strip()}));\n'
