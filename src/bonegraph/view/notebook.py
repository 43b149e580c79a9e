"""How cards, tables and the graph look in a notebook: plain HTML without script, which nbconvert keeps and readers can print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from bonegraph.model.evidence import Evidence
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.sign import symbol
from bonegraph.view.links import curie_url, reference_links
from bonegraph.view.style import FAMILIES, LINES, family_of

__all__ = ["Card", "Table", "graph_html"]

_MOST = 8
_GLYPH = {"+": "+", "-": "−", "0": "0", "?": "?"}
_COLOUR = {line.sign: line.light for line in LINES}
_STRENGTH = {"strong": 1.0, "moderate": 0.7, "weak": 0.4}
_STANCE = {"opposes": "opposes: ", "null": "looked, not found: "}


class Card(dict[str, Any]):
    """The card of an entity, perturbation or interaction: a JSON-ready dictionary that shows itself in a notebook."""

    def __init__(self, fields: Mapping[str, Any], knowledge: Knowledge, key: str) -> None:
        super().__init__(fields)
        self._knowledge = knowledge
        self._key = key

    def _repr_html_(self) -> str:
        if self._key in self._knowledge.interactions:
            return _interaction(self._knowledge, self._knowledge.interactions[self._key])
        if self._key in self._knowledge.entities:
            return _entity(self._knowledge, self._key)
        return _plain(self)


class Table(list[dict[str, str]]):
    """Rows with the same fields: a list of dictionaries that shows itself as a table."""

    def _repr_html_(self) -> str:
        names = list(dict.fromkeys(name for row in self for name in row))
        return table(names, [[escape(str(row.get(name, ""))) for name in names] for row in self]) if self else "<p>nothing found</p>"


def graph_html(knowledge: Knowledge, counts: Mapping[str, Any]) -> str:
    """What a graph holds: counts by kind and by sign, and how to see it."""
    kinds: dict[str, int] = {}
    for kind, count in counts["entities_by_kind"].items():
        kinds[family_of(kind).key] = kinds.get(family_of(kind).key, 0) + count
    chips = " ".join(_chip(family.key, f"{escape(family.title)} {kinds[family.key]:,}") for family in FAMILIES if family.key in kinds)
    signs = " &nbsp; ".join(f"{_sign(sign)} {count:,}" for sign, count in counts["interactions_by_sign"].items())
    consensus = ", ".join(f"{count:,} {escape(name)}" for name, count in sorted(counts["interactions_by_consensus"].items()))
    return _framed(
        f"<p><b>bonegraph</b> {escape(knowledge.digest)}: {len(knowledge.entities):,} entities, {len(knowledge.active):,} interactions, "
        f"{len(knowledge.references):,} references</p><p>{chips}</p><p>{signs} &nbsp; ({consensus})</p>"
        "<p><small><code>g.effect(…, on=…)</code> answers, <code>g.show(…)</code> gives a card, <code>g.view(…)</code> draws the network.</small></p>"
    )


def table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """An HTML table; the cells are HTML already."""
    head = "".join(f"<th style='text-align:left'>{escape(name)}</th>" for name in names)
    body = "".join("<tr>" + "".join(f"<td style='text-align:left;vertical-align:top'>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


# ---------------------------------------------------------------- pieces


def _framed(inner: str) -> str:
    return f"<div class='bonegraph' style='border-left:3px solid #0A5A9C;padding:2px 0 2px 12px'>{inner}</div>"


def _chip(family: str, words: str) -> str:
    look = next(item for item in FAMILIES if item.key == family)
    return f"<span style='background:{look.fill};color:{look.ink};border:1px solid #1B2733;border-radius:4px;padding:1px 6px;white-space:nowrap'>{words}</span>"


def _sign(sign: str) -> str:
    return f"<b style='color:{_COLOUR.get(sign, '#6A6F76')}'>{_GLYPH.get(sign, '·')}</b>"


def _link(words: str, url: str) -> str:
    return f"<a href='{escape(url)}' rel='noopener noreferrer'>{escape(words)}</a>" if url else escape(words)


def _plain(fields: Mapping[str, Any]) -> str:
    rows = [(escape(k.replace("_", " ")), "<br>".join(escape(str(x)) for x in v) if isinstance(v, list) else escape(str(v))) for k, v in fields.items() if v]
    return _framed(table(["", ""], rows))


def _entity(knowledge: Knowledge, key: str) -> str:
    entity = knowledge.entities[key]
    ids = ", ".join(_link(curie, curie_url(curie)) for curie in (entity.id, *entity.xrefs))
    parts = [f"<p>{_chip(family_of(entity.kind).key, f'<b>{escape(entity.name)}</b>')} {escape(entity.kind)}</p>", f"<p>{escape(entity.definition)}</p>"]
    if entity.synonyms:
        parts.append(f"<p><small>also called {escape(', '.join(entity.synonyms))}</small></p>")
    parts.append(f"<p><small>{ids}</small></p>")
    for title, rows in (("Acted on by", knowledge.by_object.get(key, ())), ("Acts on", knowledge.by_subject.get(key, ()))):
        if rows:
            best = sorted(rows, key=lambda row: (-_STRENGTH.get(row.strength, 0.5) * knowledge.beliefs[row.id], row.id))
            more = f", the best supported {_MOST} of {len(rows)}" if len(rows) > _MOST else ""
            cells = [
                [_sign(symbol(r.sign)), escape(knowledge.gloss(r)), escape(str(r.scope)), f"{knowledge.beliefs[r.id]:.2f}", escape(r.id)] for r in best[:_MOST]
            ]
            parts.append(f"<p><b>{title}</b>{more}</p>" + table(["", "interaction", "holds in", "belief", "id"], cells))
    return _framed("".join(parts))


def _interaction(knowledge: Knowledge, row: Interaction) -> str:
    facts = [
        str(row.scope) and f"holds in {row.scope}",
        row.gate and "needs " + ", ".join(map(knowledge.name, row.gate)),
        row.directness,
        row.strength,
        row.speed,
    ]
    about = " · ".join(escape(fact) for fact in facts if fact)
    evidence = [[escape(_STANCE.get(e.stance, "")) + escape(e.finding), _source(knowledge, e), escape(e.checked or "unverified")] for e in row.evidence]
    note = f"<p><small>{escape(row.note)}</small></p>" if row.note else ""
    return _framed(
        f"<p>{_sign(symbol(row.sign))} <b>{escape(knowledge.gloss(row))}</b> <small>{escape(row.id)}</small></p><p>{about}</p>"
        f"<p>belief {knowledge.beliefs[row.id]:.2f} · {escape(row.consensus)}</p>{note}" + table(["finding", "source", "read"], evidence)
    )


def _source(knowledge: Knowledge, item: Evidence) -> str:
    reference = knowledge.references.get(item.reference)
    if reference is None:
        return "no publication named"
    return " ".join([escape(reference.citation), *(_link(words, url) for words, url in reference_links(reference))])
