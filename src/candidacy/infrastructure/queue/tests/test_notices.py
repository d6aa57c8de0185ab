import asyncio

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import Database, Sessions
from candidacy.infrastructure.queue import (
    JobContext,
    JobHandlers,
    JobNotFound,
    JobNotices,
    JobState,
    ProcrastinateQueue,
)
from candidacy.infrastructure.queue.tests.conftest import RunJobs, until
from candidacy.kernel.ids import JobId, WorkspaceId, uuid7

pytestmark = pytest.mark.own_database


async def enqueue(
    sessions: Sessions, handlers: JobHandlers, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> JobId:
    async def work(context: JobContext) -> None:
        await context.progress(0.5, "half")

    handlers.register("work", work)
    async with sessions.begin() as session:
        return await queue.enqueue(session, "work", workspace=workspace, payload={})


async def followed(notices: JobNotices, job_id: JobId, workspace: WorkspaceId) -> list[JobState]:
    async with asyncio.timeout(60):
        return [state async for state in notices.follow(job_id, workspace=workspace)]


async def test_a_follower_sees_the_job_now_and_its_end(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    job_id = await enqueue(sessionmaker, handlers, queue, workspace)
    following = notices.follow(job_id, workspace=workspace)
    first = await anext(following)
    await run_jobs(handlers)

    async with asyncio.timeout(60):
        rest = [state.status async for state in following]
    assert (first.status, rest[-1]) == ("queued", "succeeded")


async def test_progress_reaches_a_follower_while_the_job_runs(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    seen = asyncio.Event()

    async def work(context: JobContext) -> None:
        await context.progress(0.5, "half")
        await seen.wait()

    handlers.register("work", work)
    async with sessionmaker.begin() as session:
        job_id = await queue.enqueue(session, "work", workspace=workspace, payload={})
    run = asyncio.create_task(run_jobs(handlers))

    state = await until(lambda s: s.message == "half", notices, job_id, workspace)
    seen.set()
    await run

    assert state.progress == 0.5


async def test_a_follower_who_comes_late_sees_the_end(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    job_id = await enqueue(sessionmaker, handlers, queue, workspace)
    await run_jobs(handlers)

    assert [state.status for state in await followed(notices, job_id, workspace)] == ["succeeded"]


async def test_without_a_listening_connection_a_follower_polls(
    database: Database,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    deaf = JobNotices(database.url, database.sessions, poll_interval=0.01)
    job_id = await enqueue(database.sessions, handlers, queue, workspace)
    following = asyncio.create_task(followed(deaf, job_id, workspace))
    await asyncio.sleep(0)
    await run_jobs(handlers)

    assert (await following)[-1].status == "succeeded"


async def test_notices_come_again_after_the_connection_was_cut(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    job_id = await enqueue(sessionmaker, handlers, queue, workspace)
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'candidacy-notices'"
    )
    async with sessionmaker() as session:
        await session.execute(text(cut))
    following = asyncio.create_task(followed(notices, job_id, workspace))
    await run_jobs(handlers)

    assert (await following)[-1].status == "succeeded"


async def test_another_workspace_cannot_follow(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    job_id = await enqueue(sessionmaker, handlers, queue, workspace)

    with pytest.raises(JobNotFound):
        await followed(notices, job_id, WorkspaceId(uuid7()))


async def test_a_follower_that_leaves_is_forgotten(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    job_id = await enqueue(sessionmaker, handlers, queue, workspace)
    following = notices.follow(job_id, workspace=workspace)
    await anext(following)

    await following.aclose()

    assert notices._followers == {}
