import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidacy.domain.postings import Importance, Posting, Requirement, RequirementKind, read_posting
from candidacy.domain.postings.errors import EmptyPosting, PostingTooLong
from candidacy.domain.postings.tests import samples
from candidacy.domain.skills.concepts import Concept, ConceptKind
from candidacy.domain.skills.taxonomy import Taxonomy

MUST, NICE = Importance.MUST, Importance.NICE


def _taxonomy() -> Taxonomy:
    names = (
        "Python",
        "SQL",
        "Docker",
        "React",
        "Vue",
        "Kubernetes",
        "Kotlin",
        "Java",
        "Rust",
        "HubSpot",
        "SAP",
    )
    knowledge = [Concept(f"t:{n.lower()}", n, ConceptKind.KNOWLEDGE) for n in names]
    return Taxonomy(
        [
            *knowledge,
            Concept("t:cs", "Computer science", ConceptKind.KNOWLEDGE),
            Concept("t:analytics", "Google Analytics", ConceptKind.KNOWLEDGE),
            Concept("t:marketing", "Digital marketing", ConceptKind.SKILL),
            Concept("t:rn", "Registered nurse licence", ConceptKind.QUALIFICATION),
            Concept("t:backend-engineer", "Backend engineer", ConceptKind.OCCUPATION),
        ]
    )


def _read(text: str) -> Posting:
    return read_posting(text, _taxonomy())


def _of(posting: Posting, kind: RequirementKind) -> list[Requirement]:
    return [r for r in posting.requirements if r.kind is kind]


def _skills(posting: Posting) -> dict[tuple[str, ...], Importance]:
    return {r.skill_uris: r.importance for r in _of(posting, RequirementKind.SKILL) if r.skill_uris}


def test_an_enumeration_asks_for_each_skill() -> None:
    skills = _skills(_read(samples.SOFTWARE))

    assert skills[("t:python",)] is MUST
    assert skills[("t:sql",)] is MUST
    assert skills[("t:docker",)] is MUST


def test_skills_joined_by_or_are_one_requirement() -> None:
    assert ("t:react", "t:vue") in _skills(_read(samples.SOFTWARE))


@pytest.mark.parametrize(
    "wording",
    [
        "Python, Java or Rust",
        "one of: Python, Java, Rust",
        "languages such as Python, Java and Rust",
        "e.g. Python, Java, Rust",
    ],
)
def test_a_list_that_offers_a_choice_is_one_requirement(wording: str) -> None:
    posting = _read(f"Developer\n\nRequirements\n- Experience with {wording}")

    assert list(_skills(posting)) == [("t:python", "t:java", "t:rust")]


def test_a_slash_joins_alternatives() -> None:
    assert list(_skills(_read("Developer\n\nRequirements\n- React/Vue"))) == [("t:react", "t:vue")]


def test_preferred_makes_a_wish_within_the_requirements() -> None:
    assert _skills(_read(samples.SOFTWARE))[("t:kubernetes",)] is NICE


def test_a_wish_reaches_only_its_own_clause() -> None:
    skills = _skills(_read("Developer\n\nRequirements\n- Python is required, knowledge of Docker is a plus"))

    assert skills == {("t:python",): MUST, ("t:docker",): NICE}


def test_benefits_company_equal_opportunity_and_applying_are_never_requirements() -> None:
    found = {uri for uris in _skills(_read(samples.SOFTWARE)) for uri in uris}

    assert found.isdisjoint({"t:kotlin", "t:java", "t:rust"})


def test_years_of_experience_are_read() -> None:
    experience = _of(_read(samples.SOFTWARE), RequirementKind.EXPERIENCE)

    assert [(r.years, r.importance) for r in experience] == [(5.0, MUST)]


def test_a_degree_has_its_level_and_fields() -> None:
    education = _of(_read(samples.SOFTWARE), RequirementKind.EDUCATION)

    assert [(r.level, r.skill_uris) for r in education] == [("bachelor", ("t:cs",))]


def test_languages_have_code_level_and_importance() -> None:
    languages = _of(_read(samples.SOFTWARE), RequirementKind.LANGUAGE)

    assert [(r.languages, r.level, r.importance) for r in languages] == [
        (("en",), "C1", MUST),
        (("nl",), None, NICE),
    ]


def test_duties_are_kept_in_their_own_words() -> None:
    duties = [r.text for r in _of(_read(samples.SOFTWARE), RequirementKind.DUTY)]

    assert duties == [
        "Design and build services that track two million parcels a day",
        "Review code and mentor two younger colleagues",
    ]


def test_title_employer_place_and_terms_are_read() -> None:
    posting = _read(samples.SOFTWARE)

    assert posting.title == "Senior Backend Engineer"
    assert posting.organization == "Northwind Labs"
    assert posting.location == "Utrecht, Netherlands"
    assert posting.employment_type == "FULL_TIME"
    assert posting.date_posted == "2026-10-03"
    assert posting.language == "en"
    assert posting.occupation_uri == "t:backend-engineer"


@pytest.mark.parametrize(
    "text",
    [getattr(samples, name) for name in dir(samples) if name.isupper()],
)
def test_each_requirement_points_at_its_wording(text: str) -> None:
    posting = _read(text)

    assert posting.requirements
    for requirement in posting.requirements:
        assert posting.text[requirement.start : requirement.end] == requirement.text


