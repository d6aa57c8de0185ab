import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.fairness import Applicant, GroupRates, audit_groups, read_applicants


def people(sex: str, selected: int, of: int, race: str = "a") -> list[Applicant]:
    return [Applicant(selected=i < selected, groups={"sex": sex, "race": race}) for i in range(of)]


def group(found: list[Applicant], *name: str, by: tuple[str, ...] = ("sex",)) -> GroupRates:
    result = audit_groups(found, ["sex", "race"])
    part = next(p for p in result.breakdowns if p.by == by)
    return next(g for g in part.groups if g.name == name)


def test_rates_and_ratios_are_those_computed_by_hand() -> None:
    # 48 of 80 men are .60, 12 of 40 women are .30: the ratio is .30 / .60.
    found = [*people("male", 48, 80), *people("female", 12, 40)]

    women, men = group(found, "female"), group(found, "male")

    assert (women.selection_rate, women.selection_ratio) == (0.3, 0.5)
    assert (men.selection_rate, men.selection_ratio) == (0.6, 1.0)
    assert women.below_four_fifths
    assert not men.below_four_fifths


def test_exactly_four_fifths_is_not_below_it() -> None:
    found = [*people("male", 50, 100), *people("female", 40, 100)]

    assert group(found, "female").selection_ratio == 0.8
    assert not group(found, "female").below_four_fifths


def test_the_scoring_rate_is_the_share_above_the_median_of_all() -> None:
    scores = {"male": [90, 80, 70, 20], "female": [60, 50, 40, 75]}
    found = [Applicant(score=s, groups={"sex": sex}) for sex, some in scores.items() for s in some]

    result = audit_groups(found, ["sex"])
    women, men = result.breakdowns[0].groups

    assert result.median_score == 65
    assert (men.scoring_rate, women.scoring_rate) == (0.75, 0.25)
    assert women.scoring_ratio == pytest.approx(1 / 3)
    assert women.selection_rate is None


def test_a_group_under_two_percent_is_listed_and_sets_no_ratio() -> None:
    found = [*people("male", 50, 100), *people("female", 40, 99), *people("nonbinary", 1, 1)]

    small = group(found, "nonbinary")

    assert (small.applicants, small.small, small.selection_rate) == (1, True, 1.0)
    assert small.selection_ratio is None
    assert group(found, "male").selection_ratio == 1.0


def test_people_of_unknown_group_are_counted_and_in_no_rate() -> None:
    found = [*people("male", 5, 10), *people("female", 5, 10), Applicant(selected=True)]

    result = audit_groups(found, ["sex"])

    assert (result.applicants, result.breakdowns[0].unknown) == (21, 1)
    assert sum(g.applicants for g in result.breakdowns[0].groups) == 20


def test_two_columns_are_looked_at_together_too() -> None:
    found = [*people("male", 9, 10, "a"), *people("male", 9, 10, "b"), *people("female", 9, 10, "a")]
    found += people("female", 2, 10, "b")

    assert group(found, "female", "b", by=("sex", "race")).below_four_fifths
    assert not group(found, "male", "b", by=("sex", "race")).below_four_fifths


def test_nobody_selected_gives_no_ratio() -> None:
    assert group(people("male", 0, 10), "male").selection_ratio is None


@given(
    st.lists(
        st.builds(
            Applicant,
            score=st.none() | st.floats(0, 100),
            selected=st.none() | st.booleans(),
            groups=st.dictionaries(st.sampled_from(["sex", "race"]), st.sampled_from("abc")),
        )
    )
)
def test_no_ratio_is_above_one_and_everybody_is_counted_once(found: list[Applicant]) -> None:
    result = audit_groups(found, ["sex", "race"])

    for part in result.breakdowns:
        assert sum(g.applicants for g in part.groups) + part.unknown == len(found)
        for one in part.groups:
            assert all(r is None or 0 <= r <= 1 for r in (one.selection_ratio, one.scoring_ratio))


def test_the_order_of_the_rows_changes_nothing() -> None:
    found = [*people("male", 5, 10), *people("female", 3, 10)]

    assert audit_groups(found, ["sex"]) == audit_groups(found[::-1], ["sex"])


def test_a_table_becomes_applicants() -> None:
    table = "\ufeffName;Selected;Score;Sex\nAda;yes;71,5;female\nBob;no;;male\nEve;;60;prefer not to say\n"

    found, columns = read_applicants(table.encode())

    assert columns == ("Sex",)
    assert [(a.selected, a.score, dict(a.groups)) for a in found] == [
        (True, 71.5, {"Sex": "female"}),
        (False, None, {"Sex": "male"}),
        (False, 60.0, {}),
    ]


def test_the_columns_of_groups_can_be_named() -> None:
    found, columns = read_applicants(b"score,sex,comment\n1,f,nice\n", ["sex"])

    assert columns == ("sex",)
    assert dict(found[0].groups) == {"sex": "f"}
