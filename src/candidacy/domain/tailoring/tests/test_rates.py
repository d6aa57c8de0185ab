"""How often, how many and how many together, in other words: honest twins pass, lying ones do not."""

from fractions import Fraction

import pytest

from candidacy.domain.tailoring import ClaimKind, Verdict, check, verdict_of
from candidacy.domain.tailoring.guard.rates import rates_in
from candidacy.domain.tailoring.tests.samples import reworded
from candidacy.domain.tailoring.tests.test_wording import PATH, against, facts_of

SAME = [
    ("every other month", "once every two months"),
    ("every second Tuesday", "fortnightly"),
    ("twice a year", "half-yearly"),
    ("two times a year", "every six months"),
    ("one weekend in four", "every fourth weekend"),
    ("on Tuesdays", "weekly"),
    ("every 3 weeks", "three-weekly"),
    ("two mornings a week", "twice a week"),
]
TWINS = [
    ("Gave a talk every other month", "Gave a talk every two months", "Gave a talk every two weeks"),
    ("Counted stock twice a year", "Half-yearly counting of stock", "Quarterly counting of stock"),
    ("Wrote a dozen reminders a week", "Wrote twelve reminders a week", "Wrote twenty reminders a week"),
    (
        "Sold fish to a queue of 30 or more",
        "Sold fish to a queue of at least 30",
        "Sold fish to a queue of at least 50",
    ),
    ("Opened crates in a pair", "Opened crates as one of two", "Opened crates as one of three"),
    (
        "Built crates with one other joiner",
        "Built crates in a team of two",
        "Built crates in a team of six",
    ),
    (
        "Took part in the repair of a boat as one of a team of four",
        "Repaired a boat as part of a four-person team",
        "Repaired a boat as part of a nine-person team",
    ),
    (
        "Waste went from 9% to 6%",
        "Waste went from nine to six per cent",
        "Waste went from nine to two per cent",
    ),
    (
        "Sold 50 trays a week in summer",
        "Sold 50 trays weekly in summer",
        "Sold 50 trays on a summer day",
    ),
    ("Milked 210 cows twice daily", "Twice-daily milking of 210 cows", "Hourly milking of 210 cows"),
    ("Watered plants (Mon + Thu)", "Watered plants on Mondays and Thursdays", "Watered plants on Fridays"),
    ("Ran the Thursday film club", "Hosted a film club every Thursday", "Hosted a film club every Friday"),
    ("Cut waste in a year", "Cut waste in 12 months", "Cut waste in 6 months"),
    ("Built a shed in 14 days", "Built a shed in two weeks", "Built a shed in two days"),
    (
        "Cleaned 14 offices in 3 towns",
        "Cleaned 14 offices spread over 3 towns",
        "Cleaned 14 offices in over 3 towns",
    ),
    (
        "Approved refunds up to £50",
        "Approval of refunds up to a £50 limit",
        "Approval of refunds up to a £500 limit",
    ),
    ("Visited homes twice", "Made two visits to homes", "Made twelve visits to homes"),
    (
        "Visited about 30 families a month",
        "Made about 30 home visits to families a month",
        "Made about 300 home visits to families a month",
    ),
    (
        "Repaired 2 MW turbines, working in pairs",
        "Repaired 2 MW turbines in a two-person team",
        "Repaired 2 MW turbines in a six-person team",
    ),
    (
        "Taught a Year 9 class (28 pupils)",
        "Taught a class of 28 Year 9 pupils",
        "Taught a class of 28 Year 6 pupils",
    ),
    (
        "Opened post for 6 clerks",
        "Opened post for half a dozen clerks",
        "Opened post for half of the 12 clerks",
    ),
    (
        "Meet families, around 4 a week\nWash cars",
        "Meet some four families a week",
        "Meet some nine families a week",
    ),
    ("Was 4th author of a paper", "Fourth author of a paper", "Second author of a paper"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_how_often_is_read_however_it_is_said(one: str, other: str) -> None:
    first, second = (next(rates_in(said.lower())) for said in (one, other))

    assert (first.often, first.unit) == (second.often, second.unit)


@pytest.mark.parametrize(
    "text", ["a case of oranges", "in a week", "one in six", "half the day", "every 0 weeks", "one day in 0"]
)
def test_what_says_not_how_often_is_no_rate(text: str) -> None:
    assert list(rates_in(text)) == []


def test_a_rate_is_in_units_that_can_be_compared() -> None:
    (found,) = rates_in("thrice a year")

    assert (found.often, found.unit) == (Fraction(3, 12), "month")


@pytest.mark.parametrize(("line", "honest", "lie"), TWINS)
def test_a_number_told_otherwise_passes_and_another_does_not(line: str, honest: str, lie: str) -> None:
    facts = facts_of(line)

    assert verdict_of(check(reworded(PATH, honest, facts), facts)) is not Verdict.REFUSE
    assert verdict_of(check(reworded(PATH, lie, facts), facts)) is Verdict.REFUSE


def test_a_year_of_the_role_is_not_the_year_that_the_line_states() -> None:
    assert ClaimKind.DATE in against("Sold crates from 2020 on", "Sold crates from 2018 on")
    assert against("Sold crates", "Sold crates from 2018") == set()
