"""The pages of tailorings: each change with the old, the new, why, and the lines it rests on."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.agents import public as agents
from candidacy.features.cvs import public as cvs
from candidacy.features.postings import public as postings
from candidacy.features.tailoring.pages.changes import change_view, people_of, question_view, refused_view
from candidacy.features.tailoring.service import Asked, Proposing, TailoringService
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.queue import get_job
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, JobId, PostingId, TailoringId
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
WRITE_DETACHED = requires_detached(Permission.CVS_WRITE)
Number = Annotated[int, Form(ge=0, lt=10_000)]


async def get_service(session: Session, actor: CurrentActor, services: Services) -> TailoringService:
    judging = Judging(services.events, actor.user)
    return TailoringService(session, actor.workspace, services.taxonomy, services.clock, judging)


TailoringsService = Annotated[TailoringService, Depends(get_service)]


async def get_proposing(sessions: SessionMaker, actor: DetachedActor, services: Services) -> Proposing:
    return Proposing(sessions, actor.workspace, services.taxonomy, services.clock, services.renderer)


Proposer = Annotated[Proposing, Depends(get_proposing)]


@router.post("/cvs/{cv_id}/tailor", dependencies=[WRITE_DETACHED])
async def propose(
    cv_id: UUID,
    proposing: Proposer,
    posting: Annotated[UUID, Form()],
    pages: Annotated[str, Form(pattern="^[12]?$")] = "",
) -> RedirectResponse:
    """Propose changes for a posting; nothing is changed yet."""
    asked = Asked(most_pages=int(pages) if pages else None)
    row, _ = await proposing.propose(CvId(cv_id), PostingId(posting), asked)
    return RedirectResponse(f"/tailorings/{row.id}", status_code=303)


@router.post("/cvs/{cv_id}/tailor/model", dependencies=[WRITE])
async def ask_model(
    cv_id: UUID,
    service: TailoringsService,
    services: Services,
    posting: Annotated[UUID, Form()],
    pages: Annotated[str, Form(pattern="^[12]?$")] = "",
) -> RedirectResponse:
    """Let a model propose too, and follow that."""
    most = int(pages) if pages else None
    job = await service.ask_model(CvId(cv_id), PostingId(posting), most, services.queue)
    return RedirectResponse(f"/tailorings/work/{job}", status_code=303)


@router.get("/tailorings/work/{job_id}", dependencies=[READ])
async def follow(
    job_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: TailoringsService,
    services: Services,
) -> Response:
    """How the work stands; once it is done, what it made."""
    row = await service.find_of_job(JobId(job_id))
    if row is not None:
        return RedirectResponse(f"/tailorings/{row.id}", status_code=303)
    job = await get_job(session, actor.workspace, JobId(job_id))
    here = {"at": f"/tailorings/work/{job_id}", "back": "/tailorings"}
    return services.pages.respond("tailoring/working.html", request, section="cvs", job=job, here=here)


@router.get("/tailorings", dependencies=[READ])
async def list_page(
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: TailoringsService,
    services: Services,
    cursor: str | None = None,
) -> HTMLResponse:
    """What was tailored, newest first."""
    page = await service.list_page(None, None, cursor, DEFAULT_LIMIT)
    names = await cvs.titles_of(session, actor.workspace, {CvId(row.cv_id) for row in page.items})
    jobs = await postings.titles_of(
        session, actor.workspace, {PostingId(row.posting_id) for row in page.items}
    )
    return services.pages.respond(
        "tailoring/list.html", request, section="cvs", page=page, cvs=names, postings=jobs
    )


@router.get("/tailorings/{tailoring_id}", dependencies=[READ])
async def show(
    tailoring_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: TailoringsService,
    services: Services,
) -> HTMLResponse:
    """The changes to decide on; once decided, what became of them."""
    row, found = await service.get(TailoringId(tailoring_id))
    cv = await cvs.get_cv(session, actor.workspace, CvId(row.cv_id))
    posting = await postings.get_posting(session, actor.workspace, PostingId(row.posting_id))
    names = cv.resume.resume.to_json_resume()
    return services.pages.respond(
        "tailoring/show.html",
        request,
        section="cvs",
        row=row,
        found=found,
        cv=cv,
        posting=posting,
        changes=[change_view(change, names) for change in found.changes],
        questions=[question_view(one, names) for one in found.questions],
        refused=[refused_view(one, names) for one in found.refused],
        people=await people_of(session, (one.confirmed for one in found.changes)),
        outdated=row.applied_number is None and cv.version_id != row.cv_version_id,
        undoable=row.applied_number == cv.number and row.undone_number is None,
        may_edit=actor.may(Permission.CVS_WRITE),
        model=await agents.model_name(session, request.state.agents, actor.workspace),
    )


@router.post("/tailorings/{tailoring_id}/apply", dependencies=[WRITE])
async def apply(
    tailoring_id: UUID,
    service: TailoringsService,
    digest: Annotated[str, Form(max_length=64)],
    accepted: Annotated[list[int] | None, Form(max_length=10_000)] = None,
) -> RedirectResponse:
    """Make a version with the changes that are ticked."""
    await service.apply(TailoringId(tailoring_id), accepted or [], digest)
    return RedirectResponse(f"/tailorings/{tailoring_id}", status_code=303)


@router.post("/tailorings/{tailoring_id}/answer", dependencies=[WRITE])
async def answer(
    tailoring_id: UUID,
    service: TailoringsService,
    question: Annotated[str, Form(min_length=32, max_length=32)],
    said: Annotated[Literal["yes", "no"], Form()],
    words: Annotated[list[str] | None, Form(max_length=20)] = None,
) -> RedirectResponse:
    """Say whether what no line shows is true."""
    await service.answer(TailoringId(tailoring_id), question, words or [] if said == "yes" else None)
    return RedirectResponse(f"/tailorings/{tailoring_id}#questions", status_code=303)


@router.post("/tailorings/{tailoring_id}/undo", dependencies=[WRITE])
async def undo(tailoring_id: UUID, service: TailoringsService) -> RedirectResponse:
    """Take the version back."""
    await service.undo(TailoringId(tailoring_id))
    return RedirectResponse(f"/tailorings/{tailoring_id}", status_code=303)


@router.post("/tailorings/{tailoring_id}/remove", dependencies=[WRITE])
async def remove(tailoring_id: UUID, service: TailoringsService, number: Number) -> RedirectResponse:
    """Take a refused change off the list."""
    await service.remove_refused(TailoringId(tailoring_id), number)
    return RedirectResponse(f"/tailorings/{tailoring_id}#refused", status_code=303)


@router.post("/tailorings/{tailoring_id}/prove", dependencies=[WRITE_DETACHED])
async def prove(
    tailoring_id: UUID,
    sessions: SessionMaker,
    actor: DetachedActor,
    services: Services,
    proposing: Proposer,
    number: Number,
    text: Annotated[str, Form(min_length=1, max_length=5000)],
) -> RedirectResponse:
    """Let the person's own words stand there, and propose again on the version that has them."""
    async with sessions.begin() as session:
        service = await get_service(session, actor, services)
        row, asked = await service.prove(TailoringId(tailoring_id), number, text.strip())
    made, _ = await proposing.propose(CvId(row.cv_id), PostingId(row.posting_id), asked)
    return RedirectResponse(f"/tailorings/{made.id}", status_code=303)


@router.post("/tailorings/{tailoring_id}/delete", dependencies=[WRITE])
async def delete(tailoring_id: UUID, service: TailoringsService) -> RedirectResponse:
    await service.delete(TailoringId(tailoring_id))
    return RedirectResponse("/tailorings", status_code=303)
