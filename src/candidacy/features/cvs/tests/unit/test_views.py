"""A CV in the order of its page."""

import pytest

from candidacy.domain.resume import ReadField, Resume, SourcedResume
from candidacy.features.cvs.pages.views import FullLabel, Value, full_label, label_of, sections_of, values_of


def values(*pairs: tuple[str, str]) -> list[Value]:
    return [Value(f"f{n}", ReadField(path=p, value=v, confidence=1)) for n, (p, v) in enumerate(pairs)]


def test_sections_stand_in_the_order_of_the_page_and_others_follow() -> None:
    found = sections_of(values(("/x-hobby", "Go"), ("/work/0/name", "Engines"), ("/basics/name", "Ada")))

    assert [section.title for section in found] == ["Person", "Experience", "X-hobby"]


def test_parts_of_a_section_that_stand_apart_in_the_document_come_together() -> None:
    found = sections_of(
        values(("/basics/name", "Ada"), ("/work/0/name", "Engines"), ("/basics/email", "a@example.org"))
    )

    (person, _) = found
    assert [row.label for entry in person.entries for row in entry.rows] == ["Name", "E-mail"]


def test_an_entry_is_headed_by_what_names_it() -> None:
    (work,) = sections_of(
        values(("/work/0/name", "Engines"), ("/work/0/startDate", "2019"), ("/work/0/position", "Engineer"))
    )

    (entry,) = work.entries
    assert [value.field.value for value in entry.headline] == ["Engineer", "Engines"]
    assert [row.label for row in entry.rows] == ["Start date"]


def test_the_values_of_a_list_share_a_row() -> None:
    (work,) = sections_of(values(("/work/0/highlights/0", "a"), ("/work/0/highlights/1", "b")))

    (row,) = work.entries[0].rows
    assert [value.field.value for value in row.values] == ["a", "b"]


def test_a_language_with_its_level_fits_one_line() -> None:
    (languages,) = sections_of(values(("/languages/0/language", "English"), ("/languages/0/fluency", "C1")))

    assert languages.entries[0].compact


@pytest.mark.parametrize(
    ("path", "label", "full"),
    [
        ("/work/1/startDate", "Start date", FullLabel("Experience", 2, "Start date")),
        ("/basics/name", "Name", FullLabel("Person", None, "Name")),
        ("/basics/profiles/0/url", "Profile address", FullLabel("Person", None, "Profile address")),
        ("/skills/0/keywords/3", "Keywords", FullLabel("Skills", 1, "Keywords")),
        ("/summary", "Value", FullLabel("Summary", None, "Value")),
    ],
)
def test_a_pointer_is_said_in_words(path: str, label: str, full: FullLabel) -> None:
    assert (label_of(path), full_label(path)) == (label, full)


def test_of_a_typed_cv_everybody_is_sure() -> None:
    typed = SourcedResume(resume=Resume.model_validate({"basics": {"name": "Ada"}}))

    (value,) = values_of(typed)

    assert (value.field.value, value.unsure) == ("Ada", False)
