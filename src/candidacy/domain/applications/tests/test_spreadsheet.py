"""Tables of applications: encodings, delimiters, headings, dates, money, links, and what a row lacks."""

from datetime import date
from decimal import Decimal

import pytest

from candidacy.domain.applications.cells import BadCell, Period, Salary, read_date, read_salary, web_link
from candidacy.domain.applications.errors import BadMapping, NotATable, TableTooLarge
from candidacy.domain.applications.spreadsheet import (
    MAX_ROWS,
    Field,
    guess_mapping,
    likeness,
    read_rows,
    read_table,
)
from candidacy.domain.applications.stages import Category

TEAL = (
    "Job Position,Company,Max. Salary,Location,Status,Date Saved,Deadline,Date Applied,Follow up,Excitement\n"
    'Data Engineer,Northwind,"$120,000",Berlin,Interviewing,03/25/2026,,03/26/2026,,4\n'
)
HUNTR = "Title,Company,List,Job Post URL,Location,Created At,Notes\nBaker,Bun & Co,Wishlist,https://x.example/1,Graz,2026-03-01T10:00:00Z,Nice\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_app_015_encodings_and_delimiters_are_found(encoding: str, delimiter: str) -> None:
    lines = ["Firma;Stelle;Ort", "Größe & Söhne;Bäcker;Köln", "Müller;Käser;Zürich", "Özil;Gärtner;Gießen"]

    table = read_table("\r\n".join(lines).replace(";", delimiter).encode(encoding))

    assert table.delimiter == delimiter
    assert table.columns == ("Firma", "Stelle", "Ort")
    assert table.rows[0] == ("Größe & Söhne", "Bäcker", "Köln")


def test_app_015_a_line_for_excel_names_the_delimiter() -> None:
    table = read_table(b"sep=;\nTitle;Company\nA, B;C\n")

    assert (table.delimiter, table.rows) == (";", (("A, B", "C"),))


def test_app_015_quoted_cells_hold_delimiters_and_lines() -> None:
    table = read_table(b'Title,Company,Notes\n"Cook, senior",Inn,"two\nlines"\n')

    assert table.rows == (("Cook, senior", "Inn", "two\nlines"),)


def test_app_015_the_layout_of_teal_is_known() -> None:
    table = read_table(TEAL.encode())
    guess = guess_mapping(table.columns)

    (row,) = read_rows(table, guess.mapping)

    assert guess.layout == "Teal"
    assert (row.title, row.organization, row.category) == ("Data Engineer", "Northwind", Category.INTERVIEW)
    assert (row.saved_on, row.applied_on) == (date(2026, 3, 25), date(2026, 3, 26))
    assert row.salary == Salary(Decimal("120000.00"), "USD", Period.YEAR)
    assert "Excitement: 4" in row.notes


def test_app_015_the_layout_of_huntr_is_known() -> None:
    table = read_table(HUNTR.encode())
    guess = guess_mapping(table.columns)

    (row,) = read_rows(table, guess.mapping)

    assert guess.layout == "Huntr"
    assert (row.title, row.category, row.url) == ("Baker", Category.SAVED, "https://x.example/1")
    assert row.saved_on == date(2026, 3, 1)


def test_no_column_is_two_things() -> None:
    mapping = guess_mapping(["Applied", "Title", "Company"]).mapping

    assert mapping == {Field.TITLE: 1, Field.ORGANIZATION: 2, Field.APPLIED_ON: 0}


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["25/03/2026", "04/03/2026"], date(2026, 3, 4)),
        (["03/25/2026", "04/03/2026"], date(2026, 4, 3)),
        (["1.2.2026", "04.03.2026"], date(2026, 3, 4)),
    ],
)
def test_app_015_the_column_says_whether_the_day_comes_first(cells: list[str], expected: date) -> None:
    text = "Title,Date applied\n" + "".join(f"Job,{cell}\n" for cell in cells)
    table = read_table(text.encode())

    rows = read_rows(table, guess_mapping(table.columns).mapping)

    assert rows[-1].applied_on == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026/3/4", date(2026, 3, 4)),
        ("2026-03-04T23:30:00+02:00", date(2026, 3, 4)),
        ("4 March 2026", date(2026, 3, 4)),
        ("4. März 2026", date(2026, 3, 4)),
        ("4 de marzo de 2026", date(2026, 3, 4)),
        ("Mar 4, 2026", date(2026, 3, 4)),
        ("March 4th, 2026", date(2026, 3, 4)),
        ("4/3/26", date(2026, 3, 4)),
        ("46085", date(2026, 3, 4)),
        ("", None),
    ],
)
def test_app_015_dates_come_in_many_forms(text: str, expected: date | None) -> None:
    assert read_date(text, day_first=True) == expected


