"""Calendar addresses: a secret of 128 bits, kept as a hash, that names its workspace itself.

Calendar programs send no cookie and no header, so the address is the proof. It shows interviews and due
tasks and opens nothing else; whoever left the workspace has none.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.calendar import Appointment, write_calendar
from candidacy.features.applications.errors import NoFeed
from candidacy.features.applications.models import CalendarFeed, Task
from candidacy.features.applications.repository import IntakeRepository, PartRepository
from candidacy.features.applications.service.belongings import appointment_of
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7

SECRET_BYTES = 16
BACK, AHEAD, MOST = timedelta(days=90), timedelta(days=400), 500
NAME = "Applications"


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_token(workspace: WorkspaceId) -> str:
    """43 characters: the workspace, and 128 random bits."""
    raw = workspace.bytes + secrets.token_bytes(SECRET_BYTES)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def workspace_in(token: str) -> WorkspaceId:
    """The workspace that a token names, whoever made it. Raises NoFeed."""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as exc:
        raise NoFeed from exc
    if len(token) != 43 or len(raw) != SECRET_BYTES + 16:
        raise NoFeed
    return WorkspaceId(UUID(bytes=raw[:16]))


class FeedService:
    """The calendar address of one person in one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, user: UserId) -> None:
        self._session, self._workspace, self._user = session, workspace, user
        self._intake = IntakeRepository(session, workspace)

    async def find(self) -> CalendarFeed | None:
        return await self._intake.find_feed(self._user)

    async def renew(self) -> str:
        """A new token; the one before is no good any more."""
        await self.revoke()
        token = make_token(self._workspace)
        row = CalendarFeed(
            id=uuid7(), workspace_id=self._workspace, user_id=self._user, token_hash=hash_of(token)
        )
        self._intake.add(row)
        await self._session.flush()
        return token

    async def revoke(self) -> None:
        row = await self.find()
        if row is not None:
            await self._intake.delete(row)


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Reads a calendar for whoever knows its address."""

    sessions: Sessions
    clock: Clock

    async def read(self, token: str) -> bytes:
        """The calendar. Raises NoFeed, whatever is wrong with the token."""
        workspace = workspace_in(token)
        async with within(self.sessions, workspace)() as session:
            feed = await IntakeRepository(session, workspace).find_feed_of(hash_of(token))
            if feed is None or not await workspaces.belongs(session, UserId(feed.user_id), workspace):
                raise NoFeed
            parts, now = PartRepository(session, workspace), self.clock.now()
            talks = await parts.interviews_between(now - BACK, now + AHEAD, MOST)
            tasks = await parts.due_tasks(now + AHEAD, MOST)
        appointments = [appointment_of(*one) for one in talks]
        appointments += [_due(*one) for one in tasks if one[0].due_at is not None]
        return write_calendar(appointments, name=NAME)


def _due(task: Task, title: str, organization: str) -> Appointment:
    """A task as a moment in the calendar."""
    moment = task.due_at or task.created_at
    return Appointment(
        uid=f"task-{task.id}@candidacy",
        title=f"{task.title}: {' at '.join(part for part in (title, organization) if part)}",
        starts=moment,
        ends=moment + timedelta(minutes=15),
        stamp=task.updated_at,
    )
