"""Acts that are not the line's own, what is done with others, and what another line does not lend to it."""

import pytest

from candidacy.domain.tailoring import ClaimKind, Verdict, check, verdict_of
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, against, facts_of

SUPPORTED = [
    ("Packed parcels with three colleagues", "Packed parcels in a team of four"),
    ("Decided small claims on my own", "Independently decided small claims"),
    ("Proposed a corner for children", "Suggested setting up a corner"),
    ("Rolled dough under the eye of the cook", "Rolled dough under the supervision of the cook"),
    ("Charted pockets before and after visits", "Charted pockets pre- and post-visit"),
    ("Negotiated a contract that saved 7 %", "Achieved savings of 7 % by negotiating a contract"),
    ("Sat in on two audits", "Attended two audits as an observer"),
    ("Cleared the paths of branches", "Clearance of branches from paths"),
    ("Held training for managers", "Manager training"),
    ("Typed guides for the wiki", "Clerk typing guides for the wiki"),
    ("Reduced waste by 7 % by sorting", "Sorted waste, which reduced it by 7 %"),
]
ASKED = [
    ("Reduced waste through another plan", "Changed the plan, which lowered waste", ("Changed",)),
    ("Found and mended faults", "Diagnosed and mended faults", ("Diagnosed",)),
    ("Packed paintings for loans", "Prepared paintings for loans", ("Prepared",)),
    ("Explained prices to customers", "Set prices and explained them", ("Set",)),
    ("Proposed a lamp, which was refused", "Proposed a lamp (not adopted)", ("adopted",)),
    ("Explained prices to customers", "Decided prices and explained them", ("Decided",)),
    (
        "Passed complaints on to the team",
        "Investigated complaints for the team",
        ("Investigated complaints",),
    ),
    ("Checked invoices of shops", "Approved invoices of shops", ("Approved",)),
    ("Sorted letters of shops", "Sorted and filed away mail of shops for sale", ("sale",)),
    (
        "Suggested a list, which the manager introduced",
        "Introduced a list for the manager",
        ("Introduced", "list"),
    ),
    ("Drew plans; the surveyor checks and signs", "Checked plans for the surveyor", ("Checked",)),
    ("Sat in for the shift lead in May", "Led the shift in May", ("Led",)),
    ("Took notes with the chef on duty", "Took notes on duty", ("duty",)),
    ("Drew plans for the surveyor", "Drew plans as surveyor", ("surveyor",)),
    (
        "Sorted letters, cards and bills from local shops",
        "Sorted mail, cards and parcels of regional shops",
        ("parcels", "regional"),
    ),
    ("Wrote notes for the staff wiki", "Built the staff wiki with notes", ("Built wiki",)),
    ("Reviewed drawings of bags", "Drew bags", ("Drew",)),
    ("Suggested a second scale", "Set up a second scale", ("Set up", "scale")),
    ("Advocate at one hearing", "As a senior advocate at one hearing", ("senior",)),
    ("Sorted mail; the porter was a chief clerk", "Sorted mail as chief clerk", ("chief",)),
    ("Counted bees for the florist", "Florist counting bees", ("Florist",)),
    ("Counted falls", "Counted falls, which brought falls down", ("brought",)),
    ("Repaired tills", "Carry out repairs of tills", ("Carry",)),
    ("Four clerks and 12 porters at work", "At work were 16 clerks and porters", ("16",)),
]
REFUSED = [
    ("others were taught it", "Showed visitors the hall", "Taught staff to show visitors the hall"),
    ("only small ones were decided", "Decided claims up to 500 pounds", "Decided claims of any size"),
    ("one more was there", "Packed parcels with three colleagues", "Packed parcels in a team of five"),
    ("others were asked", "Asked four suppliers for samples", "Asked for samples in a team of five"),
    ("nobody says it was alone", "Decided small claims", "Independently decided small claims"),
    ("every two is not every", "Walked round every two hours", "Walked round every hour"),
]


def verdict(before: str, after: str, *others: str) -> Verdict:
    facts = facts_of(before, *others)
    return verdict_of(check(reworded(PATH, after, facts), facts))


@pytest.mark.parametrize(("before", "after"), SUPPORTED)
def test_agt_004_what_follows_from_the_line_passes(before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.SUPPORTED


@pytest.mark.parametrize(("before", "after", "words"), ASKED)
def test_tail_020_an_act_that_is_not_that_of_the_line_is_asked_about(
    before: str, after: str, words: tuple[str, ...]
) -> None:
    facts = facts_of(before)

    refusals = check(reworded(PATH, after, facts), facts)

    assert verdict_of(refusals) is Verdict.ASK
    assert tuple(one.claim for one in refusals) == words


@pytest.mark.parametrize(("why", "before", "after"), REFUSED)
def test_agt_004_what_goes_further_is_refused(why: str, before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.REFUSE, why


@pytest.mark.parametrize(
    ("line", "after", "other"),
    [
        ("Show buyers eight flats a week", "Sell buyers eight flats a week", "Sold 31 flats in 2023"),
        (
            "Clean cages and feed the animals",
            "Clean cages, feed and operate on the animals",
            "Watch 15 operations",
        ),
    ],
)
def test_agt_004_what_another_line_tells_is_not_done_here(line: str, after: str, other: str) -> None:
    assert verdict(line, after, other) is Verdict.REFUSE


def test_agt_004_whom_another_line_names_somebody_was_not() -> None:
    found = against("Typed deeds", "Typed deeds as a notary", "Kept the diary of three notaries")

    assert ClaimKind.TITLE in found
