"""Classify the ontology with HermiT: consistent or not, classes without possible members, superclasses that follow.

FILE is an ontology of yours (.owl .rdf .ttl .nt .jsonld) that is read together with the shipped one, for example axioms that bind your
terms to bonegraph's. A fault is explained by a smallest set of axioms. Needs Java. Exit code 1 when a fault was found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bonegraph.cli.output import emit

__all__ = ["arguments", "run"]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--module", choices=("core", "release", "edges", "rules"), default="core", help="what of the shipped ontology (default: core)")
    parser.add_argument("--alone", action="store_true", help="only FILE, without the shipped ontology")


def run(args: argparse.Namespace) -> int:
    """Classify, explain and print."""
    from bonegraph import load
    from bonegraph.errors import QuestionError
    from bonegraph.owl.explain import explain
    from bonegraph.owl.load import classify, logical, ontology_triples, open_triples, read_triples

    if args.alone and not args.files:
        raise QuestionError("--alone needs a FILE")
    data = b"".join(read_triples(Path(file)) for file in args.files)
    if not args.alone:
        data += ontology_triples(load().knowledge, args.module)
    found = classify(open_triples(logical(data)))
    why = {"": explain(data)} if not found.consistent else {iri: explain(data, iri) for iri in found.unsatisfiable}
    lines = [
        f"{'consistent' if found.consistent else 'inconsistent'}, {len(found.unsatisfiable)} unsatisfiable classes, {len(found.inferred)} inferred superclasses"
    ]
    for iri, axioms in why.items():
        lines += [f"\n{iri or 'the ontology'} can have no {'member' if iri else 'model'}, because:", *(f"  {axiom}" for axiom in axioms)]
    lines += [f"{below} is a {above}" for below, above in found.inferred]
    rows = [("unsatisfiable" if iri else "inconsistent", iri, axiom) for iri, axioms in why.items() for axiom in axioms]
    rows += [("inferred", *pair) for pair in found.inferred]
    emit(
        args,
        text=lambda: "\n".join(lines),
        data=lambda: {"consistent": found.consistent, "unsatisfiable": why if found.consistent else {}, "why": why.get("", []), "inferred": found.inferred},
        table=lambda: (("what", "class", "axiom"), rows),
    )
    return int(not found.consistent or bool(found.unsatisfiable))
