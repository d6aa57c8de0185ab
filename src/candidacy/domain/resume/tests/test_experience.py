from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.resume import Resume, Work
from candidacy.domain.resume.experience import months_between, years_of, years_of_experience

_TODAY = date(2026, 11, 21)
_DATES = st.one_of(
    st.none(),
    st.integers(1990, 2026).map(str),
    st.tuples(st.integers(1990, 2026), st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    st.text(max_size=8),
)


@pytest.mark.parametrize(
    ("start", "end", "count", "exact"),
    [
        ("2019-03", "2019-05", 3, True),
        ("2019-03-15", "2019-05-02", 3, True),
        ("2019", "2021", 24, False),
        ("2020", "2020", 6, False),
        ("2020", "2020-03", 3, False),
        ("2020-09", "2020", 4, False),
        ("2026-10", None, 2, True),
        ("2027-01", None, 0, False),
        ("soon", None, 0, False),
    ],
)
def test_months_are_counted_with_the_precision_of_the_dates(
    start: str, end: str | None, count: int, exact: bool
) -> None:
    assert months_between(start, end, _TODAY) == (count, exact)


def test_overlapping_roles_count_once() -> None:
    work = (
        Work(start_date="2020-01", end_date="2020-12"),
        Work(start_date="2020-07", end_date="2021-06"),
    )

    assert years_of_experience(Resume(work=work), _TODAY) == 1.5


def test_a_gap_does_not_count() -> None:
    work = (Work(start_date="2010-01", end_date="2010-12"), Work(start_date="2020-01", end_date="2020-12"))

    assert years_of_experience(Resume(work=work), _TODAY) == 2


def test_a_role_within_another_adds_nothing() -> None:
    work = (Work(start_date="2018-01", end_date="2021-12"), Work(start_date="2019-01", end_date="2019-06"))

    assert years_of_experience(Resume(work=work), _TODAY) == 4


def test_an_ongoing_role_lasts_until_today() -> None:
    assert years_of(Work(start_date="2025-12"), _TODAY) == 1


def test_a_role_without_a_start_is_not_counted() -> None:
    assert years_of_experience(Resume(work=(Work(end_date="2020"),)), _TODAY) == 0


@given(st.lists(st.builds(Work, start_date=_DATES, end_date=_DATES), max_size=6))
def test_experience_is_never_more_than_the_sum_of_the_roles(work: list[Work]) -> None:
    total = years_of_experience(Resume(work=tuple(work)), _TODAY)

    assert 0 <= total <= sum(years_of(w, _TODAY) for w in work) + 1e-9
