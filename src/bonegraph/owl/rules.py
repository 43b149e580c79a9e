"""Composition of signs along paths, as rules of the Semantic Web Rule Language (Horrocks et al. 2004, W3C submission).

Property chains would say the same, but four of them make a cycle in the property order, which OWL 2 DL forbids (Motik et al. 2012, section 11.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import BNode, Literal, Namespace, URIRef
from rdflib.term import Node

from bonegraph.rdf.build import edge_property
from bonegraph.rdf.terms import BGS, IAO, OWL, RDF, RDFS

__all__ = ["rules"]

SWRL = Namespace("http://www.w3.org/2003/11/swrl#")
Triple = tuple[Node, Node, Node]


def rules() -> Iterator[Triple]:
    """Four rules: a signed step after what is already known to raise or lower."""
    names = {BGS.mayRaise: "may raise", BGS.mayLower: "may lower"}
    for prop, label in names.items():
        yield prop, RDF.type, OWL.ObjectProperty
        yield prop, RDFS.label, Literal(label, lang="en")
        yield prop, IAO["0000115"], Literal(f"The subject {label} the object through at least one path of interactions; other paths may oppose it.", lang="en")
    for sign, prop in ((1, BGS.mayRaise), (-1, BGS.mayLower)):
        yield edge_property(sign), RDF.type, OWL.ObjectProperty
        yield edge_property(sign), RDFS.subPropertyOf, prop
    x, y, z = (URIRef(f"urn:swrl:var#{name}") for name in "xyz")
    for variable in (x, y, z):
        yield variable, RDF.type, SWRL.Variable
    for first in (1, -1):
        for step in (1, -1):
            name = f"{'p' if first > 0 else 'n'}{'p' if step > 0 else 'n'}"
            known, gained = (BGS.mayRaise if sign > 0 else BGS.mayLower for sign in (first, first * step))
            yield from _rule(name, [(known, x, y), (edge_property(step), y, z)], (gained, x, z))


def _rule(name: str, body: list[Triple], head: Triple) -> Iterator[Triple]:
    rule = BNode(f"rule{name}")
    yield rule, RDF.type, SWRL.Imp
    for place, atoms in ((SWRL.body, body), (SWRL.head, [head])):
        cells = []
        for number, (prop, subject, target) in enumerate(atoms):
            atom = BNode(f"{rule}{'b' if place == SWRL.body else 'h'}{number}")
            cells.append(atom)
            yield atom, RDF.type, SWRL.IndividualPropertyAtom
            yield atom, SWRL.propertyPredicate, prop
            yield atom, SWRL.argument1, subject
            yield atom, SWRL.argument2, target
        links = [BNode(f"{rule}{'b' if place == SWRL.body else 'h'}list{number}") for number in range(len(cells))]
        yield rule, place, links[0]
        for number, (link, atom) in enumerate(zip(links, cells, strict=True)):
            yield link, RDF.type, SWRL.AtomList
            yield link, RDF.first, atom
            yield link, RDF.rest, links[number + 1] if number + 1 < len(links) else RDF.nil