def test_a_licence_and_a_wish_of_a_hospital_are_read() -> None:
    posting = _read(samples.NURSE)

    assert [r.skill_uris for r in _of(posting, RequirementKind.LICENCE)] == [("t:rn",)]
    assert [(r.level, r.importance) for r in _of(posting, RequirementKind.EDUCATION)] == [("master", NICE)]
    assert [(r.languages, r.level, r.importance) for r in _of(posting, RequirementKind.LANGUAGE)] == [
        (("es",), "B1", NICE)
    ]
    assert [r.years for r in _of(posting, RequirementKind.EXPERIENCE)] == [3.0]


def test_a_german_posting_is_read() -> None:
    posting = _read(samples.ACCOUNTANT_DE)

    assert posting.title == "Bilanzbuchhalter"
    assert posting.language == "de"
    assert [r.level for r in _of(posting, RequirementKind.EDUCATION)] == ["vocational"]
    assert [r.years for r in _of(posting, RequirementKind.EXPERIENCE)] == [4.0]
    assert [(r.languages, r.level, r.importance) for r in _of(posting, RequirementKind.LANGUAGE)] == [
        (("de",), "C1", MUST),
        (("en",), None, NICE),
    ]
    assert len(_of(posting, RequirementKind.DUTY)) == 2
    assert ("t:sap",) not in _skills(posting)


def test_a_french_posting_is_read() -> None:
    posting = _read(samples.COOK_FR)

    assert [(r.level, r.importance) for r in _of(posting, RequirementKind.EDUCATION)] == [
        ("vocational", MUST)
    ]
    assert [r.years for r in _of(posting, RequirementKind.EXPERIENCE)] == [2.0]
    assert [r.importance for r in _of(posting, RequirementKind.LICENCE)] == [NICE]


def test_a_spanish_posting_is_read() -> None:
    posting = _read(samples.DRIVER_ES)

    assert [r.importance for r in _of(posting, RequirementKind.LICENCE)] == [MUST]
    assert [r.years for r in _of(posting, RequirementKind.EXPERIENCE)] == [2.0]
    assert [(r.languages, r.level, r.importance) for r in _of(posting, RequirementKind.LANGUAGE)] == [
        (("en",), "A2", NICE)
    ]


def test_a_portuguese_posting_is_read() -> None:
    posting = _read(samples.ANALYST_PT)

    assert [r.level for r in _of(posting, RequirementKind.EDUCATION)] == ["bachelor"]
    assert [(r.years, r.skill_uris) for r in _of(posting, RequirementKind.EXPERIENCE)] == [(3.0, ("t:sql",))]
    assert _skills(posting) == {("t:sql",): MUST, ("t:python",): NICE}


def test_a_dutch_posting_is_read() -> None:
    posting = _read(samples.WAREHOUSE_NL)

    assert [r.years for r in _of(posting, RequirementKind.EXPERIENCE)] == [1.0]
    assert [r.importance for r in _of(posting, RequirementKind.LICENCE)] == [NICE]
    assert [r.languages for r in _of(posting, RequirementKind.LANGUAGE)] == [("nl",)]


def test_one_paragraph_without_headings_is_read() -> None:
    posting = _read(samples.ONE_PARAGRAPH)

    assert posting.title == "Marketing Manager"
    assert [r.years for r in _of(posting, RequirementKind.EXPERIENCE)] == [4.0]
    assert [r.level for r in _of(posting, RequirementKind.EDUCATION)] == ["bachelor"]
    assert _skills(posting) == {("t:marketing",): MUST, ("t:analytics",): MUST, ("t:hubspot",): NICE}
    assert [r.text for r in _of(posting, RequirementKind.DUTY)] == [
        "You will be responsible for planning campaigns and leading two juniors."
    ]


def test_a_skill_that_the_taxonomy_lacks_is_kept_in_words() -> None:
    posting = _read("Beekeeper\n\nRequirements\n- Handling of swarms in cities")

    assert [(r.kind, r.text, r.skill_uris) for r in posting.requirements] == [
        (RequirementKind.SKILL, "Handling of swarms in cities", ())
    ]


def test_what_is_not_required_is_no_requirement() -> None:
    assert _read("Clerk\n\nRequirements\n- No experience with SAP is required").requirements == ()


def test_the_same_skill_twice_counts_once_as_a_must() -> None:
    posting = _read("Developer\n\nNice to have\n- Python\n\nRequirements\n- Python")

    assert _skills(posting) == {("t:python",): MUST}
    assert len(posting.requirements) == 1


def test_headings_in_text_without_line_breaks_are_found() -> None:
    text = (
        "Developer. "
        + "We make maps for walkers. " * 20
        + "Required Skills Python Docker What We Offer Java courses and fruit"
    )

    assert {u for uris in _skills(_read(text)) for u in uris} == {"t:python", "t:docker"}


def test_a_posting_without_words_is_refused() -> None:
    with pytest.raises(EmptyPosting):
        _read(" \n--- \u200b")


def test_an_endless_posting_is_refused() -> None:
    with pytest.raises(PostingTooLong):
        _read("word " * 50_000)


@pytest.mark.parametrize(
    "text", ["Python, " * 4000, "word " * 8000, "(" * 9000 + "a", "A" * 9000, "1. " * 4000 + "a"]
)
def test_a_sentence_without_end_is_cut_into_parts(text: str) -> None:
    posting = _read("Developer\n\nRequirements\n" + text)

    assert all(r.end - r.start <= 1500 for r in posting.requirements)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        posting = _read(text)
    except EmptyPosting:
        return
    assert all(posting.text[r.start : r.end] == r.text for r in posting.requirements)
