"""A SPARQL text as tokens: enough of the grammar (SPARQL 1.1, 19.8) to tell a keyword from what merely looks like one.

Three things rest on it: what a query may not do (:func:`refuse`), which prefixes it declares (:func:`with_prefixes`), and the place of
its parameters (:func:`bound`). Nothing else looks into the text of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bonegraph.errors import QueryError

__all__ = ["bound", "refuse", "tokens", "with_prefixes", "written"]

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CHANGES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")
_ELSEWHERE = ("SERVICE", "FROM", "LOAD")


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each token; joined, the texts are the query again."""
    for found in _TOKEN.finditer(text):
        yield str(found.lastgroup), found[0]


def refuse(text: str, *, elsewhere: bool = True) -> None:
    """Refuse what would change data or (unless `elsewhere` is false) reach other data.

    Codepoint escapes (SPARQL 1.1, 19.2) are read both ways, because engines differ in when they expand them. Parsers may cut a word
    where no blank stands (``ASKFROM<…>``), so a keyword inside a word counts.

    Raises
    ------
    QueryError
        Naming the keyword.
    """
    for reading in {text, _CODEPOINT.sub(_character, text)}:
        for kind, token in tokens(reading):
            word = token.upper() if kind == "word" else token.partition(":")[0].upper() if kind == "name" else ""
            if kind == "word" and word in _CHANGES:
                raise QueryError(f"{word} would change data; this graph is read-only (SELECT, ASK, CONSTRUCT, DESCRIBE)")
            found = next((key for key in _ELSEWHERE if (key in word if kind == "word" else word.endswith(key))), "")
            if elsewhere and found:
                raise QueryError(f"{found} would reach other data; queries stay on this graph")


def _character(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF else found[0]


def with_prefixes(text: str, prefixes: Mapping[str, str]) -> str:
    """The query with a declaration of each prefix that it uses and does not declare, for engines that know none."""
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for kind, token in tokens(text):
        if kind == "name":
            (declared if before == "PREFIX" else used).add(token.partition(":")[0])
        if kind not in ("space", "comment"):
            before = token.upper()
    lines = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes.items() if prefix in used - declared]
    return "".join(lines) + text


def bound(text: str, terms: Mapping[str, str]) -> str:
    """The query with the variables named in `terms` replaced by those terms.

    Only whole variable tokens are replaced, never part of a string, an IRI or a comment, and `terms` come from :func:`written`: a value
    is one term whatever characters it holds. Engines offer substitution too, but not alike: pyoxigraph wants the variable projected
    (SEP-0007), rdflib drops it inside subqueries, the SPARQL 1.1 Protocol has none.
    """
    return "".join(terms.get(token[1:], token) if kind == "variable" else token for kind, token in tokens(text))


def written(kind: str, text: str, datatype: str = "") -> str:
    """An IRI (``uri``) or literal as SPARQL writes it.

    Raises
    ------
    QueryError
        If the text is no IRI, or holds what no RDF literal can hold.
    """
    if kind == "uri":
        if not re.fullmatch(r"""[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*""", text):
            raise QueryError(f"{text!r} is no IRI")
        return f"<{text}>"
    if any(0xD800 <= ord(sign) <= 0xDFFF for sign in text) or "\0" in text:
        raise QueryError(f"{text!r} holds a character that no RDF literal can hold")
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    # an engine that expands codepoints first must not meet one that the value merely spells
    plain = re.sub(r"(?<=\\\\)[uU]", lambda found: f"\\U{ord(found[0]):08X}", plain)
    return f'"{plain}"' + (f"^^<{datatype}>" if datatype else "")
