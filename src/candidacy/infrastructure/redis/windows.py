"""Moving windows in the memory of one process.

Nothing here waits, so that on one event loop each call is done before the next begins: no hit is lost to
another one, and a window may be cleared at any time. (The storage of ``limits`` for this expires its windows
in a task with threads and locks of its own, which trips over a window that is cleared meanwhile.)
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from candidacy.infrastructure.redis.ports import Limit, Verdict

_SWEEP_EVERY = 1_000


@dataclass(slots=True)
class _Window:
    seconds: int
    hits: deque[float] = field(default_factory=deque)

    def forget(self, now: float) -> None:
        while self.hits and self.hits[0] <= now - self.seconds:
            self.hits.popleft()


class MemoryLimiter:
    """Counts hits of one process. What has left its window is swept out every thousand hits."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._windows: dict[tuple[str, str], _Window] = {}
        self._until_sweep = _SWEEP_EVERY

    def __len__(self) -> int:
        """How many windows are kept."""
        return len(self._windows)

    async def hit(self, limit: Limit, key: str) -> Verdict:
        now = self._now()
        self._sweep(now)
        window = self._windows.setdefault((limit.name, key), _Window(limit.seconds))
        verdict = _verdict(window, limit, now)
        if verdict.allowed:
            window.hits.append(now)
        return verdict

    async def check(self, limit: Limit, key: str) -> Verdict:
        window = self._windows.get((limit.name, key))
        return Verdict(allowed=True) if window is None else _verdict(window, limit, self._now())

    async def clear(self, limit: Limit, key: str) -> None:
        self._windows.pop((limit.name, key), None)

    def _sweep(self, now: float) -> None:
        self._until_sweep -= 1
        if self._until_sweep > 0:
            return
        self._until_sweep = _SWEEP_EVERY
        for name, window in list(self._windows.items()):
            window.forget(now)
            if not window.hits:
                del self._windows[name]


def _verdict(window: _Window, limit: Limit, now: float) -> Verdict:
    window.forget(now)
    if len(window.hits) < limit.amount:
        return Verdict(allowed=True)
    # Room comes when the hit that fills the window has left it.
    oldest = window.hits[len(window.hits) - limit.amount]
    return Verdict(allowed=False, retry_after=max(1, math.ceil(oldest + window.seconds - now)))
