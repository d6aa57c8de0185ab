"""/api/v1/matches: one pair, and rankings in both directions."""

import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Query, Response, UploadFile

from candidacy.domain.matching import Match
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.matching.errors import BatchNotFound, MatchNotFound, NothingDecided, OneSide
from candidacy.features.matching.exports import MEDIA_TYPES, ExportFormat, write_ranking
from candidacy.features.matching.models import MatchRow
from candidacy.features.matching.schemas import (
    BatchFailure,
    BatchOut,
    FactsIn,
    FeedbackIn,
    MaskedCv,
    MatchIn,
    MatchOut,
    MatchSummary,
    RankedCvs,
    RankedPostings,
    RankIn,
    RankingStarted,
    Shown,
    StandingOut,
    VerdictIn,
)
from candidacy.features.matching.service import MatchService
from candidacy.features.matching.service.batches import BatchState, start, state_of
from candidacy.features.matching.service.deciding import DecisionService
from candidacy.features.matching.service.listing import Listing
from candidacy.features.matching.service.ranking import POOL, RankingService
from candidacy.features.postings.public import PostingNotFound
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.uploads import chunks
from candidacy.infrastructure.storage import ObjectTooLarge, StorageUnavailable
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, MatchId, PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, BadCursor, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["matching"], route_class=ApiRoute)
READ, WRITE = requires(Permission.MATCHES_READ), requires(Permission.MATCHES_WRITE)
READ_CVS = requires(Permission.CVS_READ)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> MatchService:
    judging = Judging(services.events, actor.user)
    return MatchService(session, actor.workspace, services.taxonomy, services.clock, judging)


MatchesService = Annotated[MatchService, Depends(get_service)]


async def get_listing(session: Session, actor: CurrentActor, services: Services) -> Listing:
    return Listing(
        RankingService(session, actor.workspace, services.taxonomy, services.clock, services.pools)
    )


Listings = Annotated[Listing, Depends(get_listing)]


async def get_decisions(session: Session, actor: CurrentActor, services: Services) -> DecisionService:
    return DecisionService(session, actor.workspace, Judging(services.events, actor.user))


Decisions = Annotated[DecisionService, Depends(get_decisions)]


def batch_detail(state: BatchState) -> BatchOut:
    batch = state.batch
    failures = [BatchFailure(name=i.name, code=i.error_code, message=i.error_message) for i in state.failures]
    return BatchOut(
        id=batch.id,
        posting_id=batch.posting_id,
        name=batch.name,
        job_id=batch.job_id,
        total=batch.total,
        done=state.done,
        failed=state.failed,
        failures=failures,
        created_at=batch.created_at,
    )


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


@router.post(
    "/matches", status_code=201, dependencies=[WRITE], responses=problems(CvNotFound, PostingNotFound)
)
async def match_pair(given: MatchIn, service: MatchesService, response: Response) -> MatchOut:
    """Hold a CV against a posting: the score, and for each requirement the evidence."""
    row, match = await service.match(CvId(given.cv_id), PostingId(given.posting_id))
    response.headers["Location"] = f"/api/v1/matches/{row.id}"
    return detail(row, match)


@router.post(
    "/matches/rank",
    status_code=202,
    dependencies=[WRITE],
    responses=problems(OneSide, CvNotFound, PostingNotFound),
)
async def rank(given: RankIn, service: MatchesService, services: Services) -> RankingStarted:
    """Rank all CVs of the workspace for a posting, or all its postings for a CV, as a job."""
    job = await service.start_ranking(given, services.queue)
    side = f"posting_id={given.posting_id}" if given.posting_id else f"cv_id={given.cv_id}"
    return RankingStarted(job_id=job, ranking=f"/api/v1/matches?{side}")


@router.get("/matches", dependencies=[READ])
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


