"""The door of files: taking one in, how far it is, and the Document that was read from it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.reading import Document
from candidacy.features.files.errors import DocumentNotReady, FileNotFound
from candidacy.features.files.events import FileRead
from candidacy.features.files.repository import FileRepository, Stored, stored_by_workspace
from candidacy.features.files.schemas import FileOut, Purpose
from candidacy.features.files.service import FileService
from candidacy.infrastructure.antivirus import Antivirus
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import Queue
from candidacy.infrastructure.quotas import Quota, Quotas
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import FileId, PostingId, WorkspaceId

__all__ = [
    "FileNotFound",
    "FileOut",
    "FileRead",
    "Stored",
    "delete_file",
    "delete_older",
    "find_document",
    "get_file",
    "receive",
    "remove",
    "stored_of",
]


async def find_document(session: AsyncSession, workspace: WorkspaceId, file: FileId) -> Document | None:
    """What was read from a file; None when there is no such file or it has not been read."""
    try:
        return await FileRepository(session, workspace).get_document(file)
    except (FileNotFound, DocumentNotReady):
        return None


async def get_file(session: AsyncSession, workspace: WorkspaceId, file: FileId) -> FileOut:
    """A file and how far its reading is. Raises FileNotFound."""
    return FileOut.model_validate(await FileRepository(session, workspace).get(file))


async def receive(  # noqa: PLR0913 - all but five are named, and none is the state of another
    sessions: Sessions,
    actor: Actor,
    storage: Storage,
    queue: Queue,
    *,
    name: str,
    chunks: AsyncIterator[bytes],
    limit: int,
    quotas: Quotas,
    antivirus: Antivirus,
    purpose: Purpose = Purpose.CV,
    match_with: PostingId | None = None,
    queued: bool = True,
    before_commit: Callable[[AsyncSession, FileOut], Awaitable[None]] | None = None,
) -> FileOut:
    """Store the bytes without a transaction, scan them, then commit the row and the job that reads it.

    Not ``queued``: the caller reads it. Raises ObjectTooLarge past ``limit`` bytes, EmptyFile for none,
    InfectedFile for malware, and ScannerUnavailable or TooLargeForScanner where a scanner is set up; nothing
    is left behind then.
    """
    stored = await storage.put(chunks, limit=limit)
    try:
        await antivirus.check(storage.get(stored.key))
        async with within(sessions, actor.workspace).begin() as session:
            row = await FileService(session, actor, storage, queue).register(
                name, purpose, stored, match_with, queued=queued
            )
            await quotas.spend(session, actor.user, Quota.FILES)
            await quotas.spend(session, actor.user, Quota.UPLOAD_BYTES, stored.size)
            received = FileOut.model_validate(row)
            if before_commit is not None:
                await before_commit(session, received)
            return received
    except BaseException:
        await storage.delete(stored.key)
        raise


async def remove(sessions: Sessions, actor: Actor, storage: Storage, queue: Queue, file: FileId) -> None:
    """Delete a file: its row, and once that is committed its bytes. Raises FileNotFound."""
    async with sessions.begin() as session:
        key = await FileService(session, actor, storage, queue).delete(file)
    await storage.delete(key)


async def delete_file(
    session: AsyncSession, actor: Actor, storage: Storage, queue: Queue, file: FileId
) -> str:
    """Delete a file's row and what was read from it; gives the key of its bytes, for after the commit.

    Raises FileNotFound.
    """
    return await FileService(session, actor, storage, queue).delete(file)


async def delete_older(
    session: AsyncSession, workspace: WorkspaceId, before: datetime, *, limit: int | None = None
) -> list[str]:
    """Delete files that came in before a moment, with what was read from them; the keys of their bytes."""
    return await FileRepository(session, workspace).delete_older(before, limit)


async def stored_of(
    session: AsyncSession, workspaces: Sequence[WorkspaceId] | None = None
) -> dict[WorkspaceId, Stored]:
    """What workspaces store, all of them without a choice; for who runs the installation."""
    return await stored_by_workspace(session, workspaces)
