"""Server-sent events that end in time. What keeps a quiet stream open, a comment each 15 s, is FastAPI's."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, nullcontext
from typing import TypeVar

from candidacy.infrastructure.http.draining import Draining

T = TypeVar("T")


async def for_at_most(
    seconds: float, events: AsyncGenerator[T, None], draining: Draining | None = None
) -> AsyncGenerator[T, None]:
    """``events`` for ``seconds`` at the most; however it ends, the source is closed at once.

    With ``draining`` it ends when the process stops, and the client takes it up at another one.

    A client that goes away cancels the task this runs in, and with it the source.
    """
    ends = asyncio.get_running_loop().time() + seconds
    async with aclosing(events):
        while True:
            try:
                async with asyncio.timeout_at(ends) as deadline:
                    with nullcontext() if draining is None else draining.ends(deadline):
                        event = await anext(events)
            except StopAsyncIteration:
                return
            except TimeoutError:
                if not deadline.expired():
                    raise
                return
            yield event
