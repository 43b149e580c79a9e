"""From a listing to knowledge: every name gets its meaning, every cell its check, every row its layer.

A name that the shipped graph knows (by key, id, or any of its names; never by a guess at the spelling) is that entity. Any
other name is a new variable. All faults of a file are told at once, by line, value and what would be right.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b

from bonegraph.imports.listing import Edge, Listing, Node, refuse, sign_of
from bonegraph.model.context import Scope
from bonegraph.model.entity import Entity
from bonegraph.model.evidence import Evidence, Reference
from bonegraph.model.interaction import CONSENSUS, SPEEDS, STRENGTHS, Interaction
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.names import Names, fold
from bonegraph.model.sign import symbol

__all__ = ["IMPORTED", "merged", "replaced"]

IMPORTED = "imported"
"""Evidence type of a publication that a file names without saying what kind of study it is."""

_RELATIONS = {1: "increases", -1: "decreases", 0: "no_effect_on"}
_CHOICES = {"strength": STRENGTHS, "speed": SPEEDS, "consensus": CONSENSUS, "directness": ("direct", "summary")}
_USUAL = {"strength": "moderate", "speed": "fast", "consensus": "established", "directness": "direct"}
_KINDS = {"Drug": "drug", "Gene": "signal protein", "Protein": "signal protein", "Disease": "disease", "Cell": "cell type", "BiologicalProcess": "process"}
_FINDING = re.compile(r"(supports|refutes|null|mixed|opposes) (no reference|\S+) \(([^,()]+), ([^,()]*), (opened|cited|unverified)\)")


def replaced(shipped: Knowledge, listing: Listing) -> Knowledge:
    """The listing's interactions in place of the shipped ones; what the shipped graph says of the same variables stays."""
    work = _Work(shipped, listing, taken={})
    rows = work.rows()
    used = {key for row in rows.values() for key in (row.subject, row.object, *row.gate, *row.via)}
    # a drug that no row names acts as its class does
    used |= {entity.key for entity in shipped.entities.values() if not entity.status and used & set(work.shipped.ancestors(entity.key))}
    waiting = [*used]
    while waiting:
        entity = work.entities[waiting.pop()]
        for key in {entity.variant_of, *entity.parents, *entity.parts} - {"", *used}:
            used.add(key)
            waiting.append(key)
    states = {}
    for state in shipped.perturbations.values():
        sets = tuple(item for item in state.sets if item.variable in used)
        if sets:
            states[state.key] = replace(state, sets=sets)
    states = {key: replace(state, parents=tuple(p for p in state.parents if p in states)) for key, state in states.items()}
    return replace(
        work.knowledge(rows),
        entities={key: entity for key, entity in work.entities.items() if key in used},
        perturbations=states,
        baselines=tuple(row for row in shipped.baselines if row.variable in used),
        exposures=tuple(row for row in shipped.exposures if row.substance in used),
        defaults=tuple(row for row in shipped.defaults if row.substance in used),
        founding_names={name: key for name, key in shipped.founding_names.items() if key in used},
        observations={},
        statements={},
        claims={},
        citations={},
    )


def merged(shipped: Knowledge, listing: Listing) -> Knowledge:
    """The shipped graph and the listing; a row beside a shipped one is a second interaction with its own provenance."""
    work = _Work(shipped, listing, taken=shipped.interactions)
    rows = work.rows()
    found = work.knowledge({**shipped.interactions, **rows})
    return replace(found, evidence={**shipped.evidence, **found.evidence})


