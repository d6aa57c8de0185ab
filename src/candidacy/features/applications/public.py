"""The door of applications: what is to be done today, reminders, and what becomes of old ones."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.stages import Category
from candidacy.features.applications.errors import ApplicationNotFound
from candidacy.features.applications.events import ApplicationSaved, ReminderDue
from candidacy.features.applications.repository import Aged, AgingRepository
from candidacy.features.applications.service.following import Following, Overview
from candidacy.features.applications.service.reminding import Reminders
from candidacy.features.applications.service.searching import ApplicationSource, NoteSource
from candidacy.features.applications.service.tracking import Draft, TrackingService
from candidacy.features.applications.service.viewing import Action, ViewService
from candidacy.features.postings.public import PostingText
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import UserId, WorkspaceId

__all__ = [
    "Action",
    "Aged",
    "ApplicationNotFound",
    "ApplicationSaved",
    "ApplicationSource",
    "Following",
    "NoteSource",
    "Overview",
    "ReminderDue",
    "Reminders",
    "delete_application",
    "delete_older",
    "today",
    "track",
]


async def today(session: AsyncSession, workspace: WorkspaceId, clock: Clock) -> list[Action]:
    """What is due today or before, interviews within two days, and whom to ask after two quiet weeks."""
    return await ViewService(session, workspace, clock).today()


async def track(  # noqa: PLR0913 - all but five are named, and each is a part of the application
    session: AsyncSession,
    workspace: WorkspaceId,
    clock: Clock,
    author: UserId,
    events: Events,
    *,
    category: Category,
    title: str = "",
    organization: str = "",
    posting: PostingText | None = None,
    since: Mapping[Category, datetime] | None = None,
) -> UUID:
    """Begin to follow a job in the first stage of a category, or the first of all where there is none."""
    tracking = TrackingService(session, workspace, clock, author, events)
    stage = await tracking.stages.first_of(category)
    draft = Draft(
        title=title,
        organization=organization,
        stage=stage.id if stage else None,
        posting=posting,
        since=since or {},
    )
    return (await tracking.create(draft)).row.id


async def delete_application(
    session: AsyncSession, workspace: WorkspaceId, clock: Clock, author: UserId, application: UUID
) -> list[str]:
    """Delete an application with all that belongs to it; the keys of its files, for after the commit.

    Raises ApplicationNotFound.
    """
    return await TrackingService(session, workspace, clock, author).delete(application)


async def delete_older(
    session: AsyncSession, workspace: WorkspaceId, before: datetime, *, limit: int | None = None
) -> Aged:
    """Delete what was begun before a moment; how much, and the keys of files that are to be discarded."""
    return await AgingRepository(session, workspace).delete_older(before, limit)
