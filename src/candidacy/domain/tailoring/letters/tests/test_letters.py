import pytest

from candidacy.domain.tailoring.letters import (
    Draft,
    LetterKind,
    Tone,
    UnknownLetterLanguage,
    Wanted,
    drafted,
    guarded,
    letter_languages,
    sentences_of,
)
from candidacy.domain.tailoring.tests.samples import FACTS, TAXONOMY, TODAY, cv, posting

ORGANISED = (
    "Python Developer at Quay Software\n\nRequirements\n- Experience with Python\n- PostgreSQL\n- REST APIs\n"
)
APIS = "/work/0/highlights/2"


def made(wanted: Wanted | None = None, value: object = None, text: str | None = None) -> Draft:
    asked = posting(text) if text else posting()
    return drafted(cv(value), asked, TAXONOMY, wanted or Wanted(), today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", letter_languages())
@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("kind", LetterKind)
def test_tail_010_a_letter_is_there_in_every_language_tone_and_kind(
    language: str, tone: Tone, kind: LetterKind
) -> None:
    draft = made(Wanted(kind, language, tone))

    assert "Ada Field" in draft.text
    assert "REST APIs used by 3 client teams" in draft.text or "REST APIs" in draft.text
    assert "{" not in draft.text
    assert draft.language == language


def test_tail_010_every_sentence_about_the_person_names_its_lines() -> None:
    draft = made()
    told = [s for paragraph in draft.paragraphs for s in paragraph if s.sources]

    assert told
    assert all(FACTS.at(source.path) == source.quote for s in told for source in s.sources)
    assert all(
        source.quote.rstrip(".")[1:] in s.text
        for s in told
        for source in s.sources[:1]
        if "/work/0/h" in source.path
    )


def test_tail_010_the_frame_says_nothing_of_the_person_but_the_name() -> None:
    framed = " ".join(s.text for p in made().paragraphs for s in p if not s.sources)
    said = [value for path, value in FACTS.values.items() if path.startswith("/work/")]

    assert not any(value in framed for value in said)


def test_a_line_that_begins_with_what_was_done_is_told_in_the_first_person() -> None:
    draft = made()

    assert "At Harbour Systems, as Software Engineer, I built a Python service" in draft.text


def test_in_another_language_a_line_is_quoted_as_it_stands() -> None:
    draft = made(Wanted(language="de"))

    assert "Als Software Engineer bei Harbour Systems: Built a Python service" in draft.text


def test_a_skill_of_the_list_that_is_asked_for_is_named() -> None:
    draft = made()
    said = next(s for p in draft.paragraphs for s in p if s.text.startswith("Of what you ask for"))

    assert "Postgres" in said.text
    assert said.sources[0].path.startswith("/skills/")


def test_a_note_is_shorter_than_a_letter() -> None:
    assert len(made(Wanted(LetterKind.NOTE)).text) < len(made().text)


def test_what_the_posting_does_not_say_is_left_out() -> None:
    draft = made(text="Requirements\n- Python\n")

    assert "{" not in draft.text
    assert "None" not in draft.text


def test_a_cv_that_answers_nothing_gives_a_frame_to_write_in() -> None:
    draft = made(value={"basics": {"name": "Ada"}})

    assert draft.text.startswith("Dear hiring team")
    assert draft.text.endswith("Ada")


def test_the_same_cv_and_posting_give_the_same_letter() -> None:
    assert made() == made()


def test_a_language_that_has_no_frame_is_refused() -> None:
    with pytest.raises(UnknownLetterLanguage):
        made(Wanted(language="tlh"))


def test_tail_011_sentences_that_the_cv_supports_take_the_place_of_the_body() -> None:
    told = "I built a Python service that cut invoice processing time by 40 percent."
    letter = guarded(made(), [[told]], FACTS)

    assert told in letter.text
    assert letter.text.startswith("Dear hiring team")
    assert letter.text.endswith("Ada Field")
    assert "designed REST APIs" not in letter.text
    assert letter.refused == ()


def test_tail_011_a_sentence_of_somebody_else_leads_to_its_lines() -> None:
    letter = guarded(made(), [["At Harbour Systems I designed REST APIs used by 3 client teams."]], FACTS)
    told = next(s for p in letter.paragraphs for s in p if "3 client teams" in s.text)

    assert told.sources[0].path == APIS


LIES = [
    "I built a Python service that cut invoice processing time by 60 percent.",
    "I led the design of REST APIs for 30 client teams.",
    "I hold an MBA.",
    "I am certified in Kubernetes by Google.",
    "At Siemens I designed REST APIs.",
    "At Harbour Systems I managed a budget of $1.2M with over 15 employees.",
    "I speak German at C2.",
    "As head of engineering I designed REST APIs.",
    "I look forward to it.",
]


@pytest.mark.parametrize("text", LIES)
def test_tail_011_a_sentence_that_the_cv_does_not_support_is_refused_with_the_reason(text: str) -> None:
    letter = guarded(made(), [[text]], FACTS)

    assert text not in letter.text
    assert letter.refused[0].text == text
    assert letter.refused[0].refusals[0].proof
    assert letter.paragraphs == made().paragraphs


@pytest.mark.parametrize("added", ["in German", "using Kubernetes", "as a Software Engineer"])
def test_tail_011_what_another_line_says_is_not_told_of_this_one(added: str) -> None:
    true, lie = "I served about 200 customers a day.", f"I served about 200 customers a day {added}."

    letter = guarded(made(), [[true, lie]], FACTS)

    assert true in letter.text
    assert lie not in letter.text


def test_a_sentence_over_two_jobs_may_say_what_both_say() -> None:
    told = "I designed REST APIs and managed a budget of $1.2M."

    assert told in guarded(made(), [[told]], FACTS).text


def test_a_sentence_may_name_both_organisations() -> None:
    told = "I designed REST APIs at Harbour Systems and served customers at Bakers Lane."

    assert told in guarded(made(), [[told]], FACTS).text


def test_nothing_proposed_leaves_the_letter_as_it_is() -> None:
    assert guarded(made(), [["  "]], FACTS) == made()


def test_sentences_come_into_a_letter_without_a_body_too() -> None:
    bare = made(value={"basics": {"name": "Ada"}})

    assert "I designed REST APIs." in guarded(bare, [["I designed REST APIs."]], FACTS).text


def test_a_text_is_cut_into_its_sentences() -> None:
    assert sentences_of("One. Two!\nThree") == ["One.", "Two!", "Three"]
