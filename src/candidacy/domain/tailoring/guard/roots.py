"""What the forms of a German, French or Spanish word have in common, and words made of it."""

import re
from functools import cache, lru_cache

from candidacy.domain.tailoring.guard.shipped import shipped

_LEAST = 4
_SHORTEST = 3
"""Letters of a root: of one that a list names as irregular."""
_ROUNDS = 3
_BEGUN = re.compile(
    r"(?P<prefix>ab|an|auf|aus|bei|ein|fest|durch|fort|her|hin|mit|nach|nieder|um|vor|weg|weiter|zu|zuruck|zusammen)?"
    r"(?:ge|zu(?=\w+en$))(?P<rest>\w{3,}(?:t|te|ten|ter|tes|tem|en|ene|enen|ener|enes))"
)
"""A German participle, or an infinitive with *zu*: an-ge-ordnet."""
_PREFIX = re.compile(
    r"(?:ab|an|auf|aus|bei|be|durch|ein|emp|ent|er|fest|fort|her|hin|mit|nach|nieder|uber|um|unter|ver|vor|weg|weiter"
    r"|wieder|zer|zuruck|zusammen|zu)(?=\w{3})"
)


@lru_cache(maxsize=32_768)
def roots_of(word: str, language: str) -> frozenset[str]:
    """What a folded word shares with its other forms and with words made of it."""
    if language == "de":
        begun = _BEGUN.fullmatch(word)
        forms = {word} | ({(begun["prefix"] or "") + begun["rest"]} if begun else set())
        return frozenset(_strong(_cut(form, "de")) for form in forms)
    root = _cut(word, language)
    known = _irregular(language)
    return frozenset({root, *known.get(word, ()), *known.get(root, ())})


def _cut(word: str, language: str) -> str:
    """A word without its endings, up to three of them."""
    for _ in range(_ROUNDS):
        ending = next(
            (e for e in _endings(language) if word.endswith(e) and len(word) - len(e) >= _LEAST), ""
        )
        if not ending:
            break
        word = word.removesuffix(ending)
    return _SOUNDS[language](word)


@cache
def _endings(language: str) -> tuple[str, ...]:
    """The endings in the order in which they are tried."""
    return tuple(str(shipped(language)["endings"]).split())


def _french(root: str) -> str:
    return re.sub(r"(\w)\1$", r"\1", root)


def _spanish(root: str) -> str:
    return re.sub(r"(?:gu|qu|z)$", lambda hit: {"gu": "g", "qu": "c", "z": "c"}[hit[0]], root)


def _same(root: str) -> str:
    return root


_SOUNDS = {"de": _same, "fr": _french, "es": _spanish}
"""How the end of a root is written before another ending: organicé, organizo."""


def without_prefix(word: str) -> str:
    """A German word without what a verb may have before it: verwalte, walte."""
    hit = _PREFIX.match(word)
    return word[hit.end() :] if hit else word


def _strong(root: str) -> str:
    """The root of a German verb by the vowel of its infinitive, whatever stands before it: ab-gab, ab-geb."""
    hit = _PREFIX.match(root)
    before, rest = (hit[0], root[hit.end() :]) if hit else ("", root)
    known = _irregular("de")
    if root in known:
        return min(known[root])
    return before + min(known[rest]) if rest in known else root


@cache
def _irregular(language: str) -> dict[str, frozenset[str]]:
    """The root that stands for each irregular form."""
    found: dict[str, frozenset[str]] = {}
    for root, forms in shipped(language)["irregular"].items():
        for form in (root, *forms.split()):
            found[form] = found.get(form, frozenset()) | {root}
    return found
