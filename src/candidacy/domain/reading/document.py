"""What was read from a file: its text in reading order, and for every line and word its place.

Offsets are into ``Document.text``. Boxes are in points from the page's top left; formats without layout
have none. Hidden text is listed apart and never part of ``text``.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from candidacy.domain.resume import Box, Span


class DocumentKind(StrEnum):
    """The formats that are read."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    DATA = "data"
    """A file of another program, which holds values and no document."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space: ``text == document.text[start:end]``."""

    text: str
    start: int
    end: int
    box: Box | None = None
    size: float = 0.0
    """Font size in points; 0 when the format does not say."""
    bold: bool = False
    italic: bool = False
    color: str | None = None
    """``#rrggbb``; None when the format does not say."""
    font: str | None = None
    gap: bool = False
    """A tab stop, a table cell's border or a wide space stands before the word: ``Engineer    2019``."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in reading order; ``document.text[start:end]`` is its words joined by single spaces."""

    start: int
    end: int
    page: int
    """From 1."""
    words: tuple[Word, ...]
    box: Box | None = None
    block: int = 0
    """Counts up at each paragraph break, column change or table cell: lines of one block belong together."""
    column: int = 0
    """0 for text over the whole width, then 1, 2 ... from the left."""
    bullet: bool = False
    """The line begins a list item (its marker is not part of the text)."""
    heading: int = 0
    """The level that the format itself declares (a Word heading style, Markdown ``#``); 0 for none."""

    @property
    def size(self) -> float:
        """The largest font size in the line."""
        return max((w.size for w in self.words), default=0.0)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return bool(self.words) and all(w.bold for w in self.words)


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink and the text it lies on; ``start == end`` when it lies on none."""

    url: str
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class HiddenText:
    """Text in the file that a person reading it does not see, and how it is hidden."""

    text: str
    mechanism: str
    """``render_mode``, ``no_contrast``, ``tiny``, ``off_page``, ``covered``, ``vanish``, ``metadata`` ..."""
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Document:
    """A file's visible text and layout; ``text`` is the lines, with a blank line between blocks."""

    kind: DocumentKind
    text: str
    lines: tuple[Line, ...]
    pages: tuple[PageSize, ...] = ()
    """Empty for formats without pages."""
    links: tuple[Link, ...] = ()
    hidden: tuple[HiddenText, ...] = ()
    language: str | None = None
    """ISO 639-1; None when the text is too short to tell."""
    warnings: tuple[str, ...] = field(default=())

    @property
    def page_count(self) -> int:
        return max(len(self.pages), 1)

    @property
    def words(self) -> int:
        """How many words the text has."""
        return sum(len(line.words) for line in self.lines)

    def span(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of ``text[start:end]``: one for each line it touches, with page and box."""
        spans = []
        first = bisect_right(self.lines, start, key=lambda line: line.end)
        for line in self.lines[first:]:
            if line.start >= end:
                break
            boxes = [w.box for w in line.words if w.end > start and w.start < end and w.box is not None]
            spans.append(
                Span(
                    start=max(start, line.start),
                    end=min(end, line.end),
                    page=line.page if self.pages else None,
                    box=_around(boxes) if boxes else None,
                )
            )
        return tuple(spans)


def _around(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
