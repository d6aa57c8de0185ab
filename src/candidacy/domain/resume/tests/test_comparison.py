"""Differences between Resumes are those a person made."""

from typing import Any

from candidacy.domain.resume.comparison import Difference, Piece, differences, rebased, words_between
from candidacy.domain.resume.editing import Change
from candidacy.domain.resume.json_resume import load_resume

ENGINES = {
    "name": "Engines",
    "position": "Engineer",
    "startDate": "2019",
    "highlights": ["One", "Two", "Three"],
}
MILL = {"name": "Mill", "position": "Clerk", "startDate": "2015", "endDate": "2018"}


def between(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    return differences(load_resume(old), load_resume(new))


def test_equal_resumes_do_not_differ() -> None:
    assert between({"work": [ENGINES]}, {"work": [ENGINES]}) == []


def test_a_changed_value_names_its_entry() -> None:
    (one,) = between({"work": [ENGINES, MILL]}, {"work": [ENGINES, MILL | {"startDate": "2014"}]})

    assert one == Difference("changed", "work", "Clerk, Mill", "startDate", "2015", "2014")


def test_behind_an_entry_that_is_gone_nothing_has_changed() -> None:
    found = between({"work": [ENGINES, MILL]}, {"work": [MILL]})

    assert {(one.kind, one.entry) for one in found} == {("removed", "Engineer, Engines")}


def test_entries_that_changed_places_do_not_differ() -> None:
    assert between({"work": [ENGINES, MILL]}, {"work": [MILL, ENGINES]}) == []


def test_an_item_that_was_put_in_is_the_only_difference_of_its_list() -> None:
    more = ENGINES | {"highlights": ["One", "New", "Two", "Three"]}

    assert [(d.kind, d.after) for d in between({"work": [ENGINES]}, {"work": [more]})] == [("added", "New")]


def test_a_value_of_the_person_is_added_and_removed() -> None:
    found = between(
        {"basics": {"name": "Ada", "email": "a@b.example"}}, {"basics": {"name": "Ada", "phone": "1"}}
    )

    assert [(d.kind, d.member) for d in found] == [("added", "phone"), ("removed", "email")]


def test_the_words_of_a_changed_text_are_told_apart() -> None:
    assert words_between("led a team of 4", "led a big team of 4") == [
        Piece("same", "led a"),
        Piece("added", "big"),
        Piece("same", "team of 4"),
    ]


def test_a_change_follows_its_entry_to_where_it_stands_now() -> None:
    before, now = load_resume({"work": [ENGINES, MILL]}), load_resume({"work": [MILL]})

    assert rebased([Change("/work/1/position", "Miller")], before, now) == [
        Change("/work/0/position", "Miller")
    ]


def test_changes_to_an_entry_that_is_gone_become_a_new_one() -> None:
    before, now = load_resume({"work": [ENGINES, MILL]}), load_resume({"work": [MILL]})
    changes = [
        Change("/work/0/position", "Chief"),
        Change("/work/0/name", "Engines"),
        Change("/work/0/url", None),
    ]

    assert rebased(changes, before, now) == [Change("/work/-", {"position": "Chief", "name": "Engines"})]


def test_a_change_to_the_person_stays_where_it_is() -> None:
    resume = load_resume({"basics": {"name": "Ada"}})

    assert rebased([Change("/basics/name", "A")], resume, resume) == [Change("/basics/name", "A")]
