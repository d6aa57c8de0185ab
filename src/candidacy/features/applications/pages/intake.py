"""The ways in and out: tables, mails, the calendar."""

import asyncio
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from candidacy.domain.applications.mails import read_mail, read_pasted
from candidacy.domain.applications.spreadsheet import Field
from candidacy.features.applications.models import Application
from candidacy.features.applications.pages.forms import BadForm, as_rows, id_of, rows_of
from candidacy.features.applications.service.feeds import FeedService
from candidacy.features.applications.service.importing import ImportService
from candidacy.features.applications.service.replying import Answered, MailService
from candidacy.features.applications.service.tracking import TrackingService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.languages import Languages
from candidacy.kernel.errors import AppError
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_CURSOR, MAX_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)
LABELS = {
    Field.TITLE: sentence("Job"),
    Field.ORGANIZATION: sentence("Employer"),
    Field.STAGE: sentence("Stage"),
    Field.URL: sentence("Link"),
    Field.LOCATION: sentence("Place"),
    Field.SOURCE: sentence("Source"),
    Field.SALARY: sentence("Salary"),
    Field.TAGS: sentence("Tags"),
    Field.NOTES: sentence("Notes"),
    Field.SAVED_ON: sentence("Day it was saved"),
    Field.APPLIED_ON: sentence("Day of applying"),
    Field.CONTACT: sentence("Contact"),
}


async def get_imports(session: Session, actor: CurrentActor, services: Services) -> ImportService:
    return ImportService(session, actor.workspace, services.clock, actor.user)


async def get_mails(session: Session, actor: CurrentActor, services: Services) -> MailService:
    return MailService(session, actor.workspace, services.clock, actor.user)


async def get_feeds(session: Session, actor: CurrentActor) -> FeedService:
    return FeedService(session, actor.workspace, actor.user)


Imports = Annotated[ImportService, Depends(get_imports)]
Mails = Annotated[MailService, Depends(get_mails)]
Feeds = Annotated[FeedService, Depends(get_feeds)]


@router.get("/tracker/import", dependencies=[WRITE])
async def choose_table(request: Request, imports: Imports, services: Services) -> HTMLResponse:
    """Where a table is dropped, and the imports of before."""
    return services.pages.respond(
        "applications/import.html", request, section="tracker", before=await imports.list_newest(), error=None
    )


@router.post("/tracker/import", dependencies=[WRITE])
async def start_import(imports: Imports, file: Annotated[UploadFile, File()]) -> RedirectResponse:
    found = await imports.start(file.filename or "Table", await file.read())
    return RedirectResponse(f"/tracker/import/{found.row.id}", status_code=303)


@router.get("/tracker/import/{import_id}", dependencies=[WRITE])
async def show_import(
    import_id: UUID, request: Request, imports: Imports, services: Services, kept: int = 0
) -> HTMLResponse:
    """What would come of each row; once done, how many came and how to undo it."""
    found = await imports.get(import_id)
    return services.pages.respond(
        "applications/importing.html",
        request,
        section="tracker",
        found=found,
        labels=LABELS,
        mapped={field.value: found.row.mapping.get(field.value) for field in Field},
        kept=max(0, kept),
        ready=as_rows([row.number for row in found.ready]),
    )


@router.post("/tracker/import/{import_id}/mapping", dependencies=[WRITE])
async def set_mapping(import_id: UUID, request: Request, imports: Imports) -> RedirectResponse:
    """Take over what the columns are."""
    form = await request.form()
    mapping: dict[Field, int] = {}
    for field in Field:
        chosen = str(form.get(field.value, ""))
        if chosen:
            mapping[field] = _column(chosen)
    day_first = {"day": True, "month": False}.get(str(form.get("dates", "")))
    await imports.set_mapping(import_id, mapping, day_first=day_first)
    return RedirectResponse(f"/tracker/import/{import_id}", status_code=303)


