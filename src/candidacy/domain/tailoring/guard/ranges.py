"""A number as it is stated, and several that belong together: of one range, of one span of time."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

NumberKind = Literal["plain", "percent", "money", "year", "times", "vague", "clock"]


Bound = Literal["", "over", "about", "most", "less"]


SCALE = {
    "hundred": 100,
    "dozen": 12,
    "k": 10**3,
    "thousand": 10**3,
    "tausend": 10**3,
    "mil": 10**3,
    "m": 10**6,
    "mm": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "millionen": 10**6,
    "millones": 10**6,
    "milhoes": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "mrd": 10**9,
    "milliarden": 10**9,
    "trillion": 10**12,
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text states: ``text[start:end]`` of the text folded."""

    kind: NumberKind
    value: Decimal
    bound: Bound
    """What the text says beside it: more than that, about that much, at most that, or less."""
    start: int
    end: int
    wording: str
    unit: str = ""
    """What it measures (time, mass, length …), where a unit stands behind it."""
    amount: Fraction = Fraction(0)
    """How much of that, in the base of the unit: days, grams, metres …"""
    unit_end: int = 0

    @property
    def until(self) -> int:
        """Where it ends with its unit."""
        return self.unit_end or self.end


def ranged(found: list[Number], folded: str) -> list[Number]:
    """The numbers of a range share a unit: from nine to six per cent, from 50 minutes down to 18."""
    for n in range(len(found) - 1):
        one, two = found[n], found[n + 1]
        if RANGE.fullmatch(folded, one.until, two.start) and (
            _is_bare(one) or one.kind == two.kind == "money"
        ):
            found[n] = _with_unit_of(two, _scaled_as(two, one, folded))
        elif RANGE.fullmatch(folded, one.until, two.start) and one.kind == "money" and _is_bare(two):
            found[n : n + 2] = [_scaled_as(two, one, folded), replace(two, kind="money")]
        elif _DOWN_TO.fullmatch(folded, one.until, two.start) and _is_bare(two):
            found[n + 1] = _with_unit_of(one, two)
    return found


def _scaled_as(other: Number, number: Number, folded: str) -> Number:
    """The first number of a range, in the millions of the second: 4-9 million."""
    scaled = _SCALED.search(folded, other.start, other.end)
    small = number.value < 1000 and not _SCALED.search(folded, number.start, number.end)
    times = SCALE.get(scaled[1], 1) if scaled and small else 1
    return replace(number, value=number.value * times) if number.value * times < other.value else number


_SCALED = re.compile(r"(?:\d|\b)[ -]?(k|thousand|m|mn|million|bn|billion)(?![a-z])")


def _is_bare(number: Number) -> bool:
    return number.kind == "plain" and not number.unit


def _with_unit_of(other: Number, number: Number) -> Number:
    times = other.amount / Fraction(other.value) if other.unit and other.value else Fraction(0)
    kind = other.kind if other.kind in _UNITS else number.kind
    return replace(number, kind=kind, unit=other.unit, amount=times * Fraction(number.value))


_UNITS = frozenset({"percent", "money"})


RANGE = re.compile(r"\s*(?:to|and|or|-|–)\s*")


_DOWN_TO = re.compile(r"\s*(?:(?:down|up|back)\s+)?to\s*")


def summed(found: list[Number], folded: str) -> list[Number]:
    """The numbers, those of one span of time as one: 7 min 15 s."""
    summed: list[Number] = []
    for number in sorted(found, key=lambda n: n.start):
        last = summed[-1] if summed else None
        if (
            last is not None
            and last.unit == number.unit == "time"
            and last.amount > number.amount
            and _NEXT_UNIT.fullmatch(folded, last.until, number.start)
            and last.amount / Fraction(last.value or 1) > number.amount / Fraction(number.value or 1)
        ):
            amount = last.amount + number.amount
            summed[-1] = replace(last, amount=amount, end=number.end, unit_end=number.until)
        else:
            summed.append(number)
    return summed


_NEXT_UNIT = re.compile(r",?\s*(?:and\s+)?")
