"""A question in its settled form, and the grammar of ``ask``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bonegraph.errors import QuestionError
from bonegraph.model.knowledge import Knowledge

__all__ = ["PHRASES", "Effort", "Question", "check_context", "parse_sentence"]

DRAWS = 32
HORIZONS = ("steady", "direct")


@dataclass(frozen=True, slots=True)
class Question:
    """Effect of `perturbation` on `readout` in `context`.

    `through` names variables that the effect must pass; `horizon` is ``steady`` (feedback acts) or ``direct`` (it does not:
    the perturbed variables act, nothing acts back on them).
    """

    perturbation: str
    readout: str
    direction: str = "+"
    context: Mapping[str, str] = field(default_factory=dict)
    through: tuple[str, ...] = ()
    horizon: str = "steady"
    against: str = ""
    """What the perturbation is compared with, if not with nothing (*oral estrogen*)."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What an answer is made of: seed and number of the drawn strengths, number of best paths for and against.

    `thorough` looks into its firmness as well: what feedback takes of the response.
    """

    seed: int = 0
    draws: int = DRAWS
    k: int = 3
    thorough: bool = False


def check_context(knowledge: Knowledge, context: Mapping[str, str]) -> None:
    """Refuse unknown keys and values.

    Raises
    ------
    QuestionError
        Naming the key, the value, and the ones that are known.
    """
    for key, value in context.items():
        if key not in knowledge.context_values:
            raise QuestionError(f"unknown context key {key!r}; known: {', '.join(knowledge.context_values)}")
        known = knowledge.context_values[key]
        if known and value not in known and key not in ("cotreatment", "genotype", "condition"):
            raise QuestionError(f"unknown value {key}={value!r}; known: {', '.join(known)}")


_ASK = (
    r"(?:what(?: is| are)? (?:the )?)?(?:net |overall )?(?:effects?|influence|impact|action) of (?P<p>.+?) (?:on|upon) (?P<r>.+)",
    r"what (?:does|do|would|will) (?P<p>.+?) do to (?P<r>.+)",
    r"(?:how|why) (?:does|do|would|will|is|are) (?P<p>.+?) (?:affect|change|influence|act on|alter|raise|lower|increase|decrease|reduce) (?P<r>.+)",
    r"(?:does|do|would|will|can) (?P<p>.+?) (?:affect|change|influence|raise|lower|increase|decrease|reduce|alter) (?P<r>.+)",
    r"what happens to (?P<r>.+?) (?:in|after|with|under|during|when) (?P<p>.+)",
    r"(?P<p>.+?)\s*(?:->|→)\s*(?P<r>.+)",
)
PHRASES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (r"post-?menopausal (?:women|woman|females?)|women after (?:the )?menopause", {"sex": "female", "life_stage": "postmenopausal"}),
    (r"pre-?menopausal (?:women|woman|females?)|young women", {"sex": "female", "life_stage": "premenopausal"}),
    (r"peri-?menopausal (?:women|woman)", {"sex": "female", "life_stage": "perimenopausal"}),
    (r"pregnant women|pregnancy", {"sex": "female", "life_stage": "pregnant"}),
    (r"lactating women|lactation", {"sex": "female", "life_stage": "lactating"}),
    (r"(?:older|elderly) women", {"sex": "female", "life_stage": "postmenopausal"}),
    (r"(?:older|elderly) men", {"sex": "male", "life_stage": "elderly"}),
    (r"(?:male|males|men|man|boys)", {"sex": "male"}),
    (r"(?:female|females|women|woman|girls)", {"sex": "female"}),
    (r"mice|mouse|the mouse", {"species": "mouse"}),
    (r"rats?|rodents?", {"species": "rat"}),
    (r"children|child", {"life_stage": "child"}),
    (r"adolescents?", {"life_stage": "adolescent"}),
    (r"bone", {"compartment": "bone"}),
    (r"serum|blood|plasma|the circulation", {"compartment": "serum"}),
    (r"FHA", {"condition": "hypothalamic_amenorrhea"}),
    (r"urine", {"compartment": "urine"}),
    (r"vitro|cell culture|culture", {"condition": "in_vitro"}),
    (r"(?:functional )?hypothalamic amenorrh?o?ea", {"condition": "hypothalamic_amenorrhea"}),
)


def parse_sentence(text: str) -> Question:
    """Read a question such as ``effect of aromatase inhibition on OPG in postmenopausal women``.

    The grammar: *effect of P on R*, *what does P do to R*, *how does P affect R*, *does P raise R*, *what happens to R after
    P*, *P -> R*; then *through X* (or *via X*) and *in CONTEXT* in any order. No language model is involved.

    Raises
    ------
    QuestionError
        If the sentence has none of these forms; the message shows them.
    """
    sentence = " ".join(text.strip().rstrip("?.! ").split())
    sentence = re.sub(r",?\s+and why$", "", sentence, flags=re.IGNORECASE)
    sentence = re.sub(r"\s*\((?:all paths|net)\)$", "", sentence, flags=re.IGNORECASE)
    for pattern in _ASK:
        found = re.fullmatch(pattern, sentence, re.IGNORECASE)
        if found:
            start, context_a, through_a = _trim(found["p"])
            readout, context_b, through_b = _trim(found["r"])
            start, compared = _compared(start)
            if not compared:
                readout, compared = _compared(readout)
            compared = _completed(start, compared)
            return Question(start, readout, "+", {**context_a, **context_b}, (*through_a, *through_b), against=compared)
    raise QuestionError(
        f"cannot read {text!r}; write for example 'effect of letrozole on CTX in postmenopausal women' or 'what does menopause do to RANKL through T cells'"
    )


def _compared(text: str) -> tuple[str, str]:
    """Split a phrase from the comparator after it (*relative to oral*)."""
    found = re.fullmatch(r"(.+?),?\s+(?:relative to|compared (?:with|to)|against|versus|vs\.?|instead of)\s+(?:the\s+)?(.+)", text, re.IGNORECASE)
    return (found[1], found[2]) if found else (text, "")


def _completed(start: str, compared: str) -> str:
    """``oral`` beside ``transdermal estrogen`` means oral estrogen."""
    first, _, rest = start.partition(" ")
    routes = {"oral", "transdermal", "vaginal", "topical", "subcutaneous", "intravenous"}
    return f"{compared} {rest}" if compared.lower() in routes and first.lower() in routes and rest else compared


def _trim(text: str) -> tuple[str, dict[str, str], tuple[str, ...]]:
    """Split a phrase from the *through …* and *in …* that follow it."""
    context: dict[str, str] = {}
    through: list[str] = []
    while True:
        tail = re.fullmatch(r"(.+?),?\s+(?:through|via|by way of)\s+(?:the\s+)?(.+?)(?:\s+(?:arm|route|pathway))?", text, re.IGNORECASE)
        for pattern, values in PHRASES:
            found = re.fullmatch(rf"(.+?),?\s+(?:in|of|from)\s+(?:{pattern})", text, re.IGNORECASE)
            if found:
                text = found[1]
                context = {**values, **context}
                break
        else:
            if not tail:
                return text, context, tuple(through)
            inner, values_in, _ = _trim(tail[2]) if re.search(r"\s(?:in)\s", tail[2]) else (tail[2], {}, ())
            text = tail[1]
            through.insert(0, inner)
            context = {**values_in, **context}
