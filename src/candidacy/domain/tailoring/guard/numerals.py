"""Numbers in the words of German, French and Spanish: zweihundert, sechsköpfig, une vingtaine."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from candidacy.domain.tailoring.guard.shipped import shipped

_JOINED = {"de": "(?:und)?", "fr": r"(?:[- ]|(?:(?<=ngt)|(?<=nte))[- ]et[- ])", "es": r"(?:(?<=nta) y | )"}
"""What stands between the words of one number; German writes them as one."""
_BEHIND = {
    "de": (
        r"(?=kopfig|jahrig|monatig|wochig|tagig|stundig|minutig|stellig|seitig|teilig|sprachig|mal\b|fach"
        r"|schicht|zimmer|personen|er\b|\b)"
    ),
    "fr": r"(?![\w-])",
    "es": r"(?![\w-])",
}
_IN_DIGITS = re.compile(r"(?<![\w.,])\d+(?=er\b|er-|kopfig|jahrig|monatig|wochig|tagig|stundig|seitig)")
"""Digits that begin a word: 6er-Team."""
_HUNDRED = 100
_FOUR, _TWENTY = 4, 20


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of a folded text that stands there in words; ``about`` for a score and the like."""

    value: Decimal
    start: int
    end: int
    about: bool = False


def numerals(folded: str, language: str) -> Iterator[Numeral]:
    """The numbers in words, from two on: one is an article as well."""
    counting, about, parts = (_values(language, group) for group in ("counting", "about", "parts"))
    for hit in _pattern(language).finditer(folded):
        value = _sum([counting[word] for word in _word(language).findall(hit[0])])
        if value != 1:
            yield Numeral(Decimal(value), hit.start(), hit.end())
    for hit in _IN_DIGITS.finditer(folded) if language == "de" else ():
        yield Numeral(Decimal(hit[0]), hit.start(), hit.end())
    for group, isabout in ((about, True), (parts, False)):
        for hit in _any_of(group).finditer(folded):
            yield Numeral(Decimal(group[hit[0]]), hit.start(), hit.end(), isabout)


@cache
def ordinals(language: str) -> dict[str, Decimal]:
    """The words that tell the place in a row, with it."""
    return {word: Decimal(n) for word, n in _values(language, "ordinals").items()}


@cache
def _values(language: str, group: str) -> dict[str, str]:
    """The words of a group with what they count, as ``word:number`` in the list."""
    pairs = (pair.partition(":") for pair in str(shipped(language)["numerals"].get(group, "")).split())
    return {word: value for word, _, value in pairs}


@cache
def _word(language: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_values(language, "counting"), key=lambda word: -len(word))))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    one, joined = _word(language).pattern, _JOINED[language]
    return re.compile(rf"(?<![\w-])(?:{one})(?:{joined}(?:{one}))*{_BEHIND[language]}")


def _any_of(group: dict[str, str]) -> re.Pattern[str]:
    body = "|".join(sorted(group, key=lambda word: -len(word)))
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])" if body else r"(?!)")


def _sum(values: list[str]) -> int:
    """What the words of one number count: a hundred counts what stands before it, a score four."""
    total, current = 0, 0
    for value in map(int, values):
        if value >= _HUNDRED or (value == _TWENTY and current % _HUNDRED == _FOUR):
            current = max(current, 1) * value
        else:
            current += value
        if value > _HUNDRED:
            total, current = total + current, 0
    return total + current
