"""Moving windows by the library ``limits``, for the store that several processes share."""

import hashlib
import math
import time

from limits import RateLimitItemPerSecond
from limits.aio.storage import MovingWindowSupport, Storage
from limits.aio.strategies import MovingWindowRateLimiter

from candidacy.infrastructure.redis.ports import Limit, Verdict


class WindowLimiter:
    """Counts in a storage of ``limits``."""

    def __init__(self, storage: Storage) -> None:
        if not isinstance(storage, MovingWindowSupport):
            raise TypeError(f"{type(storage).__name__} keeps no moving windows.")
        self._windows = MovingWindowRateLimiter(storage)

    async def hit(self, limit: Limit, key: str) -> Verdict:
        item = _item(limit)
        return await self._verdict(item, key, allowed=await self._windows.hit(item, _name(key)))

    async def check(self, limit: Limit, key: str) -> Verdict:
        item = _item(limit)
        return await self._verdict(item, key, allowed=await self._windows.test(item, _name(key)))

    async def clear(self, limit: Limit, key: str) -> None:
        await self._windows.clear(_item(limit), _name(key))

    async def _verdict(self, item: RateLimitItemPerSecond, key: str, *, allowed: bool) -> Verdict:
        if allowed:
            return Verdict(allowed=True)
        stats = await self._windows.get_window_stats(item, _name(key))
        # Other processes' clocks say when the window was filled; no wait is longer than the window.
        left = min(math.ceil(stats.reset_time - time.time()), item.get_expiry())
        return Verdict(allowed=False, retry_after=max(1, left))


def _name(key: str) -> str:
    """A digest: a key may be somebody's address, which is nothing to leave in a shared store."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def _item(limit: Limit) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(limit.amount, limit.seconds, namespace=limit.name)
