"""One application: how it stands, what was sent, who and what belongs to it."""

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from candidacy.domain.applications.cells import Period
from candidacy.domain.applications.notes import notes_as_html
from candidacy.domain.applications.stages import Category, may_move
from candidacy.domain.applications.times import wall_time
from candidacy.domain.rendering import DEFAULT_THEME, THEMES
from candidacy.features.applications.models import Contact, Interview, SentDocument, Task
from candidacy.features.applications.pages.forms import (
    EditForm,
    SaveForm,
    checked,
    moment,
    posting_in,
    salary_in,
    tags_of,
    version_of,
)
from candidacy.features.applications.schemas import (
    MAX_LETTER,
    MAX_NOTES,
    ApplicationIn,
    ApplicationPatch,
    ContactIn,
    InterviewIn,
    SendIn,
    TaskIn,
    TaskPatch,
)
from candidacy.features.applications.service.belongings import BelongingsService
from candidacy.features.applications.service.saving import PostingReader, draft_of, remove, salary_of
from candidacy.features.applications.service.sending import Sending
from candidacy.features.applications.service.tracking import Draft, TrackingService
from candidacy.features.cvs import public as cvs
from candidacy.features.postings import public as postings
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.kernel.errors import AppError, UpstreamFailed
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import PostingId
from candidacy.kernel.pagination import MAX_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)
WRITE_DETACHED = requires_detached(Permission.APPLICATIONS_WRITE)
Line = Annotated[str, Form(max_length=300)]
Stamp = Annotated[str, Form(max_length=40)]
Version = Annotated[str, Form(max_length=10)]


async def get_tracking(session: Session, actor: CurrentActor, services: Services) -> TrackingService:
    return TrackingService(session, actor.workspace, services.clock, actor.user, services.events)


async def get_parts(session: Session, actor: CurrentActor, services: Services) -> BelongingsService:
    return BelongingsService(session, actor.workspace, services.clock, actor.user, services.events)


Tracking = Annotated[TrackingService, Depends(get_tracking)]
Parts = Annotated[BelongingsService, Depends(get_parts)]


def page_of(application: UUID, part: str = "") -> RedirectResponse:
    return RedirectResponse(f"/tracker/{application}{part}", status_code=303)


@router.get("/tracker/save", dependencies=[WRITE])
async def show_saving(request: Request, services: Services) -> HTMLResponse:
    """The form that saves a job; a bookmarklet or a phone's share menu fills in what it knows."""
    query = request.query_params
    shared = " ".join((query.get("url", ""), query.get("text", ""))).split()
    url = next((word for word in shared if word.startswith(("https://", "http://"))), "")
    given = SaveForm(url=url[:2_000], title=query.get("title", "")[:300]).model_dump()
    return services.pages.respond(
        "applications/save.html",
        request,
        section="tracker",
        given=given,
        error=None,
        origin=str(request.base_url).rstrip("/"),
    )


@router.post("/tracker/save", dependencies=[WRITE_DETACHED])
async def save(
    request: Request,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    form: Annotated[SaveForm, Form()],
) -> Response:
    """Read the posting and follow the job; what goes wrong loses nothing of the form."""
    try:
        reader = PostingReader(services.taxonomy, services.fetcher)
        named: ApplicationIn = checked(
            ApplicationIn, title=form.title, organization=form.organization, url=form.url, source=form.source
        )
        read = await reader.read(posting_in(form.text, form.url, form.page))
        async with sessions.begin() as session:
            posting = await reader.kept(session, actor.workspace, read, None)
            service = TrackingService(session, actor.workspace, services.clock, actor.user, services.events)
            whole = await service.create(replace(draft_of(named), posting=posting))
        return page_of(whole.row.id)
    except AppError as error:
        if error.status >= 500 and not isinstance(error, UpstreamFailed):
            raise
        return services.pages.respond(
            "applications/save.html",
            request,
            status=error.status,
            section="tracker",
            given=form.model_dump(),
            error=error,
            origin=str(request.base_url).rstrip("/"),
        )


