from typing import Any

import pytest

from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.review.lexicon import lexicon
from candidacy.domain.review.tips import Context, TipKind, lines_of, tips_for

LONG = "Built " + "and rebuilt the nightly reports of the northern branch " * 5 + "for 3 years"

FOUND = [
    ("en", "Responsible for 3 reports of the finance department", TipKind.WEAK_OPENING),
    ("en", "Wrote the reports of the finance department", TipKind.NO_FIGURE),
    ("en", LONG, TipKind.TOO_LONG),
    ("en", "Wrote 3 reports", TipKind.TOO_SHORT),
    ("en", "40 services were migrated to a new platform by me", TipKind.PASSIVE),
    ("en", "Cut costs by 30% with my own spreadsheet of suppliers", TipKind.FIRST_PERSON),
    ("en", "A team player who wrote 30 reports for the board", TipKind.BUZZWORD),
    ("de", "Verantwortlich für 3 Berichte der Finanzabteilung", TipKind.WEAK_OPENING),
    ("de", "Teamplayer mit 30 Berichten für den Vorstand", TipKind.BUZZWORD),
]


@pytest.mark.parametrize(("language", "text", "kind"), FOUND, ids=[f"{k} {la}" for la, _, k in FOUND])
def test_write_001_what_could_be_said_better_is_found(language: str, text: str, kind: TipKind) -> None:
    found = tips_for(text, lexicon(language))

    assert kind in {tip.kind for tip in found}
    assert all(tip.advice and "{" not in tip.advice for tip in found)
    assert all(0 <= tip.start <= tip.end <= len(text) for tip in found)


def test_write_001_a_good_line_is_left_alone() -> None:
    assert tips_for("Cut the cost of nightly loads by 35 percent in 4 months", lexicon("en")) == ()


def test_what_is_over_is_not_told_in_the_present() -> None:
    text = "Manage 12 people in 3 offices of the north"
    ended = tips_for(text, lexicon("en"), Context(ended=True))
    going_on = tips_for(text, lexicon("en"))

    assert [tip.kind for tip in ended] == [TipKind.TENSE]
    assert going_on == ()


def test_a_summary_may_say_i_and_needs_no_figure() -> None:
    text = "I design tools that people use without a manual, and I like to see them used."

    assert tips_for(text, lexicon("en"), Context(is_summary=True)) == ()


def test_without_the_words_of_a_language_only_length_and_figures_count() -> None:
    assert [t.kind for t in tips_for("Jag skrev rapporter om kostnader", None)] == [TipKind.NO_FIGURE]


def sourced(**more: Any) -> SourcedResume:
    return SourcedResume(resume=load_resume({"basics": {"name": "Ada"}, **more}))


def test_every_text_that_can_be_worded_anew_is_a_line_in_order() -> None:
    found = lines_of(
        sourced(
            basics={"name": "Ada", "summary": "Engineer who likes to measure things."},
            work=[
                {
                    "name": "E",
                    "summary": "Ran it.",
                    "description": "Makes engines",
                    "highlights": ["One", "Two"],
                }
            ],
            projects=[{"name": "P", "description": "A parser", "highlights": ["Three"]}],
        )
    )

    assert [line.path for line in found.lines] == [
        "/basics/summary",
        "/work/0/summary",
        "/work/0/highlights/0",
        "/work/0/highlights/1",
        "/projects/0/description",
        "/projects/0/highlights/0",
    ]


def test_a_line_in_the_present_among_lines_in_the_past_stands_out() -> None:
    lines = ["Built 3 tools for the branch", "Wrote 4 papers about tools", "Manage 12 people in 3 offices"]
    found = lines_of(sourced(work=[{"name": "E", "startDate": "2020", "highlights": lines}]))

    assert found.language == "en"
    assert [t.kind for t in found.lines[2].tips] == [TipKind.MIXED_TENSE]
    assert found.tips == 1


def test_a_cv_without_texts_has_no_lines() -> None:
    assert lines_of(sourced()).lines == ()


def test_a_german_cv_is_looked_at_with_german_words() -> None:
    lines = [
        "Verantwortlich für die Planung der Schichten in der Produktion und für 20 Mitarbeiter im Werk",
        "Einführung einer neuen Software für die Lagerverwaltung mit Schulung der Kollegen in 3 Abteilungen",
        "Auswertung der Zahlen für den Vorstand und die Bank und für die Bank sowie Pflege der Daten",
    ]
    found = lines_of(sourced(work=[{"name": "E", "highlights": lines}]))

    assert found.language == "de"
    assert TipKind.WEAK_OPENING in {t.kind for t in found.lines[0].tips}
