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

    async def is_news(self, email: str, ip: str) -> bool:
        """Whether to note that ``check`` refused: once for an account, and for an address, in a while."""
        ...


class LimitedGuard:
    """Three tiers over one limiter. An attempt counts from the moment it is made, so that a hundred at once
    are not a hundred guesses.

    An account has the fewest: who guesses one password is stopped there, from wherever they come. A network
    address may be a whole office behind one router, whose people come in at nine and sometimes mistype: it
    has room for 50 attempts, of which 20 may fail. With 10, as many as one account has, one person who has
    lost a password would shut out all colleagues; 20 failures are still no more than 240 guesses an hour,
    over all accounts. The last tier is for who comes from many addresses: 1,000 for the whole installation.
    """

    def __init__(
        self,
        limiter: RateLimiter,
        name: str,
        *,
        by_account: int,
        by_address: int = 50,
        failures: int = 20,
        altogether: int = 1_000,
    ) -> None:
        self._limiter = limiter
        self._account = Limit(f"{name}-account", by_account, WINDOW)
        self._address = Limit(f"{name}-address", by_address, WINDOW)
        self._failures = Limit(f"{name}-failures", failures, WINDOW)
        self._all = Limit(f"{name}-all", altogether, WINDOW)
        self._told_account = Limit(f"{name}-told-account", 1, WINDOW)
        self._told_address = Limit(f"{name}-told-address", 1, WINDOW)

    async def check(self, email: str, ip: str) -> None:
        failed = await self._limiter.check(self._failures, ip)
        if not failed.allowed:
            raise TooManyAttempts(retry_after=failed.retry_after)
        for limit, key in ((self._account, email), (self._address, ip), (self._all, "all")):
            verdict = await self._limiter.hit(limit, key)
            if not verdict.allowed:
                raise TooManyAttempts(retry_after=verdict.retry_after)

    async def failed(self, email: str, ip: str) -> None:
        """It was counted for the account when it was made; for the address it counts once more."""
        del email
        await self._limiter.hit(self._failures, ip)

    async def succeeded(self, email: str, ip: str) -> None:
        del ip
        await self._limiter.clear(self._account, email)

    async def is_news(self, email: str, ip: str) -> bool:
        """Who guesses on after being refused is not to fill the log: one line says it."""
        account = await self._limiter.hit(self._told_account, email)
        address = await self._limiter.hit(self._told_address, ip)
        return account.allowed and address.allowed
