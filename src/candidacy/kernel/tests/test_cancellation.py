import asyncio
from contextlib import suppress

import pytest

from candidacy.kernel.cancellation import end_if_cancelled


async def outlast(outages: list[str], *, ask: bool) -> None:
    """Endless work whose driver reports a cancellation as a broken connection, as psycopg may."""
    while len(outages) < 3:
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            if ask:
                end_if_cancelled()
            outages.append("connection is closed")


@pytest.mark.parametrize(("ask", "outages"), [(True, 0), (False, 1)])
async def test_work_that_asks_ends_although_its_driver_swallowed_the_cancellation(
    ask: bool, outages: int
) -> None:
    seen: list[str] = []
    task = asyncio.create_task(outlast(seen, ask=ask))
    await asyncio.sleep(0)

    task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert (task.done(), len(seen)) == (ask, outages)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0)
    with suppress(asyncio.CancelledError):
        await task


async def test_work_that_nobody_cancelled_goes_on() -> None:
    end_if_cancelled()
