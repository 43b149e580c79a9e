"""Open the ontology as Python objects with owlready2, and let HermiT check it."""

from __future__ import annotations

import io
from typing import Any

from bonegraph.errors import FileError
from bonegraph.model.knowledge import Knowledge
from bonegraph.owl.build import build_ontology

__all__ = ["open_ontology", "unsatisfiable"]


def open_ontology(knowledge: Knowledge) -> Any:
    """The core ontology as an ``owlready2.Ontology`` in a world of its own; nothing is fetched.

    Raises
    ------
    FileError
        If owlready2 cannot read it.
    """
    import owlready2

    data = build_ontology(knowledge).serialize(format="xml", encoding="utf-8")
    world = owlready2.World()
    try:
        return world.get_ontology("https://w3id.org/bonegraph/bonegraph.owl").load(fileobj=io.BytesIO(data), only_local=True)
    except owlready2.OwlReadyOntologyParsingError as error:
        raise FileError(f"owlready2 cannot read the ontology: {error}") from error


def unsatisfiable(ontology: Any) -> list[str]:
    """Classes that can have no member, found by HermiT (needs Java).

    Raises
    ------
    FileError
        If Java is missing, or the ontology is inconsistent.
    """
    import shutil

    import owlready2

    if not shutil.which("java"):
        raise FileError("HermiT needs Java; install a Java runtime (apt-get install default-jre-headless)")
    try:
        with ontology:
            owlready2.sync_reasoner_hermit(ontology.world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise FileError("the ontology is inconsistent") from error
    return sorted(str(found.iri) for found in ontology.world.inconsistent_classes())
