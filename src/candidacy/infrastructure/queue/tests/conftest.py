import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest

from candidacy.infrastructure.postgres import Database
from candidacy.infrastructure.queue import (
    JobHandlers,
    JobNotices,
    JobState,
    ProcrastinateQueue,
    Worker,
    WorkerSettings,
)
from candidacy.kernel.ids import JobId, WorkspaceId, uuid7

RunJobs = Callable[[JobHandlers], Coroutine[Any, Any, int]]
BRISK = WorkerSettings(
    polling_interval=0.1,
    heartbeat_interval=0.2,
    stalled_after=1.0,
    rescue_interval=0.2,
    graceful_timeout=0.1,
)


@asynccontextmanager
async def running(worker: Worker) -> AsyncIterator[None]:
    task = asyncio.create_task(worker.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(
    state: Callable[[JobState], bool], notices: JobNotices, job: JobId, owner: WorkspaceId
) -> JobState:
    async with asyncio.timeout(60):
        async for found in notices.follow(job, workspace=owner):
            if state(found):
                return found
    raise AssertionError("the job ended otherwise")


@pytest.fixture
def workspace() -> WorkspaceId:
    return WorkspaceId(uuid7())


@pytest.fixture
def handlers() -> JobHandlers:
    return JobHandlers()


@pytest.fixture
def queue(handlers: JobHandlers) -> ProcrastinateQueue:
    return ProcrastinateQueue(handlers)


@pytest.fixture
def worker(database: Database, handlers: JobHandlers) -> Worker:
    return Worker(database.url, handlers, database.sessions, BRISK)


@pytest.fixture
async def notices(database: Database) -> AsyncIterator[JobNotices]:
    notices = JobNotices(database.url, database.sessions, poll_interval=0.05)
    task = asyncio.create_task(notices.run())
    await notices.listening()
    yield notices
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
