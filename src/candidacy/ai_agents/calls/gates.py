"""How many calls of one model run at a time in this process; the others wait in the order they came."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from candidacy.ai_agents.errors import ModelTimeout


class Gates:
    """The gates of a process; one that nobody waits at is forgotten."""

    def __init__(self) -> None:
        self._gates: dict[str, tuple[asyncio.Semaphore, int]] = {}

    @asynccontextmanager
    async def passing(self, key: str, width: int, *, until: float) -> AsyncIterator[None]:
        """Hold a place. Raises ModelTimeout where none is free by then (the loop's time)."""
        name = f"{key} {width}"
        semaphore, users = self._gates.get(name, (asyncio.Semaphore(width), 0))
        self._gates[name] = (semaphore, users + 1)
        try:
            try:
                async with asyncio.timeout_at(until):
                    await semaphore.acquire()
            except TimeoutError as exc:
                raise ModelTimeout("The model is busy with other requests. Try again in a moment.") from exc
            try:
                yield
            finally:
                semaphore.release()
        finally:
            self._forget(name)

    def _forget(self, name: str) -> None:
        semaphore, users = self._gates[name]
        if users == 1:
            del self._gates[name]
        else:
            self._gates[name] = (semaphore, users - 1)
