"""Exports of one person, and rows of any table."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, LargeBinary, delete, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.privacy.errors import ExportNotFound
from candidacy.features.privacy.models import Export
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.postgres.belonging import Belonging
from candidacy.kernel.ids import UserId

_FEW, _MANY = 20, 500
MOST_EXPORTS = 100


class ExportRepository:
    """The exports of one person."""

    def __init__(self, session: AsyncSession, user: UserId) -> None:
        self._session = session
        self._mine = select(Export).where(Export.user_id == user)

    async def list_newest(self) -> list[Export]:
        return list(await self._session.scalars(self._mine.order_by(Export.id.desc()).limit(MOST_EXPORTS)))

    async def get(self, export: UUID, *, lock: bool = False) -> Export:
        found = self._mine.where(Export.id == export)
        row: Export | None = await self._session.scalar(found.with_for_update() if lock else found)
        if row is None:
            raise ExportNotFound
        return row

    async def add(self, row: Export) -> None:
        self._session.add(row)
        await self._session.flush()

    async def delete(self, row: Export) -> None:
        await self._session.delete(row)
        await self._session.flush()


async def find_export(session: AsyncSession, export: UUID) -> Export | None:
    """For the job that makes it; None when it was deleted meanwhile."""
    return await session.get(Export, export)


async def finish_export(session: AsyncSession, export: UUID, **values: Any) -> bool:
    """Write where an export lies; False when it was deleted, or another run was first."""
    waiting = (Export.id == export, Export.storage_key.is_(None))
    done = await session.execute(update(Export).where(*waiting).values(**values))
    return isinstance(done, CursorResult) and done.rowcount == 1


async def pages(
    sessions: Sessions, whose: Belonging, condition: ColumnElement[bool]
) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows that may leave, in the order of their keys: a page in memory at a time.

    Each page is a transaction of its own, so that none is open while what came is written elsewhere.
    """
    keys, shown = list(whose.table.primary_key), whose.shown
    size = _FEW if any(isinstance(c.type, JSONB | LargeBinary) for c in whose.table.c) else _MANY
    asked = select(*keys, *shown).where(condition).order_by(*keys).limit(size)
    after: tuple[Any, ...] | None = None
    while True:
        async with sessions() as session:
            page = asked if after is None else asked.where(_beyond(keys, after))
            rows = [tuple(row) for row in await session.execute(page)]
        if rows:
            yield [dict(zip((c.name for c in shown), row[len(keys) :], strict=True)) for row in rows]
        if len(rows) < size:
            return
        after = rows[-1][: len(keys)]


def _beyond(keys: list[Any], after: tuple[Any, ...]) -> ColumnElement[bool]:
    last = [literal(value, key.type) for key, value in zip(keys, after, strict=True)]
    return tuple_(*keys) > tuple_(*last)


async def stored_keys(session: AsyncSession, whose: Belonging, condition: ColumnElement[bool]) -> list[str]:
    """The keys of the objects that rows hold."""
    column = whose.stored
    if column is None:
        return []
    return list(await session.scalars(select(column).where(condition, column.is_not(None))))


async def delete_rows(
    session: AsyncSession, whose: Belonging, condition: ColumnElement[bool]
) -> tuple[int, list[str]]:
    """Delete rows; how many, and the keys of the objects they held."""
    deleting = delete(whose.table).where(condition)
    if whose.stored is None:
        done = await session.execute(deleting)
        return (done.rowcount if isinstance(done, CursorResult) else 0), []
    keys = list(await session.scalars(deleting.returning(whose.stored)))
    return len(keys), [key for key in keys if key is not None]
