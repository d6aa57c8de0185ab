"""Headings by their wording, the employer below the title, and soft skills that are no condition."""

import pytest

from candidacy.domain.postings import Importance, RequirementKind, read_posting
from candidacy.domain.postings.headings import SectionKind
from candidacy.domain.postings.sections import heading_kind
from candidacy.domain.skills.seed import load_seed


@pytest.mark.parametrize(
    "line",
    [
        "What we ask for",
        "What we're looking for in you",
        "What you should bring",
        "What our client is looking for",
        "Was wir uns wünschen",
        "Das erwarten wir von Ihnen",
        "Ce que nous attendons de vous",
        "Lo que buscamos en ti",
        "O que procuramos em ti",
        "Wat we van je vragen",
    ],
)
def test_a_heading_that_asks_opens_requirements(line: str) -> None:
    assert heading_kind(line) is SectionKind.REQUIREMENTS


@pytest.mark.parametrize(
    "line", ["What you'll get from us", "What we give you", "Das bekommen Sie", "Wat wij je bieden"]
)
def test_a_heading_that_offers_opens_benefits(line: str) -> None:
    assert heading_kind(line) is SectionKind.BENEFITS


@pytest.mark.parametrize(
    "line",
    ["What we do here matters to many people.", "Who are the people that you will work with every day?"],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    assert heading_kind(line) is not SectionKind.REQUIREMENTS


@pytest.mark.parametrize(
    ("head", "organization"),
    [
        ("Backend Developer\nAcme Robotics GmbH", "Acme Robotics GmbH"),
        ("Senior Nurse\nSt. Mary Hospital", "St. Mary Hospital"),
        ("Data Analyst\n\nFoo Analytics Ltd | Leeds", "Foo Analytics Ltd"),
        ("Data Analyst at Foo Inc", "Foo Inc"),
        ("Data Analyst\nFull-time, remote", None),
        ("Data Analyst\nWe are a leading software company in Leeds", None),
    ],
)
def test_the_employer_is_read_below_the_title(head: str, organization: str | None) -> None:
    found = read_posting(f"{head}\n\nRequirements\n- SQL", load_seed())

    assert found.organization == organization
    assert found.title in {"Backend Developer", "Senior Nurse", "Data Analyst"}


def test_soft_skills_are_wishes_unless_they_are_said_to_be_conditions() -> None:
    text = "Clerk\n\nRequirements\n- Team player\n- Excellent communication is essential\n- SQL"

    found = {r.text: r.importance for r in read_posting(text, load_seed()).requirements}

    assert found["Team player"] is Importance.NICE
    assert found["SQL"] is Importance.MUST
    assert next(i for t, i in found.items() if "ommunication" in t) is Importance.MUST


def test_the_employer_is_no_requirement() -> None:
    found = read_posting("Backend Developer\nAcme Software GmbH\n\nRequirements\n- Python", load_seed())

    assert [r.text for r in found.requirements if r.kind is RequirementKind.SKILL] == ["Python"]
