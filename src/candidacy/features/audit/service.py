"""The audit log as its readers use it."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.fairness import GroupAudit, audit_groups, read_applicants
from candidacy.features.audit.policies import title_of
from candidacy.features.audit.repository import (
    ActivityRepository,
    AuditRepository,
    Entry,
    InstallationRepository,
    stream,
)
from candidacy.features.audit.schemas import AuditEntryOut, Sought
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import uuid7
from candidacy.kernel.pagination import Rows

DECIDED, SCORED = "match.decided", "match.scored"


def shown(entry: Entry) -> AuditEntryOut:
    """An entry as the API says it."""
    known = {
        name: getattr(entry.row, name) for name in AuditEntryOut.model_fields if hasattr(entry.row, name)
    }
    return AuditEntryOut(**known, title=title_of(entry.row.kind), actor_name=entry.actor_name)


async def audit_table(table: bytes, columns: Sequence[str]) -> GroupAudit:
    """The rates of a table of applicants, which is not kept. Raises BadGroupTable."""

    def compute() -> GroupAudit:
        return audit_groups(*read_applicants(table, columns))

    return await asyncio.to_thread(compute)


class AuditService:
    """The log of the workspace that an actor works in, and the actor's own activity."""

    def __init__(self, session: AsyncSession, actor: Actor) -> None:
        self._entries = AuditRepository(session, actor.workspace)
        self._activity = ActivityRepository(session, actor.user)
        self._installation = InstallationRepository(session)

    async def list_page(self, sought: Sought, cursor: str | None, limit: int) -> Rows[Entry]:
        """The entries of the workspace, newest first."""
        return await self._entries.list_page(sought, cursor, limit)

    async def list_installation(self, cursor: str | None, limit: int) -> Rows[Entry]:
        """What happened in no workspace, newest first; for who runs the installation."""
        return await self._installation.list_page(cursor, limit)

    async def list_activity(self, cursor: str | None, limit: int) -> Rows[Entry]:
        """What the actor did and what happened to their account, newest first."""
        return await self._activity.list_page(cursor, limit)


async def export(sessions: Sessions, actor: Actor, events: Events, sought: Sought) -> AsyncIterator[bytes]:
    """The entries up to now, oldest first, one JSON object a line. That somebody took them is noted first."""
    async with sessions.begin() as session:
        await events.publish(SecurityEvent("audit.exported", actor.user, workspace=actor.workspace), session)
    last = uuid7()
    return _lines(stream(sessions, actor.workspace, sought, last))


async def _lines(entries: AsyncIterator[Entry]) -> AsyncIterator[bytes]:
    async for entry in entries:
        line = json.dumps(shown(entry).model_dump(mode="json"), ensure_ascii=False, separators=(",", ":"))
        yield line.encode() + b"\n"
