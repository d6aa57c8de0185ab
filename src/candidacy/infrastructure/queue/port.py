"""What features need of a queue."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.kernel.ids import JobId, WorkspaceId

BULK = -10
"""The priority of work that nobody waits for. Equal priorities of many queues slow each other down."""


class Queue(Protocol):
    """Takes jobs in the caller's own transaction."""

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
        """Ask for a job; it exists when, and only if, the session's transaction commits.

        Args:
            session: whose transaction the job is part of.
            kind: a registered kind.
            workspace: whose job it is.
            payload: ids that the handler is called with; never documents.
            subject_id: what the job is about, to find it by.
            priority: higher runs first; ``BULK`` for what nobody waits for.
            lock: jobs with the same lock run one after the other.

        Raises:
            UnknownJobKind: when no handler is registered for ``kind``.
        """
        ...

    async def cancel(self, session: AsyncSession, workspace: WorkspaceId, job_id: JobId) -> None:
        """Cancel a job: at once while it is queued, and as soon as it can stop while it runs.

        Raises:
            JobNotFound: when it is not there or belongs to another workspace.
            JobFinished: when there is nothing left to cancel.
        """
        ...

    async def retry(self, session: AsyncSession, workspace: WorkspaceId, job_id: JobId) -> None:
        """Have a job that failed done again, with all its tries before it.

        Raises:
            JobNotFound: when it is not there or belongs to another workspace.
            JobNotFailed: when it did not fail.
            UnknownJobKind: when this release knows no such work.
        """
        ...

    async def release(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        """Have what waits of a workspace run as soon as it can, whatever it waits for."""
        ...

    async def forget(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        """Drop what waits of a workspace that is deleted, and stop what runs; its rows are the caller's."""
        ...
