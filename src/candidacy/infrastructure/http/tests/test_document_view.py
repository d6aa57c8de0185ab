"""A document as a page shows it."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.reading import Document, DocumentKind, PageSize
from candidacy.domain.resume import Box, Span
from candidacy.infrastructure.http.document_view import (
    BoxView,
    Place,
    Segment,
    document_view,
    text_document,
    text_view,
)

FILE = UUID(int=1)


def span(start: int, end: int) -> Span:
    return Span(start=start, end=end)


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: span(min(p), max(p))))


@given(st.text(max_size=30), st.lists(st.tuples(st.sampled_from(["e1", "e2", "e3"]), spans), max_size=4))
def test_the_pieces_are_the_whole_text_whatever_is_marked(
    text: str, marks: list[tuple[str, list[Span]]]
) -> None:
    view = document_view(FILE, Document(DocumentKind.TEXT, text, ()), marks)

    assert "".join(segment.text for segment in view.segments) == text
    assert all(segment.text for segment in view.segments)


def boxed(start: int, end: int, page: int) -> Span:
    return Span(start=start, end=end, page=page, box=Box(10, 20, 30, 40))


PAGED = Document(DocumentKind.PDF, "Python and SQL", (), (PageSize(100, 200), PageSize(100, 200)))


def test_a_reason_leads_to_the_first_page_that_shows_it() -> None:
    view = document_view(FILE, PAGED, [("e1", [boxed(7, 10, 2), boxed(0, 6, 1)])])

    assert view.places == {"e1": Place("picture-e1", 1)}
    assert [[mark.anchor for mark in page.marks] for page in view.pages] == [["picture-e1"], [None]]


def test_a_box_has_air_around_the_words() -> None:
    view = document_view(FILE, PAGED, [("e1", [boxed(0, 6, 1)])])

    assert view.pages[0].marks[0].boxes == (BoxView(9, 19, 22, 22),)


def test_a_reason_without_a_box_leads_to_the_text() -> None:
    view = text_document("Python and SQL", [("e1", [span(0, 6)]), ("e2", [])])

    assert view.places == {"e1": Place("text-e1", None)}
    assert view.segments[0] == Segment("Python", "e1", ("text-e1",))


def test_words_that_two_reasons_share_are_lit_by_both() -> None:
    segments = text_view("Python and SQL", [("e1", [span(0, 10)]), ("e2", [span(7, 14)])])

    assert [(s.text, s.ids) for s in segments] == [("Python ", "e1"), ("and", "e1 e2"), (" SQL", "e2")]


@given(st.text(max_size=30), st.lists(st.tuples(st.sampled_from(["e1", "e2", "e3"]), spans), max_size=4))
def test_every_place_has_its_anchor_on_the_page(text: str, marks: list[tuple[str, list[Span]]]) -> None:
    view = document_view(FILE, Document(DocumentKind.TEXT, text, ()), list(dict(marks).items()))

    anchors = [anchor for segment in view.segments for anchor in segment.anchors]
    assert sorted(anchors) == sorted(place.anchor for place in view.places.values())
