"""Pure ASGI middleware around everything: request id and log context, security headers, crashes."""

import re
from collections.abc import Iterable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candidacy.infrastructure.http.problems import DiskFull, is_disk_full, problem_response
from candidacy.infrastructure.http.security import HSTS, SECURITY_HEADERS, host_name, is_foreign
from candidacy.kernel.errors import AppError, Forbidden, Invalid
from candidacy.kernel.ids import uuid7
from candidacy.kernel.origin import Origin, working_for

log = structlog.get_logger(__name__)

_REQUEST_ID = re.compile(r"[A-Za-z0-9_.-]{8,64}")


class WrongHost(Invalid):
    """This server does not answer to that host name. Add it to CANDIDACY_HTTP__ALLOWED_HOSTS if it should."""

    code = "wrong_host"


class CrossSiteRequest(Forbidden):
    """This request was sent by another web site. Open the application itself and try again."""

    code = "cross_site_request"


class Crashed(AppError):
    """Something went wrong on our side. The request id names it in the log."""


class RequestContext:
    """Gives each request an id (the client's own when it is well-formed) and binds it to the log.

    The binding outlasts the call on purpose: a server logs what escapes the application in the same task,
    and that line is to carry the id too. Each request has a task of its own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else str(uuid7())
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        structlog.contextvars.bind_contextvars(request_id=request_id)
        client = scope.get("client")
        with working_for(Origin(request_id, client[0] if client else None)):
            await self._app(scope, receive, send_with_id)


class Protection:
    """Security headers on every response; refuses foreign hosts and cross-site changes before any work."""

    def __init__(self, app: ASGIApp, allowed_hosts: Iterable[str], cors_origins: Iterable[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(cors_origins)
        self._hosts = frozenset(h.lower() for h in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                if scope["scheme"] == "https":
                    headers.setdefault("strict-transport-security", HSTS)
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, send_protected)
        else:
            await problem_response(Request(scope), refusal)(scope, receive, send_protected)

    def _refusal(self, scope: Scope) -> AppError | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if "*" not in self._hosts and host_name(host) not in self._hosts:
            return WrongHost()
        if headers.get("origin") in self._origins and "cookie" not in headers:
            # Such a page proves by a token who asks, and not by what a browser adds by itself.
            return None
        return CrossSiteRequest() if is_foreign(scope["method"], headers, host) else None


class Crashes:
    """Anything unforeseen: logged once here, told without detail.

    Starlette's own handler for it stands outside all other middleware, where its answer would carry neither
    request id nor security headers, and lets the server log it a second time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_noting_start(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, send_noting_start)
        except Exception as error:
            if started or scope["type"] != "http":
                # The answer is cut off and the connection closed by the server, which then logs why.
                raise
            full = is_disk_full(error)
            log.exception("disk_full" if full else "request_crashed", exc_info=error)
            told = DiskFull() if full else Crashed()
            await problem_response(Request(scope), told)(scope, receive, send)
