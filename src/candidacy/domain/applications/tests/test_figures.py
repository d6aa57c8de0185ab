"""The funnel, its drawing, stays and rates."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.applications.figures import (
    LEAST,
    UNKNOWN,
    Journey,
    Step,
    funnel_of,
    rates_by,
    stays_of,
    way_of,
)
from candidacy.domain.applications.sankey import HEIGHT, draw
from candidacy.domain.applications.stages import Category

C = Category
START = datetime(2026, 1, 1, tzinfo=UTC)


def journey(*categories: Category, days: float = 2, **traits: str) -> Journey:
    steps = tuple(Step(c, START + timedelta(days=n * days)) for n, c in enumerate(categories))
    return Journey(steps, **traits)


def test_a_way_back_is_no_way() -> None:
    assert way_of(journey(C.SAVED, C.INTERVIEW, C.APPLIED)) == (C.SAVED, C.INTERVIEW)


def test_how_it_ends_is_where_it_is_now() -> None:
    reopened = journey(C.APPLIED, C.REJECTED, C.INTERVIEW)

    assert way_of(reopened) == (C.APPLIED, C.INTERVIEW)


def test_an_accepted_offer_that_falls_through_ended_otherwise() -> None:
    fell = journey(C.SAVED, C.APPLIED, C.OFFER, C.ACCEPTED, C.WITHDRAWN)

    assert way_of(fell) == (C.SAVED, C.APPLIED, C.OFFER, C.WITHDRAWN)


def test_app_022_the_funnel_counts_what_came_through_and_what_is_still_there() -> None:
    funnel = funnel_of(
        [
            journey(C.SAVED),
            journey(C.SAVED, C.APPLIED),
            journey(C.SAVED, C.APPLIED, C.INTERVIEW, C.REJECTED),
            journey(C.APPLIED, C.INTERVIEW),
        ]
    )

    assert funnel.total == 4
    assert [(n.category, n.count, n.there) for n in funnel.nodes] == [
        (C.SAVED, 3, 1),
        (C.APPLIED, 3, 1),
        (C.INTERVIEW, 2, 1),
        (C.REJECTED, 1, 1),
    ]
    assert [(f.source, f.target, f.count) for f in funnel.flows] == [
        (C.SAVED, C.APPLIED, 2),
        (C.APPLIED, C.INTERVIEW, 2),
        (C.INTERVIEW, C.REJECTED, 1),
    ]


journeys = st.lists(st.lists(st.sampled_from(Category), min_size=1, max_size=6), max_size=30)


@given(journeys)
def test_app_022_what_comes_in_goes_out_or_is_still_there(ways: list[list[Category]]) -> None:
    funnel = funnel_of(journey(*way) for way in ways)

    for node in funnel.nodes:
        out = sum(f.count for f in funnel.flows if f.source is node.category)
        came = sum(f.count for f in funnel.flows if f.target is node.category)
        assert out + node.there == node.count
        assert came <= node.count
    assert sum(node.there for node in funnel.nodes) == len(ways)


@given(journeys)
def test_app_022_the_drawing_fits_and_no_more_leaves_a_bar_than_it_holds(ways: list[list[Category]]) -> None:
    funnel = funnel_of(journey(*way) for way in ways)
    drawing = draw(funnel)

    assert len(drawing.bars) == len(funnel.nodes)
    assert all(bar.y + bar.height <= HEIGHT + 2.5 for bar in drawing.bars)
    for bar in drawing.bars:
        out = sum(ribbon.width for ribbon in drawing.ribbons if ribbon.source is bar.category)
        assert out <= bar.height + 0.5


def test_an_empty_funnel_draws_nothing() -> None:
    drawing = draw(funnel_of([]))

    assert (drawing.bars, drawing.ribbons) == ((), ())


def test_app_023_days_in_a_stage_are_hidden_below_five() -> None:
    few = stays_of([journey(C.SAVED, C.APPLIED)] * (LEAST - 1))
    enough = stays_of([journey(C.SAVED, C.APPLIED)] * LEAST)

    assert [(s.category, s.n, s.days) for s in few] == [(C.SAVED, 4, None)]
    assert [(s.category, s.n, s.days) for s in enough] == [(C.SAVED, 5, 2.0)]


def test_app_024_rates_are_hidden_below_five() -> None:
    few = rates_by([journey(C.APPLIED, C.INTERVIEW, source="Board")] * 4, lambda j: j.source)

    assert [(r.name, r.n, r.answered, r.answer_rate, r.interview_rate) for r in few] == [
        ("Board", 4, 4, None, None)
    ]


def test_app_024_rates_count_what_was_sent_and_answered() -> None:
    sent = [journey(C.SAVED, C.APPLIED, band="good")] * 3
    rejected = [journey(C.APPLIED, C.REJECTED, band="good")] * 1
    talked = [journey(C.APPLIED, C.INTERVIEW, C.REJECTED, band="good")] * 1
    only_saved = [journey(C.SAVED, band="good"), journey(C.SAVED, C.WITHDRAWN, band="good")]

    (rate,) = rates_by([*sent, *rejected, *talked, *only_saved], lambda j: j.band)

    assert (rate.n, rate.answered, rate.interviewed) == (5, 2, 1)
    assert (rate.answer_rate, rate.interview_rate) == (0.4, 0.2)


def test_what_states_no_trait_is_a_group_of_its_own() -> None:
    (rate,) = rates_by([journey(C.APPLIED)], lambda j: j.source)

    assert rate.name == UNKNOWN
