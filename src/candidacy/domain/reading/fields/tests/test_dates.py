import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.reading.fields.dates import find_dates

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _read(text: str, *, day_first: bool | None = None) -> list[tuple[str | None, str | None, bool]]:
    return [
        (r.start.value if r.start else None, r.end.value if r.end else None, r.ongoing)
        for r in find_dates(text, day_first=day_first)
    ]


@pytest.mark.parametrize(
    ("text", "start", "end", "ongoing"),
    [
        ("Mar 2019 - Present", "2019-03", None, True),
        ("03/2019 – 05/2021", "2019-03", "2021-05", False),
        ("2019-03 to 2020-01", "2019-03", "2020-01", False),
        ("since 2019", "2019", None, True),
        ("seit 03/2019", "2019-03", None, True),
        ("2019-21", "2019", "2021", False),
        ("Sep 2021 – Expected May 2025", "2021-09", "2025-05", False),
        ("'19 - '21", "2019", "2021", False),
        ("Q3 2019 - Q1 2020", "2019", "2020", False),
        ("Jan - Mar 2019", "2019-01", "2019-03", False),
        ("05/19 - 06/21", "2019-05", "2021-06", False),
        ("2024-09-01 —", "2024-09-01", None, True),
        ("fev/2017 – atual", "2017-02", None, True),
        ("Mar-2019 - Jun-2020", "2019-03", "2020-06", False),
        ("WS 2015/16", "2015", "2016", False),
        ("März 2019 bis heute", "2019-03", None, True),
        ("août 2010 – à ce jour", "2010-08", None, True),
        ("março de 2019 – atual", "2019-03", None, True),
        ("enero 2018 - actualidad", "2018-01", None, True),
        ("gennaio 2018 – oggi", "2018-01", None, True),
        ("mrt 2018 – heden", "2018-03", None, True),
        ("stycznia 2018 – obecnie", "2018-01", None, True),
        ("maj 2018 – pågående", "2018-05", None, True),
        ("oktober 2018 – nu", "2018-10", None, True),
        ("září 2018 – současnost", "2018-09", None, True),
        ("Mayıs 2018 - halen", "2018-05", None, True),
        ("mai 2018 – prezent", "2018-05", None, True),
        ("сентябрь 2018 – настоящее время", "2018-09", None, True),
        ("2019年4月 – 2020年3月", "2019-04", "2020-03", False),
        ("Mar\n2021–\nPresent", "2021-03", None, True),
        ("Expected Graduation: June 2016", None, "2016-06", False),
    ],
)
def test_a_range_is_read_as_it_is_written(
    text: str, start: str | None, end: str | None, ongoing: bool
) -> None:
    assert _read(text) == [(start, end, ongoing)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019", "2019"),
        ("Summer 2016", "2016"),
        ("June 4, 2019", "2019-06-04"),
        ("1. März 2019", "2019-03-01"),
        ("31/12/2019", "2019-12-31"),
        ("03/04/2019", "2019"),
        ("30.02.2019", "2019-02"),
        ("May 2019", "2019-05"),
    ],
)
def test_a_date_has_the_precision_it_is_written_in(text: str, value: str) -> None:
    assert _read(text) == [(None, value, False)]


def test_the_order_of_day_and_month_is_taken_from_the_caller() -> None:
    assert _read("03/04/2019", day_first=True) == [(None, "2019-04-03", False)]


@pytest.mark.parametrize(
    "text", ["2000+ users", "$2019", "ISO 27001", "call 555-2019-44", "10,2019 rows", "v2019.1", ""]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert _read(text) == []


def test_years_in_the_wrong_order_are_no_range() -> None:
    assert [r.single for r in find_dates("2021 - 2019")] == [True, True]


@given(st.text(alphabet="0123456789 -–/.'JanMarchmaiseit,()\npresent"))
def test_any_text_gives_dates_whose_digits_it_has(text: str) -> None:
    for found in find_dates(text):
        for point in (found.start, found.end):
            if point is not None:
                assert _ISO.fullmatch(point.value)
                assert 0 <= point.begin < point.stop <= len(text)
                assert point.value[2:4] in text


@given(st.integers(1950, 2060))
def test_a_year_alone_never_gains_a_month(year: int) -> None:
    assert _read(f"Acme {year}") == [(None, str(year), False)]


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    find_dates(text)
