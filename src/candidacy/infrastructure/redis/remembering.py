"""What is dear to make is made once, however many ask for it at a time, here and in other processes."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from candidacy.infrastructure.redis.ports import Cache

_FIRST_LOOK, _LONGEST_LOOK = 0.01, 0.2
_JITTER = 0.2


@dataclass(frozen=True, slots=True)
class Recipe:
    """A kind of value. Another ``version`` is another value: raise it when the way of making it changes.

    ``ttl`` seconds is the longest it is kept; each is kept up to a fifth less, so that what was made together
    does not run out together. ``patience`` is how long others wait for who makes it.
    """

    name: str
    version: int
    ttl: float
    patience: float = 10.0

    def key(self, subject: str) -> str:
        return f"{self.name}:{self.version}:{subject}"

    def lifetime(self) -> float:
        return self.ttl * random.uniform(1 - _JITTER, 1.0)  # noqa: S311 - Spreads load, hides nothing.


Looked = Callable[[str, bool], None]
"""Hears of each look into a cache: the name of the cache, and whether the value was there."""


def unwatched(cache: str, hit: bool) -> None:
    """Where nobody counts."""


class Remembered:
    """Gives values of recipes, from the cache where they are there. Only what never gets old belongs here."""

    def __init__(self, cache: Cache, looked: Looked = unwatched) -> None:
        self._cache, self._looked = cache, looked
        self._under_way: dict[str, asyncio.Task[Any]] = {}

    async def value(self, recipe: Recipe, subject: str, make: Callable[[], Awaitable[Any]]) -> Any:
        """The JSON value of ``subject``. Raises what ``make`` does, which is then tried anew by the next.

        Who gives up waiting takes nothing from the others.
        """
        key = recipe.key(subject)
        task = self._under_way.get(key)
        if task is None:
            task = asyncio.create_task(self._found_or_made(recipe, key, make))
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._finished(key, done))
        else:
            self._looked(recipe.name, True)
        return await asyncio.shield(task)

    def _finished(self, key: str, task: asyncio.Task[Any]) -> None:
        del self._under_way[key]
        if not task.cancelled():
            # Looked at once, so that a failure which nobody waits for any more is not reported as lost.
            task.exception()

    async def _found_or_made(self, recipe: Recipe, key: str, make: Callable[[], Awaitable[Any]]) -> Any:
        if (kept := await self._cache.get(key)) is not None:
            self._looked(recipe.name, True)
            return kept[0]
        making = f"{key}:making"
        mine = await self._cache.add(making, 1, ttl=recipe.patience)
        if not mine and (kept := await self._made_elsewhere(recipe, key, making)) is not None:
            self._looked(recipe.name, True)
            return kept[0]
        self._looked(recipe.name, False)
        try:
            made = await make()
            # In a list, so that a value of null is told from none.
            await self._cache.set(key, [made], ttl=recipe.lifetime())
        finally:
            if mine:
                await self._cache.delete(making)
        return made

    async def _made_elsewhere(self, recipe: Recipe, key: str, making: str) -> Any | None:
        """What another process makes meanwhile; None when it fails or takes too long."""
        loop, wait = asyncio.get_running_loop(), _FIRST_LOOK
        ends = loop.time() + recipe.patience
        while loop.time() < ends:
            await asyncio.sleep(wait)
            wait = min(_LONGEST_LOOK, wait * 2)
            still_making = await self._cache.get(making)
            if (kept := await self._cache.get(key)) is not None or still_making is None:
                return kept
        return None
