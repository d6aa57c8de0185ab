"""Reading jobs, always within one workspace."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.queue.errors import JobNotFound
from candidacy.infrastructure.queue.models import Job, JobStatus
from candidacy.kernel.ids import JobId, WorkspaceId
from candidacy.kernel.pagination import DEFAULT_LIMIT


@dataclass(frozen=True, slots=True)
class JobState:
    """A job as its owner sees it."""

    id: JobId
    kind: str
    subject_id: UUID | None
    status: JobStatus
    progress: float
    message: str | None
    attempts: int
    error_code: str | None
    error_message: str | None
    result: dict[str, Any] | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


def state_of(job: Job) -> JobState:
    return JobState(
        id=JobId(job.id),
        kind=job.kind,
        subject_id=job.subject_id,
        status=JobStatus(job.status),
        progress=job.progress,
        message=job.message,
        attempts=job.attempts,
        error_code=job.error_code,
        error_message=job.error_message,
        result=job.result,
        created_at=job.created_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
    )


async def get_job(session: AsyncSession, workspace: WorkspaceId, job_id: JobId) -> JobState:
    """The state of one job.

    Raises:
        JobNotFound: when it is not there or belongs to another workspace.
    """
    owned = select(Job).where(Job.workspace_id == workspace, Job.id == job_id)
    job = await session.scalar(owned.execution_options(populate_existing=True))
    if job is None:
        raise JobNotFound
    return state_of(job)


async def list_jobs(
    session: AsyncSession,
    workspace: WorkspaceId,
    *,
    subject_id: UUID | None = None,
    before: UUID | None = None,
    limit: int = DEFAULT_LIMIT,
) -> list[JobState]:
    """The newest jobs first; ``before`` is the id of the last one of the page before."""
    query = select(Job).where(Job.workspace_id == workspace).order_by(Job.id.desc()).limit(limit)
    if subject_id is not None:
        query = query.where(Job.subject_id == subject_id)
    if before is not None:
        query = query.where(Job.id < before)
    return [state_of(job) for job in await session.scalars(query)]
