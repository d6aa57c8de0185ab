"""The web process: everything is opened first, so that what is missing is told plainly; then it serves."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable
from contextlib import nullcontext, suppress
from types import FrameType

import uvicorn
import uvloop

from candidacy import __version__
from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.exposition import showing_metrics
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import Application, open_application
from candidacy.infrastructure.http.draining import Draining
from candidacy.infrastructure.http.protocol import BoundedProtocol
from candidacy.infrastructure.observability.tracing import sending_spans

GRACE_SECONDS = 10
"""For requests under way when the process is told to stop."""


Prepare = Callable[[Application], Awaitable[None]]
"""What is done with the application once it is open, before it serves."""


async def _nothing(_: Application) -> None:
    return None


class _Server(uvicorn.Server):
    """A server that says when it can be asked, and some time before it stops that it will."""

    def __init__(
        self, config: uvicorn.Config, tell: Callable[[str], None], draining: Draining, seconds: float
    ) -> None:
        super().__init__(config)
        self._tell, self._draining, self._seconds = tell, draining, seconds
        self._loop = asyncio.get_running_loop()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._tell(
                f"Candidacy is ready at http://{self.config.host}:{self.config.port} (Ctrl+C stops it)."
            )

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM is what a balancer's replica gets; whoever presses Ctrl+C, or asks twice, does not wait."""
        wait = 0.0 if self._draining.begun or sig != signal.SIGTERM else self._seconds
        self._draining.begin()
        # Signals come between any two instructions; what acts on streams is done by the loop.
        self._loop.call_soon_threadsafe(self._stop_after, wait, sig, frame)

    def _stop_after(self, wait: float, sig: int, frame: FrameType | None) -> None:
        def stop() -> None:
            self._draining.end()
            super(_Server, self).handle_exit(sig, frame)

        self._loop.call_later(wait, stop)


def serve_until_signal(
    settings: Settings, tell: Callable[[str], None], *, prepare: Prepare = _nothing
) -> bool:
    """Serve until SIGINT or SIGTERM; whether it ever came to serving. Raises what opening raises."""
    with suppress(asyncio.CancelledError), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_serve(settings, tell, prepare))
    return True


async def _serve(settings: Settings, tell: Callable[[str], None], prepare: Prepare) -> bool:
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
            await prepare(application)
            opening = False
            config = _config(settings, create_app(settings, nullcontext(application)))
            server = _Server(config, tell, application.services.draining, settings.http.drain)
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
