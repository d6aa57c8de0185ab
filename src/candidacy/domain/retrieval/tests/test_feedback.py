from candidacy.domain.matching.tests.samples import cv, profile
from candidacy.domain.retrieval import traits_of
from candidacy.domain.retrieval.feedback import MOST, likeness_of
from candidacy.domain.retrieval.tests.samples import people

ENGINEER = traits_of(cv()).keys
COOK = traits_of(profile({"work": [{"position": "Cook", "highlights": ["Cooked soups"]}]})).keys


def test_a_cv_like_a_relevant_one_rises_and_one_like_an_unwanted_one_falls() -> None:
    like = likeness_of([ENGINEER], [COOK])

    assert like is not None
    assert like.of(ENGINEER) > 0 > like.of(COOK)


def test_feedback_stays_within_its_bounds() -> None:
    keys = [traits_of(p).keys for p in people(40).values()]

    like = likeness_of(keys[:5], keys[5:9])

    assert like is not None
    assert all(-MOST <= like.of(one) <= MOST for one in keys)


def test_no_feedback_moves_nobody() -> None:
    assert likeness_of([], []) is None


def test_a_cv_without_skills_is_not_moved() -> None:
    like = likeness_of([ENGINEER], [])

    assert like is not None
    assert like.of(b"") == 0.0


def test_the_order_in_which_cvs_were_judged_changes_nothing() -> None:
    keys = [traits_of(p).keys for p in people(6).values()]

    one, other = likeness_of(keys, []), likeness_of(keys[::-1], [])

    assert one is not None
    assert other is not None
    assert [one.of(k) for k in keys] == [other.of(k) for k in keys]
