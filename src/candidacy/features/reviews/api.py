"""/api/v1/reviews, and the reviews of a CV."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from candidacy.domain.review import UnknownIndustry, industries
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.reviews.errors import NoNotes, ReviewNotFound, ReviewOutdated
from candidacy.features.reviews.models import ReviewRow
from candidacy.features.reviews.schemas import (
    IndustryOut,
    NotesOut,
    ReadingOut,
    ReviewIn,
    ReviewOut,
    ReviewSummary,
)
from candidacy.features.reviews.service import ReviewService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, ReviewId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["reviews"], route_class=ApiRoute)
READ, WRITE = requires(Permission.REVIEWS_READ), requires(Permission.REVIEWS_WRITE)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> ReviewService:
    judging = Judging(services.events, actor.user)
    return ReviewService(session, actor.workspace, services.taxonomy, services.clock, judging)


ReviewsService = Annotated[ReviewService, Depends(get_service)]


def summary(row: ReviewRow) -> ReviewSummary:
    return ReviewSummary(
        id=row.id,
        cv_id=row.cv_id,
        cv_version_id=row.cv_version_id,
        rubric=row.rubric,
        industry=row.industry,
        overall_score=float(row.overall_score),
        created_at=row.created_at,
    )


@router.get("/reviews/industries", dependencies=[READ])
async def list_industries() -> list[IndustryOut]:
    """The industries that a CV can be judged for."""
    return [IndustryOut(id=i.id, title=i.title) for i in industries().values()]


@router.post(
    "/cvs/{cv_id}/reviews",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(CvNotFound, UnknownIndustry),
)
async def start(cv_id: UUID, given: ReviewIn, service: ReviewsService, response: Response) -> ReviewOut:
    """Review the newest version of a CV. The same version and rubric give the same score every time."""
    row, result = await service.start(CvId(cv_id), given.industry)
    response.headers["Location"] = f"/api/v1/reviews/{row.id}"
    return ReviewOut(**summary(row).model_dump(), review=result.model_dump(mode="json"))


@router.get("/cvs/{cv_id}/reviews", dependencies=[READ], responses=problems(CvNotFound))
async def history(cv_id: UUID, service: ReviewsService) -> list[ReviewSummary]:
    """The reviews of a CV, oldest first: its trend."""
    return [summary(row) for row in await service.history(CvId(cv_id))]


@router.get("/reviews/{review_id}", dependencies=[READ], responses=problems(ReviewNotFound))
async def get_one(review_id: UUID, service: ReviewsService) -> ReviewOut:
    """A review with its findings."""
    row, result = await service.get(ReviewId(review_id))
    return ReviewOut(**summary(row).model_dump(), review=result.model_dump(mode="json"))


@router.post(
    "/reviews/{review_id}/notes",
    status_code=202,
    dependencies=[WRITE],
    responses=problems(ReviewNotFound, ReviewOutdated),
)
async def read_with_model(review_id: UUID, service: ReviewsService, services: Services) -> ReadingOut:
    """Ask a model to read the CV beside the rubric. Its quotations are looked up; the score stays."""
    return ReadingOut(job_id=await service.read_with_model(ReviewId(review_id), services.queue))


@router.get("/reviews/{review_id}/notes", dependencies=[READ], responses=problems(ReviewNotFound, NoNotes))
async def get_notes(review_id: UUID, service: ReviewsService) -> NotesOut:
    """What a model noted last."""
    row = await service.notes(ReviewId(review_id))
    if row is None:
        raise NoNotes
    return NotesOut(review_id=row.review_id, model=row.model, created_at=row.created_at, **row.notes)
