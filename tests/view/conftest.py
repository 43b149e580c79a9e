"""A synthetic body of knowledge of the size of the shipped one, and one full of hostile text."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from bonegraph.model.context import Scope
from bonegraph.model.entity import Entity, Perturbation, Setting
from bonegraph.model.evidence import Evidence, Reference
from bonegraph.model.interaction import Interaction, Relation
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.statement import Statement

KINDS = (
    "hormone", "receptor", "enzyme", "signal protein", "intracellular signal", "transcription factor", "cell state", "process",
    "ion or metabolite", "nutrient", "matrix protein", "quantity", "drug", "drug class", "biomarker", "imaging readout", "clinical outcome",
    "transporter", "disease", "mechanical stimulus",
)  # fmt: skip
MODULES = ("drugs", "immune", "metabolic", "mineral", "osteoblast", "osteoclast", "readouts", "sexsteroid")
RELATIONS = {"activates": 1, "increases": 1, "upregulates": 1, "inhibits": -1, "decreases": -1, "no_effect_on": 0}

REAL = (
    ("estradiol", "estradiol", "hormone", "sexsteroid", "serum", ("E2", "17β-estradiol")),
    ("testosterone", "testosterone", "hormone", "sexsteroid", "serum", ("T",)),
    ("aromatase", "aromatase", "enzyme", "sexsteroid", "", ("CYP19A1",)),
    ("era", "ERα", "receptor", "sexsteroid", "", ("ESR1",)),
    ("era-bone", "ERα in bone", "receptor", "sexsteroid", "bone", ()),
    ("rankl", "RANKL", "signal protein", "osteoclast", "bone", ("TNFSF11", "ODF")),
    ("opg", "OPG", "signal protein", "osteoclast", "bone", ("TNFRSF11B",)),
    ("rank", "RANK", "receptor", "osteoclast", "bone", ()),
    ("osteoclastogenesis", "osteoclastogenesis", "process", "osteoclast", "bone", ()),
    ("bone-resorption", "bone resorption", "process", "osteoclast", "bone", ()),
    ("ctx", "CTX", "biomarker", "readouts", "serum", ("β-CTX",)),
    ("bmd", "bone mineral density", "imaging readout", "readouts", "", ("BMD",)),
    ("letrozole", "letrozole", "drug", "drugs", "", ("Femara",)),
    ("aromatase-inhibitor", "aromatase inhibitor", "drug class", "drugs", "", ()),
    ("gnrh", "GnRH", "hormone", "sexsteroid", "hypothalamus", ()),
    ("lh", "LH", "hormone", "sexsteroid", "serum", ()),
)
WIRES = (
    ("aromatase-inhibitor", "inhibits", "aromatase", ()), ("testosterone", "increases", "estradiol", ("aromatase",)),
    ("estradiol", "activates", "era", ()), ("era-bone", "inhibits", "rankl", ()), ("era-bone", "upregulates", "opg", ()),
    ("opg", "inhibits", "rankl", ()), ("rankl", "activates", "rank", ()), ("rank", "increases", "osteoclastogenesis", ()),
    ("osteoclastogenesis", "increases", "bone-resorption", ()), ("bone-resorption", "increases", "ctx", ()),
    ("bone-resorption", "decreases", "bmd", ()), ("estradiol", "inhibits", "gnrh", ()), ("gnrh", "increases", "lh", ()),
    ("estradiol", "decreases", "lh", ()), ("estradiol", "increases", "lh", ()), ("lh", "no_effect_on", "bone-resorption", ()),
)  # fmt: skip


def entity(key: str, name: str, kind: str, module: str, compartment: str = "", synonyms: tuple[str, ...] = (), **rest: Any) -> Entity:
    fields: dict[str, Any] = {
        "id": f"BG:{abs(hash_of(key)) % 10**7:07d}",
        "variant_of": "",
        "aspect": "amount",
        "parents": (),
        "parts": (),
        "definition": f"What {name} is.",
        "xrefs": ("HGNC:1234",),
        "status": "",
        "note": "",
    }
    return Entity(key=key, name=name, kind=kind, module=module, compartment=compartment, synonyms=synonyms, **{**fields, **rest})


def hash_of(text: str) -> int:
    """A number from a text, the same in every run (unlike ``hash``)."""
    return sum(ord(c) * 31**i for i, c in enumerate(text)) % 10**9


def build(
    entities: dict[str, Entity], interactions: dict[str, Interaction], evidence: dict[str, tuple[Evidence, ...]], references: dict[str, Reference], **rest: Any
) -> Knowledge:
    fields: dict[str, Any] = {
        "digest": "test",
        "perturbations": {"menopause": Perturbation("menopause", "menopause", (Setting("estradiol", "down"),), (), ("climacteric",), "", "")},
        "relations": {
            key: Relation(key, key.replace("_", " "), sign, "stops" if sign == 0 else "passes", (), (), "", "", "", f"What {key} means.")
            for key, sign in RELATIONS.items()
        },
        "baselines": (),
        "exposures": (),
        "defaults": (),
        "observations": {},
        "statements": {"BS:0000001": Statement("BS:0000001", "clinical", "letrozole", "increases", "bmd", Scope(), "never, by 3 %", "")},
        "claims": {},
        "citations": {},
        "founding_names": {},
        "evidence_types": {"human trial": ("ECO:0000180", 0.9), "in vitro": ("ECO:0000181", 0.65)},
        "context_values": {
            "sex": ("female", "male"),
            "species": ("human", "mouse"),
            "life_stage": ("premenopausal", "postmenopausal"),
            "cell": ("osteoblast", "osteoclast"),
        },
        "modules": {module: module for module in MODULES},
        "kinds": {kind: kind for kind in KINDS},
    }
    attached = {key: replace(item, evidence=evidence.get(key, ())) for key, item in interactions.items()}
    return Knowledge(entities=entities, interactions=attached, evidence=evidence, references=references, **{**fields, **rest})


def interaction(number: int, subject: str, relation: str, target: str, gate: tuple[str, ...] = (), **rest: Any) -> Interaction:
    fields: dict[str, Any] = {
        "reach": "passes", "via": (), "scope": Scope(), "directness": "direct", "strength": "strong", "speed": "fast", "efficacy": None,
        "consensus": "established", "module": "osteoclast", "status": "", "note": "",
    }  # fmt: skip
    return Interaction(f"BI:{number:07d}", subject, relation, target, RELATIONS[relation], gate=gate, **{**fields, **rest})


def finding(number: int, claim: str, reference: str, stance: str = "supports", text: str = "It was seen.", checked: str = "opened") -> Evidence:
    return Evidence(f"BE:{number:07d}", claim, "", stance, reference, "human trial", "human", "women", text, "abstract", checked)


def synthetic(count: int = 900, links: int = 1200, papers: int = 700, findings: int = 2000, seed: int = 7) -> Knowledge:
    """Knowledge of the size of the shipped graph: a real core and a random rest."""
    rng = random.Random(seed)
    entities = {key: entity(key, name, kind, module, place, synonyms) for key, name, kind, module, place, synonyms in REAL}
    entities["era-bone"] = replace(entities["era-bone"], variant_of="era")
    entities["letrozole"] = replace(entities["letrozole"], parents=("aromatase-inhibitor",))
    while len(entities) < count:
        kind, module, number = rng.choice(KINDS), rng.choice(MODULES), len(entities)
        name = f"{kind} {rng.choice(('alpha', 'beta', 'of the long and winding kind', 'x'))} {number}"
        entities[f"v{number:04d}"] = entity(f"v{number:04d}", name, kind, module)
    keys = list(entities)
    rows = [interaction(i, s, r, o, gate) for i, (s, r, o, gate) in enumerate(WIRES, 1)]
    while len(rows) < links:
        subject, target = rng.choice(keys[: int(count * 0.8)]), rng.choice(keys)
        if subject != target:
            scope = Scope.parse(rng.choice(("", "", "", "sex=female", "species=mouse", "cell=osteoclast")))
            consensus = rng.choice(("established", "probable", "contested"))
            rows.append(interaction(len(rows) + 1, subject, rng.choice(tuple(RELATIONS)), target, scope=scope, consensus=consensus))
    interactions = {row.id: row for row in rows}
    references = {
        f"BR:{i:07d}": Reference(f"BR:{i:07d}", str(10_000_000 + i), "", "", f"Title {i}", f"Author{i}", "2012", "J Bone", "article", "yes", "page")
        for i in range(papers)
    }
    evidence: dict[str, list[Evidence]] = {}
    for i in range(findings):
        row = rows[i % len(rows)].id
        evidence.setdefault(row, []).append(finding(i, row, rng.choice(list(references)), rng.choice(("supports",) * 6 + ("opposes", "null"))))
    return build(entities, interactions, {key: tuple(items) for key, items in evidence.items()}, references)


HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    '"><svg onload=window.pwned=1>',
    "'-alert(1)-'",
    "javascript:window.pwned=1",
    "<!--<script>",
    "]]>&lt;b&gt;",
    "{{ 7*7 }}{% raw %}",
    "\u2028\u2029window.pwned=1",
    "=cmd|' /C calc'!A0",
    "a href='https://evil.example/' onclick='window.pwned=1'",
)


def hostile() -> Knowledge:
    """Knowledge in which every free text field holds markup that would run if it could."""
    entities, interactions, evidence, references = {}, {}, {}, {}
    for i, text in enumerate(HOSTILE):
        entities[f"h{i}"] = entity(
            f"h{i}", text, KINDS[i % len(KINDS)], "osteoclast", text, (text, f"synonym {text}"), definition=text, note=text, aspect=text,
            xrefs=(text, f"HGNC:{text}", "HGNC:1"), id=f"BG:{i:07d}{text}",
        )  # fmt: skip
        references[f"r{i}"] = Reference(f"r{i}", text, text, text, text, text, text, text, text, text, text, text)
    for i, text in enumerate(HOSTILE):
        row = interaction(i, f"h{i}", "activates", f"h{(i + 1) % len(HOSTILE)}", scope=Scope((("cell", (text,)),)), note=text)
        interactions[row.id] = row
        evidence[row.id] = (replace(finding(i, row.id, f"r{i}", text=text), type=text, species=text, system=text, locator=text),)
    relation = Relation("activates", HOSTILE[2], 1, "passes", (), (), HOSTILE[2], "", "", HOSTILE[0])
    return build(entities, interactions, evidence, references, relations={"activates": relation}, statements={}, digest=HOSTILE[0])


def answer(source: str, target: str, nodes: tuple[str, ...], signs: str, knowledge: Knowledge, verdict: str = "increase") -> dict[str, Any]:
    """An effect dictionary with one path for and one against."""

    def step(subject: str, aim: str, sign: str) -> dict[str, Any]:
        ids = [i.id for i in knowledge.active if (i.subject, i.object) == (subject, aim)]
        return {"subject": subject, "object": aim, "sign": sign, "relation": "activates", "gate_of": [], "needs": [], "belief": 0.8, "interactions": ids}

    steps = [step(a, b, s) for a, b, s in zip(nodes, nodes[1:], signs, strict=False)]
    detour = [step(nodes[0], "lh", "-"), step("lh", nodes[-1], "+")] if "lh" in knowledge.entities else steps
    return {
        "question": {"perturbation": source, "direction": "+", "readout": target, "context": {"sex": "female"}, "through": [], "horizon": "steady"},
        "source": [f"{source}:up"], "target": target, "verdict": verdict, "sign": "+", "basis": "B", "basis_means": "unanimous", "p_up": 0.95,
        "interval": [0.9, 0.99], "confidence": "high", "reason": "all agree", "sentence": f"{source} raises {target}.", "needs": [],
        "paths_for": [{"sign": "+", "belief": 0.5, "weight": 0.1, "text": "", "steps": steps}],
        "paths_against": [{"sign": "-", "belief": 0.2, "weight": 0.05, "text": "", "steps": detour}], "answers": [], "notes": [],
    }  # fmt: skip


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return synthetic()


@pytest.fixture(scope="session")
def small() -> Knowledge:
    return synthetic(count=40, links=40, papers=20, findings=60)


@pytest.fixture(scope="session")
def bad() -> Knowledge:
    return hostile()


@pytest.fixture(scope="session")
def effects(knowledge: Knowledge) -> list[dict[str, Any]]:
    route = ("letrozole", "aromatase", "estradiol", "era-bone", "rankl~available", "rank", "bone-resorption", "ctx")
    return [
        answer("letrozole", "ctx", route, "-++-+++", knowledge),
        answer("estradiol", "bmd", ("estradiol", "era-bone", "rankl", "bone-resorption", "bmd"), "+-+-", knowledge),
        {**answer("lh", "ctx", ("lh", "ctx"), "+", knowledge, "no_effect"), "paths_for": [], "paths_against": []},
    ]
