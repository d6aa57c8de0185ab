"""Many CVs dropped on a posting: taken in, read and scored one by one, and gone on with after any stop."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.matching.models import Batch, BatchItem
from candidacy.features.matching.repository import BatchRepository
from candidacy.features.postings import public as postings
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import BULK, Queue
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import PostingId, WorkspaceId, uuid7

BATCH = "matching.batch"


@dataclass(frozen=True, slots=True)
class BatchState:
    """A batch and how far it is; ``total`` is None until it was opened."""

    batch: Batch
    done: int
    failed: int
    failures: list[BatchItem]


async def start(
    sessions: Sessions,
    actor: Actor,
    storage: Storage,
    queue: Queue,
    *,
    posting: PostingId,
    name: str,
    chunks: AsyncIterator[bytes],
    limit: int,
) -> Batch:
    """Store an archive, then commit its row and the job that goes through it.

    Raises PostingNotFound, and ObjectTooLarge past ``limit`` bytes; nothing is left behind then.
    """
    async with within(sessions, actor.workspace)() as session:
        await postings.get_posting(session, actor.workspace, posting)
    stored = await storage.put(chunks, limit=limit)
    try:
        async with within(sessions, actor.workspace).begin() as session:
            batch = Batch(
                id=uuid7(),
                workspace_id=actor.workspace,
                posting_id=posting,
                name=name[:200] or "CVs",
                storage_key=stored.key,
                asked_by=actor.user,
            )
            session.add(batch)
            await session.flush()
            payload = {"batch_id": batch.id, "asked_by": actor.user}
            batch.job_id = await queue.enqueue(
                session,
                BATCH,
                workspace=actor.workspace,
                payload=payload,
                subject_id=batch.id,
                priority=BULK,
            )
            await session.flush()
            return batch
    except BaseException:
        await storage.delete(stored.key)
        raise


async def state_of(session: AsyncSession, workspace: WorkspaceId, batch: UUID) -> BatchState:
    """A batch and how far it is. Raises BatchNotFound."""
    repository = BatchRepository(session, workspace)
    row = await repository.get(batch)
    counted = Counter(await repository.statuses(batch))
    return BatchState(row, counted["done"], counted["failed"], await repository.failures(batch))
