"""Against guessing: how often somebody may try to sign in."""

from typing import Protocol

from candidacy.features.auth.errors import TooManyAttempts
from candidacy.infrastructure.redis import Limit, RateLimiter

WINDOW = 300
"""Seconds."""


class LoginGuard(Protocol):
    """Counts attempts by account, by network address, and altogether. When it cannot count, it refuses."""

    async def check(self, email: str, ip: str) -> None:
        """Ask before a password or code is looked at. Raises TooManyAttempts."""
        ...

    async def failed(self, email: str, ip: str) -> None:
        """The attempt failed."""
        ...

    async def succeeded(self, email: str, ip: str) -> None:
        """The attempt succeeded: what this account failed before is forgiven."""
        ...


class LimitedGuard:
    """Three tiers over one limiter. An attempt counts from the moment it is made, so that a hundred at once
    are not a hundred guesses.
    """

    def __init__(
        self,
        limiter: RateLimiter,
        name: str,
        *,
        by_account: int,
        by_address: int = 50,
        altogether: int = 1_000,
    ) -> None:
        self._limiter = limiter
        self._account = Limit(f"{name}-account", by_account, WINDOW)
        self._address = Limit(f"{name}-address", by_address, WINDOW)
        self._all = Limit(f"{name}-all", altogether, WINDOW)

    async def check(self, email: str, ip: str) -> None:
        for limit, key in ((self._account, email), (self._address, ip), (self._all, "all")):
            verdict = await self._limiter.hit(limit, key)
            if not verdict.allowed:
                raise TooManyAttempts(retry_after=verdict.retry_after)

    async def failed(self, email: str, ip: str) -> None:
        """It was counted when it was made."""

    async def succeeded(self, email: str, ip: str) -> None:
        del ip
        await self._limiter.clear(self._account, email)
