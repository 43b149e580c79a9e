"""The README shows what the commands print."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_example_is_what_the_command_prints(run: Callable[..., tuple[int, str, str]]) -> None:
    """Line by line in order; what stands behind an ellipsis is free."""
    block = re.search(r"```\n\$ bonegraph effect \"(.+?)\" (\w+)\n(.+?)```", README, re.DOTALL)
    assert block
    code, out, _ = run("effect", block[1], block[2])
    assert code == 0
    shown = iter(out.splitlines())
    for line in block[3].splitlines():
        start = line.partition("…")[0].rstrip()
        assert not start or any(printed.startswith(start) for printed in shown), line


def test_every_command_of_the_table_is_there(run: Callable[..., tuple[int, str, str]]) -> None:
    named = set(re.findall(r"`bonegraph (\w+)", README))
    _, out, _ = run("--help")
    assert {"effect", "export", "serve"} <= named
    assert all(re.search(rf"^\s+{name}\b", out, re.MULTILINE) for name in named), named
