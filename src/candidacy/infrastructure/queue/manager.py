"""What a worker tells the queue, for workers that are cut off from it and go on.

A worker that was frozen, or cut off from the database, is taken for dead, and its jobs are put back. When it
goes on after that, its old run ends too; and as procrastinate ends a job by its number alone, that would take
the job from the queue that waits there for its next run, or that another worker is at. Besides, the first
sign of life or notice that an outage swallows would be the last one: procrastinate watches over neither where
there are no periodic tasks, so the worker would work on and be taken for dead for ever.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

import structlog
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager, NotificationCallback

from candidacy.infrastructure.queue.outages import OUTAGES
from candidacy.kernel.cancellation import pause

logger = structlog.get_logger(__name__)

_AFTER_OUTAGE = 1.0

_THIS_RUN = """id = %(id)s AND status = 'doing' AND attempts = %(attempts)s
    AND worker_id IS NOT DISTINCT FROM %(worker)s"""
_FINISH = f"DELETE FROM procrastinate_jobs WHERE {_THIS_RUN}"  # noqa: S608 - No value is part of it.
_RETRY = f"""
    SELECT procrastinate_retry_job_v2(id, %(at)s, %(priority)s, %(queue)s, %(lock)s)
    FROM (SELECT id FROM procrastinate_jobs WHERE {_THIS_RUN} FOR UPDATE) AS this
"""  # noqa: S608 - No value is part of it.


class LastingManager(JobManager):
    """Ends and repeats only the run that it is told of, and lasts over outages."""

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

    async def update_heartbeat(self, worker_id: int) -> None:
        """Say that this worker is alive; one time that fails is made good by the next."""
        try:
            await super().update_heartbeat(worker_id)
        except OUTAGES as exc:
            logger.warning("heartbeat_missed", error=type(exc).__name__)

    async def listen_for_jobs(
        self, *, on_notification: NotificationCallback, queues: Iterable[str] | None = None
    ) -> None:
        """Hear of new jobs at once, again after each outage; meanwhile the worker looks now and then."""
        while True:
            try:
                await super().listen_for_jobs(on_notification=on_notification, queues=queues)
            except OUTAGES as exc:
                logger.warning("listening_interrupted", error=type(exc).__name__)
            await pause(_AFTER_OUTAGE)


def _run(job: Job) -> dict[str, int | None]:
    return {"id": job.id, "attempts": job.attempts, "worker": job.worker_id}
