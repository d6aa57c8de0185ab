"""Endless work that survives outages has to tell an outage from its own end."""

import asyncio


def end_if_cancelled() -> None:
    """Raise CancelledError if the current task was told to end.

    A driver that is interrupted in the middle of a query may report the broken connection in place of the
    cancellation. Whoever catches outages and goes on calls this first, or would go on for ever.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
