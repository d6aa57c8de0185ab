"""The page of a CV's review."""

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.ai_agents.interface import Observation, Observations
from candidacy.domain.review import Finding, FindingStatus, Quote, Review, industries
from candidacy.features.agents import public as agents
from candidacy.features.cvs import public as cvs
from candidacy.features.reviews.public import GENERAL
from candidacy.features.reviews.service import ReviewService, changes
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.document_view import document_view
from candidacy.infrastructure.postgres.documents import from_json
from candidacy.infrastructure.queue import JobNotFound, JobState, get_job
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, JobId, ReviewId, WorkspaceId
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.REVIEWS_READ), requires(Permission.REVIEWS_WRITE)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> ReviewService:
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
    job: UUID | None = None,
) -> HTMLResponse:
    """The review that was computed last; of one industry, where one is named. Nothing is computed here."""
    cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    found = await service.find_newest(CvId(cv_id), industry)
    history = await service.history(CvId(cv_id))
    known: dict[str, Any] = {
        "section": "cvs",
        "cv": cv,
        "industries": industries(),
        "asked": industry or GENERAL,
        "may_review": actor.may(Permission.REVIEWS_WRITE),
        "history": changes(history),
    }
    if found is None:
        return services.pages.respond("reviews/none.html", request, **known)
    row, review = found
    document = await cvs.document_of(session, actor.workspace, cv)
    known["trend"] = [
        float(one.overall_score)
        for one in history
        if (one.industry, one.rubric) == (row.industry, row.rubric)
    ]
    shown = finding_views(review)
    notes = await service.notes(ReviewId(row.id))
    noted = note_views(from_json(Observations, notes.notes)) if notes else []
    model = await agents.model_name(session, request.state.agents, actor.workspace)
    outdated = row.cv_version_id != cv.version_id
    view = None
    quoting: list[FindingView | NoteView] = [*shown, *noted]
    if document is not None and cv.file_id is not None and not outdated:
        marks = [(name, quote.spans) for one in quoting for name, quote in one.quotes]
        view = document_view(cv.file_id, document, marks)
    return services.pages.respond(
        "reviews/show.html",
        request,
        **known,
        row=row,
        outdated=outdated,
        review=review,
        findings=shown,
        groups=Counter(f.finding.group for f in shown),
        notes=notes,
        noted=noted,
        model=model,
        work=await _work(session, actor.workspace, job),
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


@router.post("/reviews/{review_id}/notes", dependencies=[WRITE])
async def read_with_model(review_id: UUID, service: ReviewsService, services: Services) -> RedirectResponse:
    """Ask a model to read it too, and follow that on the page."""
    row, _ = await service.get(ReviewId(review_id))
    job = await service.read_with_model(ReviewId(review_id), services.queue)
    return RedirectResponse(f"/cvs/{row.cv_id}/review?industry={row.industry}&job={job}", status_code=303)


async def _work(session: AsyncSession, workspace: WorkspaceId, job: UUID | None) -> JobState | None:
    """How the reading stands that the page was opened for."""
    if job is None:
        return None
    try:
        return await get_job(session, workspace, JobId(job))
    except JobNotFound:
        return None


@dataclass(frozen=True, slots=True)
class NoteView:
    """An observation with the ids that its quotations are lit by."""

    note: Observation
    quotes: tuple[tuple[str, Quote], ...]

    @property
    def evidence_ids(self) -> str:
        return " ".join(name for name, _ in self.quotes)


def note_views(found: Observations) -> list[NoteView]:
    return [
        NoteView(one, tuple((f"n{n}-{i}", quote) for i, quote in enumerate(one.quotes)))
        for n, one in enumerate(found.observations)
    ]


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
