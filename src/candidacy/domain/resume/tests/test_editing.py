"""Mending a Resume keeps what is known of the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.resume import ReadField, SourcedResume, Span
from candidacy.domain.resume.editing import Change, revised
from candidacy.domain.resume.json_resume import BadResume, load_resume
from candidacy.domain.resume.pointer import BadPointer, leaves

VALUE: dict[str, Any] = {
    "basics": {"name": "Ada Lovelace", "email": "ada@example.org"},
    "work": [
        {"name": "Engines", "position": "Enginer", "startDate": "2019", "highlights": ["One", "Two"]},
        {"name": "Mill", "position": "Clerk", "startDate": "2015"},
    ],
}


def read(value: dict[str, Any] = VALUE, confidence: float = 0.6) -> SourcedResume:
    fields = tuple(
        ReadField(path=path, value=text, confidence=confidence, spans=(Span(start=n * 10, end=n * 10 + 5),))
        for n, (path, text) in enumerate(leaves(value))
    )
    return SourcedResume(resume=load_resume(value), fields=fields)


def field(sourced: SourcedResume, path: str) -> ReadField:
    return next(f for f in sourced.fields if f.path == path)


def test_a_mended_value_is_certain_and_has_no_place_any_more() -> None:
    after = revised(read(), [Change("/work/0/position", "Engineer")])

    mended = field(after, "/work/0/position")
    assert after.resume.work[0].position == "Engineer"
    assert (mended.confidence, mended.spans) == (1.0, ())


def test_a_confirmed_value_is_certain_and_keeps_its_place() -> None:
    before = read()

    after = revised(before, [Change("/work/0/name", "Engines")])

    assert field(after, "/work/0/name").confidence == 1.0
    assert field(after, "/work/0/name").spans == before.spans_at("/work/0/name")


def test_what_was_not_touched_stays_as_unsure_as_it_was() -> None:
    after = revised(read(), [Change("/work/0/position", "Engineer")])

    assert field(after, "/work/1/position").confidence == 0.6


def test_behind_a_removed_entry_the_others_keep_their_places() -> None:
    before = read()

    after = revised(before, [Change("/work/0", None)])

    assert [work.name for work in after.resume.work] == ["Mill"]
    assert field(after, "/work/0/name").spans == before.spans_at("/work/1/name")


def test_an_item_that_moved_up_in_its_list_keeps_its_place() -> None:
    before = read()
    entry = VALUE["work"][0] | {"highlights": ["Two", "Three"]}

    after = revised(before, [Change("/work/0", entry)])

    assert after.resume.work[0].highlights == ("Two", "Three")
    assert field(after, "/work/0/highlights/0").spans == before.spans_at("/work/0/highlights/1")
    assert field(after, "/work/0/highlights/1").spans == ()


def test_an_entry_is_added_at_the_end() -> None:
    after = revised(read(), [Change("/work/-", {"name": "Royal Society"})])

    assert [work.name for work in after.resume.work] == ["Engines", "Mill", "Royal Society"]


def test_the_first_entry_of_a_section_makes_the_section() -> None:
    after = revised(
        read(), [Change("/languages/-", {"language": "French"}), Change("/basics/location/city", "Oslo")]
    )

    assert after.resume.languages[0].language == "French"
    assert after.resume.basics.location is not None


def test_every_pointer_means_the_resume_before_the_changes() -> None:
    after = revised(read(), [Change("/work/0", None), Change("/work/1/position", "Miller")])

    assert [work.position for work in after.resume.work] == ["Miller"]


def test_what_is_emptied_is_gone() -> None:
    after = revised(read(), [Change("/basics/email", "  "), Change("/work/1/startDate", None)])

    assert after.resume.basics.email is None
    assert after.resume.work[1].start_date is None
    assert "/basics/email" not in {f.path for f in after.fields}


def test_a_date_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(BadResume, match="/work/0/startDate"):
        revised(read(), [Change("/work/0/startDate", "some time ago")])


@pytest.mark.parametrize("path", ["", "/work/7/name", "/basics/name/first", "/work/x", "/work/9"])
def test_a_place_that_is_none_is_refused(path: str) -> None:
    with pytest.raises(BadPointer):
        revised(read(), [Change(path, "x")])


def test_a_typed_resume_stays_without_fields() -> None:
    after = revised(SourcedResume(resume=load_resume(VALUE)), [Change("/basics/name", "Ada")])

    assert (after.resume.basics.name, after.fields) == ("Ada", ())


@given(st.lists(st.sampled_from([path for path, _ in leaves(VALUE)]), unique=True))
def test_confirming_changes_no_value(paths: list[str]) -> None:
    known = dict(leaves(VALUE))

    after = revised(read(), [Change(path, known[path]) for path in paths])

    assert after.resume == load_resume(VALUE)
    assert {f.path for f in after.fields if f.confidence == 1.0} == set(paths)
