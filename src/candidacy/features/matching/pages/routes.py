"""The routes of the pages."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.cvs import public as cvs
from candidacy.features.files import public as files
from candidacy.features.matching.errors import NothingToDo
from candidacy.features.matching.pages.views import BANDS, PARTS, counted, groups_of, requirement_views
from candidacy.features.matching.service import MatchService
from candidacy.features.matching.service.beside import beside
from candidacy.features.matching.service.naming import called, naming_of
from candidacy.features.postings import public as postings
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.document_view import document_view
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.http.uploads import chunks
from candidacy.infrastructure.postgres import within
from candidacy.infrastructure.queue import get_job
from candidacy.kernel.errors import AppError, NotFound, UpstreamFailed
from candidacy.kernel.events import Judging
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, FileId, JobId, MatchId, PostingId
from candidacy.kernel.pagination import MAX_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.MATCHES_READ), requires(Permission.MATCHES_WRITE)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> MatchService:
    return service_of(session, actor, services)


def service_of(session: AsyncSession, actor: Actor, services: SharedServices) -> MatchService:
    judging = Judging(services.events, actor.user)
    return MatchService(session, actor.workspace, services.taxonomy, services.clock, judging)


MatchesService = Annotated[MatchService, Depends(get_service)]


@router.get("/", dependencies=[READ])
async def home(
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    cv: UUID | None = None,
    posting: UUID | None = None,
) -> HTMLResponse:
    """Two drop zones; what is there already can be chosen instead."""
    given = Given(cv=str(cv or ""), posting=str(posting or ""))
    return await show_home(request, session, actor, services, given)


@dataclass(frozen=True, slots=True)
class Given:
    """What the form of the home page holds, so that an error loses none of it."""

    cv: str = ""
    posting: str = ""
    posting_text: str = ""
    posting_url: str = ""


async def show_home(
    request: Request,
    session: AsyncSession,
    actor: Actor,
    services: SharedServices,
    given: Given,
    error: AppError | None = None,
) -> HTMLResponse:
    service = service_of(session, actor, services)
    recent, names = await service.ranking(cv=None, posting=None, cursor=None, limit=5)
    return services.pages.respond(
        "matching/home.html",
        request,
        status=error.status if error else 200,
        section="home",
        cvs=await cvs.list_names(session, actor.workspace, MAX_LIMIT),
        postings=await postings.list_names(session, actor.workspace, MAX_LIMIT),
        given=given,
        best=recent.items,
        today=await services.following.overview(session, actor),
        names=names,
        called=called,
        error=error,
        megabytes=services.http.max_upload_size // 1_000_000,
    )


@router.post("/start", dependencies=[requires_detached(Permission.MATCHES_WRITE)])
async def start(
    request: Request,
    actor: DetachedActor,
    services: Services,
    cv_file: Annotated[UploadFile | None, File()] = None,
    posting_text: Annotated[str, Form(max_length=200_000)] = "",
    posting_url: Annotated[str, Form(max_length=2_000)] = "",
    cv: Annotated[str, Form()] = "",
    posting: Annotated[str, Form()] = "",
) -> Response:
    """Take in what was given, and lead on: to the match, or to whichever side there is."""
    given = Given(cv, posting, posting_text, posting_url)
    try:
        if posting_text.strip() or posting_url.strip():
            read = await postings.read_posting_of(
                services.taxonomy, services.fetcher, text=posting_text.strip(), url=posting_url.strip()
            )
            async with within(services.sessionmaker, actor.workspace).begin() as session:
                added = await postings.add_posting(
                    session, actor.workspace, services.taxonomy, read, services.events
                )
                given = Given(cv, str(added.id))
        return RedirectResponse(await lead_on(actor, services, cv_file, given), status_code=303)
    except AppError as error:
        if error.status >= 500 and not isinstance(error, UpstreamFailed):
            raise
        async with within(services.sessionmaker, actor.workspace)() as session:
            return await show_home(request, session, actor, services, given, error)


async def lead_on(actor: Actor, services: SharedServices, cv_file: UploadFile | None, given: Given) -> str:
    """Where what was given is shown. Raises NothingToDo when it is nothing."""
    if cv_file is not None and cv_file.filename:
        chosen = posting_id(given.posting) if given.posting else None
        received = await files.receive(
            services.sessionmaker,
            actor,
            services.storage,
            services.queue,
            name=cv_file.filename,
            chunks=chunks(cv_file),
            limit=services.http.max_upload_size,
            quotas=services.quotas,
            match_with=chosen,
            antivirus=services.antivirus,
        )
        return f"/start/{received.id}" + (f"?posting={chosen}" if chosen else "")
    if given.cv and given.posting:
        async with within(services.sessionmaker, actor.workspace).begin() as session:
            service = service_of(session, actor, services)
            row, _ = await service.match(cv_id(given.cv), posting_id(given.posting))
        return f"/matches/{row.id}"
    if given.cv:
        return f"/cvs/{cv_id(given.cv)}"
    if given.posting:
        return f"/postings/{posting_id(given.posting)}"
    raise NothingToDo


def cv_id(text: str) -> CvId:
    """The id that a form sent. Raises NotFound for anything that is no id."""
    return CvId(_uuid(text))


def posting_id(text: str) -> PostingId:
    return PostingId(_uuid(text))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as exc:
        raise NotFound from exc


@router.get("/start/{file_id}", dependencies=[READ])
async def progress(
    file_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: MatchesService,
    services: Services,
    posting: UUID | None = None,
) -> Response:
    """Follow the reading of a file; once it is read, lead on to its match or to the CV."""
    file = await files.get_file(session, actor.workspace, FileId(file_id))
    cv = await cvs.find_cv_of_file(session, actor.workspace, FileId(file_id))
    if cv is not None and posting is not None:
        match = await service.find(cv, PostingId(posting))
        # Another posting than the one it was uploaded for is matched when somebody asks for it at home.
        ready = f"/matches/{match}" if match else f"/?cv={cv}&posting={posting}"
        return RedirectResponse(ready, status_code=303)
    if cv is not None:
        return RedirectResponse(f"/cvs/{cv}/review", status_code=303)
    job = await get_job(session, actor.workspace, JobId(file.job_id)) if file.job_id else None
    return services.pages.respond(
        "matching/progress.html",
        request,
        section="home",
        file=file,
        job=job,
        address=str(request.url.path) + (f"?posting={posting}" if posting else ""),
        posting=posting,
    )


@router.get("/matches/{match_id}", dependencies=[READ])
async def show(
    match_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: MatchesService,
    services: Services,
) -> HTMLResponse:
    row, match = await service.get(MatchId(match_id))
    cv = await cvs.get_cv(session, actor.workspace, CvId(row.cv_id))
    posting = await postings.get_posting(session, actor.workspace, PostingId(row.posting_id))
    shown = requirement_views(match)
    naming = await naming_of(session, actor.workspace)
    document = None if naming.masked else await cvs.document_of(session, actor.workspace, cv)
    view = None
    if document is not None and cv.file_id is not None and cv.version_id == row.cv_version_id:
        view = document_view(
            cv.file_id, document, [(e.id, e.evidence.spans) for r in shown for e in r.evidence]
        )
    gains = sorted((r for r in shown if r.requirement.gain > 0), key=lambda r: -r.requirement.gain)
    return services.pages.respond(
        "matching/show.html",
        request,
        section="postings",
        row=row,
        match=match,
        cv=cv,
        masked=naming.masked,
        cv_title=naming.title(cv.title),
        candidate=naming.candidate(cv.id, cv.candidate_name),
        posting=posting,
        groups=groups_of(match, shown),
        gains=gains[:5],
        beside=await beside(session, actor.workspace, match, services.taxonomy, services.clock.now()),
        counted=counted([r.requirement for r in shown]),
        verdict=BANDS[match.band],
        meanings=PARTS,
        cv_changed=cv.version_id != row.cv_version_id,
        posting_changed=posting.version != row.posting_version,
        may_tailor=actor.may(Permission.CVS_WRITE),
        view=view,
    )


@router.post("/matches/{match_id}/renew", dependencies=[WRITE])
async def renew(match_id: UUID, service: MatchesService) -> RedirectResponse:
    """Compute the match again with the newest CV version and the posting as it is now."""
    row, _ = await service.get(MatchId(match_id))
    newer, _ = await service.match(CvId(row.cv_id), PostingId(row.posting_id))
    return RedirectResponse(f"/matches/{newer.id}", status_code=303)
