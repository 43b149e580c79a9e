"""Parquet: one row an interaction, typed, with its findings as a list of records."""

from __future__ import annotations

import io

from bonegraph.formats import statement
from bonegraph.formats.flat import COLUMNS, rows
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode"]

_LISTS = ("gate", "via", "references")
_FINDING = ("id", "stance", "reference", "type", "species", "system", "finding", "locator", "checked")


def encode(knowledge: Knowledge) -> bytes:
    """The table of interactions; ``evidence`` holds what the TSV has no room for."""
    import pyarrow
    from pyarrow import parquet

    signs = {"+": 1, "-": -1, "0": 0}
    table = []
    for row in rows(knowledge):
        cells: dict[str, object] = dict(zip(COLUMNS, row, strict=True))
        for name in _LISTS:
            cells[name] = [part for part in str(cells[name]).split("|") if part]
        cells["sign"] = signs[str(cells["sign"])]
        cells["belief"] = float(str(cells["belief"]))
        cells["efficacy"] = float(str(cells["efficacy"])) if cells["efficacy"] else None
        cells["evidence"] = [
            {name: getattr(item, name) for name in _FINDING} | {"reference": knowledge.references[item.reference].curie if item.reference else ""}
            for item in knowledge.interactions[row[0]].evidence
        ]
        table.append(cells)
    text = pyarrow.string()
    types = dict.fromkeys(COLUMNS, text) | dict.fromkeys(_LISTS, pyarrow.list_(text))
    types |= {"sign": pyarrow.int8(), "belief": pyarrow.float64(), "efficacy": pyarrow.float64()}
    types["evidence"] = pyarrow.list_(pyarrow.struct([(name, text) for name in _FINDING]))
    schema = pyarrow.schema(list(types.items()), metadata={"comment": statement(".parquet", knowledge)})
    stream = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(table, schema=schema), stream, compression="zstd")
    return stream.getvalue()
