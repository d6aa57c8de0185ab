"""What is neither supported nor refused, but for the CV's person to say."""

from datetime import UTC, datetime

import pytest

from candidacy.domain.tailoring import (
    Change,
    ClaimKind,
    Confirmed,
    Facts,
    NoQuestion,
    OtherWords,
    Tailoring,
    Verdict,
    check,
    confirm,
    proposed,
    verdict_of,
)
from candidacy.domain.tailoring.applying import applied, digest_of
from candidacy.domain.tailoring.tests.samples import TAXONOMY, TODAY, cv, posting, reworded
from candidacy.domain.tailoring.tests.test_wording import facts_of

PATH = "/work/0/highlights/0"
MOMENT = datetime(2026, 11, 1, 12, tzinfo=UTC)

ASKED = [
    ("Served 40 people in the canteen", "Served 40 guests in the canteen", ("guests",)),
    ("Ran a chess club for 15 pupils", "Organised a chess club with 15 participants", ("participants",)),
    ("Measured the eyesight of visitors", "Carried out eye tests of visitors", ("eye tests",)),
    ("Sorted letters from local shops", "Sorted mail of regional shops", ("regional",)),
    ("Sorted letters from shops", "Sorted letters of surgeons from shops", ("surgeons",)),
    ("Sorted letters from shops", "Neatly sorted mail of shops", ("Neatly",)),
    ("Sorted letters from shops", "Sorted sealed letters from shops", ("sealed",)),
    ("Sorted letters from shops", "Sorted mail of shops by grumbleflux", ("grumbleflux",)),
    ("Sorted letters from shops", "Sorted mail of shops and cafes", ("cafes",)),
    ("Wrote notes for the staff wiki", "Built the wiki with short notes", ("Built wiki",)),
    ("Opened oysters at weddings", "Shucked oysters at weddings", ("Shucked",)),
    ("Held cows for the vet at visits", "Carried out checks of cows for the vet at visits", ("checks",)),
    ("Took photos and wrote adverts", "Produced photographs and adverts", ("Produced photographs",)),
    ("Met bereaved families in town", "Sat down with bereaved families in town", ("Sat", "down")),
    ("Helped on Tuesday", "Helped every Tuesday", ("every Tuesday",)),
    ("Kept the chemicals list", "Kept the chemicals inventory", ("inventory",)),
    ("Ordered the repair of lorries from a garage", "Commissioned the repair of lorries", ("Commissioned",)),
    ("Sorted letters from shops", "Sorted prestigious mail of shops", ("prestigious",)),
    ("Sorted letters from shops", "Sorted mail of shops as a matron", ("matron",)),
    ("Tested a new method", "Tested a novel analytical method", ("analytical method", "novel")),
    ("Visited farms twice a month", "Roughly two farm visits a month", ("a month",)),
    ("Inspected up to 30 lifts", "Inspected 30 lifts", ("30",)),
]
REFUSED = [
    ("it says that somebody had an occupation", "Sorted letters from shops", "Surgeon: sorted mail of shops"),
    ("it names something", "Sorted letters from shops", "Sorted mail of shops with Zyxel"),
    ("a skill covers no deed", "Held the ladder for the roofer", "Performed roof repairs"),
    ("it is another day", "Sorted letters on Tuesdays", "Sorted letters every Friday"),
    ("it is another act", "Sorted letters from shops", "Sorted and sold mail of shops"),
    (
        "the number counts something else",
        "Saved 40 buttons from bins",
        "Saved 40 pounds on buttons from bins",
    ),
    ("the number is of another thing", "Served 40 people and 3 dogs", "Served 3 guests and 40 dogs"),
    ("two letters stand for no words", "Sorted quaint atlases", "Sorted atlases of QA"),
    ("a skill within words is one", "Sorted letters from shops", "Sorted letters from shops taking on-call"),
    ("it is a further skill", "Sorted letters from shops", "Sorted letters from shops with a forklift"),
    ("it makes a list of skills longer", "Tested mobile apps of shops", "Tested shops' mobile and web apps"),
    ("there is too much of it", "Sorted letters from shops", "Sorted damp wooden silent orange mail"),
    ("it is a skill of which nothing stands there", "Sorted letters from shops", "Sorted mail with origami"),
    ("a name may begin small", "Sorted letters from shops", "Sorted letters from shops of eBAY"),
    ("the number counts it twice", "Served 40 people there", "Served 40 guests and 40 visitors there"),
]


def verdict(before: str, after: str) -> Verdict:
    facts = facts_of(before)
    return verdict_of(check(reworded(PATH, after, facts), facts))


