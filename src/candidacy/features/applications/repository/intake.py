"""Imports, mails and calendar addresses of one workspace."""

from uuid import UUID

from sqlalchemy import and_, case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.applications.errors import (
    ImportNotFound,
    MailNotFound,
)
from candidacy.features.applications.models import (
    ApplicationImport,
    CalendarFeed,
    ReceivedMail,
)
from candidacy.kernel.ids import UserId, WorkspaceId
from candidacy.kernel.pagination import BadCursor, Rows, decode_cursor, page_of


class IntakeRepository:
    """Imports, mails and calendar addresses of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._imports = select(ApplicationImport).where(ApplicationImport.workspace_id == workspace)
        self._mails = select(ReceivedMail).where(ReceivedMail.workspace_id == workspace)
        self._feeds = select(CalendarFeed).where(CalendarFeed.workspace_id == workspace)

    async def get_import(self, wanted: UUID, *, lock: bool = False) -> ApplicationImport:
        """With its file. Raises ImportNotFound."""
        mine = self._imports.where(ApplicationImport.id == wanted).options(undefer(ApplicationImport.content))
        row = await self._session.scalar(mine.with_for_update() if lock else mine)
        if row is None:
            raise ImportNotFound
        return row

    async def list_imports(self, limit: int) -> list[ApplicationImport]:
        newest = self._imports.order_by(ApplicationImport.id.desc()).limit(limit)
        return list(await self._session.scalars(newest))

    async def find_mail(self, fingerprint: str) -> ReceivedMail | None:
        return await self._session.scalar(self._mails.where(ReceivedMail.fingerprint == fingerprint))

    async def get_open_mail(self, mail: UUID) -> ReceivedMail:
        """Raises MailNotFound."""
        mine = self._mails.where(ReceivedMail.id == mail, ReceivedMail.status == "open")
        row = await self._session.scalar(mine.with_for_update())
        if row is None:
            raise MailNotFound
        return row

    async def list_mails(self, cursor: str | None, limit: int) -> Rows[ReceivedMail]:
        """Those that wait for an answer first, then the newest."""
        waiting = case((ReceivedMail.status == "open", 0), else_=1)
        statement = self._mails.order_by(waiting, ReceivedMail.id.desc()).limit(limit + 1)
        if cursor is not None:
            rank, last = _mail_key(cursor)
            later = and_(waiting == rank, ReceivedMail.id < last)
            statement = statement.where(or_(waiting > rank, later))
        rows = list(await self._session.scalars(statement))
        return page_of(rows, limit, lambda row: (0 if row.status == "open" else 1, row.id))

    async def find_feed(self, user: UserId) -> CalendarFeed | None:
        return await self._session.scalar(self._feeds.where(CalendarFeed.user_id == user))

    async def find_feed_of(self, token_hash: str) -> CalendarFeed | None:
        return await self._session.scalar(self._feeds.where(CalendarFeed.token_hash == token_hash))

    def add(self, row: ApplicationImport | ReceivedMail | CalendarFeed) -> None:
        self._session.add(row)

    async def delete(self, row: CalendarFeed) -> None:
        await self._session.delete(row)
        await self._session.flush()


def _mail_key(cursor: str) -> tuple[int, UUID]:
    match decode_cursor(cursor):
        case [int(rank), str(last)] if rank in {0, 1}:
            try:
                return rank, UUID(last)
            except ValueError as exc:
                raise BadCursor from exc
    raise BadCursor
