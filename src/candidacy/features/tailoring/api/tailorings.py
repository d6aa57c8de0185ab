"""/api/v1/tailorings: propose, decide and apply, prove, undo."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from candidacy.domain.rendering import CvTooLong, MissingGlyphs, RenderingFailed
from candidacy.domain.tailoring import DoesNotFit, NoQuestion, OtherProposal, OtherWords, Tailoring
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.features.tailoring.errors import (
    AlreadyApplied,
    NothingChosen,
    NothingRefused,
    NotProvable,
    NotUndoable,
    TailoringNotFound,
)
from candidacy.features.tailoring.models import TailoringRow
from candidacy.features.tailoring.schemas import (
    Answer,
    Decisions,
    Proof,
    TailoringIn,
    TailoringOut,
    TailoringSummary,
    TailoringWork,
    WorkOut,
)
from candidacy.features.tailoring.service import Asked, Proposing, TailoringService
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, PostingId, TailoringId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/tailorings", tags=["tailoring"], route_class=ApiRoute)
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
WRITE_DETACHED = requires_detached(Permission.CVS_WRITE)
FITTING = (DoesNotFit, MissingGlyphs, CvTooLong, RenderingFailed, Unavailable)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> TailoringService:
    judging = Judging(services.events, actor.user)
    return TailoringService(session, actor.workspace, services.taxonomy, services.clock, judging)


TailoringsService = Annotated[TailoringService, Depends(get_service)]


async def get_proposing(sessions: SessionMaker, actor: DetachedActor, services: Services) -> Proposing:
    return Proposing(sessions, actor.workspace, services.taxonomy, services.clock, services.renderer)


Proposer = Annotated[Proposing, Depends(get_proposing)]


def detail(row: TailoringRow, found: Tailoring) -> TailoringOut:
    shown = found.model_dump(mode="json")
    return TailoringOut(
        **TailoringSummary.model_validate(row).model_dump(),
        match_before=found.match_before,
        match_after=found.match_after,
        pages_before=found.pages_before,
        pages_after=found.pages_after,
        changes=shown["changes"],
        questions=shown["questions"],
        refused=shown["refused"],
    )


@router.post(
    "",
    status_code=201,
    dependencies=[WRITE_DETACHED],
    responses=problems(CvNotFound, PostingNotFound, *FITTING),
)
async def propose(given: TailoringIn, proposing: Proposer, response: Response) -> TailoringOut:
    """Propose changes of a CV for a posting. Nothing is changed; what the CV does not support is refused."""
    asked = Asked(changes=given.changes, most_pages=given.pages)
    row, found = await proposing.propose(CvId(given.cv_id), PostingId(given.posting_id), asked)
    response.headers["Location"] = f"/api/v1/tailorings/{row.id}"
    return detail(row, found)


@router.post("/work", status_code=202, dependencies=[WRITE], responses=problems(CvNotFound, PostingNotFound))
async def ask_model(given: TailoringWork, service: TailoringsService, services: Services) -> WorkOut:
    """Let a model propose wordings beside what the rules propose. The result of the work names the tailoring;
    a model that fails leaves what the rules propose.
    """
    cv, posting = CvId(given.cv_id), PostingId(given.posting_id)
    return WorkOut(job_id=await service.ask_model(cv, posting, given.pages, services.queue))


@router.get("", dependencies=[READ])
async def list_all(
    service: TailoringsService,
    cv_id: UUID | None = None,
    posting_id: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[TailoringSummary]:
    """The tailorings of this workspace, newest first; of one CV or one posting where these are given."""
    cv = CvId(cv_id) if cv_id else None
    posting = PostingId(posting_id) if posting_id else None
    page = await service.list_page(cv, posting, cursor, limit)
    items = [TailoringSummary.model_validate(row) for row in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


@router.get("/{tailoring_id}", dependencies=[READ], responses=problems(TailoringNotFound))
async def get_one(tailoring_id: UUID, service: TailoringsService) -> TailoringOut:
    """A tailoring with its changes, their sources, and what was refused."""
    return detail(*await service.get(TailoringId(tailoring_id)))


@router.delete(
    "/{tailoring_id}", status_code=204, dependencies=[WRITE], responses=problems(TailoringNotFound)
)
async def delete(tailoring_id: UUID, service: TailoringsService) -> None:
    """Delete a tailoring. A version that it became stays."""
    await service.delete(TailoringId(tailoring_id))


@router.post(
    "/{tailoring_id}/apply",
    dependencies=[WRITE],
    responses=problems(TailoringNotFound, AlreadyApplied, NothingChosen, OtherProposal),
)
async def apply(tailoring_id: UUID, given: Decisions, service: TailoringsService) -> TailoringOut:
    """Make the accepted changes a new version of the CV; the digest is that of what was shown."""
    return detail(*await service.apply(TailoringId(tailoring_id), given.accepted, given.digest))


@router.post("/{tailoring_id}/undo", dependencies=[WRITE], responses=problems(TailoringNotFound, NotUndoable))
async def undo(tailoring_id: UUID, service: TailoringsService) -> TailoringOut:
    """Bring back the version that was tailored, as a new version."""
    return detail(*await service.undo(TailoringId(tailoring_id)))


@router.post(
    "/{tailoring_id}/questions/{question}",
    dependencies=[WRITE],
    responses=problems(TailoringNotFound, NoQuestion, OtherWords, AlreadyApplied, OtherProposal),
)
async def answer(
    tailoring_id: UUID,
    question: Annotated[str, Path(min_length=32, max_length=32)],
    given: Answer,
    service: TailoringsService,
) -> TailoringOut:
    """Say whether the words of a question, given by its key, are true. What is confirmed is your own
    statement, and goes among the changes, which gives them another digest; what is not is dropped, and not
    asked again.
    """
    said = given.words if given.confirmed else None
    return detail(*await service.answer(TailoringId(tailoring_id), question, said))


@router.delete(
    "/{tailoring_id}/refused/{number}",
    dependencies=[WRITE],
    responses=problems(TailoringNotFound, NothingRefused),
)
async def remove_refused(
    tailoring_id: UUID, number: Annotated[int, Path(ge=0, lt=10_000)], service: TailoringsService
) -> TailoringOut:
    """Take a refused change off the list, by its place in it. What is offered stays as it was shown."""
    return detail(*await service.remove_refused(TailoringId(tailoring_id), number))


@router.post(
    "/{tailoring_id}/prove",
    status_code=201,
    dependencies=[WRITE_DETACHED],
    responses=problems(
        TailoringNotFound, NothingRefused, NotProvable, AlreadyApplied, OtherProposal, *FITTING
    ),
)
async def prove(
    tailoring_id: UUID,
    given: Proof,
    sessions: SessionMaker,
    actor: DetachedActor,
    services: Services,
    proposing: Proposer,
    response: Response,
) -> TailoringOut:
    """Say in your own words what is true where a change was refused: it becomes a version of the CV, and the
    same texts are proposed again on it.
    """
    async with sessions.begin() as session:
        service = await get_service(session, actor, services)
        row, asked = await service.prove(TailoringId(tailoring_id), given.number, given.text)
    made, found = await proposing.propose(CvId(row.cv_id), PostingId(row.posting_id), asked)
    response.headers["Location"] = f"/api/v1/tailorings/{made.id}"
    return detail(made, found)
