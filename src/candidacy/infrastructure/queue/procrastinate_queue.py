"""The queue on Procrastinate: jobs are rows of the application's own database.

One Procrastinate task carries all kinds; its arguments are the id of the row in ``jobs`` and that of its
workspace, without which no worker sees the row, and besides the kind, for whoever counts what waits in all
workspaces, and where the job comes from: the request and its trace.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import procrastinate
from procrastinate.exceptions import ConnectorException
from pydantic_core import to_jsonable_python
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.postgres import DatabaseUnavailable
from candidacy.infrastructure.queue.errors import JobFinished, JobNotFailed, JobNotFound
from candidacy.infrastructure.queue.handlers import JobHandler, JobHandlers
from candidacy.infrastructure.queue.models import Job, JobStatus
from candidacy.kernel import tracing
from candidacy.kernel.ids import JobId, WorkspaceId, uuid7
from candidacy.kernel.origin import current_origin

TASK = "candidacy.run_job"

_ABORT = text(
    "UPDATE procrastinate_jobs SET abort_requested = true"
    " WHERE status = 'doing' AND args ->> 'workspace_id' = :workspace"
)
_DROP = text(
    "DELETE FROM procrastinate_jobs WHERE status <> 'doing' AND args ->> 'workspace_id' = :workspace"
)

_RELEASE = text(
    "UPDATE procrastinate_jobs SET scheduled_at = NULL"
    " WHERE status = 'todo' AND scheduled_at > now() AND args ->> 'workspace_id' = :workspace"
)

_WAITING = text(
    "SELECT coalesce(args ->> 'kind', 'unknown'), count(*),"
    " greatest(0, extract(epoch FROM now() - min(coalesce(scheduled_at, d.at, now()))))::float8"
    " FROM procrastinate_jobs p LEFT JOIN LATERAL (SELECT e.at FROM procrastinate_events e"
    " WHERE e.job_id = p.id AND e.type = 'deferred' ORDER BY e.id LIMIT 1) d ON true"
    " WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now()) GROUP BY 1"
)


class ProcrastinateQueue:
    """Takes jobs on the connection of the caller's session; see ``port.Queue``."""

    def __init__(self, handlers: JobHandlers) -> None:
        self._handlers = handlers
        # It opens no connection: every statement runs on the caller's.
        self._app = procrastinate.App(connector=procrastinate.PsycopgConnector())

    async def enqueue(
        self,
        session: AsyncSession,
        kind: str,
        *,
        workspace: WorkspaceId,
        payload: Mapping[str, Any],
        subject_id: UUID | None = None,
        priority: int = 0,
        lock: str | None = None,
    ) -> JobId:
        handler = self._handlers[kind]
        job_id = uuid7()
        queue_id = await self._defer(session, handler, workspace, job_id, priority=priority, lock=lock)
        arguments = to_jsonable_python(dict(payload))
        session.add(
            Job(
                id=job_id,
                workspace_id=workspace,
                kind=kind,
                subject_id=subject_id,
                payload=arguments,
                queue_id=queue_id,
            )
        )
        await session.flush()
        return JobId(job_id)

    async def _defer(
        self,
        session: AsyncSession,
        handler: JobHandler,
        workspace: WorkspaceId,
        job_id: UUID,
        *,
        priority: int = 0,
        lock: str | None = None,
    ) -> int:
        """Put a job in line; its number there."""
        deferrer = self._app.configure_task(
            TASK,
            queue=handler.queue,
            priority=priority,
            lock=lock,
            connection=await _driver_connection(session),
        )
        try:
            return await deferrer.defer_async(
                job_id=str(job_id), workspace_id=str(workspace), kind=handler.kind, **_origin()
            )
        except ConnectorException as exc:
            raise DatabaseUnavailable from exc

    async def retry(self, session: AsyncSession, workspace: WorkspaceId, job_id: JobId) -> None:
        job = await _locked(session, workspace, job_id)
        if job.status != JobStatus.FAILED:
            raise JobNotFailed
        job.queue_id = await self._defer(session, self._handlers[job.kind], workspace, job.id)
        job.status, job.attempts, job.progress = JobStatus.QUEUED, 0, 0.0
        job.message = job.error_code = job.error_message = job.started_at = job.finished_at = None
        await session.flush()

    async def cancel(self, session: AsyncSession, workspace: WorkspaceId, job_id: JobId) -> None:
        job = await _locked(session, workspace, job_id)
        if JobStatus(job.status).is_final:
            raise JobFinished
        job.cancel_requested = True
        if job.status == JobStatus.QUEUED:
            job.status, job.finished_at = JobStatus.CANCELLED, func.now()
        await session.flush()
        await self._abort(session, job)

    async def release(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        await session.execute(_RELEASE, {"workspace": str(workspace)})

    async def forget(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        for statement in (_ABORT, _DROP):
            await session.execute(statement, {"workspace": str(workspace)})

    async def _abort(self, session: AsyncSession, job: Job) -> None:
        if job.queue_id is None:
            return
        connection = await _driver_connection(session)
        try:
            await self._app.job_manager.cancel_job_by_id_async(
                job.queue_id, abort=True, connection=connection
            )
        except ConnectorException as exc:
            raise DatabaseUnavailable from exc


async def _locked(session: AsyncSession, workspace: WorkspaceId, job_id: JobId) -> Job:
    owned = select(Job).where(Job.workspace_id == workspace, Job.id == job_id)
    fresh = owned.with_for_update().execution_options(populate_existing=True)
    job = await session.scalar(fresh)
    if job is None:
        raise JobNotFound
    return job


def _origin() -> dict[str, str]:
    """The request and the trace that ask for a job, where there are any."""
    request, parent = current_origin(), tracing.traceparent()
    found = {"request_id": request.request_id if request else None, "traceparent": parent}
    return {name: value for name, value in found.items() if value is not None}


async def waiting_jobs(session: AsyncSession) -> list[tuple[str, int, float]]:
    """Of each kind how many jobs of all workspaces wait, and for how many seconds the oldest has."""
    return [(kind, depth, age) for kind, depth, age in await session.execute(_WAITING)]


async def _driver_connection(session: AsyncSession) -> Any:
    """The psycopg connection that the session's transaction runs on."""
    raw = await (await session.connection()).get_raw_connection()
    return raw.driver_connection
