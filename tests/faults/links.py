"""A TCP proxy of ours: between two processes it can be slow, silent, or cut."""

import asyncio
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_PIECE = 1 << 16

Target = tuple[str, int] | Path
"""A host with a port, or a unix socket."""


class Link:
    """Listens on one port of the loopback for as long as it is open, and passes on what comes.

    Several targets are taken in turn, those that ``is_up`` denies left out: a balancer.
    """

    def __init__(self, *targets: Target, is_up: Callable[[Target], bool] = lambda _: True) -> None:
        self._targets, self._is_up = list(targets), is_up
        self._turn = 0
        self._delay, self._silent = 0.0, False
        self._open: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._server: asyncio.Server | None = None
        self.port = 0
        self.passed = 0
        """Connections that reached a target."""

    def __enter__(self) -> "Link":
        self._thread.start()
        self._call(self._listen())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def slow(self, seconds: float) -> None:
        """Hold back each piece for so long."""
        self._delay = seconds

    def silent(self, *, on: bool = True) -> None:
        """Take connections and pass nothing on, as a network does that drops all packets."""
        self._silent = on

    def cut(self) -> None:
        """End all connections in the middle of what they carry; new ones are taken."""
        self._call(self._cut())

    def _call(self, work: "asyncio._CoroutineLike[None]") -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(30)  # type: ignore[arg-type] # A coroutine.

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def _cut(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        await self._cut()
        # Each pair of pumps ends with its connections.
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        there: asyncio.StreamWriter | None = None
        try:
            back, there = await self._connect()
            self._open.add(there)
            await asyncio.gather(self._pump(reader, there), self._pump(back, writer))
        except OSError:
            pass
        finally:
            for end in (writer, there):
                if end is not None:
                    self._open.discard(end)
                    end.transport.abort()
                    with suppress(OSError):
                        await end.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """To the next target that is up and lets us in."""
        for target in self._in_turn():
            with suppress(OSError):
                if isinstance(target, Path):
                    found = await asyncio.open_unix_connection(str(target))
                else:
                    found = await asyncio.open_connection(*target)
                self.passed += 1
                return found
        raise ConnectionRefusedError

    def _in_turn(self) -> Sequence[Target]:
        self._turn = (self._turn + 1) % len(self._targets)
        turned = [*self._targets[self._turn :], *self._targets[: self._turn]]
        return [target for target in turned if self._is_up(target)] or turned

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(_PIECE):
            while self._silent:
                await asyncio.sleep(0.02)
                if writer.transport.is_closing():
                    return
            if self._delay:
                await asyncio.sleep(self._delay)
            writer.write(piece)
            await writer.drain()
        with suppress(OSError):
            writer.write_eof()
