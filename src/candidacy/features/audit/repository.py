"""Entries: added by anybody, read by workspace or by person, and never changed."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, column, func, insert, or_, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.audit.models import AuditEntry
from candidacy.features.audit.schemas import Sought
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.ids import UserId, WorkspaceId
from candidacy.kernel.pagination import Rows, cursor_id, page_of

_USERS = table("users", column("id"), column("display_name"))
BATCH = 500
"""Entries of one statement: added at once, and held at once by an export."""


class Entry(NamedTuple):
    """An entry, and what its actor is called today."""

    row: AuditEntry
    actor_name: str | None


async def add_entries(session: AsyncSession, entries: Sequence[dict[str, Any]]) -> None:
    """Add entries with one statement for ``BATCH`` of them: one takes 65 535 values at most."""
    for start in range(0, len(entries), BATCH):
        await session.execute(insert(AuditEntry).values(list(entries[start : start + BATCH])))


async def forget(session: AsyncSession, person: UserId) -> int:
    """Strip what is personal from the entries of a person; how many held any."""
    return await session.scalar(select(func.audit_forget(person))) or 0


async def prune(session: AsyncSession, before: datetime) -> int:
    """Delete the entries before a moment, which the database refuses within six months; how many."""
    return await session.scalar(select(func.audit_prune(before))) or 0


def _entries() -> Select[AuditEntry, str | None]:
    return select(AuditEntry, _USERS.c.display_name).outerjoin(_USERS, _USERS.c.id == AuditEntry.actor)


async def _page(
    session: AsyncSession, owned: Select[AuditEntry, str | None], cursor: str | None, limit: int
) -> Rows[Entry]:
    if cursor is not None:
        owned = owned.where(AuditEntry.id < cursor_id(cursor))
    newest = owned.order_by(AuditEntry.id.desc()).limit(limit + 1)
    found = [Entry(row, name) for row, name in await session.execute(newest)]
    return page_of(found, limit, lambda entry: (entry.row.id,))


class AuditRepository:
    """The entries of one workspace, newest first."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session = session
        self._owned = _entries().where(AuditEntry.workspace_id == workspace)

    async def list_page(self, sought: Sought, cursor: str | None, limit: int) -> Rows[Entry]:
        return await _page(self._session, _narrowed(self._owned, sought), cursor, limit)

    async def list_between(self, sought: Sought, after: UUID | None, last: UUID) -> list[Entry]:
        """The oldest of what comes after one entry, up to another, a batch at most."""
        statement = _narrowed(self._owned, sought).where(AuditEntry.id <= last)
        if after is not None:
            statement = statement.where(AuditEntry.id > after)
        found = await self._session.execute(statement.order_by(AuditEntry.id).limit(BATCH))
        return [Entry(row, name) for row, name in found]


class ActivityRepository:
    """What one person did and what happened to their account, newest first."""

    def __init__(self, session: AsyncSession, user: UserId) -> None:
        self._session = session
        about_me = or_(AuditEntry.actor == user, AuditEntry.subject == str(user))
        self._owned = _entries().where(about_me, AuditEntry.category == "security")

    async def list_page(self, cursor: str | None, limit: int) -> Rows[Entry]:
        return await _page(self._session, self._owned, cursor, limit)


class InstallationRepository:
    """What happened in no workspace: sign-ins, accounts, settings of all. Newest first."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._owned = _entries().where(AuditEntry.workspace_id.is_(None))

    async def list_page(self, cursor: str | None, limit: int) -> Rows[Entry]:
        return await _page(self._session, self._owned, cursor, limit)


async def stream(
    sessions: Sessions, workspace: WorkspaceId, sought: Sought, last: UUID
) -> AsyncIterator[Entry]:
    """All entries up to ``last``, oldest first. No transaction is held while a batch is being sent."""
    after: UUID | None = None
    while True:
        async with sessions() as session:
            batch = await AuditRepository(session, workspace).list_between(sought, after, last)
        for entry in batch:
            yield entry
        if len(batch) < BATCH:
            return
        after = batch[-1].row.id


def _narrowed(statement: Select[AuditEntry, str | None], sought: Sought) -> Select[AuditEntry, str | None]:
    if sought.category is not None:
        statement = statement.where(AuditEntry.category == sought.category)
    if sought.kind is not None:
        statement = statement.where(AuditEntry.kind.startswith(sought.kind, autoescape=True))
    if sought.actor is not None:
        statement = statement.where(AuditEntry.actor == sought.actor)
    if sought.subject is not None:
        statement = statement.where(AuditEntry.subject == sought.subject)
    if sought.since is not None:
        statement = statement.where(AuditEntry.at >= sought.since)
    if sought.until is not None:
        statement = statement.where(AuditEntry.at < sought.until)
    return statement
