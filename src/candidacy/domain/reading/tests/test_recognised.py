import pytest

from candidacy.domain.reading import PageSize, Reading, errors, read_recognised
from candidacy.domain.reading.recognised import RECOGNISED, RecognisedPage, RecognisedWord
from candidacy.domain.resume import Box

A4 = PageSize(595, 842)


def _line(
    number: int, top: float, text: str, *, left: float = 50, size: float = 10, sure: float = 0.9
) -> list[RecognisedWord]:
    """The words of a line as a recogniser sees them: their boxes are as high as their letters."""
    words, x = [], left
    for word in text.split():
        high = 0.72 if any(c.isupper() or c in "bdfhiklt0123456789@" for c in word) else 0.52
        low = 0.21 if any(c in "gjpqy," for c in word) else 0.0
        width = 0.5 * size * len(word)
        box = Box(x, top + (0.72 - high) * size, x + width, top + (0.72 + low) * size)
        words.append(RecognisedWord(word, box, number, sure))
        x += width + 0.3 * size
    return words


def _page(*lines: list[RecognisedWord]) -> RecognisedPage:
    return RecognisedPage(A4, tuple(word for line in lines for word in line))


def test_recognised_words_become_lines_with_places_and_a_warning() -> None:
    document = read_recognised(
        [_page(_line(0, 50, "Ada Lovelace"), _line(1, 80, "Analyst of engines"))]
    ).document

    assert document.text.split("\n\n") == ["Ada Lovelace", "Analyst of engines"]
    assert document.lines[0].words[1].box == Box(68, 50, 108, 57.2)
    assert document.warnings == (RECOGNISED,)


def test_lines_of_one_size_have_it_whatever_their_letters() -> None:
    lines = [
        _line(n, 50 + 14 * n, text) for n, text in enumerate(["mean women", "Big dogs jump", "Summary, page"])
    ]

    document = read_recognised([_page(*lines, _line(9, 120, "Skills", size=16))]).document

    assert [round(line.size) for line in document.lines] == [10, 10, 10, 16]


def test_a_raised_mark_before_a_line_is_a_bullet() -> None:
    mark = RecognisedWord("e", Box(50, 52, 53, 55), 0, 0.4)

    (line,) = read_recognised([_page([mark, *_line(0, 50, "built engines", left=60)])]).document.lines

    assert line.bullet
    assert [word.text for word in line.words] == ["built", "engines"]


def test_a_field_is_no_surer_than_its_least_sure_word() -> None:
    sure = read_recognised([_page(_line(0, 50, "Ada Lovelace", size=20), _line(1, 90, "ada@example.org"))])
    unsure = read_recognised(
        [_page(_line(0, 50, "Ada Lovelace", size=20), _line(1, 90, "ada@example.org", sure=0.5))]
    )

    def email(reading: Reading) -> float:
        return next(f.confidence for f in reading.resume.fields if f.path == "/basics/email")

    assert email(unsure) < 0.5 < email(sure) < 0.95


def test_pages_without_words_hold_no_text() -> None:
    with pytest.raises(errors.NoText):
        read_recognised([_page()])
