from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.resume import Work
from candidacy.domain.resume.positions import flatten, group_positions

_WORK = st.builds(
    Work,
    name=st.sampled_from(["Acme", "ACME ", "Beta", None, ""]),
    position=st.sampled_from(["Engineer", None]),
    start_date=st.sampled_from(["2019", "2020-03", None]),
    end_date=st.sampled_from(["2021", None]),
)


def test_neighbouring_roles_at_one_employer_are_one_employment() -> None:
    work = [Work(name="Acme", position="Lead"), Work(name="ACME", position="Engineer"), Work(name="Beta")]

    employments = group_positions(work)

    assert [[p.position for p in e.positions] for e in employments] == [["Lead", "Engineer"], [None]]


def test_an_employment_lasts_from_its_first_role_to_its_last() -> None:
    work = [
        Work(name="Acme", start_date="2020-01", end_date="2022-05"),
        Work(name="Acme", start_date="2018", end_date="2019-12"),
    ]

    (employment,) = group_positions(work)

    assert (employment.start_date, employment.end_date) == ("2018", "2022-05")


def test_an_employment_with_an_ongoing_role_has_no_end() -> None:
    work = [Work(name="Acme", start_date="2020-01"), Work(name="Acme", start_date="2018", end_date="2019-12")]

    (employment,) = group_positions(work)

    assert employment.end_date is None


def test_entries_without_an_employer_stay_by_themselves() -> None:
    assert len(group_positions([Work(position="A"), Work(position="B")])) == 2


@given(st.lists(_WORK))
def test_flattening_gives_the_entries_back(work: list[Work]) -> None:
    assert flatten(group_positions(work)) == tuple(work)
