"""Files of one workspace."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.domain.reading import Document
from candidacy.features.files.errors import DocumentNotReady, FileNotFound
from candidacy.features.files.models import File, ReadDocument
from candidacy.infrastructure.postgres.documents import from_json, to_json
from candidacy.kernel.ids import FileId, WorkspaceId
from candidacy.kernel.pagination import Rows, cursor_id, page_of

_STORED = text("SELECT * FROM files_stored(CAST(:workspaces AS uuid[]))")


class Stored(NamedTuple):
    """How many files there are, and how many bytes they take."""

    files: int
    bytes: int


async def stored_by_workspace(
    session: AsyncSession, workspaces: Sequence[WorkspaceId] | None
) -> dict[WorkspaceId, Stored]:
    """What each of these workspaces stores, or each there is; told by a function that tells no more."""
    chosen = None if workspaces is None else list(workspaces)
    rows = await session.execute(_STORED, {"workspaces": chosen})
    return {WorkspaceId(row[0]): Stored(int(row[1]), int(row[2])) for row in rows}


class FileRepository:
    """Files of one workspace, newest first in lists."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(File).where(File.workspace_id == workspace)
        self._documents = select(ReadDocument).where(ReadDocument.workspace_id == workspace)

    async def get(self, file: FileId, *, lock: bool = False) -> File:
        statement = self._owned.where(File.id == file)
        row = await self._session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise FileNotFound
        return row

    async def list_page(self, cursor: str | None, limit: int) -> Rows[File]:
        statement = self._owned.order_by(File.id.desc()).limit(limit + 1)
        if cursor is not None:
            statement = statement.where(File.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(statement)), limit, lambda row: (row.id,))

    async def delete_older(self, before: datetime, limit: int | None) -> list[str]:
        """Delete what came in before a moment; the keys of the bytes, which are left."""
        old = self._owned.with_only_columns(File.id).where(File.created_at < before).limit(limit)
        gone = delete(File).where(File.workspace_id == self._workspace, File.id.in_(old))
        return list(await self._session.scalars(gone.returning(File.storage_key)))

    async def get_document(self, file: FileId) -> Document:
        """Raises FileNotFound, or DocumentNotReady while it is not read."""
        await self.get(file)
        row = await self._session.scalar(
            self._documents.where(ReadDocument.file_id == file).options(undefer(ReadDocument.document))
        )
        if row is None:
            raise DocumentNotReady
        return from_json(Document, row.document)

    async def put_document(self, file: UUID, document: Document) -> None:
        """Store what was read, in place of what an earlier attempt stored."""
        await self._session.execute(delete(ReadDocument).where(ReadDocument.file_id == file))
        self._session.add(
            ReadDocument(file_id=file, workspace_id=self._workspace, document=to_json(Document, document))
        )
