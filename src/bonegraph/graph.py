"""The door: ``load()`` and everything a :class:`Graph` answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bonegraph.errors import BonegraphError, FileError, QuestionError
from bonegraph.model.knowledge import Knowledge
from bonegraph.reason.lexicon import Lexicon
from bonegraph.tables.bundle import compiled_digest, ontology_folder, read_compiled

if TYPE_CHECKING:
    import networkx
    import pandas

    from bonegraph.errors import Problem
    from bonegraph.model.names import Match
    from bonegraph.rdf.query import Result
    from bonegraph.reason.answer import Effect
    from bonegraph.reason.direct import Pair
    from bonegraph.reason.effect import Reasoner
    from bonegraph.reason.paths import SignedPath
    from bonegraph.view.figure import Figure
    from bonegraph.view.notebook import Card, Table
    from bonegraph.view.page import Page

__all__ = ["Graph", "load"]


def load(path: str | Path | None = None, *, network: Any = None, merge: Any = ()) -> Graph:
    """Open the shipped graph, another one, or your own network.

    Parameters
    ----------
    path
        An ``ontology/`` folder or a compiled ``.json``; ``None`` opens the shipped knowledge.
    network
        A file or a directed networkx graph whose interactions stand in place of those of `path`; see :mod:`bonegraph.imports`.
    merge
        One file or graph, or several, each added as a layer of its own.

    Raises
    ------
    SourceError
        If tables hold faults (all of them are named).
    FileError
        If a file cannot be used.
    """
    graph = _opened(path)
    layers = list(merge) if isinstance(merge, (list, tuple)) else [merge]
    if network is None and not layers:
        return graph
    from bonegraph.imports import instead_of, with_layers

    knowledge = graph.knowledge if network is None else instead_of(graph.knowledge, network)
    return Graph(with_layers(knowledge, *layers))


def _opened(path: str | Path | None) -> Graph:
    folder = Path(path) if path is not None else ontology_folder()
    if folder is None:
        return Graph(read_compiled())
    if folder.is_file():
        return Graph(read_compiled(folder))
    if path is None:
        ready = _compiled_of(folder)
        if ready is not None:
            return Graph(ready)
    from bonegraph.check import load_tables

    return Graph(load_tables(folder))


def _compiled_of(folder: Path) -> Knowledge | None:
    """The compiled knowledge, if it was built from exactly these tables."""
    from bonegraph.tables.source import digest_of

    if compiled_digest() != digest_of(folder):
        return None
    try:
        return read_compiled()
    except FileError:
        return None


class Graph:
    """One body of knowledge and all the ways to ask it.

    Examples
    --------
    >>> import bonegraph as bg
    >>> g = bg.load()
    >>> g.effect("aromatase inhibition", on="OPG").verdict
    'decrease'
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    # ------------------------------------------------------------ names

    @cached_property
    def lexicon(self) -> Lexicon:
        """Resolver of names and perturbation phrases."""
        return Lexicon(self.knowledge)

    def resolve(self, name: str) -> Match:
        """What a name means: one key, several (ambiguous), or none with suggestions."""
        return self.lexicon.find(name)

    # ------------------------------------------------------------ reasoning

    @cached_property
    def reasoner(self) -> Reasoner:
        """The reasoner on this knowledge."""
        from bonegraph.reason.effect import Reasoner

        return Reasoner(self.knowledge, self.lexicon)

    def effect(
        self,
        perturbation: str,
        on: str,
        context: Mapping[str, str] | None = None,
        *,
        direction: str = "+",
        through: Sequence[str] = (),
        horizon: str = "steady",
        seed: int = 0,
    ) -> Effect:
        """Effect of a perturbation on a readout.

        Parameters
        ----------
        perturbation
            A drug, class, hormone, gene, disease, operation, or a phrase such as ``"RANKL knockout"``.
        on
            The readout.
        context
            For example ``{"sex": "female", "life_stage": "postmenopausal"}``.
        direction
            ``+`` the thing named is given, raised, present; ``-`` withdrawn, deficient, lost.
        through
            Variables that the effect must pass.
        horizon
            ``steady`` or ``direct`` (the readout acts back on nothing).

        Raises
        ------
        UnknownName, AmbiguousName, QuestionError
        """
        from bonegraph.reason.question import Effort, Question

        question = Question(perturbation, on, direction, dict(context or {}), tuple(through), horizon)
        return self.reasoner.effect(question, Effort(seed, thorough=True))

    def ask(self, sentence: str, *, seed: int = 0) -> Effect:
        """The same from a sentence: ``"effect of letrozole on CTX in postmenopausal women"``."""
        from bonegraph.reason.question import Effort, parse_sentence

        return self.reasoner.effect(parse_sentence(sentence), Effort(seed, thorough=True))

    def screen(self, cases: Iterable[Mapping[str, str]], *, seed: int = 0) -> Iterator[dict[str, str]]:
        """Many effects; see :func:`bonegraph.reason.screen.screen`."""
        from bonegraph.reason.question import Effort
        from bonegraph.reason.screen import screen

        return screen(self.reasoner, cases, Effort(seed, k=1))

    def paths(self, source: str, target: str, k: int = 5, sign: str = "", context: Mapping[str, str] | None = None) -> list[SignedPath]:
        """The best signed simple paths between two variables, cheapest first.

        Parameters
        ----------
        sign
            ``+`` or ``-`` for paths of one sign only; empty for both.
        """
        from bonegraph.reason.between import paths_between

        return paths_between(self.knowledge, self.lexicon, source, target, k, sign, dict(context or {}))

    def edges(self, source: str, target: str) -> Pair:
        """Direct interactions between two names."""
        from bonegraph.reason.direct import direct_interactions

        return direct_interactions(self.knowledge, self.lexicon, source, target)

    # ------------------------------------------------------------ looking

    def key(self, name: str) -> str:
        """Key of an entity, perturbation or interaction by any of its names.

        Raises
        ------
        UnknownName, AmbiguousName
        """
        if name in self.knowledge.interactions or name in self.knowledge.perturbations:
            return name
        return self.lexicon.one(name, among="all")[0]

    def show(self, name: str) -> Card:
        """Card of one entity, perturbation or interaction: a JSON-ready dictionary that shows itself in a notebook."""
        from bonegraph.reason.card import card_dict
        from bonegraph.view.notebook import Card

        key = self.key(name)
        return Card(card_dict(self.knowledge, key), self.knowledge, key)

    def search(self, text: str) -> Table:
        """Full-text search over entities, perturbations, interactions and references."""
        from bonegraph.reason.card import search
        from bonegraph.view.notebook import Table

        return Table(search(self.knowledge, text))

    def stats(self) -> dict[str, Any]:
        """What the graph holds, in numbers."""
        from bonegraph.reason.stats import stats

        return stats(self.knowledge)

    # ------------------------------------------------------------ ways out

    def query(self, text: str, params: Mapping[str, str] | None = None, *, engine: str = "oxigraph", endpoint: str = "") -> Result:
        """Run SPARQL text, or a named query of ``queries/``.

        Parameters
        ----------
        engine
            ``oxigraph`` (fast) or ``rdflib`` (portable).
        endpoint
            Address of a SPARQL 1.1 store that holds the graph and answers instead.

        Raises
        ------
        QueryError
            If the text is malformed or refused, or a parameter is missing.
        """
        from bonegraph.rdf.query import run

        return run(self.knowledge, text, dict(params or {}), engine, endpoint)

    def export(self, *files: str | Path) -> list[Path]:
        """Write the graph in the format of each file's extension; see :mod:`bonegraph.formats`."""
        from bonegraph.formats import write

        return [write(self.knowledge, Path(file)) for file in files]

    @cached_property
    def owl(self) -> Any:
        """The core ontology as an ``owlready2.Ontology``: classes, restrictions and annotations as Python objects."""
        from bonegraph.owl.load import open_ontology

        return open_ontology(self.knowledge)

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The graph as a networkx ``MultiDiGraph``: nodes by key, one edge an interaction (key: its id)."""
        from bonegraph.formats.nx import to_networkx

        return to_networkx(self.knowledge)

    def to_pandas(self) -> pandas.DataFrame:
        """Interactions as a data frame, one row each."""
        from bonegraph.formats.flat import to_pandas

        return to_pandas(self.knowledge)

    def view(self, *names: str, question: str = "", within: int = 0) -> Page:
        """The interactive page: the atlas with answered example questions, focused on `names`, or opened at a question.

        Parameters
        ----------
        within
            Keep only what lies within this many interactions of `names`: a small page for a notebook; 0 keeps everything.
        """
        from bonegraph.view.page import explorer

        if within and names:
            from bonegraph.view.payload import around

            return explorer(around(self.knowledge, [self.key(name) for name in names], within), focus=[self.key(name) for name in names])
        effects = [self.ask(question).to_dict()] if question else [] if names else self._examples
        return explorer(self.knowledge, effects=effects, focus=[self.key(name) for name in names])

    def plot(self, what: Effect | SignedPath | Sequence[SignedPath] | str, *, width: float = 175, most: int = 12, paths: int = 2) -> Figure:
        """A figure for print: an effect with its paths, signed paths, or what surrounds a variable.

        Parameters
        ----------
        what
            An :class:`Effect`, paths of :meth:`paths`, the name of a variable, or a question in a sentence.
        width
            Width in mm: 85 for one column, 175 for a page.
        most
            Neighbours drawn on each side of a variable.
        paths
            Paths drawn for the verdict (one less against it).

        Examples
        --------
        >>> g.plot("effect of letrozole on CTX", width=85).save("letrozole.pdf")  # doctest: +SKIP
        """
        from bonegraph.view.figure import figure

        if isinstance(what, str):
            what = self.key(what) if self.resolve(what).keys else self._asked(what)
        return figure(self.knowledge, what, width=width, most=most, paths=paths)

    def _asked(self, sentence: str) -> Effect:
        """The answer to a sentence; what is no sentence is an unknown name."""
        try:
            return self.ask(sentence)
        except QuestionError:
            self.key(sentence)
            raise

    @cached_property
    def _examples(self) -> list[dict[str, Any]]:
        """Answers to the example questions of the page; one that this graph cannot be asked is left out."""
        from bonegraph.view.document import example_questions

        answers = []
        for sentence in example_questions():
            with suppress(BonegraphError):
                answers.append(self.ask(sentence).to_dict())
        return answers

    def validate(self) -> list[Problem]:
        """Findings about the curated tables of this checkout.

        Raises
        ------
        FileError
            In an installed wheel, which carries no tables.
        """
        folder = ontology_folder()
        if folder is None:
            raise FileError("this installation carries the compiled graph only; validate runs in a checkout with ontology/")
        from bonegraph.check import validate

        return validate(folder)

    def __repr__(self) -> str:
        k = self.knowledge
        return f"<bonegraph {k.digest}: {len(k.entities)} entities, {len(k.active)} interactions, {len(k.references)} references>"

    def _repr_html_(self) -> str:
        from bonegraph.view.notebook import graph_html

        return graph_html(self.knowledge, self.stats())
