"""The page of a CV's review."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from candidacy.domain.review import Finding, FindingStatus, Quote, Review, industries
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
    shown = finding_views(review)
    view = None
    if document is not None and cv.file_id is not None:
        view = document_view(cv.file_id, document, [(name, q.spans) for f in shown for name, q in f.quotes])
    return services.pages.respond(
        "reviews/show.html",
        request,
        section="cvs",
        cv=cv,
        review=review,
        findings=shown,
        groups=Counter(f.finding.group for f in shown),
        met=[f for f in review.findings if f.status is FindingStatus.MET],
        view=view,
        industries=industries(),
        history=await service.history(CvId(cv_id)),
    )


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding that is not met, with the ids that its quotations are lit by and its anchor on the page."""

    finding: Finding
    anchor: str
    quotes: tuple[tuple[str, Quote], ...]

    @property
    def evidence_ids(self) -> str:
        return " ".join(name for name, _ in self.quotes)


def finding_views(review: Review) -> list[FindingView]:
    """What can be changed, by what it would gain; the first of each group carries the group's anchor."""
    findings = [f for f in review.findings if f.status is not FindingStatus.MET]
    seen: set[str] = set()
    views = []
    for n, finding in enumerate(sorted(findings, key=lambda f: -f.gain)):
        anchor = f"finding-{n}" if finding.group in seen else f"group-{finding.group}"
        seen.add(finding.group)
        quotes = tuple((f"e{n}-{i}", quote) for i, quote in enumerate(finding.evidence))
        views.append(FindingView(finding, anchor, quotes))
    return views
