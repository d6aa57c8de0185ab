"""Running the jobs of a test without a worker, on the test's own sessions."""

from uuid import UUID

from sqlalchemy import select, text

from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import Execution, Job, JobHandlers, JobStatus, Postponed
from candidacy.kernel.ids import JobId, WorkspaceId

_WAITING = text("SELECT args ->> 'job_id', args ->> 'workspace_id' FROM procrastinate_jobs")


async def run_queued_jobs(handlers: JobHandlers, sessions: Sessions) -> int:
    """Run every queued job once, and those they enqueue; gives the number of runs.

    A job that is to be tried again stays queued, as it would until its time has come.
    """
    execution, seen = Execution(handlers, sessions), set[JobId]()
    while (found := await _next(sessions, seen)) is not None:
        job_id, workspace = found
        seen.add(job_id)
        try:
            await execution.run(job_id, workspace)
        except Postponed:
            continue
    return len(seen)


async def _next(sessions: Sessions, seen: set[JobId]) -> tuple[JobId, WorkspaceId] | None:
    """The oldest queued job: the queue names all there are, and only their workspaces show how they stand."""
    async with sessions() as session:
        waiting = [(UUID(job), UUID(owner)) for job, owner in await session.execute(_WAITING)]
    for job, owner in sorted(waiting):
        async with within(sessions, WorkspaceId(owner))() as session:
            status = await session.scalar(select(Job.status).where(Job.id == job))
        if job not in seen and status == JobStatus.QUEUED:
            return JobId(job), WorkspaceId(owner)
    return None
