"""The page of a CV's review."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.review import Finding, FindingStatus, Quote, Review, industries
from candidacy.features.cvs import public as cvs
from candidacy.features.reviews.public import GENERAL
from candidacy.features.reviews.service import ReviewService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.document_view import document_view
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.REVIEWS_READ), requires(Permission.REVIEWS_WRITE)


def get_service(session: Session, actor: CurrentActor, services: Services) -> ReviewService:
    judging = Judging(services.events, actor.user)
    return ReviewService(session, actor.workspace, services.taxonomy, services.clock, judging)


ReviewsService = Annotated[ReviewService, Depends(get_service)]


@router.get("/cvs/{cv_id}/review", dependencies=[READ])
async def show(
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: ReviewsService,
    services: Services,
    industry: str | None = None,
) -> HTMLResponse:
    """The review that was computed last; of one industry, where one is named. Nothing is computed here."""
    cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    found = await service.find_newest(CvId(cv_id), industry)
    known: dict[str, Any] = {
        "section": "cvs",
        "cv": cv,
        "industries": industries(),
        "asked": industry or GENERAL,
        "may_review": actor.may(Permission.REVIEWS_WRITE),
        "history": await service.history(CvId(cv_id)),
    }
    if found is None:
        return services.pages.respond("reviews/none.html", request, **known)
    row, review = found
    document = await cvs.document_of(session, actor.workspace, cv)
    shown = finding_views(review)
    outdated = row.cv_version_id != cv.version_id
    view = None
    if document is not None and cv.file_id is not None and not outdated:
        view = document_view(cv.file_id, document, [(name, q.spans) for f in shown for name, q in f.quotes])
    return services.pages.respond(
        "reviews/show.html",
        request,
        **known,
        row=row,
        outdated=outdated,
        review=review,
        findings=shown,
        groups=Counter(f.finding.group for f in shown),
        met=[f for f in review.findings if f.status is FindingStatus.MET],
        view=view,
    )


@router.post("/cvs/{cv_id}/review", dependencies=[WRITE])
async def review_now(
    cv_id: UUID, service: ReviewsService, industry: Annotated[str, Form(max_length=60)] = GENERAL
) -> RedirectResponse:
    """Review the newest version; asking twice computes the same and keeps one row."""
    row, _ = await service.start(CvId(cv_id), industry)
    return RedirectResponse(f"/cvs/{cv_id}/review?industry={row.industry}", status_code=303)


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
