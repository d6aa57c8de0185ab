"""The page that prepares for an interview; to be read, printed or taken along."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.interface import InterviewPreparation
from candidacy.domain.tailoring import marked
from candidacy.domain.tailoring.interview import interview_languages
from candidacy.features.agents import public as agents
from candidacy.features.tailoring.pages.letters import LANGUAGES
from candidacy.features.tailoring.service import HintsService, basis_of, prepare_interview
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.languages import SOURCE, current_language
from candidacy.infrastructure.postgres.documents import from_json
from candidacy.infrastructure.queue import JobNotFound, JobState, get_job
from candidacy.kernel.ids import CvId, JobId, PostingId, WorkspaceId
from candidacy.kernel.permissions import Permission

router = APIRouter()


@router.get("/cvs/{cv_id}/interview/{posting_id}", dependencies=[requires(Permission.CVS_READ)])
async def show(
    cv_id: UUID,
    posting_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    services: Services,
    language: Annotated[str | None, Query(min_length=2, max_length=2)] = None,
    job: UUID | None = None,
) -> HTMLResponse:
    """Questions from the posting, answers from the person's own lines; and what a model prepared last."""
    basis = await basis_of(session, actor.workspace, CvId(cv_id), PostingId(posting_id))
    spoken = language or _spoken(basis.posting.posting.language)
    found = await prepare_interview(basis, services.taxonomy, services.clock.today(), spoken)
    row = await HintsService(session, actor.workspace).find_newest(basis.cv.id, basis.posting.id, spoken)
    now = (basis.cv.version_id, basis.posting.version)
    return services.pages.respond(
        "tailoring/interview.html",
        request,
        section="cvs",
        cv=basis.cv,
        posting=basis.posting,
        found=found,
        tongues=LANGUAGES,
        row=row,
        marked=marked,
        hints=from_json(InterviewPreparation, row.hints) if row else None,
        outdated=row is not None and (row.cv_version_id, row.posting_version) != now,
        model=await agents.model_name(session, request.state.agents, actor.workspace),
        work=await _work(session, actor.workspace, job),
        may_edit=actor.may(Permission.CVS_WRITE),
    )


@router.post("/cvs/{cv_id}/interview/{posting_id}", dependencies=[requires(Permission.CVS_WRITE)])
async def ask_model(
    cv_id: UUID,
    posting_id: UUID,
    session: Session,
    actor: CurrentActor,
    services: Services,
    language: Annotated[str, Form(min_length=2, max_length=2)] = SOURCE,
) -> RedirectResponse:
    """Let a model prepare it too, and follow that on the page."""
    service, cv, posting = HintsService(session, actor.workspace), CvId(cv_id), PostingId(posting_id)
    job = await service.ask_model(cv, posting, language, services.queue, actor.user)
    here = f"/cvs/{cv_id}/interview/{posting_id}?language={language}&job={job}#hints"
    return RedirectResponse(here, status_code=303)


async def _work(session: AsyncSession, workspace: WorkspaceId, job: UUID | None) -> JobState | None:
    """How the work stands that the page was opened for."""
    if job is None:
        return None
    try:
        return await get_job(session, workspace, JobId(job))
    except JobNotFound:
        return None


def _spoken(posting: str | None) -> str:
    """The language that will be spoken there: the posting's; the reader's where it says none."""
    known = interview_languages()
    return next((one for one in (posting, current_language()) if one in known), SOURCE)
