"""Counting and remembering across processes: Redis or Valkey where one is set, else in this process.

Nothing is ever only in Redis: it may lose everything at any time and only speed is lost.
"""

from candidacy.infrastructure.redis.limiter import WindowLimiter
from candidacy.infrastructure.redis.link import BadRedisUrl, RedisAway, RedisLink
from candidacy.infrastructure.redis.memory import MemoryCache
from candidacy.infrastructure.redis.ports import Cache, Limit, RateLimiter, Verdict
from candidacy.infrastructure.redis.remembering import Looked, Recipe, Remembered, unwatched
from candidacy.infrastructure.redis.shared import Shared, memory_shared, open_shared
from candidacy.infrastructure.redis.windows import MemoryLimiter

__all__ = [
    "BadRedisUrl",
    "Cache",
    "Limit",
    "Looked",
    "MemoryCache",
    "MemoryLimiter",
    "RateLimiter",
    "Recipe",
    "RedisAway",
    "RedisLink",
    "Remembered",
    "Shared",
    "Verdict",
    "WindowLimiter",
    "memory_shared",
    "open_shared",
    "unwatched",
]
