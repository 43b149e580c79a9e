"""SBML Level 3 with the package *qual* (Chaouiya et al. 2013, *BMC Syst Biol* 7:135), for GINsim, CellNOpt, Cell Collective and CaSQ.

A variable is on when one of its raising inputs acts and none of its lowering inputs does; an input acts when its subject and all of its
gates are on. A variable that raises in one scope and lowers in another is an input of dual sign.
"""

from __future__ import annotations

import html
from collections import defaultdict
from typing import Any

from bonegraph import __version__
from bonegraph.errors import FileError
from bonegraph.formats import statement
from bonegraph.model.interaction import Interaction
from bonegraph.model.knowledge import Knowledge

__all__ = ["encode", "species_id"]

_RESOURCES = ("CHEBI", "ENSEMBL", "HGNC", "NCBIGene", "UniProtKB")


def species_id(key: str) -> str:
    """A key as SBML identifier: ``25-ohd`` is ``v_25_ohd``."""
    return "v_" + key.replace("-", "_")


def encode(knowledge: Knowledge) -> bytes:
    """The signed network as a Boolean model.

    Raises
    ------
    FileError
        If libsbml finds its own output invalid.
    """
    import libsbml

    rows: dict[str, list[Interaction]] = defaultdict(list)
    for row in knowledge.active:
        if row.sign:
            rows[row.object].append(row)
    used = {key for some in rows.values() for row in some for key in (row.subject, row.object, *row.gate)}
    document = libsbml.SBMLDocument(libsbml.SBMLNamespaces(3, 1, "qual", 1))
    document.setPackageRequired("qual", True)
    model = document.createModel()
    model.setId("bonegraph")
    model.setName(f"bonegraph {__version__}")
    model.setNotes(_note(statement(".sbml", knowledge)))
    place = model.createCompartment()
    place.setId("body")
    place.setConstant(True)
    qual = model.getPlugin("qual")
    for key in sorted(used):
        _species(knowledge, qual.createQualitativeSpecies(), key, constant=key not in rows)
    for target in sorted(rows):
        _transition(knowledge, qual.createTransition(), target, rows[target])
    document.checkInternalConsistency()
    if document.getNumErrors(libsbml.LIBSBML_SEV_ERROR):
        raise FileError(f"libsbml refuses the model: {document.getError(0).getMessage()}")
    text: str = libsbml.SBMLWriter().writeSBMLToString(document)
    return text.encode()


def _species(knowledge: Knowledge, species: Any, key: str, constant: bool) -> None:
    import libsbml

    entity = knowledge.entities[key]
    species.setId(species_id(key))
    species.setName(entity.name)
    species.setCompartment("body")
    species.setConstant(constant)
    species.setMaxLevel(1)
    species.setMetaId("meta_" + species_id(key))
    addresses = [xref for xref in entity.xrefs if xref.partition(":")[0] in _RESOURCES]
    if addresses:
        term = libsbml.CVTerm(libsbml.BIOLOGICAL_QUALIFIER)
        term.setBiologicalQualifierType(libsbml.BQB_IS_VERSION_OF)
        for xref in addresses:
            prefix, _, name = xref.partition(":")
            term.addResource(f"https://identifiers.org/{prefix.lower()}:{name}")
        species.addCVTerm(term)


def _transition(knowledge: Knowledge, transition: Any, target: str, rows: list[Interaction]) -> None:
    import libsbml

    transition.setId("t_" + species_id(target))
    transition.setNotes(_note("; ".join(_told(knowledge, row) for row in rows)))
    signs: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        for key in (row.subject, *row.gate):
            signs[key].add(row.sign)
    names = {(1,): libsbml.INPUT_SIGN_POSITIVE, (-1,): libsbml.INPUT_SIGN_NEGATIVE, (-1, 1): libsbml.INPUT_SIGN_DUAL}
    for key in sorted(signs):
        source = transition.createInput()
        source.setId(f"in_{species_id(key)}__{species_id(target)}")
        source.setQualitativeSpecies(species_id(key))
        source.setTransitionEffect(libsbml.INPUT_TRANSITION_EFFECT_NONE)
        source.setSign(names[tuple(sorted(signs[key]))])
    output = transition.createOutput()
    output.setId("out_" + species_id(target))
    output.setQualitativeSpecies(species_id(target))
    output.setTransitionEffect(libsbml.OUTPUT_TRANSITION_EFFECT_ASSIGNMENT_LEVEL)
    transition.createDefaultTerm().setResultLevel(0)
    term = transition.createFunctionTerm()
    term.setResultLevel(1)
    term.setMath(libsbml.parseL3Formula(_formula(rows)))


def _formula(rows: list[Interaction]) -> str:
    """When the target is on, in libsbml's infix notation."""
    raising, lowering = (sorted({_acting(row) for row in rows if row.sign == sign}) for sign in (1, -1))
    quiet = f"!({' || '.join(lowering)})" if lowering else ""
    if not raising:
        return quiet
    on = "(" + " || ".join(raising) + ")"
    return f"{on} && {quiet}" if quiet else on


def _acting(row: Interaction) -> str:
    return "(" + " && ".join(f"({species_id(key)} == 1)" for key in dict.fromkeys((row.subject, *row.gate))) + ")"


def _told(knowledge: Knowledge, row: Interaction) -> str:
    return f"{row.id}: {knowledge.gloss(row)}" + (f" [{row.scope}]" if row.scope else "")


def _note(text: str) -> str:
    return f'<body xmlns="http://www.w3.org/1999/xhtml"><p>{html.escape(text)}</p></body>'
