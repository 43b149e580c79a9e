"""The manual of the named queries, made from their headers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bonegraph.rdf.named import COLUMN_TYPES, NamedQuery

__all__ = ["handbook"]

_HEAD = """# Named queries

Written by `bonegraph queries --markdown -o docs/queries.md` from the headers of `queries/*.rq`; do not edit.

Each runs as `bonegraph query NAME`, in Python as `g.query("NAME", {"parameter": "value"})`, on another store that holds the graph with
`--endpoint URL`, and under `bonegraph serve` from the query page. `--json`, `--tsv`, `--format csv` and `-o FILE` choose the form. A parameter of
type `entity` takes any name that `bonegraph resolve` knows; every value enters the query as one RDF term, whatever characters it holds.

To let another store answer: `bonegraph query -e "CONSTRUCT WHERE { ?s ?p ?o }" -o graph.nt` writes what the engines hold (the graph and its
doubled form for signed reachability); load that file there.
"""


def handbook(queries: Iterable[NamedQuery]) -> str:
    """The manual as Markdown."""
    found = list(queries)
    lines = [_HEAD, "| column type | meaning |", "|---|---|"]
    lines += [f"| {name} | {meaning} |" for name, (_, meaning) in COLUMN_TYPES.items()]
    lines += ["", f"## The {len(found)} queries", ""]
    lines += [f"- [{query.title}](#{query.name}): {query.question}" for query in found]
    return "\n".join([*lines, "", *(line for query in found for line in _section(query))]).rstrip() + "\n"


def _section(query: NamedQuery) -> Iterator[str]:
    yield f'<a id="{query.name}"></a>'
    yield ""
    yield f"### {query.title}"
    yield ""
    yield query.question
    yield ""
    yield "```sh"
    yield query.example
    yield "```"
    yield ""
    if query.parameters:
        yield "| parameter | type | default | meaning |"
        yield "|---|---|---|---|"
        yield from (f"| `{p.name}` | {p.type} | `{p.default}` | {p.definition} |" for p in query.parameters)
        yield ""
    yield "Columns: " + ", ".join(f"`{column.name}` ({column.type})" for column in query.columns)
    yield ""
