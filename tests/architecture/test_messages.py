"""The interface speaks each language whole: every word is a message, every message translated."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from candidacy.entrypoints.messages import OWNERS, bring_up_to_date, folder_of, written
from candidacy.infrastructure.languages import LANGUAGES, SOURCE
from tests.architecture.template_words import all_words, words_outside_messages

OTHERS = [code for code in LANGUAGES if code != SOURCE]
PLACES = re.compile(r"\{\d+\}|%\(\w+\)[sd]|<[^>]+>")
SPOKEN = OWNERS


@pytest.mark.parametrize("owner", SPOKEN)
def test_lang_001_every_message_has_a_translation(owner: str) -> None:
    for language in OTHERS:
        made, missing = bring_up_to_date(owner, language)
        file = folder_of(owner) / f"{language}.po"

        assert missing == 0
        assert not len(made) or file.read_bytes() == written(made), "make messages"


@pytest.mark.parametrize("owner", SPOKEN)
def test_lang_002_a_translation_has_the_places_of_its_message(owner: str) -> None:
    wrong = []
    for file in sorted(folder_of(owner).glob("*.po")):
        for message in _messages(file):
            english = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            places = set(PLACES.findall(english[-1]))
            wrong += [f"{file.name}: {one}" for one in said[-1:] if set(PLACES.findall(one)) != places]

    assert wrong == []


@pytest.mark.parametrize("owner", SPOKEN)
def test_lang_003_every_word_of_a_template_is_a_message(owner: str) -> None:
    assert list(all_words(folder_of(owner).parent)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_lang_004_the_same_message_is_said_the_same_everywhere(language: str) -> None:
    said: dict[object, set[object]] = {}
    for owner in SPOKEN:
        file = folder_of(owner) / f"{language}.po"
        for message in _messages(file) if file.is_file() else ():
            said.setdefault((message.id, message.context), set()).add(message.string)

    assert {english: ways for english, ways in said.items() if len(ways) > 1} == {}


def _messages(file: Path) -> list:  # type: ignore[type-arg] # Babel's messages have no parameters.
    with file.open("rb") as opened:
        return [message for message in read_po(opened) if message.id]


def test_words_outside_messages_are_found(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        '<p title="Bare title">{{ _("Said") }} bare</p>{% trans %}Said too{% endtrans %}'
        '{{ part("Bare call", _("Said"), "a-class", "/cvs") }}<code>candidacy serve</code> {{ "%d" }} JSON'
    )

    assert words_outside_messages(template) == ["Bare title", "bare", "Bare call"]
