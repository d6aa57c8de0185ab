"""What a handler works with."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, update
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue.errors import JobSuperseded
from candidacy.infrastructure.queue.models import Job, JobStatus
from candidacy.kernel.ids import JobId, WorkspaceId

_LONGEST_MESSAGE = 300


class Stop(Enum):
    """Why a running job has to stop."""

    CANCELLED = "cancelled"
    SHUTDOWN = "shutdown"


class JobContext:
    """One run of one job. Only the latest run may write to the job's row."""

    def __init__(
        self,
        job_id: JobId,
        workspace: WorkspaceId,
        attempt: int,
        *,
        sessions: Sessions,
        stop: Callable[[], Stop | None],
        subject_id: UUID | None = None,
    ) -> None:
        self.job_id, self.workspace, self.attempt, self.subject_id = job_id, workspace, attempt, subject_id
        self.sessions = sessions
        self._stop = stop

    @property
    def cancelled(self) -> bool:
        """Whether to stop as soon as possible. Awaits are interrupted anyway; loops without any must ask."""
        return self._stop() is not None

    @property
    def stop_reason(self) -> Stop | None:
        return self._stop()

    def transaction(self) -> AbstractAsyncContextManager[AsyncSession]:
        """A session in a transaction that commits at the end of the block: one for each step."""
        return self.sessions.begin()

    async def progress(self, fraction: float, message: str | None = None) -> None:
        """Say how far the work is, 0 to 1, in a transaction of its own that followers see at once.

        Raises:
            JobSuperseded: when this run has been replaced by another one.
        """
        shown = message[:_LONGEST_MESSAGE] if message else None
        await self.write(progress=min(1.0, max(0.0, fraction)), message=shown)

    async def write(
        self, *, then: Callable[[AsyncSession], Awaitable[None]] | None = None, **values: Any
    ) -> None:
        """Write columns of the job's row, and do what follows from it in the same transaction.

        Raises JobSuperseded when this run may not any more.
        """
        mine = (Job.id == self.job_id, Job.attempts == self.attempt, Job.status == JobStatus.RUNNING)
        async with self.sessions.begin() as session:
            done = await session.execute(update(Job).where(*mine).values(**values))
            if isinstance(done, CursorResult) and done.rowcount == 0:
                raise JobSuperseded
            if then is not None:
                await then(session)
