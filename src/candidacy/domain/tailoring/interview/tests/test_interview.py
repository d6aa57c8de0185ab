import pytest

from candidacy.domain.matching import Status
from candidacy.domain.tailoring.interview import (
    Chapter,
    Preparation,
    UnknownInterviewLanguage,
    interview,
    interview_languages,
)
from candidacy.domain.tailoring.tests.samples import CV, FACTS, TAXONOMY, TODAY, cv, posting

ASKED = """Python Developer

Requirements
- Python
- REST APIs
- Terraform
- English
- 3 years of experience
"""


def prepared(value: object = None, language: str = "en", text: str = ASKED) -> Preparation:
    return interview(cv(value), posting(text), TAXONOMY, today=TODAY, language=language)  # type: ignore[arg-type]


def chapter(found: Preparation, name: str) -> Chapter:
    return next(one for one in found.chapters if one.name == name)


def test_tail_013_each_question_rests_on_the_persons_own_lines() -> None:
    shown = chapter(prepared(), "requirements").questions

    assert {q.about for q in shown} >= {"Python", "REST APIs"}
    assert all(FACTS.at(s.path) == s.quote for q in shown for s in q.sources)


def test_tail_013_a_line_becomes_situation_task_action_and_result() -> None:
    question = next(q for q in chapter(prepared(), "requirements").questions if q.about == "Python")

    situation, task, action, more, result = question.prompts
    assert "Software Engineer, Harbour Systems" in situation
    assert task.startswith("Task")
    assert "Built a Python service" in action
    assert "step by step" in more
    assert "40%" in result


def test_a_line_without_a_figure_asks_what_came_of_it() -> None:
    value = {**CV, "work": [{**CV["work"][0], "highlights": ["Built services in Python"]}]}
    question = next(q for q in chapter(prepared(value), "requirements").questions if q.about == "Python")

    assert "names none" in question.prompts[-1]


def test_tail_013_a_gap_is_told_truthfully_and_claims_nothing() -> None:
    gap = next(q for q in chapter(prepared(), "gaps").questions if q.about == "Terraform")

    assert gap.status is not Status.MET
    assert "not worked with this" in gap.prompts[0]
    assert "learn it" in gap.prompts[-1]


@pytest.mark.parametrize("language", interview_languages())
def test_tail_013_it_is_there_in_every_language(language: str) -> None:
    found = prepared(language=language)

    assert [c.name for c in found.chapters] == ["requirements", "gaps", "person", "ask"]
    assert not any("{" in text for c in found.chapters for q in c.questions for text in (q.text, *q.prompts))


def test_a_language_without_questions_is_refused() -> None:
    with pytest.raises(UnknownInterviewLanguage):
        prepared(language="tlh")


def test_time_between_two_jobs_is_asked_about() -> None:
    work = [
        {"name": "B", "position": "B", "startDate": "2022-05"},
        {"name": "A", "position": "A", "startDate": "2018-01", "endDate": "2021-02"},
    ]
    texts = [q.text for q in chapter(prepared({**CV, "work": work}), "person").questions]

    assert "What did you do between 2021-02 and 2022-05?" in texts


def test_jobs_that_follow_each_other_are_not_asked_about() -> None:
    work = [
        {"name": "B", "position": "B", "startDate": "2021-03"},
        {"name": "A", "position": "A", "startDate": "2018-01", "endDate": "2021-02"},
    ]
    texts = [q.text for q in chapter(prepared({**CV, "work": work}), "person").questions]

    assert not any("between" in text for text in texts)


def test_a_cv_that_shows_nothing_still_has_something_to_prepare() -> None:
    found = prepared({"basics": {"name": "Ada"}})

    assert [c.name for c in found.chapters] == ["gaps", "person", "ask"]
