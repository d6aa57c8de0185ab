"""Whether a number says what another says: in other words, another unit, with another bound, or computed."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from candidacy.domain.tailoring.guard.quantities import PERIODS, is_alike
from candidacy.domain.tailoring.guard.ranges import Bound, Number

_WEAKER: dict[Bound, frozenset[Bound]] = {
    "": frozenset({"", "about", "most"}),
    "about": frozenset({"about", "most"}),
    "most": frozenset({"most"}),
    "less": frozenset({"less", "most", "about"}),
    "over": frozenset({"", "over", "about"}),
}


def bound_holds(number: Number, stated: Number) -> bool:
    """Whether a number says no more by what stands beside it than the one that it rests on."""
    return number.bound in _WEAKER[stated.bound]


def is_same(number: Number, stated: Number) -> bool:
    """Whether a number says the value of another, whichever way and in whichever unit that is written."""
    if ("clock" in {number.kind, stated.kind} and not (number.unit or stated.unit)) or _is_hour(
        number, stated
    ):
        return _is_same_time(number, stated)
    if number.unit and stated.unit:
        return number.unit == stated.unit and (
            number.amount == stated.amount
            or (number.unit == "time" and is_alike(number.amount, stated.amount))
        )
    if number.kind == stated.kind == "percent":
        return abs(number.value - stated.value) < _ROUNDED
    return (number.kind, number.value) == (stated.kind, stated.value)


_ROUNDED = Decimal("0.4")
"""A third is 33 per cent."""


def is_period(number: Number, name: str) -> bool:
    """Whether a number of hours, days or weeks is one of a period by its name: 24 hours are a day."""
    return name in PERIODS and number.unit == "time" and is_alike(number.amount, PERIODS[name])


def _is_hour(number: Number, stated: Number) -> bool:
    """Whether one is a time of the day, and the other so many hours: 23h."""
    return any(
        one.kind == "clock" and other.unit == "time" and other.amount * 24 == int(other.value)
        for one, other in ((number, stated), (stated, number))
    )


def _is_same_time(number: Number, stated: Number) -> bool:
    """Whether a time of the day is that one: 6 and 6:00 are, and 7 pm told as 7:00."""
    one, other = (_minutes(n) for n in (number, stated))
    halved = not _HALF_OF_DAY.search(number.wording.lower())
    return one == other or (halved and one % _NOON == other % _NOON)


def _minutes(number: Number) -> Decimal:
    """Of a time of the day; 6 is six o'clock, 6.30 half past it, and 23h eleven at night."""
    if number.kind == "clock":
        return number.value
    hours = int(number.value)
    return 60 * hours + 100 * (number.value - hours)


_NOON = 720


_HALF_OF_DAY = re.compile(r"[ap]\.?m\b")


_NEARLY, _LEAST = Decimal("0.05"), Decimal("0.8")


def is_within(number: Number, stated: Number) -> bool:
    """Whether what a number says is true of the one it rests on: over 40 of 42, nearly 50 of 48."""
    value, bound = (Decimal(0) if number.unit else number.value), number.bound
    if (number.kind, bool(stated.unit)) != (stated.kind, False) or stated.bound or not value:
        return False
    if bound == "over":
        return _LEAST * stated.value <= value < stated.value
    near = abs(value - stated.value) <= _NEARLY * stated.value and value % 10 == 0
    return near and (bound == "about" or (bound == "less" and value > stated.value))


_INTO = re.compile(
    r"(?: [\w/-]+){0,4}?\s*(?:\bto|->|→|–>)\s+|[^.;\n]{0,24}\(?\b(?:was|previously|before)\s+|\s+from\s+"
)


def changes_in(numbers: Sequence[Number], folded: str) -> list[tuple[Number, Number]]:
    """The pairs of numbers of a text of which it says that one became the other: from 312 items to 40."""
    return [(one, two) for one, two in pairwise(numbers) if _INTO.fullmatch(folded, one.until, two.start)]


def is_computed(number: Number, changes: Iterable[tuple[Number, Number]]) -> bool:
    """Whether a number says by how much, or how many times, something went from one number to the other."""
    return not number.bound and any(
        _is_difference(number, one, two) or _is_ratio(number, one, two) for one, two in changes
    )


def _is_difference(number: Number, one: Number, two: Number) -> bool:
    if number.unit or one.unit:
        return number.unit == one.unit == two.unit and number.amount == abs(one.amount - two.amount)
    alike = one.kind == two.kind and number.kind in {one.kind, "plain"}
    return alike and number.value == abs(one.value - two.value)


def _is_ratio(number: Number, one: Number, two: Number) -> bool:
    less, more = sorted((one.value, two.value))
    if one.kind != two.kind or one.unit != two.unit or not less:
        return False
    if number.kind == "times":
        return number.value in {more / less, less / more}
    share = 100 * (more - less) / one.value
    return number.kind == "percent" != one.kind and abs(number.value - share) <= _ROUNDED