class _Work:
    """One listing on its way into the model."""

    def __init__(self, shipped: Knowledge, listing: Listing, taken: Mapping[str, Interaction]) -> None:
        self.shipped, self.listing, self.taken = shipped, listing, taken
        self.entities = dict(shipped.entities)
        self.references = dict(shipped.references)
        self.faults: list[str] = []
        known = [entity for entity in shipped.entities.values() if not entity.status]
        self.names = Names((entity.key, entity.name, (*entity.synonyms, entity.id)) for entity in known)
        self.nodes: dict[str, Node] = {node.key: node for node in listing.nodes}
        self.keys: dict[str, str] = {}
        self.ids = {entity.id: entity.key for entity in known}
        self.papers = {reference.curie: reference.id for reference in reversed(list(shipped.references.values()))}

    def fault(self, line: int, message: str) -> None:
        """Remember a fault."""
        self.faults.append(f"{self.listing.place}:{line}: {message}" if line else f"{self.listing.place}: {message}")

    def rows(self) -> dict[str, Interaction]:
        """All interactions.

        Raises
        ------
        FileError
            For every fault at once.
        """
        refuse([] if self.listing.edges else [f"{self.listing.place}: holds no edge; a network needs at least one"])
        found: dict[str, Interaction] = {}
        for edge in self.listing.edges:
            row = self._row(edge, found)
            found[row.id] = row
        refuse(self.faults)
        return found

    def knowledge(self, rows: Mapping[str, Interaction]) -> Knowledge:
        """The shipped knowledge with these interactions and what they brought."""
        digest = blake2b(f"{self.shipped.digest} {self.listing.label} {self.listing.digest}".encode(), digest_size=8).hexdigest()
        return replace(
            self.shipped,
            digest=digest,
            entities=self.entities,
            interactions=rows,
            evidence={key: row.evidence for key, row in rows.items() if row.evidence},
            references=self.references,
            evidence_types={**self.shipped.evidence_types, IMPORTED: ("ECO:0000000", 0.5)},
            modules={**self.shipped.modules, self.listing.label: f"layer read from {self.listing.place.rpartition('/')[2]}"},
        )

    # ------------------------------------------------------------ names

    def _key(self, name: str, line: int, kind: str = "") -> str:
        """Key of a name: the shipped entity, or a new variable."""
        if not name:
            self.fault(line, "a name is blank; source and target must be filled")
            return ""
        if name not in self.keys:
            node = self.nodes.get(name)
            for form in (name, *([node.cells.get("key", ""), node.cells.get("label", "")] if node else [])):
                found = self._shipped(form, line) if form else ""
                if found:
                    self.keys[name] = found
                    break
            else:
                self.keys[name] = self._new(name, node, line, kind)
        return self.keys[name]

    def _shipped(self, name: str, line: int) -> str:
        if name in self.entities:
            return name
        if name in self.ids:
            return self.ids[name]
        match = self.names.find(name)
        if match.how not in ("exact", "folded"):
            return ""
        if len(match.keys) > 1:
            self.fault(line, f"{name!r} is ambiguous: {' | '.join(match.keys)}; write one of these keys")
        return match.keys[0]

    def _new(self, name: str, node: Node | None, line: int, kind: str) -> str:
        cells = node.cells if node else {}
        label = cells.get("label") or name
        kind = kind or cells.get("kind", "") or _KINDS.get(cells.get("category", "").rpartition(":")[2], "quantity")
        if kind not in self.shipped.kinds:
            near = difflib.get_close_matches(kind, self.shipped.kinds, 1)
            self.fault(
                line, f"kind {kind!r} of {name!r} is unknown" + (f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(self.shipped.kinds)}")
            )
        if any(fold(label) == fold(word) for state in self.shipped.perturbations.values() for word in (state.key, state.name)):
            self.fault(line, f"{name!r} is a state, not a variable; name the variables that it moves")
        slug = re.sub(r"[^a-z0-9]+", "-", label.casefold()).strip("-") or fold(label) or "x" + blake2b(label.encode(), digest_size=4).hexdigest()
        for key in (slug, *(f"{slug}-{n}" for n in range(2, 10_000))):
            if key not in self.entities or fold(self.entities[key].name) == fold(label):
                break
        words = {column: tuple(part for part in cells.get(column, "").split("|") if part) for column in ("synonyms", "xrefs")}
        other = (name,) if name != label else ()
        self.entities[key] = Entity(
            key, f"X:{key}", label, kind, "", cells.get("aspect", ""), cells.get("compartment", ""), (), (),
            cells.get("definition", ""), (*other, *words["synonyms"]), words["xrefs"], self.listing.label, "", "",
        )  # fmt: skip
        return key

    # ------------------------------------------------------------ rows

    def _row(self, edge: Edge, found: Mapping[str, Interaction]) -> Interaction:
        cells, line = edge.cells, edge.line
        relation = self._relation(edge)
        chosen = {name: self._choice(edge, name) for name in _CHOICES}
        wanted = cells.get("id", "")
        identifier = wanted if wanted and wanted not in self.taken and wanted not in found else f"{self.listing.label}-{line}"
        while identifier in found or identifier in self.taken:
            identifier += "a"
        lists = {name: tuple(self._key(part.strip(), line) for part in cells.get(name, "").split("|") if part.strip()) for name in ("gate", "via")}
        return Interaction(
            id=identifier,
            subject=self._key(edge.source, line, cells.get("source_kind", "")),
            relation=relation,
            object=self._key(edge.target, line, cells.get("target_kind", "")),
            sign=self.shipped.relations[relation].sign or 0,
            reach=self.shipped.relations[relation].reach,
            scope=self._scope(edge),
            efficacy=self._efficacy(edge),
            module=self.listing.label,
            status="",
            note=cells.get("note", ""),
            evidence=self._evidence(edge, identifier),
            gate=lists["gate"],
            via=lists["via"],
            directness=chosen["directness"],
            strength=chosen["strength"],
            speed=chosen["speed"],
            consensus=chosen["consensus"],
        )

    def _relation(self, edge: Edge) -> str:
        """The relation named, which must bear the sign given; a sign alone is plain increase or decrease."""
        written, named = edge.cells.get("sign", ""), edge.cells.get("relation", "")
        sign = sign_of(written) if written else None
        if (written and sign is None) or not (written or named):
            self.fault(edge.line, f"sign {written!r} is none of + - 0")
        if not named:
            return _RELATIONS[sign or 0]
        causal = {key: item.sign for key, item in self.shipped.relations.items() if item.sign is not None}
        if named not in causal:
            near = difflib.get_close_matches(named, causal, 1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(causal)}"
            self.fault(edge.line, f"relation {named!r} bears no sign here{hint}")
            return _RELATIONS[sign or 0]
        if written and sign is not None and causal[named] != sign:
            self.fault(edge.line, f"sign {written!r} contradicts the relation {named!r}, whose sign is {symbol(causal[named] or 0)}")
        return named

    def _choice(self, edge: Edge, name: str) -> str:
        value = edge.cells.get(name, "") or _USUAL[name]
        if value not in _CHOICES[name]:
            self.fault(edge.line, f"{name} {value!r} is none of {', '.join(_CHOICES[name])}")
        return value

    def _scope(self, edge: Edge) -> Scope:
        try:
            scope = Scope.parse(edge.cells.get("scope", ""))
        except ValueError as error:
            self.fault(edge.line, f"scope: {error}; write key=value;key=value")
            return Scope()
        for key, _ in scope:
            if key not in self.shipped.context_values:
                self.fault(edge.line, f"scope: unknown key {key!r}; known: {', '.join(self.shipped.context_values)}")
        return scope

    def _efficacy(self, edge: Edge) -> float | None:
        text = edge.cells.get("efficacy", "")
        try:
            value = float(text) if text and text != "None" else None
        except ValueError:
            value = -1.0
        if value is not None and not 0 <= value <= 1:
            self.fault(edge.line, f"efficacy {text!r} is no number from 0 to 1")
        return value

    # ------------------------------------------------------------ evidence

    def _evidence(self, edge: Edge, row: str) -> tuple[Evidence, ...]:
        """Findings in bonegraph's own short form, and papers by their identifier."""
        claim, parts = edge.cells.get("evidence", ""), []
        for stance, source, kind, species, checked in _FINDING.findall(claim):
            reference = "" if source == "no reference" else self._paper(source, edge.line)
            parts.append((stance, reference, kind, "" if species == "any" else species, "" if checked == "unverified" else checked))
        if claim and not parts:
            parts += [("supports", self._paper(paper.strip(), edge.line), IMPORTED, "", "cited") for paper in claim.split("|")]
        for paper in re.split(r"[|;, ]+", edge.cells.get("pmid", "")):
            if paper:
                parts.append(("supports", self._paper(f"PMID:{paper}" if paper.isdigit() else paper, edge.line), IMPORTED, "", "cited"))
        return tuple(
            Evidence(f"{row}-e{n}", row, row, stance, paper, kind, species, "", "", self.listing.label, checked)
            for n, (stance, paper, kind, species, checked) in enumerate(parts, 1)
        )

    def _paper(self, curie: str, line: int) -> str:
        """Id of a reference: the shipped one of this identifier, or a new one."""
        if curie in self.papers:
            return self.papers[curie]
        if curie in self.references:
            return curie
        prefix, _, local = curie.partition(":")
        wanted = {"PMID": r"\d{1,9}", "PMC": r"(PMC)?\d{1,9}", "DOI": r"10\.\d{4,9}/\S+"}.get(prefix.upper())
        if not wanted or not re.fullmatch(wanted, local):
            self.fault(line, f"reference {curie!r} is none of PMID:123, PMC:PMC123, DOI:10.…/…")
            return ""
        place = {"PMID": "pmid", "PMC": "pmcid", "DOI": "doi"}[prefix.upper()]
        told = {"pmid": "", "pmcid": "", "doi": ""} | {place: local}
        self.references[curie] = Reference(curie, **told, title="", first_author="", year="", venue="", type="", opened="", how=f"layer {self.listing.label}")
        self.papers[curie] = curie
        return curie
