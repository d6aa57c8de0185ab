"""The pages of decisions: a CV without the person, and what a person decides."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.resume import Resume
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.errors import NothingDecided
from candidacy.features.matching.schemas import VERDICTS, Verdict, VerdictIn
from candidacy.features.matching.service.deciding import DecisionService
from candidacy.features.matching.service.naming import called
from candidacy.features.postings import public as postings
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, PostingId
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.MATCHES_READ), requires(Permission.MATCHES_WRITE)
READ_CVS = requires(Permission.CVS_READ)


async def get_decisions(session: Session, actor: CurrentActor, services: Services) -> DecisionService:
    return DecisionService(session, actor.workspace, Judging(services.events, actor.user))


Decisions = Annotated[DecisionService, Depends(get_decisions)]


@router.get("/cvs/{cv_id}/masked", dependencies=[READ_CVS])
async def masked_cv(request: Request, cv_id: UUID, decisions: Decisions, services: Services) -> HTMLResponse:
    """A CV without the person."""
    cv = await decisions.masked(CvId(cv_id))
    return services.pages.respond(
        "matching/masked.html", request, section="cvs", cv=cv, resume=Resume.model_validate(cv.resume)
    )


@router.get("/cvs/{cv_id}/decide/{posting_id}", dependencies=[READ])
async def deciding(
    request: Request,
    cv_id: UUID,
    posting_id: UUID,
    decisions: Decisions,
    session: Session,
    actor: CurrentActor,
    services: Services,
) -> HTMLResponse:
    """What stands for a CV and a job, and the form by which a person decides."""
    posting = await postings.get_posting(session, actor.workspace, PostingId(posting_id))
    cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    try:
        standing = await decisions.standing(cv.id, posting.id)
    except NothingDecided:
        standing = None
    return services.pages.respond(
        "matching/decide.html",
        request,
        section="postings",
        cv=cv,
        called=called(cv.id),
        posting=posting,
        standing=standing,
        verdicts=VERDICTS,
        may_write=actor.may(Permission.MATCHES_WRITE),
    )


@router.post("/cvs/{cv_id}/decide/{posting_id}", dependencies=[WRITE])
async def decide(
    cv_id: UUID,
    posting_id: UUID,
    decisions: Decisions,
    verdict: Annotated[Verdict, Form()],
    reason: Annotated[str, Form(min_length=3, max_length=2_000)],
) -> Response:
    given = VerdictIn(verdict=verdict, reason=reason)
    await decisions.decide(CvId(cv_id), PostingId(posting_id), given)
    return RedirectResponse(f"/cvs/{cv_id}/decide/{posting_id}", status_code=303)


@router.post("/cvs/{cv_id}/undecide/{posting_id}", dependencies=[WRITE])
async def take_back(cv_id: UUID, posting_id: UUID, decisions: Decisions) -> Response:
    """Leave it undecided again; the log keeps that it was decided."""
    await decisions.take_back(CvId(cv_id), PostingId(posting_id))
    return RedirectResponse(f"/cvs/{cv_id}/decide/{posting_id}", status_code=303)
