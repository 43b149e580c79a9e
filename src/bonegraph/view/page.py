"""The explorer: pyvis as data model and Python face, our own offline page as output.

Of pyvis 0.3.2 the page keeps nodes, edges and their options. What it writes is our own template: pyvis's own loads scripts from a CDN
and runs script from titles, headings and ids.
"""

from __future__ import annotations

import os
import tempfile
import webbrowser
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from pyvis.network import Network

from bonegraph.errors import FileError
from bonegraph.model.knowledge import Knowledge
from bonegraph.view.document import render
from bonegraph.view.payload import payload
from bonegraph.view.style import FAMILIES, LINES

__all__ = ["Page", "explorer"]

_WIDTH_OF_PAPERS = (1.5, 2.2, 3.0, 3.6, 4.2, 4.8)


class Page(Network):  # type: ignore[misc]
    """The interactive page of one body of knowledge.

    A directed :class:`pyvis.network.Network` with an edge an interaction (edge id = interaction id), so that ``nodes`` and ``edges`` can
    be read as in pyvis. Use :func:`explorer` to make one.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(height="720px", width="100%", directed=True, cdn_resources="in_line")
        self.toggle_physics(False)
        self._data = dict(data)
        self._rendered = ""
        self._add_nodes()
        self._add_edges()

    def _add_nodes(self) -> None:
        families = {family.key: family for family in FAMILIES}
        centre = {region["key"]: (region["x"], region["y"]) for region in self._data["regions"]}
        for row in self._data["entities"]:
            family = families[row["family"]]
            x, y = centre[row["region"]]
            dx, dy = row.get("place", (0, 0))
            color = {"background": family.fill, "border": "#1B2733"}
            font = {"color": family.ink}
            self.add_node(row["key"], label=row["name"], shape="box", color=color, font=font, x=x * 4 + dx, y=y * 4 + dy, physics=False)

    def _add_edges(self) -> None:
        lines = {line.sign: line for line in LINES}
        for row in self._data["interactions"]:
            line = lines[row["sign"]]
            width = _WIDTH_OF_PAPERS[min(row["papers"], len(_WIDTH_OF_PAPERS) - 1)]
            arrows = {"to": {"enabled": True, "type": "bar" if line.end == "bar" else "arrow"}}
            # appended directly: add_edge looks every name up in a list
            edge = {"id": row["id"], "from": row["subject"], "to": row["object"], "sign": row["sign"], "color": line.light}
            self.edges.append({**edge, "width": width, "arrows": arrows, "dashes": list(line.dashes) or False})

    @property
    def html(self) -> str:
        """The whole page, one self-contained document."""
        if not self._rendered:
            self._rendered = render(self._data)
        return self._rendered

    @html.setter
    def html(self, value: str) -> None:
        """Ignored: the base class clears its own copy."""

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page as text; the arguments are those of pyvis and change nothing."""
        return self.html

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page (UTF-8), whole or not at all, and return where.

        Raises
        ------
        FileError
            If the file cannot be written.
        """
        target = Path(path)
        temporary = ""
        try:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", newline="\n", dir=target.parent, prefix=f".{target.name}.", suffix=".part", delete=False
            ) as file:
                temporary = file.name
                file.write(self.html)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(target)
        except OSError as error:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
            raise FileError(f"cannot write {target}: {error.strerror or error}") from error
        return target

    def write_html(self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False) -> Path:
        """Write the page to `name`; opens a browser only if `open_browser`."""
        target = self.save(name)
        if open_browser:
            webbrowser.open(target.resolve().as_uri())
        return target

    def show(self, name: str = "bonegraph.html", local: bool = True, notebook: bool = False) -> Path:
        """Write the page to `name` and return where; opens nothing (see :meth:`open`)."""
        return self.save(name)

    def open(self, path: str | os.PathLike[str] = "") -> Path:
        """Write the page (to a temporary folder unless `path` is given) and open it in the browser."""
        return self.write_html(str(path) or str(Path(tempfile.mkdtemp(prefix="bonegraph-")) / "bonegraph.html"), open_browser=True)

    def __str__(self) -> str:
        counts = f"{len(self._data['entities'])} entities, {len(self._data['interactions'])} interactions, {len(self._data['effects'])} questions"
        return f"<bonegraph page {self._data['title']!r}: {counts}>"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        # a sandbox without allow-same-origin: the page can reach neither the notebook nor its storage
        return (
            '<iframe sandbox="allow-scripts allow-downloads allow-popups" title="bonegraph explorer" '
            f'style="width:100%;height:720px;border:1px solid #c9d3dc;border-radius:8px" srcdoc="{escape(self.html, quote=True)}"></iframe>'
        )


def explorer(knowledge: Knowledge, *, effects: Iterable[Mapping[str, Any]] = (), focus: Sequence[str] = (), title: str = "bonegraph") -> Page:
    """Make the explorer page.

    Parameters
    ----------
    knowledge
        What is shown; retired rows are left out.
    effects
        Answered questions to open with (``Effect.to_dict()``); with one and no `focus`, the page opens at its paths.
    focus
        Keys to open in the focus view.
    title
        Title of the page.

    Examples
    --------
    >>> explorer(knowledge, focus=["estradiol"]).save("bonegraph.html")  # doctest: +SKIP
    """
    return Page(payload(knowledge, effects, focus, title))
