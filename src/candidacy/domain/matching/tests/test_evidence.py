from typing import Any

import pytest

from candidacy.domain.matching import RequirementMatch, Status, match, score
from candidacy.domain.matching.formula import EVIDENCE
from candidacy.domain.matching.tests.samples import CV, TAXONOMY, TODAY, asking, cv, posting, profile, sourced
from candidacy.domain.postings import RequirementKind


def _one(line: str, **changes: Any) -> RequirementMatch:
    (found,) = score(cv(**changes), asking(line)).requirements
    return found


def test_the_exact_concept_meets_the_requirement() -> None:
    found = _one("Python")

    assert found.status is Status.MET
    assert found.evidence[0].relation == "exact"


def test_a_special_case_meets_the_general_requirement() -> None:
    found = _one("SQL")

    assert found.status is Status.MET
    assert (found.evidence[0].relation, found.evidence[0].path) == ("narrower", "/work/0/highlights/0")


def test_the_general_case_meets_a_special_requirement_in_part() -> None:
    found = _one("PostgreSQL", work=[], skills=[{"name": "SQL"}], basics={})

    assert found.status is Status.PARTIAL
    assert (found.evidence[0].relation, found.strength) == ("broader", EVIDENCE["broader"])


def test_a_related_concept_is_weak_evidence() -> None:
    found = _one("Django")

    assert found.status is Status.PARTIAL
    assert (found.evidence[0].relation, found.strength) == ("related", EVIDENCE["related"])


def test_any_alternative_is_enough() -> None:
    assert _one("Angular or Vue").status is Status.MET


def test_a_concept_without_a_trace_is_missing() -> None:
    found = _one("Vue")

    assert (found.status, found.strength, found.evidence) == (Status.MISSING, 0.0, ())


def test_a_skill_shown_in_roles_counts_more_than_one_that_is_only_listed() -> None:
    shown = _one("Docker")
    listed = _one("Docker", work=[])

    assert shown.strength > listed.strength >= EVIDENCE["exact_listed"]


def test_words_never_match_inside_other_words() -> None:
    found = _one("Vue", work=[{"position": "Reviewer", "summary": "Wrote revues and previews"}], skills=[])

    assert found.strength == 0.0


def test_every_quote_is_in_the_cv() -> None:
    values = str(CV)

    quotes = [
        e.quote for r in score(cv(), posting()).requirements for e in r.evidence if e.relation != "level"
    ]

    assert quotes
    assert all(quote in values for quote in quotes)


def test_evidence_carries_the_place_on_the_page() -> None:
    found = match(sourced(), asking("SQL").posting, TAXONOMY, today=TODAY)

    assert found.requirements[0].evidence[0].spans == sourced().fields[0].spans


def test_evidence_is_ordered_by_strength() -> None:
    for requirement in score(cv(), posting()).requirements:
        strengths = [e.strength for e in requirement.evidence]
        assert strengths == sorted(strengths, reverse=True)


def test_a_requirement_in_words_is_met_by_the_same_words() -> None:
    found = _one("Services that track parcels")

    assert found.status in (Status.MET, Status.PARTIAL)
    assert found.evidence[0].relation == "wording"


def test_a_requirement_in_words_without_a_trace_is_unknown() -> None:
    assert _one("Juggling with torches").status is Status.UNKNOWN


def test_years_of_overlapping_roles_count_once() -> None:
    role = {"position": "Software developer", "startDate": "2022-11", "endDate": "2024-10"}

    found = _one("4 years of experience in software development", work=[role, role])

    assert found.kind is RequirementKind.EXPERIENCE
    assert found.strength == pytest.approx(0.5)


def test_enough_years_in_the_field_meet_the_requirement() -> None:
    assert _one("5 years of experience in software engineering").status is Status.MET


def test_years_in_another_field_count_in_part() -> None:
    found = _one("5 years of experience in veterinary surgery")

    assert found.strength == EVIDENCE["years_in_other_field"]


def test_without_dates_years_are_unknown() -> None:
    assert _one("5 years of experience", work=[{"position": "Engineer"}]).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("studied", "strength"),
    [
        ("Master of Science", 1.0),
        ("Bachelor of Science", 1.0),
        ("Associate degree", EVIDENCE["degree_one_below"]),
        ("High school diploma", EVIDENCE["degree_lower"]),
        ("Colloquium", EVIDENCE["degree_unclear"]),
    ],
)
def test_degrees_are_compared_by_level(studied: str, strength: float) -> None:
    assert _one("Bachelor's degree", education=[{"studyType": studied}]).strength == strength


def test_a_degree_in_another_field_counts_in_part() -> None:
    found = _one(
        "Bachelor's degree in computer science",
        education=[{"studyType": "Bachelor", "area": "Jurisprudence"}],
    )

    assert found.strength == EVIDENCE["degree_other_field"]


def test_an_unfinished_degree_counts_as_the_level_below() -> None:
    found = _one(
        "Bachelor's degree", education=[{"studyType": "Bachelor", "area": "Jurisprudence (incomplete)"}]
    )

    assert found.strength == EVIDENCE["degree_one_below"]


def test_years_of_work_stand_in_for_a_degree_where_the_posting_says_so() -> None:
    assert (
        _one("Bachelor's degree or equivalent experience", education=[]).strength
        == EVIDENCE["instead_of_degree"]
    )
    assert _one("Bachelor's degree", education=[]).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("fluency", "strength"),
    [
        ("Native", 1.0),
        ("C1", 1.0),
        ("B2", EVIDENCE["level_one_below"]),
        ("B1", EVIDENCE["level_two_below"]),
        ("A1", 0.0),
    ],
)
def test_languages_are_compared_by_level(fluency: str, strength: float) -> None:
    found = _one("Fluent German", languages=[{"language": "German", "fluency": fluency}])

    assert found.strength == strength


def test_a_language_without_a_level_counts_in_part() -> None:
    assert _one("Fluent German", languages=[{"language": "Deutsch"}]).strength == EVIDENCE["level_unstated"]


def test_a_cv_without_languages_leaves_the_language_unknown() -> None:
    assert _one("Fluent German", languages=[]).status is Status.UNKNOWN


def test_a_licence_is_found_among_the_certificates() -> None:
    found = _one("Driving licence")

    assert (found.kind, found.status, found.evidence[0].path) == (
        RequirementKind.LICENCE,
        Status.MET,
        "/certificates/0/name",
    )


def test_a_place_of_work_is_shown_and_never_counted() -> None:
    here = posting("Engineer\nLocation: Utrecht\n\nRequirements\n- Python")
    work = [{"position": "Engineer", "location": "Utrecht", "summary": "Python"}]

    place = score(cv(work=work), here).requirements[-1]

    assert (place.kind, place.weight, place.gain) == (RequirementKind.LOCATION, 0.0, 0.0)
    assert place.evidence[0].quote == "Utrecht"


def test_an_empty_cv_meets_nothing() -> None:
    found = score(profile({}), posting())

    assert found.score == 0.0
    assert all(not r.evidence for r in found.requirements)


def test_a_line_is_quoted_once_for_a_requirement() -> None:
    for requirement in score(cv(), posting()).requirements:
        quoted = [(e.path, e.quote) for e in requirement.evidence]
        assert len(quoted) == len(set(quoted))
