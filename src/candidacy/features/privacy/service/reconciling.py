"""Holding the storage against the rows: no object without a row, no row without its object."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import structlog
from sqlalchemy import ColumnElement, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.privacy.repository import stored_keys
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Base, Sessions, within
from candidacy.infrastructure.postgres.belonging import Belonging, belongings
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.clock import Clock

log = structlog.get_logger(__name__)

UNTOUCHED = timedelta(days=1)
"""An object may be there before its row: none that is younger is taken for an orphan."""

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many objects had no row and were deleted, and how many rows have no object."""

    orphans: int
    missing: int


class Reconciliation:
    """Compares all stored objects with all rows that name one.

    The rows are read first: one whose object is not seen afterwards is looked at once more before it is
    reported, and an object that comes meanwhile is too young to be touched.
    """

    def __init__(self, sessions: Sessions, storage: Storage, clock: Clock) -> None:
        self._sessions, self._storage, self._clock = sessions, storage, clock
        self._tables = [b for b in belongings(Base.metadata).values() if b.stored is not None]

    async def run(self, *, dry_run: bool = False) -> Reconciled:
        """Delete orphans, and report in the log which rows have lost their object."""
        unseen = {key async for keys in self._named() for key in keys}
        orphans, before = 0, self._clock.now() - UNTOUCHED
        known = frozenset(unseen)
        async for found in self._storage.list():
            unseen.discard(found.key)
            if found.key not in known and found.since < before:
                orphans += 1
                if not dry_run:
                    await self._storage.delete(found.key)
        missing = await self._report(unseen) if unseen else 0
        log.info("reconciled", orphans=orphans, missing=missing, dry_run=dry_run)
        return Reconciled(orphans, missing)

    async def _named(self) -> AsyncIterator[list[str]]:
        """The keys that rows name, from every workspace."""
        async for session, whose, condition in self._places():
            yield await stored_keys(session, whose, condition)

    async def _report(self, keys: set[str]) -> int:
        """Log the rows that still name an object which is not there; how many."""
        lost = {key for key in keys if not await self._storage.exists(key)}
        count = 0
        async for session, whose, condition in self._places():
            if whose.stored is None or not lost:
                continue
            found = select(*whose.table.primary_key).where(condition, whose.stored.in_(lost))
            for row in await session.execute(found):
                log.error("stored_object_missing", table=whose.name, id=str(row[0]))
                count += 1
        return count

    async def _places(self) -> AsyncIterator[tuple[AsyncSession, Belonging, ColumnElement[bool]]]:
        """Each table that names objects, once for people and once within each workspace."""
        for whose in (b for b in self._tables if b.workspace is None):
            async with self._sessions() as session:
                yield session, whose, true()
        async for each in workspaces.each_workspace(self._sessions):
            async with within(self._sessions, each.workspace)() as session:
                for whose in (b for b in self._tables if b.workspace is not None):
                    yield session, whose, whose.of_workspace(each.workspace)
