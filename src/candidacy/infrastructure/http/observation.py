"""Counts and traces each request, by the route it took and never by its address."""

import time
from typing import Protocol

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candidacy.kernel import tracing

UNMATCHED, STATIC = "unmatched", "/static/"


class RequestMetrics(Protocol):
    """What counts requests."""

    def request_began(self) -> None: ...

    def request_ended(self, method: str, route: str, status: int, seconds: float) -> None: ...


class Observation:
    """Tells metrics, which come with the state of the application, and spans; a pass-through without both."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        metrics: RequestMetrics | None = scope.get("state", {}).get("metrics")
        if scope["type"] != "http" or (metrics is None and not tracing.is_traced()):
            await self._app(scope, receive, send)
            return
        watch = _Watch(send)
        parent = Headers(scope=scope).get("traceparent")
        if metrics is not None:
            metrics.request_began()
        try:
            with tracing.span("request", kind="server", parent=parent) as span:
                try:
                    await self._app(scope, receive, watch.send)
                finally:
                    route = route_of(scope)
                    span.rename(f"{scope['method'][:10]} {route}")
                    span.tell(
                        {
                            "http.request.method": scope["method"][:10],
                            "http.route": route,
                            "http.response.status_code": watch.status,
                            "candidacy.request_id": str(scope["state"].get("request_id", "")),
                        }
                    )
        finally:
            if metrics is not None:
                metrics.request_ended(scope["method"], route_of(scope), watch.status, watch.seconds)


class _Watch:
    """When an answer began, and with which status; 500 where there was none."""

    def __init__(self, send: Send) -> None:
        self._send, self._since, self._streamed = send, time.perf_counter(), 0.0
        self.status = 500

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            kind = Headers(raw=list(message.get("headers", ()))).get("content-type", "")
            if kind.startswith("text/event-stream"):
                self._streamed = time.perf_counter() - self._since
        await self._send(message)

    @property
    def seconds(self) -> float:
        """To the end; of an event stream, which ends when its reader leaves, to its beginning."""
        return self._streamed or time.perf_counter() - self._since


def route_of(scope: Scope) -> str:
    """The template of the route: ``/cvs/{cv_id}``."""
    route = scope.get("route")
    if route is None:
        return STATIC if scope["path"].startswith(STATIC) else UNMATCHED
    return str(getattr(route, "path", UNMATCHED))
