import asyncio
import contextlib
import os
import signal
import sys
from uuid import UUID

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import (
    APP_ROLE,
    WORKER_ROLE,
    Database,
    Sessions,
    acting_as,
    connected,
    within,
)
from candidacy.infrastructure.queue import (
    Chore,
    JobContext,
    JobHandlers,
    JobNotices,
    JobStatus,
    ProcrastinateQueue,
    Retries,
    Worker,
)
from candidacy.infrastructure.queue.tests import crashing
from candidacy.infrastructure.queue.tests.conftest import BRISK, running, until
from candidacy.kernel.errors import UpstreamFailed
from candidacy.kernel.ids import JobId, WorkspaceId, uuid7

pytestmark = pytest.mark.own_database

SOON = Retries(first_delay=0.01)
DEAF_ONCE = (
    "CREATE SEQUENCE deaf",
    """CREATE FUNCTION be_deaf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('deaf') = 1 THEN RAISE EXCEPTION 'away'; END IF; RETURN COALESCE(NEW, OLD); END $$""",
    """CREATE TRIGGER be_deaf BEFORE {told} ON procrastinate_jobs FOR EACH ROW {changing}
    EXECUTE FUNCTION be_deaf()""",
)
"""As if the connection was cut when the queue was told for the first time how a job ended."""


async def enqueue(sessions: Sessions, queue: ProcrastinateQueue, workspace: WorkspaceId) -> JobId:
    async with sessions.begin() as session:
        return await queue.enqueue(session, "work", workspace=workspace, payload={})


