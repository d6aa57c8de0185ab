"""Server-sent events that hold no database connection, beat while nothing happens and end in time."""

import asyncio
from collections.abc import AsyncIterator

from fastapi.sse import ServerSentEvent

HEARTBEAT_SECONDS = 15.0


async def with_heartbeats(
    events: AsyncIterator[ServerSentEvent], *, lifetime: float, beat: float = HEARTBEAT_SECONDS
) -> AsyncIterator[ServerSentEvent]:
    """``events`` with a comment after each quiet ``beat``; ends after ``lifetime`` seconds at the latest.

    A client that goes away cancels the task this runs in, and with it the source.
    """
    ends = asyncio.get_running_loop().time() + lifetime
    waiting: asyncio.Future[ServerSentEvent] | None = None
    try:
        while (left := ends - asyncio.get_running_loop().time()) > 0:
            waiting = waiting or asyncio.ensure_future(anext(events))
            done, _ = await asyncio.wait({waiting}, timeout=min(beat, left))
            if not done:
                yield ServerSentEvent(comment="still here")
                continue
            finished, waiting = waiting, None
            try:
                yield finished.result()
            except StopAsyncIteration:
                return
    finally:
        if waiting is not None:
            waiting.cancel()
