"""Names and perturbation phrases: from what a person types to variables and directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bonegraph.errors import AmbiguousName, UnknownName
from bonegraph.model.entity import GENE_KINDS, Entity, Setting
from bonegraph.model.knowledge import Knowledge
from bonegraph.model.names import Match, Names

__all__ = ["Lexicon", "Start"]

_AFTER = (
    ("withdrawal", "withdrawal|discontinuation|cessation|stopping"),
    ("loss", "knock-?out|ko|null|deletion|ablation|haploinsufficiency|loss(?:[ -]of[ -]function)?"),
    ("deficient", "deficiency|deficit|insufficiency|depletion|deprivation"),
    (
        "down",
        "inhibition|blockade|blocking|antagonism|suppression|reduction|decrease|lowering|knock-?down|neutrali[sz]ation|inhibitors?|antagonists?|blockers?",
    ),
    ("up", "excess|over-?expression|gain(?:[ -]of[ -]function)?|increase|elevation|activation|stimulation|agonism|agonists?|transgene"),
    ("given", "administration|treatment|therapy|infusion|injections?|supplementation|supplements?|replacement|intake|exposure"),
)
_BEFORE = (
    ("withdrawal", "stopping|discontinuation of|withdrawal of|withdrawal from|cessation of"),
    ("loss", "loss of|deletion of|knock-?out of|absence of"),
    ("deficient", "deficiency of|lack of"),
    ("down", "inhibition of|blocking|blockade of|suppression of|lowering|decreased|reduced|low|anti-?"),
    ("up", "increased|raised|high|excess|elevated|activation of|stimulation of|over-?expression of"),
    ("given", "giving|administration of|treatment with|therapy with"),
)
_ADJECTIVES: tuple[tuple[str, dict[str, str]], ...] = (
    (r"oral(?:ly)?", {"route": "oral"}),
    (r"transdermal", {"route": "transdermal"}),
    (r"vaginal", {"route": "vaginal"}),
    (r"inhaled", {"route": "inhaled"}),
    (r"topical", {"route": "topical"}),
    (r"intravitreal", {"route": "intravitreal"}),
    (r"intra-?nasal", {"route": "intranasal"}),
    (r"intra-?articular", {"route": "intra_articular"}),
    (r"intravenous|iv", {"route": "intravenous"}),
    (r"subcutaneous", {"route": "subcutaneous"}),
    (r"(?:ultra-?)?low[ -]dose", {"dose": "low"}),
    (r"standard[ -]dose", {"dose": "standard"}),
    (r"high[ -]dose", {"dose": "high"}),
    (r"suppressive(?:[ -]dose)?", {"dose": "suppressive"}),
    (r"replacement[ -]dose", {"dose": "replacement"}),
    (r"weekly", {"regimen": "weekly"}),
    (r"intermittent|daily", {"regimen": "intermittent"}),
    (r"continuous", {"regimen": "continuous"}),
    (r"cyclic(?:al)?", {"regimen": "cyclic"}),
    (r"chronic|long-term|systemic|exogenous|endogenous|increased oral|dietary", {}),
)
"""Words before a name that set a context rather than name another thing."""

_TRAILING = re.compile(
    r"(.+?)\s+(?:levels?|concentrations?|activation|activity|signal+ing|expression|mrna|gene expression|protein|production|secretion|status|therapy|treatment)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(.+?)\s+in (?:the )?(.+)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?)\s+(.+)", re.IGNORECASE)
_ASIDE = re.compile(r"(.+?)\s*\([^()]*\)")
_DRIVEN = re.compile(r"\S+-(?:driven|induced|dependent|related|mediated)\s+(.+)", re.IGNORECASE)
READINGS = 6
"""Members of a class that are tried one by one."""

_FLIPS = {"up": "down", "given": "withdrawal", "withdrawal": "given", "down": "up", "loss": "up", "deficient": "up"}


@dataclass(frozen=True, slots=True)
class Start:
    """What a question starts from.

    `settings` are the variables moved; `withdrawn` are substances present in the background and stopped in the perturbed
    arm; `notes` say how a name was read.
    """

    label: str
    settings: tuple[Setting, ...]
    withdrawn: tuple[str, ...] = ()
    state: str = ""
    """Key of the perturbation row, if the name is one."""
    notes: tuple[str, ...] = ()
    context: Mapping[str, str] = field(default_factory=dict)
    """What the phrase itself says of route, dose or regimen."""


_SALT = re.compile(r"(.+?) (?:acetate|sodium|disodium|hydrochloride|citrate|calcium|maleate|fumarate|tartrate|ranelate|enanthate|cypionate)", re.IGNORECASE)


_IONS = frozenset({"calcium", "ferric", "lithium", "magnesium", "potassium", "sodium", "strontium", "zinc"})


def _without_salt(entity: Entity) -> tuple[str, ...]:
    """Names of a drug without the salt at their end."""
    names = (entity.name, *entity.synonyms) if entity.kind == "drug" else ()
    bare = [found[1] for found in map(_SALT.fullmatch, names) if found]
    return tuple(name for name in bare if len(name) > 2 and name.casefold() not in _IONS)


class Lexicon:
    """Resolves names against all entities and perturbations."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        entries = [(e.key, e.name, (*e.synonyms, e.id, *_without_salt(e))) for e in knowledge.entities.values() if not e.status]
        entries += [(p.key, p.name, p.synonyms) for p in knowledge.perturbations.values() if not p.status]
        entries += [(key, knowledge.name(key), (name,)) for name, key in knowledge.founding_names.items()]
        self.names = Names(entries)

    def find(self, name: str) -> Match:
        """All meanings of a name; an article, an aside in brackets or a word such as *level* around it does no harm."""
        match = self.names.find(name)
        if match.how in ("exact", "folded"):
            return match
        for simpler in self._simpler(name):
            found = self.names.find(simpler)
            if found.how in ("exact", "folded"):
                return replace(found, name=name)
        return self._in_place(name) or match

    def _simpler(self, name: str) -> Iterator[str]:
        waiting = [name.strip()]
        while waiting:
            text = waiting.pop(0)
            for form in (_ARTICLE, _ASIDE, _DRIVEN, _TRAILING):
                found = form.fullmatch(text)
                if found:
                    yield found[1]
                    waiting.append(found[1])

    def _in_place(self, name: str) -> Match | None:
        """``ERα in breast``: the variant of a thing that lies in a place."""
        found = _PLACE.fullmatch(name.strip())
        if not found:
            return None
        place = found[2].strip().casefold().replace(" ", "_")
        for key in self.find(found[1]).keys:
            for variant in self._variants(key):
                if self._knowledge.entities[variant].compartment.replace(" ", "_").casefold() == place:
                    return Match(name, (variant,), "folded")
        return None

    def _variants(self, key: str) -> Iterator[str]:
        """Variants of an entity and of the members of its class."""
        for holder in (key, *self._knowledge.members.get(key, ())):
            yield from self._knowledge.variants.get(holder, ())

    def one(self, name: str, among: str = "entities") -> tuple[str, tuple[str, ...]]:
        """The one key that a name means, with notes on how it was read.

        Raises
        ------
        UnknownName, AmbiguousName
            With suggestions, or the candidates.
        """
        match = self.find(name)
        keys = match.keys
        if among == "entities":
            keys = tuple(key for key in keys if key in self._knowledge.entities) or ()
        if not keys:
            raise UnknownName(name, match.suggestions)
        keys = self._by_role(keys, given=False)
        if len(keys) > 1:
            raise AmbiguousName(name, tuple(self._knowledge.name(key) for key in keys))
        note = (f"read {name!r} as {self._knowledge.name(keys[0])!r}",) if match.how == "spelling" else ()
        return keys[0], note

    def start(self, phrase: str, direction: str = "+") -> Start:
        """Read a perturbation phrase, such as ``aromatase inhibition``, ``RANKL knockout`` or ``menopause``.

        Parameters
        ----------
        phrase
            A drug, class, hormone, gene, disease, operation; a name with a word such as *inhibition*; several joined by ``+``.
        direction
            ``+`` the thing named is given, raised or present; ``-`` withdrawn, deficient, inhibited or lost.
        """
        parts = [part.strip() for part in re.split(r"\s\+\s", phrase)]
        whole = self.find(phrase)
        if len(parts) > 1 and not whole.keys:
            starts = [self.start(part, direction) for part in parts]
            return Start(
                " + ".join(start.label for start in starts),
                tuple(setting for start in starts for setting in start.settings),
                tuple(key for start in starts for key in start.withdrawn),
                "",
                tuple(note for start in starts for note in start.notes),
                {key: value for start in starts for key, value in start.context.items()},
            )
        if whole.keys and whole.how != "spelling":
            return self._named(phrase, whole.keys, "", direction, ())
        for words, context in _ADJECTIVES:
            found = re.fullmatch(rf"(?:{words})[\s-]+(.+)", phrase.strip(), re.IGNORECASE)
            if found:
                inner = self.start(found[1], direction)
                return replace(inner, context={**inner.context, **context})
        split = self._split(phrase)
        if split:
            name, level = split
            keys, notes = self._keys(name)
            return self._named(name, keys, level, direction, notes)
        if whole.keys:
            note = f"read {phrase!r} as {self._knowledge.name(whole.keys[0])!r}"
            return self._named(phrase, whole.keys, "", direction, (note,))
        raise UnknownName(phrase, whole.suggestions)

    def readings(self, phrase: str, direction: str = "+") -> tuple[Start, ...]:
        """Every reading of a phrase: several when it names a class whose members act each by itself (``diuretic``), or a state of several kinds."""
        whole = self.start(phrase, direction)
        kinds = self._knowledge.subtypes.get(whole.state, ())
        if len(kinds) > 1:
            found = [self._named(phrase, (key,), "", direction, whole.notes) for key in kinds]
            return tuple(replace(start, label=f"{whole.label} ({start.label})", context=whole.context) for start in found)
        settings = whole.settings or tuple(Setting(key, "given") for key in whole.withdrawn)
        named = self.find(phrase).keys
        if len(settings) < 2 or len(named) != 1 or named[0] not in self._knowledge.members:
            return (whole,)
        return tuple(
            replace(
                whole,
                label=f"{whole.label} ({self._knowledge.name(setting.variable)})",
                settings=(setting,) if whole.settings else (),
                withdrawn=(setting.variable,) if whole.withdrawn else (),
            )
            for setting in settings[:READINGS]
        )

    def prepared(self, name: str, route: str) -> str:
        """The name of what is given by a route, where it has one of its own (transdermal estradiol); otherwise the name as it is."""
        full = f"{route.replace('_', '-')} {name}"
        match = self.find(full)
        known = match.how in ("exact", "folded") and len(match.keys) == 1
        return full if known and match.keys[0] in self._knowledge.entities and self._knowledge.entities[match.keys[0]].exogenous else name

    def _keys(self, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        match = self.find(name)
        if not match.keys:
            raise UnknownName(name, match.suggestions)
        notes = (f"read {name!r} as {self._knowledge.name(match.keys[0])!r}",) if match.how == "spelling" else ()
        return match.keys, notes

    def _split(self, phrase: str) -> tuple[str, str] | None:
        """A phrase as (name, level word), if one of its ends is a perturbation word and the rest is a name."""
        for level, words in _AFTER:
            found = re.fullmatch(rf"(.+?)[\s-]+(?:{words})", phrase.strip(), re.IGNORECASE)
            if found and self.find(found[1]).keys:
                return found[1], level
        for level, words in _BEFORE:
            found = re.fullmatch(rf"(?:{words})\s*(.+)", phrase.strip(), re.IGNORECASE)
            if found and self.find(found[1]).keys:
                return found[1], level
        return None

    def _named(self, name: str, keys: tuple[str, ...], level: str, direction: str, notes: tuple[str, ...]) -> Start:
        knowledge = self._knowledge
        keys = self._by_role(keys, given=True)
        if len(keys) > 1:
            raise AmbiguousName(name, tuple(knowledge.name(key) for key in keys))
        key = keys[0]
        label = knowledge.name(key)
        if key in knowledge.perturbations and key not in knowledge.entities:
            row = knowledge.perturbations[key]
            backwards = (direction == "-") != (level in ("down", "loss", "withdrawal", "deficient"))
            withdrawn = tuple(s.variable for s in row.sets if s.level in ("down", "loss") and knowledge.entities[s.variable].exogenous)
            settings = tuple(s for s in row.sets if s.variable not in withdrawn)
            given = tuple(Setting(s.variable, "given") if s.level == "up" and knowledge.entities[s.variable].exogenous else s for s in settings)
            if backwards:
                return Start(f"absence of {label}", tuple(s.reversed() for s in given), withdrawn, key, notes)
            return Start(label, given, withdrawn, key, notes)
        level = self._level(key, level, direction)
        if level == "withdrawal":
            return Start(f"stopping {label}", (), self._sources(key), "", notes)
        words = {"up": "increase of", "given": "", "down": "decrease of", "loss": "loss of"}
        settings = tuple(Setting(source, level) for source in self._sources(key))
        return Start(f"{words[level]} {label}".strip(), settings, (), "", notes)

    def _by_role(self, keys: tuple[str, ...], *, given: bool) -> tuple[str, ...]:
        """Of two things of one name, what can be given is meant as a perturbation and what can be measured as a readout (calcium)."""
        kinds = {key: self._knowledge.entities[key] for key in keys if key in self._knowledge.entities}
        fitting = tuple(key for key, entity in kinds.items() if (entity.exogenous or entity.kind == "nutrient") == given)
        return fitting if len(keys) == len(kinds) > 1 == len(fitting) else keys

    def _level(self, key: str, level: str, direction: str) -> str:
        """Level to which the thing named is set."""
        entity = self._knowledge.entities[key]
        level = level or "given"
        if direction == "-":
            level = _FLIPS[level] if level != "given" else "withdrawal"
        if entity.exogenous:
            return "given" if level in ("given", "up") else "withdrawal"
        if level in ("withdrawal", "deficient"):
            return "loss" if entity.kind in GENE_KINDS or (entity.kind == "hormone" and level == "withdrawal") else "down"
        return "up" if level == "given" else level

    def _sources(self, key: str) -> tuple[str, ...]:
        """The variables that a name moves: itself, or the members of a class that does nothing of its own."""
        knowledge = self._knowledge
        holders = (key, *knowledge.ancestors(key))
        acts = any(holder in knowledge.by_subject for holder in holders) or key in knowledge.by_object
        gates = any(key in row.gate for row in knowledge.active)
        members = knowledge.members.get(key, ())
        if acts or gates or not members:
            return (key,)
        moving = tuple(m for m in members if m in knowledge.by_subject)
        return moving[:1] if knowledge.entities[key].kind == "hormone" else moving or (key,)
