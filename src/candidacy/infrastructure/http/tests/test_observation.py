"""Requests are counted by the route they took."""

from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from candidacy.infrastructure.http.observation import Observation


class Counted:
    def __init__(self) -> None:
        self.under_way, self.ended = 0, list[tuple[str, str, int]]()

    def request_began(self) -> None:
        self.under_way += 1

    def request_ended(self, method: str, route: str, status: int, seconds: float) -> None:
        self.under_way -= 1
        self.ended.append((method, route, status))


class Route:
    path = "/cvs/{cv_id}"


def answering(status: int, kind: bytes = b"text/plain", *, route: Any = Route) -> Any:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if route is not None:
            scope["route"] = route
        await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
        await send({"type": "http.response.body", "body": b""})

    return app


async def call(app: Any, path: str, counted: Counted | None) -> list[Message]:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [], "state": {"metrics": counted}}
    await Observation(app)(scope, receive, send)
    return sent


@pytest.mark.parametrize("kind", [b"text/plain", b"text/event-stream; charset=utf-8"])
async def test_ops_100_a_request_counts_under_the_template_of_its_route(kind: bytes) -> None:
    counted = Counted()

    await call(answering(404, kind), "/cvs/0189", counted)

    assert counted.ended == [("GET", "/cvs/{cv_id}", 404)]
    assert counted.under_way == 0


async def test_ops_100_what_nobody_routes_makes_no_label() -> None:
    counted = Counted()

    await call(answering(404, route=None), "/wp-admin/0189", counted)
    await call(answering(200, route=None), "/static/app.css", counted)

    assert [route for _, route, _ in counted.ended] == ["unmatched", "/static/"]


async def test_what_crashes_counts_as_an_error() -> None:
    counted = Counted()

    async def crashing(scope: Scope, receive: Receive, send: Send) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await call(crashing, "/cvs", counted)

    assert counted.ended == [("GET", "unmatched", 500)]


async def test_without_anybody_who_counts_it_only_passes_on() -> None:
    assert [m["type"] for m in await call(answering(200), "/cvs", None)] == [
        "http.response.start",
        "http.response.body",
    ]
