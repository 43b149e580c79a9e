"""Ways out of the graph: one file a format, one row here.

A writer turns knowledge into bytes; each format says in one sentence what it keeps and what it loses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bonegraph import __version__
from bonegraph.errors import FileError
from bonegraph.model.knowledge import Knowledge
from bonegraph.tables.dialect import write_atomically

__all__ = ["FORMATS", "Format", "format_of", "statement", "write", "write_all"]

_ROWS = "interactions with sign, scope, gate, belief and evidence in short"
_ATTRIBUTES = f"variables; {_ROWS}, as scalar attributes; parallel edges"
_TABLES = "findings in words, statements, observations, baselines"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    Parameters
    ----------
    name, extension
        What people call it, and how its files end; the longest ending that fits a file wins.
    writer
        ``module:function`` below ``bonegraph.formats``, the function being ``(knowledge) -> bytes``; imported when the format is used.
    keeps, loses
        What of the knowledge survives: for the documentation and for the head of the file.
    library, extra
        Library that must be installed beside the required ones, and the extra that brings it.
    """

    name: str
    extension: str
    writer: str
    keeps: str
    loses: str
    library: str = ""
    extra: str = ""

    @property
    def ready(self) -> bool:
        """Whether the library that it needs is installed."""
        return not self.library or find_spec(self.library) is not None

    def encode(self, knowledge: Knowledge) -> bytes:
        """The file as bytes; the same knowledge gives the same bytes.

        Raises
        ------
        FileError
            If a library that it needs is not installed.
        """
        if not self.ready:
            raise FileError(f"{self.name} ({self.extension}) needs {self.library}; pip install 'bonegraph[{self.extra}]'")
        module, _, function = self.writer.partition(":")
        encoder: Callable[[Knowledge], bytes] = getattr(import_module(f"bonegraph.formats.{module}"), function or "encode")
        return encoder(knowledge)


