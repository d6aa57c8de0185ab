"""Dates as other programs write them, and back."""

import re
from typing import NamedTuple

from candidacy.domain.reading.fields.dates import find_dates

ONGOING = re.compile(r"(?i)\s*(?:present|current|now|ongoing|today|heute|aujourd'hui|actualidad|presente)\s*")
_ISO = re.compile(
    r"(?P<y>[12]\d{3})(?:[-/.](?P<m>0?[1-9]|1[0-2])(?:[-/.](?P<d>0?[1-9]|[12]\d|3[01]))?)?(?:T[\d:.+Z-]*)?"
)


class Period(NamedTuple):
    """When something began and ended, as exactly as it was said; an end of None goes on or is unknown."""

    start: str | None
    end: str | None


def iso(text: str) -> str | None:
    """A date as ``2019``, ``2019-03`` or ``2019-03-21``; None where the text is not one date."""
    match = _ISO.fullmatch(text.strip())
    if match:
        return "-".join([match["y"], *(f"{int(p):02}" for p in (match["m"], match["d"]) if p)])
    found = find_dates(text)
    if len(found) != 1 or found[0].start is not None or found[0].end is None:
        return None
    return found[0].end.value if _is_whole(text, found[0].begin, found[0].stop) else None


def period(text: str) -> Period | None:
    """A range such as ``2019-03 – 2020`` or ``August 2012 to Present``; one date alone is the end."""
    parts = re.split(r"\s+[–—-]\s+|\s+to\s+", text.strip())
    if len(parts) == 2 and (start := iso(parts[0])):
        end = iso(parts[1])
        if end or ONGOING.fullmatch(parts[1]):
            return Period(start, end)
    if re.fullmatch(r"[–—-]\s+.*", text.strip()):
        return Period(None, end) if (end := iso(text.strip()[1:])) else None
    if alone := iso(text):
        return Period(None, alone)
    found = find_dates(text)
    if len(found) != 1 or not _is_whole(text, found[0].begin, found[0].stop):
        return None
    start_point, end_point = found[0].start, found[0].end
    return Period(start_point.value if start_point else None, end_point.value if end_point else None)


def written(start: str | None, end: str | None, *, ongoing: bool = True) -> str:
    """The range in a form that ``period`` reads back: ``2019-03 – Present``."""
    if not start:
        return end or ""
    return f"{start} – {end or 'Present'}" if end or ongoing else start


def _is_whole(text: str, begin: int, stop: int) -> bool:
    return not re.search(r"\w", text[:begin] + text[stop:])