@router.get(
    "/matches/best/cvs/{posting_id}", dependencies=[READ], responses=problems(PostingNotFound, BadCursor)
)
async def best_cvs(
    posting_id: UUID,
    listing: Listings,
    facts: Annotated[FactsIn, Depends()],
    shown: Annotated[Shown, Query(description="All, or those that people decided so")] = "all",
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> RankedCvs:
    """The best CVs of the workspace for a posting, at once: up to 200, scored by the formula as it is now.

    Those that people decided about are all there, however low their score; the facts then do not matter.
    """
    return await listing.of_posting(
        PostingId(posting_id), cursor=cursor, limit=limit, filters=facts.filters(), shown=shown
    )


@router.get("/matches/best/postings/{cv_id}", dependencies=[READ], responses=problems(CvNotFound, BadCursor))
async def best_postings(
    cv_id: UUID,
    listing: Listings,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> RankedPostings:
    """The best postings of the workspace for a CV, by the same formula."""
    return await listing.of_cv(CvId(cv_id), cursor=cursor, limit=limit)


@router.put(
    "/matches/feedback/{posting_id}/{cv_id}",
    status_code=204,
    dependencies=[WRITE],
    responses=problems(CvNotFound, PostingNotFound),
)
async def give_feedback(
    posting_id: UUID, cv_id: UUID, given: FeedbackIn, listing: Listings, actor: CurrentActor
) -> None:
    """Say whether a CV is relevant for a posting: CVs like it move by 5 points at most, each shown apart."""
    await listing.give_feedback(PostingId(posting_id), CvId(cv_id), actor.user, relevant=given.relevant)


@router.get("/matches/{match_id}", dependencies=[READ], responses=problems(MatchNotFound))
async def get_one(match_id: UUID, service: MatchesService) -> MatchOut:
    """A match with its reasons."""
    return detail(*await service.get(MatchId(match_id)))


@router.post(
    "/postings/{posting_id}/batches",
    status_code=202,
    response_model=BatchOut,
    dependencies=[requires_detached(Permission.MATCHES_WRITE)],
    responses=problems(PostingNotFound, ObjectTooLarge, StorageUnavailable),
)
async def start_batch(
    posting_id: UUID,
    file: Annotated[UploadFile, File(description="A ZIP archive of CVs")],
    actor: DetachedActor,
    services: Services,
) -> BatchOut:
    """Drop an archive of CVs on a posting: each is read and matched by a job, and one that fails stops none.

    Follow ``/api/v1/jobs/{job_id}`` or its events; cancelling it keeps what is done.
    """
    batch = await start(
        services.sessionmaker,
        actor,
        services.storage,
        services.queue,
        posting=PostingId(posting_id),
        name=file.filename or "CVs",
        chunks=chunks(file),
        limit=services.http.max_archive_size,
    )
    return batch_detail(BatchState(batch, 0, 0, []))


@router.get(
    "/postings/{posting_id}/ranking",
    response_class=Response,
    dependencies=[READ],
    responses=problems(PostingNotFound) | {200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}}},
)
async def export_ranking(
    posting_id: UUID,
    listing: Listings,
    format: ExportFormat = ExportFormat.CSV,  # noqa: A002 - the name of the parameter
) -> Response:
    """The best 200 CVs for a posting as a file, each with its reasons, requirement by requirement."""
    found, rows = await listing.reasoned(PostingId(posting_id), POOL)
    title = f"Ranking of {found.considered} CVs"
    data = await asyncio.to_thread(write_ranking, title, found.formula, rows, format)
    name = {"Content-Disposition": f'attachment; filename="ranking.{format}"'}
    return Response(data, media_type=MEDIA_TYPES[format], headers=name)


@router.get("/batches/{batch_id}", dependencies=[READ], responses=problems(BatchNotFound))
async def get_batch(batch_id: UUID, session: Session, actor: CurrentActor) -> BatchOut:
    """A batch, how far it is, and which of its files came to nothing."""
    return batch_detail(await state_of(session, actor.workspace, batch_id))


@router.get("/cvs/{cv_id}/masked", dependencies=[READ_CVS], responses=problems(CvNotFound))
async def get_masked_cv(cv_id: UUID, decisions: Decisions) -> MaskedCv:
    """A CV without name, photo, contact, place, age, gender, nationality and family."""
    return await decisions.masked(CvId(cv_id))


PAIR = problems(CvNotFound, PostingNotFound, NothingDecided)


@router.get("/cvs/{cv_id}/decisions/{posting_id}", dependencies=[READ], responses=PAIR)
async def get_standing(cv_id: UUID, posting_id: UUID, decisions: Decisions) -> StandingOut:
    """What counts for a CV and a job: a person's decision where there is one, else the score."""
    return await decisions.standing(CvId(cv_id), PostingId(posting_id))


@router.post("/cvs/{cv_id}/decisions/{posting_id}", status_code=201, dependencies=[WRITE], responses=PAIR)
async def decide(cv_id: UUID, posting_id: UUID, given: VerdictIn, decisions: Decisions) -> StandingOut:
    """Decide as a person. It is kept in the audit log and wins over every score."""
    return await decisions.decide(CvId(cv_id), PostingId(posting_id), given)


@router.delete(
    "/cvs/{cv_id}/decisions/{posting_id}",
    status_code=204,
    dependencies=[WRITE],
    responses=problems(CvNotFound, PostingNotFound),
)
async def take_back(cv_id: UUID, posting_id: UUID, decisions: Decisions) -> None:
    """Take a decision back; the audit log keeps that it was made."""
    await decisions.take_back(CvId(cv_id), PostingId(posting_id))
