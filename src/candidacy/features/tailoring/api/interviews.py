"""Preparing for an interview: questions from the posting, answers from the person's own lines."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from candidacy.domain.rendering import CvTooLong, MissingGlyphs, RenderingFailed
from candidacy.domain.tailoring.interview import Preparation, UnknownInterviewLanguage
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.features.tailoring.api.letters import FILES, attachment
from candidacy.features.tailoring.exports import PaperFormat, file_name, interview_file
from candidacy.features.tailoring.service import basis_of, prepare_interview
from candidacy.infrastructure.http.dependencies import (
    DetachedActor,
    Services,
    SessionMaker,
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
