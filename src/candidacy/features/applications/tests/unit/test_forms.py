"""What people type in forms."""

import pytest

from candidacy.features.applications.pages.forms import BadForm, as_rows, rows_of, salary_in, tags_of


def test_app_016_rows_are_named_by_numbers_and_ranges() -> None:
    assert rows_of("1-3, 7;9 0") == [1, 2, 3, 7, 9]


@pytest.mark.parametrize("text", ["x", "1-", "-1", "1--2", "99999", "1-2000, 1-2000"])
def test_rows_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(BadForm):
        rows_of(text)


def test_app_016_what_is_ready_is_written_as_ranges() -> None:
    assert as_rows([1, 2, 3, 5, 8, 9]) == "1-3, 5, 8-9"
    assert as_rows([]) == ""
    assert rows_of(as_rows([2, 4, 5])) == [2, 4, 5]


def test_tags_are_divided_by_commas_each_once() -> None:
    assert tags_of(" a, b  c,, a ") == ["a", "b c"]


def test_a_salary_may_have_marks_between_its_thousands() -> None:
    found = salary_in("60 000", "chf", "month")

    assert found is not None
    assert (str(found.amount), found.currency, found.period.value) == ("60000", "CHF", "month")


@pytest.mark.parametrize(
    ("amount", "currency"), [("much", "EUR"), ("-1", "EUR"), ("1", "EURO"), ("NaN", "EUR")]
)
def test_a_salary_that_cannot_be_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(BadForm):
        salary_in(amount, currency, "year")
