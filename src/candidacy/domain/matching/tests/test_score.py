import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candidacy.domain.matching import Band, Match, rank_cvs, rank_postings, score
from candidacy.domain.matching.formula import COMPONENTS, FORMULA, band_of
from candidacy.domain.matching.tests.samples import CV, POSTING, asking, cv, matched, posting, profile
from candidacy.domain.postings import Requirement

LINES = (
    "Python",
    "Angular or Vue",
    "SQL, Docker",
    "5 years of experience",
    "Bachelor's degree",
    "Fluent German",
    "Driving licence",
    "Juggling with torches",
    "Django is a plus",
)


def _recomputed(found: Match) -> float:
    return round(sum(c.weight * c.score for c in found.components), 1)


@settings(max_examples=60, deadline=None)
@given(
    lines=st.lists(st.sampled_from(LINES), max_size=6, unique=True),
    left_out=st.lists(st.sampled_from(sorted(CV)), unique=True),
)
def test_the_score_recomputes_from_its_components(lines: list[str], left_out: list[str]) -> None:
    value = {k: v for k, v in CV.items() if k not in left_out}

    found = Match.model_validate_json(score(profile(value), asking(*lines)).model_dump_json())

    assert found.score == _recomputed(found)
    assert sum(c.weight for c in found.components) == pytest.approx(1.0)
    assert found.band is band_of(found.score)
    assert found.formula == FORMULA


def test_the_shares_of_the_formula_add_up_to_one() -> None:
    assert sum(COMPONENTS.values()) == pytest.approx(1.0)


def test_a_component_that_the_posting_is_silent_about_has_no_weight() -> None:
    weights = {c.name: c.weight for c in score(cv(), asking("Python")).components}

    assert weights["languages"] == weights["education"] == weights["experience"] == weights["duties"] == 0.0
    assert weights["must_haves"] > 0


def test_a_posting_that_asks_for_nothing_scores_by_title_and_wording_alone() -> None:
    found = score(cv(), posting("Zookeeper"))

    assert found.score == 0.0
    assert found.requirements == ()


@pytest.mark.parametrize("section", ["work", "education", "skills", "languages", "certificates"])
def test_leaving_a_section_out_never_raises_the_score_by_a_requirement(section: str) -> None:
    full = {r.text: r.strength for r in matched().requirements}
    less = {r.text: r.strength for r in matched({k: v for k, v in CV.items() if k != section}).requirements}

    assert all(less[text] <= full[text] + 0.05 for text in full)


def test_an_honest_low_level_is_never_worse_than_silence() -> None:
    def with_languages(*languages: dict[str, str]) -> float:
        return score(cv(languages=list(languages)), asking("Fluent German", "Python")).score

    assert with_languages({"language": "German", "fluency": "A2"}) >= with_languages()


def test_the_gain_is_what_meeting_the_requirement_adds() -> None:
    before = score(cv(), asking("Python", "Vue", "Docker"))
    (vue,) = (r for r in before.requirements if r.text == "Vue")

    components = {c.name: c for c in before.components}
    strengths = {r.text: (1.0 if r.text == "Vue" else r.strength, r.weight) for r in before.requirements}
    better = 100 * sum(s * w for s, w in strengths.values()) / sum(w for _, w in strengths.values())
    must = components["must_haves"]
    expected = _recomputed(before) + must.weight * (better - must.score)
    assert vue.gain == pytest.approx(expected - before.score, abs=0.1)
    assert all(r.gain == 0 for r in before.requirements if r.strength == 1.0)


def test_a_requirement_with_weight_zero_is_left_out_of_the_score() -> None:
    base = asking("Python", "Vue").posting
    muted = base.model_copy(update={"requirements": tuple(_muted(r) for r in base.requirements)})

    with_vue = score(cv(), asking("Python", "Vue"))
    without = score(cv(), _prepared(muted))

    assert without.score > with_vue.score
    assert [r.gain for r in without.requirements if r.text == "Vue"] == [0.0]


def _muted(requirement: Requirement) -> Requirement:
    return requirement.model_copy(update={"weight": 0.0 if requirement.text == "Vue" else 1.0})


def _prepared(value: Any) -> Any:
    from candidacy.domain.matching import prepare_posting
    from candidacy.domain.matching.tests.samples import TAXONOMY

    return prepare_posting(value, TAXONOMY)


