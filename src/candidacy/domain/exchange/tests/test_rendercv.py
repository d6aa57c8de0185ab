"""RenderCV's YAML becomes a Resume."""

from typing import Any

import pytest

from candidacy.domain.exchange import Imported, UnknownExchangeFormat, import_resume
from candidacy.domain.exchange.errors import BadExchangeFile
from candidacy.domain.exchange.rendercv.markdown import escaped, linked, plain
from candidacy.domain.resume.json_resume import ResumeTooLarge


def read(text: str) -> Imported:
    return import_resume(text.encode())


def section(title: str, entries: str) -> dict[str, Any]:
    return read(f"cv:\n  name: Ada\n  sections:\n    {title}:\n{entries}").resume.to_json_resume()


CV = """
cv:
  name: Ada Lovelace
  label: Analyst
  location: Oslo, Norway
  email: ada@example.org
  phone: tel:+47-22-00-00-00
  website: https://ada.example/
  social_networks:
    - network: GitHub
      username: ada
  custom_connections:
    - fontawesome_icon: calendar-days
      placeholder: Book a call
      url: https://cal.example/ada
  sections:
    welcome_to_me:
      - I am *really* good.
    Experience:
      - company: Engines
        position: Engineer
        location: Oslo
        start_date: 2019-03
        end_date: present
        highlights:
          - Cut **cost** by 20% with [Airflow](https://airflow.example)
design:
  theme: classic
locale:
  language: english
"""


def test_the_header_and_experience_are_read() -> None:
    imported = read(CV)

    value = imported.resume.to_json_resume()
    assert value["basics"] == {
        "name": "Ada Lovelace",
        "label": "Analyst",
        "email": "ada@example.org",
        "phone": "+47-22-00-00-00",
        "url": "https://ada.example/",
        "location": {"city": "Oslo", "countryCode": "NO"},
        "profiles": [
            {"network": "GitHub", "username": "ada"},
            {"network": "Book a call", "url": "https://cal.example/ada"},
        ],
    }
    assert value["work"] == [
        {
            "name": "Engines",
            "position": "Engineer",
            "location": "Oslo",
            "startDate": "2019-03",
            "highlights": ["Cut cost by 20% with Airflow (https://airflow.example)"],
        }
    ]
    assert value["sections"] == [{"name": "welcome to me", "items": ["I am really good."]}]
    assert imported.lost == ()


@pytest.mark.parametrize(
    ("title", "entry", "name", "expected"),
    [
        (
            "education",
            "institution: UoL, area: Maths, degree: BSc, date: 2011 – 2014, gpa: 1st",
            "education",
            {
                "institution": "UoL",
                "area": "Maths",
                "studyType": "BSc",
                "startDate": "2011",
                "endDate": "2014",
                "score": "1st",
            },
        ),
        (
            "skills",
            "label: Languages, details: 'Python, C (gcc, clang)'",
            "skills",
            {"name": "Languages", "keywords": ["Python", "C (gcc, clang)"]},
        ),
        ("Sprachen", "label: French, details: C1", "languages", {"language": "French", "fluency": "C1"}),
        (
            "publications",
            "title: Notes, authors: [Ada, '***B***'], journal: Taylor, doi: 10.1/x, date: 2016-09",
            "publications",
            {
                "name": "Notes",
                "publisher": "Taylor",
                "releaseDate": "2016-09",
                "url": "https://doi.org/10.1/x",
                "authors": ["Ada", "B"],
            },
        ),
        (
            "projects",
            "name: '[Engine](https://e.example)', date: 2013, summary: Brass",
            "projects",
            {"name": "Engine", "url": "https://e.example", "endDate": "2013", "description": "Brass"},
        ),
        ("certifications", "name: CKA, date: 2022-03", "certificates", {"name": "CKA", "date": "2022-03"}),
        ("selected_honors", "bullet: Prize of 2018", "awards", {"title": "Prize of 2018"}),
        (
            "volunteering",
            "company: RNLI, position: Crew, start_date: 2010-01, end_date: 2011-02",
            "volunteer",
            {"organization": "RNLI", "position": "Crew", "startDate": "2010-01", "endDate": "2011-02"},
        ),
    ],
)
def test_a_section_is_known_by_its_title_and_its_entries(
    title: str, entry: str, name: str, expected: dict[str, Any]
) -> None:
    assert section(title, f"      - {{{entry}}}\n")[name] == [expected]


def test_a_summary_is_the_persons() -> None:
    assert section("summary", "      - One.\n      - Two.\n")["basics"]["summary"] == "One.\nTwo."


def test_a_country_named_no_and_a_date_stay_texts() -> None:
    value = section("experience", "      - {company: NO, position: on, date: 2019-03-21}\n")

    assert value["work"][0] == {"name": "NO", "position": "on", "endDate": "2019-03-21"}


def test_what_is_not_known_is_listed() -> None:
    imported = read("cv:\n  name: Ada\n  photo: me.jpg\n  email: [a@x.example, b@x.example]\n")

    assert {(one.path, one.value) for one in imported.lost} == {
        ("/cv/email/1", "b@x.example"),
        ("/cv/photo", "me.jpg"),
    }


def test_yaml_that_is_none_is_refused_with_its_line() -> None:
    with pytest.raises(BadExchangeFile, match="line 3"):
        read("cv:\n  name: 'Ada\n  x")


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    with pytest.raises(ResumeTooLarge):
        read("cv:\n  name: Ada\n" + "\n".join(lines))


def test_an_alias_to_what_it_stands_in_is_refused() -> None:
    with pytest.raises((ResumeTooLarge, BadExchangeFile)):
        read("cv: &cv\n  name: Ada\n  again: *cv\n")


@pytest.mark.parametrize(
    "text", ["cv:\n  x: " + "[" * 5_000, "cv:\n" + "".join(" " * n + "- \n" for n in range(1, 600))]
)
def test_nesting_without_end_is_refused(text: str) -> None:
    with pytest.raises((ResumeTooLarge, BadExchangeFile, UnknownExchangeFormat)):
        read(text)


def test_tags_make_nothing_but_texts() -> None:
    value = read("cv:\n  name: !!python/object/apply:os.system ['true']\n  label: !!int 3\n").resume

    assert value.basics.label == "3"


@pytest.mark.parametrize("text", ["a *b* c", "x_y_z", "[a](b)", "\\*", "`c`", "***", "2 * 3 * 4"])
def test_escaped_text_reads_as_itself(text: str) -> None:
    assert plain(escaped(text)) == text


def test_marks_are_taken_off() -> None:
    assert plain("**bold** _it_ `code` snake_case 2 * 3") == "bold it code snake_case 2 * 3"
    assert linked("[**T**](https://t.example)") == ("T", "https://t.example")
