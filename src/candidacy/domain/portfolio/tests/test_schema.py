import io

import pytest
from PIL import Image

from candidacy.domain.portfolio import Kind, Link, Section, is_visible
from candidacy.domain.portfolio.card import card_picture
from candidacy.domain.portfolio.files import markdown_file, profile_file
from candidacy.domain.portfolio.tests.payloads import payloads
from candidacy.domain.portfolio.tests.sites import PROJECT, site


@pytest.mark.parametrize(
    ("visibility", "public", "by_link"),
    [("public", True, True), ("unlisted", False, True), ("private", False, False)],
)
def test_folio_004_who_sees_a_section(visibility: str, public: bool, by_link: bool) -> None:
    sections = {"about": visibility}

    assert is_visible(sections, Section.ABOUT, by_link=False) is public
    assert is_visible(sections, Section.ABOUT, by_link=True) is by_link


def test_folio_004_a_section_that_is_not_named_is_private() -> None:
    assert not is_visible({}, Section.ABOUT, by_link=True)


def test_entries_are_found_by_kind() -> None:
    assert [entry.slug for entry in site().of_kind(Kind.POST)] == ["notes"]


def test_an_item_is_written_as_markdown_with_its_facts_in_front() -> None:
    text = markdown_file(PROJECT, draft=False, pictures=["../pictures/engine.webp"])

    assert text.startswith('---\ntitle: "Analytical Engine"\nslug: "engine"\nkind: "project"\ndraft: false\n')
    assert '"file": "../pictures/engine.webp"' in text
    assert text.endswith("---\n\n# How\n\nWith **gears** & cards <b>\n")


def test_the_person_is_written_so_too() -> None:
    text = profile_file("Ada", "", "I compute.", [Link("Code", "https://code.example")])

    assert text == (
        '---\nname: "Ada"\nlinks: [{"label": "Code", "url": "https://code.example"}]\n---\n\nI compute.\n'
    )


def test_folio_013_the_card_of_a_page_is_a_picture_of_its_words() -> None:
    picture = Image.open(io.BytesIO(card_picture("Project", "An engine", "Ada Lovelace", "Analyst")))

    assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_folio_013_no_words_break_the_card() -> None:
    for words in ("#panic()", '"]', "\\", "$x$", "世界 مرحبا 🚀", payloads()[0], "x" * 500):
        assert card_picture("Post", words, words, words).startswith(b"\x89PNG")
