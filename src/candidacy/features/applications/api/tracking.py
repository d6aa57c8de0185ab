"""/api/v1/applications/{application_id}: one application, its moves, and what was sent."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from candidacy.domain.applications.errors import MoveNotAllowed
from candidacy.domain.postings.errors import EmptyPosting, NotAJobPosting, PostingTooLong
from candidacy.domain.rendering import CvTooLong, MissingGlyphs, RenderingFailed, UnknownTheme
from candidacy.features.applications.api.asking import (
    Belongings,
    Expected,
    Tracking,
    detail,
    summary,
)
from candidacy.features.applications.errors import (
    ApplicationArchived,
    ApplicationChanged,
    ApplicationNotFound,
    BoardFull,
    NothingNamed,
    NothingToUndo,
    PartNotFound,
    StageNotFound,
)
from candidacy.features.applications.models import SentDocument
from candidacy.features.applications.schemas import (
    ApplicationDetail,
    ApplicationIn,
    ApplicationOut,
    ApplicationPatch,
    EventOut,
    MoveIn,
    SendIn,
)
from candidacy.features.applications.service.saving import PostingReader, draft_of, remove, salary_of
from candidacy.features.applications.service.sending import Sending
from candidacy.features.applications.service.tracking import TrackingService, Whole
from candidacy.features.cvs.public import CvNotFound, CvVersionNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.infrastructure.fetching import (
    ForbiddenAddress,
    NoTextPage,
    PageMissing,
    PageTooLarge,
    PageUnavailable,
)
from candidacy.infrastructure.http.dependencies import (
    DetachedActor,
    Services,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.etags import BadEtag, etag
from candidacy.infrastructure.http.idempotency import ApiRoute, current_claim
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.storage import ObjectMissing, StorageUnavailable, begun
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.events import Judging
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/applications", tags=["applications"], route_class=ApiRoute)
READ, WRITE = requires(Permission.APPLICATIONS_READ), requires(Permission.APPLICATIONS_WRITE)
WRITE_DETACHED = requires_detached(Permission.APPLICATIONS_WRITE)
READ_DETACHED = requires_detached(Permission.APPLICATIONS_READ)
CHANGED = (ApplicationNotFound, ApplicationChanged, BadEtag)
SAFE_DOWNLOAD = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}


def sending_of(actor: Actor, sessions: Sessions, services: SharedServices) -> Sending:
    return Sending(
        sessions,
        actor.workspace,
        actor.user,
        services.storage,
        services.renderer,
        services.taxonomy,
        services.clock,
        Judging(services.events, actor.user),
    )


def shown(whole: Whole, response: Response) -> ApplicationOut:
    response.headers["ETag"] = etag(whole.row.version)
    return summary(whole.row, whole.stage)


@router.post(
    "",
    status_code=201,
    response_model=ApplicationOut,
    dependencies=[WRITE_DETACHED],
    responses=problems(
        NothingNamed,
        StageNotFound,
        BoardFull,
        PostingNotFound,
        EmptyPosting,
        NotAJobPosting,
        PostingTooLong,
        ForbiddenAddress,
        PageMissing,
        PageTooLarge,
        NoTextPage,
        PageUnavailable,
    ),
)
async def create(
    given: ApplicationIn, request: Request, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> Response:
    """Follow a job: one that is here as a posting, one that is read in now, or one that is only named.

    The posting is kept as it is now, whatever becomes of it. No transaction is held while a page is fetched.
    """
    reader = PostingReader(services.taxonomy, services.fetcher)
    read = await reader.read(given.posting)
    claim = current_claim(request)
    async with sessions.begin() as session:
        posting = await reader.kept(session, actor.workspace, read, given.posting_id)
        service = TrackingService(session, actor.workspace, services.clock, actor.user, services.events)
        whole = await service.create(replace(draft_of(given), posting=posting))
        headers = {"Location": f"/api/v1/applications/{whole.row.id}", "ETag": etag(whole.row.version)}
        body = summary(whole.row, whole.stage).model_dump_json()
        reply = Response(body, 201, headers, media_type="application/json")
        if claim is not None:
            await claim.keep(session, reply)
    return reply


@router.get("/{application_id}", dependencies=[READ], responses=problems(ApplicationNotFound))
async def get_one(
    application_id: UUID, tracking: Tracking, parts: Belongings, response: Response
) -> ApplicationDetail:
    """An application with its posting as it was, contacts, tasks, interviews and what was sent."""
    whole = await tracking.get(application_id, posting=True)
    response.headers["ETag"] = etag(whole.row.version)
    return await detail(whole, whole.row.posting, parts)


@router.patch("/{application_id}", dependencies=[WRITE], responses=problems(*CHANGED, NothingNamed))
async def change(
    application_id: UUID, given: ApplicationPatch, tracking: Tracking, response: Response, expected: Expected
) -> ApplicationOut:
    """Set values right. With If-Match, only if nobody else changed it."""
    values: dict[str, Any] = {
        name: getattr(given, name)
        for name in given.model_fields_set
        if name == "salary" or getattr(given, name) is not None
    }
    if "salary" in values:
        values["salary"] = salary_of(given.salary)
    return shown(await tracking.change(application_id, values, based_on=expected), response)


@router.delete(
    "/{application_id}",
    status_code=204,
    dependencies=[WRITE_DETACHED],
    responses=problems(ApplicationNotFound, StorageUnavailable),
)
async def delete(
    application_id: UUID, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> None:
    """Delete an application with all that belongs to it, and the files that were sent."""
    await remove(sessions, actor, services.storage, services.clock, application_id)


@router.post(
    "/{application_id}/move",
    dependencies=[WRITE],
    responses=problems(*CHANGED, StageNotFound, MoveNotAllowed, ApplicationArchived),
)
async def move(
    application_id: UUID, given: MoveIn, tracking: Tracking, response: Response, expected: Expected
) -> ApplicationOut:
    """Put it into another stage. Of two who move it at once with If-Match one wins, the other gets 412."""
    whole = await tracking.move(application_id, given.stage_id, based_on=expected, note=given.note)
    return shown(whole, response)


@router.post(
    "/{application_id}/undo",
    dependencies=[WRITE],
    responses=problems(*CHANGED, NothingToUndo, ApplicationArchived),
)
async def undo(
    application_id: UUID, tracking: Tracking, response: Response, expected: Expected
) -> ApplicationOut:
    """Take the last move back; the history keeps both."""
    return shown(await tracking.undo(application_id, based_on=expected), response)


@router.post("/{application_id}/archive", dependencies=[WRITE], responses=problems(*CHANGED))
async def archive(
    application_id: UUID, tracking: Tracking, response: Response, expected: Expected
) -> ApplicationOut:
    """Put it away: it leaves the board and the figures, and reminds of nothing."""
    return shown(await tracking.set_archived(application_id, archived=True, based_on=expected), response)


@router.post("/{application_id}/restore", dependencies=[WRITE], responses=problems(*CHANGED))
async def restore(
    application_id: UUID, tracking: Tracking, response: Response, expected: Expected
) -> ApplicationOut:
    """Take it out again, into the stage where it was."""
    return shown(await tracking.set_archived(application_id, archived=False, based_on=expected), response)


@router.get("/{application_id}/events", dependencies=[READ], responses=problems(ApplicationNotFound))
async def list_events(application_id: UUID, tracking: Tracking) -> list[EventOut]:
    """What happened to it, newest first, up to 200; a move that was taken back says when."""
    return [EventOut.model_validate(one) for one in await tracking.history(application_id)]


@router.post(
    "/{application_id}/send",
    status_code=201,
    response_model=ApplicationOut,
    dependencies=[WRITE_DETACHED],
    responses=problems(
        *CHANGED,
        ApplicationArchived,
        CvNotFound,
        CvVersionNotFound,
        UnknownTheme,
        MissingGlyphs,
        CvTooLong,
        RenderingFailed,
        StorageUnavailable,
        Unavailable,
    ),
)
async def send(
    application_id: UUID,
    given: SendIn,
    request: Request,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    expected: Expected,
) -> Response:
    """Keep a CV version and a letter exactly as they are sent, with the match at this time.

    What was saved moves on to applied. No transaction is held while the CV is rendered.
    """
    sending, claim = sending_of(actor, sessions, services), current_claim(request)
    made: list[Response] = []

    async def reply(whole: Whole, session: Any) -> None:
        body = summary(whole.row, whole.stage).model_dump_json()
        headers = {"ETag": etag(whole.row.version)}
        made.append(Response(body, 201, headers, media_type="application/json"))
        if claim is not None:
            await claim.keep(session, made[0])

    await sending.send(application_id, given, based_on=expected, before_commit=reply)
    return made[0]


@router.get(
    "/{application_id}/documents/{document_id}",
    response_class=StreamingResponse,
    dependencies=[READ_DETACHED],
    responses=problems(PartNotFound, ObjectMissing, StorageUnavailable)
    | {200: {"content": {"application/pdf": {}, "text/plain": {}}}},
)
async def get_document(
    application_id: UUID, document_id: UUID, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> StreamingResponse:
    """A file as it was sent."""
    async with sessions() as session:
        service = TrackingService(session, actor.workspace, services.clock, actor.user, services.events)
        row = await service.parts.get(SentDocument, application_id, document_id)
        name, kind, key = row.name, row.media_type, row.storage_key
    content = await begun(services.storage.get(key))
    disposition = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return StreamingResponse(content, media_type=kind, headers=SAFE_DOWNLOAD | disposition)
