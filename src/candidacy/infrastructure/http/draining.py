"""How a process takes its leave: first it says that it is not ready, and only later it stops to accept."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candidacy.kernel.errors import Unavailable


class Stopping(Unavailable):
    """This process is about to stop, and another one answers. Try again in a moment."""

    code = "stopping"


class Draining:
    """Where a process stands on its way out, for those who act on it."""

    def __init__(self) -> None:
        self.begun = False
        self._over = False
        self._streams: set[asyncio.Timeout] = set()

    def begin(self) -> None:
        """From now on balancers are to send nobody here."""
        self.begun = True

    def end(self) -> None:
        """Nobody is let in any more. Streams that can be taken up elsewhere end now; call it in the loop."""
        self.begun = self._over = True
        now = asyncio.get_running_loop().time()
        for stream in self._streams:
            if not stream.expired():
                stream.reschedule(now)

    @contextmanager
    def ends(self, stream: asyncio.Timeout) -> Iterator[None]:
        """Let a wait of a stream end together with the process."""
        if self._over:
            stream.reschedule(asyncio.get_running_loop().time())
        self._streams.add(stream)
        try:
            yield
        finally:
            self._streams.discard(stream)


class Farewell:
    """Closes each connection with its answer once the process is on its way out.

    A client that keeps its connection would otherwise ask on it at the very moment in which it is closed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        services = scope.get("state", {}).get("services")
        if scope["type"] != "http" or services is None:
            await self._app(scope, receive, send)
            return
        draining: Draining = services.draining

        async def send_closing(message: Message) -> None:
            if draining.begun and message["type"] == "http.response.start":
                MutableHeaders(scope=message)["connection"] = "close"
            await send(message)

        await self._app(scope, receive, send_closing)
