"""What numbers measure, however it is written: 90 minutes, 1.5 h, an hour and a half; 30kg; 5.45 a.m."""

import re
from collections.abc import Iterator
from fractions import Fraction

_BASES: dict[str, dict[str, str]] = {
    # In days; a month is the twelfth part of a year of 365.25.
    "time": {
        "1/86400000": "ms msec milliseconds? millisekunden?",
        "1/86400": "s secs? seconds? sekunden? secondes? segundos?",
        "1/1440": "mins? minutes? minuten? minutos?",
        "1/24": "h hrs? hours? stunden? std heures? horas?",
        "1": "days? tagen? tage? jours? dias?",
        "7": "wks? weeks? wochen? semaines? semanas?",
        "14": "fortnights?",
        "487/16": "months? monaten? monate? mois mes(?:es)?",
        "1461/4": "yrs? years? jahren? jahre? ans anos?",
    },
    "mass": {"1/1000": "mg", "1": "g grams?", "1000": "kg kilos? kilograms?", "1000000": "t tonnes? tons?"},
    "length": {
        "1/1000": "mm millimet(?:re|er)s?",
        "1/100": "cm centimet(?:re|er)s?",
        "1": "m met(?:re|er)s?",
        "1000": "km kms kilomet(?:re|er)s?",
        "381/1250": "ft foot feet",
        "25146/15625": "miles? mi",
    },
    "area": {
        "1": r"m² m2 qm sqm sq[.\s]{1,2}m square[\s-]met(?:re|er)s?",
        "10000": "ha hectares?",
        "58064/625000": r"sq[.\s]{1,2}ft square[\s-](?:foot|feet)",
        "1000000": "km² km2",
    },
    "volume": {
        "1/1000": "ml millilit(?:re|er)s?",
        "1": "l lit(?:re|er)s?",
        "100": "hl hectolit(?:re|er)s?",
        "1000": r"m³ m3 cubic[\s-]met(?:re|er)s?",
    },
    "data": {
        "1": "kb kilobytes?",
        "1000": "mb megabytes?",
        "1000000": "gb gigabytes?",
        "1000000000": "tb terabytes?",
    },
    "power": {"1": "w watts?", "1000": "kw kilowatts?", "1000000": "mw megawatts?"},
    "energy": {"1": "kwh", "1000": "mwh"},
    "tension": {"1": "v volts?", "1000": "kv"},
}
_UNITS = [
    (re.compile(rf"(?:{'|'.join(words.split(' '))})(?!\w)"), name, Fraction(times))
    for name, forms in _BASES.items()
    for times, words in forms.items()
]
_ANY = re.compile(
    r"(?P<joint>[ \u00a0]?-?|-)(?P<unit>"
    + "|".join(one for forms in _BASES.values() for words in forms.values() for one in words.split(" "))
    + r")(?!\w)"
)
PERIODS = {
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(487, 16),
    "year": Fraction(1461, 4),
}
"""Of one of these, in days."""
_HOURLY, _MONTHLY = Fraction(14), Fraction(487, 16)
_ALIKE = Fraction(1, 10)
"""Weeks are told as months, and months as weeks, so nearly."""


def unit_at(folded: str, end: int) -> tuple[str, Fraction, int] | None:
    """What a number that ends there measures: the name, how many of its base one is, and where its word ends.

    The 1980s are no seconds.
    """
    hit = _ANY.match(folded, end)
    if (
        hit is None
        or (hit["unit"] == "s" and not hit["joint"] and _TENS.search(folded[:end]))
        or _LABELLED.match(folded, hit.end())
    ):
        return None
    name, times = next((name, times) for unit, name, times in _UNITS if unit.fullmatch(hit["unit"]))
    return name, times, hit.end()


_TENS = re.compile(r"\d0$|\d{3}$")
"""Before an s a decade, or an age: the 1980s, the over-70s."""
_LABELLED = re.compile(r"(?<=[a-z]{4}) \d")
"""Behind a word that begins a name: 28 Year 9 pupils."""


def is_alike(one: Fraction, other: Fraction) -> bool:
    """Whether two spans of days are one: to the day, or nearly where months are told as weeks."""
    if one == other:
        return True
    less, more = sorted((one, other))
    return less >= _HOURLY and more - less <= _ALIKE * more and _crosses(one, other)


def _crosses(one: Fraction, other: Fraction) -> bool:
    """Whether one of them is told in months, the other in weeks or days."""
    return (one % (_MONTHLY / 2) == 0) != (other % (_MONTHLY / 2) == 0)


_CLOCK = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])"
    r"(?:[:.](?P<minute>[0-5]\d)(?!\d|[.,:]\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?|\s?(?P<only>[ap])\.?m\b\.?)"
)
_SAID = re.compile(
    r"\b(?:(?P<part>half|a quarter|quarter) (?P<side>past|to) (?P<at>[a-z]+|\d{1,2})\b(?! quarters)"
    r"|(?P<noon>noon|midday|midnight))\b"
)
_HOURS = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
}


def clocks_in(folded: str) -> Iterator[tuple[int, int, int]]:
    """Times of the day in minutes from midnight, each with its place; a point needs a.m. or p.m. behind."""
    for hit in _CLOCK.finditer(folded):
        half = hit["half"] or hit["only"]
        colon = hit["minute"] is not None and folded[hit.end("hour")] == ":"
        if half or colon:
            hour = int(hit["hour"]) % (12 if half else 24) + (12 if half == "p" else 0)
            yield 60 * hour + int(hit["minute"] or 0), *hit.span()
    for hit in _SAID.finditer(folded):
        if hit["noon"]:
            yield (0 if hit["noon"] == "midnight" else 720), *hit.span()
            continue
        hour = _HOURS.get(hit["at"]) or (int(hit["at"]) if hit["at"].isdecimal() else 0)
        if hour:
            part = {"half": 30}.get(hit["part"], 15)
            yield (60 * hour + (part if hit["side"] == "past" else -part)) % 1440, *hit.span()


_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FULL = "january february march april may june july august september october november december"
_MONTH_NAMED = re.compile(rf"(?<!\w)(?P<name>{'|'.join(_FULL.split(' '))}|sept|{'|'.join(_NAMES)})(?!\w)\.?")
_MONTH_NUMBER = re.compile(
    r"(?<![\w/.-])(?:(?P<month>0?[1-9]|1[0-2])[/.](?P<year>(?:19|20)\d\d)"
    r"|(?P<first>(?:19|20)\d\d)-(?P<then>0[1-9]|1[0-2]))(?![\w/-])"
)


def months_in(folded: str) -> Iterator[tuple[int, int, int, int]]:
    """Months by number from 1, each with its place, and where its year begins (-1 without one beside it)."""
    for hit in _MONTH_NAMED.finditer(folded):
        yield 1 + _NAMES.index(hit["name"][:3]), *hit.span(), -1
    for hit in _MONTH_NUMBER.finditer(folded):
        group = "year" if hit["year"] else "first"
        yield int(hit["month"] or hit["then"]), *hit.span(), hit.start(group)