@router.post("/tracker/track", dependencies=[WRITE])
async def track(
    session: Session, actor: CurrentActor, tracking: Tracking, posting: Annotated[UUID, Form()]
) -> RedirectResponse:
    """Follow a job that is here as a posting."""
    found = await postings.get_posting(session, actor.workspace, PostingId(posting))
    whole = await tracking.create(Draft(posting=found))
    return page_of(whole.row.id)


@router.get("/tracker/{application_id}", dependencies=[READ])
async def show(
    application_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    tracking: Tracking,
    parts: Parts,
) -> HTMLResponse:
    whole = await tracking.get(application_id, posting=True)
    stages = await tracking.stages.list_all()
    here = Category(whole.stage.category)
    return services.pages.respond(
        "applications/show.html",
        request,
        section="tracker",
        row=whole.row,
        stage=whole.stage,
        stages={stage.id: stage for stage in stages},
        moves=[
            one
            for one in stages
            if one.archived_at is None and one.id != whole.stage.id and may_move(here, Category(one.category))
        ],
        posting=whole.row.posting,
        notes=notes_as_html(whole.row.notes),
        contacts=await parts.of(Contact, application_id),
        tasks=await parts.of(Task, application_id),
        interviews=await parts.of(Interview, application_id),
        documents=await parts.of(SentDocument, application_id),
        history=await tracking.history(application_id),
        cvs=await cvs.list_names(session, actor.workspace, MAX_LIMIT),
        themes=THEMES,
        default_theme=DEFAULT_THEME,
        periods=list(Period),
        wall_time=wall_time,
        may_edit=actor.may(Permission.APPLICATIONS_WRITE),
    )


@router.post("/tracker/{application_id}/move", dependencies=[WRITE])
async def move(
    application_id: UUID, tracking: Tracking, stage: Annotated[UUID, Form()], version: Version = ""
) -> RedirectResponse:
    await tracking.move(application_id, stage, based_on=version_of(version))
    return page_of(application_id)


@router.post("/tracker/{application_id}/undo", dependencies=[WRITE])
async def undo(application_id: UUID, tracking: Tracking, version: Version = "") -> RedirectResponse:
    await tracking.undo(application_id, based_on=version_of(version))
    return page_of(application_id)


@router.post("/tracker/{application_id}/archive", dependencies=[WRITE])
async def archive(
    application_id: UUID, tracking: Tracking, archived: Annotated[bool, Form()] = True
) -> RedirectResponse:
    """Put it away, or take it out again."""
    await tracking.set_archived(application_id, archived=archived, based_on=None)
    return page_of(application_id)


