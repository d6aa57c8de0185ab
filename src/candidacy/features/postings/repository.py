"""Postings of one workspace."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.postings.errors import PostingNotFound
from candidacy.features.postings.models import PostingRow
from candidacy.kernel.ids import FileId, PostingId, WorkspaceId
from candidacy.kernel.pagination import Rows, cursor_id, page_of


class PostingRepository:
    """Postings of one workspace, newest first in lists."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(PostingRow).where(PostingRow.workspace_id == workspace)

    async def get(self, posting: PostingId, *, lock: bool = False) -> PostingRow:
        """A posting with what it says."""
        statement = self._owned.where(PostingRow.id == posting).options(undefer(PostingRow.posting))
        row = await self._session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise PostingNotFound
        return row

    async def list_page(self, cursor: str | None, limit: int) -> Rows[PostingRow]:
        statement = self._owned.order_by(PostingRow.id.desc()).limit(limit + 1)
        if cursor is not None:
            statement = statement.where(PostingRow.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(statement)), limit, lambda row: (row.id,))

    async def titles_of(self, postings: Collection[PostingId]) -> dict[PostingId, str]:
        """What postings are called."""
        statement = self._owned.with_only_columns(PostingRow.id, PostingRow.title)
        found = await self._session.execute(statement.where(PostingRow.id.in_(postings)))
        return {PostingId(posting): title for posting, title in found}

    async def list_with_content(self) -> list[PostingRow]:
        """Every posting with what it says, oldest first."""
        statement = self._owned.options(undefer(PostingRow.posting)).order_by(PostingRow.id)
        return list(await self._session.scalars(statement))

    async def stamps(self) -> list[tuple[UUID, int, datetime]]:
        """Id, version of the row and time of the last change of every posting."""
        columns = self._owned.with_only_columns(PostingRow.id, PostingRow.version, PostingRow.updated_at)
        return [(row[0], row[1], row[2]) for row in await self._session.execute(columns)]

    async def hold(self, posting: PostingId) -> tuple[int, datetime] | None:
        """The same of one, kept from deletion until the transaction ends."""
        columns = self._owned.with_only_columns(PostingRow.version, PostingRow.updated_at)
        locked = columns.where(PostingRow.id == posting).with_for_update(read=True, key_share=True)
        row = (await self._session.execute(locked)).one_or_none()
        return (row[0], row[1]) if row else None

    async def find_by_file(self, file: FileId) -> PostingId | None:
        """The posting that was made from a file."""
        row = await self._session.scalar(self._owned.where(PostingRow.file_id == file).limit(1))
        return PostingId(row.id) if row else None

    def add(self, row: PostingRow) -> None:
        self._session.add(row)

    async def delete(self, posting: PostingId) -> None:
        await self._session.delete(await self.get(posting, lock=True))
        await self._session.flush()

    async def delete_older(self, before: datetime, limit: int | None) -> int:
        """Delete postings that came in before a moment, with their matches; how many."""
        old = self._owned.with_only_columns(PostingRow.id).where(PostingRow.created_at < before).limit(limit)
        gone = delete(PostingRow).where(PostingRow.workspace_id == self._workspace, PostingRow.id.in_(old))
        return len(list(await self._session.scalars(gone.returning(PostingRow.id))))
