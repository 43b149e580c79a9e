"""Web addresses of identifiers. A link is made only from an identifier that has the exact form of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bonegraph.model.evidence import Reference

__all__ = ["curie_url", "reference_links"]

_OBO = "https://purl.obolibrary.org/obo/{prefix}_{id}"
_CURIES: Mapping[str, tuple[str, str]] = {
    "HGNC": (r"\d{1,6}", "https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/HGNC:{id}"),
    "UNIPROTKB": (r"[A-Z0-9]{6,10}(?:-\d{1,3})?", "https://www.uniprot.org/uniprotkb/{id}"),
    "CHEBI": (r"\d{1,7}", "https://www.ebi.ac.uk/chebi/CHEBI:{id}"),
    "CHEMBL": (r"(?:CHEMBL)?\d{1,8}", "https://www.ebi.ac.uk/chembl/explore/compound/{id}"),
    "DRUGBANK": (r"DB\d{5}", "https://go.drugbank.com/drugs/{id}"),
    "MESH": (r"[A-Z]\d{6,9}", "https://id.nlm.nih.gov/mesh/{id}.html"),
    "NCIT": (r"C\d{1,7}", _OBO),
    "NCBIGENE": (r"\d{1,9}", "https://www.ncbi.nlm.nih.gov/gene/{id}"),
    "NCBITAXON": (r"\d{1,7}", "https://www.ncbi.nlm.nih.gov/datasets/taxonomy/{id}/"),
    "RXNORM": (r"\d{1,8}", "https://mor.nlm.nih.gov/RxNav/search?searchBy=RXCUI&searchTerm={id}"),
    "LOINC": (r"\d{1,7}-\d", "https://loinc.org/{id}/"),
    "REACTOME": (r"R-[A-Z]{3}-\d{1,9}", "https://reactome.org/content/detail/{id}"),
    **dict.fromkeys(("GO", "CL", "UBERON", "HP", "MP", "MONDO", "DOID", "OBA", "RO", "ECO", "PATO", "SO", "MAXO"), (r"\d{7}", _OBO)),
    "PR": (r"(?:\d{9}|[A-Z0-9]{6,10})", _OBO),
    "EFO": (r"\d{7}", "https://www.ebi.ac.uk/efo/EFO_{id}"),
}
_PMID = re.compile(r"[1-9]\d{0,8}", re.ASCII)
_PMC = re.compile(r"PMC[1-9]\d{0,8}", re.ASCII)
_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._;()/:\-]{1,200}", re.ASCII)


def curie_url(curie: str) -> str:
    """Address of an identifier, empty when its prefix is unknown or its form is wrong.

    Examples
    --------
    >>> curie_url("HGNC:9606")
    'https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/HGNC:9606'
    >>> curie_url("HGNC:<b>")
    ''
    """
    prefix, _, identifier = curie.partition(":")
    form, address = _CURIES.get(prefix.upper(), ("", ""))
    if not form or not re.fullmatch(form, identifier, re.ASCII):
        return ""
    return address.format(prefix=prefix, id=identifier)


def reference_links(reference: Reference) -> list[tuple[str, str]]:
    """(label, address) of every well-formed identifier of a publication: PMID, PMC, DOI."""
    found = []
    if _PMID.fullmatch(reference.pmid):
        found.append((f"PMID {reference.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"))
    if _PMC.fullmatch(reference.pmcid):
        found.append((reference.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/"))
    if _DOI.fullmatch(reference.doi):
        found.append(("DOI", f"https://doi.org/{reference.doi}"))
    return found
