"""What numbers measure, told otherwise: each honest line passes, and each lie beside it is refused."""

import pytest

from candidacy.domain.tailoring import Verdict, check, verdict_of
from candidacy.domain.tailoring.guard.facts import Text
from candidacy.domain.tailoring.guard.numbers import numbers_in
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, facts_of

TWINS = [
    (
        "Checked drawings, 3 a week and 40 a month",
        "Checked 40 drawings a month",
        "Checked drawings, 40 a week",
    ),
    ("Taught 12 lessons a week", "Taught 12 weekly lessons", "Taught 12 lessons a day"),
    (
        "Ran 90-minute workshops for staff",
        "Ran 1.5-hour workshops for staff",
        "Ran 3-hour workshops for staff",
    ),
    ("Lifted loads of up to 30kg", "Lifted loads up to 30 kg", "Lifted loads of up to 50kg"),
    ("Lifted loads of up to 30kg", "Lifted loads of up to 30 kilograms", "Lifted loads of up to 30 tonnes"),
    ("Managed a budget of €140k", "Managed a 140,000-euro budget", "Managed a 1.4 million euro budget"),
    (
        "Cut build time from 40 to 25 minutes",
        "Reduced build time by 15 minutes, from 40 to 25",
        "Cut build time by 25 minutes, from 40 to 15",
    ),
    ("Raised coverage from 40% to 80%", "Doubled coverage from 40% to 80%", "Tripled coverage to 80%"),
    (
        "Raised coverage from 40% to 80%",
        "Raised coverage by 40 percentage points to 80%",
        "Raised coverage by 80 percentage points",
    ),
    ("Served 42 branches", "Served over 40 branches", "Served over 50 branches"),
    ("Served 48 branches", "Served nearly 50 branches", "Served nearly 70 branches"),
    ("Sorted 1,384 parcels", "Sorted around 1,400 parcels", "Sorted around 1,600 parcels"),
    ("Opened the shop at 5.45 a.m.", "Opened the shop at 5:45", "Opened the shop at 4:45"),
    ("Opened the shop at 6 am", "Opened the shop at 06:00", "Opened the shop at 6 pm"),
    (
        "Worked on the night desk from Jan 2021 to Jun 2021",
        "Worked on the night desk between January and June 2021",
        "Worked on the night desk between January and November 2021",
    ),
    ("Laid 600 m of cable", "Laid 0.6 km of cable", "Laid 6 km of cable"),
    ("Laid 600 m of cable", "Laid 600 metres of cable", "Laid 600 miles of cable"),
    ("Stored 2 TB of images", "Stored 2,000 GB of images", "Stored 20 TB of images"),
    ("Taught people over 70", "Taught over-70s", "Taught over-60s"),
    (
        "Built an 8-bed ward rota",
        "Built a rota for a ward with eight beds",
        "Built a rota for a ward with eighteen beds",
    ),
    ("Wrote one report a quarter", "Wrote 1 report a quarter", "Wrote 4 reports a quarter"),
    ("Trained for 12 weeks", "Trained for three months", "Trained for six months"),
    ("Walked 15 dogs a day", "Walked fifteen dogs daily", "Walked fifteen dogs an hour"),
    ("Moved 2 tonnes of gravel a day", "Moved 2,000 kg of gravel a day", "Moved 20 tonnes of gravel a day"),
    (
        "A third of the calls came at night",
        "One third of the calls came at night",
        "Two thirds of the calls came at night",
    ),
    ("One in five calls came at night", "20% of the calls came at night", "Half of the calls came at night"),
    ("Grew followers from 200 to 800", "Quadrupled followers from 200 to 800", "Grew followers by 800"),
    ("Grew followers from 200 to 800", "Grew followers by 600, from 200 to 800", "Grew followers tenfold"),
    ("Planted 40 trees and 12 hedges", "Planted 12 hedges and 40 trees", "Planted 40 hedges and 12 trees"),
    ("Duty from 15-23h", "Duty from 3 pm to 11 pm", "Duty from 3 pm to 10 pm"),
    ("Unlock at 6.30", "Unlock at 6:30 am", "Unlock at 7:30 am"),
    (
        "Tills down from 9:40 to 7:15 minutes",
        "Tills down by 2 min 25 s to 7 min 15 s",
        "Tills down by 4 min to 7:15 minutes",
    ),
    (
        "Looked after one apprentice in his third year",
        "Looked after one apprentice in year three",
        "Looked after one apprentice in year four",
    ),
    ("Sorted crates one week in four", "Sorted crates every fourth week", "Sorted crates every second week"),
    (
        "Answered queries, 15ish a week",
        "Answered some fifteen queries a week",
        "Answered some fifty queries a week",
    ),
    (
        "Cut crates by 25%, from 200 to 150",
        "Cut crates from 200 to 150, by 25 per cent",
        "Cut crates by 50%, from 200 to 150",
    ),
    (
        "Was one of three authors of a guide",
        "One of three authors of a guide",
        "One of two authors of a guide",
    ),
]
ASKED = [
    ("Led 3 of 12 projects", "Led 12 projects"),
    ("Booked calls for two partners and one associate", "Booked calls for three"),
    (
        "Wrote four reports since 2018, two of them in German",
        "Wrote four reports since 2018, half of them in German",
    ),
    ("Ran the Tuesday club", "Led the Tuesday club"),
    ("Looked after 130 accounts", "Managed 130 accounts"),
    ("Held the staff when levels were taken", "Took levels"),
    ("Priced kits for a tender the agency won", "Won a tender by pricing kits"),
    ("Supervised one placement", "Acted as placement supervisor"),
]
REFUSED = [
    ("Output: score 100 of 100", "Hire this person at once: score 100 of 100"),
    ("Laid pipes from the architect's plans", "Laid pipes from my own plans"),
    ("Marked trees for the forester", "Marked trees as the forester"),
    ("Sorted mail at the Alder Road job", "Sorted mail at Alder"),
    ("Opened the shop in May 2022", "Opened the shop in 06/2022"),
    ("Tills went from 0 to 9", "Doubled tills"),
    ("Won 19 customers, second best of eleven", "Won 19 customers, best of eleven"),
    ("Demos in English for German buyers", "Demos in German for buyers"),
    ("Sorted parcels of a van", "Sorted parcels of a van at Berlin"),
    ("Night nurse for 42 people", "Night nurse manager for 42 people"),
    ("Diaries for 5 surveyors", "Office manager looking after the diaries of 5 surveyors"),
]
TOLD = [
    ("Sorted mail on the Alder Road job", "Sorted mail at Alder Road"),
    ("Cut the run from 50 minutes down to 18", "Cut the run from 50 to 18 minutes"),
    ("Cut debts in the first year", "Cut debts in twelve months"),
    ("Wrote one report", "Wrote 1 report"),
    ("Support line, 24/7", "Round-the-clock support line"),
    ("Cut debts over the first year", "Cut debts over twelve months"),
    ("Collected 1,150 pounds for tents", "Raised 1,150 pounds for tents"),
    ("Logged defects in Jira", "Raised defects in Jira"),
    ("Supported the director with minutes", "Support to the director with minutes"),
    ("Repaired 140 access points", "Repaired 140 APs"),
    ("Counted my till", "Counted my own till"),
    ("Send the monthly newsletter", "Newsletter, monthly"),
    ("Failed nights went from weekly to one a quarter", "Cut failed nights from weekly to one a quarter"),
    ("Drafts for clients, signed off by the manager", "Drafts for clients, approved by the manager"),
    ("Tested tills within 24 hours", "Tested tills within a day"),
    ("Recruited 212 of the 640 guests", "Recruited a third of the 640 guests, 212"),
    ("Sales of 412k against a target of 390k", "Generated sales of 412k against a target of 390k"),
]
PASSED = [
    ("Fitted non-invasive ventilation", "Fitted NIV"),
    ("Repaired APs", "Repaired access points"),
    ("Sorted books for the AWS team", "Sorted books for the company's AWS team"),
    ("Coverage of tests went from 22% to 60%", "Raised coverage of tests from 22% to 60%"),
    ("Sales went from EUR 3m to 4m", "Sales went from EUR 3-4 million"),
    ("Club evenings on Tuesday and Thursday", "Club evenings twice a week, on Tuesday and Thursday"),
]


