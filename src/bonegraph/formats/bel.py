"""Biological Expression Language, one statement for each supporting publication, for PyBEL and INDRA.

The namespace BG is declared by a pattern, so that a compiler needs no file of names; a BG name is a key of bonegraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from bonegraph import __version__
from bonegraph.formats import statement
from bonegraph.model.evidence import Evidence, Reference
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode"]

_PROTEINS = frozenset({"signal protein", "transcription factor", "matrix protein", "intracellular signal"})
_ACTIVE = frozenset({"receptor", "enzyme", "transporter"})
_PROCESSES = frozenset({"process", "cell state", "mechanical stimulus"})
_PATHOLOGIES = frozenset({"disease", "clinical outcome", "adverse outcome"})
_VERBS = {1: "increases", -1: "decreases", 0: "causesNoChange"}


def encode(knowledge: Knowledge) -> bytes:
    """The script; annotations are the keys of scopes."""
    head = [
        'SET DOCUMENT Name = "bonegraph"',
        f'SET DOCUMENT Version = "{__version__}"',
        f'SET DOCUMENT Description = "{statement(".bel", knowledge)}"',
        'SET DOCUMENT Authors = "the bonegraph authors"',
        'SET DOCUMENT Licenses = "CC BY 4.0"',
        'SET DOCUMENT ContactInfo = "none"',
        "",
        'DEFINE NAMESPACE BG AS PATTERN "[a-z0-9-]+"',
        *(f'DEFINE ANNOTATION {_annotation(key)} AS PATTERN ".+"' for key in knowledge.context_values),
        'DEFINE ANNOTATION Interaction AS PATTERN "I[0-9a-f]+"',
        'DEFINE ANNOTATION EvidenceType AS PATTERN ".+"',
        "",
    ]
    body = [line for row in knowledge.active for line in _statements(knowledge, row)]
    return ("\n".join([*head, *body]) + "\n").encode()


def _statements(knowledge: Knowledge, row: Interaction) -> Iterator[str]:
    for item in row.evidence:
        reference = knowledge.references.get(item.reference)
        if item.stance == "supports" and reference and reference.identified and item.finding:
            yield from _statement(knowledge, row, item, reference)


def _statement(knowledge: Knowledge, row: Interaction, item: Evidence, reference: Reference) -> Iterator[str]:
    database, name = ("PubMed", reference.pmid) if reference.pmid else ("PMC", reference.pmcid) if reference.pmcid else ("DOI", reference.doi)
    yield f'SET Citation = {{"{database}", {_quoted(reference.title or reference.citation)}, "{name}"}}'
    yield f"SET Evidence = {_quoted(item.finding)}"
    yield f'SET Interaction = "{row.id}"'
    yield f'SET EvidenceType = "{item.type}"'
    for key, values in row.scope:
        words = [_quoted(value) for value in values]
        yield f"SET {_annotation(key)} = " + (words[0] if len(words) == 1 else "{" + ", ".join(words) + "}")
    yield f"{_term(knowledge, row.subject)} {_VERBS[row.sign]} {_term(knowledge, row.object)}"
    yield "UNSET ALL"
    yield ""


def _term(knowledge: Knowledge, key: str) -> str:
    kind, name = knowledge.entities[key].kind, f'BG:"{key}"'
    if kind in _ACTIVE:
        return f"act(p({name}))"
    if kind in _PROTEINS:
        return f"p({name})"
    if kind in _PROCESSES:
        return f"bp({name})"
    return f"path({name})" if kind in _PATHOLOGIES else f"a({name})"


def _annotation(key: str) -> str:
    return "".join(word.capitalize() for word in key.split("_"))


def _quoted(text: str) -> str:
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
