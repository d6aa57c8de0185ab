"""/api/v1/tailorings: propose, decide and apply, undo."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from candidacy.domain.tailoring import OtherProposal, Tailoring
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.features.tailoring.errors import AlreadyApplied, NotUndoable, TailoringNotFound
from candidacy.features.tailoring.models import TailoringRow
from candidacy.features.tailoring.schemas import Decisions, TailoringIn, TailoringOut
from candidacy.features.tailoring.service import TailoringService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, PostingId, TailoringId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/tailorings", tags=["tailoring"], route_class=ApiRoute)
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)


def get_service(session: Session, actor: CurrentActor, services: Services) -> TailoringService:
    judging = Judging(services.events, actor.user)
    return TailoringService(session, actor.workspace, services.taxonomy, services.clock, judging)


TailoringsService = Annotated[TailoringService, Depends(get_service)]


def detail(row: TailoringRow, found: Tailoring) -> TailoringOut:
    shown = found.model_dump(mode="json")
    return TailoringOut(
        id=row.id,
        cv_id=row.cv_id,
        cv_version_id=row.cv_version_id,
        cv_number=row.cv_number,
        posting_id=row.posting_id,
        posting_version=row.posting_version,
        digest=row.digest,
        match_before=found.match_before,
        match_after=found.match_after,
        changes=shown["changes"],
        refused=shown["refused"],
        accepted=row.accepted,
        applied_number=row.applied_number,
        undone_number=row.undone_number,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )


@router.post("", status_code=201, dependencies=[WRITE], responses=problems(CvNotFound, PostingNotFound))
async def propose(given: TailoringIn, service: TailoringsService, response: Response) -> TailoringOut:
    """Propose changes of a CV for a posting. Nothing is changed; what the CV does not support is refused."""
    row, found = await service.propose(CvId(given.cv_id), PostingId(given.posting_id), given.changes)
    response.headers["Location"] = f"/api/v1/tailorings/{row.id}"
    return detail(row, found)


@router.get("/{tailoring_id}", dependencies=[READ], responses=problems(TailoringNotFound))
async def get_one(tailoring_id: UUID, service: TailoringsService) -> TailoringOut:
    """A tailoring with its changes, their sources, and what was refused."""
    return detail(*await service.get(TailoringId(tailoring_id)))


@router.post(
    "/{tailoring_id}/apply",
    dependencies=[WRITE],
    responses=problems(TailoringNotFound, AlreadyApplied, OtherProposal),
)
async def apply(tailoring_id: UUID, given: Decisions, service: TailoringsService) -> TailoringOut:
    """Make the accepted changes a new version of the CV; the digest is that of what was shown."""
    return detail(*await service.apply(TailoringId(tailoring_id), given.accepted, given.digest))


@router.post("/{tailoring_id}/undo", dependencies=[WRITE], responses=problems(TailoringNotFound, NotUndoable))
async def undo(tailoring_id: UUID, service: TailoringsService) -> TailoringOut:
    """Bring back the version that was tailored, as a new version."""
    return detail(*await service.undo(TailoringId(tailoring_id)))
