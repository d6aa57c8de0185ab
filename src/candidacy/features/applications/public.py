"""The door of applications: what is to be done today, reminders, and what becomes of old ones."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.applications.events import ApplicationSaved, ReminderDue
from candidacy.features.applications.repository import Aged, AgingRepository
from candidacy.features.applications.service.following import Following, Overview
from candidacy.features.applications.service.reminding import Reminders
from candidacy.features.applications.service.searching import ApplicationSource, NoteSource
from candidacy.features.applications.service.viewing import Action, ViewService
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId

__all__ = [
    "Action",
    "Aged",
    "ApplicationSaved",
    "ApplicationSource",
    "Following",
    "NoteSource",
    "Overview",
    "ReminderDue",
    "Reminders",
    "delete_older",
    "today",
]


async def today(session: AsyncSession, workspace: WorkspaceId, clock: Clock) -> list[Action]:
    """What is due today or before, interviews within two days, and whom to ask after two quiet weeks."""
    return await ViewService(session, workspace, clock).today()


async def delete_older(
    session: AsyncSession, workspace: WorkspaceId, before: datetime, *, limit: int | None = None
) -> Aged:
    """Delete what was begun before a moment; how much, and the keys of files that are to be discarded."""
    return await AgingRepository(session, workspace).delete_older(before, limit)
