from datetime import date

import pytest

from candidacy.domain.portfolio import FROM_CV, Kind, Section, day_of, drafts_of, history_of, web_address
from candidacy.domain.portfolio.curriculum import discreet
from candidacy.domain.resume import Resume

RESUME = Resume.model_validate(
    {
        "basics": {
            "name": "Ada Lovelace",
            "email": "canary@example.org",
            "phone": "+44 20 7946 0958",
            "image": "https://canary.example/photo.jpg",
            "birthDate": "1815-12-10",
            "location": {"address": "12 Canary Street", "city": "London", "postalCode": "CA1 1AA"},
        },
        "work": [
            {
                "name": "Engines Ltd",
                "position": "Analyst",
                "location": "Canary Wharf",
                "startDate": "2019-01",
                "summary": "Write to canary@example.org or call +44 (20) 7946-0958.",
                "highlights": ["Led 40 people from 2019 to 2023", "Call 020 7946 0958"],
            },
            {"name": "Only a place"},
            {},
        ],
        "education": [
            {"institution": "University", "studyType": "BSc", "area": "Maths", "score": "canary"},
            {},
        ],
        "skills": [{"name": "Languages", "keywords": ["Python", "SQL"]}, {"name": "Chess"}],
        "projects": [
            {
                "name": "Engine",
                "description": "It computes.",
                "highlights": ["Fast"],
                "keywords": ["gears"],
                "url": "example.org/engine",
                "startDate": "2020",
                "endDate": "2021-03",
            },
            {"description": "without a name"},
        ],
        "certificates": [
            {"name": "Maths", "issuer": "University", "date": "2022-05-04", "url": "javascript:x"}
        ],
    }
)


def test_folio_020_nothing_to_reach_the_person_by_is_copied() -> None:
    text = repr(history_of(RESUME, FROM_CV)).lower()

    assert "canary" not in text
    assert "7946" not in text
    assert "1815" not in text
    assert "from 2019 to 2023" in text


def test_folio_020_only_the_parts_that_were_chosen_are_copied() -> None:
    history = history_of(RESUME, [Section.SKILLS])

    assert (history.experience, history.education) == ((), ())
    assert history.skills == ("Python", "SQL", "Chess")


def test_positions_and_studies_are_told_apart_from_their_places() -> None:
    history = history_of(RESUME, FROM_CV)

    assert [(s.title, s.place) for s in history.experience] == [
        ("Analyst", "Engines Ltd"),
        ("Only a place", ""),
    ]
    assert [(s.title, s.place) for s in history.education] == [("BSc, Maths", "University")]


@pytest.mark.parametrize(
    "text", ["2019 - 2023", "(2015-2018)", "40 000 users", "Python 3.11.7", "1.5 million"]
)
def test_years_and_amounts_are_no_telephone_numbers(text: str) -> None:
    assert discreet(text) == text


@pytest.mark.parametrize("text", ["+49 30 901820", "(555) 010-2030", "a.b@c.example", "0044 20 7946 0958"])
def test_folio_020_addresses_and_numbers_within_a_text_are_taken_out(text: str) -> None:
    assert discreet(f"Write: {text}") == "Write:"


def test_folio_021_projects_and_certificates_of_a_cv_become_drafts() -> None:
    project, certificate = drafts_of(RESUME)

    assert (project.kind, project.title, project.summary) == (Kind.PROJECT, "Engine", "It computes.")
    assert (project.body, project.tags, project.url) == ("- Fast", ("gears",), "https://example.org/engine")
    assert (project.starts_on, project.ends_on) == (date(2020, 1, 1), date(2021, 3, 1))
    assert (certificate.kind, certificate.issuer, certificate.url) == (Kind.CERTIFICATION, "University", "")


def test_a_long_description_stands_in_the_text() -> None:
    resume = Resume.model_validate({"projects": [{"name": "A", "description": "One.\nTwo."}]})

    (draft,) = drafts_of(resume)

    assert (draft.summary, draft.body) == ("One.", "One.\nTwo.")


@pytest.mark.parametrize(
    ("text", "day"), [("2020", date(2020, 1, 1)), ("2020-02-30", None), ("", None), (None, None)]
)
def test_days(text: str | None, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("given", "meant"), [("ftp://x", ""), ("a b", ""), ("x.org", "https://x.org"), (None, "")]
)
def test_addresses_of_the_web(given: str | None, meant: str) -> None:
    assert web_address(given) == meant
