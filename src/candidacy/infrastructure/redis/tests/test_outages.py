"""A server that goes away costs no request, and the count goes on."""

import pytest
import structlog

from candidacy.infrastructure.redis import (
    BadRedisUrl,
    Limit,
    MemoryCache,
    Recipe,
    RedisLink,
    Remembered,
    open_shared,
)
from candidacy.infrastructure.redis.link import redis_url
from candidacy.infrastructure.redis.tests.servers import Server

TEN = Limit("login", 10, 300)


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


async def test_the_count_goes_on_where_it_stood(own_server: Server) -> None:
    async with open_shared(own_server.url) as shared:
        for _ in range(6):
            await shared.limiter.hit(TEN, "ada")

        own_server.stop()
        verdicts = [await shared.limiter.hit(TEN, "ada") for _ in range(5)]

        assert [v.allowed for v in verdicts] == [True] * 4 + [False]
        assert not (await shared.limiter.check(TEN, "ada")).allowed


async def test_a_server_that_comes_back_without_its_memory_grants_no_second_round(
    own_server: Server,
) -> None:
    link = RedisLink(own_server.url)
    async with open_shared(link=link) as shared:
        for _ in range(10):
            await shared.limiter.hit(TEN, "ada")
        own_server.stop()
        own_server.start()

        assert not (await shared.limiter.hit(TEN, "ada")).allowed
        assert not (await shared.limiter.check(TEN, "ada")).allowed
        assert not link.away


async def test_a_server_that_never_was_there_costs_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = Server(tmp_path_factory.mktemp("redis"))
    async with open_shared(nowhere.url) as shared:
        assert (await shared.limiter.hit(TEN, "ada")).allowed
        await shared.cache.set("k", 1, ttl=60)
        assert await shared.cache.get("k") == 1


async def test_a_frozen_server_is_waited_for_once(own_server: Server) -> None:
    link = RedisLink(own_server.url)
    async with open_shared(link=link) as shared:
        await shared.limiter.hit(TEN, "ada")
        own_server.freeze()

        verdicts = [await shared.limiter.hit(TEN, "ada") for _ in range(10)]

        assert link.away
        assert [v.allowed for v in verdicts] == [True] * 9 + [False]


async def test_it_is_asked_again_after_the_pause(own_server: Server) -> None:
    watch = Watch()
    link = RedisLink(own_server.url, now=watch)
    async with open_shared(link=link) as shared:
        own_server.stop()
        await shared.limiter.hit(TEN, "ada")
        own_server.start()

        await shared.limiter.hit(TEN, "ada")
        before_the_pause_is_over = link.away
        watch.time = 60
        await shared.limiter.hit(TEN, "ada")

        assert (before_the_pause_is_over, link.away) == (True, False)


async def test_an_outage_and_its_end_are_logged_once(own_server: Server) -> None:
    watch = Watch()
    with structlog.testing.capture_logs() as logs:
        async with open_shared(link=RedisLink(own_server.url, now=watch)) as shared:
            own_server.stop()
            for watch.time in (0, 10, 20):
                await shared.limiter.hit(TEN, "ada")
            own_server.start()
            for watch.time in (30, 40):
                await shared.limiter.hit(TEN, "ada")

    assert [entry["event"] for entry in logs] == ["redis_unavailable", "redis_available"]


async def test_a_restarted_server_costs_no_outage(own_server: Server) -> None:
    link = RedisLink(own_server.url)
    async with open_shared(link=link) as shared:
        await shared.cache.set("k", 1, ttl=60)
        own_server.stop()
        own_server.start()

        assert await shared.cache.get("k") is None
        assert not link.away


async def test_what_was_deleted_during_an_outage_does_not_come_back(own_server: Server) -> None:
    watch = Watch()
    link = RedisLink(own_server.url, now=watch)
    async with open_shared(link=link) as shared:
        await shared.cache.set("session", "of ada", ttl=60)
        link._failed(ConnectionError())

        await shared.cache.delete("session")
        watch.time = 60

        assert await shared.cache.get("session") is None


async def test_what_is_remembered_during_an_outage_is_forgotten_with_it(own_server: Server) -> None:
    watch = Watch()
    link = RedisLink(own_server.url, now=watch)
    async with open_shared(link=link) as shared:
        await shared.cache.set("k", "old", ttl=60)
        link._failed(ConnectionError())

        unknown = await shared.cache.get("k")
        await shared.cache.set("k", "new", ttl=60)
        meanwhile = await shared.cache.get("k")
        watch.time = 60

        assert (unknown, meanwhile, await shared.cache.get("k")) == (None, "new", None)


@pytest.mark.parametrize(
    ("given", "ours"),
    [
        ("redis://h:1/0", "redis://h:1/0"),
        ("valkey://:p@h", "redis://:p@h"),
        ("valkeys://h/2", "rediss://h/2"),
    ],
)
def test_valkey_is_reached_by_the_same_protocol(given: str, ours: str) -> None:
    assert redis_url(given) == ours


@pytest.mark.parametrize(
    "bad", ["", "localhost:6379", "http://h", "redis://", "redis://h:port", "redis://h/db"]
)
def test_another_address_is_refused(bad: str) -> None:
    with pytest.raises(BadRedisUrl):
        RedisLink(bad)


async def test_a_memory_does_not_grow_without_end() -> None:
    cache = MemoryCache(max_entries=2)

    for n in range(3):
        await cache.set(str(n), n, ttl=60)

    assert [await cache.get(str(n)) for n in range(3)] == [None, 1, 2]


async def test_ops_201_what_is_dear_is_made_while_the_server_is_away(own_server: Server) -> None:
    made = 0

    async def make() -> int:
        nonlocal made
        made += 1
        return made

    async with open_shared(own_server.url) as shared:
        own_server.stop()
        remembered = Remembered(shared.cache)
        values = [await remembered.value(Recipe("vector", 1, ttl=60), "ada", make) for _ in range(3)]

    assert values == [1, 1, 1]


async def test_what_was_added_during_an_outage_holds_there_alone(own_server: Server) -> None:
    async with open_shared(own_server.url) as shared:
        own_server.stop()

        assert [await shared.cache.add("k", n, ttl=60) for n in range(2)] == [True, False]
