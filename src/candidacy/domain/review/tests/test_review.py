from dataclasses import replace

import pytest

from candidacy.domain.postings.schema import Importance, Posting, Requirement, RequirementKind
from candidacy.domain.resume import SourcedResume
from candidacy.domain.review import FindingStatus, UnknownIndustry, industries, review, rubric
from candidacy.domain.review.tests.factories import (
    LOST,
    SOUND,
    TODAY,
    changed,
    document,
    finding,
    reviewed,
    sourced,
)
from candidacy.domain.skills import Concept, ConceptKind, Taxonomy

POOR = changed(
    "basics", "summary", to="Hardworking team player and go-getter with a managment focus, I think."
)


def test_the_same_cv_gets_the_same_review_a_hundred_times() -> None:
    first = reviewed(POOR).model_dump_json()

    assert all(reviewed(POOR).model_dump_json() == first for _ in range(99))


def test_the_overall_score_is_the_points_earned_of_all_points() -> None:
    result = reviewed(POOR)

    assert result.overall_score == round(sum(f.points for f in result.findings), 1)


def test_the_gains_are_what_is_missing_to_a_hundred() -> None:
    result = reviewed(POOR)

    assert sum(f.gain for f in result.findings) == pytest.approx(100 - result.overall_score, abs=0.1)


def test_each_group_has_its_own_score() -> None:
    result = reviewed(POOR)

    assert list(result.scores) == list(rubric().groups)
    assert result.scores["contact"] == 100
    assert result.scores["content"] < 100


def test_recommendations_come_largest_gain_first() -> None:
    gains = [r.gain for r in reviewed(POOR).recommendations]

    assert gains == sorted(gains, reverse=True)
    assert gains


def test_what_is_met_is_said_as_a_strength_and_what_is_lost_as_a_weakness() -> None:
    result = reviewed(POOR)

    assert "Your experience is laid out role by role." in result.strengths
    assert "Spelling" in result.weaknesses


def test_no_fix_is_left_with_a_brace() -> None:
    empty = reviewed({})

    assert all("{" not in (f.fix or "") for f in (*empty.findings, *reviewed(POOR).findings))


def test_an_empty_cv_scores_almost_nothing() -> None:
    assert reviewed({}).overall_score < 10


def test_what_the_cv_does_not_say_is_unknown_and_earns_nothing() -> None:
    found = finding(changed("work", to=[]), "gap")

    assert found.status is FindingStatus.UNKNOWN
    assert (found.points, found.max) == (0, 2.5)


def test_what_cannot_be_looked_at_is_unknown_and_earns_half() -> None:
    found = finding(SOUND, "hidden_text")

    assert found.status is FindingStatus.UNKNOWN
    assert found.points == found.max / 2


@pytest.mark.parametrize("section", ["work", "education", "skills"])
def test_leaving_a_section_out_never_pays(section: str) -> None:
    assert reviewed(changed(section, to=[])).overall_score < reviewed(SOUND).overall_score


def test_who_the_person_is_changes_nothing() -> None:
    other = changed("basics", "name", to="Chukwuemeka Okafor")
    other["basics"]["email"] = "c.okafor@example.org"

    assert reviewed(other).overall_score == reviewed(SOUND).overall_score


def test_another_language_is_not_held_to_english_spelling() -> None:
    german = changed(
        "basics",
        "summary",
        to="Betriebsleiterin mit acht Jahren Erfahrung in der Logistik von Lebensmitteln und Lagern.",
    )
    for role in german["work"]:
        role["highlights"] = [
            "Leitete das Lager mit 34 Mitarbeitern und senkte die Kosten",
            "Schulte 20 neue Kollegen",
        ]

    assert finding(german, "spelling").status is FindingStatus.UNKNOWN
    assert finding(german, "weak_verbs").status not in LOST


def test_weak_openings_are_known_in_german_when_the_document_is() -> None:
    german = {"work": [{"name": "Lager", "highlights": ["Verantwortlich für das Lager mit 34 Mitarbeitern"]}]}
    doc = replace(document("Verantwortlich für das Lager mit 34 Mitarbeitern"), language="de")

    result = review(sourced(german, doc), doc, today=TODAY)

    assert finding(result, "weak_verbs").evidence[0].quote == "Verantwortlich für"


@pytest.mark.parametrize("industry", industries())
def test_every_industry_can_be_reviewed_for(industry: str) -> None:
    result = reviewed(SOUND, industry=industry)

    assert result.industry == industry
    assert 0 <= result.scores["industry"] <= 100


def test_an_unknown_industry_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownIndustry, match="strategy_consulting"):
        reviewed(SOUND, industry="piracy")


def posting(*skills: str) -> Posting:
    requirements = tuple(
        Requirement(
            text=s, kind=RequirementKind.SKILL, importance=Importance.MUST, skill_uris=(f"x:{s.lower()}",)
        )
        for s in skills
    )
    return Posting(text=", ".join(skills), requirements=requirements)


def test_what_the_posting_asks_for_and_the_cv_lacks_is_named() -> None:
    found = finding(SOUND, "industry_terms", posting=posting("Warehouse system", "Customs law"))

    assert found.status is FindingStatus.PARTIAL
    assert found.fix is not None
    assert "Customs law" in found.fix
    assert "Warehouse system" not in found.fix


def test_a_taxonomy_knows_a_skill_under_its_other_names() -> None:
    taxonomy = Taxonomy(
        [Concept("x:personnel", "Personnel", ConceptKind.KNOWLEDGE, aliases=("Food logistics",))]
    )

    without = finding(SOUND, "industry_terms", posting=posting("Personnel"))
    found = finding(SOUND, "industry_terms", posting=posting("Personnel"), taxonomy=taxonomy)

    assert without.status in LOST
    assert found.status is FindingStatus.MET


def test_a_resume_without_a_document_has_no_spans() -> None:
    assert all(not q.spans for f in reviewed(POOR).findings for q in f.evidence)


def test_the_resume_is_left_as_it_was() -> None:
    resume = SourcedResume.model_validate({"resume": SOUND})
    before = resume.model_dump_json()

    review(resume, None, today=TODAY)

    assert resume.model_dump_json() == before
