"""The page of a CV's review."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from candidacy.domain.review import FindingStatus, industries
from candidacy.features.cvs import public as cvs
from candidacy.features.reviews.service import ReviewService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.document_view import document_view
from candidacy.kernel.ids import CvId
from candidacy.kernel.permissions import Permission

router = APIRouter()


def get_service(session: Session, actor: CurrentActor, services: Services) -> ReviewService:
    return ReviewService(session, actor.workspace, services.taxonomy, services.clock)


@router.get("/cvs/{cv_id}/review", dependencies=[requires(Permission.REVIEWS_WRITE)])
async def show(
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: Annotated[ReviewService, Depends(get_service)],
    services: Services,
    industry: str = "general",
) -> HTMLResponse:
    """The review of the newest version; asking twice computes the same and keeps one row."""
    cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    _, review = await service.start(CvId(cv_id), industry)
    document = await cvs.document_of(session, actor.workspace, cv)
    open_findings = [f for f in review.findings if f.status is not FindingStatus.MET]
    numbered = [(f"e{n}", finding) for n, finding in enumerate(sorted(open_findings, key=lambda f: -f.gain))]
    view = None
    if document is not None and cv.file_id is not None:
        marks = [(name, [s for q in finding.evidence for s in q.spans]) for name, finding in numbered]
        view = document_view(cv.file_id, document, marks)
    return services.pages.respond(
        "reviews/show.html",
        request,
        section="cvs",
        cv=cv,
        review=review,
        findings=numbered,
        met=[f for f in review.findings if f.status is FindingStatus.MET],
        view=view,
        industries=industries(),
        history=await service.history(CvId(cv_id)),
    )
