"""The person at the head of a CV: name, headline and how to reach them."""

import pytest

from candidacy.domain.reading.fields import read_resume
from candidacy.domain.reading.fields.tests.documents import H, L, make_document
from candidacy.domain.resume import Basics


def _basics(
    *lines: L | str, region: str | None = None, language: str | None = None, layout: bool = True
) -> Basics:
    document = make_document(*lines, H("Skills"), "Python, Go", layout=layout, language=language)
    return read_resume(document, region=region).resume.basics


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ada Lovelace", "Ada Lovelace"),
        ("JOHN Q. PUBLIC", "JOHN Q. PUBLIC"),
        ("Jean-Pierre de la Fontaine", "Jean-Pierre de la Fontaine"),
        ("Jane Doe, PMP", "Jane Doe"),
        ("Lebenslauf – Max Mustermann", "Max Mustermann"),
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("O'Neil Müller-Lüdenscheidt", "O'Neil Müller-Lüdenscheidt"),
        ("李 小龙", "李 小龙"),
    ],
)
def test_the_name_is_the_large_text_at_the_top(line: str, name: str) -> None:
    assert _basics(L(line, size=22), "someone@example.com").name == name


def test_a_name_over_two_lines_is_one() -> None:
    assert (
        _basics(L("EMILY", size=28), L("RODRIGUEZ", size=28), "emily@example.com").name == "EMILY RODRIGUEZ"
    )


def test_a_title_above_the_name_is_not_the_name() -> None:
    assert (
        _basics(L("Curriculum Vitae", size=20), L("Max Mustermann", size=16), "mm@example.com").name
        == "Max Mustermann"
    )


def test_a_headline_is_read_below_the_name() -> None:
    assert (
        _basics(L("Ada Lovelace", size=22), L("Senior Data Analyst"), "ada@example.com").label
        == "Senior Data Analyst"
    )


def test_a_motto_is_no_headline() -> None:
    assert _basics(L("Ada Lovelace", size=22), "“Be the change.”", "ada@example.com").label is None


@pytest.mark.parametrize(
    ("line", "phone"),
    [
        ("Phone: (555) 345-6789", "(555) 345-6789"),
        ("T +49 30 901820 | F +49 30 901821", "+49 30 901820"),
        ("Tel. 030 / 90 18 20", "030 / 90 18 20"),
        ("312.555.0199", "312.555.0199"),
        ("(+39) 340 1234567", "(+39) 340 1234567"),
        ("06 12 34 56 78", "06 12 34 56 78"),
    ],
)
def test_a_telephone_number_is_read_as_it_is_written(line: str, phone: str) -> None:
    region = (
        {"0": "DE"}.get(phone[0]) if phone.startswith("030") else "FR" if phone.startswith("06") else None
    )

    assert _basics(L("Ada Lovelace", size=22), line, region=region).phone == phone


@pytest.mark.parametrize(
    ("line", "email"),
    [
        ("ada.lovelace@example.org", "ada.lovelace@example.org"),
        ("ada.lovelace @example.org", "ada.lovelace@example.org"),
        ("Engineer @ Booking.com", None),
        ("Experience @ B.Sc.", None),
        ("Engineer @Booking.com", None),
    ],
)
def test_an_address_may_be_set_wide_but_an_employer_is_none(line: str, email: str | None) -> None:
    assert _basics(L("Ada Lovelace", size=22), line).email == email


@pytest.mark.parametrize(
    "line", ["2015 – 2019", "04/2020 – 05/2021", "ISBN 978-3-16-148410-0 2", "Born 12.03.1985"]
)
def test_other_numbers_are_no_telephone_numbers(line: str) -> None:
    assert _basics(L("Ada Lovelace", size=22), line).phone is None


@pytest.mark.parametrize(
    ("line", "city", "region", "country"),
    [
        ("Austin, TX", "Austin", "TX", None),
        ("Laredo, TX 78040", "Laredo", "TX", None),
        ("Berlin, Germany", "Berlin", None, "DE"),
        ("London, England, United Kingdom", "London", "England", "GB"),
        ("Musterstraße 12, 10115 Berlin", "Berlin", None, None),
        ("Address: 1 Main Street, Springfield, IL", "Springfield", "IL", None),
        ("São Paulo, BR", "São Paulo", None, "BR"),
        ("California", None, "California", None),
        ("New York", "New York", None, None),
    ],
)
def test_the_place_is_read_in_its_parts(
    line: str, city: str, region: str | None, country: str | None
) -> None:
    location = _basics(L("Ada Lovelace", size=22), line, "ada@example.com").location

    assert location is not None
    assert (location.city, location.region, location.country_code) == (city, region, country)


@pytest.mark.parametrize(
    ("line", "network", "username"),
    [
        ("linkedin.com/in/ada-lovelace", "LinkedIn", "ada-lovelace"),
        ("https://www.github.com/ada", "GitHub", "ada"),
        ("GitHub: ada-l", "GitHub", "ada-l"),
        ("https://stackoverflow.com/users/123/ada", "Stack Overflow", "123"),
    ],
)
def test_profiles_are_read_from_addresses_and_labels(line: str, network: str, username: str) -> None:
    (profile,) = _basics(L("Ada Lovelace", size=22), "ada@example.com", line).profiles

    assert (profile.network, profile.username) == (network, username)


def test_an_address_that_ends_in_a_hyphen_goes_on_in_the_next_line() -> None:
    (profile,) = _basics(
        L("Ada Lovelace", size=22), "www.linkedin.com/in/ada-", "lovelace-1 (LinkedIn)"
    ).profiles

    assert profile.username == "ada-lovelace-1"


def test_another_address_is_the_website() -> None:
    assert _basics(L("Ada Lovelace", size=22), "ada@example.com | ada.dev").url == "ada.dev"


def test_a_paragraph_below_the_name_is_the_summary() -> None:
    text = "Engineer with ten years of practice in building engines that compute things for everybody."

    assert _basics(L("Ada Lovelace", size=22), "ada@example.com", L(text, gap=True)).summary == text