@pytest.mark.parametrize(("before", "after", "words"), ASKED)
def test_tail_020_a_usual_word_that_no_line_shows_is_asked_about(
    before: str, after: str, words: tuple[str, ...]
) -> None:
    facts = facts_of(before)

    refusals = check(reworded(PATH, after, facts), facts)

    assert verdict_of(refusals) is Verdict.ASK
    assert tuple(one.claim for one in refusals) == words


@pytest.mark.parametrize(("why", "before", "after"), REFUSED)
def test_nothing_is_asked_where(why: str, before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.REFUSE, why


def test_what_is_supported_is_not_asked_about() -> None:
    assert verdict("Sorted letters from shops", "Sorted letters") is Verdict.SUPPORTED


def test_a_text_is_refused_by_the_gravest_of_what_is_said_against_it() -> None:
    assert verdict("Served people in the canteen", "Served 40 guests in the canteen") is Verdict.REFUSE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Taught 4 nurses how to dress wounds", "Taught nurses and ward staff how to dress wounds"),
        ("Wrote unit tests for an application", "Wrote unit tests and documentation for an application"),
        ("Wrote tests for an application", "Wrote tests for an application and documentation"),
    ],
)
def test_a_thing_beside_what_the_line_has_is_refused(before: str, after: str) -> None:
    facts = facts_of(before)

    assert ClaimKind.SCOPE in {one.kind for one in check(reworded(PATH, after, facts), facts)}


def asking() -> Tailoring:
    """A proposal with a change that is supported and one that is asked about."""
    line = Change.model_validate(
        {
            **reworded("/work/1/highlights/0", "Served about 200 strollers a day").model_dump(),
            "confirmed": {"words": ["strollers"], "by": "a model", "at": MOMENT},
        }
    )
    shorter = reworded("/work/0/highlights/3", "Organise the book club")
    return proposed(cv(), posting(), TAXONOMY, [line, shorter], today=TODAY)


def test_tail_020_what_is_asked_is_neither_offered_nor_refused_nor_confirmed_by_who_proposed_it() -> None:
    found = asking()

    assert [one.path for one in found.changes] == ["/work/0/highlights/3"]
    assert found.refused == ()
    assert [(one.words, one.change.confirmed) for one in found.questions] == [(("strollers",), None)]


def confirmed(found: Tailoring, *words: str, key: str = "") -> Tailoring:
    said = Confirmed(words=words, by="ada", at=MOMENT)
    return confirm(cv(), posting(), TAXONOMY, found, key or found.questions[0].key, said, today=TODAY)


def test_tail_021_what_its_person_confirms_is_a_change_with_their_statement_and_another_digest() -> None:
    found = asking()

    then = confirmed(found, "strollers")

    assert then.questions == ()
    assert then.changes[-1].confirmed == Confirmed(words=("strollers",), by="ada", at=MOMENT)
    assert then.digest == digest_of(cv(), then.changes) != found.digest
    assert applied(cv(), then.changes).resume.work[1].highlights[0] == "Served about 200 strollers a day"


def test_the_digest_holds_who_confirmed_what() -> None:
    then = confirmed(asking(), "strollers")
    plain = [one.model_copy(update={"confirmed": None}) for one in then.changes]

    assert digest_of(cv(), plain) != then.digest


def test_what_is_confirmed_takes_the_place_of_another_wording_of_its_line() -> None:
    line = reworded("/work/1/highlights/0", "Served about 200 strollers a day")
    other = reworded("/work/1/highlights/0", "Served some 200 customers daily")
    found = proposed(cv(), posting(), TAXONOMY, [line, other], today=TODAY)

    then = confirmed(found, "strollers")

    assert [one.after for one in then.changes] == ["Served about 200 strollers a day"]


@pytest.mark.parametrize("words", [(), ("visitors",), ("strollers", "day")])
def test_other_words_than_were_asked_confirm_nothing(words: tuple[str, ...]) -> None:
    with pytest.raises(OtherWords):
        confirmed(asking(), *words)


def test_a_question_that_is_not_there_cannot_be_answered() -> None:
    with pytest.raises(NoQuestion):
        confirmed(asking(), "strollers", key="0" * 32)


def test_in_a_summary_a_usual_word_is_asked_about_too() -> None:
    facts = Facts(cv(), TAXONOMY, TODAY)

    refusals = check(reworded("/basics/summary", "Software engineer who enjoys unusual tests.", facts), facts)

    assert verdict_of(refusals) is not Verdict.SUPPORTED
