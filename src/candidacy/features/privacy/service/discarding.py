"""Stored objects whose rows are deleted: they go once that is committed, by a job of the same transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.postgres import visiting
from candidacy.infrastructure.queue import BULK, Queue
from candidacy.kernel.ids import WorkspaceId

DISCARD = "privacy.discard"
NOWHERE = WorkspaceId(UUID(int=0))
"""Where the jobs are that outlive every workspace: no row of ``workspaces`` has this id, and no person."""

_AT_ONCE = 500


async def discard(session: AsyncSession, queue: Queue, keys: Sequence[str]) -> None:
    """Delete objects after the commit. A crash in between leaves the job; a rollback leaves the objects."""
    if not keys:
        return
    async with visiting(session, NOWHERE):
        for start in range(0, len(keys), _AT_ONCE):
            batch = list(keys[start : start + _AT_ONCE])
            await queue.enqueue(session, DISCARD, workspace=NOWHERE, payload={"keys": batch}, priority=BULK)
