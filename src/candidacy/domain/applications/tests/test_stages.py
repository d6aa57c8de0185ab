"""Which moves make sense, and what other programs call stages."""

import pytest

from candidacy.domain.applications.errors import MoveNotAllowed
from candidacy.domain.applications.stages import (
    Category,
    category_named,
    is_ahead,
    may_move,
    moves_from,
    require_move,
    unique_name,
)

C = Category


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (C.SAVED, C.APPLIED, True),
        (C.SAVED, C.INTERVIEW, True),
        (C.SAVED, C.OFFER, False),
        (C.SAVED, C.REJECTED, False),
        (C.SAVED, C.WITHDRAWN, True),
        (C.APPLIED, C.SAVED, True),
        (C.INTERVIEW, C.INTERVIEW, True),
        (C.INTERVIEW, C.ACCEPTED, False),
        (C.OFFER, C.ACCEPTED, True),
        (C.REJECTED, C.INTERVIEW, True),
        (C.REJECTED, C.SAVED, False),
        (C.REJECTED, C.WITHDRAWN, False),
        (C.ACCEPTED, C.WITHDRAWN, True),
        (C.WITHDRAWN, C.ACCEPTED, False),
    ],
)
def test_app_001_moves_that_cannot_be_are_refused(before: Category, after: Category, allowed: bool) -> None:
    assert may_move(before, after) is allowed


def test_app_001_a_refused_move_says_where_else_it_can_go() -> None:
    with pytest.raises(MoveNotAllowed, match="applied, screening, interview, withdrawn"):
        require_move(C.SAVED, C.ACCEPTED)


def test_every_stage_leads_somewhere_and_can_be_come_to() -> None:
    assert all(moves_from(one) for one in Category)
    assert {after for one in Category for after in moves_from(one)} == set(Category)


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("Bookmarked", C.SAVED),
        ("Wishlist", C.SAVED),
        ("Interviewing", C.INTERVIEW),
        ("NEGOTIATING", C.OFFER),
        ("I Withdrew", C.WITHDRAWN),
        ("Not Selected", C.REJECTED),
        ("beworben", C.APPLIED),
        ("phone_screen", C.SCREENING),
        ("Mars", None),
    ],
)
def test_app_015_stages_of_other_programs_are_known(words: str, category: Category | None) -> None:
    assert category_named(words) is category


def test_only_what_is_further_or_final_is_news() -> None:
    assert is_ahead(C.APPLIED, C.INTERVIEW)
    assert is_ahead(C.INTERVIEW, C.REJECTED)
    assert not is_ahead(C.INTERVIEW, C.APPLIED)
    assert not is_ahead(C.REJECTED, C.INTERVIEW)


def test_names_of_stages_differ_in_more_than_case() -> None:
    assert not unique_name("APPLIED", ["Applied"])
    assert unique_name("On site", ["Applied"])
