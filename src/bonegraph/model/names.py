"""What a typed name means: labels, synonyms, symbols, brands, Greek letters, British and American spelling.

A name is *folded* (case, Greek letters, hyphens, blanks, British spelling, plural) and looked up. Several meanings are
all returned; a near miss is returned only as a spelling that must be told to the user, never silently.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Match", "Names", "fold"]

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "κ": "kappa",
    "µ": "mu",
    "μ": "mu",
    "ω": "omega",
    "ζ": "zeta",
    "ε": "epsilon",
    "λ": "lambda",
}
_SPELLING = (
    ("oestr", "estr"),
    ("oedema", "edema"),
    ("oesoph", "esoph"),
    ("androgenaem", "androgenem"),
    ("aemia", "emia"),
    ("haem", "hem"),
    ("paed", "ped"),
    ("tumour", "tumor"),
    ("fibre", "fiber"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("leukae", "leuke"),
    ("coeliac", "celiac"),
    ("foet", "fet"),
    ("ageing", "aging"),
    ("signalling", "signaling"),
    ("modelling", "modeling"),
    ("centre", "center"),
    ("ooph", "ooph"),
)
_WORD = re.compile(r"[^a-z0-9+]+")


def fold(name: str) -> str:
    """Form under which names are compared: also *type 1A* and *1A* are one.

    Examples
    --------
    >>> fold("β-CTX"), fold("TNF-α"), fold("Oestrogens")
    ('betactx', 'tnfalpha', 'estrogen')
    """
    text = name.casefold()
    for letter, word in _GREEK.items():
        text = text.replace(letter, word)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    for british, american in _SPELLING:
        text = text.replace(british, american)
    words = [_singular(word) for word in _WORD.sub(" ", text).split()]
    return "".join(word for word in words if word != "type") or "".join(words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as", "ens", "ics")):
        return word[:-1]
    if word in ("estrogens", "androgens", "progestogens"):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means.

    `keys` holds one key for a clear name, several for an ambiguous one, none for an unknown one. `how` is ``exact``,
    ``folded``, ``spelling`` (one edit away: tell the user) or ``none``. `suggestions` are labels for "did you mean".
    """

    name: str
    keys: tuple[str, ...]
    how: str
    suggestions: tuple[str, ...] = ()


class Names:
    """Index of every name of every entity and perturbation.

    Parameters
    ----------
    entries
        (key, preferred label, other names) of each thing; an entry may come in twice.
    """

    def __init__(self, entries: Iterable[tuple[str, str, Iterable[str]]]) -> None:
        exact: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, str] = {}
        preferred: dict[str, set[str]] = defaultdict(set)
        entries = list(entries)
        for key, label, synonyms in entries:
            self._labels[key] = label
            preferred[fold(label)].add(key)
            preferred[fold(key)].add(key)
            for name in (key, label, *synonyms):
                exact[name].add(key)
                folded[fold(name)].add(key)
        self._exact = {name: tuple(sorted(keys)) for name, keys in exact.items()}
        self._folded = {name: tuple(sorted(keys)) for name, keys in folded.items() if name}
        self._preferred = {name: tuple(sorted(keys)) for name, keys in preferred.items() if name}
        self._spoken = {fold(name) for key, label, synonyms in entries for name in (label, *synonyms)}
        self._shown: dict[str, str] = {fold(name): label for key, label, _ in entries for name in (key, label)}
        for name in self._exact:
            self._shown.setdefault(fold(name), name)

    def label(self, key: str) -> str:
        """Preferred label of a key."""
        return self._labels.get(key, key)

    def find(self, name: str) -> Match:
        """Look a name up; see :class:`Match`."""
        text = " ".join(name.split())
        if text in self._exact and len(self._exact[text]) == 1:
            return Match(name, self._exact[text], "exact")
        form = fold(text)
        for table in (self._preferred, self._folded):
            if form in table:
                how = "exact" if text in self._exact else "folded"
                return Match(name, table[form], how)
        near = self._near(form)
        best = [other for distance, other in near if distance == near[0][0]]
        best = [other for other in best if other in self._spoken and _slipped(form, other)]
        allowed = 2 if len(form) >= 11 else 1 if len(form) >= 6 else 0
        if best and near[0][0] <= allowed and len({self._folded[other] for other in best}) == 1:
            return Match(name, self._folded[best[0]], "spelling", (self._shown[best[0]],))
        return Match(name, (), "none", tuple(dict.fromkeys(self._shown[other] for _, other in near[:4])))

    def _near(self, form: str) -> list[tuple[int, str]]:
        """Folded names within 2 edits (or a third of the length), nearest first."""
        if len(form) < 3:
            return []
        limit = max(1, min(3, len(form) // 3))
        found = []
        for other in self._folded:
            if abs(len(other) - len(form)) <= limit:
                distance = _distance(form, other, limit)
                if distance <= limit:
                    found.append((distance, other))
        return sorted(found)


def _slipped(form: str, other: str) -> bool:
    """True if one could be meant by the other.

    A slip of the pen changes neither the first letter nor a number, nor hyper- into hypo-, nor two consonants: TWIST2 is not TWIST1,
    height is not weight, osteonecrosis is not osteopetrosis.
    """
    if other[0] != form[:1] or _digits(other) != _digits(form) or {form[:4], other[:4]} == {"hype", "hypo"}:
        return False
    changed = [pair for pair in zip(form, other, strict=False) if pair[0] != pair[1]] if len(form) == len(other) else []
    return len(changed) < 2 or sorted(x for x, _ in changed) == sorted(y for _, y in changed) or all({x, y} <= set("aeiouy") for x, y in changed)


def _digits(form: str) -> str:
    return "".join(letter for letter in form if letter.isdigit())


def _distance(a: str, b: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two strings, cut off above `limit`."""
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]
