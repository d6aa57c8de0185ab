"""The guard on free rewording: numbers that move, things that are but named, words that say less."""

import pytest

from candidacy.domain.tailoring import ClaimKind, Facts, check, check_translation
from candidacy.domain.tailoring.guard.relations import says_less
from candidacy.domain.tailoring.guard.tongues import OF_A_LINE, language_of
from candidacy.domain.tailoring.tests.samples import TAXONOMY, TODAY, cv, reworded

PATH = "/work/0/highlights/0"


def against(line: str, after: str, *, ended: bool = True, position: str = "Clerk") -> set[ClaimKind]:
    """What the guard says against a new wording of the one line of a CV."""
    work = {"name": "Harbour Systems", "position": position, "startDate": "2018-03", "highlights": [line]}
    work |= {"endDate": "2021-06"} if ended else {}
    facts = Facts(cv({"work": [work]}), TAXONOMY, TODAY)
    return {r.kind for r in check(reworded(PATH, after, facts), facts)}


HONEST = [
    ("Handled some 400 invoices a month", "Handled about 400 invoices per month"),
    ("Called the police twice", "Called the police on two occasions"),
    ("Trained a team of 9 engineers", "Trained a 9-person team"),
    ("Filed returns on time for three years", "Filed returns on time over three years"),
    ("Noticed three cases of fraud", "Noticed three fraud cases"),
    ("Cut the queue from 9 to 4 days in a year", "Cut the queue from 9 to 4 days within one year"),
    ("Installed the parts in teams of 2", "Fitted the parts in two-person teams"),
    ("Picked and packed orders with a scanner", "Order picking and packing with scanners"),
    ("Found and repaired faults in 5 homes", "Carried out fault finding and repairs in 5 homes"),
    ("Cut hair for clients", "Gave haircuts to clients"),
    ("Handed in the cash at the end of the shift", "Handed in the cash at the end of each shift"),
    ("Tested plastics for strength and heat", "Carried out strength and heat tests on plastics"),
    ("Reduced waste by 18 %", "Achieved an 18 % reduction of waste"),
    ("Sold shoes to visitors", "Sold footwear to visitors"),
    ("Trained apprentices in cutting", "Provided training in cutting for apprentices"),
    ("Kept files up to date", "Maintained current files"),
    ("Wrote a report each month", "Wrote reports regularly"),
    ("Made a plan of the garden", "Planned the garden"),
    ("Checked the car before each trip", "Carried out pre-trip checks of the car"),
    ("Built fitted wardrobes and stairs", "Constructed stairs and fitted wardrobes"),
    ("Supervised 5 cooks", "Supervised 5 staff"),
    ("Wrote unit tests for a billing application", "Wrote unit tests, also for billing"),
    ("Reviewed the plans of junior developers", "Reviewed the plans of junior engineers"),
    ("Met suppliers in Porto", "Held supplier meetings in Porto"),
    ("Drove without accidents", "Accident-free driving record"),
    ("Hauled coal in carts", "Moved coal in carts"),
    (
        "Cared for the park: mowed the lawns, trimmed the hedges",
        "Cared for the park, including mowing the lawns, trimming the hedges",
    ),
]
LIES = [
    ("Closed 3 branches within 5 days", "Closed 5 branches within 3 days", ClaimKind.NUMBER),
    ("Cut the wait from 900 to 200 ms", "Cut the wait by 900 ms", ClaimKind.NUMBER),
    ("Cut the wait from 900 to 200 ms", "Cut the wait to 900 ms", ClaimKind.NUMBER),
    ("Led a team of 9 cooks and waiters", "Led a team of 9 cooks and 9 waiters", ClaimKind.NUMBER),
    ("Wrote APIs used by 30 teams", "Wrote 30 APIs used by teams", ClaimKind.NUMBER),
    ("Covered shifts twice a month", "Covered shifts twice a week", ClaimKind.UNSUPPORTED),
    ("Raised sales in two years", "Raised sales in one year", ClaimKind.DATE),
    ("Worked nights for five years", "Worked nights for over five years", ClaimKind.DATE),
    ("Requested an audit of the books", "Audited the books", ClaimKind.SCOPE),
    ("Agreed prices within limits set by the buyer", "Set limits for the buyer", ClaimKind.SCOPE),
    ("Wrote unit tests for a billing application", "Wrote a billing application", ClaimKind.SCOPE),
    ("Led a group of volunteers", "Led the department", ClaimKind.SCOPE),
    ("Sold footwear to visitors", "Sold boots to visitors", ClaimKind.UNSUPPORTED),
    ("Ran a stall", "Responsible for the staff of a stall", ClaimKind.UNSUPPORTED),
    ("Answered calls", "Reduced calls", ClaimKind.SCOPE),
    ("Maintained the database", "Maintaining the database", ClaimKind.TENSE),
    ("Posted on the blog", "Currently post on the blog", ClaimKind.TENSE),
]


@pytest.mark.parametrize(("line", "after"), HONEST)
def test_agt_004_what_says_the_same_or_less_passes(line: str, after: str) -> None:
    assert against(line, after) == set()


@pytest.mark.parametrize(("line", "after", "kind"), LIES)
def test_agt_004_what_says_more_is_refused(line: str, after: str, kind: ClaimKind) -> None:
    assert kind in against(line, after)


@pytest.mark.parametrize("after", ["Moved the jobs to Kafka", "Completed the move of the jobs to Kafka"])
def test_agt_004_what_goes_on_is_not_told_as_done(after: str) -> None:
    assert ClaimKind.TENSE in against("Am moving the jobs to Kafka", after, ended=False)


@pytest.mark.parametrize("line", ["Am moving the jobs to Kafka", "Moving the jobs to Kafka"])
def test_agt_004_what_goes_on_may_be_told_as_going_on(line: str) -> None:
    assert against(line, "Currently moving the jobs to Kafka", ended=False) == set()


def test_agt_004_the_trade_of_a_title_is_a_skill() -> None:
    assert ClaimKind.SKILL not in against(
        "Helped patients after surgery", "Helped patients with physiotherapy", position="Physiotherapist"
    )


def test_a_word_says_what_it_is_a_kind_of_and_never_the_other_way() -> None:
    assert "vehicle" in says_less("lorries")
    assert "lorry" not in says_less("vehicles")


def test_a_few_words_of_another_language_do_not_make_a_line_be_of_it() -> None:
    assert language_of("Performed X-rays following training in 2017", "en", OF_A_LINE) == "en"


def test_a_translation_names_no_head_that_its_source_does_not() -> None:
    facts = Facts(cv({"work": []}), TAXONOMY, TODAY)

    told = check_translation("I was head of the kitchen", "Ich war in der Küche", facts, "en")

    assert ClaimKind.TITLE in {r.kind for r in told}
