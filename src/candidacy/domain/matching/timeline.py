"""Months in which something was done, so that roles held at the same time count once."""

import re
from collections.abc import Iterable
from datetime import date

Months = tuple[int, int]
"""First month and the month after the last one, counted from year 0."""

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?")


def months_of(start: str | None, end: str | None, today: date, *, ongoing: bool = True) -> Months | None:
    """The months from ``start`` to ``end`` (ISO dates of any precision); None when they do not say.

    A bare year as start counts from July and as end to June, so that on average nothing is won or lost;
    the same bare year twice is half a year. Without an end the role goes on when ``ongoing``.
    """
    first = _month(start, default=7)
    if first is None:
        return None
    now = today.year * 12 + today.month
    if end is None:
        last = now + 1 if ongoing else first + 1
    else:
        known = _month(end, default=6)
        last = known + 1 if known is not None else first + 1
    if last <= first:
        last = first + 6 if start and end and len(start) == 4 == len(end) else first + 1
    first, last = min(first, now), min(last, now + 1)
    return (first, last) if last > first else None


def union_months(spans: Iterable[Months]) -> int:
    """How many months the spans cover together."""
    total, reached = 0, -1
    for first, last in sorted(spans):
        if last > reached:
            total += last - max(first, reached)
            reached = last
    return total


def _month(value: str | None, *, default: int) -> int | None:
    hit = _ISO.match(value or "")
    if not hit:
        return None
    return int(hit[1]) * 12 + (int(hit[2]) if hit[2] else default)
