"""The limiter of one process, under many hands and over time."""

import asyncio

from candidacy.infrastructure.redis import Limit, MemoryLimiter

TWO = Limit("login", 2, 300)


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def test_a_window_may_be_cleared_while_others_hit_it() -> None:
    limiter, wide = MemoryLimiter(), Limit("wide", 10_000, 300)
    failed: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: failed.append(context))

    async def hit_and_clear(number: int) -> bool:
        verdict = await limiter.hit(wide, str(number % 7))
        await asyncio.sleep(0)
        await limiter.clear(wide, str(number % 5))
        return verdict.allowed

    allowed = await asyncio.gather(*(hit_and_clear(n) for n in range(3_000)))

    assert all(allowed)
    assert failed == []


async def test_the_wait_is_told_to_the_second() -> None:
    watch = Watch()
    limiter = MemoryLimiter(watch)
    await limiter.hit(TWO, "ada")
    watch.now += 100
    await limiter.hit(TWO, "ada")

    full = await limiter.hit(TWO, "ada")
    watch.now += full.retry_after
    later = await limiter.hit(TWO, "ada")

    assert (full.allowed, full.retry_after) == (False, 200)
    assert later.allowed


async def test_windows_that_are_over_are_swept_out() -> None:
    watch = Watch()
    limiter = MemoryLimiter(watch)
    for number in range(990):
        await limiter.hit(TWO, str(number))
    watch.now += 301

    for _ in range(20):
        await limiter.hit(TWO, "ada")

    assert len(limiter) == 1
