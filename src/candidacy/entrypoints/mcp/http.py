"""POST /mcp: the server over streamable HTTP, without sessions: each request says who asks.

The guard admits whoever may read the workspace; each tool then calls the API of this very process with the
same credentials, so that nothing is allowed here that is not allowed there.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import httpx
from fastapi import APIRouter, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.infrastructure.http.dependencies import DetachedActor, Services, requires_detached
from candidacy.infrastructure.redis import Limit
from candidacy.kernel.errors import Forbidden, RateLimited
from candidacy.kernel.permissions import Permission
from candidacy.sdk import AsyncCandidacy, Retries

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

router = APIRouter(tags=["mcp"])
CALLS = Limit("mcp-calls", 240, 60)
"""Requests of one person in a minute: an assistant that runs wild is held before it does harm."""
ONCE = Retries(attempts=1)


class KeyNeeded(Forbidden):
    """Programs sign in here with an API key, which you make on the account page."""

    code = "key_needed"


@router.post("/mcp", dependencies=[requires_detached(Permission.WORKSPACE_READ)], include_in_schema=False)
async def serve(request: Request, actor: DetachedActor, services: Services) -> Response:
    """One message of the protocol. Raises KeyNeeded for a browser's cookie, and RateLimited."""
    if actor.session is not None:
        raise KeyNeeded
    hit = await services.shared.limiter.hit(CALLS, str(actor.user))
    if not hit.allowed:
        raise RateLimited(retry_after=hit.retry_after)
    return Handed(_handle)


class Handed(Response):
    """A response that something else sends."""

    def __init__(self, send: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        super().__init__()
        self._sends = send

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._sends(scope, receive, send)


async def _handle(scope: Scope, receive: Receive, send: Send) -> None:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    # Without sessions there is nothing to keep between requests, so that any process can answer any of them.
    manager = StreamableHTTPSessionManager(
        _server()._lowlevel_server,  # noqa: SLF001 - The stock application would bring its own routes and guards.
        json_response=True,
        stateless=True,
    )
    async with manager.run():
        await manager.handle_request(scope, receive, send)


@lru_cache(maxsize=1)
def _server() -> "MCPServer[Any]":
    from candidacy.entrypoints.mcp.tools import build_server

    return build_server(open_for_request)


def open_for_request(ctx: Any) -> AbstractAsyncContextManager[AsyncCandidacy]:
    """A client of this process's own API, with the credentials of the request."""
    request: Request = ctx.request_context.request
    transport = httpx.ASGITransport(
        app=_with_state(request.app, dict(request.scope.get("state", {}))),
        client=(request.client.host, request.client.port) if request.client else ("127.0.0.1", 0),
    )
    _, _, key = request.headers.get("authorization", "").partition(" ")
    return AsyncCandidacy(
        f"http://{request.headers['host']}",
        # Never the key that this process may have in its own environment.
        key.strip(),
        workspace=request.headers.get("x-workspace"),
        transport=transport,
        retries=ONCE,
    )


def _with_state(app: ASGIApp, state: dict[str, Any]) -> ASGIApp:
    """What a server does with the state that a lifespan yields."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = dict(state)
        await app(scope, receive, send)

    return wrapped
