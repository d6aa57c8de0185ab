"""A sentence that only its person can confirm is out of the letter until they have."""

from datetime import UTC, datetime

import pytest

from candidacy.domain.tailoring import Confirmed, NoQuestion, OtherWords
from candidacy.domain.tailoring.letters import (
    AskedSentence,
    Draft,
    guarded,
    judged_sentence,
    put_in,
    sentence_asked,
    with_statement,
    without_asked,
)
from candidacy.domain.tailoring.letters.tests.test_letters import APIS, made
from candidacy.domain.tailoring.tests.samples import FACTS

FIRST = "I built a Python service that cut invoice processing time by 40 percent."
LAST = "I served about 200 customers a day."
ASKED = "I designed REST APIs used by 3 strollers."
ALSO = "I designed REST APIs used by 3 umbrella teams."


def asking(*told: str) -> Draft:
    return guarded(made(), [told], FACTS)


def said(*words: str) -> Confirmed:
    return Confirmed(words=words, by="ada", at=datetime(2026, 11, 1, tzinfo=UTC))


def test_tail_024_a_sentence_that_is_asked_about_is_not_in_the_letter_and_rests_on_its_line() -> None:
    draft = asking(FIRST, ASKED, LAST)

    (asked,) = draft.questions
    assert (asked.text, asked.words, asked.sources[0].path) == (ASKED, ("strollers",), APIS)
    assert "strollers" not in draft.text
    assert FIRST in draft.text
    assert draft.refused == ()


def test_tail_025_what_is_confirmed_stands_where_it_would_have_stood_as_a_statement() -> None:
    draft = asking(FIRST, ALSO, ASKED, LAST)
    first, second = draft.questions

    draft = with_statement(draft, first.key, said("umbrella"))
    draft = with_statement(draft, second.key, said("strollers"))

    assert f"{FIRST} {ALSO} {ASKED} {LAST}" in draft.text
    stated = [one for told in draft.paragraphs for one in told if one.confirmed]
    assert [one.confirmed and one.confirmed.words for one in stated] == [("umbrella",), ("strollers",)]
    assert draft.questions == ()


def test_tail_025_paragraphs_stay_and_what_is_confirmed_stands_in_its_own() -> None:
    draft = guarded(made(), [[FIRST, ALSO], ["I led 90 people."], [ASKED, LAST]], FACTS)
    first, second = draft.questions

    draft = with_statement(draft, first.key, said("umbrella"))
    draft = with_statement(draft, second.key, said("strollers"))

    assert f"\n\n{FIRST} {ALSO}\n\n{ASKED} {LAST}\n\n" in draft.text
    assert [one.text for one in draft.refused] == ["I led 90 people."]


def test_tail_025_with_nothing_supported_it_stands_behind_the_lines_of_the_cv() -> None:
    draft = asking(ASKED)

    then = with_statement(draft, draft.questions[0].key, said("strollers"))

    assert draft.text == made().text
    assert then.text.index("REST APIs used by 3 client teams") < then.text.index(ASKED)
    assert then.text.endswith("Ada Field")


@pytest.mark.parametrize("words", [(), ("client",), ("strollers", "rest")])
def test_tail_025_a_confirmation_names_the_words(words: tuple[str, ...]) -> None:
    draft = asking(ASKED)

    with pytest.raises(OtherWords):
        with_statement(draft, draft.questions[0].key, said(*words))


def test_tail_026_what_is_not_true_is_dropped() -> None:
    draft = asking(FIRST, ASKED)

    then = without_asked(draft, draft.questions[0].key)

    assert (then.questions, then.text) == ((), draft.text)
    with pytest.raises(NoQuestion):
        sentence_asked(then, draft.questions[0].key)


def test_tail_025_in_a_letter_that_was_edited_it_stands_behind_what_is_left_before_it() -> None:
    draft = asking(FIRST, ASKED, LAST)
    draft = with_statement(draft, draft.questions[0].key, said("strollers"))

    kept = put_in(f"Hello,\n\n{FIRST} And more.\n\nAda", draft, ASKED)
    greeted = put_in("Dear hiring team of Acme,\n\nIt is me.\n\nAda", draft, ASKED)
    other = put_in("Hello,\n\nit is me.", draft, ASKED)

    assert kept == f"Hello,\n\n{FIRST} {ASKED} And more.\n\nAda"
    assert other == f"Hello,\n\nit is me.\n\n{ASKED}"
    assert greeted.count(ASKED) == 1


def test_what_is_asked_about_at_one_employer_is_not_asked_of_another() -> None:
    here = judged_sentence("At Harbour Systems I designed REST APIs used by 3 strollers.", FACTS)
    there = judged_sentence("At Bakers Lane I designed REST APIs used by 3 strollers.", FACTS)

    assert isinstance(here, AskedSentence)
    assert not isinstance(there, AskedSentence)
