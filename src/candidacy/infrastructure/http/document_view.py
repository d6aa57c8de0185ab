"""A document as a page shows it: pictures of its pages with boxes, or its text with marks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from candidacy.domain.reading import Document
from candidacy.domain.resume import Span


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box on a page picture; ``ids`` name the reasons that light it."""

    ids: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageView:
    """A page picture: its number from 1, its size in points, its boxes."""

    number: int
    width: float
    height: float
    boxes: tuple[BoxView, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text; ``ids`` is empty where nothing points at it."""

    text: str
    ids: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """Either ``pages`` or, for a format without pages, ``segments``."""

    file_id: UUID
    pages: tuple[PageView, ...]
    segments: tuple[Segment, ...]


Marks = Sequence[tuple[str, Iterable[Span]]]


def document_view(file_id: UUID, document: Document, marks: Marks) -> DocumentView:
    """``marks`` are the places that reasons point at: an id of letters, digits and dashes, and its spans."""
    if document.pages:
        return DocumentView(file_id, _pages(document, marks), ())
    return DocumentView(file_id, (), _segments(document.text, marks))


def _pages(document: Document, marks: Marks) -> tuple[PageView, ...]:
    boxes: dict[int, list[BoxView]] = defaultdict(list)
    for name, spans in marks:
        for span in spans:
            if span.page is not None and span.box is not None:
                x0, y0, x1, y1 = span.box
                boxes[span.page].append(BoxView(name, x0 - 1, y0 - 1, x1 - x0 + 2, y1 - y0 + 2))
    return tuple(
        PageView(number, size.width, size.height, tuple(boxes[number]))
        for number, size in enumerate(document.pages, 1)
    )


def _segments(text: str, marks: Marks) -> tuple[Segment, ...]:
    """The text cut at every start and end, each piece with the ids that cover it."""
    ranges = [(span.start, min(span.end, len(text)), name) for name, spans in marks for span in spans]
    cuts = sorted({0, len(text), *(r[0] for r in ranges), *(r[1] for r in ranges)})
    pieces = []
    for start, end in pairwise(cuts):
        names = dict.fromkeys(name for first, last, name in ranges if first <= start and end <= last)
        pieces.append(Segment(text[start:end], " ".join(names)))
    return tuple(pieces)
