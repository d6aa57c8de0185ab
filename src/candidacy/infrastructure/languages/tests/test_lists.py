"""Values of a sentence that are messages themselves."""

from babel.messages.catalog import Catalog as Messages

from candidacy.infrastructure.languages import Catalog

SAID = {
    "Leave out {0!s} at {1}.": "Lassen Sie bei {1} {0!s} weg.",
    "name": "Name",
    "date of birth": "Geburtsdatum",
    " and ": " und ",
    "{0!s} Use one column.": "{0!s} Nehmen Sie eine Spalte.",
    "It is a scan.": "Das ist ein Scan.",
    "The text stands in {0} columns.": "Der Text steht in {0} Spalten.",
}


def german() -> Catalog:
    messages = Messages(locale="de", fuzzy=False)
    for english, said in SAID.items():
        messages.add(english, said)
    return Catalog(messages)


def test_lang_005_a_list_of_words_is_said_word_by_word() -> None:
    said = german().translate("Leave out date of birth, name and shoe size at name.")

    assert said == "Lassen Sie bei name Geburtsdatum, Name und shoe size weg."


def test_lang_005_sentences_within_a_sentence_are_said_too() -> None:
    said = german().translate("It is a scan. The text stands in 2 columns. Use one column.")

    assert said == "Das ist ein Scan. Der Text steht in 2 Spalten. Nehmen Sie eine Spalte."
