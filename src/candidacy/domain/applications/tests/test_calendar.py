"""Calendars, read again by a strict reader of our own that knows RFC 5545 and not the library."""

from datetime import UTC, datetime, timedelta

import pytest

from candidacy.domain.applications.calendar import Appointment, write_calendar
from candidacy.domain.applications.tests.rfc5545 import NotACalendar, parse

START = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
NASTY = "Tea; coffee, \\ and\nBEGIN:VEVENT\r\nSUMMARY:injected\x07 " + "ü" * 120


def appointment(**given: object) -> Appointment:
    usual: dict[str, object] = {
        "uid": "1@candidacy",
        "title": "Interview",
        "starts": START,
        "ends": START + timedelta(hours=1),
        "stamp": START,
    }
    return Appointment(**{**usual, **given})  # type: ignore[arg-type]


def test_app_011_a_calendar_is_valid_for_a_strict_reader() -> None:
    data = write_calendar(
        [appointment(remind_before=timedelta(hours=1), url="https://example.org/x")], name="Mine"
    )

    calendar = parse(data)

    (event,) = calendar.children("VEVENT")
    assert calendar.one("VERSION") == "2.0"
    assert event.one("DTSTART") == "20260329T013000Z"
    assert event.one("DTEND") == "20260329T023000Z"
    assert event.one("UID") == "1@candidacy"
    assert event.children("VALARM")[0].one("TRIGGER") == "-PT1H"


def test_app_011_text_cannot_break_out_of_its_line() -> None:
    data = write_calendar([appointment(title=NASTY, place=NASTY, note=NASTY)], name=NASTY)

    calendar = parse(data)

    (event,) = calendar.children("VEVENT")
    assert "BEGIN:VEVENT" in event.text("SUMMARY")
    assert event.text("SUMMARY").startswith("Tea; coffee, \\ and\n")
    assert "\x07" not in data.decode()


def test_a_link_that_is_none_is_left_out() -> None:
    data = write_calendar([appointment(url="javascript:alert(1)")], name="Mine")

    assert b"javascript" not in data


def test_an_empty_calendar_is_valid() -> None:
    assert parse(write_calendar([], name="Mine")).children("VEVENT") == []


@pytest.mark.parametrize(
    "broken",
    [
        b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nEND:VCALENDAR\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-A:" + b"y" * 80 + b"\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)
def test_the_strict_reader_is_strict(broken: bytes) -> None:
    with pytest.raises(NotACalendar):
        parse(broken)