async def test_a_worker_runs_what_is_queued(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    async def work(_context: JobContext) -> dict[str, bool]:
        return {"done": True}

    handlers.register("work", work)
    async with running(worker):
        job_id = await enqueue(sessionmaker, queue, workspace)
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert (state.status, state.result) == (JobStatus.SUCCEEDED, {"done": True})


async def test_a_worker_leaves_no_rows_of_finished_jobs_in_its_own_table(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    workspace: WorkspaceId,
) -> None:
    async def work(_context: JobContext) -> None:
        return None

    handlers.register("work", work)
    await enqueue(sessionmaker, queue, workspace)

    await worker.run_all()

    async with sessionmaker() as session:
        assert await session.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0


async def test_an_error_that_may_pass_is_tried_again_by_the_worker(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    async def work(context: JobContext) -> None:
        if context.attempt < 3:
            raise UpstreamFailed

    handlers.register("work", work, retries=SOON)
    async with running(worker):
        job_id = await enqueue(sessionmaker, queue, workspace)
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert (state.status, state.attempts) == (JobStatus.SUCCEEDED, 3)


async def test_a_running_job_is_cancelled_where_it_waits(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    stopped: list[bool] = []

    async def work(context: JobContext) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.append(context.cancelled)

    handlers.register("work", work)
    async with running(worker):
        job_id = await enqueue(sessionmaker, queue, workspace)
        await until(lambda s: s.status is JobStatus.RUNNING, notices, job_id, workspace)
        async with sessionmaker.begin() as session:
            await queue.cancel(session, workspace, job_id)
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert (state.status, stopped) == (JobStatus.CANCELLED, [True])


async def test_a_job_that_a_shutdown_interrupts_is_run_by_the_next_worker(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    runs: list[int] = []

    async def work(context: JobContext) -> None:
        runs.append(context.attempt)
        if len(runs) == 1:
            await asyncio.Event().wait()

    handlers.register("work", work, retries=Retries(attempts=1))
    async with running(worker):
        job_id = await enqueue(sessionmaker, queue, workspace)
        await until(lambda s: s.status is JobStatus.RUNNING, notices, job_id, workspace)
    interrupted = await until(lambda _: True, notices, job_id, workspace)
    async with running(worker):
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert interrupted.status is JobStatus.QUEUED
    assert (state.status, runs) == (JobStatus.SUCCEEDED, [1, 1])


async def test_the_job_of_a_killed_worker_is_done_once_by_another(
    database: Database,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    runs: list[int] = []

    async def work(context: JobContext) -> None:
        runs.append(context.attempt)

    handlers.register("work", work)
    job_id = await enqueue(database.sessions, queue, workspace)
    victim = await asyncio.create_subprocess_exec(sys.executable, crashing.__file__, database.url)
    await until(lambda s: s.message == "begun", notices, job_id, workspace)
    os.kill(victim.pid, signal.SIGKILL)
    await victim.wait()
    async with running(worker):
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert (state.status, state.attempts, runs) == (JobStatus.SUCCEEDED, 2, [2])


async def test_ops_204_a_worker_that_was_taken_for_dead_does_not_end_a_job_that_was_put_back(
    database: Database,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    runs: list[int] = []
    rescued: list[int] = []
    silent = text("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")

    async def work(context: JobContext) -> None:
        runs.append(context.attempt)
        if context.attempt == 1:
            async with database.sessions.begin() as session:
                await session.execute(silent)
            rescued.append(await worker.rescue())
            await context.progress(0.5)

    handlers.register("work", work)
    job_id = await enqueue(database.sessions, queue, workspace)
    alone = BRISK.model_copy(update={"concurrency": 1, "heartbeat_interval": 60.0, "rescue_interval": 60.0})
    async with running(Worker(database.url, handlers, database.sessions, alone)):
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert (state.status, runs, rescued) == (JobStatus.SUCCEEDED, [1, 2], [1])


async def test_ops_204_a_worker_gives_signs_of_life_again_after_one_that_was_lost(
    database: Database, worker: Worker
) -> None:
    async with database.sessions.begin() as session:
        for statement in DEAF_ONCE:
            on_workers = statement.format(told="UPDATE", changing="").replace("_jobs", "_workers")
            await session.execute(text(on_workers))

    async with running(worker), asyncio.timeout(60):
        while await _number(database, "SELECT last_value FROM deaf") < 3:  # noqa: ASYNC110 - Nobody tells.
            await asyncio.sleep(0.05)

        assert await _number(database, "SELECT count(*) FROM procrastinate_workers") == 1


async def test_ops_204_a_worker_hears_of_jobs_again_after_it_was_cut_off(
    database: Database,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    async def work(_context: JobContext) -> None:
        return None

    listener = (
        "SELECT max(pid) FROM pg_stat_activity WHERE application_name = 'candidacy-worker'"
        " AND query LIKE 'LISTEN%' AND pid <> {cut}"
    )
    handlers.register("work", work)
    by_notice_alone = BRISK.model_copy(update={"polling_interval": 3600.0})
    async with running(Worker(database.url, handlers, database.sessions, by_notice_alone)):
        async with asyncio.timeout(60):
            while not (cut := await _number(database, listener.format(cut=0))):  # noqa: ASYNC110 - Nobody tells.
                await asyncio.sleep(0.05)
            await _number(database, f"SELECT count(pg_terminate_backend({cut}))")
            while not await _number(database, listener.format(cut=cut)):  # noqa: ASYNC110 - Nobody tells.
                await asyncio.sleep(0.05)
        job_id = await enqueue(database.sessions, queue, workspace)
        state = await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert state.status is JobStatus.SUCCEEDED


async def test_jobs_with_one_lock_run_one_after_the_other(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    at_once, most = 0, 0

    async def work(context: JobContext) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await context.progress(0.5)
        at_once -= 1

    handlers.register("work", work)
    async with sessionmaker.begin() as session:
        jobs = [
            await queue.enqueue(session, "work", workspace=workspace, payload={}, lock="cv") for _ in range(3)
        ]
    async with running(worker):
        for job_id in jobs:
            await until(lambda s: s.status.is_final, notices, job_id, workspace)

    assert most == 1


async def test_a_worker_outlives_the_loss_of_its_connections(
    sessionmaker: Sessions,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    notices: JobNotices,
    workspace: WorkspaceId,
) -> None:
    async def work(_context: JobContext) -> None:
        return None

    handlers.register("work", work)
    cut = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'candidacy-worker'"
    )
    async with running(worker):
        first = await enqueue(sessionmaker, queue, workspace)
        await until(lambda s: s.status.is_final, notices, first, workspace)
        async with sessionmaker() as session:
            await session.execute(cut)
        second = await enqueue(sessionmaker, queue, workspace)
        state = await until(lambda s: s.status.is_final, notices, second, workspace)

    assert state.status is JobStatus.SUCCEEDED


@pytest.mark.parametrize(
    "told", ["DELETE", "UPDATE"], ids=["that it succeeded", "that it is to be tried again"]
)
async def test_ops_204_a_job_ends_although_the_queue_could_not_be_told_once(
    database: Database,
    handlers: JobHandlers,
    queue: ProcrastinateQueue,
    worker: Worker,
    workspace: WorkspaceId,
    told: str,
) -> None:
    runs: list[int] = []

    async def work(context: JobContext) -> None:
        runs.append(context.attempt)
        if told == "UPDATE" and context.attempt == 1:
            raise UpstreamFailed

    handlers.register("work", work, retries=SOON)
    changing = "WHEN (OLD.status = 'doing' AND NEW.status = 'todo')" if told == "UPDATE" else ""
    async with database.sessions.begin() as session:
        for statement in DEAF_ONCE:
            await session.execute(text(statement.format(told=told, changing=changing)))
    await enqueue(database.sessions, queue, workspace)

    async with running(worker), asyncio.timeout(60):
        while await _left(database):  # noqa: ASYNC110 - The queue's own table tells nobody.
            await asyncio.sleep(0.05)

    async with database.sessions() as session:
        assert list(await session.scalars(text("SELECT status FROM jobs"))) == ["succeeded"]
    assert runs == ([1] if told == "DELETE" else [1, 2])


async def _left(database: Database) -> int:
    return await _number(database, "SELECT count(*) FROM procrastinate_jobs")


async def _number(database: Database, query: str) -> int:
    async with database.sessions() as session:
        return int(await session.scalar(text(query)) or 0)


async def test_a_worker_process_stops_at_sigterm(worker: Worker) -> None:
    work = asyncio.create_task(worker.run_until_signal())
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGTERM)

    async with asyncio.timeout(60):
        with contextlib.suppress(asyncio.CancelledError):
            await work

    assert work.done()


async def test_a_worker_under_its_role_runs_each_job_in_its_own_workspace(
    database: Database, handlers: JobHandlers, queue: ProcrastinateQueue
) -> None:
    seen: dict[WorkspaceId, list[UUID]] = {}
    owners = [WorkspaceId(uuid7()), WorkspaceId(uuid7())]

    async def work(context: JobContext) -> None:
        async with context.transaction() as session:
            seen[context.workspace] = list(await session.scalars(text("SELECT workspace_id FROM jobs")))

    handlers.register("work", work)
    async with connected(acting_as(database.url, APP_ROLE)) as application:
        for owner in owners:
            async with within(application.sessions, owner).begin() as session:
                await queue.enqueue(session, "work", workspace=owner, payload={})
        worker = Worker(acting_as(database.url, WORKER_ROLE), handlers, application.sessions, BRISK)

        await worker.run_all()

    async with database.sessions() as session:
        ended = await session.scalars(text("SELECT DISTINCT status FROM jobs"))
        assert (seen, list(ended)) == ({owner: [owner] for owner in owners}, ["succeeded"])


async def test_a_chore_is_done_again_and_again_also_after_it_failed(
    database_url: str, handlers: JobHandlers, sessionmaker: Sessions
) -> None:
    done, enough = 0, asyncio.Event()

    async def chore() -> None:
        nonlocal done
        done += 1
        if done == 1:
            raise UpstreamFailed
        if done == 3:
            enough.set()

    worker = Worker(database_url, handlers, sessionmaker, BRISK, (Chore("sweep", 0.05, chore),))

    async with running(worker), asyncio.timeout(60):
        await enough.wait()

    assert done >= 3
