"""Preparing for an interview: questions from the posting, answers from the person's own lines."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from candidacy.domain.rendering import CvTooLong, MissingGlyphs, RenderingFailed
from candidacy.domain.tailoring.interview import Preparation, UnknownInterviewLanguage
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.features.tailoring.api.letters import FILES, attachment
from candidacy.features.tailoring.errors import NoHints
from candidacy.features.tailoring.exports import PaperFormat, file_name, interview_file
from candidacy.features.tailoring.schemas import HintsIn, HintsOut, WorkOut
from candidacy.features.tailoring.service import HintsService, basis_of, prepare_interview
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import CvId, PostingId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/cvs", tags=["interviews"], route_class=ApiRoute)
READ = requires_detached(Permission.CVS_READ)
Spoken = Annotated[str, Query(min_length=2, max_length=2, description="en, de, es or fr")]


@router.get(
    "/{cv_id}/interviews/{posting_id}",
    dependencies=[READ],
    responses=problems(CvNotFound, PostingNotFound, UnknownInterviewLanguage),
)
async def prepare(
    cv_id: UUID,
    posting_id: UUID,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    language: Spoken = "en",
) -> Preparation:
    """Questions that the posting leads to, with prompts from the CV's own lines; gaps are told truthfully."""
    async with sessions() as session:
        basis = await basis_of(session, actor.workspace, CvId(cv_id), PostingId(posting_id))
    return await prepare_interview(basis, services.taxonomy, services.clock.today(), language)


@router.get(
    "/{cv_id}/interviews/{posting_id}/file",
    response_class=Response,
    dependencies=[READ],
    responses=problems(
        CvNotFound,
        PostingNotFound,
        UnknownInterviewLanguage,
        MissingGlyphs,
        CvTooLong,
        RenderingFailed,
        Unavailable,
    )
    | FILES,
)
async def as_file(
    cv_id: UUID,
    posting_id: UUID,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    language: Spoken = "en",
    format: Annotated[PaperFormat, Query()] = PaperFormat.PDF,  # noqa: A002 - its name in the address.
) -> Response:
    """The same as a file, to take along or to print."""
    async with sessions() as session:
        basis = await basis_of(session, actor.workspace, CvId(cv_id), PostingId(posting_id))
    found = await prepare_interview(basis, services.taxonomy, services.clock.today(), language)
    resume, about = basis.cv.resume.resume, f"Interview: {basis.posting.title}"
    file = await interview_file(format, resume, found, about, services.renderer, services.clock.now())
    name = file_name("interview", basis.posting.title)
    return attachment(file.data, file.media_type, f"{name}.{format.value}")


@router.post(
    "/{cv_id}/interviews/{posting_id}/hints",
    status_code=202,
    dependencies=[requires(Permission.CVS_WRITE)],
    responses=problems(CvNotFound, PostingNotFound, UnknownInterviewLanguage),
)
async def ask_model(
    cv_id: UUID, posting_id: UUID, given: HintsIn, session: Session, actor: CurrentActor, services: Services
) -> WorkOut:
    """Let a model prepare questions, with answers that the CV supports. What it was asked before about the
    same CV and posting is not asked again. The result of the work says a ``problem`` where it could not.
    """
    service, cv, posting = HintsService(session, actor.workspace), CvId(cv_id), PostingId(posting_id)
    job = await service.ask_model(cv, posting, given.language, services.queue, actor.user)
    return WorkOut(job_id=job)


@router.get(
    "/{cv_id}/interviews/{posting_id}/hints",
    dependencies=[requires(Permission.CVS_READ)],
    responses=problems(NoHints),
)
async def get_hints(
    cv_id: UUID, posting_id: UUID, session: Session, actor: CurrentActor, language: Spoken = "en"
) -> HintsOut:
    """What a model prepared last; for which versions of CV and posting it says."""
    service = HintsService(session, actor.workspace)
    row = await service.find_newest(CvId(cv_id), PostingId(posting_id), language)
    if row is None:
        raise NoHints
    told = {name: getattr(row, name) for name in HintsOut.model_fields if name not in row.hints}
    return HintsOut(**told, **row.hints)