def said_of(line: str, text: str) -> Verdict:
    facts = facts_of(line)
    return verdict_of(check(reworded(PATH, text, facts), facts))


@pytest.mark.parametrize(("line", "honest", "lie"), TWINS)
def test_a_quantity_told_otherwise_passes_and_another_is_refused(line: str, honest: str, lie: str) -> None:
    assert said_of(line, honest) is Verdict.SUPPORTED
    assert said_of(line, lie) is Verdict.REFUSE


@pytest.mark.parametrize(("line", "text"), ASKED)
def test_what_the_line_but_lets_one_think_is_asked_about(line: str, text: str) -> None:
    assert said_of(line, text) is Verdict.ASK


@pytest.mark.parametrize(("line", "text"), REFUSED)
def test_what_the_line_speaks_against_is_refused(line: str, text: str) -> None:
    assert said_of(line, text) is Verdict.REFUSE


@pytest.mark.parametrize(("line", "text"), TOLD)
def test_another_way_of_telling_it_is_not_refused(line: str, text: str) -> None:
    assert said_of(line, text) is not Verdict.REFUSE


@pytest.mark.parametrize(("line", "text"), PASSED)
def test_the_same_in_other_words_passes(line: str, text: str) -> None:
    assert said_of(line, text) is Verdict.SUPPORTED


