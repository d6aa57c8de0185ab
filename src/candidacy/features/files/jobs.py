"""Reading an uploaded file, in the worker."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from candidacy.domain.reading import Reading
from candidacy.features.files.events import FileRead
from candidacy.features.files.models import File
from candidacy.features.files.repository import FileRepository
from candidacy.infrastructure.queue import JobContext
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.errors import AppError
from candidacy.kernel.events import Events
from candidacy.kernel.ids import FileId, PostingId
from candidacy.kernel.language import sentence

Progress = Callable[[float, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The handler of ``files.read``: reads the bytes in the sandbox, stores the Document, tells the others.

    Done twice it does nothing the second time: a file that is read already is left alone.
    """

    storage: Storage
    reader: DocumentReader
    events: Events
    region: str | None = None

    async def run(
        self,
        job: JobContext,
        *,
        file_id: UUID,
        match_with: UUID | None = None,
        asked_by: UUID | None = None,
    ) -> dict[str, Any]:
        """``asked_by`` is for whoever tells them how it ended."""
        del asked_by
        await self.read(job, FileId(file_id), PostingId(match_with) if match_with else None, job.progress)
        return {"file_id": str(file_id)}

    async def read(
        self, job: JobContext, file: FileId, match_with: PostingId | None, progress: Progress | None = None
    ) -> None:
        """Read one file within a job, which may have others to read."""
        async with job.transaction() as session:
            row = await FileRepository(session, job.workspace).get(file)
            name, key, status = row.name, row.storage_key, row.status
        if status == "read":
            return
        if progress is not None:
            await progress(0.1, sentence("Reading the file"))
        try:
            reading = await self.reader.read(await self._bytes(key), name, region=self.region)
            if progress is not None:
                await progress(0.8, sentence("Storing what was read"))
            await self._store(job, file, reading, match_with)
        except AppError as error:
            if error.status < 500:
                await self._fail(job, file, error)
            raise

    async def _bytes(self, key: str) -> bytes:
        return b"".join([chunk async for chunk in self.storage.get(key)])

    async def _store(
        self, job: JobContext, file: FileId, reading: Reading, match_with: PostingId | None
    ) -> None:
        async with job.transaction() as session:
            files = FileRepository(session, job.workspace)
            row = await files.get(file, lock=True)
            if row.status == "read":
                return
            _mark_read(row, reading)
            await files.put_document(file, reading.document)
            await session.flush()
            event = FileRead(job.workspace, file, row.name, row.purpose, reading, match_with)
            await self.events.publish(event, session)

    async def _fail(self, job: JobContext, file: FileId, error: AppError) -> None:
        async with job.transaction() as session:
            row = await FileRepository(session, job.workspace).get(file, lock=True)
            row.status, row.error_code, row.error_message = "failed", error.code, error.message


def _mark_read(row: File, reading: Reading) -> None:
    row.status, row.error_code, row.error_message = "read", None, None
    row.kind = reading.document.kind.value
