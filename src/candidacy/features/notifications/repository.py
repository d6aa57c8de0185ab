"""The notifications of one person in one workspace."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.notifications.errors import NotificationNotFound
from candidacy.features.notifications.models import Notification
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import Rows, cursor_id, page_of


class NotificationRepository:
    """Notifications of one person in one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, user: UserId) -> None:
        self._session, self._workspace, self._user = session, workspace, user
        self._mine = (Notification.workspace_id == workspace, Notification.user_id == user)
        self._owned = select(Notification).where(*self._mine)

    async def add(self, kind: str, title: str, detail: str, path: str, subject: UUID) -> None:
        """Keep one; nothing where this was told already."""
        row = insert(Notification).values(
            id=uuid7(),
            workspace_id=self._workspace,
            user_id=self._user,
            kind=kind,
            title=title[:200],
            detail=detail[:400],
            path=path[:200],
            subject_id=subject,
        )
        await self._session.execute(row.on_conflict_do_nothing())

    async def list_page(self, cursor: str | None, limit: int, *, unread: bool) -> Rows[Notification]:
        """Newest first."""
        found = self._owned.order_by(Notification.id.desc()).limit(limit + 1)
        if unread:
            found = found.where(Notification.read_at.is_(None))
        if cursor is not None:
            found = found.where(Notification.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(found)), limit, lambda row: (row.id,))

    async def count_unread(self) -> int:
        counted = self._owned.with_only_columns(func.count()).where(Notification.read_at.is_(None))
        return await self._session.scalar(counted) or 0

    async def mark(self, notification: UUID, at: datetime | None) -> Notification:
        """Say that it was read at a moment, or not yet. Raises NotificationNotFound."""
        row = await self._session.scalar(self._owned.where(Notification.id == notification))
        if row is None:
            raise NotificationNotFound
        row.read_at = at
        await self._session.flush()
        return row

    async def mark_all(self, at: datetime) -> None:
        unread = (*self._mine, Notification.read_at.is_(None))
        await self._session.execute(update(Notification).where(*unread).values(read_at=at))
