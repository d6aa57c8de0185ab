"""Contacts, tasks and interviews of an application."""

from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.calendar import Appointment, write_calendar
from candidacy.domain.applications.times import instant_of, zone_named
from candidacy.features.applications.errors import BadTimes, TooManyParts
from candidacy.features.applications.events import ApplicationSaved
from candidacy.features.applications.models import Application, Contact, Interview, SentDocument, Task
from candidacy.features.applications.repository import ApplicationRepository, PartRepository
from candidacy.features.applications.schemas import ContactIn, InterviewIn, TaskIn, TaskPatch
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7

MOST_PARTS = 200
USUAL_LENGTH, LONGEST = timedelta(hours=1), timedelta(days=2)
ALARM = timedelta(hours=1)

Part = TypeVar("Part", Contact, Task, Interview, SentDocument)


class BelongingsService:
    """What belongs to the applications of one workspace."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        clock: Clock,
        author: UserId | None,
        events: Events,
    ) -> None:
        self._session, self._workspace, self._clock, self._author = session, workspace, clock, author
        self._events = events
        self._applications = ApplicationRepository(session, workspace)
        self._parts = PartRepository(session, workspace)

    async def of(self, kind: type[Part], application: UUID) -> list[Part]:
        return await self._parts.of(kind, application)

    async def get(self, kind: type[Part], application: UUID, part: UUID) -> Part:
        """Raises PartNotFound."""
        return await self._parts.get(kind, application, part)

    async def add_contact(self, application: UUID, given: ContactIn) -> Contact:
        """Raises ApplicationNotFound or TooManyParts."""
        await self._require_room(Contact, application)
        return await self._added(Contact(**self._keys(application), **given.model_dump()))

    async def change_contact(self, application: UUID, contact: UUID, given: ContactIn) -> Contact:
        """Raises PartNotFound."""
        row = await self._parts.get(Contact, application, contact)
        for name, value in given.model_dump().items():
            setattr(row, name, value)
        await self._saved(row.application_id)
        return row

    async def add_task(self, application: UUID, given: TaskIn) -> Task:
        """Raises ApplicationNotFound, TooManyParts or UnknownZone."""
        await self._require_room(Task, application)
        row = Task(
            **self._keys(application),
            title=given.title,
            zone=zone_named(given.zone).key,
            due_at=_instant(given.due_at, given.zone),
            remind_at=_instant(given.remind_at, given.zone),
            assignee_id=self._author,
        )
        return await self._added(row)

    async def change_task(self, application: UUID, task: UUID, given: TaskPatch) -> Task:
        """Raises PartNotFound or UnknownZone."""
        row = await self._parts.get(Task, application, task)
        zone, stated = given.zone or row.zone, given.model_fields_set
        row.zone, row.title = zone_named(zone).key, given.title or row.title
        if "due_at" in stated:
            row.due_at = _instant(given.due_at, zone)
        if "remind_at" in stated and _instant(given.remind_at, zone) != row.remind_at:
            row.remind_at, row.reminded_at = _instant(given.remind_at, zone), None
        if given.done is not None:
            row.done_at = (row.done_at or self._clock.now()) if given.done else None
        await self._saved(row.application_id)
        return row

    async def add_interview(self, application: UUID, given: InterviewIn) -> Interview:
        """Raises ApplicationNotFound, TooManyParts, UnknownZone or BadTimes."""
        await self._require_room(Interview, application)
        return await self._added(Interview(**self._keys(application), **_interview(given)))

    async def change_interview(self, application: UUID, interview: UUID, given: InterviewIn) -> Interview:
        """Raises PartNotFound, UnknownZone or BadTimes."""
        row = await self._parts.get(Interview, application, interview)
        for name, value in _interview(given).items():
            setattr(row, name, value)
        await self._saved(row.application_id)
        return row

    async def remove(self, kind: type[Part], application: UUID, part: UUID) -> None:
        """Raises PartNotFound."""
        await self._parts.delete(await self._parts.get(kind, application, part))
        await self._saved(application)

    async def interview_as_calendar(self, application: UUID, interview: UUID) -> bytes:
        """A file for any calendar program. Raises PartNotFound or ApplicationNotFound."""
        row = await self._parts.get(Interview, application, interview)
        about = await self._applications.get(application)
        appointment = appointment_of(row, about.title, about.organization)
        return write_calendar([appointment], name=appointment.title)

    async def _require_room(self, kind: type[Part], application: UUID) -> Application:
        row = await self._applications.get(application)
        if await self._parts.count(kind, application) >= MOST_PARTS:
            raise TooManyParts
        return row

    def _keys(self, application: UUID) -> dict[str, Any]:
        return {"id": uuid7(), "workspace_id": self._workspace, "application_id": application}

    async def _saved(self, application: UUID) -> None:
        await self._session.flush()
        await self._events.publish(ApplicationSaved(self._workspace, application), self._session)

    async def _added(self, row: Part) -> Part:
        self._parts.add(row)
        await self._saved(row.application_id)
        return row


def _instant(moment: datetime | None, zone: str) -> datetime | None:
    return None if moment is None else instant_of(moment, zone)


def _interview(given: InterviewIn) -> dict[str, Any]:
    starts = instant_of(given.starts_at, given.zone)
    ends = instant_of(given.ends_at, given.zone) if given.ends_at else starts + USUAL_LENGTH
    if not starts < ends <= starts + LONGEST:
        raise BadTimes
    values = given.model_dump()
    return {**values, "zone": zone_named(given.zone).key, "starts_at": starts, "ends_at": ends}


def appointment_of(row: Interview, title: str, organization: str) -> Appointment:
    """An interview as calendars know it."""
    about = " at ".join(part for part in (title, organization) if part)
    return Appointment(
        uid=f"interview-{row.id}@candidacy",
        title=f"{row.title}: {about}",
        starts=row.starts_at,
        ends=row.ends_at,
        stamp=row.updated_at,
        sequence=row.version - 1,
        place=row.place,
        note=row.note,
        url=row.url,
        remind_before=ALARM,
    )
