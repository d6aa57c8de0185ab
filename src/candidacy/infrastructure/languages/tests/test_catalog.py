"""Sentences that code made in English are found by what made them, and said in another language."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog as Messages

from candidacy.infrastructure.languages import Catalog, join_catalogs


def catalog(said: Mapping[str, str]) -> Catalog:
    messages = Messages(locale="de", fuzzy=False)
    for english, other in said.items():
        messages.add(english, other)
    return Catalog(messages)


def po(file: Path, said: Mapping[str, str]) -> Path:
    pairs = (f'msgid "{english}"\nmsgstr "{other}"\n' for english, other in said.items())
    file.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n' + "\n".join(pairs))
    return file


PAGES = {"Page {0} of {1}": "Seite {0} von {1}"}


@pytest.mark.parametrize(
    ("said", "text", "other"),
    [
        ({"Save": "Speichern"}, "Save", "Speichern"),
        (PAGES, "Page 3 of 9", "Seite 3 von 9"),
        (PAGES, "Page 3", "Page 3"),
        (PAGES, "Page  of ", "Seite  von "),
        (PAGES, "Page 3 of 9 of 12", "Seite 3 von 9 of 12"),
        ({"{0} of {1}": "{1}: {0}"}, "3 of 9", "9: 3"),
        ({"{0}{1} cannot be read": "{0}{1} ist nicht lesbar"}, "x cannot be read", "x ist nicht lesbar"),
        ({"The file “{0}”": "„{0}“, ja „{0}“"}, "The file “cv\n.pdf”", "„cv\n.pdf“, ja „cv\n.pdf“"),
        ({"One {0} one": "Ein {0} ein"}, "One one", "One one"),
        ({"Of {0}: {1}.": "Von {0}: {1}."}, "Of 3, 9.", "Of 3, 9."),
        ({"100 % of {0} (a+b)": "100 % von {0} (a+b)"}, "100 % of x (a+b)", "100 % von x (a+b)"),
        ({"Not translated": ""}, "Not translated", "Not translated"),
        ({}, "Nobody knows this.", "Nobody knows this."),
        ({}, "", ""),
    ],
)
def test_lang_005_a_sentence_of_the_code_is_said_in_another_language(
    said: Mapping[str, str], text: str, other: str
) -> None:
    assert catalog(said).translate(text) == other


def test_lang_005_the_most_particular_pattern_counts() -> None:
    found = catalog({"{0}: {1}": "{0} – {1}", "Page {0}: {1}": "Seite {0}: {1}"})

    assert found.translate("Page 3: empty") == "Seite 3: empty"


def test_lang_005_what_a_value_holds_is_never_taken_for_a_place() -> None:
    assert catalog({"Hello {0}": "Hallo {0}"}).translate("Hello {0} %(name)s \\1") == "Hallo {0} %(name)s \\1"


def test_lang_005_a_text_made_to_be_slow_is_not_slow() -> None:
    pattern = " ".join(f"{{{n}}}:" for n in range(12))

    assert catalog({f"{pattern} end": f"{pattern} Ende"}).translate(": " * 20_000) == ": " * 20_000


def test_lang_005_an_empty_catalog_says_everything_in_english() -> None:
    assert Catalog().translate("Page 3 of 9") == "Page 3 of 9"


def test_of_two_catalogs_the_first_that_knows_a_message_says_it(tmp_path: Path) -> None:
    files = [
        po(tmp_path / "a.po", {"Save": "Speichern"}),
        po(tmp_path / "b.po", {"Save": "Sichern", "Delete": "Löschen"}),
    ]

    joined = Catalog(join_catalogs(files, "de"))

    assert (joined.gettext("Save"), joined.gettext("Delete")) == ("Speichern", "Löschen")
