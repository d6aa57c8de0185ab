"""JSON Resume of every version."""

import json
from typing import Any

import pytest

from candidacy.domain.exchange import Imported, import_resume
from candidacy.domain.exchange.errors import BadExchangeFile
from candidacy.domain.exchange.json_resume import faults
from candidacy.domain.resume.json_resume import BadResume, ResumeTooLarge


def read(value: dict[str, Any]) -> Imported:
    return import_resume(json.dumps(value).encode())


def test_members_of_before_1_0_have_todays_names() -> None:
    resume = read(
        {
            "basics": {
                "name": "Ada",
                "picture": "p.png",
                "website": "https://a.example",
                "location": {"state": "Oslo"},
            },
            "work": [
                {
                    "company": "Engines",
                    "position": "Engineer",
                    "website": "https://e.example",
                    "startDate": "2019-03-01",
                }
            ],
            "education": [{"institution": "UoL", "gpa": "1st", "startDate": "2011"}],
            "publications": [{"name": "Notes", "website": "https://n.example"}],
            "hobbies": [{"name": "Chess"}],
        }
    ).resume.to_json_resume()

    assert resume["basics"] == {
        "name": "Ada", "image": "p.png", "url": "https://a.example", "location": {"region": "Oslo"},
    }  # fmt: skip
    assert resume["work"][0]["name"] == "Engines"
    assert resume["work"][0]["url"] == "https://e.example"
    assert resume["education"][0]["score"] == "1st"
    assert resume["interests"] == [{"name": "Chess"}]


def test_texts_stand_for_lists_and_entries_numbers_for_texts() -> None:
    resume = read(
        {
            "basics": {"name": "Ada", "phone": 12345},
            "skills": ["Python", {"name": "Web", "keywords": "HTML"}],
            "languages": ["French"],
            "work": [{"name": "Engines", "startDate": 2019, "endDate": "Present", "highlights": "One"}],
        }
    ).resume

    assert resume.basics.phone == "12345"
    assert [skill.name for skill in resume.skills] == ["Python", "Web"]
    assert resume.skills[1].keywords == ("HTML",)
    assert (resume.work[0].start_date, resume.work[0].end_date) == ("2019", None)
    assert resume.work[0].highlights == ("One",)


def test_dates_in_words_are_read_and_others_are_listed() -> None:
    imported = read({"basics": {}, "work": [{"startDate": "March 2019", "endDate": "when it was over"}]})

    assert imported.resume.work[0].start_date == "2019-03"
    assert [(one.path, one.value) for one in imported.lost] == [("/work/0/endDate", "when it was over")]


def test_unknown_members_stay_where_they_are() -> None:
    value = {"basics": {"name": "Ada", "pronouns": "she"}, "x-hobby": "Go", "meta": {"theme": "even"}}

    assert read(value).resume.to_json_resume() == value


def test_a_member_under_both_names_keeps_both() -> None:
    resume = read({"basics": {"name": "Ada"}, "work": [{"name": "New", "company": "Old"}]}).resume

    assert resume.work[0].name == "New"
    assert (resume.work[0].model_extra or {})["company"] == "Old"


def test_a_value_that_is_no_person_is_refused_with_its_place() -> None:
    with pytest.raises(BadResume, match="/basics/name"):
        read({"basics": {"name": ["Ada"]}})


def test_json_that_breaks_off_is_refused() -> None:
    with pytest.raises(BadExchangeFile, match="not valid JSON"):
        import_resume(b'{"basics": {"name": "Ada"')


@pytest.mark.parametrize(
    "data", [b'{"basics":' * 100_000, b'{"basics": {}, "work": [' + b"{}," * 60_000 + b"{}]}"]
)
def test_json_without_measure_is_refused(data: bytes) -> None:
    with pytest.raises((BadExchangeFile, ResumeTooLarge)):
        import_resume(data)


def test_faults_name_the_place() -> None:
    assert list(faults({"work": [{"startDate": "soon"}], "x": 1})) == [
        ("/work/0/startDate", "pattern"),
        ("", "additionalProperties"),
    ]
