"""How often something is done, whichever way it is said: fortnightly, every other week, twice a year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from candidacy.domain.tailoring.guard.numbers import COUNTING, counted_in_words

_BASES: dict[str, tuple[str, int]] = {
    "fortnight": ("week", 2),
    "quarter": ("month", 3),
    "year": ("month", 12),
    "annum": ("month", 12),
}
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_BASES |= dict.fromkeys(_DAYS.split("|"), ("week", 1))
_BASES |= dict.fromkeys(("morning", "afternoon", "evening", "night"), ("day", 1))
_LY = {"daily": "day", "annually": "year", "half-yearly": "half-year"}
_UNIT = (
    r"(?P<unit>hour|day|night|shift|weekend|week|fortnight|month|quarter|year|annum|morning|afternoon|evening"
    rf"|session|visit|release|{_DAYS})"
)
_NTH = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_N = rf"(?:{COUNTING}|{'|'.join(_NTH)}|\d+)"
_LYS = r"hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|half-yearly|yearly|annually"
_RATES = re.compile(
    rf"\b(?:(?P<times>once|twice|thrice|{_N} (?:times|days|mornings|afternoons|evenings|nights)"
    rf"|on {_N} occasions)[ -])?"
    rf"(?:(?:every|each|per|(?<!\bin )an?)(?: (?P<per>{_N}))? {_UNIT}s?"
    rf"|(?:(?P<joined>(?!half\b){_N})-)?(?P<ly>{_LYS}))\b(?! of\b)"
    rf"|\b(?:on (?P<day>{_DAYS})s|the (?P<the>{_DAYS}) (?=[a-z]))\b"
    rf"|\bone (?P<one>[a-z]+) in (?P<of>{_N})\b"
)
_TIMES = {"once": 1, "twice": 2, "thrice": 3}


@dataclass(frozen=True, slots=True)
class Rate:
    """So often in one unit of time: ``text[start:end]`` of the text folded."""

    often: Fraction
    unit: str
    start: int
    end: int


_LASTING = re.compile(
    r"\b(?:in|within|after|over|during)"
    rf" (?:(?:an?|one|a single|the (?:first|last|past))|(?P<many>{COUNTING}|\d+))"
    r" (?P<unit>year|month|week|day)s?\b"
)


def lasting(folded: str) -> Iterator[Rate]:
    """How long a text says that something took, in months or days."""
    for hit in _LASTING.finditer(folded):
        unit, times = {"year": ("month", 12), "week": ("day", 7)}.get(hit["unit"], (hit["unit"], 1))
        yield Rate(Fraction(times * (_number(hit["many"]) if hit["many"] else 1)), unit, *hit.span())


_DAY_NAMED = re.compile(
    rf"\b(?:(?P<day>{_DAYS})s?"
    r"|(?P<short>mon|tues?|wed|thu|thurs?|fri|sat|sun)(?:(?=\.? ?[-+&/,;)–])|(?<=[-+&/–]...)\b))"
)


def days_in(folded: str) -> frozenset[str]:
    """The days of the week that a text names, in full, or shortened where that stands in a list."""
    said = (hit["day"] or hit["short"] for hit in _DAY_NAMED.finditer(folded))
    return frozenset(day for one in said for day in _DAYS.split("|") if day.startswith(one))


def rates_in(folded: str) -> Iterator[Rate]:
    """How often a text says that something is done, in its order."""
    for hit in _RATES.finditer(folded):
        rate = _of_share(hit) if hit["one"] else _of_period(hit)
        if rate is not None:
            yield rate


def _of_share(hit: re.Match[str]) -> Rate | None:
    """One weekend in four."""
    of = _number(hit["of"])
    return Rate(Fraction(1, of), hit["one"], *hit.span()) if of else None


def _of_period(hit: re.Match[str]) -> Rate | None:
    unit = hit["unit"] or hit["day"] or hit["the"] or _LY.get(hit["ly"]) or hit["ly"].removesuffix("ly")
    times = 1 if not hit["times"] else _TIMES.get(hit["times"]) or _number(hit["times"].split()[-2])
    said = hit["per"] or hit["joined"]
    per = _number(said) if said else 1
    if not times or not per:
        return None
    if unit == "half-year":
        unit, per = "month", per * 6
    base, many = _BASES.get(unit, (unit, 1))
    return Rate(Fraction(times, per * many), base, *hit.span())


def _number(word: str) -> int:
    """What a word counts or puts in order; nothing for other words."""
    return _NTH.get(word) or counted_in_words(word)
