"""Running the jobs of a test without a worker, on the test's own sessions."""

from sqlalchemy import select

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue import Execution, Job, JobHandlers, JobStatus, Postponed
from candidacy.kernel.ids import JobId


async def run_queued_jobs(handlers: JobHandlers, sessions: Sessions) -> int:
    """Run every queued job once, and those they enqueue; gives the number of runs.

    A job that is to be tried again stays queued, as it would until its time has come.
    """
    execution, seen = Execution(handlers, sessions), set[JobId]()
    while (job_id := await _next(sessions, seen)) is not None:
        seen.add(job_id)
        try:
            await execution.run(job_id)
        except Postponed:
            continue
    return len(seen)


async def _next(sessions: Sessions, seen: set[JobId]) -> JobId | None:
    queued = (
        select(Job.id).where(Job.status == JobStatus.QUEUED, Job.id.not_in(seen)).order_by(Job.id).limit(1)
    )
    async with sessions() as session:
        found = await session.scalar(queued)
    return None if found is None else JobId(found)
