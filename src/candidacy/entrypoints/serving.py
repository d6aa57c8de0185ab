"""The web process: everything is opened first, so that what is missing is told plainly; then it serves."""

import asyncio
import signal
import socket
from collections.abc import Callable
from contextlib import nullcontext, suppress

import uvicorn
import uvloop

from candidacy import __version__
from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.exposition import showing_metrics
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import open_application
from candidacy.infrastructure.http.protocol import BoundedProtocol
from candidacy.infrastructure.observability.tracing import sending_spans

GRACE_SECONDS = 10
"""For requests under way when the process is told to stop."""


class _Server(uvicorn.Server):
    """A server that says when it can be asked."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[str], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell(
                f"Candidacy is ready at http://{self.config.host}:{self.config.port} (Ctrl+C stops it)."
            )


def serve_until_signal(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Serve until SIGINT or SIGTERM; whether it ever came to serving. Raises what opening raises."""
    with suppress(asyncio.CancelledError), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(settings, tell))
    return True


async def _serve(settings: Settings, tell: Callable[[str], None]) -> bool:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    opening = True

    def stop() -> None:
        # While it serves uvicorn takes the signals, and sends them once more when it has stopped.
        if opening and task is not None:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    with sending_spans(settings.spans_to, process="serve", release=__version__):
        async with open_application(settings) as application, showing_metrics(application):
            opening = False
            server = _Server(_config(settings, create_app(settings, nullcontext(application))), tell)
            await server.serve()
            return server.started


def _config(settings: Settings, app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type] # An ASGI application.
        host=settings.http.host,
        port=settings.http.port,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        http=BoundedProtocol,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