@router.post("/tracker/{application_id}/delete", dependencies=[WRITE_DETACHED])
async def delete(
    application_id: UUID, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> RedirectResponse:
    await remove(sessions, actor, services.storage, services.clock, application_id)
    return RedirectResponse("/tracker", status_code=303)


@router.post("/tracker/{application_id}/edit", dependencies=[WRITE])
async def edit(
    application_id: UUID, tracking: Tracking, form: Annotated[EditForm, Form()]
) -> RedirectResponse:
    given: ApplicationPatch = checked(
        ApplicationPatch,
        title=form.title,
        organization=form.organization,
        url=form.url,
        location=form.location,
        source=form.source,
        tags=tags_of(form.tags),
        salary=salary_in(form.amount, form.currency, form.period),
    )
    names = ("title", "organization", "url", "location", "source", "tags")
    values: dict[str, Any] = {name: getattr(given, name) for name in names}
    values["salary"] = salary_of(given.salary)
    await tracking.change(application_id, values, based_on=version_of(form.version))
    return page_of(application_id)


@router.post("/tracker/{application_id}/notes", dependencies=[WRITE])
async def write_notes(
    application_id: UUID,
    tracking: Tracking,
    notes: Annotated[str, Form(max_length=MAX_NOTES)] = "",
    version: Version = "",
) -> RedirectResponse:
    await tracking.change(application_id, {"notes": notes}, based_on=version_of(version))
    return page_of(application_id, "#notes")


@router.post("/tracker/{application_id}/send", dependencies=[WRITE_DETACHED])
async def send(
    application_id: UUID,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    cv: Annotated[UUID, Form()],
    theme: Annotated[str, Form(max_length=30)] = DEFAULT_THEME.name,
    letter: Annotated[str, Form(max_length=MAX_LETTER)] = "",
    version: Version = "",
) -> RedirectResponse:
    """Keep what is sent as it is now, and move what was saved on to applied."""
    given: SendIn = checked(SendIn, cv_id=cv, theme=theme, letter=letter)
    sending = Sending(
        sessions,
        actor.workspace,
        actor.user,
        services.storage,
        services.renderer,
        services.taxonomy,
        services.clock,
        Judging(services.events, actor.user),
    )
    await sending.send(application_id, given, based_on=version_of(version))
    return page_of(application_id, "#sent")


@router.post("/tracker/{application_id}/contacts", dependencies=[WRITE])
async def add_contact(
    application_id: UUID,
    parts: Parts,
    name: Line = "",
    role: Line = "",
    email: Line = "",
    phone: Line = "",
) -> RedirectResponse:
    await parts.add_contact(
        application_id, checked(ContactIn, name=name, role=role, email=email, phone=phone)
    )
    return page_of(application_id, "#contacts")


@router.post("/tracker/{application_id}/contacts/{contact_id}/delete", dependencies=[WRITE])
async def delete_contact(application_id: UUID, contact_id: UUID, parts: Parts) -> RedirectResponse:
    await parts.remove(Contact, application_id, contact_id)
    return page_of(application_id, "#contacts")


@router.post("/tracker/{application_id}/tasks", dependencies=[WRITE])
async def add_task(
    application_id: UUID,
    parts: Parts,
    title: Line = "",
    due_at: Stamp = "",
    remind_at: Stamp = "",
    zone: Annotated[str, Form(max_length=64)] = "UTC",
) -> RedirectResponse:
    given = checked(TaskIn, title=title, due_at=moment(due_at), remind_at=moment(remind_at), zone=zone)
    await parts.add_task(application_id, given)
    return page_of(application_id, "#tasks")


@router.post("/tracker/{application_id}/tasks/{task_id}", dependencies=[WRITE])
async def change_task(
    application_id: UUID, task_id: UUID, parts: Parts, do: Annotated[str, Form(max_length=10)] = "done"
) -> RedirectResponse:
    """Say that a task is done, or not after all, or delete it."""
    if do == "delete":
        await parts.remove(Task, application_id, task_id)
    else:
        await parts.change_task(application_id, task_id, TaskPatch(done=do != "open"))
    return page_of(application_id, "#tasks")


@router.post("/tracker/{application_id}/interviews", dependencies=[WRITE])
async def add_interview(
    application_id: UUID,
    parts: Parts,
    title: Line = "",
    starts_at: Stamp = "",
    ends_at: Stamp = "",
    zone: Annotated[str, Form(max_length=64)] = "UTC",
    place: Line = "",
    url: Annotated[str, Form(max_length=2_000)] = "",
) -> RedirectResponse:
    given = checked(
        InterviewIn,
        title=title or "Interview",
        starts_at=moment(starts_at),
        ends_at=moment(ends_at),
        zone=zone,
        place=place,
        url=url,
    )
    await parts.add_interview(application_id, given)
    return page_of(application_id, "#interviews")


@router.post("/tracker/{application_id}/interviews/{interview_id}/delete", dependencies=[WRITE])
async def delete_interview(application_id: UUID, interview_id: UUID, parts: Parts) -> RedirectResponse:
    await parts.remove(Interview, application_id, interview_id)
    return page_of(application_id, "#interviews")
