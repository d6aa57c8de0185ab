"""What holds in memory and on Redis alike."""

import asyncio

import pytest

from candidacy.infrastructure.redis import Limit, Shared

THREE = Limit("login", 3, 300)


async def test_hits_are_counted_up_to_the_limit(shared: Shared) -> None:
    verdicts = [await shared.limiter.hit(THREE, "ada") for _ in range(4)]

    assert [v.allowed for v in verdicts] == [True, True, True, False]


async def test_a_refusal_says_when_to_come_back(shared: Shared) -> None:
    for _ in range(3):
        await shared.limiter.hit(THREE, "ada")

    verdict = await shared.limiter.check(THREE, "ada")

    assert not verdict.allowed
    assert 1 <= verdict.retry_after <= 300


async def test_asking_does_not_count(shared: Shared) -> None:
    for _ in range(10):
        await shared.limiter.check(THREE, "ada")

    assert (await shared.limiter.hit(THREE, "ada")).allowed


async def test_keys_are_counted_apart(shared: Shared) -> None:
    for _ in range(3):
        await shared.limiter.hit(THREE, "ada")

    assert (await shared.limiter.hit(THREE, "grace")).allowed


async def test_limits_are_counted_apart(shared: Shared) -> None:
    for _ in range(3):
        await shared.limiter.hit(THREE, "ada")

    assert (await shared.limiter.hit(Limit("reset", 3, 300), "ada")).allowed


async def test_what_is_cleared_counts_from_nothing(shared: Shared) -> None:
    for _ in range(3):
        await shared.limiter.hit(THREE, "ada")

    await shared.limiter.clear(THREE, "ada")

    assert (await shared.limiter.hit(THREE, "ada")).allowed


async def test_hits_leave_the_window(shared: Shared) -> None:
    short = Limit("short", 1, 1)
    await shared.limiter.hit(short, "ada")

    await asyncio.sleep(1.1)

    assert (await shared.limiter.hit(short, "ada")).allowed


async def test_side_by_side_no_more_get_in_than_the_limit_says(shared: Shared) -> None:
    verdicts = await asyncio.gather(*(shared.limiter.hit(THREE, "ada") for _ in range(50)))

    assert sum(v.allowed for v in verdicts) == 3


@pytest.mark.parametrize("value", [{"a": [1, None, "ü"]}, [], 0, "", False])
async def test_a_value_comes_back(shared: Shared, value: object) -> None:
    await shared.cache.set("k", value, ttl=60)

    assert await shared.cache.get("k") == value


async def test_what_was_never_set_is_none(shared: Shared) -> None:
    assert await shared.cache.get("k") is None


async def test_the_newest_value_holds(shared: Shared) -> None:
    await shared.cache.set("k", 1, ttl=60)
    await shared.cache.set("k", 2, ttl=60)

    assert await shared.cache.get("k") == 2


async def test_what_is_deleted_is_gone(shared: Shared) -> None:
    await shared.cache.set("k", 1, ttl=60)

    await shared.cache.delete("k")
    await shared.cache.delete("never there")

    assert await shared.cache.get("k") is None


async def test_a_value_expires(shared: Shared) -> None:
    await shared.cache.set("k", 1, ttl=0.05)

    await asyncio.sleep(0.1)

    assert await shared.cache.get("k") is None


async def test_what_is_no_json_is_refused(shared: Shared) -> None:
    with pytest.raises(TypeError):
        await shared.cache.set("k", object(), ttl=60)


async def test_a_change_of_what_was_got_changes_nothing(shared: Shared) -> None:
    await shared.cache.set("k", {"a": 1}, ttl=60)

    (await shared.cache.get("k") or {})["a"] = 2

    assert await shared.cache.get("k") == {"a": 1}


async def test_of_many_who_add_one_wins(shared: Shared) -> None:
    won = await asyncio.gather(*(shared.cache.add("k", number, ttl=60) for number in range(20)))

    assert sum(won) == 1
    assert await shared.cache.get("k") == won.index(True)


async def test_what_has_expired_may_be_added_again(shared: Shared) -> None:
    await shared.cache.add("k", 1, ttl=0.05)

    await asyncio.sleep(0.1)

    assert await shared.cache.add("k", 2, ttl=60)
