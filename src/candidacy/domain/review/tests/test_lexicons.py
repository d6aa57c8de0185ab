"""The words of the lexicons that findings say."""

from candidacy.domain.review.lexicon import PERSONAL_DETAILS, personal_labels
from candidacy.domain.review.page import rubric_page
from candidacy.domain.review.rubric import rubric


def test_every_kind_of_personal_detail_has_a_name_that_can_be_translated() -> None:
    assert {kind for kind, _ in personal_labels()} == set(PERSONAL_DETAILS)


def test_the_page_of_the_rubric_names_facts_without_marks() -> None:
    page = rubric_page(rubric())

    assert "{kinds}" in page
    assert "!s" not in page
