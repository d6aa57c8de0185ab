"""Calling an ASGI application by hand, where a client would hide what the tests are about."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass
class Answer:
    """What an application sent."""

    messages: list[Message] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.messages[0]["headers"]}

    @property
    def body(self) -> bytes:
        return b"".join(m["body"] for m in self.messages[1:])


def scope_of(path: str = "/", method: str = "GET", **headers: str) -> Scope:
    """A request; underscores in names of headers are hyphens."""
    named = {"host": "localhost"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("localhost", 80),
        "headers": [(k.encode(), v.encode()) for k, v in named.items()],
    }


async def call(app: ASGIApp, scope: Scope | None = None, *, body: Iterable[bytes] = (b"",)) -> Answer:
    """One request with its body in pieces; the client waits for the end of the answer."""
    answer, pieces = Answer(), list(body)

    async def receive() -> Message:
        if not pieces:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    async def send(message: Message) -> None:
        answer.messages.append(message)

    await app(scope or scope_of(), receive, send)
    return answer


async def call_until_first_piece(app: ASGIApp, scope: Scope) -> tuple[Answer, "asyncio.Task[None]"]:
    """Begin a request and leave it open once something of the answer's body has come."""
    answer, came = Answer(), asyncio.Event()

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        answer.messages.append(message)
        if message["type"] == "http.response.body" and message.get("body"):
            came.set()

    async def run() -> None:
        await app(scope, receive, send)

    task = asyncio.create_task(run())
    async with asyncio.timeout(60):
        await came.wait()
    return answer, task


async def read_all(receive: Receive) -> bytes:
    """The whole body of a request."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body


async def hello(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that reads its request and answers."""
    del scope
    await read_all(receive)
    await answer_with(send, b"hello")


async def answer_with(
    send: Send, body: bytes, *, status: int = 200, headers: Iterable[tuple[bytes, bytes]] = ()
) -> None:
    await send({"type": "http.response.start", "status": status, "headers": list(headers)})
    await send({"type": "http.response.body", "body": body})
