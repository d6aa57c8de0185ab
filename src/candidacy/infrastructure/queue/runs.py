"""What a run may tell the queue of its job: only how that run itself ended.

A worker that was frozen, or cut off from the database, is taken for dead, and its jobs are put back. When it
goes on after that, its old run ends too; and as procrastinate ends a job by its number alone, that would take
the job from the queue that waits there for its next run, or that another worker is at.
"""

from datetime import UTC, datetime

from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

_THIS_RUN = """id = %(id)s AND status = 'doing' AND attempts = %(attempts)s
    AND worker_id IS NOT DISTINCT FROM %(worker)s"""
_FINISH = f"DELETE FROM procrastinate_jobs WHERE {_THIS_RUN}"  # noqa: S608 - No value is part of it.
_RETRY = f"""
    SELECT procrastinate_retry_job_v2(id, %(at)s, %(priority)s, %(queue)s, %(lock)s)
    FROM (SELECT id FROM procrastinate_jobs WHERE {_THIS_RUN} FOR UPDATE) AS this
"""  # noqa: S608 - No value is part of it.


class OwnRuns(JobManager):
    """Ends and repeats jobs only where the queue is still at the run that it is told of."""

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        """Forget the job: what became of it stands in the row of ours, not in the queue's."""
        await self.connector.execute_query_async(_FINISH, **_run(job))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        """Have the job run again at ``retry_at``."""
        anew = {"at": retry_at or datetime.now(UTC), "priority": priority, "queue": queue, "lock": lock}
        await self.connector.execute_query_async(_RETRY, **_run(job), **anew)


def _run(job: Job) -> dict[str, int | None]:
    return {"id": job.id, "attempts": job.attempts, "worker": job.worker_id}
