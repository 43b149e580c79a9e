"""CSV with typed headers, for ``neo4j-admin database import``."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bonegraph.formats.flat import COLUMNS, rows
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode_nodes", "encode_relationships"]

_LISTS = ("gate", "via", "references", "evidence")
_TYPES = {"sign": "int", "belief": "double", "efficacy": "double"} | dict.fromkeys(_LISTS, "string[]")
_NODE = ("key:ID", "curie", "name", "kind", "aspect", "compartment", "module", "synonyms:string[]", "xrefs:string[]", "definition", ":LABEL")


def encode_nodes(knowledge: Knowledge) -> bytes:
    """Variables; the label beside ``Variable`` is the kind (``SignalProtein``)."""
    lines = []
    for entity in knowledge.entities.values():
        if not entity.status:
            label = "Variable;" + "".join(word.capitalize() for word in entity.kind.split())
            words = (entity.key, entity.id, entity.name, entity.kind, entity.aspect, entity.compartment, entity.module)
            lines.append((*words, _array(entity.synonyms), _array(entity.xrefs), entity.definition, label))
    return _csv(_NODE, lines)


def encode_relationships(knowledge: Knowledge) -> bytes:
    """Interactions; the type is the relation in capitals."""
    names = [name for name in COLUMNS if not name.endswith("_name")]
    head = [{"source": ":START_ID", "target": ":END_ID", "relation": ":TYPE"}.get(n, f"{n}:{_TYPES[n]}" if n in _TYPES else n) for n in names]
    lines = []
    for row in rows(knowledge):
        cells = dict(zip(COLUMNS, row, strict=True))
        cells["relation"] = cells["relation"].upper()
        cells["sign"] = cells["sign"].replace("+", "1").replace("-", "-1")
        cells |= {name: _array(cells[name].split("|")) for name in _LISTS}
        lines.append([cells[name] for name in names])
    return _csv(head, lines)


def _array(parts: Iterable[str]) -> str:
    """Elements joined by the import tool's array delimiter, which no element may hold."""
    return ";".join(part.replace(";", ",") for part in parts)


def _csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([head, *lines])
    return stream.getvalue().encode()
