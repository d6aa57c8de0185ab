import pytest

from candidacy.domain.postings.cues import importance_at, not_needed
from candidacy.domain.postings.education import (
    DEGREES,
    degree_rank,
    find_degrees,
    highest_degree,
    lowest_degree,
)
from candidacy.domain.postings.headings import SectionKind
from candidacy.domain.postings.languages import find_languages, language_named, level_of
from candidacy.domain.postings.schema import Importance
from candidacy.domain.postings.sections import heading_kind
from candidacy.domain.postings.text import fold, normalise
from candidacy.domain.postings.years import find_years


@pytest.mark.parametrize(
    ("text", "years", "most"),
    [
        ("5+ years of Python", 5, None),
        ("3-5 years experience", 3, 5),
        ("at least three (3) years in sales", 3, None),
        ("6 months experience", 0.5, None),
        ("Mindestens 5 Jahre Berufserfahrung", 5, None),
        ("2 à 3 ans d'expérience", 2, 3),
        ("mínimo dos años de experiencia", 2, None),
        ("experiência de 4 anos", 4, None),
        ("minimaal 3 jaar ervaring", 3, None),
    ],
)
def test_years_of_experience_are_found(text: str, years: float, most: float | None) -> None:
    assert [(y.years, y.most) for y in find_years(text)] == [(years, most)]


@pytest.mark.parametrize(
    "text",
    [
        "25 years on the market",
        "You are 18 years old",
        "for over 20 years we build boats",
        "experience gained in the last 10 years",
    ],
)
def test_years_that_are_not_asked_for_are_left(text: str) -> None:
    assert find_years(text) == ()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Master's degree preferred", "master"),
        ("a masters degree in finance", "master"),
        ("MBA", "master"),
        ("BSc (Hons) Physics", "bachelor"),
        ("PhD in chemistry", "doctorate"),
        ("High school diploma or GED", "secondary"),
        ("associate's degree", "associate"),
        ("abgeschlossenes Studium der Informatik", "bachelor"),
        ("Abgeschlossene Ausbildung als Koch", "vocational"),
        ("Bac+5 en informatique", "master"),
        ("Licenciatura en Derecho", "bachelor"),
        ("Ensino superior completo", "bachelor"),
        ("HBO werk- en denkniveau", "bachelor"),
    ],
)
def test_degree_levels_are_read(text: str, level: str) -> None:
    assert highest_degree(text) == level


@pytest.mark.parametrize(
    "text", ["MS Office", "an associate in our firm", "a high degree of care", "Scrum Master"]
)
def test_words_that_look_like_degrees_are_none(text: str) -> None:
    assert find_degrees(text) == ()


def test_either_degree_asks_for_the_lower() -> None:
    assert lowest_degree("Bachelor's or Master's degree in economics") == "bachelor"


def test_degrees_are_ordered() -> None:
    assert [degree_rank(level) for level in DEGREES] == list(range(len(DEGREES)))
    assert degree_rank("nobility") == -1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fluent in English and German", [("en", "C1"), ("de", "C1")]),
        ("Deutsch (C1) und Englisch (B2)", [("de", "C1"), ("en", "B2")]),
        ("Speak and write English fluently; basic Spanish", [("en", "C1"), ("es", "A2")]),
        ("Inglés avanzado", [("en", "C1")]),
        ("native French speaker", [("fr", "C2")]),
        ("good Dutch language skills", [("nl", "B2")]),
        ("We serve the German market", []),
        ("French cuisine at a good level", []),
    ],
)
def test_languages_and_levels_are_read(text: str, found: list[tuple[str, str]]) -> None:
    assert [(m.code, m.level) for m in find_languages(text)] == found


@pytest.mark.parametrize(
    ("wording", "level"),
    [("Muttersprache", "C2"), ("courant", "C1"), ("B2", "B2"), ("conversational", "B1"), ("x", None)],
)
def test_levels_in_words_are_levels(wording: str, level: str | None) -> None:
    assert level_of(wording) == level


def test_a_language_is_named_in_several_languages() -> None:
    assert [language_named(n) for n in ("Alemán", "Neerlandés", "Deutsch", "Klingon")] == [
        "de",
        "nl",
        "de",
        None,
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "importance"),
    [
        ("Python is a must, Go would be a plus", "Python", Importance.MUST),
        ("Python is a must, Go would be a plus", "Go", Importance.NICE),
        ("Docker and Kubernetes are a plus", "Docker", Importance.NICE),
        ("Ideally you know Terraform", "Terraform", Importance.NICE),
        ("Cloud experience (AWS preferred)", "Cloud", Importance.MUST),
        ("Cloud experience (AWS preferred)", "AWS", Importance.NICE),
        ("Kenntnisse in SAP sind von Vorteil", "SAP", Importance.NICE),
        ("Un diplôme serait un plus", "diplôme", Importance.NICE),
        ("Se valorará inglés", "inglés", Importance.NICE),
        ("Excel is required", "Excel", Importance.MUST),
    ],
)
def test_cue_words_decide_importance(sentence: str, word: str, importance: Importance) -> None:
    start = sentence.index(word)

    assert importance_at(sentence, start, start + len(word), Importance.MUST) is importance


@pytest.mark.parametrize(
    "sentence", ["No experience required", "A degree is not necessary", "Keine Vorkenntnisse erforderlich"]
)
def test_what_is_not_needed_is_seen(sentence: str) -> None:
    assert not_needed(sentence)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Requirements:", SectionKind.REQUIREMENTS),
        ("**What you'll do**", SectionKind.DUTIES),
        ("NICE TO HAVE", SectionKind.NICE),
        ("Preferred Qualifications", SectionKind.NICE),
        ("Our Benefits", SectionKind.BENEFITS),
        ("Equal Opportunity", SectionKind.LEGAL),
        ("Ihr Profil", SectionKind.REQUIREMENTS),
        ("Ihre Aufgaben:", SectionKind.DUTIES),
        ("Wir bieten Ihnen", SectionKind.BENEFITS),
        ("Profil recherché", SectionKind.REQUIREMENTS),
        ("Qué ofrecemos", SectionKind.BENEFITS),
        ("O que oferecemos", SectionKind.BENEFITS),
        ("Wat vragen wij?", SectionKind.REQUIREMENTS),
        ("Hoe solliciteer je?", SectionKind.APPLY),
        ("You will report to the head of sales.", None),
        ("Python", None),
    ],
)
def test_headings_in_six_languages_are_known(line: str, kind: SectionKind | None) -> None:
    assert heading_kind(line) is kind


def test_wrapped_lines_are_joined() -> None:
    text = "We are looking for somebody who likes to work with people and\nknows how to listen.\n- One\n- Two"

    assert normalise(text).split("\n")[0].endswith("people and knows how to listen.")
    assert normalise(text).split("\n")[1:] == ["- One", "- Two"]


def test_normalising_twice_changes_nothing() -> None:
    once = normalise("A\u00a0title \r\n\r\n\r\n\u2022\u00a0 Point\u200b\tone")

    assert once == "A title\n\n\u2022 Point one"
    assert normalise(once) == once


@pytest.mark.parametrize("text", ["Straße İstanbul ŁÓDŹ", "naïve œuvre", "ﬁ ½ Ⅳ 漢字"])
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
