"""What somebody else is called, does or leaves, told apart from oneself: honest twins and lying ones."""

import pytest

from candidacy.domain.tailoring import Verdict, check, verdict_of
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, facts_of

TWINS = [
    (
        "what somebody else is called",
        "Tuned pianos; the grands went to my boss",
        "Tuned pianos, except the grands, which went to my manager",
        "Tuned pianos as the manager",
    ),
    (
        "a word more about somebody else",
        "Scans were made by a contractor; I checked a sample",
        "Checked a sample of scans, which an external contractor made",
        "External contractor: checked a sample of scans",
    ),
    (
        "who did what the line says",
        "Drove the minibus on trips",
        "Was minibus driver on trips",
        "Was minibus manager on trips",
    ),
    (
        "supervised by somebody",
        "Moved pianos under the eye of a tuner",
        "Moved pianos, supervised by a tuner",
        "Supervised moving of pianos",
    ),
    (
        "one beside oneself is no staff",
        "Supervised the reading room, taking turns with the librarian",
        "Supervised the reading room in turn with the librarian",
        "Supervised the reading room and its librarian",
    ),
    (
        "what somebody leads may be named",
        "Led three librarians of the town",
        "Managed three librarians of the town",
        "Managed three librarians and the mayor of the town",
    ),
    (
        "a part is left to somebody",
        "Corrected the colour; the sound mix was done by a colleague",
        "Corrected the colour, a colleague the sound mix",
        "Corrected the colour and the sound mix",
    ),
    (
        "somebody else's drawings",
        "Made shelves from the designer's drawings",
        "Made shelves to the designer's drawings",
        "Designed and made shelves",
    ),
    (
        "somebody else's idea",
        "Weighed bins, idea of the porter",
        "Weighed bins at the porter's idea",
        "Came up with weighing bins",
    ),
    (
        "a hand is help",
        "Gave the nurse a hand with medication rounds",
        "Helped the nurse with medication rounds",
        "Carried out medication rounds",
    ),
    (
        "what was to be and was not",
        "Was to take over the pastry section in 2019 but left before",
        "Was to take over the pastry section but left",
        "Took over the pastry section in 2019",
    ),
    (
        "what is planned for later",
        "Tested the scanner, go-live planned for spring",
        "Tested the scanner, which is due to go live in spring",
        "Tested the scanner and went live",
    ),
    (
        "what was not done in full",
        "Wrote rules that the hospital did not adopt in full",
        "Wrote rules that were not fully adopted by the hospital",
        "Wrote rules that the hospital adopted",
    ),
    (
        "by what something was done",
        "Fed, walked and weighed cats",
        "Helped cats by feeding, walking and weighing them",
        "Feed, walk and weigh cats",
    ),
    (
        "a certificate stands behind a hyphen too",
        "Cut news pieces",
        "News cutting",
        "Acme-certified cutting of news pieces",
    ),
    (
        "who registers goods holds no register",
        "Booked goods in and out of the yard",
        "Registered goods in and out of the yard",
        "Registered goods inspector in the yard",
    ),
    (
        "each of them is all of them",
        "Wrote the plan for one of the wings",
        "Wrote a plan, all of it for one wing",
        "Wrote the plan for each of the wings",
    ),
    (
        "what is with somebody is theirs",
        "Ordered lamps, fees were with the head of lighting",
        "Ordered lamps",
        "Handled fees and ordered lamps",
    ),
    (
        "who fills in as one is none",
        "Stood in for the crew chief on three jobs",
        "Filled in as crew chief on three jobs",
        "Was crew chief on three jobs",
    ),
    ("a hand lent is help", "Helped on the desk", "Lent a hand on the desk", "Ran the desk"),
    (
        "what somebody else is, is no deed",
        "Showed two new receptionists the till",
        "Explained the till to two newly hired receptionists",
        "Hired two new receptionists and showed them the till",
    ),
    (
        "what somebody does is no skill",
        "Cut news pieces, usually beside the reporter",
        "Cut news pieces, usually with the journalist",
        "Cut news pieces, usually as a journalist",
    ),
    (
        "a noun is of no time",
        "Mended fences and kept records",
        "Repair of fences and record keeping",
        "Repair fences and keep records",
    ),
    ("records are kept", "Kept records of 40 bees", "Record keeping for 40 bees", "Keep records of 40 bees"),
    (
        "who ran a pilot piloted",
        "Ran a pilot of tills in branches",
        "Piloted tills in branches",
        "Ran tills in branches",
    ),
    (
        "what is given is given",
        "Took part in the test group in 2022 and gave feedback",
        "Took part in the test group in 2022, giving feedback",
        "Led the test group in 2022, giving feedback",
    ),
    (
        "a stop behind a word cut short ends nothing",
        "Shaped and baked approx. 250 loaves a day",
        "Shaping and baking of roughly 250 loaves a day",
        "Shaping and baking of roughly 2500 loaves a day",
    ),
]

BY_THE_SENTENCE = {
    "somebody else's drawings",
    "somebody else's idea",
    "what somebody leads may be named",
    "one beside oneself is no staff",
    "each of them is all of them",
    "what somebody else is, is no deed",
}
"""The lies of these are told by how the sentence is built, and so their person is asked."""


@pytest.mark.parametrize(("why", "line", "honest", "lie"), TWINS)
def test_agt_004_others_are_told_apart_from_oneself(why: str, line: str, honest: str, lie: str) -> None:
    facts, outcome = facts_of(line), Verdict.ASK if why in BY_THE_SENTENCE else Verdict.REFUSE

    assert verdict_of(check(reworded(PATH, honest, facts), facts)) is not Verdict.REFUSE, why
    assert verdict_of(check(reworded(PATH, lie, facts), facts)) is outcome, why


ASKED = [
    (
        "Bins were moved at my suggestion",
        "Suggested that bins be moved",
        "Decided that bins be moved",
    ),
    ("Learnt to bend pipe", "Trained in pipe bending", "Trained others in pipe bending"),
    (
        "Started a waiting list because the book got lost",
        "Introduced a waiting list because the book got lost",
        "Completed the book",
    ),
]


@pytest.mark.parametrize(("line", "honest", "lie"), ASKED)
def test_tail_020_a_greater_act_that_nothing_speaks_against_is_asked_about(
    line: str, honest: str, lie: str
) -> None:
    facts = facts_of(line)

    assert verdict_of(check(reworded(PATH, honest, facts), facts)) is not Verdict.REFUSE
    assert verdict_of(check(reworded(PATH, lie, facts), facts)) is Verdict.ASK
