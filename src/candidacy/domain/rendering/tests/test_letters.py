"""Letters are set under the head of the CV, in every format that has pages or can be written on."""

from datetime import UTC, datetime

import pytest

from candidacy.domain.reading import read_document
from candidacy.domain.rendering import Format, NoSuchFormat, Renderer, letter_sheet
from candidacy.domain.resume import Basics, Resume

MADE = datetime(2026, 1, 1, tzinfo=UTC)
ADA = Resume(basics=Basics(name="Ada Lovelace", email="ada@example.org"))
TEXT = "Dear team,\n\nI built an engine.\n\n#let x = 1 <script>alert(1)</script>\n\nKind regards,\n\nAda"
LETTER = letter_sheet(ADA, "Application: Programmer", TEXT, "en")


@pytest.mark.parametrize("kind", [Format.PDF, Format.DOCX, Format.HTML, Format.MARKDOWN])
def test_tail_012_a_letter_holds_its_text_under_the_name(kind: Format) -> None:
    file = Renderer().render_sheet(LETTER, kind, made=MADE)
    text = read_document(file.data, f"letter.{kind.value}").text

    assert text.index("Ada Lovelace") < text.index("Application: Programmer") < text.index("Dear team,")
    assert "I built an engine." in text


def test_what_looks_like_markup_stays_text() -> None:
    file = Renderer().render_sheet(LETTER, Format.PDF, made=MADE)

    assert "#let x = 1 <script>alert(1)</script>" in read_document(file.data, "letter.pdf").text


def test_a_letter_is_no_json_resume() -> None:
    with pytest.raises(NoSuchFormat):
        Renderer().render_sheet(LETTER, Format.JSON, made=MADE)
