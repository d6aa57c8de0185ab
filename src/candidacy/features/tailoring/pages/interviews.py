"""The page that prepares for an interview; to be read, printed or taken along."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from candidacy.features.tailoring.pages.letters import LANGUAGES
from candidacy.features.tailoring.service import basis_of, prepare_interview
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
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
    language: Annotated[str, Query(min_length=2, max_length=2)] = "en",
) -> HTMLResponse:
    """Questions from the posting, answers from the person's own lines."""
    basis = await basis_of(session, actor.workspace, CvId(cv_id), PostingId(posting_id))
    found = await prepare_interview(basis, services.taxonomy, services.clock.today(), language)
    return services.pages.respond(
        "tailoring/interview.html",
        request,
        section="cvs",
        cv=basis.cv,
        posting=basis.posting,
        found=found,
        tongues=LANGUAGES,
    )
