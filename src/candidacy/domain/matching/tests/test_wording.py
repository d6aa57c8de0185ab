import pytest

from candidacy.domain.matching import score
from candidacy.domain.matching.formula import SHARED_ALL, SHARED_FULL, wording_in_full
from candidacy.domain.matching.tests.samples import cv, posting
from candidacy.domain.matching.words import stem, weight, weights_of
from candidacy.domain.postings.text import fold


@pytest.mark.parametrize("word", ["pentru", "sunt", "alebo", "oraz", "ikke", "değil", "которые"])
def test_function_words_of_other_languages_tell_little(word: str) -> None:
    assert weight(stem(fold(word))) == pytest.approx(0.1)


def test_a_word_that_no_list_holds_counts_in_full() -> None:
    assert weight(stem("contabilitate")) == 1.0


def test_wording_is_full_at_a_share_of_a_short_posting_and_at_an_amount_of_a_long_one() -> None:
    assert wording_in_full(4.0) == 4.0 * SHARED_ALL
    assert wording_in_full(200.0) == SHARED_FULL


def _wording(text: str) -> float:
    return next(c.score for c in score(cv(), posting(text)).components if c.name == "wording")


def test_more_shared_words_never_lower_the_wording_of_a_posting_that_says_more() -> None:
    short = "Backend Engineer\nRequirements\n- Django\n- zymurgy\n- xylography\n- wainscoting\n- vexillology"

    assert _wording(f"{short}\n- PostgreSQL\n- campanology") >= _wording(short)


def test_short_words_tell_little_in_a_language_that_nothing_knows() -> None:
    weights = weights_of(["zka", "zkav", "zkavu", "zkavuth"])

    assert list(weights.values()) == [0.1, 0.4, 0.7, 1.0]


def test_short_words_count_in_full_where_the_language_is_known() -> None:
    assert weights_of(["zka", stem("team"), stem("manage"), stem("work")])["zka"] == 1.0
