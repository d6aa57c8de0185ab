import pytest

from candidacy.domain.matching import score
from candidacy.domain.matching.formula import SHARED_ALL, SHARED_FULL, wording_in_full
from candidacy.domain.matching.telling import words_of
from candidacy.domain.matching.tests.samples import cv, posting
from candidacy.domain.matching.words import in_capitals, stem, weight
from candidacy.domain.postings.text import fold


@pytest.mark.parametrize("word", ["pentru", "sunt", "alebo", "oraz", "ikke", "değil", "которые"])
def test_function_words_of_other_languages_tell_little(word: str) -> None:
    assert weight(stem(fold(word))) == pytest.approx(0.1)


def test_a_word_that_no_list_holds_counts_in_full() -> None:
    assert weight(stem("contabilitate")) == 1.0


def test_wording_is_full_at_a_share_of_a_short_posting_and_at_an_amount_of_a_long_one() -> None:
    assert wording_in_full(4.0, known=True) == 4.0 * SHARED_ALL
    assert wording_in_full(200.0, known=True) == SHARED_FULL


def _wording(text: str) -> float:
    return next(c.score for c in score(cv(), posting(text)).components if c.name == "wording")


def test_more_shared_words_never_lower_the_wording_of_a_posting_that_says_more() -> None:
    short = "Backend Engineer\nRequirements\n- Django\n- zymurgy\n- xylography\n- wainscoting\n- vexillology"

    assert _wording(f"{short}\n- PostgreSQL\n- campanology") >= _wording(short)


UNKNOWN = """Zkavuther zka Plimrost
Grombaldri
- Wexhulmar zka vornaptik
- Brisqonal, XQL zka dolphrenim
Kru zelbanto
- Vornaptik quistrelm"""
"""A posting in a language that nothing knows: a title, and two headings with lists."""


def test_short_words_tell_little_in_a_language_that_nothing_knows() -> None:
    words = words_of(posting(UNKNOWN).posting)

    assert [words.weight(s) for s in ("zka", "zkav", "zkavu", "zkavuth")] == [0.1, 0.4, 0.7, 1.0]


def test_an_abbreviation_counts_in_full_there() -> None:
    words = words_of(posting(UNKNOWN).posting)

    assert words.weight("xql") == 1.0


def test_headings_are_left_out_there_and_the_title_is_not() -> None:
    words = words_of(posting(UNKNOWN).posting)

    assert {stem("grombaldri"), stem("zelbanto"), "kru"}.isdisjoint(words.counts)
    assert stem("plimrost") in words.counts


def test_a_requirement_weighs_its_words_as_the_posting_does() -> None:
    prepared = posting(UNKNOWN)

    assert {w for a in prepared.asked for s, w in a.stems if s == "zka"} == {0.1}


def test_a_long_posting_of_an_unknown_language_is_not_full_of_what_any_cv_shares() -> None:
    assert wording_in_full(100.0, known=False) == 2 * wording_in_full(25.0, known=False) > SHARED_FULL


def test_short_words_and_headings_count_in_full_where_the_language_is_known() -> None:
    words = words_of(posting("Manager\nOur daily work\n- Manage a zka team").posting)

    assert words.weight("zka") == 1.0
    assert stem("daily") in words.counts


def test_words_in_capitals_are_no_abbreviations_where_small_letters_or_all_words_are_so_written() -> None:
    assert in_capitals("XQL zka, xql ZKA zkavu SAP") == {"sap"}
    assert in_capitals("ZKAVU PLIMROST SAP") == frozenset()
