"""One Redis or Valkey server, and whether it can be reached just now."""

import time
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import urlsplit

import structlog

from candidacy.kernel.errors import Invalid

log = structlog.get_logger(__name__)

T = TypeVar("T")

PATIENCE = 0.5
"""Seconds for one answer: a limit that takes longer to ask than a login takes helps nobody."""
PAUSE = 5.0
"""Seconds in which a server that failed is not asked again, so that no request waits for it."""

_SCHEMES = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}


class BadRedisUrl(Invalid):
    """The address must look like redis://:password@host:6379/0 (or rediss://, valkey://, valkeys://)."""

    code = "bad_redis_url"


class RedisAway(Exception):
    """The server cannot be reached now."""


def redis_url(url: str) -> str:
    """The address as redis-py writes it; Valkey speaks the same protocol. Raises BadRedisUrl."""
    try:
        parts = urlsplit(url)
        scheme, host, _ = _SCHEMES[parts.scheme], parts.hostname, parts.port
    except (KeyError, ValueError) as exc:
        raise BadRedisUrl from exc
    if not host or parts.path.strip("/") not in {"", *map(str, range(1024))}:
        raise BadRedisUrl
    return parts._replace(scheme=scheme).geturl()


class RedisLink:
    """Asks the server; after a failure not again for a while. An outage is logged once, and its end."""

    def __init__(self, url: str, *, pause: float = PAUSE, now: Callable[[], float] = time.monotonic) -> None:
        # 6 MB that an installation without such a server does without.
        from redis.asyncio import Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
        from redis.exceptions import ConnectionError as RedisConnectionError
        from redis.exceptions import RedisError

        self.url = redis_url(url)
        self._errors = (RedisError, OSError)
        self.options = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
        # A connection that a restarted server has closed is opened anew within the same request.
        self.client = Redis.from_url(
            self.url,
            retry=Retry(NoBackoff(), 1),
            retry_on_error=[RedisConnectionError],
            socket_timeout=PATIENCE,
            socket_connect_timeout=PATIENCE,
        )
        self._pause, self._now = pause, now
        self._asked_again_at = 0.0
        self.away = False

    async def ask(self, call: Callable[[], Awaitable[T]]) -> T:
        """What ``call`` gives. Raises RedisAway at once while the server is not asked."""
        if self.away and self._now() < self._asked_again_at:
            raise RedisAway
        try:
            answer = await call()
        except self._errors as exc:
            self._failed(exc)
            raise RedisAway from exc
        if self.away:
            self.away = False
            log.info("redis_available")
        return answer

    def _failed(self, error: Exception) -> None:
        self._asked_again_at = self._now() + self._pause
        if not self.away:
            self.away = True
            log.warning("redis_unavailable", kind=type(error).__name__)

    async def close(self) -> None:
        await self.client.aclose()
