"""A document without pages, as text with marks."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from candidacy.domain.reading import Document, DocumentKind
from candidacy.domain.resume import Span
from candidacy.infrastructure.http.document_view import document_view

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
