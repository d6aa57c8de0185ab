"""Endless work that survives outages has to notice its own end."""

import asyncio


async def pause(seconds: float) -> None:
    """Sleep between two rounds of endless work; raises CancelledError where the task was told to end.

    A cancellation that arrives within a query can be lost: ``asyncio.wait_for`` of Python 3.11 drops it when
    what it waits for is done at the same moment, and a driver may report a broken connection in its place.
    The round then ends as if nothing had happened, so each asks before the next.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
    await asyncio.sleep(seconds)
