"""/metrics on a port of its own, beside the service and beside a worker; never on the service's port."""

import asyncio
import hmac
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.entrypoints.backup_log import last_backup
from candidacy.entrypoints.ports import require_free
from candidacy.entrypoints.wiring import Application
from candidacy.infrastructure.queue import waiting_jobs
from candidacy.kernel.errors import Unavailable

if TYPE_CHECKING:
    from candidacy.infrastructure.observability.metrics import Metrics

PATH, ALIVE = "/metrics", "/live"


class _BesideServer(uvicorn.Server):
    """A server that leaves signals to the one it stands beside."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def showing_metrics(application: Application) -> AsyncIterator[None]:
    """Serve the metrics of this process while the block runs. Raises PortTaken."""
    settings = application.settings.metrics
    if settings.port is None:
        yield
        return
    # Imported here, as this takes a fifth of a second that a start without metrics is spared.
    from candidacy.infrastructure.observability.metrics import Metrics

    metrics = application.watched.metrics
    assert isinstance(metrics, Metrics)  # noqa: S101 - Where there is a port, there are metrics.
    require_free(settings.host, settings.port)
    config = uvicorn.Config(
        exposition(application, metrics),
        host=settings.host,
        port=settings.port,
        access_log=False,
        log_config=None,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = _BesideServer(config)
    task = asyncio.create_task(server.serve(), name="metrics")
    try:
        yield
    finally:
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await task


def exposition(application: Application, metrics: "Metrics") -> ASGIApp:
    """The application of that port."""
    from candidacy.infrastructure.observability.metrics import CONTENT_TYPE

    token = application.settings.metrics.token
    wanted = f"Bearer {token.get_secret_value()}" if token is not None else None

    async def respond(scope: Scope) -> Response:
        if scope["path"] == ALIVE:
            return PlainTextResponse("ok\n")
        if scope["path"] != PATH:
            return PlainTextResponse("Only /metrics is here.\n", 404)
        given = Headers(scope=scope).get("authorization", "")
        if wanted is not None and not hmac.compare_digest(given.encode(), wanted.encode()):
            return PlainTextResponse("Bring the token.\n", 401, {"WWW-Authenticate": "Bearer"})
        await _look(application, metrics)
        return Response(metrics.exposition(), media_type=CONTENT_TYPE)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await (await respond(scope))(scope, receive, send)

    return app


async def _look(application: Application, metrics: "Metrics") -> None:
    """What is known only by looking. While the database is away the last look stands."""
    from candidacy.infrastructure.observability.metrics import Waiting

    known = last_backup(application.settings.home)
    metrics.backed_up(known.made_at.timestamp() if known is not None else 0)
    with suppress(Unavailable):
        async with application.sessions() as session:
            metrics.queue_is([Waiting(*row) for row in await waiting_jobs(session)])
