"""The command line as people and scripts use it."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bonegraph.cli.commands import COMMANDS
from bonegraph.view.pack import unpacked

Run = Callable[..., tuple[int, str, str]]


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    code, out, _ = run(name, "--help")
    assert code == 0 and f"bonegraph {name}" in out


def test_wrong_use(run: Run) -> None:
    assert run("efect", "a", "b")[0] == 2
    assert "did you mean effect" in run("efect")[2]
    assert run("effect", "estradiol")[0] == 2
    assert run()[0] == 2


def test_effect_in_three_forms(run: Run, tmp_path: Path) -> None:
    code, out, err = run("effect", "aromatase inhibition", "OPG")
    assert code == 0 and out.startswith("▼ DECREASE") and "PMID:" in out and not err
    data = json.loads(run("effect", "aromatase inhibition", "OPG", "--json")[1])
    assert data["verdict"] == "decrease" and data["paths_for"]
    code, out, _ = run("effect", "aromatase inhibition", "OPG", "--tsv")
    assert out.splitlines()[0].startswith("verdict\tside\tpath")
    file = tmp_path / "answer.json"
    assert run("effect", "aromatase inhibition", "OPG", "-o", file)[0] == 0
    assert json.loads(file.read_text(encoding="utf-8")) == data


def test_no_colour_in_a_pipe(run: Run) -> None:
    assert "\x1b[" not in run("effect", "letrozole", "CTX")[1]


def test_ask(run: Run) -> None:
    code, out, _ = run("ask", "effect of letrozole on CTX in postmenopausal women")
    assert code == 0 and out.startswith("▲ INCREASE")


@pytest.mark.parametrize(
    "words",
    [
        ("effect", "nothing known", "OPG"),
        ("effect", "estradiol", "OPG", "-c", "planet=mars"),
        ("effect", "estradiol", "OPG", "-c", "sex"),
        ("effect", "estradiol", "OPG", "-o", "answer.docx"),
        ("ask", "tell me a story"),
        ("paths", "estradiol", "nowhere at all"),
        ("paths", "estradiol", "OPG", "-k", "0"),
        ("show", "nothing known"),
        ("view", "nothing known", "-o", "page.html"),
        ("view", "OPG", "-o", "page.pdf"),
        ("view", "OPG", "--static", "figure.gif"),
        ("view", "OPG", "RANKL", "--static", "figure.svg"),
        ("view", "nothing known", "--static", "figure.svg"),
        ("view", "OPG", "--static", "figure.svg", "--width", "5"),
        ("export", "graph.xyz"),
        ("export",),
        ("screen", "missing.tsv"),
        ("resolve",),
        ("edges", "OPG"),
        ("query",),
        ("query", "missing.rq"),
        ("build", "nowhere"),
        ("format", "nowhere"),
        ("validate", "nowhere"),
    ],
)
def test_errors_are_one_message_and_code_2_and_nothing_is_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert code == 2 and not out
    assert err.startswith("bonegraph") or "usage" in err
    assert "Traceback" not in err
    assert list(tmp_path.iterdir()) == []


def test_a_failed_write_keeps_the_old_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text("old", encoding="utf-8")
    assert run("effect", "nothing known", "OPG", "-o", file)[0] == 2
    assert file.read_text(encoding="utf-8") == "old"
    assert run("effect", "estradiol", "OPG", "-o", tmp_path / "no" / "\0" / "x.json")[0] == 2


def test_screen_keeps_order_and_survives_bad_rows(run: Run, tmp_path: Path) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text(
        "id\tperturbation\tdirection\treadout\tcontext\n"
        "b\tletrozole\t+\tCTX\tsex=female;life_stage=postmenopausal\n"
        "a\tnonsense xyz\t+\tCTX\t\n"
        "c\tRANKL\t−\tosteoclast number\tspecies=mouse\n"
        "d\testradiol\t+\tOPG\tplanet=mars\n"
        "e\testradiol\t*\tOPG\t\n"
        "b\tmenopause\t\tFSH\t\n",
        encoding="utf-8",
    )
    result = tmp_path / "result.tsv"
    assert run("screen", cases, "-o", result)[0] == 0
    rows = table(result)
    assert list(rows[0]) == ["id", "verdict", "p_up", "basis", "needs", "best_path", "message"]
    assert [row["id"] for row in rows] == ["b", "a", "c", "d", "e", "b"]
    assert [row["verdict"] for row in rows] == ["increase", "unresolved", "decrease", "unresolved", "unresolved", "increase"]
    assert "nonsense" in rows[1]["message"] and "planet" in rows[3]["message"]


@pytest.mark.parametrize("text", ["", "id\treadout\n1\tCTX\n", "\x00", "id\tperturbation\treadout\n1\ta\tb\tc\td\te\n"])
def test_screen_refuses_a_bad_table(run: Run, tmp_path: Path, text: str) -> None:
    cases = tmp_path / "cases.tsv"
    cases.write_text(text, encoding="utf-8")
    code, out, err = run("screen", cases, "-o", tmp_path / "result.tsv")
    assert code == 2 and not out and "cases.tsv" in err
    assert not (tmp_path / "result.tsv").exists()


def test_two_hundred_rows_take_under_twenty_seconds(run: Run, tmp_path: Path) -> None:
    starts = ["letrozole", "denosumab", "menopause", "PTH", "glucocorticoid", "RANKL knockout", "vitamin D deficiency", "romosozumab", "raloxifene", "GH"]
    readouts = ["CTX", "P1NP", "OPG", "lumbar spine BMD", "PTH", "serum calcium", "osteoclast number", "fracture risk", "sclerostin", "FSH"]
    contexts = ["sex=female;life_stage=postmenopausal", "sex=male"]
    lines = ["id\tperturbation\tdirection\treadout\tcontext"]
    lines += [f"{i}\t{p}\t+\t{r}\t{c}" for i, (p, r, c) in enumerate((p, r, c) for p in starts for r in readouts for c in contexts)]
    cases = tmp_path / "cases.tsv"
    cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    begun = time.process_time()
    assert run("screen", cases, "-o", tmp_path / "result.tsv")[0] == 0
    assert time.process_time() - begun < 20
    rows = table(tmp_path / "result.tsv")
    assert len(rows) == 200 and not [row for row in rows if row["verdict"] == "unresolved"]


def test_paths(run: Run) -> None:
    code, out, _ = run("paths", "estradiol", "OPG", "-k", "2", "--sign", "+")
    assert code == 0 and out.startswith("1. (+) estradiol")
    assert "no signed path" in run("paths", "CTX", "estradiol")[1] or run("paths", "CTX", "estradiol")[0] == 0


def test_resolve(run: Run, tmp_path: Path) -> None:
    assert "denosumab" in run("resolve", "Prolia")[1]
    assert "none" in run("resolve", "asdfgh")[1]
    names = tmp_path / "names.tsv"
    names.write_text("id\tstring\textra\n1\tForteo\tx\n2\tasdfgh\ty\n", encoding="utf-8")
    out = tmp_path / "out.tsv"
    assert run("resolve", "--file", names, "-o", out)[0] == 0
    rows = table(out)
    assert rows[0]["resolved"] == "teriparatide" and rows[0]["entity"].startswith("BG:") and rows[0]["extra"] == "x"
    assert rows[1]["resolved"] == "none"


def test_edges(run: Run, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("source\ttarget\nTNFSF11\tTNFRSF11A\nOPG\tRANKL\nCTX\testradiol\n", encoding="utf-8")
    out = tmp_path / "out.tsv"
    assert run("edges", "--file", pairs, "-o", out)[0] == 0
    rows = table(out)
    assert [(r["source"], r["sign"], r["found"]) for r in rows] == [("TNFSF11", "+", "yes"), ("OPG", "-", "yes"), ("CTX", "", "no")]
    assert run("edges", "RANKL", "RANK")[1].startswith("+")


def test_show_search_stats(run: Run) -> None:
    assert "acts on" in run("show", "RANKL")[1]
    assert json.loads(run("show", "BG:0000001", "--json")[1])["id"] == "BG:0000001"
    assert "sclerostin" in run("search", "sclerostin")[1]
    assert json.loads(run("stats", "--json")[1])["founding_claims"] == 496


def test_view(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("view", "effect of aromatase inhibition on OPG", "-o", page)[0] == 0
    text = page.read_text(encoding="utf-8")
    block = json.loads(text.partition('id="bonegraph-data">')[2].partition("</script>")[0])
    assert unpacked(block["data"])["effects"][0]["source"] == ["aromatase:down"]
    assert 'src="http' not in text
    assert run("view", "RANKL", "OPG", "-o", page)[0] == 0


def test_view_draws_a_figure_for_print(run: Run, tmp_path: Path) -> None:
    figure = tmp_path / "figure.svg"
    assert run("view", "effect of letrozole on CTX", "--static", figure, "--width", "85")[0] == 0
    assert "RANKL" in figure.read_text(encoding="utf-8")
