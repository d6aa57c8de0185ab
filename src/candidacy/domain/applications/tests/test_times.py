"""Wall times and instants, over the hours that clocks skip and repeat."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from candidacy.domain.applications.errors import UnknownZone
from candidacy.domain.applications.times import instant_of, wall_time


def wall(*given: int) -> datetime:
    """A time on a clock, without a zone."""
    return datetime(*given)  # type: ignore[arg-type]  # noqa: DTZ001 - That is what it is.


def test_app_009_a_wall_time_is_an_instant_by_its_zone() -> None:
    assert instant_of(wall(2026, 7, 1, 9), "Europe/Berlin") == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert instant_of(wall(2026, 1, 1, 9), "Europe/Berlin") == datetime(2026, 1, 1, 8, tzinfo=UTC)


def test_app_009_an_hour_that_the_clocks_skip_is_moved_on() -> None:
    skipped = instant_of(wall(2026, 3, 29, 2, 30), "Europe/Berlin")

    assert wall_time(skipped, "Europe/Berlin").replace(tzinfo=None) == wall(2026, 3, 29, 3, 30)


def test_app_009_an_hour_that_comes_twice_is_the_first() -> None:
    first = instant_of(wall(2026, 10, 25, 2, 30), "Europe/Berlin")

    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_moment_with_an_offset_is_taken_at_its_word() -> None:
    moment = datetime(2026, 1, 1, 9, tzinfo=timezone(timedelta(hours=5, minutes=45)))

    assert instant_of(moment, "Europe/Berlin") == datetime(2026, 1, 1, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe", "x" * 65, "Europe/Ber\0lin"])
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(UnknownZone):
        instant_of(wall(2026, 1, 1), name)


def test_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(UnknownZone, match="too far"):
        instant_of(wall(9999, 12, 31, 23), "America/New_York")


def test_a_zone_that_is_known_no_more_is_shown_in_utc() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)

    assert wall_time(noon, "Mars/Olympus") == noon
