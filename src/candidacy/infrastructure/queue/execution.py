"""One run of a job: claim its row, call the handler, write down how it ended.

This knows nothing of the machinery that calls it, so the same code runs in the worker and in tests.
"""

import asyncio
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import case, func, update

from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue.context import JobContext, Stop
from candidacy.infrastructure.queue.ended import JobEnded
from candidacy.infrastructure.queue.errors import JobInterrupted, JobSuperseded
from candidacy.infrastructure.queue.handlers import JobHandlers, Retries
from candidacy.infrastructure.queue.models import Job, JobStatus
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import JobId, WorkspaceId

logger = structlog.get_logger(__name__)


HELD_FOR = 300.0
"""Seconds until a job of a workspace whose jobs are held is looked at again, unless they are released."""


class _Unexplained(AppError):
    """Something went wrong on our side. Start it again, and tell an administrator if it stays so."""


class Postponed(Exception):
    """The run did not end the job: run it again after ``delay`` seconds; ``until`` is when that is."""

    def __init__(self, delay: float) -> None:
        super().__init__(f"to be tried again in {delay:.1f} s")
        self.delay = delay
        self.until: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Claim:
    kind: str
    workspace: WorkspaceId
    payload: dict[str, Any]
    attempt: int
    subject_id: UUID | None


def _never() -> None:
    return None


Observe = Callable[[str, str, float], None]
"""Hears of each run: the kind of job, how the run ended, and seconds."""


def _unobserved(kind: str, outcome: str, seconds: float) -> None:
    """Where nobody counts."""


class Execution:
    """Runs jobs by id with the handlers of the application."""

    def __init__(self, handlers: JobHandlers, sessions: Sessions, observe: Observe = _unobserved) -> None:
        self._handlers, self._sessions, self._observe = handlers, sessions, observe

    async def run(
        self, job_id: JobId, workspace: WorkspaceId, stop: Callable[[], Stop | None] = _never
    ) -> None:
        """Run a job of ``workspace`` to its end, with sessions that work there alone.

        One that has ended, or was cancelled, is left as it is.

        Raises:
            Postponed: when it is to be run again: after a passing error, at a shutdown, or when the jobs of
                the workspace are held for now. And when the job was taken from this run: if nobody has taken
                it over yet, somebody must.
        """
        sessions = within(self._sessions, workspace)
        claim = await self._claim(sessions, workspace, job_id)
        if claim is None:
            return
        context = JobContext(
            job_id,
            claim.workspace,
            claim.attempt,
            sessions=sessions,
            stop=stop,
            subject_id=claim.subject_id,
        )
        with structlog.contextvars.bound_contextvars(job_id=str(job_id), job_kind=claim.kind):
            began, outcome = time.perf_counter(), "again"
            try:
                outcome = await self._call(context, claim)
            except JobSuperseded:
                outcome = "superseded"
                logger.info("job_superseded", attempt=claim.attempt)
                raise Postponed(0.0) from None
            finally:
                self._observe(claim.kind, outcome, time.perf_counter() - began)

    async def _claim(self, sessions: Sessions, workspace: WorkspaceId, job_id: JobId) -> _Claim | None:
        """Make this run the one that may write, unless there is nothing to do."""
        open_statuses = (JobStatus.QUEUED, JobStatus.RUNNING)
        claiming = (
            update(Job)
            .where(Job.id == job_id, Job.status.in_(open_statuses), Job.cancel_requested.is_(False))
            .values(
                status=JobStatus.RUNNING,
                attempts=Job.attempts + 1,
                progress=0.0,
                message=None,
                started_at=func.now(),
                finished_at=None,
            )
            .returning(Job.kind, Job.workspace_id, Job.payload, Job.attempts, Job.subject_id)
        )
        async with sessions.begin() as session:
            if await self._handlers.held(session, workspace):
                raise Postponed(HELD_FOR)
            row = (await session.execute(claiming)).one_or_none()
        return None if row is None else _Claim(*row)

    async def _call(self, context: JobContext, claim: _Claim) -> str:
        """Call the handler; how the run ended, where it ended the job."""
        try:
            self._refuse_endless(claim)
            result = await self._handlers[claim.kind].call(context, **claim.payload)
            await self._finish(context, claim, JobStatus.SUCCEEDED, progress=1.0, result=result)
            return "succeeded"
        except asyncio.CancelledError:
            await self._stopped(context)
            return "cancelled"
        except JobSuperseded:
            raise
        except Exception as exc:  # noqa: BLE001 - Whatever a handler raises is written down, and logged once.
            await self._erred(context, claim, exc)
            return "failed"

    async def _finish(self, context: JobContext, claim: _Claim, status: JobStatus, **values: Any) -> None:
        ended = JobEnded(
            job=context.job_id,
            workspace=claim.workspace,
            kind=claim.kind,
            status=status,
            subject=claim.subject_id,
            payload=claim.payload,
            result=values.get("result") or {},
            error=values.get("error_message"),
        )
        told = partial(self._handlers.told, ended)
        await context.write(then=told, status=status, finished_at=func.now(), **{**_CLEARED, **values})

    def _refuse_endless(self, claim: _Claim) -> None:
        """A job that takes its worker down each time would be rescued for ever."""
        if claim.attempt > self._retries(claim.kind).attempts:
            raise JobInterrupted

    def _retries(self, kind: str) -> Retries:
        """A kind that only a newer release knows waits for a worker of that release."""
        return self._handlers[kind].retries if kind in self._handlers else Retries()

    async def _stopped(self, context: JobContext) -> None:
        if context.stop_reason is Stop.CANCELLED:
            await context.write(status=JobStatus.CANCELLED, finished_at=func.now(), **_CLEARED)
            return
        await context.write(status=JobStatus.QUEUED, attempts=Job.attempts - 1)
        raise Postponed(0.0)

    async def _erred(self, context: JobContext, claim: _Claim, error: Exception) -> None:
        explained = error if isinstance(error, AppError) else _Unexplained()
        words: dict[str, Any] = {"error_code": explained.code, "error_message": explained.message}
        unforeseen = {} if explained is error else {"error": type(error).__name__, "trace": _places(error)}
        logger.warning("job_failed", attempt=claim.attempt, code=explained.code, **unforeseen)
        retries = self._retries(claim.kind)
        if _is_final(explained) or claim.attempt >= retries.attempts:
            await self._finish(context, claim, JobStatus.FAILED, **words)
            return
        await context.write(
            status=case((Job.cancel_requested, JobStatus.CANCELLED), else_=JobStatus.QUEUED),
            finished_at=case((Job.cancel_requested, func.now())),
            **words,
        )
        raise Postponed(retries.delay(claim.attempt))


def _places(error: BaseException) -> list[str]:
    """Where an error came from, without what it says: that may be a piece of somebody's document."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]


def _is_final(error: AppError) -> bool:
    """Whether another try would end the same."""
    return error.status < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, JobInterrupted)


_CLEARED: dict[str, Any] = {"error_code": None, "error_message": None}
