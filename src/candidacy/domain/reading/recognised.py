"""Words that were recognised in the pictures of pages -> a Document like any other.

The recognising itself is done outside (it takes a program, and seconds); here its words get their lines,
columns and blocks by the same layout as printed words, and fields read from them are trusted less.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from candidacy.domain.reading.characters import clean
from candidacy.domain.reading.document import Document, DocumentKind, PageSize
from candidacy.domain.reading.draft import Draft, DraftWord, Style
from candidacy.domain.reading.errors import NoText
from candidacy.domain.resume import Box, SourcedResume
from candidacy.kernel.language import sentence

RECOGNISED = sentence(
    "This is a scan: its text was recognised in a picture, so check the values that were read."
)
MOST_CONFIDENT = 0.95
_DOUBTFUL = 0.25
_ALIKE = 0.13
"""Lines whose sizes differ by less, as a share, are of one size: a picture is not that sharp."""
_X_HEIGHT, _CAP_HEIGHT, _DESCENT = 0.52, 0.72, 0.21
_LOW = re.compile(r"[gjpqyQ,;()\[\]{}@|/çşţ]")
_HIGH = re.compile(r"[^\W_acegmnopqrsuvwxyz]|[!?()\[\]{}@|/&#%$]")
"""Letters that reach below the base line, and those that are higher than an x."""
_RAISED = 0.12
"""A single mark that ends so much above the base line, as a share of the size, is a bullet."""


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """A word, its box in points from the page's top left, its line on the page, and how sure it is."""

    text: str
    box: Box
    line: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of one page."""

    size: PageSize
    words: tuple[RecognisedWord, ...]


def document_of(pages: Sequence[RecognisedPage]) -> Document:
    """The document of recognised pages. Raises NoText when there are no words."""
    from candidacy.domain.reading.assembly import assemble
    from candidacy.domain.reading.language import language_of
    from candidacy.domain.reading.layout import join_pages, lay_out_page

    draft = Draft(warnings=[RECOGNISED])
    laid_out = [lay_out_page(_words(page), number) for number, page in enumerate(pages, 1)]
    sizes = [page.size for page in pages]
    draft.lines = join_pages(laid_out, sizes)
    document = assemble(DocumentKind.PDF, draft, pages=tuple(sizes))
    if not document.text.strip():
        raise NoText
    return replace(document, language=language_of(document.text))


def lowered(resume: SourcedResume, document: Document, pages: Sequence[RecognisedPage]) -> SourcedResume:
    """The Resume with each field no surer than the least sure word that it was read from."""
    sure = {
        (number, word.box): word.confidence for number, page in enumerate(pages, 1) for word in page.words
    }
    spots = [
        (word.start, word.end, sure.get((line.page, word.box), MOST_CONFIDENT))
        for line in document.lines
        for word in line.words
        if word.box is not None
    ]
    fields = []
    for field in resume.fields:
        least = min(
            (
                confidence
                for start, end, confidence in spots
                if any(start < span.end and span.start < end for span in field.spans)
            ),
            default=MOST_CONFIDENT,
        )
        confidence = round(field.confidence * min(least, MOST_CONFIDENT), 4)
        fields.append(field.model_copy(update={"confidence": confidence}))
    return resume.model_copy(update={"fields": tuple(fields)})


def _words(page: RecognisedPage) -> list[DraftWord]:
    lines: dict[int, list[RecognisedWord]] = {}
    for word in page.words:
        if word.confidence >= _DOUBTFUL and word.text.strip():
            lines.setdefault(word.line, []).append(word)
    sizes = {number: _size(words) for number, words in lines.items()}
    usual = median(sizes[number] for number, words in lines.items() for _ in words) if sizes else 0.0
    found: list[DraftWord] = []
    for number, words in lines.items():
        size = usual if abs(sizes[number] - usual) < _ALIKE * usual else sizes[number]
        style = Style(size=round(size, 1))
        baseline = median(word.box.y1 for word in words)
        for index, word in enumerate(words):
            text = clean(word.text)
            if index == 0 and len(words) > 1 and _is_mark(word, baseline, size):
                text = "•"
            if text:
                found.append(DraftWord(text, style, word.box, baseline, len(found)))
    return found


def _size(words: Sequence[RecognisedWord]) -> float:
    """The size of a line's type, from the heights of its words and the letters in them."""
    return median(_size_of(word) for word in words)


def _size_of(word: RecognisedWord) -> float:
    share = _CAP_HEIGHT if _HIGH.search(word.text) else _X_HEIGHT
    if _LOW.search(word.text):
        share += _DESCENT
    return (word.box.y1 - word.box.y0) / share


def _is_mark(word: RecognisedWord, baseline: float, size: float) -> bool:
    return len(word.text) == 1 and baseline - word.box.y1 > _RAISED * size
