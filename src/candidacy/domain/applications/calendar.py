"""Interviews and due tasks as an iCalendar file (RFC 5545), in UTC, so that no reader needs our zones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Candidacy//Applications//EN"
MEDIA_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something at a time. ``uid`` stays, and ``sequence`` counts up, when it is moved."""

    uid: str
    title: str
    starts: datetime
    ends: datetime
    stamp: datetime
    sequence: int = 0
    place: str = ""
    note: str = ""
    url: str = ""
    remind_before: timedelta | None = None


def write_calendar(appointments: Iterable[Appointment], *, name: str) -> bytes:
    """The file, its lines folded and its text escaped."""
    from icalendar import Calendar, vText  # 80 modules, for when a calendar is asked for.

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(_plain(name)))
    for one in appointments:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(one: Appointment) -> Event:
    from icalendar import Alarm, Event, vUri

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", _utc(one.stamp))
    event.add("dtstart", _utc(one.starts))
    event.add("dtend", _utc(max(one.ends, one.starts)))
    event.add("sequence", one.sequence)
    event.add("summary", _plain(one.title))
    if one.place:
        event.add("location", _plain(one.place))
    if one.note:
        event.add("description", _plain(one.note))
    if one.url.startswith(("https://", "http://")):
        event.add("url", vUri(one.url))
    if one.remind_before is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -one.remind_before)
        alarm.add("description", _plain(one.title))
        event.add_component(alarm)
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _plain(text: str) -> str:
    """Text without the controls that a calendar cannot hold; line ends stay."""
    return "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
