"""Spans reach whoever traces, and nobody is needed for them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from candidacy.kernel import tracing
from candidacy.kernel.tracing import Attributes, Kind, Span


class Noted:
    """A span that keeps what it is told."""

    def __init__(self, name: str, parent: str | None) -> None:
        self.name, self.parent, self.told = name, parent, dict[str, object]()
        self.ended: list[str | None] = []

    def rename(self, name: str) -> None:
        self.name = name

    def tell(self, attributes: Attributes) -> None:
        self.told.update(attributes)

    def end(self, failed: str | None = None) -> None:
        self.ended.append(failed)


class Notebook:
    """A tracer that keeps its spans."""

    def __init__(self) -> None:
        self.spans: list[Noted] = []
        self.current: list[Span] = []

    def begin(self, name: str, kind: Kind, attributes: Attributes, parent: str | None) -> Span:
        self.spans.append(Noted(name, parent))
        self.spans[-1].tell(attributes)
        return self.spans[-1]

    @contextmanager
    def within(self, span: Span) -> Iterator[None]:
        self.current.append(span)
        yield
        self.current.pop()

    def traceparent(self) -> str | None:
        return f"at depth {len(self.current)}"


def test_where_nobody_traces_spans_go_nowhere() -> None:
    with tracing.span("work", {"a": 1}) as span:
        span.rename("other work")
        span.tell({"b": 2})
        inner = tracing.begin("beside")
        inner.end()

        assert not tracing.is_traced()
        assert tracing.traceparent() is None


def test_ops_101_a_span_is_current_for_its_block_and_ends_with_it() -> None:
    book = Notebook()

    with tracing.traced_by(book), tracing.span("work", {"a": 1}, parent="elsewhere") as span:
        span.rename("this work")
        span.tell({"b": 2})
        inside = tracing.traceparent()
        assert tracing.is_traced()

    assert inside == "at depth 1"
    assert [(s.name, s.parent, s.told, s.ended) for s in book.spans] == [
        ("this work", "elsewhere", {"a": 1, "b": 2}, [None])
    ]
    assert not tracing.is_traced()


def test_ops_101_of_an_error_only_its_kind_is_told() -> None:
    book = Notebook()

    with tracing.traced_by(book), pytest.raises(ValueError, match="secret"), tracing.span("work"):
        raise ValueError("secret")

    assert book.spans[0].ended == ["ValueError"]


def test_a_span_beside_others_is_not_the_current_one() -> None:
    book = Notebook()

    with tracing.traced_by(book):
        tracing.begin("beside", {"a": 1}).end()

    assert (book.spans[0].told, book.spans[0].ended, book.current) == ({"a": 1}, [None], [])
