"""Runs jobs: inside the web process, or in one of its own."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import procrastinate
import structlog
from procrastinate import RetryDecision
from procrastinate.job_context import AbortReason
from procrastinate.jobs import DeleteJobCondition
from sqlalchemy import case, func, text, update

from candidacy.infrastructure.postgres import Sessions, enter, libpq_url
from candidacy.infrastructure.queue.chores import Chore, again_and_again
from candidacy.infrastructure.queue.context import Stop
from candidacy.infrastructure.queue.execution import Execution, Observe, Postponed
from candidacy.infrastructure.queue.handlers import JobHandlers
from candidacy.infrastructure.queue.manager import LastingManager
from candidacy.infrastructure.queue.models import Job, JobStatus
from candidacy.infrastructure.queue.outages import OUTAGES
from candidacy.infrastructure.queue.procrastinate_queue import TASK
from candidacy.infrastructure.queue.settings import WorkerSettings
from candidacy.kernel import tracing
from candidacy.kernel.cancellation import pause
from candidacy.kernel.ids import JobId, WorkspaceId

logger = structlog.get_logger(__name__)

_RESCUE_LOCK = 7_316_209_484_004
_AFTER_OUTAGE = 5.0
_AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
"""Long past by every clock: a worker whose own is ahead puts nothing off."""
_MOMENT = text("SELECT clock_timestamp() + make_interval(secs => :seconds)")
_STILL_OPEN = """
    SELECT id FROM procrastinate_jobs
    JOIN unnest(%(ids)s::bigint[], %(workers)s::bigint[]) AS run (id, worker_id) USING (id, worker_id)
    WHERE status = 'doing'
