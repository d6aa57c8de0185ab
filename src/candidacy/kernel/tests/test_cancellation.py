import asyncio

from candidacy.kernel.cancellation import pause


async def work(rounds: list[str], started: asyncio.Event) -> None:
    """Endless work in whose rounds a cancellation is lost, as it may be within a driver."""
    while True:
        try:
            started.set()
            await asyncio.sleep(5)
        except asyncio.CancelledError:
            rounds.append("connection is closed")
        await pause(0)


async def test_endless_work_ends_although_a_round_lost_its_cancellation() -> None:
    rounds: list[str] = []
    started = asyncio.Event()
    task = asyncio.create_task(work(rounds, started))
    await started.wait()

    task.cancel()
    await asyncio.wait([task])

    assert (task.cancelled(), len(rounds)) == (True, 1)


async def test_work_that_nobody_cancelled_goes_on() -> None:
    await pause(0)
