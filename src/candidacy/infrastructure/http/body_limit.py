"""Refusing bodies that are too large, before they are read where that can be known."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candidacy.infrastructure.http.problems import problem_response
from candidacy.kernel.errors import TooLarge


class BodyTooLarge(TooLarge):
    """This request is larger than the limit. Send less at once."""

    code = "body_too_large"


ARCHIVES = "/batches"
"""How the path of a route ends that takes archives of many files."""


class BodyLimit:
    """Refuses a body over the limit, by its declared length at once, and else while it comes in.

    FastAPI's own limit answers in plain text and from outside all other middleware.
    """

    def __init__(self, app: ASGIApp, *, ordinary: int, upload: int, archive: int | None = None) -> None:
        self._app, self._ordinary, self._upload = app, ordinary, upload
        self._archive = upload if archive is None else archive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._ordinary
        if is_form(scope):
            limit = self._archive if scope["path"].endswith(ARCHIVES) else self._upload
        body = _CountedBody(scope, receive, send, limit)
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > limit:
            await body.refuse()
            return
        try:
            await self._app(scope, body.receive, body.send)
        except BodyTooLarge:
            await body.refuse()


class _CountedBody:
    """The body of one request; once it is too large, nothing but the refusal is sent.

    The application may take our exception for a body that cannot be parsed and answer that; so what it
    sends is held back too. A body that nobody waits for any more is left to the server.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        self._scope, self._receive, self._send, self._limit = scope, receive, send, limit
        self._seen, self._answered, self._refused = 0, False, False

    @property
    def _too_large(self) -> bool:
        return self._seen > self._limit and not self._answered

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._too_large:
            raise BodyTooLarge
        return message

    async def send(self, message: Message) -> None:
        if self._too_large:
            await self.refuse()
        elif not self._refused:
            self._answered = True
            await self._send(message)

    async def refuse(self) -> None:
        if not self._refused:
            self._refused = True
            await problem_response(Request(self._scope), BodyTooLarge())(
                self._scope, self._receive, self._send
            )


def is_form(scope: Scope) -> bool:
    """Whether the body is a form that may hold files."""
    return Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