"""
"""Of runs of this process that ended, those that the queue takes for being at work."""
_STOPS = {AbortReason.USER_REQUEST: Stop.CANCELLED, AbortReason.SHUTDOWN: Stop.SHUTDOWN}


class _Again(procrastinate.BaseRetryStrategy):
    """Runs a job again when the execution says so, and when it could not even write down how it ended."""

    def get_retry_decision(
        self, *, exception: BaseException, job: procrastinate.jobs.Job
    ) -> RetryDecision | None:
        if isinstance(exception, Postponed) and exception.until is not None:
            return RetryDecision(retry_at=exception.until)
        seconds = exception.delay if isinstance(exception, Postponed) else _AFTER_OUTAGE
        return RetryDecision(retry_in={"milliseconds": round(seconds * 1000)})


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run something as long as the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


class Worker:
    """Runs jobs until it is cancelled, over every outage of the database."""

    def __init__(
        self,
        url: str,
        handlers: JobHandlers,
        sessions: Sessions,
        settings: WorkerSettings | None = None,
        chores: Sequence[Chore] = (),
        observe: Observe | None = None,
    ) -> None:
        """Nothing connects before ``run``.

        Args:
            url: an address without a pooler between, for LISTEN needs one connection for itself.
            handlers: what to do for each kind.
            sessions: what handlers and the rows of jobs are written with.
            settings: concurrency and times.
            chores: what is to be done besides, from time to time, by one of all workers.
            observe: hears of each run.
        """
        self._url = libpq_url(url)
        self._sessions, self._settings = sessions, settings or WorkerSettings()
        observed = {} if observe is None else {"observe": observe}
        self._execution, self._chores = Execution(handlers, sessions, **observed), chores
        self._ended: dict[tuple[int, int], float] = {}

    async def run(self) -> None:
        """Work until cancelled. Running jobs then get the graceful time, and are put back after it."""
        async with AsyncExitStack() as beside:
            for chore in self._chores:
                await beside.enter_async_context(_beside(again_and_again(chore, self._sessions)))
            while True:
                try:
                    async with self._app() as app, _beside(self._rescue(app)):
                        # Told to end while it connected, it may not have noticed.
                        await pause(0)
                        await self._work(app, wait=True)
                except OUTAGES as exc:
                    logger.warning("worker_interrupted", error=type(exc).__name__)
                except Exception:
                    logger.exception("worker_failed")
                await pause(self._settings.rescue_interval)

    async def run_until_signal(self) -> None:
        """Work until SIGTERM or SIGINT; for a process that does nothing else."""
        loop, task = asyncio.get_running_loop(), asyncio.create_task(self.run())
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, task.cancel)
        try:
            with suppress(asyncio.CancelledError):
                await task
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)

    async def run_all(self) -> None:
        """Run the jobs that are due now, and return."""
        async with self._app() as app:
            await self._work(app, wait=False)

    async def rescue(self) -> int:
        """Put the jobs of dead workers back; gives their number."""
        async with self._app() as app:
            return await self._rescue_once(app)

    async def _work(self, app: procrastinate.App, *, wait: bool) -> None:
        settings = self._settings
        await app.run_worker_async(
            wait=wait,
            queues=settings.queues,  # type: ignore[arg-type] # None is all, which the annotation leaves out.
            concurrency=settings.concurrency,
            install_signal_handlers=False,
            fetch_job_polling_interval=settings.polling_interval,
            abort_job_polling_interval=settings.polling_interval,
            shutdown_graceful_timeout=settings.graceful_timeout,
            update_heartbeat_interval=settings.heartbeat_interval,
            stalled_worker_timeout=settings.stalled_after,
            delete_jobs=DeleteJobCondition.ALWAYS,
            listen_notify=wait,
        )

    @asynccontextmanager
    async def _app(self) -> AsyncIterator[procrastinate.App]:
        connector = procrastinate.PsycopgConnector(
            conninfo=self._url,
            min_size=1,
            max_size=self._settings.concurrency + 3,
            timeout=10.0,
            kwargs={"connect_timeout": 5, "application_name": "candidacy-worker"},
        )
        app = procrastinate.App(connector=connector)
        app.job_manager = LastingManager(connector)
        app.task(name=TASK, pass_context=True, retry=_Again())(self._run_job)
        async with app.open_async():
            yield app

    async def _run_job(
        self,
        context: procrastinate.JobContext,
        /,
        *,
        job_id: str,
        workspace_id: str,
        kind: str = "unknown",
        **origin: str,
    ) -> None:
        """What a newer release tells besides is no reason to refuse its jobs."""
        run = context.job.id or 0, context.job.worker_id or 0
        self._ended.pop(run, None)

        def stop() -> Stop | None:
            reason = context.abort_reason()
            return _STOPS[reason] if reason else None

        told = {"candidacy.job_id": job_id, "candidacy.job_kind": kind}
        asked_by = {name: value for name, value in origin.items() if name == "request_id"}
        parent = origin.get("traceparent")
        try:
            with (
                structlog.contextvars.bound_contextvars(**asked_by),
                tracing.span(f"job {kind}", told, kind="consumer", parent=parent),
            ):
                await self._execution.run(JobId(UUID(job_id)), WorkspaceId(UUID(workspace_id)), stop)
        except Postponed as postponed:
            postponed.until = await self._moment_in(postponed.delay)
            raise
        finally:
            self._ended[run] = time.monotonic()

    async def _moment_in(self, seconds: float) -> datetime | None:
        """When that is by the clock of the database, as jobs are due by it; ours may be wrong."""
        try:
            async with self._sessions() as session:
                found: datetime | None = await session.scalar(_MOMENT, {"seconds": seconds})
                return found
        except OUTAGES:
            return None

    async def _rescue(self, app: procrastinate.App) -> None:
        while True:
            await pause(self._settings.rescue_interval)
            try:
                await self._rescue_once(app)
            except OUTAGES as exc:
                logger.warning("rescue_interrupted", error=type(exc).__name__)
            except Exception:
                logger.exception("rescue_failed")

    async def _rescue_once(self, app: procrastinate.App) -> int:
        """Put stalled jobs back, one worker at a time."""
        async with self._sessions.begin() as session:
            if not await session.scalar(
                text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _RESCUE_LOCK}
            ):
                return 0
            stalled = list(
                await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self._settings.stalled_after)
            )
            for job in stalled:
                await enter(session, WorkspaceId(UUID(str(job.task_kwargs["workspace_id"]))))
                requested = Job.cancel_requested
                await session.execute(
                    update(Job)
                    .where(Job.queue_id == job.id, Job.status == JobStatus.RUNNING)
                    .values(
                        status=case((requested, JobStatus.CANCELLED), else_=JobStatus.QUEUED),
                        finished_at=case((requested, func.now())),
                    )
                )
        for job in stalled:
            logger.warning("job_rescued", queue_id=job.id)
            await app.job_manager.retry_job(job, retry_at=_AT_ONCE)
        return len(stalled) + await self._tell_again(app)

    async def _tell_again(self, app: procrastinate.App) -> int:
        """Put back what ended here while the queue could not be told, and so would be at work for ever.

        The next run finds the row of a job that has ended, and leaves it as it is.
        """
        before = time.monotonic() - self._settings.rescue_interval
        due = [run for run, at in self._ended.items() if at < before]
        if not due:
            return 0
        ids, workers = zip(*due, strict=True)
        open_still = await app.connector.execute_query_all_async(
            _STILL_OPEN, ids=list(ids), workers=list(workers)
        )
        for row in open_still:
            logger.warning("job_told_again", queue_id=row["id"])
            await app.job_manager.retry_job_by_id_async(row["id"], retry_at=_AT_ONCE)
        for run in due:
            self._ended.pop(run, None)
        return len(open_still)
