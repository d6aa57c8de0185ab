"""Word of a job that has ended, for whoever wants to tell the person who asked for it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.queue.models import JobStatus
from candidacy.kernel.ids import JobId, WorkspaceId


@dataclass(frozen=True, slots=True)
class JobEnded:
    """A job that succeeded or failed for good, told in the transaction that says so.

    One that was cancelled is not told of: whoever did so knows.

    Args:
        payload: what it was asked with; ``asked_by`` or ``user_id`` in it is the person.
        result: what came of it.
        error: why it failed, in words for a person.
    """

    job: JobId
    workspace: WorkspaceId
    kind: str
    status: JobStatus
    subject: UUID | None
    payload: Mapping[str, Any] = field(default_factory=dict)
    result: Mapping[str, Any] = field(default_factory=dict)
    error: str | None = None


Told = Callable[[JobEnded, AsyncSession], Awaitable[None]]
"""Is told of a job's end, in the same transaction."""


async def told_to_nobody(_: JobEnded, __: AsyncSession) -> None:
    """Where nobody listens."""
