"""Sends spans by OTLP over HTTP; imported only where an address is set.

What else can be set is read by the library under its standard names: ``OTEL_EXPORTER_OTLP_HEADERS``,
``OTEL_SERVICE_NAME``, ``OTEL_RESOURCE_ATTRIBUTES``, ``OTEL_TRACES_SAMPLER``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import attach, detach
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from candidacy.kernel.tracing import Attributes, Kind, Span

_KINDS = {
    "internal": trace.SpanKind.INTERNAL,
    "server": trace.SpanKind.SERVER,
    "client": trace.SpanKind.CLIENT,
    "producer": trace.SpanKind.PRODUCER,
    "consumer": trace.SpanKind.CONSUMER,
}
_W3C = TraceContextTextMapPropagator()


class OtlpSpan:
    """A span of the library."""

    def __init__(self, span: trace.Span) -> None:
        self.span = span

    def rename(self, name: str) -> None:
        self.span.update_name(name)

    def tell(self, attributes: Attributes) -> None:
        self.span.set_attributes(dict(attributes))

    def end(self, failed: str | None = None) -> None:
        if failed is not None:
            self.span.set_status(Status(StatusCode.ERROR))
            self.span.set_attribute("error.type", failed)
        self.span.end()


class OtlpTracer:
    """A ``Tracer`` that sends in the background what has ended; ``close`` sends the rest."""

    def __init__(self, endpoint: str, *, process: str, release: str) -> None:
        resource = Resource.create(
            {"service.name": "candidacy", "service.version": release, "candidacy.process": process}
        )
        exporter: SpanExporter = OTLPSpanExporter(endpoint=endpoint)
        self._provider = TracerProvider(resource=_named(resource), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("candidacy", release)

    def begin(self, name: str, kind: Kind, attributes: Attributes, parent: str | None) -> Span:
        context = _W3C.extract({"traceparent": parent}) if parent is not None else None
        return OtlpSpan(
            self._tracer.start_span(name, context=context, kind=_KINDS[kind], attributes=dict(attributes))
        )

    @contextmanager
    def within(self, span: Span) -> Iterator[None]:
        assert isinstance(span, OtlpSpan)  # noqa: S101 - It is one that this tracer began.
        token = attach(trace.set_span_in_context(span.span))
        try:
            yield
        finally:
            detach(token)

    def traceparent(self) -> str | None:
        carrier: dict[str, str] = {}
        _W3C.inject(carrier)
        return carrier.get("traceparent")

    def close(self) -> None:
        self._provider.shutdown()


def _named(resource: Resource) -> Resource:
    """The names that the environment gives (``OTEL_SERVICE_NAME``) count more than ours."""
    from opentelemetry.sdk.resources import OTELResourceDetector

    return resource.merge(OTELResourceDetector().detect())
