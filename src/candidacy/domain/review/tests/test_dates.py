from datetime import date

import pytest

from candidacy.domain.review.dates import month_of, this_month, written_dates, written_ranges


def test_a_year_means_all_of_its_months() -> None:
    month = month_of("2019")

    assert month is not None
    assert (month.first, month.last) == (2019 * 12, 2019 * 12 + 11)


def test_a_day_means_its_month() -> None:
    assert month_of("2019-03-21") == month_of("2019-03")


@pytest.mark.parametrize("written", [None, "", "soon", "2019-13x"])
def test_what_is_no_date_has_no_month(written: str | None) -> None:
    assert month_of(written) is None


def test_months_count_from_year_zero() -> None:
    assert this_month(date(2026, 3, 1)) == 2026 * 12 + 2


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Mar 2019", "Mar 2019"),
        ("September 2019", "March 2019"),
        ("03/2019", "03/2019"),
        ("3.2019", "03.2019"),
        ("2019-03", "2019-03"),
        ("2019", "2019"),
        ("June 2019", ""),
        ("März 2019", "Mar 2019"),
        ("Fevereiro de 2019", "March 2019"),
    ],
)
def test_the_form_of_a_date_is_told(text: str, form: str) -> None:
    (found,) = written_dates(text)

    assert (found.form, found.start, found.end) == (form, 0, len(text))


@pytest.mark.parametrize(
    "text", ["Mar 2021 – Jul 2018", "03/2021 - 07/2018", "2021-03 to 2018-07", "March 2021 — July 2018"]
)
def test_a_range_that_runs_backwards_is_read(text: str) -> None:
    (found,) = written_ranges(f"Analyst, Acme, {text}, London")

    assert found.finish.month < found.begin.month
