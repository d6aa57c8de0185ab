"""How long somebody has worked, from dates that may say a year alone.

A month counts once, however many roles it has. A year without a month stands for its middle: 2019 to 2021
are 24 months, and a role within one year is 6. What has no start is not counted.
"""

import re
from datetime import date
from typing import NamedTuple

from candidacy.domain.resume.schema import Resume, Work

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?")


class Months(NamedTuple):
    """A number of months, and whether both ends were known to the month."""

    months: int
    exact: bool


class _Period(NamedTuple):
    """Months counted from year 0, first to last, both included."""

    first: int
    last: int
    exact: bool


def months_between(start: str, end: str | None, today: date) -> Months:
    """The months from ``start`` through ``end`` (both included), through today where ``end`` is None.

    Dates are ``2019``, ``2019-03`` or ``2019-03-21``; anything else, or a start in the future, gives 0.
    """
    period = _period(start, end, today)
    return Months(0, exact=False) if period is None else Months(period.last - period.first + 1, period.exact)


def years_of(entry: Work, today: date) -> float:
    """The length of one role in years; 0 when it does not say when it began."""
    return months_between(entry.start_date, entry.end_date, today).months / 12 if entry.start_date else 0.0


def years_of_experience(resume: Resume, today: date) -> float:
    """The years in which somebody worked: overlapping roles count once, gaps do not count."""
    periods = [_period(w.start_date, w.end_date, today) for w in resume.work if w.start_date]
    total, reached = 0, -1
    for period in sorted(p for p in periods if p is not None):
        first = max(period.first, reached + 1)
        total += max(0, period.last - first + 1)
        reached = max(reached, period.last)
    return total / 12


def _period(start: str, end: str | None, today: date) -> _Period | None:
    begins, now = _parse(start), today.year * 12 + today.month - 1
    ends = (today.year, today.month) if end is None else _parse(end)
    if begins is None or ends is None:
        return None
    first, last = _middle(begins, ends)
    last = min(last, now)
    return _Period(first, last, begins[1] is not None and ends[1] is not None) if first <= last else None


def _parse(text: str) -> tuple[int, int | None] | None:
    match = _ISO.fullmatch(text.strip())
    if match is None or (match[2] and not 1 <= int(match[2]) <= 12):
        return None
    return int(match[1]), int(match[2]) if match[2] else None


def _middle(begins: tuple[int, int | None], ends: tuple[int, int | None]) -> tuple[int, int]:
    """First and last month counted from year 0, with the middle of the year for a month not known."""
    first = begins[0] * 12 + (begins[1] - 1 if begins[1] else 6)
    last = ends[0] * 12 + (ends[1] - 1 if ends[1] else 5)
    if begins[0] == ends[0] and last < first:
        if begins[1] is None and ends[1] is None:
            return begins[0] * 12 + 3, begins[0] * 12 + 8
        first = first if begins[1] else begins[0] * 12
        last = last if ends[1] else ends[0] * 12 + 11
    return first, last
