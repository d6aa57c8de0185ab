"""The page that prepares for an interview; to be read, printed or taken along."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from candidacy.domain.tailoring.interview import interview_languages
from candidacy.features.tailoring.pages.letters import LANGUAGES
from candidacy.features.tailoring.service import basis_of, prepare_interview
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.languages import SOURCE, current_language
from candidacy.kernel.ids import CvId, PostingId
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
) -> HTMLResponse:
    """Questions from the posting, answers from the person's own lines."""
    basis = await basis_of(session, actor.workspace, CvId(cv_id), PostingId(posting_id))
    spoken = language or _spoken(basis.posting.posting.language)
    found = await prepare_interview(basis, services.taxonomy, services.clock.today(), spoken)
    return services.pages.respond(
        "tailoring/interview.html",
        request,
        section="cvs",
        cv=basis.cv,
        posting=basis.posting,
        found=found,
        tongues=LANGUAGES,
    )


def _spoken(posting: str | None) -> str:
    """The language that will be spoken there: the posting's; the reader's where it says none."""
    known = interview_languages()
    return next((one for one in (posting, current_language()) if one in known), SOURCE)
