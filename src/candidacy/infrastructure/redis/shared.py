"""What the application uses: Redis while it answers, the twin in this process while it does not."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from candidacy.infrastructure.redis.limiter import WindowLimiter
from candidacy.infrastructure.redis.link import RedisAway, RedisLink
from candidacy.infrastructure.redis.memory import MemoryCache
from candidacy.infrastructure.redis.ports import Cache, Limit, RateLimiter, Verdict
from candidacy.infrastructure.redis.windows import MemoryLimiter

PREFIX = "candidacy"


class RedisCache:
    """Values as JSON text under a prefix of ours. Raises RedisAway."""

    def __init__(self, link: RedisLink, prefix: str = PREFIX) -> None:
        self._link, self._prefix = link, prefix

    async def get(self, key: str) -> Any | None:
        stored = await self._link.ask(lambda: self._link.client.get(self._name(key)))
        return None if stored is None else json.loads(stored)

    async def set(self, key: str, value: Any, *, ttl: float) -> None:
        text, milliseconds = json.dumps(value, allow_nan=False), max(1, round(ttl * 1000))
        await self._link.ask(lambda: self._link.client.set(self._name(key), text, px=milliseconds))

    async def add(self, key: str, value: Any, *, ttl: float) -> bool:
        text, milliseconds = json.dumps(value, allow_nan=False), max(1, round(ttl * 1000))
        name = self._name(key)
        return bool(await self._link.ask(lambda: self._link.client.set(name, text, px=milliseconds, nx=True)))

    async def delete(self, *keys: str) -> None:
        await self._link.ask(lambda: self._link.client.delete(*map(self._name, keys)))

    def _name(self, key: str) -> str:
        return f"{self._prefix}:cache:{key}"


class RedisLimiter:
    """Windows in Redis. Raises RedisAway."""

    def __init__(self, link: RedisLink, prefix: str = PREFIX) -> None:
        from limits.aio.storage import RedisStorage

        self._link = link
        # The client of the link is passed by its pool: limits would otherwise open one of its own.
        storage = RedisStorage(
            f"async+{link.url}",
            implementation="redispy",
            key_prefix=f"{prefix}:limit",
            connection_pool=link.client.connection_pool,  # type: ignore[arg-type] # Typed narrower than documented.
        )
        self._windows = WindowLimiter(storage)

    async def hit(self, limit: Limit, key: str) -> Verdict:
        return await self._link.ask(lambda: self._windows.hit(limit, key))

    async def check(self, limit: Limit, key: str) -> Verdict:
        return await self._link.ask(lambda: self._windows.check(limit, key))

    async def clear(self, limit: Limit, key: str) -> None:
        await self._link.ask(lambda: self._windows.clear(limit, key))


class SteadyLimiter:
    """Counts in both, and both must have room: the count goes on where it stood when Redis goes away, and
    when it comes back without its memory.
    """

    def __init__(self, there: RedisLimiter, here: MemoryLimiter) -> None:
        self._there, self._here = there, here

    async def hit(self, limit: Limit, key: str) -> Verdict:
        try:
            verdict = await self._there.hit(limit, key)
        except RedisAway:
            return await self._here.hit(limit, key)
        return await self._here.hit(limit, key) if verdict.allowed else verdict

    async def check(self, limit: Limit, key: str) -> Verdict:
        try:
            verdict = await self._there.check(limit, key)
        except RedisAway:
            return await self._here.check(limit, key)
        return await self._here.check(limit, key) if verdict.allowed else verdict

    async def clear(self, limit: Limit, key: str) -> None:
        await self._here.clear(limit, key)
        try:
            await self._there.clear(limit, key)
        except RedisAway:
            return


class SteadyCache:
    """Redis alone while it answers. During an outage a memory that begins empty and ends with it.

    The memory never holds what was in Redis: another process may have deleted it there. What was written
    or deleted during the outage is deleted in Redis before it is read again.
    """

    def __init__(self, there: RedisCache, here: MemoryCache) -> None:
        self._there, self._here = there, here
        self._outdated: set[str] = set()

    async def get(self, key: str) -> Any | None:
        try:
            await self._catch_up()
            return await self._there.get(key)
        except RedisAway:
            return await self._here.get(key)

    async def set(self, key: str, value: Any, *, ttl: float) -> None:
        try:
            await self._catch_up()
            await self._there.set(key, value, ttl=ttl)
        except RedisAway:
            self._outdated.add(key)
            await self._here.set(key, value, ttl=ttl)

    async def add(self, key: str, value: Any, *, ttl: float) -> bool:
        try:
            await self._catch_up()
            return await self._there.add(key, value, ttl=ttl)
        except RedisAway:
            self._outdated.add(key)
            return await self._here.add(key, value, ttl=ttl)

    async def delete(self, key: str) -> None:
        try:
            await self._catch_up()
            await self._there.delete(key)
        except RedisAway:
            self._outdated.add(key)
            await self._here.delete(key)

    async def _catch_up(self) -> None:
        if self._outdated:
            outdated = frozenset(self._outdated)
            await self._there.delete(*outdated)
            self._outdated -= outdated
            self._here.clear()


@dataclass(frozen=True, slots=True)
class Shared:
    """What processes share."""

    limiter: RateLimiter
    cache: Cache


def memory_shared() -> Shared:
    """What one process shares with nobody."""
    return Shared(MemoryLimiter(), MemoryCache())


@asynccontextmanager
async def open_shared(
    url: str | None = None, *, link: RedisLink | None = None, prefix: str = PREFIX
) -> AsyncIterator[Shared]:
    """On the server at ``url``, or in this process without one. Nothing connects before its first use.

    Raises BadRedisUrl.
    """
    if url is not None:
        link = RedisLink(url)
    if link is None:
        yield memory_shared()
        return
    try:
        yield Shared(
            SteadyLimiter(RedisLimiter(link, prefix), MemoryLimiter()),
            SteadyCache(RedisCache(link, prefix), MemoryCache()),
        )
    finally:
        await link.close()
