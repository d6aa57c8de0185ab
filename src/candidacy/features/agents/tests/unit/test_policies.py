"""What may be spent, which days are meant, and how use is summed up."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from candidacy.ai_agents.errors import BudgetExceeded
from candidacy.features.agents.errors import TooManyModelCalls, TooYoungCalls
from candidacy.features.agents.policies.budget import (
    Limits,
    money,
    month_after,
    month_of,
    require_old,
    require_room,
    require_slot,
)
from candidacy.features.agents.policies.usage import as_csv, period, summed
from candidacy.features.agents.repository import Use
from candidacy.features.agents.schemas import Amount

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
TODAY = NOW.date()


def use(day: int = 1, purpose: str = "review", model: str = "m", cost: str = "10", calls: int = 1) -> Use:
    return Use(
        date(2026, 1, day), purpose, model, "review.structure", 1, calls, 0, 70, 30, Decimal(cost), 300
    )


def test_what_fits_exactly_passes() -> None:
    require_room(Limits(10, Decimal(5), 1), Amount(4, Decimal(2)), Amount(6, Decimal(3)), NOW)


def test_without_limits_everything_passes() -> None:
    require_room(Limits(None, None, 1), Amount(10**12, Decimal(10**12)), Amount(1, Decimal(1)), NOW)


@pytest.mark.parametrize(
    ("limits", "named"),
    [(Limits(10, None, 1), "10 tokens a month"), (Limits(None, Decimal(5_000_000), 1), "5.00 USD a month")],
)
def test_agent_005_one_more_than_the_limit_is_refused_and_named(limits: Limits, named: str) -> None:
    with pytest.raises(BudgetExceeded, match=named):
        require_room(limits, Amount(10, Decimal(5_000_000)), Amount(1, Decimal(1)), NOW)


def test_a_call_beyond_the_places_is_refused() -> None:
    require_slot(Limits(None, None, 2), 1)

    with pytest.raises(TooManyModelCalls, match="2 calls"):
        require_slot(Limits(None, None, 2), 2)


def test_a_month_ends_where_the_next_begins() -> None:
    assert month_of(datetime(2026, 1, 31, 23, 59, tzinfo=UTC)) == date(2026, 1, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("micros", "said"),
    [
        ("0", "0.00"),
        ("99", "under 0.0001"),
        ("1234", "0.0012"),
        ("99999", "0.1000"),
        ("100000", "0.10"),
        ("1234567890", "1,234.57"),
    ],
)
def test_small_amounts_are_told_to_four_places(micros: str, said: str) -> None:
    assert money(Decimal(micros)) == said


def test_what_is_younger_than_six_months_is_not_forgotten() -> None:
    require_old(NOW - timedelta(days=184), NOW)

    with pytest.raises(TooYoungCalls):
        require_old(NOW - timedelta(days=183), NOW)


@pytest.mark.parametrize(
    ("since", "until", "meant"),
    [
        (None, None, (date(2026, 1, 1), TODAY)),
        (date(2025, 11, 5), None, (date(2025, 11, 5), date(2025, 11, 30))),
        (date(2026, 1, 5), None, (date(2026, 1, 5), TODAY)),
        (None, date(2025, 12, 24), (date(2025, 12, 1), date(2025, 12, 24))),
        (date(2020, 1, 1), TODAY, (TODAY - timedelta(days=366), TODAY)),
        (date(2026, 3, 1), date(2026, 2, 1), (date(2026, 3, 1), date(2026, 3, 1))),
    ],
)
def test_a_period_is_this_month_unless_days_are_named(
    since: date | None, until: date | None, meant: tuple[date, date]
) -> None:
    assert period(since, until, TODAY) == meant


def test_agent_007_use_is_summed_up_by_each_of_its_sides() -> None:
    found = summed([use(1), use(2, purpose="letter", cost="40"), use(2)])
    sides = {side: [(s.name, s.calls, s.tokens, s.cost_micros) for s in sums] for side, sums in found.sides}

    assert (found.total.calls, found.total.tokens, found.total.cost_micros) == (3, 300, Decimal(60))
    assert [name for name, *_ in sides["Day"]] == ["2026-01-02", "2026-01-01"]
    assert sides["Purpose"] == [("letter", 1, 100, Decimal(40)), ("review", 2, 200, Decimal(20))]
    assert sides["Prompt"] == [("review.structure v1", 3, 300, Decimal(60))]


def test_no_use_at_all_has_a_mean_of_nothing() -> None:
    assert summed([]).total.mean_latency_ms == 0


def test_agent_007_a_table_runs_nothing_as_a_formula() -> None:
    table = as_csv([use(model="=HYPERLINK()", cost="1500000", calls=2)]).decode("utf-8-sig")

    assert (
        table.splitlines()[1] == "2026-01-01,review,'=HYPERLINK(),review.structure,1,2,0,70,30,1.500000,150"
    )
