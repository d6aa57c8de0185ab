"""The clock that runs and the clock that stands."""

from datetime import UTC, date, datetime

from candidacy.kernel.clock import Clock, FixedClock, SystemClock

NEW_YEAR = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)


def test_the_system_clock_tells_an_aware_time_in_utc() -> None:
    before = datetime.now(UTC)

    told = SystemClock().now()

    assert before <= told <= datetime.now(UTC)
    assert told.tzinfo is UTC


def test_the_system_clock_tells_the_day_in_utc() -> None:
    before = datetime.now(UTC).date()

    assert before <= SystemClock().today() <= datetime.now(UTC).date()


def test_a_fixed_clock_stands_still_until_it_is_set() -> None:
    clock = FixedClock(datetime(2025, 12, 31, 23, tzinfo=UTC))
    stood = (clock.now(), clock.today())

    clock.set(NEW_YEAR)

    assert stood == (datetime(2025, 12, 31, 23, tzinfo=UTC), date(2025, 12, 31))
    assert (clock.now(), clock.today()) == (NEW_YEAR, date(2026, 1, 1))


def test_both_are_clocks() -> None:
    clocks: list[Clock] = [SystemClock(), FixedClock(NEW_YEAR)]

    assert all(isinstance(clock.today(), date) for clock in clocks)
