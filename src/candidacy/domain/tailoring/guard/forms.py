"""The forms of a word brought back to what they share, lightly: enough to tell that two are one word."""

import re
from functools import cache, lru_cache

from candidacy.domain.tailoring.guard.roots import roots_of
from candidacy.domain.tailoring.guard.shipped import shipped

_ENGLISH = (
    ("ies", "y"),
    ("ied", "y"),
    ("izing", "ise"),
    ("ized", "ise"),
    ("ization", "ise"),
    ("isation", "ise"),
    ("ations", "ate"),
    ("ation", "ate"),
    ("ations", "e"),
    ("ation", "e"),
    ("ations", ""),
    ("ation", ""),
    ("ions", "e"),
    ("ion", "e"),
    ("ions", ""),
    ("ion", ""),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ings", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ize", "ise"),
    ("izes", "ise"),
)


@cache
def _irregular() -> dict[str, frozenset[str]]:
    """The base forms of each form that no rule makes."""
    found: dict[str, frozenset[str]] = {}
    for base, forms in shipped("forms").items():
        for form in forms.split():
            found[form] = found.get(form, frozenset()) | {base}
    return found


_DOUBLED = re.compile(r"(\w*[aeiou])([bdglmnprt])\2(?:ed|ing|ings)")
_GERMAN = ("ungen", "ung", "innen", "in", "ern", "en", "er", "es", "em", "e", "n", "s")
_FRENCH = (
    "issements",
    "issement",
    "ements",
    "ement",
    "euses",
    "euse",
    "eurs",
    "eur",
    "aux",
    "al",
    "ees",
    "ee",
    "es",
    "er",
    "e",
    "s",
    "x",
)
_SPANISH = (
    "aciones",
    "acion",
    "iones",
    "ion",
    "mente",
    "oras",
    "ores",
    "ora",
    "or",
    "es",
    "os",
    "as",
    "o",
    "a",
    "s",
    "e",
)
_ENDINGS = {"de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
_LEAST = {"en": 2, "de": 4, "fr": 3, "es": 3}


@lru_cache(maxsize=32_768)
def bases(word: str, language: str) -> frozenset[str]:
    """What a folded word may be a form of, itself among it."""
    if language == "en":
        return _english(word)
    found = {word}
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST[language]:
            found.add(word[: -len(ending)])
    return roots_of(word, language).union(found)


def _english(word: str) -> frozenset[str]:
    found = {word} | _irregular().get(word, frozenset())
    least = _LEAST["en"]
    for ending, instead in _ENGLISH:
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > least - (ending == "s") and not word.endswith("ss"):
            found.add(root + instead)
    if hit := _DOUBLED.fullmatch(word):
        found.add(hit[1] + hit[2])
    return frozenset(found)
