"""What a change says was done stands in its own lines: what other lines of the entry tell does not count."""

import pytest

from candidacy.domain.tailoring import Verdict, check, verdict_of
from candidacy.domain.tailoring.guard.facts import Text
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, facts_of

OWN = [
    ("Packed parcels, swept floors and drove the van", "Swept floors, drove the van and packed parcels"),
    ("Made a plan of the garden", "Planned the garden"),
    ("Looked after 60 servers", "Maintained 60 servers"),
    ("Was responsible for the repair of looms", "Repaired looms"),
    ("Picked and packed orders with a scanner", "Order picking and packing with scanners"),
    ("Wrote small services in Python", "Services in Python"),
    ("Sells tickets at the gate", "Sold tickets at the gate"),
]
NEAR = [
    (
        "a routine of the same field",
        "Packed parcels of shops",
        "Stored parcels of shops",
        "Stored",
    ),
    (
        "a way of saying of two words",
        "Requested quotations for yarn",
        "Sent out for quotations of yarn",
        "Sent",
    ),
    (
        "a skill tells it, not the line",
        "Unloaded lorries by forklift",
        "Operated a forklift for lorries",
        "Operated",
    ),
]
OTHERS = [
    (
        "an act of another line",
        "Wrote guides for the wiki",
        "Designed guides for the wiki",
        "Designed two shops",
    ),
    (
        "what a thing is named by",
        "Reviewed drawings of bags",
        "Drew bags for review",
        "Sorted bags",
    ),
    (
        "what stands behind an article",
        "Checked the repair of looms",
        "Repaired looms",
        "Sorted looms",
    ),
]


def verdict(before: str, after: str, *others: str) -> Verdict:
    facts = facts_of(before, *others)
    return verdict_of(check(reworded(PATH, after, facts), facts))


@pytest.mark.parametrize(("before", "after"), OWN)
def test_agt_004_an_act_of_the_line_passes_wherever_it_stands(before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.SUPPORTED


@pytest.mark.parametrize(("why", "before", "after", "word"), NEAR)
def test_tail_020_an_act_of_its_kind_is_asked_about(why: str, before: str, after: str, word: str) -> None:
    facts = facts_of(before)

    refusals = check(reworded(PATH, after, facts), facts)

    assert verdict_of(refusals) is Verdict.ASK, why
    assert word in {one.claim for one in refusals}


@pytest.mark.parametrize(("why", "before", "after", "other"), OTHERS)
def test_agt_004_an_act_that_the_line_does_not_tell_is_asked_about(
    why: str, before: str, after: str, other: str
) -> None:
    assert verdict(before, after, other) is Verdict.ASK, why


def test_the_words_that_say_what_was_done_are_no_things() -> None:
    line = Text("Packed parcels, swept floors and checked the repair of 3 drawings")

    assert [token.plain for token in line.doing] == ["packed", "swept", "checked"]
