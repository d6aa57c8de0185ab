"""Moments and the clocks on people's walls.

A moment is kept as an instant with the zone it was meant in. A wall time that the clocks jump over is moved
on by the jump, as RFC 5545 has it; one that comes twice is the first of the two.
"""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from candidacy.domain.applications.errors import UnknownZone

LONGEST_ZONE = 64


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """Raises UnknownZone."""
    if not name or len(name) > LONGEST_ZONE:
        raise UnknownZone
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as exc:
        raise UnknownZone from exc


def instant_of(moment: datetime, zone: str) -> datetime:
    """The instant, in UTC, of a wall time in ``zone``; a moment that knows its offset is one already.

    Raises UnknownZone, and for a moment at the end of the calendar too.
    """
    place = zone_named(zone)
    try:
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        return moment.replace(tzinfo=place, fold=0).astimezone(UTC)
    except OverflowError as exc:
        raise UnknownZone("This moment is too far away. Give one within the next years.") from exc


def wall_time(instant: datetime, zone: str) -> datetime:
    """What the clock on the wall shows at an instant; the zone that is not known any more is UTC."""
    try:
        return instant.astimezone(zone_named(zone))
    except (UnknownZone, OverflowError):
        return instant.astimezone(UTC)