def _column(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        raise BadForm
    return int(text)


@router.post("/tracker/import/{import_id}/apply", dependencies=[WRITE])
async def apply_import(
    import_id: UUID,
    imports: Imports,
    rows: Annotated[str, Form(max_length=10_000)] = "",
    every: Annotated[str, Form(max_length=5)] = "",
) -> RedirectResponse:
    """Import the rows that are named, or all that are ready."""
    await imports.apply(import_id, None if every else rows_of(rows))
    return RedirectResponse(f"/tracker/import/{import_id}", status_code=303)


@router.post("/tracker/import/{import_id}/undo", dependencies=[WRITE])
async def undo_import(import_id: UUID, imports: Imports) -> RedirectResponse:
    found = await imports.undo(import_id)
    return RedirectResponse(f"/tracker/import/{import_id}?kept={found.kept or 0}", status_code=303)


@router.get("/tracker/mail", dependencies=[WRITE])
async def show_mails(
    request: Request,
    session: Session,
    actor: CurrentActor,
    mails: Mails,
    services: Services,
    cursor: str | None = None,
) -> HTMLResponse:
    """Where a mail is pasted or dropped, and what came of those before."""
    if cursor is not None and len(cursor) > MAX_CURSOR:
        cursor = None
    return await _mails(request, session, actor, mails, services, cursor=cursor)


async def _mails(
    request: Request,
    session: Session,
    actor: CurrentActor,
    mails: MailService,
    services: Services,
    *,
    cursor: str | None = None,
    error: AppError | None = None,
    text: str = "",
) -> HTMLResponse:
    page = await mails.list_page(cursor, DEFAULT_LIMIT)
    tracking = TrackingService(session, actor.workspace, services.clock, actor.user, services.events)
    shown = [Answered(row, await mails.suggested(row)) for row in page.items]
    choices = await tracking.applications.open_ones(MAX_LIMIT)
    return services.pages.respond(
        "applications/mails.html",
        request,
        status=error.status if error else 200,
        section="tracker",
        mails=shown,
        next_cursor=page.next_cursor,
        applications=choices,
        names=await _names(
            tracking, [one.row.application_id for one in shown], choices, services.pages.languages
        ),
        stages=await tracking.stages.list_used(),
        error=error,
        text=text,
        may_edit=actor.may(Permission.APPLICATIONS_WRITE),
    )


async def _names(
    tracking: TrackingService, wanted: list[UUID | None], known: list[Application], languages: Languages
) -> dict[UUID, str]:
    """What the applications of mails are called; archived ones are asked for."""
    rows = {row.id: row for row in known}
    missing = [one for one in wanted if one is not None and one not in rows]
    rows |= {row.id: row for row in await tracking.applications.named(missing)}
    both = languages.gettext("%(title)s at %(organization)s")
    return {
        key: both % {"title": row.title, "organization": row.organization}
        if row.title and row.organization
        else row.title or row.organization
        for key, row in rows.items()
    }


@router.post("/tracker/mail", dependencies=[WRITE])
async def receive_mail(
    request: Request,
    session: Session,
    actor: CurrentActor,
    mails: Mails,
    services: Services,
    text: Annotated[str, Form(max_length=400_000)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Read a mail in; what goes wrong loses nothing of what was pasted."""
    try:
        if file is not None and file.filename:
            mail = await asyncio.to_thread(read_mail, await file.read())
        else:
            mail = await asyncio.to_thread(read_pasted, text)
        await mails.receive(mail)
    except AppError as error:
        if error.status >= 500:
            raise
        return await _mails(request, session, actor, mails, services, error=error, text=text)
    return RedirectResponse("/tracker/mail", status_code=303)


@router.post("/tracker/mail/{mail_id}", dependencies=[WRITE])
async def answer_mail(
    mail_id: UUID,
    mails: Mails,
    do: Annotated[Literal["accept", "dismiss"], Form()] = "accept",
    application: Annotated[str, Form(max_length=36)] = "",
    stage: Annotated[str, Form(max_length=36)] = "",
) -> RedirectResponse:
    """Do what a mail suggests or what is chosen instead, or say that it means nothing."""
    if do == "dismiss":
        await mails.dismiss(mail_id)
    else:
        await mails.accept(mail_id, id_of(application), id_of(stage))
    return RedirectResponse("/tracker/mail", status_code=303)


@router.get("/tracker/calendar", dependencies=[READ])
async def show_calendar(request: Request, feeds: Feeds, services: Services) -> HTMLResponse:
    """Whether there is a calendar address."""
    return services.pages.respond(
        "applications/calendar.html", request, section="tracker", feed=await feeds.find(), address=None
    )


@router.post("/tracker/calendar", dependencies=[READ])
async def renew_calendar(
    request: Request,
    feeds: Feeds,
    services: Services,
    do: Annotated[Literal["renew", "revoke"], Form()] = "renew",
) -> Response:
    """A new address, shown once; or none any more."""
    if do == "revoke":
        await feeds.revoke()
        return RedirectResponse("/tracker/calendar", status_code=303)
    address = f"{request.base_url}calendar/{await feeds.renew()}.ics"
    return services.pages.respond(
        "applications/calendar.html", request, section="tracker", feed=await feeds.find(), address=address
    )
