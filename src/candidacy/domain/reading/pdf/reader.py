"""The pages of a PDF one after the other, and what is refused."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from typing import Any

from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.document import Document, DocumentKind, HiddenText, PageSize
from candidacy.domain.reading.draft import Draft, DraftLine
from candidacy.domain.reading.errors import (
    BrokenText,
    DamagedFile,
    NoText,
    ReadingTooExpensive,
    ScanWithoutOcr,
)
from candidacy.domain.reading.language import is_enciphered
from candidacy.domain.reading.layout import join_pages, lay_out_page
from candidacy.domain.reading.pdf.beside import annotations, descriptions, properties, stated_beside
from candidacy.domain.reading.pdf.fonts import glyph_texts
from candidacy.domain.reading.pdf.forms import page_as_seen
from candidacy.domain.reading.pdf.frame import Frame, frame_of
from candidacy.domain.reading.pdf.hidden import set_hidden_apart, unprinted
from candidacy.domain.reading.pdf.library import address, library, opened, text_of
from candidacy.domain.reading.pdf.links import mark_links
from candidacy.domain.reading.pdf.painting import MAX_OBJECTS, Fill, Painting, painting_of
from candidacy.domain.reading.pdf.preflight import look_over
from candidacy.domain.reading.pdf.words import GlyphTexts, words_of_page
from candidacy.domain.reading.smuggled import smuggled
from candidacy.domain.reading.visibility import words_in

MAX_PAGES = 150
MAX_CHARACTERS = 600_000
_BROKEN_SHARE = 0.3
_SOME_LETTERS = 60
_LETTERS, _VOWELS = 0.6, 0.27
_VOWEL = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýąęőű]", re.IGNORECASE)


def read_pdf(data: bytes) -> Document:
    """Read a PDF; raises EncryptedFile, DamagedFile, ScanWithoutOcr, BrokenText or ReadingTooExpensive."""
    look_over(data)
    with ExitStack() as stack:
        document = stack.enter_context(opened(data))
        pages = int(library().raw.FPDF_GetPageCount(document))
        if pages < 1:
            raise DamagedFile
        if pages > MAX_PAGES:
            raise ReadingTooExpensive(f"This PDF has {pages:,} pages; at most {MAX_PAGES} are read.")
        copy = cache(lambda: stack.enter_context(opened(data)))
        reader = _Reader(document, copy, cache(lambda: glyph_texts(data)), properties(document, data))
        for index in range(pages):
            reader.read_page(index)
    return reader.result()


class _Reader:
    """Collects what the pages hold."""

    def __init__(
        self, document: Any, copy: Callable[[], Any], glyphs: GlyphTexts, properties: list[str]
    ) -> None:
        self._document = document
        self._copy = copy
        self._glyphs = glyphs
        self._draft = Draft()
        self._pages: list[list[DraftLine]] = []
        self._sizes: list[PageSize] = []
        self._hidden: list[HiddenText] = []
        self._characters = 0
        self._unmapped = 0
        self._pictures = False
        self._beside = [("metadata", text, 1) for text in properties]

    def read_page(self, index: int) -> None:
        with page_as_seen(self._document, self._copy, index) as (page, seen):
            frame = frame_of(page)
            transparent = bool(library().raw.FPDFPage_HasTransparency(seen))
            painting = painting_of(address(seen), frame, transparent=transparent)
            self._note_beside(page, index + 1, frame, painting)
            with text_of(seen) as text:
                found = words_of_page(text, frame, painting, self._glyphs)
            self._characters += found.characters
            self._unmapped += found.unmapped
            if self._characters > MAX_CHARACTERS:
                raise ReadingTooExpensive
            self._hidden += set_hidden_apart(seen, index + 1, frame, found, painting)
            self._hidden += smuggled(found.smuggled, index + 1)
            self._hidden += unprinted(painting.stated, found.words, index + 1)
            words = [*found.words]
            self._draft.bare_links += mark_links(self._document, page, index + 1, frame, words)
            upright = [word for word in words if word.order not in found.turned]
            turned = [word for word in words if word.order in found.turned]
            self._pages.append(lay_out_page(upright, index + 1, turned=turned, discs=painting.discs))
            self._sizes.append(frame.size)
            self._pictures = self._pictures or (not words and any(fill.picture for fill in painting.fills))

    def _nothing_to_read(self) -> NoText:
        """Why there are no lines: only pictures, letters without a meaning, or nothing at all."""
        if self._pictures:
            return ScanWithoutOcr()
        return BrokenText() if self._characters > _SOME_LETTERS else NoText()

    def _note_beside(self, page: Any, number: int, frame: Frame, painting: Painting) -> None:
        """Notes and descriptions; what a note paints may lie over text."""
        for text, box, shown in annotations(page, frame):
            self._beside.append(("comment", text, number))
            if shown:
                painting.fills.append(Fill(MAX_OBJECTS + 1, box, None, 255))
        self._beside += [("alternative_text", text, number) for text in descriptions(page)]

    def result(self) -> Document:
        self._draft.lines = join_pages(self._pages, self._sizes)
        if self._unmapped > _BROKEN_SHARE * max(self._characters, 1) and _is_gibberish(self._draft.lines):
            raise BrokenText
        if not self._draft.lines:
            raise self._nothing_to_read()
        if is_enciphered(" ".join(word.text for line in self._draft.lines for word in line.words)):
            raise BrokenText
        printed = words_in(" ".join(word.text for line in self._draft.lines for word in line.words))
        hidden = (*self._hidden, *stated_beside(self._beside, printed))
        return assemble(DocumentKind.PDF, self._draft, pages=tuple(self._sizes), hidden=hidden)


def _is_gibberish(lines: list[DraftLine]) -> bool:
    """Whether text of unknown code is no language: codes may happen to be the letters that they print."""
    printed = "".join(word.text for line in lines for word in line.words)
    letters = sum(map(str.isalpha, printed))
    return letters < _LETTERS * len(printed) or len(_VOWEL.findall(printed)) < _VOWELS * letters
