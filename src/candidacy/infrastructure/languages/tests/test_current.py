"""The language that is spoken now: words, dates and numbers of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from candidacy.infrastructure.languages import PSEUDO, SOURCE, Languages, current_language, speaking
from candidacy.infrastructure.languages.current import (
    say_date,
    say_day,
    say_duration,
    say_moment,
    say_number,
    say_size,
)

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Save"
msgstr "Speichern"

msgctxt "stage"
msgid "Saved"
msgstr "Gemerkt"

msgid "One CV"
msgid_plural "%(count)s CVs"
msgstr[0] "Ein Lebenslauf"
msgstr[1] "%(count)s Lebensläufe"
"""


@pytest.fixture
def languages(tmp_path: Path) -> Languages:
    (tmp_path / "de.po").write_text(PO)
    return Languages([tmp_path, tmp_path / "nowhere"], pseudo=True)


def test_english_is_spoken_where_nothing_was_said() -> None:
    assert current_language() == SOURCE


def test_the_language_before_comes_back_after_a_failure() -> None:
    def fail() -> None:
        with speaking("de"), speaking("fr"):
            raise LookupError(current_language())

    with pytest.raises(LookupError, match="fr"):
        fail()

    assert current_language() == SOURCE


def test_lang_005_every_kind_of_message_is_said_in_the_language_spoken(languages: Languages) -> None:
    with speaking("de"):
        said = [
            languages.gettext("Save"),
            languages.pgettext("stage", "Saved"),
            languages.ngettext("One CV", "%(count)s CVs", 1),
            languages.ngettext("One CV", "%(count)s CVs", 2),
            languages.npgettext("stage", "One", "Many", 2),
            languages.translate("Save"),
        ]

    assert said == ["Speichern", "Gemerkt", "Ein Lebenslauf", "%(count)s Lebensläufe", "Many", "Speichern"]


def test_lang_005_english_needs_no_catalog(languages: Languages) -> None:
    assert languages.translate("Page 3 of 9") == "Page 3 of 9"


def test_brackets_stand_around_what_can_be_translated(languages: Languages) -> None:
    with speaking(PSEUDO):
        said = [
            languages.gettext("Save"),
            languages.pgettext("stage", "Saved"),
            languages.ngettext("One", "Many", 1),
            languages.npgettext("stage", "One", "Many", 2),
        ]

    assert said == ["⟦Save⟧", "⟦Saved⟧", "⟦One⟧", "⟦Many⟧"]


def test_a_language_without_catalogs_stays_english(languages: Languages) -> None:
    with speaking("fr"):
        assert languages.gettext("Save") == "Save"


def test_only_languages_of_the_installation_are_known(tmp_path: Path) -> None:
    languages = Languages([tmp_path])

    assert [languages.knows(code) for code in ("de", "en", PSEUDO, "tlh", "", "../de")] == [
        *(True, True),
        *(False, False, False, False),
    ]


def test_lang_006_a_catalog_is_read_once_however_many_ask_at_once(languages: Languages) -> None:
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(languages.catalog, ["de"] * 8))

    assert all(one is found[0] for one in found)
    assert languages.is_read("de")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["22 Nov 2026", "22 Nov 2026, 08:05", "22 Nov", "1,234.5", "1,234.50", "1,234"]),
        ("de", ["22.11.2026", "22.11.2026, 08:05", "22. Nov.", "1.234,5", "1.234,50", "1.234"]),
        ("es", ["22 nov 2026", "22 nov 2026, 8:05", "22 nov", "1.234,5", "1.234,50", "1.234"]),
        (
            "fr",
            [
                *("22 nov. 2026", "22 nov. 2026, 08:05", "22 nov."),
                *("1\u202f234,5", "1\u202f234,50", "1\u202f234"),
            ],
        ),
        (PSEUDO, ["22 Nov 2026", "22 Nov 2026, 08:05", "22 Nov", "1,234.5", "1,234.50", "1,234"]),
    ],
)
def test_lang_007_dates_and_numbers_follow_the_language(language: str, said: list[str]) -> None:
    day, moment = date(2026, 11, 22), datetime(2026, 11, 22, 8, 5, tzinfo=UTC)

    with speaking(language):
        found = [
            *(say_date(day), say_moment(moment), say_day(day)),
            *(say_number(1234.5), say_number(1234.5, 2), say_number(1234.4, 0)),
        ]

    assert found == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["1 byte", "999 bytes", "1.5 kB", "1 MB", "2.5 MB", "3 GB", "3,000 TB"]),
        ("de", ["1 Byte", "999 Byte", "1,5 kB", "1 MB", "2,5 MB", "3 GB", "3.000 TB"]),
        ("es", ["1 byte", "999 bytes", "1,5 kB", "1 MB", "2,5 MB", "3 GB", "3.000 TB"]),
        ("fr", ["1 octet", "999 octets", "1,5 ko", "1 Mo", "2,5 Mo", "3 Go", "3 000 To"]),
    ],
)
def test_lang_007_sizes_follow_the_language(language: str, said: list[str]) -> None:
    with speaking(language):
        sizes = [say_size(count) for count in (1, 999, 1_500, 999_990, 2_500_000, 3 * 10**9, 3 * 10**15)]

    # Which of the narrow or wide spaces that do not break is Unicode's to say.
    assert [" ".join(size.split()) for size in sizes] == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["0 secs", "5 secs", "10 mins", "2 hrs", "2.5 hrs", "3 days"]),
        ("de", ["0 Sek.", "5 Sek.", "10 Min.", "2 Std.", "2,5 Std.", "3 Tg."]),
    ],
)
def test_lang_007_durations_follow_the_language(language: str, said: list[str]) -> None:
    with speaking(language):
        found = [say_duration(seconds) for seconds in (0, 5.2, 600, 7_200, 9_000, 3 * 86_400)]

    assert found == said
