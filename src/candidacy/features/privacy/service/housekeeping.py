"""Deleting what is kept no longer, workspace by workspace."""

from collections import Counter
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Column, ColumnElement, Date, and_, or_, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.agents import public as agents
from candidacy.features.applications import public as applications
from candidacy.features.audit import public as audit
from candidacy.features.cvs import public as cvs
from candidacy.features.files import public as files
from candidacy.features.postings import public as postings
from candidacy.features.privacy.policies.settings import PrivacySettings
from candidacy.features.privacy.repository import delete_rows
from candidacy.features.privacy.service.discarding import NOWHERE, discard
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Base, Sessions, within
from candidacy.infrastructure.postgres.belonging import Belonging, belongings
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.ids import WorkspaceId

log = structlog.get_logger(__name__)

_AT_ONCE = 1_000
_ENDED_WORK = text(
    "DELETE FROM procrastinate_jobs p WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted')"
    " AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = p.id AND e.at >= :before)"
)
_WORK_KEPT = timedelta(days=30)


class Housekeeping:
    """One round deletes what has ended; done twice it finds nothing the second time.

    Every workspace is visited in transactions of its own: row-level security shows its rows in no other way.
    """

    def __init__(
        self,
        sessions: Sessions,
        queue: Queue,
        events: Events,
        clock: Clock,
        settings: PrivacySettings,
    ) -> None:
        self._sessions, self._queue, self._events = sessions, queue, events
        self._clock, self._settings = clock, settings
        self._tables = list(reversed(belongings(Base.metadata).values()))

    async def round(self, *, dry_run: bool = False) -> Counter[str]:
        """Delete what is over; how many rows of each table. A dry run only counts."""
        removed = await self._outside(dry_run=dry_run)
        removed += await self._inside(NOWHERE, None, dry_run=dry_run)
        async for workspace, days in workspaces.each_workspace(self._sessions):
            removed += await self._inside(workspace, days, dry_run=dry_run)
        log.info("tidied", dry_run=dry_run, **{f"removed_{name}": count for name, count in removed.items()})
        return removed

    async def _outside(self, *, dry_run: bool) -> Counter[str]:
        """What belongs to people, and to nobody."""
        now, removed = self._clock.now(), Counter[str]()
        async with _working(self._sessions, dry_run=dry_run) as session:
            for whose in self._tables:
                if whose.workspace is None:
                    removed += await self._ended(session, whose, now)
            kept_since = now - timedelta(days=self._settings.audit_days)
            removed["audit_entries"] += await audit.prune(session, kept_since, now)
            removed["model_calls"] += await agents.prune(session, kept_since, now)
            await session.execute(_ENDED_WORK, {"before": now - _WORK_KEPT})
        return +removed

    async def _inside(self, workspace: WorkspaceId, days: int | None, *, dry_run: bool) -> Counter[str]:
        """What belongs to a workspace, and what its people decided to keep no longer."""
        now, removed = self._clock.now(), Counter[str]()
        sessions = within(self._sessions, workspace)
        async with _working(sessions, dry_run=dry_run) as session:
            for whose in self._tables:
                if whose.workspace is not None:
                    removed += await self._ended(session, whose, now, whose.of_workspace(workspace))
        if days is not None:
            before = now - timedelta(days=days)
            removed += await self._retain(sessions, workspace, before, dry_run=dry_run)
        return +removed

    async def _ended(
        self, session: AsyncSession, whose: Belonging, now: datetime, *owner: ColumnElement[bool]
    ) -> Counter[str]:
        over = [_is_over(column, now - after) for column, after in whose.ends]
        if not over or whose.append_only:
            return Counter()
        count, keys = await delete_rows(session, whose, and_(or_(*over), *owner))
        await discard(session, self._queue, keys)
        return Counter({whose.name: count})

    async def _retain(
        self, sessions: Sessions, workspace: WorkspaceId, before: datetime, *, dry_run: bool
    ) -> Counter[str]:
        """Delete what came in earlier, a batch in each transaction, the way people delete it."""
        removed, more = Counter[str](), True
        while more:
            async with _working(sessions, dry_run=dry_run) as session:
                batch = await self._retain_some(session, workspace, before, None if dry_run else _AT_ONCE)
            removed += batch
            more = not dry_run and any(count >= _AT_ONCE for count in batch.values())
        return removed

    async def _retain_some(
        self, session: AsyncSession, workspace: WorkspaceId, before: datetime, limit: int | None
    ) -> Counter[str]:
        keys = await files.delete_older(session, workspace, before, limit=limit)
        followed = await applications.delete_older(session, workspace, before, limit=limit)
        batch = {
            "applications": followed.applications,
            "application_mails_and_imports": followed.beside,
            "cvs": await cvs.delete_older(session, workspace, before, limit=limit),
            "postings": await postings.delete_older(session, workspace, before, limit=limit),
            "files": len(keys),
        }
        if any(batch.values()):
            await discard(session, self._queue, [*keys, *followed.keys])
            event = SecurityEvent(
                "workspace.retention_applied", None, str(workspace), batch, workspace=workspace
            )
            await self._events.publish(event, session)
        return Counter(batch)


def _working(sessions: Sessions, *, dry_run: bool) -> AbstractAsyncContextManager[AsyncSession]:
    """A transaction that commits at its end; in a dry run one that is given up."""
    return sessions() if dry_run else sessions.begin()


def _is_over(column: Column[Any], moment: datetime) -> ColumnElement[bool]:
    """Whether ``column`` lies before ``moment``; NULL is not over yet."""
    last: datetime | date = moment.date() if isinstance(column.type, Date) else moment
    return column < last
