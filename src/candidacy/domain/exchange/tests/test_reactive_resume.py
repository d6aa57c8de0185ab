"""Reactive Resume of three versions becomes a Resume."""

import json
from typing import Any

import pytest

from candidacy.domain.exchange import EXPORTS, Format, Imported, import_resume
from candidacy.domain.resume.json_resume import load_resume

EXPERIENCE = {
    "name": "Engines",
    "position": "Engineer",
    "startDate": "2019-03",
    "summary": "Built it.",
    "highlights": ["Cut cost & time", "Led 4"],
    "url": "https://e.example",
}
HTML = "<p>Built it.</p><ul><li><p>Cut cost &amp; time</p></li><li>Led <strong>4</strong></li></ul>"

V3 = {
    "id": 1,
    "name": "My CV",
    "slug": "my-cv",
    "public": True,
    "basics": {
        "name": "Ada",
        "headline": "Analyst",
        "email": "a@x.example",
        "website": "https://ada.example",
        "summary": "I count.",
        "location": {"address": "1 St", "city": "Oslo", "country": "Norway"},
        "photo": {"url": "", "visible": True, "filters": {"size": 128}},
        "profiles": [{"id": "x", "network": "GitHub", "username": "ada", "url": "https://github.com/ada"}],
    },
    "sections": {
        "work": {
            "id": "work",
            "name": "Work",
            "type": "basic",
            "columns": 2,
            "visible": True,
            "items": [
                {
                    "id": "1",
                    "name": "Engines",
                    "position": "Engineer",
                    "url": "https://e.example",
                    "date": {"start": "2019-03", "end": ""},
                    "summary": "Built it.\n\n- Cut cost & time\n- Led 4",
                }
            ],
        },
        "skills": {
            "items": [{"id": "1", "name": "Web", "level": "Expert", "levelNum": 8, "keywords": ["HTML"]}]
        },
        "languages": {"items": [{"id": "1", "name": "French", "level": "C1", "levelNum": 6}]},
        "abc123": {
            "id": "abc123",
            "name": "Talks",
            "type": "custom",
            "items": [{"title": "On engines", "summary": ""}],
        },
        "zzz": {
            "id": "zzz",
            "name": "Kitchen",
            "type": "custom",
            "items": [{"title": "Cook", "subtitle": "at home"}],
        },
    },
    "metadata": {"template": "onyx", "locale": "en"},
}
V4 = {
    "basics": {
        "name": "Ada",
        "headline": "Analyst",
        "email": "a@x.example",
        "phone": "",
        "location": "Oslo, Norway",
        "url": {"label": "", "href": "https://ada.example"},
        "customFields": [],
        "picture": {"url": "", "size": 64, "aspectRatio": 1, "effects": {"hidden": False}},
    },
    "sections": {
        "summary": {
            "name": "Summary",
            "columns": 1,
            "visible": True,
            "id": "summary",
            "content": "<p>I count.</p>",
        },
        "experience": {
            "name": "Experience",
            "columns": 1,
            "separateLinks": True,
            "visible": True,
            "id": "experience",
            "items": [
                {
                    "id": "a",
                    "visible": True,
                    "company": "Engines",
                    "position": "Engineer",
                    "location": "",
                    "date": "March 2019 to Present",
                    "summary": HTML,
                    "url": {"label": "", "href": "https://e.example"},
                }
            ],
        },
        "profiles": {
            "name": "Profiles",
            "visible": True,
            "id": "profiles",
            "items": [
                {
                    "id": "p",
                    "visible": True,
                    "network": "GitHub",
                    "username": "ada",
                    "icon": "github",
                    "url": {"label": "", "href": "https://github.com/ada"},
                }
            ],
        },
        "skills": {
            "name": "Skills",
            "visible": True,
            "items": [
                {
                    "id": "s",
                    "visible": True,
                    "name": "Web",
                    "description": "Expert",
                    "level": 3,
                    "keywords": ["HTML"],
                }
            ],
        },
        "languages": {
            "visible": True,
            "items": [{"id": "l", "visible": True, "name": "French", "description": "C1", "level": 4}],
        },
        "custom": {
            "k": {
                "name": "Kitchen",
                "visible": True,
                "id": "k",
                "items": [
                    {"id": "1", "visible": True, "name": "Cook", "description": "at home", "date": "2019"}
                ],
            }
        },
    },
    "metadata": {"template": "glalie", "layout": [[["summary"], []]], "notes": "private"},
}
V5 = {
    "picture": {"hidden": False, "url": "", "size": 80},
    "basics": {
        "name": "Ada",
        "headline": "Analyst",
        "email": "a@x.example",
        "phone": "",
        "location": "Oslo, Norway",
        "website": {"url": "https://ada.example", "label": ""},
        "customFields": [{"id": "c", "icon": "x", "text": "Blog", "link": "https://blog.example"}],
    },
    "summary": {"title": "", "columns": 1, "hidden": False, "content": "<p>I count.</p>"},
    "sections": {
        "profiles": {
            "title": "",
            "hidden": False,
            "items": [
                {
                    "id": "p",
                    "hidden": False,
                    "network": "GitHub",
                    "username": "ada",
                    "website": {"url": "https://github.com/ada", "label": ""},
                }
            ],
        },
        "experience": {
            "title": "",
            "columns": 1,
            "hidden": False,
            "items": [
                {
                    "id": "a",
                    "hidden": False,
                    "company": "Engines",
                    "position": "",
                    "location": "",
                    "period": "2012 – Present",
                    "website": {"url": "https://e.example", "label": ""},
                    "description": "",
                    "roles": [
                        {
                            "id": "r",
                            "position": "Engineer",
                            "period": "March 2019 - Present",
                            "description": HTML,
                        },
                        {"id": "q", "position": "Clerk", "period": "2012 - 2019", "description": ""},
                    ],
                }
            ],
        },
        "skills": {
            "title": "",
            "hidden": False,
            "items": [
                {
                    "id": "s",
                    "hidden": False,
                    "name": "Web",
                    "proficiency": "Expert",
                    "level": 3,
                    "keywords": ["HTML"],
                }
            ],
        },
        "languages": {
            "hidden": False,
            "items": [{"id": "l", "hidden": False, "language": "French", "fluency": "C1", "level": 4}],
        },
    },
    "customSections": [
        {
            "id": "k",
            "type": "summary",
            "title": "Kitchen",
            "hidden": False,
            "items": [{"id": "1", "hidden": False, "content": "<p>Cook – at home</p>"}],
        }
    ],
    "metadata": {"template": "onyx", "notes": ""},
}


