"""The cache of one process."""

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

MAX_ENTRIES = 10_000


class MemoryCache:
    """Values as JSON text, so that what comes back is a copy; the oldest goes when there are too many."""

    def __init__(self, now: Callable[[], float] = time.monotonic, max_entries: int = MAX_ENTRIES) -> None:
        self._now, self._max = now, max_entries
        self._entries: OrderedDict[str, tuple[float, str]] = OrderedDict()

    async def get(self, key: str) -> Any | None:
        expires, stored = self._entries.get(key, (0.0, ""))
        if not stored:
            return None
        if expires <= self._now():
            del self._entries[key]
            return None
        return json.loads(stored)

    async def set(self, key: str, value: Any, *, ttl: float) -> None:
        self._entries[key] = (self._now() + ttl, json.dumps(value, allow_nan=False))
        self._entries.move_to_end(key)
        while len(self._entries) > self._max:
            self._entries.popitem(last=False)

    async def add(self, key: str, value: Any, *, ttl: float) -> bool:
        if await self.get(key) is not None:
            return False
        await self.set(key, value, ttl=ttl)
        return True

    async def delete(self, key: str) -> None:
        self._entries.pop(key, None)

    def clear(self) -> None:
        self._entries.clear()
