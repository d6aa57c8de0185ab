"""Home, the way from a CV and a posting to their match, the match itself, and rankings."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.cvs import public as cvs
from candidacy.features.files import public as files
from candidacy.features.matching.errors import NothingToDo
from candidacy.features.matching.schemas import RankIn
from candidacy.features.matching.service import MatchService
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
from candidacy.infrastructure.http.uploads import chunks
from candidacy.kernel.ids import CvId, FileId, MatchId, PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.MATCHES_READ), requires(Permission.MATCHES_WRITE)


def get_service(session: Session, actor: CurrentActor, services: Services) -> MatchService:
    return MatchService(session, actor.workspace, services.taxonomy, services.clock)


MatchesService = Annotated[MatchService, Depends(get_service)]


@router.get("/", dependencies=[READ])
async def home(
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: MatchesService,
    services: Services,
    cv: UUID | None = None,
    posting: UUID | None = None,
) -> HTMLResponse:
    """Two drop zones; what is there already can be chosen instead."""
    recent, names = await service.ranking(cv=None, posting=None, cursor=None, limit=5)
    return services.pages.respond(
        "matching/home.html",
        request,
        section="home",
        cvs=await cvs.list_names(session, actor.workspace, MAX_LIMIT),
        postings=await postings.list_names(session, actor.workspace, MAX_LIMIT),
        chosen_cv=cv,
        chosen_posting=posting,
        best=recent.items,
        names=names,
        error=None,
    )


@router.post("/start", dependencies=[requires_detached(Permission.MATCHES_WRITE)])
async def start(
    request: Request,
    actor: DetachedActor,
    services: Services,
    cv_file: Annotated[UploadFile | None, File()] = None,
    posting_text: Annotated[str, Form(max_length=200_000)] = "",
    cv: Annotated[str, Form()] = "",
    posting: Annotated[str, Form()] = "",
) -> Response:
    """Take in what was given, and lead on: to the match, or to whichever side there is."""
    posting_id = posting
    if posting_text.strip():
        async with services.sessionmaker.begin() as session:
            added = await postings.add_posting(session, actor.workspace, services.taxonomy, posting_text)
            posting_id = str(added.id)
    if cv_file is not None and cv_file.filename:
        received = await files.receive(
            services.sessionmaker,
            actor,
            services.storage,
            services.queue,
            name=cv_file.filename,
            chunks=chunks(cv_file),
            limit=services.http.max_upload_size,
        )
        suffix = f"?posting={posting_id}" if posting_id else ""
        return RedirectResponse(f"/start/{received.id}{suffix}", status_code=303)
    if cv and posting_id:
        async with services.sessionmaker.begin() as session:
            service = MatchService(session, actor.workspace, services.taxonomy, services.clock)
            row, _ = await service.match(CvId(UUID(cv)), PostingId(UUID(posting_id)))
        return RedirectResponse(f"/matches/{row.id}", status_code=303)
    if cv or posting_id:
        target = f"/cvs/{UUID(cv)}" if cv else f"/postings/{UUID(posting_id)}"
        return RedirectResponse(target, status_code=303)
    raise NothingToDo


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
        row, _ = await service.match(cv, PostingId(posting))
        return RedirectResponse(f"/matches/{row.id}", status_code=303)
    if cv is not None:
        return RedirectResponse(f"/cvs/{cv}/review", status_code=303)
    return services.pages.respond(
        "matching/progress.html",
        request,
        section="home",
        file=file,
        address=str(request.url.path),
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
    numbered = [(f"e{n}", requirement) for n, requirement in enumerate(match.requirements)]
    document = await cvs.document_of(session, actor.workspace, cv)
    view = None
    if document is not None and cv.file_id is not None and cv.version_id == row.cv_version_id:
        marks = [(name, [s for e in r.evidence for s in e.spans]) for name, r in numbered]
        view = document_view(cv.file_id, document, marks)
    gains = sorted((r for r in match.requirements if r.gain > 0), key=lambda r: -r.gain)
    return services.pages.respond(
        "matching/show.html",
        request,
        section="postings",
        row=row,
        match=match,
        cv=cv,
        posting=posting,
        requirements=numbered,
        gains=gains[:5],
        outdated=cv.version_id != row.cv_version_id or posting.version != row.posting_version,
        view=view,
    )


@router.post("/matches/{match_id}/renew", dependencies=[WRITE])
async def renew(match_id: UUID, service: MatchesService) -> RedirectResponse:
    """Compute the match again with the newest CV version and the posting as it is now."""
    row, _ = await service.get(MatchId(match_id))
    newer, _ = await service.match(CvId(row.cv_id), PostingId(row.posting_id))
    return RedirectResponse(f"/matches/{newer.id}", status_code=303)


@router.get("/postings/{posting_id}/ranking", dependencies=[READ])
async def ranking(
    posting_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: MatchesService,
    services: Services,
    cursor: str | None = None,
    job: UUID | None = None,
) -> HTMLResponse:
    posting = await postings.get_posting(session, actor.workspace, PostingId(posting_id))
    page, names = await service.ranking(
        cv=None, posting=PostingId(posting_id), cursor=cursor, limit=DEFAULT_LIMIT
    )
    return services.pages.respond(
        "matching/ranking.html",
        request,
        section="postings",
        posting=posting,
        page=page,
        names=names,
        job=job,
    )


@router.post("/postings/{posting_id}/ranking", dependencies=[WRITE])
async def start_ranking(posting_id: UUID, service: MatchesService, services: Services) -> RedirectResponse:
    job = await service.start_ranking(RankIn(posting_id=posting_id), services.queue)
    return RedirectResponse(f"/postings/{posting_id}/ranking?job={job}", status_code=303)
