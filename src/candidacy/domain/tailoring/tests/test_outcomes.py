"""The guard on what was begun or proposed, and on what is over or goes on."""

import pytest

from candidacy.domain.tailoring import ClaimKind, check, check_text
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, against, facts_of

LIES = [
    ("Pitched a card that was shelved", "Shipped a card"),
    ("Pitched a card", "Delivered a card"),
    ("Tested a card that was cancelled", "Tested a card, which was launched"),
    ("Built a prototype of a booking page", "Built a booking page"),
    ("Ran a pilot of self-service tills in two shops", "Ran self-service tills in two shops"),
    ("A tool is being written by me", "A tool was written by me"),
    ("A tool is being written by me", "Wrote a tool"),
    ("The service is under development", "The service was developed"),
    ("The app will be released in May", "The app was released in May"),
    ("Drew plans", "Draw plans"),
    ("Sang in a choir", "Sing in a choir"),
    ("Taught children", "Teaches children"),
    ("Packed orders, wrote the labels", "Packed orders, write the labels"),
    ("Ran a stall", "Running a stall"),
]
HONEST = [
    ("Pitched a card that was shelved", "Proposed a card"),
    ("Pitched a card", "Pitched a card"),
    ("Pitched a card. Released a film", "Released a film"),
    ("Built a prototype of a booking page", "Prototyped a booking page"),
    ("Built a prototype of a booking page", "Built a page prototype"),
    ("Built a prototype; cleaned", "Cleaned"),
    ("Built a prototype of a page (for fairs) in a week", "Built for fairs in a week"),
    ("Built a prototype of a very large new booking page for a fair", "Built for a fair"),
    ("A tool is being written by me", "A tool being written by me"),
    ("Drew plans", "Drawn plans"),
    ("Cut hedges", "Cutting hedges"),
]
NOW = [
    ("Learn to bake", "Learned to bake", False),
    ("Write labels", "Wrote labels", False),
    ("Write labels", "Write labels", True),
    ("Took part in a fair", "Participated in a fair", True),
    ("A tool is being written by me", "Currently writing a tool", True),
]


@pytest.mark.parametrize(("line", "after"), LIES)
def test_what_did_not_come_to_be_or_is_over_is_not_told_otherwise(line: str, after: str) -> None:
    assert ClaimKind.TENSE in against(line, after)


@pytest.mark.parametrize(("line", "after"), HONEST)
def test_what_stays_a_beginning_or_a_past_is_no_claim(line: str, after: str) -> None:
    assert not against(line, after)


@pytest.mark.parametrize(("line", "after", "supported"), NOW)
def test_what_goes_on_is_not_told_as_over(line: str, after: str, supported: bool) -> None:
    facts = facts_of(line, ended=False)
    kinds = {r.kind for r in check(reworded(PATH, after, facts), facts)}
    assert kinds == (set() if supported else {ClaimKind.TENSE})


def test_a_summary_is_held_to_what_came_of_it_where_it_tells_of_it() -> None:
    facts = facts_of("Pitched a loyalty card that was shelved", "Built a prototype of a booking page")
    assert check_text("Shipped a loyalty card", facts)
    assert check_text("Built a booking page", facts)
    assert not check_text("Clerk with a page", facts)
