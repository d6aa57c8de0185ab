"""Spans of work, told to whoever traces this process; where nobody does, they cost next to nothing.

It is a port: the libraries that send spans are heavy, and are imported only where an address is set.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Literal, Protocol

Attributes = Mapping[str, str | int | float | bool]
"""What is told of a span: names, numbers and ids; never text of a document, a prompt or a secret."""
Kind = Literal["internal", "server", "client", "producer", "consumer"]


class Span(Protocol):
    """A piece of work that has begun."""

    def rename(self, name: str) -> None: ...

    def tell(self, attributes: Attributes) -> None: ...

    def end(self, failed: str | None = None) -> None:
        """It is over; ``failed`` is the kind of error, and never what that says."""
        ...


class Tracer(Protocol):
    """Takes spans."""

    def begin(self, name: str, kind: Kind, attributes: Attributes, parent: str | None) -> Span:
        """Begin a span below the current one, or below ``parent``, a ``traceparent`` of elsewhere."""
        ...

    def within(self, span: Span) -> AbstractContextManager[None]:
        """Make it the current span for a block."""
        ...

    def traceparent(self) -> str | None:
        """The current span as W3C Trace Context writes it, for who goes on elsewhere."""
        ...


class _Unseen:
    """A span that nobody looks at."""

    def rename(self, name: str) -> None:
        pass

    def tell(self, attributes: Attributes) -> None:
        pass

    def end(self, failed: str | None = None) -> None:
        pass


class _Nobody:
    """The tracer of a process that is not traced."""

    def begin(self, name: str, kind: Kind, attributes: Attributes, parent: str | None) -> Span:
        return _UNSEEN

    def within(self, span: Span) -> AbstractContextManager[None]:
        return nullcontext()

    def traceparent(self) -> str | None:
        return None


_UNSEEN, _NOBODY = _Unseen(), _Nobody()
_tracers: list[Tracer] = [_NOBODY]


@contextmanager
def traced_by(tracer: Tracer) -> Iterator[None]:
    """Have the whole process traced while the block runs."""
    _tracers.append(tracer)
    try:
        yield
    finally:
        _tracers.remove(tracer)


def is_traced() -> bool:
    """Whether anybody takes spans."""
    return _tracers[-1] is not _NOBODY


def begin(
    name: str, attributes: Attributes | None = None, *, kind: Kind = "internal", parent: str | None = None
) -> Span:
    """Begin a span that does not become the current one: for work that others go on beside. End it."""
    return _tracers[-1].begin(name, kind, attributes or {}, parent)


@contextmanager
def span(
    name: str, attributes: Attributes | None = None, *, kind: Kind = "internal", parent: str | None = None
) -> Iterator[Span]:
    """A span for a block of work; spans that begin inside are its children."""
    tracer = _tracers[-1]
    begun = tracer.begin(name, kind, attributes or {}, parent)
    failed: str | None = None
    try:
        with tracer.within(begun):
            yield begun
    except BaseException as exc:
        failed = type(exc).__name__
        raise
    finally:
        begun.end(failed)


def traceparent() -> str | None:
    """What a job carries so that its trace goes on; None where nobody traces."""
    return _tracers[-1].traceparent()