@pytest.mark.parametrize("text", ["soon", "31.02.2026", "2026-13-01", "1/1/1066", "99999", "32 Foo 2026"])
def test_what_is_no_date_is_said(text: str) -> None:
    with pytest.raises(BadCell, match="2026-01-31"):
        read_date(text, day_first=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€60,000", Salary(Decimal("60000.00"), "EUR", Period.YEAR)),
        ("60k GBP", Salary(Decimal("60000.00"), "GBP", Period.YEAR)),
        ("60.000,50 EUR", Salary(Decimal("60000.50"), "EUR", Period.YEAR)),
        ("$120,000 - $150,000", Salary(Decimal("120000.00"), "USD", Period.YEAR)),
        ("CHF 8'500 / month", Salary(Decimal("8500.00"), "CHF", Period.MONTH)),
        ("$45/hr", Salary(Decimal("45.00"), "USD", Period.HOUR)),
        ("", None),
    ],
)
def test_app_015_salaries_come_in_many_forms(text: str, expected: Salary | None) -> None:
    assert read_salary(text) == expected


@pytest.mark.parametrize("text", ["negotiable", "0", "9" * 30])
def test_what_is_no_salary_is_said(text: str) -> None:
    with pytest.raises(BadCell):
        read_salary(text)


def test_an_address_without_its_scheme_is_one() -> None:
    assert web_link("www.example.org/jobs/1") == "https://www.example.org/jobs/1"


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "ask Bob", "http://", "file:///etc/passwd", "https://[x"]
)
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(BadCell):
        web_link(text)


def test_app_016_an_error_names_its_row_and_column_and_stops_no_other() -> None:
    table = read_table(
        b"Title,Company,Status,Date applied\nCook,Inn,Mars,someday\n"
        b",,Applied,\nBaker,Bun,Applied,2026-01-02\n"
    )

    wrong, nameless, right = read_rows(table, guess_mapping(table.columns).mapping)

    assert [(e.column, e.message.split(".")[0]) for e in wrong.errors] == [
        ("Status", "There is no stage called Mars"),
        ("Date applied", "someday is not a date that can be read"),
    ]
    assert [e.message for e in nameless.errors] == ["Neither a job nor an employer is named."]
    assert right.errors == ()


def test_what_no_field_takes_is_kept_in_the_notes() -> None:
    table = read_table(b"Title,Company,Salary,URL,Mood\nCook,Inn,negotiable,ask Bob,sunny\n")

    (row,) = read_rows(table, guess_mapping(table.columns).mapping)

    assert [w.column for w in row.warnings] == ["URL", "Salary"]
    assert "Salary: negotiable" in row.notes
    assert "URL: ask Bob" in row.notes
    assert "Mood: sunny" in row.notes


def test_a_long_title_is_cut_and_kept_whole_in_the_notes() -> None:
    table = read_table(f"Title,Company\n{'x' * 400},Inn\n".encode())

    (row,) = read_rows(table, guess_mapping(table.columns).mapping)

    assert (len(row.title), "x" * 400 in row.notes) == (300, True)


def test_stages_of_the_workspace_go_first() -> None:
    table = read_table(b"Title,Status\nCook,Tasting\n")

    (row,) = read_rows(table, guess_mapping(table.columns).mapping, stages={"tasting": Category.INTERVIEW})

    assert (row.stage, row.category, row.errors) == ("Tasting", Category.INTERVIEW, ())


def test_whoever_names_a_day_of_applying_has_applied() -> None:
    table = read_table(b"Title,Date applied\nCook,2026-01-02\n")

    (row,) = read_rows(table, guess_mapping(table.columns).mapping)

    assert row.category is Category.APPLIED


def test_app_016_the_same_posting_is_the_same_however_its_address_is_written() -> None:
    assert likeness("A", "B", "http://www.x.example/1/") == likeness("C", "D", "https://x.example/1#top")
    assert likeness(" Cook ", "INN", "") == likeness("cook", "Inn", "")
    assert likeness("Cook", "Inn", "") != likeness("Cook", "Pub", "")


@pytest.mark.parametrize("data", [b"", b"just words", b"\n\n", b'"', b"\x00\x01\x02"])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(NotATable):
        read_table(data)


@pytest.mark.parametrize(
    "data", [b"a,b\n" + b"c,d\n" * (MAX_ROWS + 1), b"a,b\n" + b"x" * 2_000_001, b",".join([b"h"] * 61)]
)
def test_a_table_that_is_too_large_is_refused(data: bytes) -> None:
    with pytest.raises(TableTooLarge):
        read_table(data)


@pytest.mark.parametrize("mapping", [{}, {Field.URL: 0}, {Field.TITLE: 9}, {Field.TITLE: 0, Field.NOTES: 0}])
def test_a_mapping_that_cannot_be_is_refused(mapping: dict[Field, int]) -> None:
    with pytest.raises(BadMapping):
        read_rows(read_table(b"Title,Company\nA,B\n"), mapping)
