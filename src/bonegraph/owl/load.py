"""Open the ontology as Python objects with owlready2, and let HermiT classify it."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bonegraph.errors import FileError
from bonegraph.model.knowledge import Knowledge
from bonegraph.owl.build import build_module, build_ontology
from bonegraph.rdf.terms import BASE
from bonegraph.rdf.write import convert

__all__ = ["Classified", "classify", "logical", "ontology_triples", "open_ontology", "open_triples", "read_triples"]

NOTHING = "http://www.w3.org/2002/07/owl#Nothing"


@dataclass(frozen=True, slots=True)
class Classified:
    """What a reasoner found: consistent or not, classes without possible members, and superclasses that nobody stated."""

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    inferred: tuple[tuple[str, str], ...] = ()


def open_ontology(knowledge: Knowledge, module: str = "core") -> Any:
    """The ontology as an ``owlready2.Ontology`` in a world of its own; nothing is fetched.

    Parameters
    ----------
    module
        One of :data:`bonegraph.owl.build.MODULES`, or ``release`` for everything.
    """
    return open_triples(ontology_triples(knowledge, module))


def ontology_triples(knowledge: Knowledge, module: str = "core") -> bytes:
    """A module, or the release, as N-Triples."""
    return build_ontology(knowledge) if module == "release" else build_module(knowledge, module)


def open_triples(data: bytes) -> Any:
    """N-Triples as an ``owlready2.Ontology``; an import statement among them is an error, never a download.

    Raises
    ------
    FileError
        If owlready2 cannot read it.
    """
    import owlready2

    if b"<http://www.w3.org/2002/07/owl#imports>" in data:
        raise FileError("the ontology imports another one, which is not fetched; merge the two and leave owl:imports out")
    try:
        return owlready2.World().get_ontology(f"{BASE}bonegraph.owl").load(fileobj=io.BytesIO(convert(data, "rdfxml")), only_local=True)
    except owlready2.OwlReadyOntologyParsingError as error:
        raise FileError(f"owlready2 cannot read the ontology: {error}") from error


def logical(data: bytes) -> bytes:
    """N-Triples without what a reasoner passes over: annotations, on terms and on axioms."""
    lines = [line.split(b" ", 2) for line in data.splitlines()]
    idle = {subject for subject, _, target in lines if target == b"<http://www.w3.org/2002/07/owl#AnnotationProperty> ."}
    idle |= {b"<http://www.w3.org/2000/01/rdf-schema#label>", b"<http://www.w3.org/2000/01/rdf-schema#comment>"}
    notes = {subject for subject, _, target in lines if target == b"<http://www.w3.org/2002/07/owl#Axiom> ."}
    return b"".join(b" ".join(line) + b"\n" for line in lines if line[1] not in idle and line[0] not in notes)


def read_triples(path: Path) -> bytes:
    """An ontology file of the user (RDF/XML, Turtle, N-Triples, JSON-LD) as N-Triples.

    Raises
    ------
    FileError
        If it cannot be read.
    """
    from rdflib import Graph

    form = {".owl": "xml", ".rdf": "xml", ".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld"}.get(path.suffix.lower())
    if form is None:
        raise FileError(f"{path}: an ontology ends in .owl, .rdf, .ttl, .nt or .jsonld")
    try:
        return Graph().parse(data=path.read_bytes(), format=form, publicID=path.resolve().as_uri()).serialize(format="nt", encoding="utf-8")
    except Exception as error:  # rdflib raises SAX, value and syntax errors of its own
        raise FileError(f"{path}: cannot be read as {form} ({error})") from error


def classify(ontology: Any) -> Classified:
    """Classify with HermiT, which needs Java.

    Raises
    ------
    FileError
        If Java is missing.
    """
    import owlready2

    if not shutil.which("java"):
        raise FileError("HermiT needs Java; install a Java runtime (apt-get install default-jre-headless)")
    stated = _superclasses(ontology)
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(ontology.world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Classified(consistent=False)
    empty = tuple(sorted(str(found.iri) for found in ontology.world.inconsistent_classes() if found.iri != NOTHING))
    gained = _superclasses(ontology) - stated
    return Classified(True, empty, tuple(sorted(pair for pair in gained if pair[1] != NOTHING and pair[0] not in empty)))


def _superclasses(ontology: Any) -> set[tuple[str, str]]:
    return {(str(c.iri), str(above.iri)) for c in ontology.world.classes() for above in c.is_a if hasattr(above, "iri")}
