"""/api/v1/matches: one pair, and rankings in both directions."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from candidacy.domain.matching import Match
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.matching.errors import MatchNotFound, OneSide
from candidacy.features.matching.models import MatchRow
from candidacy.features.matching.schemas import MatchIn, MatchOut, MatchSummary, RankIn, RankingStarted
from candidacy.features.matching.service import MatchService
from candidacy.features.postings.public import PostingNotFound
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, MatchId, PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/matches", tags=["matching"], route_class=ApiRoute)
READ, WRITE = requires(Permission.MATCHES_READ), requires(Permission.MATCHES_WRITE)


def get_service(session: Session, actor: CurrentActor, services: Services) -> MatchService:
    judging = Judging(services.events, actor.user)
    return MatchService(session, actor.workspace, services.taxonomy, services.clock, judging)


MatchesService = Annotated[MatchService, Depends(get_service)]


def detail(row: MatchRow, match: Match) -> MatchOut:
    return MatchOut(
        id=row.id,
        cv_id=row.cv_id,
        cv_version_id=row.cv_version_id,
        posting_id=row.posting_id,
        posting_version=row.posting_version,
        score=match.score,
        band=match.band,
        match=match.model_dump(mode="json"),
        updated_at=row.updated_at,
    )


@router.post("", status_code=201, dependencies=[WRITE], responses=problems(CvNotFound, PostingNotFound))
async def match_pair(given: MatchIn, service: MatchesService, response: Response) -> MatchOut:
    """Hold a CV against a posting: the score, and for each requirement the evidence."""
    row, match = await service.match(CvId(given.cv_id), PostingId(given.posting_id))
    response.headers["Location"] = f"/api/v1/matches/{row.id}"
    return detail(row, match)


@router.post(
    "/rank", status_code=202, dependencies=[WRITE], responses=problems(OneSide, CvNotFound, PostingNotFound)
)
async def rank(given: RankIn, service: MatchesService, services: Services) -> RankingStarted:
    """Rank all CVs of the workspace for a posting, or all its postings for a CV, as a job."""
    job = await service.start_ranking(given, services.queue)
    side = f"posting_id={given.posting_id}" if given.posting_id else f"cv_id={given.cv_id}"
    return RankingStarted(job_id=job, ranking=f"/api/v1/matches?{side}")


@router.get("", dependencies=[READ])
async def ranking(
    service: MatchesService,
    posting_id: UUID | None = None,
    cv_id: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[MatchSummary]:
    """Matches, best first; of a posting, of a CV, or all."""
    page, names = await service.ranking(
        cv=CvId(cv_id) if cv_id else None,
        posting=PostingId(posting_id) if posting_id else None,
        cursor=cursor,
        limit=limit,
    )
    items = [
        MatchSummary(
            id=row.id,
            cv_id=row.cv_id,
            posting_id=row.posting_id,
            score=float(row.score),
            band=row.band,
            formula=row.formula,
            updated_at=row.updated_at,
            **names[row.id]._asdict(),
        )
        for row in page.items
    ]
    return Page(items=items, next_cursor=page.next_cursor)


@router.get("/{match_id}", dependencies=[READ], responses=problems(MatchNotFound))
async def get_one(match_id: UUID, service: MatchesService) -> MatchOut:
    """A match with its reasons."""
    return detail(*await service.get(MatchId(match_id)))
