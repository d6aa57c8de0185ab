from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue import (
    JobContext,
    JobFinished,
    JobHandlers,
    JobNotFound,
    JobStatus,
    ProcrastinateQueue,
    UnknownJobKind,
    get_job,
    list_jobs,
)
from candidacy.infrastructure.queue.tests.conftest import RunJobs
from candidacy.kernel.ids import JobId, WorkspaceId, uuid7


async def nothing(_context: JobContext) -> None:
    return None


@pytest.fixture(autouse=True)
def known(handlers: JobHandlers) -> None:
    handlers.register("nothing", nothing)


async def waiting(session: AsyncSession) -> tuple[int, int]:
    """How many jobs people see, and how many workers see."""
    counted = "SELECT (SELECT count(*) FROM jobs), (SELECT count(*) FROM procrastinate_jobs)"
    seen, runnable = (await session.execute(text(counted))).one()
    return seen, runnable


async def test_a_commit_leaves_one_job(
    sessionmaker: Sessions, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    async with sessionmaker.begin() as session:
        await queue.enqueue(session, "nothing", workspace=workspace, payload={})

    async with sessionmaker() as session:
        assert await waiting(session) == (1, 1)


@pytest.mark.own_database
async def test_a_rollback_leaves_no_job(
    sessionmaker: Sessions, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    async with sessionmaker() as session:
        await queue.enqueue(session, "nothing", workspace=workspace, payload={})
        before = await waiting(session)
        await session.rollback()

    async with sessionmaker() as session:
        assert (before, await waiting(session)) == ((1, 1), (0, 0))


async def test_a_rolled_back_savepoint_leaves_no_job(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    savepoint = await session.begin_nested()
    await queue.enqueue(session, "nothing", workspace=workspace, payload={})

    await savepoint.rollback()

    assert await waiting(session) == (0, 0)


@pytest.mark.own_database
async def test_a_job_is_unseen_until_the_commit(
    sessionmaker: Sessions, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    async with sessionmaker.begin() as session, sessionmaker() as other:
        await queue.enqueue(session, "nothing", workspace=workspace, payload={})

        assert await waiting(other) == (0, 0)


async def test_a_new_job_is_queued(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    subject = uuid7()

    job_id = await queue.enqueue(session, "nothing", workspace=workspace, payload={}, subject_id=subject)

    state = await get_job(session, workspace, job_id)
    assert (state.kind, state.status, state.progress, state.subject_id) == ("nothing", "queued", 0.0, subject)


async def test_a_kind_without_a_handler_is_refused(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    with pytest.raises(UnknownJobKind, match="unheard"):
        await queue.enqueue(session, "unheard", workspace=workspace, payload={})


def test_a_kind_is_registered_once(handlers: JobHandlers) -> None:
    with pytest.raises(ValueError, match="registered already"):
        handlers.register("nothing", nothing)


async def test_a_handler_gets_ids_as_the_types_it_names(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    got: list[object] = []

    async def read(context: JobContext, cv_id: UUID) -> None:
        got.extend((cv_id, context.workspace))

    handlers.register("read", read)
    cv = uuid7()
    async with sessionmaker.begin() as session:
        await queue.enqueue(session, "read", workspace=workspace, payload={"cv_id": cv})

    await run_jobs(handlers)

    assert got == [cv, workspace]


async def test_another_workspace_does_not_find_a_job(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    job_id = await queue.enqueue(session, "nothing", workspace=workspace, payload={})
    stranger = WorkspaceId(uuid7())

    with pytest.raises(JobNotFound):
        await get_job(session, stranger, job_id)
    with pytest.raises(JobNotFound):
        await queue.cancel(session, stranger, job_id)
    assert await list_jobs(session, stranger) == []


async def test_the_newest_job_is_listed_first(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    subject = uuid7()
    ids = [
        await queue.enqueue(session, "nothing", workspace=workspace, payload={}, subject_id=subject)
        for _ in range(3)
    ]
    await queue.enqueue(session, "nothing", workspace=workspace, payload={})

    first = await list_jobs(session, workspace, subject_id=subject, limit=2)
    rest = await list_jobs(session, workspace, subject_id=subject, before=first[-1].id)

    assert [job.id for job in (*first, *rest)] == ids[::-1]


async def test_a_queued_job_is_cancelled_at_once(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    job_id = await queue.enqueue(session, "nothing", workspace=workspace, payload={})

    await queue.cancel(session, workspace, job_id)

    runnable = await session.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"))
    state = await get_job(session, workspace, job_id)
    assert (state.status, state.finished_at is not None, runnable) == (JobStatus.CANCELLED, True, 0)


async def test_a_finished_job_cannot_be_cancelled(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    workspace: WorkspaceId,
    run_jobs: RunJobs,
) -> None:
    async with sessionmaker.begin() as session:
        job_id = await queue.enqueue(session, "nothing", workspace=workspace, payload={})
    await run_jobs(handlers)

    async with sessionmaker.begin() as session:
        with pytest.raises(JobFinished):
            await queue.cancel(session, workspace, job_id)


async def test_a_job_that_is_not_there_cannot_be_cancelled(
    session: AsyncSession, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    with pytest.raises(JobNotFound):
        await queue.cancel(session, workspace, JobId(uuid7()))


async def test_what_waits_of_a_forgotten_workspace_is_dropped_and_what_runs_is_told_to_stop(
    sessionmaker: Sessions, queue: ProcrastinateQueue, workspace: WorkspaceId
) -> None:
    other = WorkspaceId(uuid7())
    async with sessionmaker.begin() as session:
        for owner in (workspace, workspace, other):
            await queue.enqueue(session, "nothing", workspace=owner, payload={})
        first = "WHERE id = (SELECT min(id) FROM procrastinate_jobs)"
        await session.execute(text(f"UPDATE procrastinate_jobs SET status = 'doing' {first}"))

        await queue.forget(session, workspace)

        left = text("SELECT status::text, abort_requested FROM procrastinate_jobs ORDER BY id")
        assert [tuple(row) for row in await session.execute(left)] == [("doing", True), ("todo", False)]
