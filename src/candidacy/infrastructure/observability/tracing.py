"""Tracing of a process: opened where an address is set, and told to the log and of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine
from structlog.typing import EventDict

from candidacy.kernel import tracing

_SPAN = "candidacy_span"


@contextmanager
def sending_spans(endpoint: str | None, *, process: str, release: str) -> Iterator[None]:
    """Trace this process while the block runs; without an address nothing is imported and nothing sent."""
    if endpoint is None:
        yield
        return
    from candidacy.infrastructure.observability.otlp import OtlpTracer

    tracer = OtlpTracer(endpoint, process=process, release=release)
    try:
        with tracing.traced_by(tracer):
            yield
    finally:
        tracer.close()


def add_trace(_: Any, __: str, event_dict: EventDict) -> EventDict:
    """Name the trace and the span that a line of the log belongs to."""
    parent = tracing.traceparent()
    if parent is not None:
        _, event_dict["trace_id"], event_dict["span_id"], _ = parent.split("-")
    return event_dict


def trace_statements(engine: AsyncEngine) -> None:
    """A span for each statement, by its verb alone: what it asks for may name somebody."""
    event.listen(engine.sync_engine, "before_cursor_execute", _begin)
    event.listen(engine.sync_engine, "after_cursor_execute", _end)
    event.listen(engine.sync_engine, "handle_error", _failed)


def _begin(_: Any, __: Any, statement: str, ___: Any, context: Any, ____: Any) -> None:
    # A span that stands for itself is of no use: statements of loops that nobody asked for make none.
    if context is None or tracing.traceparent() is None:
        return
    verb = statement.lstrip(" (\n").split(None, 1)[0].upper()[:20]
    told = {"db.system.name": "postgresql", "db.operation.name": verb}
    setattr(context, _SPAN, tracing.begin(verb, told, kind="client"))


def _end(_: Any, __: Any, ___: Any, ____: Any, context: Any, _____: Any) -> None:
    _close(context, None)


def _failed(failure: Any) -> None:
    _close(failure.execution_context, type(failure.original_exception).__name__)


def _close(context: Any, failed: str | None) -> None:
    span = getattr(context, _SPAN, None)
    if span is not None:
        delattr(context, _SPAN)
        span.end(failed)
