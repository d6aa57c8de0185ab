"""What the application asks of a store that several processes share."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Limit:
    """So many hits within so many seconds, counted back from now. The name keeps its counts apart."""

    name: str
    amount: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether there is room, and else after how many seconds there is again (at least 1)."""

    allowed: bool
    retry_after: int = 0


class RateLimiter(Protocol):
    """Counts hits in a moving window."""

    async def hit(self, limit: Limit, key: str) -> Verdict:
        """Count one, unless the window is full; whether it was counted."""
        ...

    async def check(self, limit: Limit, key: str) -> Verdict:
        """Whether one more would be counted; counts nothing."""
        ...

    async def clear(self, limit: Limit, key: str) -> None:
        """Forget the hits of ``key``."""
        ...


class Cache(Protocol):
    """Remembers JSON values for a while, and may forget them sooner."""

    async def get(self, key: str) -> Any | None:
        """The value; None when there is none or it has expired."""
        ...

    async def set(self, key: str, value: Any, *, ttl: float) -> None:
        """Remember a JSON value for ``ttl`` seconds."""
        ...

    async def add(self, key: str, value: Any, *, ttl: float) -> bool:
        """Remember it unless something is remembered there; whether it was. Of many at once one wins."""
        ...

    async def delete(self, key: str) -> None: ...
