"""The door of notifications: who tells of what, and how many are unread."""

from uuid import UUID, uuid5

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.applications.public import ReminderDue
from candidacy.features.files import public as files
from candidacy.features.notifications.repository import NotificationRepository
from candidacy.features.notifications.service import READING, telling
from candidacy.infrastructure.queue import JobEnded
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import FileId, UserId, WorkspaceId
from candidacy.kernel.language import sentence

__all__ = ["on_job_ended", "on_reminder_due", "unread"]

_REMINDERS = UUID("0192f0c1-7c51-7d55-8a3e-2f6b1c9d4e70")
_KNOWN = text("select exists (select from users where id = :user)")


async def on_job_ended(event: JobEnded, session: AsyncSession) -> None:
    """Tell whoever asked for a job that it has ended."""
    told = telling(event)
    if told is not None and await _known(session, told.user):
        rows = NotificationRepository(session, event.workspace, told.user)
        title = await _named(session, event) or told.title
        await rows.add(told.kind, title, told.detail, told.path, event.job)


async def on_reminder_due(event: ReminderDue, session: AsyncSession) -> None:
    """Tell a person of what they wanted to be reminded of, besides the letter."""
    # The same task may be reminded of again at another time, which is news.
    subject = uuid5(_REMINDERS, f"{event.path}/{event.what}/{event.when}")
    detail = ", ".join(part for part in (event.about, event.when) if part)
    rows = NotificationRepository(session, event.workspace, event.user)
    await rows.add("reminder", event.what, detail, event.path, subject)


async def unread(session: AsyncSession, actor: Actor) -> int:
    """How many an actor has not looked at yet, in the workspace they work in."""
    return await NotificationRepository(session, WorkspaceId(actor.workspace), actor.user).count_unread()


async def _named(session: AsyncSession, event: JobEnded) -> str | None:
    """Of a file that could not be read its name, where it is still there."""
    if event.kind != READING or event.subject is None:
        return None
    try:
        file = await files.get_file(session, event.workspace, FileId(event.subject))
    except files.FileNotFound:
        return None
    return sentence(f"“{file.name[:120]}” could not be read")


async def _known(session: AsyncSession, user: UserId) -> bool:
    """Whoever asked may have been erased while the work went on."""
    return bool(await session.scalar(_KNOWN, {"user": user}))
