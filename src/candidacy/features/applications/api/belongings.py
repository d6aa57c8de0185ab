"""Contacts, tasks and interviews of an application."""

from uuid import UUID

from fastapi import APIRouter, Response

from candidacy.domain.applications.calendar import MEDIA_TYPE
from candidacy.domain.applications.errors import UnknownZone
from candidacy.features.applications.api.asking import Belongings
from candidacy.features.applications.errors import ApplicationNotFound, BadTimes, PartNotFound, TooManyParts
from candidacy.features.applications.models import Contact, Interview, Task
from candidacy.features.applications.schemas import (
    ContactIn,
    ContactOut,
    InterviewIn,
    InterviewOut,
    TaskIn,
    TaskOut,
    TaskPatch,
)
from candidacy.infrastructure.http.dependencies import requires
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.permissions import Permission

router = APIRouter(
    prefix="/api/v1/applications/{application_id}", tags=["applications"], route_class=ApiRoute
)
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)
ADDED = problems(ApplicationNotFound, TooManyParts)
TIMED = problems(ApplicationNotFound, TooManyParts, UnknownZone, BadTimes)
GONE = problems(PartNotFound)


@router.post("/contacts", status_code=201, dependencies=[WRITE], responses=ADDED)
async def add_contact(application_id: UUID, given: ContactIn, parts: Belongings) -> ContactOut:
    """Add somebody at the employer; a mail from their address is about this application."""
    return ContactOut.model_validate(await parts.add_contact(application_id, given))


@router.put("/contacts/{contact_id}", dependencies=[WRITE], responses=GONE)
async def change_contact(
    application_id: UUID, contact_id: UUID, given: ContactIn, parts: Belongings
) -> ContactOut:
    """Set a contact right."""
    return ContactOut.model_validate(await parts.change_contact(application_id, contact_id, given))


@router.delete("/contacts/{contact_id}", status_code=204, dependencies=[WRITE], responses=GONE)
async def delete_contact(application_id: UUID, contact_id: UUID, parts: Belongings) -> None:
    """Delete a contact."""
    await parts.remove(Contact, application_id, contact_id)


@router.post("/tasks", status_code=201, dependencies=[WRITE], responses=TIMED)
async def add_task(application_id: UUID, given: TaskIn, parts: Belongings) -> TaskOut:
    """Add something to do; at its time to be reminded a letter is sent, once, and pages show it."""
    return TaskOut.model_validate(await parts.add_task(application_id, given))


@router.patch("/tasks/{task_id}", dependencies=[WRITE], responses=problems(PartNotFound, UnknownZone))
async def change_task(application_id: UUID, task_id: UUID, given: TaskPatch, parts: Belongings) -> TaskOut:
    """Change a task, or say that it is done."""
    return TaskOut.model_validate(await parts.change_task(application_id, task_id, given))


@router.delete("/tasks/{task_id}", status_code=204, dependencies=[WRITE], responses=GONE)
async def delete_task(application_id: UUID, task_id: UUID, parts: Belongings) -> None:
    """Delete a task."""
    await parts.remove(Task, application_id, task_id)


@router.post("/interviews", status_code=201, dependencies=[WRITE], responses=TIMED)
async def add_interview(application_id: UUID, given: InterviewIn, parts: Belongings) -> InterviewOut:
    """Add a talk."""
    return InterviewOut.model_validate(await parts.add_interview(application_id, given))


@router.put(
    "/interviews/{interview_id}",
    dependencies=[WRITE],
    responses=problems(PartNotFound, UnknownZone, BadTimes),
)
async def change_interview(
    application_id: UUID, interview_id: UUID, given: InterviewIn, parts: Belongings
) -> InterviewOut:
    """Move a talk or set it right; calendars that have it follow."""
    return InterviewOut.model_validate(await parts.change_interview(application_id, interview_id, given))


@router.delete("/interviews/{interview_id}", status_code=204, dependencies=[WRITE], responses=GONE)
async def delete_interview(application_id: UUID, interview_id: UUID, parts: Belongings) -> None:
    """Delete a talk."""
    await parts.remove(Interview, application_id, interview_id)


@router.get(
    "/interviews/{interview_id}/calendar",
    response_class=Response,
    dependencies=[READ],
    responses=GONE | {200: {"content": {"text/calendar": {}}}},
)
async def get_interview_calendar(application_id: UUID, interview_id: UUID, parts: Belongings) -> Response:
    """The talk as a file for any calendar program."""
    data = await parts.interview_as_calendar(application_id, interview_id)
    name = {"Content-Disposition": 'attachment; filename="interview.ics"'}
    return Response(data, media_type=MEDIA_TYPE, headers=name)
