import json

import pytest

from candidacy.domain.fairness import masked
from candidacy.domain.resume import Resume

PERSON = {
    "basics": {
        "name": "Amira Haddad-Okafor",
        "label": "Backend engineer",
        "image": "https://example.org/amira.jpg",
        "email": "amira@example.org",
        "phone": "+49 170 1234567",
        "url": "https://amira.example.org",
        "summary": "Amira has built payment systems. She led a team of five. Reach her at amira@example.org.",
        "location": {"address": "Hauptstraße 5", "city": "Köln"},
        "profiles": [{"network": "LinkedIn", "username": "amirahaddad"}],
    },
    "work": [
        {
            "name": "Ledger Ltd",
            "position": "Backend engineer",
            "location": "Köln",
            "url": "https://ledger.example",
            "startDate": "2019-01",
            "highlights": ["Date of birth: 3 May 1984", "Ms Haddad-Okafor cut latency by 40 %", "Python"],
        }
    ],
    "education": [
        {"institution": "University of Lagos", "studyType": "BSc", "area": "Physics", "endDate": "2006"}
    ],
    "skills": [{"name": "Python", "keywords": ["Django"]}],
    "languages": [{"language": "Yoruba", "fluency": "native"}],
    "interests": [{"name": "Church choir"}],
    "references": [{"name": "Dr Obi", "reference": "Amira is great"}],
}
HIDDEN = (
    "amira", "haddad", "okafor", "example.org", "1234567", "hauptstra", "köln", "linkedin", "1984",
    "she ", " her ", "ms ", "lagos", "2006", "choir", "dr obi", ".jpg",
)  # fmt: skip


@pytest.fixture
def hidden() -> str:
    found = masked(Resume.model_validate(PERSON))
    return json.dumps(found.to_json_resume(), ensure_ascii=False).casefold()


@pytest.mark.parametrize("trace", HIDDEN)
def test_nothing_says_who_the_person_is(hidden: str, trace: str) -> None:
    assert trace not in hidden


@pytest.mark.parametrize(
    "kept", ["backend engineer", "payment systems", "latency by 40 %", "django", "physics", "2019-01", "bsc"]
)
def test_what_they_can_do_stays(hidden: str, kept: str) -> None:
    assert kept in hidden


def test_schools_can_be_shown() -> None:
    found = masked(Resume.model_validate(PERSON), schools=False)

    assert found.education[0].institution == "University of Lagos"


def test_masking_twice_changes_nothing_more() -> None:
    once = masked(Resume.model_validate(PERSON))

    assert masked(once) == once


def test_a_resume_that_says_nothing_stays_empty() -> None:
    assert masked(Resume()).basics.name is None
