"""A document as a page shows it: pictures of its pages with boxes, and its text with marks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from candidacy.domain.reading import Document
from candidacy.domain.resume import Span

_MARGIN = 1.0
"""Points around the words, so that a box does not cut their edges."""


@dataclass(frozen=True, slots=True)
class BoxView:
    """A rectangle on a page picture, in points."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MarkView:
    """The boxes of one reason on one page; ``anchor`` is set on the first page that has any."""

    id: str
    anchor: str | None
    boxes: tuple[BoxView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page picture: its number from 1, its size in points, its marks."""

    number: int
    width: float
    height: float
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text: the reasons that light it, and the anchors of those that begin here."""

    text: str
    ids: str
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the link of a reason leads: an anchor on the page, and the number of the document's page."""

    anchor: str
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentView:
    """``pages`` is empty for a format without pages; ``places`` knows the reasons that stand somewhere."""

    file_id: UUID | None
    pages: tuple[PageView, ...]
    segments: tuple[Segment, ...]
    places: Mapping[str, Place]


Marks = Sequence[tuple[str, Sequence[Span]]]
"""The places that reasons point at: an id of letters, digits and dashes, and its spans."""


def document_view(file_id: UUID, document: Document, marks: Marks) -> DocumentView:
    marks = [(name, [s for s in spans if s.start < min(s.end, len(document.text))]) for name, spans in marks]
    places = {name: _place(name, spans) for name, spans in marks if spans}
    return DocumentView(file_id, _pages(document, marks), text_view(document.text, marks), places)


def text_document(text: str, marks: Marks) -> DocumentView:
    """The same for a text that came from no file."""
    places = {name: _place(name, spans) for name, spans in marks if any(s.start < s.end for s in spans)}
    return DocumentView(None, (), text_view(text, marks), places)


def text_view(text: str, marks: Marks) -> tuple[Segment, ...]:
    """The text cut at every start and end of a mark, each piece with the ids that cover it."""
    ranges = [(s.start, min(s.end, len(text)), name) for name, spans in marks for s in spans]
    ranges = [(start, end, name) for start, end, name in ranges if start < end]
    cuts = sorted({0, len(text), *(r[0] for r in ranges), *(r[1] for r in ranges)})
    starting, ending = _by_edge(ranges, 0), _by_edge(ranges, 1)
    covering, anchored, pieces = Counter[str](), set[str](), []
    for start, end in pairwise(cuts):
        covering.subtract(ending[start])
        covering.update(starting[start])
        fresh = tuple(_text_anchor(n) for n in dict.fromkeys(starting[start]) if n not in anchored)
        anchored.update(starting[start])
        ids = " ".join(name for name, times in covering.items() if times > 0)
        pieces.append(Segment(text[start:end], ids, fresh))
    return tuple(pieces)


def _by_edge(ranges: Iterable[tuple[int, int, str]], edge: int) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in ranges:
        found[(one[0], one[1])[edge]].append(one[2])
    return found


def _place(name: str, spans: Sequence[Span]) -> Place:
    boxed = [s.page for s in spans if s.box is not None and s.page is not None]
    if boxed:
        return Place(_picture_anchor(name), min(boxed))
    return Place(_text_anchor(name), spans[0].page)


def _picture_anchor(name: str) -> str:
    return f"picture-{name}"


def _text_anchor(name: str) -> str:
    return f"text-{name}"


def _pages(document: Document, marks: Marks) -> tuple[PageView, ...]:
    by_page: dict[int, list[MarkView]] = defaultdict(list)
    for name, spans in marks:
        for index, (page, boxes) in enumerate(sorted(_boxes(spans).items())):
            anchor = _picture_anchor(name) if index == 0 else None
            by_page[page].append(MarkView(name, anchor, tuple(boxes)))
    return tuple(
        PageView(number, size.width, size.height, tuple(by_page[number]))
        for number, size in enumerate(document.pages, 1)
    )


def _boxes(spans: Sequence[Span]) -> dict[int, list[BoxView]]:
    boxes: dict[int, list[BoxView]] = defaultdict(list)
    for span in spans:
        if span.page is not None and span.box is not None:
            x0, y0, x1, y1 = span.box
            size = x1 - x0 + 2 * _MARGIN, y1 - y0 + 2 * _MARGIN
            boxes[span.page].append(BoxView(x0 - _MARGIN, y0 - _MARGIN, *size))
    return boxes
