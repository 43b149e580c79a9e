"""The loader: every fault at once, with file, line, value and remedy; nothing is ever lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bonegraph.check import load_tables, validate
from bonegraph.errors import SourceError
from bonegraph.model.knowledge import from_plain, to_plain
from bonegraph.tables.dialect import read_table, write_table
from bonegraph.tables.tidy import tidy

Run = Callable[..., tuple[int, str, str]]


def spoil(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").split("\n"))), encoding="utf-8")


def cell(path: Path, line: int, column: str, value: str) -> None:
    def change(lines: list[str]) -> list[str]:
        cells = lines[line - 1].split("\t")
        cells[lines[0].split("\t").index(column)] = value
        return [*lines[: line - 1], "\t".join(cells), *lines[line:]]

    spoil(path, change)


def test_the_shipped_tables_have_no_error(tables: Path) -> None:
    assert not [p for p in validate(tables) if p.severity == "ERROR"]


def faults() -> list[tuple[str, Callable[[Path], None], str]]:
    osteoclast = "interactions/osteoclast.tsv"
    return [
        ("unknown sign", lambda t: cell(t / "observations/sexsteroid.tsv", 2, "sign", "up"), r"observations/sexsteroid.tsv:2: .*sign 'up' is unknown.*one of"),
        (
            "unknown relation",
            lambda t: cell(t / osteoclast, 3, "relation", "activats"),
            r"osteoclast.tsv:3: .*relation 'activats' is not known.*did you mean 'activates'",
        ),
        ("unknown entity", lambda t: cell(t / osteoclast, 3, "object", "opgg"), r"osteoclast.tsv:3: .*object 'opgg' is not known.*did you mean 'opg'"),
        (
            "self gate",
            lambda t: cell(t / osteoclast, 3, "gate", (t / osteoclast).read_text().split("\n")[2].split("\t")[1]),
            r"osteoclast.tsv:3: .*cyclic-gate",
        ),
        ("unknown strength", lambda t: cell(t / osteoclast, 4, "strength", "huge"), r"strength 'huge' is unknown"),
        ("unknown scope", lambda t: cell(t / osteoclast, 4, "scope", "planet=mars"), r"planet=mars is unknown"),
        ("bad efficacy", lambda t: cell(t / osteoclast, 4, "efficacy", "7"), r"efficacy '7' is out of range"),
        ("empty file", lambda t: (t / osteoclast).write_text(""), r"osteoclast.tsv: ERROR empty-file: the file is empty"),
        ("missing cells", lambda t: spoil(t / osteoclast, lambda x: [*x[:2], "a\tb", *x[2:]]), r"osteoclast.tsv:3: ERROR cell-count: has 2 cells"),
        ("wrong header", lambda t: spoil(t / osteoclast, lambda x: ["id\twrong", *x[1:]]), r"osteoclast.tsv:1: ERROR header"),
        ("duplicate id", lambda t: spoil(t / osteoclast, lambda x: [*x[:2], x[1], *x[2:]]), r"ERROR duplicate: id 'I[0-9a-f]{10}' stands already in"),
        ("not utf-8", lambda t: (t / osteoclast).write_bytes(b"\xff\xfe"), r"is not UTF-8"),
        ("carriage returns", lambda t: (t / osteoclast).write_bytes((t / osteoclast).read_bytes().replace(b"\n", b"\r\n")), r"line-ending"),
    ]


@pytest.mark.parametrize(("name", "change", "message"), faults(), ids=[f[0] for f in faults()])
def test_fault_is_named_with_its_place(tables: Path, name: str, change: Callable[[Path], None], message: str) -> None:
    change(tables)
    with pytest.raises(SourceError) as caught:
        load_tables(tables)
    import re

    assert any(re.search(message, str(problem)) for problem in caught.value.problems), str(caught.value)[:800]


def test_all_faults_come_at_once(tables: Path) -> None:
    for _, change, _ in faults()[:3]:
        change(tables)
    with pytest.raises(SourceError) as caught:
        load_tables(tables)
    assert len(caught.value.problems) >= 3


def test_cyclic_gates_are_refused(tables: Path) -> None:
    path = tables / "interactions" / "osteoclast.tsv"
    rows = path.read_text(encoding="utf-8").split("\n")
    one = next(line for line in rows if "\tactivates\t" in line).split("\t")
    a = [*one]
    a[0], a[1], a[3], a[4] = "I0000000001", "opg", "rank", "traf6"
    b = [*one]
    b[0], b[1], b[3], b[4] = "I0000000002", "opg", "traf6", "rank"
    path.write_text("\n".join([rows[0], "\t".join(a), "\t".join(b), *rows[1:]]), encoding="utf-8")
    with pytest.raises(SourceError, match="gates form a cycle: rank needs traf6 needs rank"):
        load_tables(tables)


def test_build_of_faulty_tables_writes_nothing(tables: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from bonegraph.tables import bundle

    before = bundle.COMPILED.read_bytes() if bundle.COMPILED.is_file() else b""
    cell(tables / "interactions" / "osteoclast.tsv", 3, "object", "nowhere")
    code, out, err = run("build", tables)
    assert code == 2 and "nowhere" in err and not out
    assert (bundle.COMPILED.read_bytes() if bundle.COMPILED.is_file() else b"") == before


def test_tidy_mints_and_loses_nothing(tables: Path) -> None:
    assert tidy(tables) == [], "the shipped tables are in order"
    path = tables / "interactions" / "osteoclast.tsv"
    rows = path.read_text(encoding="utf-8").split("\n")
    shuffled = [rows[0], *reversed([row for row in rows[1:] if row])]
    added = shuffled[1].split("\t")
    added[0], added[1], added[3], added[4] = "", "romosozumab", "opg-serum", ""
    path.write_text("\n".join([*shuffled, "\t".join(added), ""]), encoding="utf-8")
    assert path in tidy(tables)
    after = path.read_text(encoding="utf-8").split("\n")
    assert len(after) == len(rows) + 1
    assert set(rows) <= set(after)
    assert tidy(tables) == []


def test_tidy_leaves_a_broken_file_alone(tables: Path) -> None:
    path = tables / "interactions" / "osteoclast.tsv"
    spoil(path, lambda x: [*x[:2], "a\tb", *x[2:]])
    before = path.read_bytes()
    tidy(tables)
    assert path.read_bytes() == before


def test_row_order_does_not_matter(tables: Path) -> None:
    before = to_plain(load_tables(tables))
    for path in (tables / "interactions").glob("*.tsv"):
        head, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        path.write_text("\n".join([head, *reversed(rows), ""]), encoding="utf-8")
    after = to_plain(load_tables(tables))
    assert sorted(map(str, before["interactions"])) == sorted(map(str, after["interactions"]))


def test_knowledge_survives_its_plain_form(tables: Path) -> None:
    import json

    knowledge = load_tables(tables)
    again = from_plain(json.loads(json.dumps(to_plain(knowledge))))
    assert again == knowledge


def test_tables_refuse_tabs_and_keep_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    write_table(path, ("a", "b"), [("1", "2")])
    with pytest.raises(ValueError, match="tab"):
        write_table(path, ("a", "b"), [("1", "x\ty")])
    rows, problems = read_table(path, ("a", "b"))
    assert not problems and rows[0]["b"] == "2"


def test_a_folder_without_schema_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no table schema"):
        load_tables(tmp_path)


def test_validate_exit_codes(tables: Path, run: Run) -> None:
    assert run("validate", tables, "--level", "error")[0] == 0
    cell(tables / "interactions" / "osteoclast.tsv", 3, "object", "nowhere")
    code, out, _ = run("validate", tables, "--level", "error")
    assert code == 1 and "nowhere" in out
    shutil.rmtree(tables)
    assert run("validate", tables)[0] == 2