FORMATS = (
    Format("Turtle", ".ttl", "turtle", "everything", "nothing"),
    Format("N-Triples", ".nt", "ntriples", "everything", "nothing"),
    Format("TriG", ".trig", "trig", "everything, by part in named graphs", "nothing"),
    Format("JSON-LD", ".jsonld", "jsonld", "everything, with an inline context", "nothing"),
    Format("OWL RDF/XML", ".owl", "owlxml", "variables, interactions as annotated axioms and as individuals, evidence", "founding claims; direct edges"),
    Format("OWL module core", "-core.owl", "owlxml:encode_core", "variables, interactions as annotated axioms", "findings, statements, observations"),
    Format("OWL module edges", "-edges.owl", "owlxml:encode_edges", "interactions as direct edges between punned classes", "all but the signs"),
    Format("OWL module rules", "-rules.owl", "owlxml:encode_rules", "composition of signs as SWRL rules", "all else; read it beside core and edges"),
    Format("OWL functional syntax", ".ofn", "owltext:encode_functional", "the module core", "as the module core", "pyhornedowl", "owl"),
    Format("OWL Manchester syntax", ".omn", "owltext:encode_manchester", "the module core", "as the module core", "pyhornedowl", "owl"),
    Format("OWL/XML", ".owx", "owltext:encode_xml", "the module core", "as the module core", "pyhornedowl", "owl"),
    Format("OBO 1.4", ".obo", "obo", "variables; interactions as relationships with sign, scope, gate and publications as qualifiers", _TABLES),
    Format("OBO Graph JSON", ".obograph.json", "obograph", "variables; interactions as edges with sign, scope, gate and publications", _TABLES),
    Format("SSSOM", ".sssom.tsv", "sssom", "mappings of variables and relations to other vocabularies", "everything that is no mapping"),
    Format("KGX nodes, TSV", "_nodes.tsv", "kgx:encode_nodes", "variables in Biolink's slots", "nothing of them"),
    Format("KGX edges, TSV", "_edges.tsv", "kgx:encode_edges", f"{_ROWS}, in Biolink's slots", _TABLES),
    Format("KGX nodes, JSON lines", "_nodes.jsonl", "kgx:encode_nodes_jsonl", "variables in Biolink's slots", "nothing of them"),
    Format("KGX edges, JSON lines", "_edges.jsonl", "kgx:encode_edges_jsonl", f"{_ROWS}, in Biolink's slots", _TABLES),
    Format("GraphML", ".graphml", "graphml", _ATTRIBUTES, _TABLES),
    Format("GEXF", ".gexf", "gexf", f"{_ATTRIBUTES}; colours", _TABLES),
    Format("GML", ".gml", "gml", _ATTRIBUTES, _TABLES),
    Format("CX2", ".cx2", "cx2", f"{_ATTRIBUTES}; places, colours and line ends", _TABLES),
    Format("Cytoscape.js JSON", ".cyjs", "cyjs", f"{_ATTRIBUTES}; regions as compounds, places, colours and line ends", _TABLES),
    Format(
        "SBML-qual",
        ".sbml",
        "sbml",
        "signed variables and inputs, gates as conjunctions",
        f"zeros, belief; scope stays as a note; {_TABLES}",
        "libsbml",
        "sbml",
    ),
    Format(
        "BEL script",
        ".bel",
        "bel",
        "signed interactions, one statement for each supporting publication, with context",
        f"gates, belief, what opposes; {_TABLES}",
    ),
    Format("SIF", ".sif", "sif", "interactions as source, relation, target", "everything else"),
    Format("Neo4j nodes, CSV", "_nodes.csv", "neo4j:encode_nodes", "variables", "nothing of them"),
    Format("Neo4j relationships, CSV", "_relationships.csv", "neo4j:encode_relationships", _ROWS, _TABLES),
    Format("Parquet", ".parquet", "parquet", "interactions with typed columns and every finding", "statements, observations, baselines", "pyarrow", "parquet"),
    Format("TSV of interactions", ".tsv", "flat", _ROWS, _TABLES),
)
"""Every format, in the order of the documentation."""


def format_of(path: Path) -> Format:
    """Format of a file by its ending; the longest that fits.

    Raises
    ------
    FileError
        If no format ends so.
    """
    fitting = [form for form in FORMATS if path.name.lower().endswith(form.extension)]
    if fitting:
        return max(fitting, key=lambda form: len(form.extension))
    known = ", ".join(f"{form.extension} ({form.name})" for form in FORMATS)
    raise FileError(f"{path}: no format ends in {path.suffix or 'nothing'!r}; known: {known}")


def statement(extension: str, knowledge: Knowledge) -> str:
    """What the head of a file says: version, what is kept and lost, licence."""
    form = next(form for form in FORMATS if form.extension == extension)
    return (
        f"bonegraph {__version__} ({knowledge.digest}). Keeps: {form.keeps}. Loses: {form.loses}. "
        "CC BY 4.0. Predictions drawn from it are for research, not medical advice."
    )


def write(knowledge: Knowledge, path: Path) -> Path:
    """Write the graph in the format of the file's ending; a failed write leaves the old file untouched.

    Raises
    ------
    FileError
        If the format is unknown, lacks its library, or the file cannot be written.
    """
    form = format_of(path)
    data = form.encode(knowledge)
    try:
        write_atomically(path, data)
    except OSError as error:
        raise FileError(f"{path}: cannot be written ({error.strerror})") from error
    return path


def write_all(knowledge: Knowledge, folder: Path) -> tuple[list[Path], list[Format]]:
    """Write every format as ``folder/bonegraph<ending>``.

    Returns
    -------
    written, left_out
        Files, and the formats whose library is not installed.
    """
    written = [write(knowledge, folder / f"bonegraph{form.extension}") for form in FORMATS if form.ready]
    return written, [form for form in FORMATS if not form.ready]