@pytest.mark.parametrize(
    ("number", "band"),
    [
        (0, Band.POOR),
        (29.9, Band.POOR),
        (30, Band.WEAK),
        (50, Band.FAIR),
        (65, Band.GOOD),
        (80, Band.STRONG),
        (100, Band.STRONG),
    ],
)
def test_bands_have_their_limits(number: float, band: Band) -> None:
    assert band_of(number) is band


def test_the_closer_cv_scores_higher() -> None:
    lawyer = {
        "basics": {"label": "Lawyer"},
        "work": [
            {"position": "Lawyer", "startDate": "2015-01", "highlights": ["Advised banks on contracts"]}
        ],
        "education": [{"studyType": "Master", "area": "Jurisprudence"}],
    }

    assert matched().score > matched(lawyer).score + 30


def test_a_junior_scores_less_for_a_senior_title() -> None:
    def titled(position: str) -> float:
        work = [{**CV["work"][0], "position": position}]
        return score(cv(work=work, basics={}), posting()).score

    assert titled("Senior Backend Engineer") > titled("Junior Backend Engineer")


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Python Docker-Vue"},
        {"name": "Mohammed Al-Farsi", "image": "https://example.org/m.png"},
        {"email": "vue.angular@django.example"},
        {"phone": "+1 415 555 0142"},
        {"location": {"address": "Vue Street", "city": "Django", "region": "Docker", "countryCode": "FR"}},
        {
            "age": 63,
            "gender": "female",
            "nationality": "Vue",
            "maritalStatus": "married",
            "birthDate": "1961-02-03",
        },
    ],
)
def test_who_the_person_is_changes_no_digit(other: dict[str, Any]) -> None:
    changed = copy.deepcopy(CV)
    changed["basics"] |= other

    assert matched(changed) == matched()


def test_a_name_in_free_text_changes_no_score() -> None:
    def introduced(name: str) -> Match:
        value = copy.deepcopy(CV)
        value["basics"] |= {
            "name": name,
            "summary": f"{name} builds services in Python. Nationality: Vue. Age: 35.",
        }
        return matched(value)

    assert introduced("Ada Example").score == introduced("Ngozi Vue-Docker").score


def test_employer_school_referees_and_pastimes_do_not_count() -> None:
    value = copy.deepcopy(CV)
    value["work"][0]["name"] = "Vue Django"
    value["education"][0]["institution"] = "Django University"
    value["references"] = [{"name": "Vue", "reference": "Knows Vue and Django"}]
    value["interests"] = [{"name": "Vue"}]

    assert matched(value) == matched()


def test_both_directions_give_the_same_number() -> None:
    person, job = cv(), posting()

    ((_, one),) = rank_cvs(job, [("cv", person)])
    ((_, other),) = rank_postings(person, [("job", job)])

    assert one == other == score(person, job)


def test_a_ranking_is_by_the_score_shown_and_then_by_id() -> None:
    people = [("b", cv()), ("a", cv()), ("z", profile({})), ("c", cv(skills=[]))]

    ranked = rank_cvs(posting(), people)

    assert [(-r.match.score, r.id) for r in ranked] == sorted((-r.match.score, r.id) for r in ranked)
    assert ranked[-1].id == "z"


def test_the_order_given_does_not_change_the_ranking() -> None:
    people = [(str(i), cv(skills=[]) if i % 2 else cv()) for i in range(6)]

    assert rank_cvs(posting(), people) == rank_cvs(posting(), reversed(people))


def test_a_hundred_runs_give_one_answer() -> None:
    answers = {matched().model_dump_json() for _ in range(100)}

    assert len(answers) == 1


def test_a_language_without_taxonomy_or_headings_is_ranked_by_wording() -> None:
    text = "Bucătar. Căutăm bucătar pentru restaurant. Prepararea mâncărurilor tradiționale în bucătărie."
    cooking = "Am preparat mâncăruri tradiționale în bucătăria unui restaurant"
    cook = {"work": [{"position": "Bucătar", "highlights": [cooking]}]}
    driver = {"work": [{"position": "Șofer", "highlights": ["Transport de mărfuri în Europa"]}]}

    assert matched(cook, text).score > matched(driver, text).score


def test_the_sample_posting_is_the_one_that_is_tested() -> None:
    assert {r.kind.value for r in posting(POSTING).posting.requirements} == {
        "skill", "experience", "education", "language", "licence", "duty",
    }  # fmt: skip
