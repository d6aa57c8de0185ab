"""Streams of events end in time and close their source."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from candidacy.infrastructure.http.draining import Draining
from candidacy.infrastructure.http.sse import for_at_most

LONG, SHORT = 30.0, 0.02


class Source:
    """Events that come when they are told to; knows whether it was closed."""

    def __init__(self, *events: int) -> None:
        self._events, self.closed = events, False
        self.waits = asyncio.Event()

    async def run(self, *, then_wait: bool = False) -> AsyncGenerator[int, None]:
        try:
            for event in self._events:
                yield event
            if then_wait:
                self.waits.set()
                await asyncio.Event().wait()
        finally:
            self.closed = True


async def test_events_pass_and_the_stream_ends_with_its_source() -> None:
    source = Source(1, 2, 3)

    passed = [event async for event in for_at_most(LONG, source.run())]

    assert (passed, source.closed) == ([1, 2, 3], True)


async def test_a_quiet_stream_ends_with_its_lifetime_and_cancels_its_source() -> None:
    source = Source(1)

    passed = [event async for event in for_at_most(SHORT, source.run(then_wait=True))]

    assert (passed, source.closed) == ([1], True)


async def test_a_lively_stream_ends_with_its_lifetime_too() -> None:
    async def lively() -> AsyncGenerator[int, None]:
        while True:
            await asyncio.sleep(SHORT / 4)
            yield 1

    assert [event async for event in for_at_most(SHORT, lively())]


async def test_a_reader_that_goes_away_closes_the_source() -> None:
    source = Source(1, 2)
    stream = for_at_most(LONG, source.run())

    await anext(stream)
    await stream.aclose()

    assert source.closed


async def test_a_reader_that_is_cancelled_while_it_waits_closes_the_source() -> None:
    source = Source()

    async def read() -> None:
        async for _ in for_at_most(LONG, source.run(then_wait=True)):
            pass

    reader = asyncio.create_task(read())
    await source.waits.wait()
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader

    assert source.closed


async def test_a_timeout_inside_the_source_is_an_error_of_its_own() -> None:
    async def failing() -> AsyncGenerator[int, None]:
        yield 1
        raise TimeoutError

    with pytest.raises(TimeoutError):
        [event async for event in for_at_most(LONG, failing())]


async def test_ops_203_a_stream_ends_with_its_process() -> None:
    source, draining = Source(1), Draining()
    passed: list[int] = []

    async def follow() -> None:
        passed.extend([event async for event in for_at_most(LONG, source.run(then_wait=True), draining)])

    following = asyncio.create_task(follow())
    await source.waits.wait()
    draining.begin()
    draining.end()
    await following

    assert (passed, source.closed) == ([1], True)


async def test_ops_203_a_stream_that_comes_too_late_ends_at_once() -> None:
    source, draining = Source(), Draining()
    draining.end()

    passed = [event async for event in for_at_most(LONG, source.run(then_wait=True), draining)]

    assert (passed, source.closed) == ([], True)
