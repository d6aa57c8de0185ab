"""Per what time a number is counted, and how long something took."""

import re
from fractions import Fraction

from candidacy.domain.tailoring.guard.checks.things import (
    AFTER,
    ENOUGH,
    NEXT_CLAUSE,
)
from candidacy.domain.tailoring.guard.comparing import is_same
from candidacy.domain.tailoring.guard.facts import Text
from candidacy.domain.tailoring.guard.lexicon import (
    keys_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.ranges import Number
from candidacy.domain.tailoring.guard.rates import Rate


def other_period(number: Number, text: Text, lines: Text) -> bool:
    """Whether the lines count a number per some time, and the text puts it beside another: 50 on a day."""
    stated = [n for n in lines.numbers if is_same(number, n)]
    counted = [_rates_of(n, lines) for n in stated]
    own = _rates_of(number, text)[:1]
    said = {_one_of(rate, text) for rate in own or text.rates}
    if not counted or not all(counted) or any(_one_of(r, lines) in said for rates in counted for r in rates):
        return False
    if own:
        stands = (_is_next(one, rates[0], lines) for one, rates in zip(stated, counted, strict=True))
        return _is_next(number, own[0], text) and all(stands)
    measured = {word for n in text.numbers if n.unit for word, _ in words_of(text.folded[n.start : n.until])}
    clause = NEXT_CLAUSE.split(text.folded[number.until :], maxsplit=1)[0]
    behind = (word for word, _ in words_of(clause)[:AFTER] if word not in measured)
    units = (word for word in behind if word in words("units") and not _is_name_of_time(word, lines))
    return not _rates_of(number, text) and any(units)


def _one_of(rate: Rate, text: Text) -> tuple[Fraction, str]:
    """A rate without the number that it begins with: four times a week is so often a week."""
    counted = (n for n in text.numbers if n.start == rate.start and n.kind in TOLD_AS_TIMES)
    inside = next(counted, None)
    return rate.often / Fraction(inside.value) if inside else rate.often, rate.unit


def _is_next(number: Number, rate: Rate, text: Text) -> bool:
    """Whether a rate follows a number, with at most what is counted between: 40 drawings a month."""
    between = text.folded[number.until : rate.start]
    return len(between.split()) <= ENOUGH and not _APART.search(between)


def _is_name_of_time(word: str, lines: Text) -> bool:
    return not keys_of(word, "en").isdisjoint(lines.stems)


def _rates_of(number: Number, text: Text) -> list[Rate]:
    """What a number is counted per, within its clause."""
    end = _CLAUSE_END.search(text.folded, number.end)
    return [r for r in text.rates if number.end <= r.start and (end is None or r.start < end.start())]


_APART = re.compile(r"[,;.:\n]| and ")


_CLAUSE_END = re.compile(r"[.;:\n]")


ONE_PERIOD = re.compile(
    r"\b(?:in|within|for|over|after|during) (?:one|an?|a single) "
    r"([a-z]{3,7})(?<=year|onth|week|.day|hour)\b(?! or\b)"
)
"""How long something took, where that is one of something: an article stands for one as well."""


TOLD_AS_TIMES = frozenset({"plain", "times"})
"""Twice a week, and two sessions a week; visited 300 times, and 300 visits."""