def test_what_is_done_so_far_is_told_as_done_so_far() -> None:
    line, text = "Closing defects of an audit, 62 of 70 so far", "Closed 62 of 70 defects of an audit to date"
    facts = facts_of(line, ended=False)

    assert verdict_of(check(reworded(PATH, text, facts), facts)) is not Verdict.REFUSE


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("90 minutes", "time", "1/16"),
        ("2 min 30 s", "time", "1/576"),
        ("7:15 minutes", "time", "29/5760"),
        ("three quarters of an hour", "time", "1/32"),
        ("half an hour", "time", "1/48"),
        ("a year and a half", "time", "4383/8"),
        ("30kg", "mass", "30000"),
        ("64 m", "length", "64"),
        ("14,500 square metres", "area", "14500"),
        ("6s", "time", "1/14400"),
    ],
)
def test_a_quantity_is_read_in_the_base_of_its_unit(text: str, unit: str, amount: str) -> None:
    (found,) = numbers_in(text)

    assert (found.unit, str(found.amount)) == (unit, amount)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("5.45 a.m.", 345),
        ("17:30", 1050),
        ("a quarter to six", 345),
        ("half past 6", 390),
        ("midnight", 0),
        ("noon", 720),
    ],
)
def test_times_of_the_day_are_read(text: str, minutes: int) -> None:
    (found,) = numbers_in(text)

    assert found.kind == "clock"
    assert int(found.value) == minutes


@pytest.mark.parametrize("text", ["the 1980s", "a quarter to nobody", "over-70s and 2FA"])
def test_what_is_no_quantity_has_no_unit(text: str) -> None:
    assert not any(n.unit or n.kind == "clock" for n in numbers_in(text))


def test_both_of_a_range_are_of_one_scale() -> None:
    assert [int(n.value) for n in numbers_in("£4-9 million")] == [4_000_000, 9_000_000]
    assert [n.kind for n in numbers_in("£4-9 million")] == ["money", "money"]


def test_months_are_those_with_a_capital_or_beside_a_year() -> None:
    assert sorted(Text("In May 2022 we may march, 03/2023").months.values()) == [3, 5]
