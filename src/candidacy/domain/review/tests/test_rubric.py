import pytest
from pydantic import ValidationError

from candidacy.domain.review import UnknownRubric, industries, parse_rubric, rubric
from candidacy.domain.review.checks import CHECKS
from candidacy.domain.review.industries import proof_kinds

GOOD = """
name: tiny
version: 2
groups: {contact: Contact}
criteria:
  - {id: no_name, group: contact, max: 2, check: name, title: A name, fix: Add it.}
"""


def test_a_rubric_is_read_from_yaml() -> None:
    assert parse_rubric(GOOD).id == "tiny-2"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("check: name", "check: aura", "no check 'aura'"),
        ("check: name", "check: name, params: {colour: 3}", "colour"),
        ("max: 2", "max: 0", "greater than 0"),
        ("group: contact, max", "group: fame, max", "groups"),
        ("fix: Add it.", "fix: Add it., extra: 1", "extra"),
        ("id: no_name", "id: No Name", "pattern"),
    ],
)
def test_a_rubric_that_is_wrong_is_refused_with_what_is_wrong(old: str, new: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        parse_rubric(GOOD.replace(old, new))


def test_two_criteria_of_one_id_are_refused() -> None:
    line = GOOD.strip().splitlines()[-1]

    with pytest.raises(ValidationError, match="same id"):
        parse_rubric(GOOD + line)


@pytest.mark.parametrize("name", ["general-9", "../industries", ""])
def test_a_rubric_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(UnknownRubric):
        rubric(name)


def test_the_shipped_rubric_has_a_hundred_points() -> None:
    assert rubric().total == 100


def test_every_check_is_used_by_the_shipped_rubric() -> None:
    assert {c.check for c in rubric().criteria} == CHECKS.keys()


def test_general_is_the_first_of_the_industries() -> None:
    assert next(iter(industries())) == "general"


def test_industries_ask_only_for_known_kinds_of_proof() -> None:
    assert {kind for i in industries().values() for kind in i.evidence} <= proof_kinds().keys()