def read(value: dict[str, Any]) -> Imported:
    return import_resume(json.dumps(value).encode())


@pytest.mark.parametrize("value", [V3, V4, V5])
def test_every_version_says_the_same(value: dict[str, Any]) -> None:
    imported = read(value)

    resume = imported.resume.to_json_resume()
    assert imported.format is Format.REACTIVE_RESUME
    assert resume["basics"] | {"location": None, "profiles": None} == {
        "name": "Ada",
        "label": "Analyst",
        "email": "a@x.example",
        "url": "https://ada.example",
        "summary": "I count.",
        "location": None,
        "profiles": None,
    }
    assert resume["basics"]["location"]["countryCode"] == "NO"
    assert resume["basics"]["profiles"][0] == {
        "network": "GitHub",
        "username": "ada",
        "url": "https://github.com/ada",
    }
    assert resume["work"][0] == EXPERIENCE
    assert resume["skills"] == [{"name": "Web", "level": "Expert", "keywords": ["HTML"]}]
    assert resume["languages"] == [{"language": "French", "fluency": "C1"}]
    assert resume["sections"][0]["name"] == "Kitchen"
    assert resume["sections"][0]["items"][0].startswith("Cook – at home")


def test_several_roles_at_one_employer_are_several_entries() -> None:
    clerk = read(V5).resume.work[1]

    assert (clerk.name, clerk.position, clerk.start_date, clerk.end_date) == (
        "Engines",
        "Clerk",
        "2012",
        "2019",
    )


def test_a_section_of_ones_own_goes_where_its_title_says() -> None:
    assert [one.name for one in read(V3).resume.publications] == ["On engines"]


def test_what_is_hidden_there_stays_out_and_is_listed() -> None:
    value = json.loads(json.dumps(V4))
    value["sections"]["experience"]["items"][0]["visible"] = False
    value["sections"]["skills"]["visible"] = False

    imported = read(value)

    assert (imported.resume.work, imported.resume.skills) == ((), ())
    assert {"Engines", "Engineer", "HTML"} <= {one.value for one in imported.lost}


def test_a_period_that_is_none_is_listed() -> None:
    value = json.loads(json.dumps(V5))
    value["sections"]["experience"]["items"][0]["roles"][1]["period"] = "in the old days"

    assert "in the old days" in {one.value for one in read(value).lost}


def test_the_answer_of_its_service_is_read_too() -> None:
    assert read({"id": "1", "name": "CV", "data": V4}).resume.basics.name == "Ada"


def test_the_file_has_every_part_that_version_5_asks_for() -> None:
    value = json.loads(EXPORTS[Format.REACTIVE_RESUME].write(load_resume({"work": [EXPERIENCE]})))

    assert set(value) == {"picture", "basics", "summary", "sections", "customSections", "metadata"}
    assert set(value["sections"]) == {
        "profiles",
        "experience",
        "education",
        "projects",
        "skills",
        "languages",
        "interests",
        "awards",
        "certifications",
        "publications",
        "volunteer",
        "references",
    }
    (item,) = value["sections"]["experience"]["items"]
    assert item["period"] == "2019-03 – Present"
    assert item["description"].startswith("<p>Built it.</p><ul><li><p>Cut cost &amp; time</p></li>")


def test_markup_that_is_no_text_is_left_out() -> None:
    value = json.loads(json.dumps(V4))
    value["sections"]["summary"]["content"] = (
        "<p>Hi<script>alert(1)</script></p><style>p{}</style><p>a<br>b</p>"
    )

    assert read(value).resume.basics.summary == "Hi\na\nb"
