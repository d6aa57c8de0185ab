"""Taking files in and giving them out."""

from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.reading import Document
from candidacy.domain.reading.errors import EmptyFile
from candidacy.features.files.models import File
from candidacy.features.files.repository import FileRepository
from candidacy.features.files.schemas import Purpose
from candidacy.infrastructure.queue import Queue
from candidacy.infrastructure.storage import Storage, StoredObject, begun
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import FileId, PostingId, uuid7
from candidacy.kernel.pagination import Rows

READ_FILE = "files.read"
MAX_NAME = 200


class FileService:
    """Files of one actor's workspace."""

    def __init__(self, session: AsyncSession, actor: Actor, storage: Storage, queue: Queue) -> None:
        self._session, self._actor, self._storage, self._queue = session, actor, storage, queue
        self._files = FileRepository(session, actor.workspace)

    async def register(
        self,
        name: str,
        purpose: Purpose,
        stored: StoredObject,
        match_with: PostingId | None = None,
        *,
        queued: bool = True,
    ) -> File:
        """The row of an object that is stored already, and the job that reads it: both or neither.

        Not ``queued``: whoever takes it in reads it.
        Raises EmptyFile for an object without bytes.
        """
        if stored.size == 0:
            raise EmptyFile
        file = File(
            id=uuid7(),
            workspace_id=self._actor.workspace,
            name=clean_name(name),
            purpose=purpose.value,
            size=stored.size,
            sha256=stored.sha256,
            storage_key=stored.key,
        )
        self._session.add(file)
        await self._session.flush()
        if not queued:
            return file
        file.job_id = await self._queue.enqueue(
            self._session,
            READ_FILE,
            workspace=self._actor.workspace,
            payload={"file_id": file.id, "asked_by": self._actor.user}
            | ({"match_with": match_with} if match_with else {}),
            subject_id=file.id,
        )
        await self._session.flush()
        return file

    async def get(self, file: FileId) -> File:
        return await self._files.get(file)

    async def list_page(self, cursor: str | None, limit: int) -> Rows[File]:
        return await self._files.list_page(cursor, limit)

    async def get_document(self, file: FileId) -> Document:
        return await self._files.get_document(file)

    async def open(self, file: FileId) -> tuple[File, AsyncIterator[bytes]]:
        """The row and the bytes of a file. Raises FileNotFound or ObjectMissing."""
        row = await self._files.get(file)
        return row, await begun(self._storage.get(row.storage_key))

    async def delete(self, file: FileId) -> str:
        """Remove the row and what was read from the file; gives the key of its bytes, which are left.

        CVs made from it stay. The bytes go after the commit: without a row they are swept up later, whereas
        a row without bytes would be a lie.
        """
        row = await self._files.get(file, lock=True)
        await self._session.delete(row)
        await self._session.flush()
        return row.storage_key


def clean_name(name: str) -> str:
    """A file's name for display and download: its last part, printable, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(c for c in last if c.isprintable()).strip()
    return printable[:MAX_NAME] or "file"
