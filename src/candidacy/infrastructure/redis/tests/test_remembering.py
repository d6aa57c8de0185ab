"""What is dear is made once, in memory and on Redis alike."""

import asyncio

import pytest

from candidacy.infrastructure.redis import MemoryCache, Recipe, Remembered, Shared

VECTOR = Recipe("vector", 1, ttl=60)


class Maker:
    """Counts how often it is asked; waits until it is let go."""

    def __init__(self, *, waits: bool = False) -> None:
        self.made = 0
        self.begun, self.may_go = asyncio.Event(), asyncio.Event()
        if not waits:
            self.may_go.set()

    async def __call__(self) -> int:
        self.made += 1
        self.begun.set()
        await self.may_go.wait()
        return self.made


async def test_ops_200_what_was_made_is_remembered(shared: Shared) -> None:
    remembered, maker = Remembered(shared.cache), Maker()

    values = [await remembered.value(VECTOR, "ada", maker) for _ in range(3)]

    assert (values, maker.made) == ([1, 1, 1], 1)


async def test_ops_200_a_hundred_who_ask_at_once_have_it_made_once(shared: Shared) -> None:
    remembered, maker = Remembered(shared.cache), Maker(waits=True)

    asking = [asyncio.create_task(remembered.value(VECTOR, "ada", maker)) for _ in range(100)]
    await asyncio.sleep(0)
    maker.may_go.set()

    assert set(await asyncio.gather(*asking)) == {1}
    assert maker.made == 1


async def test_ops_200_another_process_waits_for_who_makes_it(shared: Shared) -> None:
    here, there, maker = Remembered(shared.cache), Remembered(shared.cache), Maker(waits=True)

    first = asyncio.create_task(here.value(VECTOR, "ada", maker))
    await maker.begun.wait()
    second = asyncio.create_task(there.value(VECTOR, "ada", maker))
    await asyncio.sleep(0.05)
    maker.may_go.set()

    assert (await first, await second, maker.made) == (1, 1, 1)


async def test_ops_200_another_process_makes_it_when_the_first_fails(shared: Shared) -> None:
    here, there, maker, begun = Remembered(shared.cache), Remembered(shared.cache), Maker(), asyncio.Event()

    async def fail() -> int:
        begun.set()
        await asyncio.sleep(0.05)
        raise LookupError

    first = asyncio.create_task(here.value(VECTOR, "ada", fail))
    await begun.wait()

    assert await there.value(VECTOR, "ada", maker) == 1
    with pytest.raises(LookupError):
        await first


async def test_who_makes_it_for_too_long_is_not_waited_for(shared: Shared) -> None:
    hasty, maker = Recipe("vector", 1, ttl=60, patience=0.05), Maker()
    await shared.cache.add("vector:1:ada:making", 1, ttl=60)

    assert await Remembered(shared.cache).value(hasty, "ada", maker) == 1


async def test_a_failure_is_not_remembered(shared: Shared) -> None:
    remembered, maker = Remembered(shared.cache), Maker()

    async def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        await remembered.value(VECTOR, "ada", fail)

    assert await remembered.value(VECTOR, "ada", maker) == 1


async def test_nothing_is_a_value_too(shared: Shared) -> None:
    remembered, asked = Remembered(shared.cache), 0

    async def nothing() -> None:
        nonlocal asked
        asked += 1

    assert [await remembered.value(VECTOR, "ada", nothing) for _ in range(2)] == [None, None]
    assert asked == 1


async def test_another_version_is_made_anew(shared: Shared) -> None:
    remembered, maker = Remembered(shared.cache), Maker()
    await remembered.value(VECTOR, "ada", maker)

    assert await remembered.value(Recipe("vector", 2, ttl=60), "ada", maker) == 2


async def test_who_gives_up_takes_nothing_from_the_others() -> None:
    remembered, maker = Remembered(MemoryCache()), Maker(waits=True)
    hasty = asyncio.create_task(remembered.value(VECTOR, "ada", maker))
    patient = asyncio.create_task(remembered.value(VECTOR, "ada", maker))
    await asyncio.sleep(0)

    hasty.cancel()
    maker.may_go.set()

    assert await patient == 1
    assert hasty.cancelled()


def test_what_was_made_together_does_not_run_out_together() -> None:
    lifetimes = {VECTOR.lifetime() for _ in range(50)}

    assert len(lifetimes) > 10
    assert all(48 <= lifetime <= 60 for lifetime in lifetimes)


async def test_ops_106_each_look_is_told_with_whether_the_value_was_there(shared: Shared) -> None:
    looks: list[tuple[str, bool]] = []
    remembered, maker = Remembered(shared.cache, lambda *look: looks.append(look)), Maker(waits=True)

    asking = [asyncio.create_task(remembered.value(VECTOR, "ada", maker)) for _ in range(3)]
    await maker.begun.wait()
    maker.may_go.set()
    await asyncio.gather(*asking)
    await remembered.value(VECTOR, "ada", maker)

    assert sorted(looks) == [(VECTOR.name, False), *[(VECTOR.name, True)] * 3]
