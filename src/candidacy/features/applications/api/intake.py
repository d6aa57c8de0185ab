"""Imports of tables, mails, and calendar addresses."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Request, UploadFile

from candidacy.domain.applications.errors import (
    BadMapping,
    MailTooLarge,
    MailUnreadable,
    MoveNotAllowed,
    NotATable,
    TableTooLarge,
)
from candidacy.domain.applications.mails import read_mail, read_pasted
from candidacy.features.applications.api.asking import import_out, mail_out
from candidacy.features.applications.errors import (
    ApplicationArchived,
    ApplicationNotFound,
    BoardFull,
    ImportFinished,
    ImportNotFound,
    ImportNotUndoable,
    MailKnown,
    MailNotFound,
    NothingChosen,
    StageNotFound,
)
from candidacy.features.applications.schemas import (
    AnswerIn,
    ApplyIn,
    FeedOut,
    FeedState,
    ImportOut,
    MailIn,
    MailOut,
    MappingIn,
)
from candidacy.features.applications.service.feeds import FeedService
from candidacy.features.applications.service.importing import ImportService
from candidacy.features.applications.service.replying import Answered, MailService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.idempotency import ApiRoute, shown_once
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, BadCursor, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["applications"], route_class=ApiRoute)
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)


async def get_imports(session: Session, actor: CurrentActor, services: Services) -> ImportService:
    return ImportService(session, actor.workspace, services.clock, actor.user)


async def get_mails(session: Session, actor: CurrentActor, services: Services) -> MailService:
    return MailService(session, actor.workspace, services.clock, actor.user)


async def get_feeds(session: Session, actor: CurrentActor) -> FeedService:
    return FeedService(session, actor.workspace, actor.user)


Imports = Annotated[ImportService, Depends(get_imports)]
Mails = Annotated[MailService, Depends(get_mails)]
Feeds = Annotated[FeedService, Depends(get_feeds)]


@router.post(
    "/application-imports",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(NotATable, TableTooLarge),
)
async def start_import(
    imports: Imports, file: Annotated[UploadFile, File(description="CSV of Teal, Huntr or any other program")]
) -> ImportOut:
    """Take a table in and show what would come of each row. Nothing is made yet."""
    return import_out(await imports.start(file.filename or "Table", await file.read()))


@router.get("/application-imports/{import_id}", dependencies=[READ], responses=problems(ImportNotFound))
async def get_import(import_id: UUID, imports: Imports) -> ImportOut:
    """An import with its rows as they would be; of one that is done only how many were made."""
    return import_out(await imports.get(import_id))


@router.put(
    "/application-imports/{import_id}/mapping",
    dependencies=[WRITE],
    responses=problems(ImportNotFound, ImportFinished, BadMapping),
)
async def set_mapping(import_id: UUID, given: MappingIn, imports: Imports) -> ImportOut:
    """Say what the columns are, and see the rows anew."""
    return import_out(await imports.set_mapping(import_id, given.mapping, day_first=given.day_first))


@router.post(
    "/application-imports/{import_id}/apply",
    dependencies=[WRITE],
    responses=problems(ImportNotFound, ImportFinished, NothingChosen, BoardFull),
)
async def apply_import(import_id: UUID, given: ApplyIn, imports: Imports) -> ImportOut:
    """Make applications of the chosen rows, or of all that are ready; all of them or none."""
    return import_out(await imports.apply(import_id, given.rows))


@router.post(
    "/application-imports/{import_id}/undo",
    dependencies=[WRITE],
    responses=problems(ImportNotFound, ImportNotUndoable),
)
async def undo_import(import_id: UUID, imports: Imports) -> ImportOut:
    """Delete what was made of it; what somebody changed since is kept and counted."""
    return import_out(await imports.undo(import_id))


@router.get("/application-mails", dependencies=[READ], responses=problems(BadCursor))
async def list_mails(
    mails: Mails,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[MailOut]:
    """Mails that were read in; those that wait for an answer first."""
    page = await mails.list_page(cursor, limit)
    items = [mail_out(Answered(row, await mails.suggested(row))) for row in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


READ_IN = problems(MailUnreadable, MailTooLarge, MailKnown)


@router.post("/application-mails", status_code=201, dependencies=[WRITE], responses=READ_IN)
async def paste_mail(given: MailIn, mails: Mails) -> MailOut:
    """Paste a mail. A move that is sure is made and can be undone; one that is likely is asked about."""
    return mail_out(await mails.receive(await asyncio.to_thread(read_pasted, given.text)))


@router.post("/application-mails/file", status_code=201, dependencies=[WRITE], responses=READ_IN)
async def upload_mail(
    mails: Mails, file: Annotated[UploadFile, File(description="A mail that was saved as .eml")]
) -> MailOut:
    """The same for a mail as a file."""
    return mail_out(await mails.receive(await asyncio.to_thread(read_mail, await file.read())))


@router.post(
    "/application-mails/{mail_id}/accept",
    dependencies=[WRITE],
    responses=problems(MailNotFound, ApplicationNotFound, ApplicationArchived, StageNotFound, MoveNotAllowed),
)
async def accept_mail(mail_id: UUID, given: AnswerIn, mails: Mails) -> MailOut:
    """Do what it suggests, or say which application and which stage it is about."""
    return mail_out(await mails.accept(mail_id, given.application_id, given.stage_id))


@router.post("/application-mails/{mail_id}/dismiss", dependencies=[WRITE], responses=problems(MailNotFound))
async def dismiss_mail(mail_id: UUID, mails: Mails) -> MailOut:
    """Say that it means nothing."""
    return mail_out(await mails.dismiss(mail_id))


@router.get("/calendar-feed", dependencies=[READ])
async def get_feed(feeds: Feeds) -> FeedState:
    """Whether you have a calendar address here; the address itself is not kept."""
    row = await feeds.find()
    return FeedState(active=row is not None, since=row.created_at if row else None)


@router.post("/calendar-feed", status_code=201, dependencies=[shown_once(), READ])
async def renew_feed(request: Request, feeds: Feeds) -> FeedOut:
    """A new calendar address, shown once; the one before stops working."""
    return FeedOut(url=f"{request.base_url}calendar/{await feeds.renew()}.ics")


@router.delete("/calendar-feed", status_code=204, dependencies=[READ])
async def revoke_feed(feeds: Feeds) -> None:
    """Take your calendar address out of use."""
    await feeds.revoke()
