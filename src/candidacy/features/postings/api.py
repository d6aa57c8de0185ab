"""/api/v1/postings: job postings and their requirements."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from candidacy.domain.postings import Posting, to_jobposting
from candidacy.domain.postings.errors import EmptyPosting, NotAJobPosting, PostingTooLong
from candidacy.features.postings.errors import (
    NothingGiven,
    PostingChanged,
    PostingNotFound,
    RequirementNotFound,
)
from candidacy.features.postings.models import PostingRow
from candidacy.features.postings.schemas import (
    PostingDetail,
    PostingIn,
    PostingOut,
    PostingPatch,
    RequirementPatch,
)
from candidacy.features.postings.service import PostingService, read
from candidacy.infrastructure.fetching import (
    ForbiddenAddress,
    NoTextPage,
    PageMissing,
    PageTooLarge,
    PageUnavailable,
)
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version
from candidacy.infrastructure.http.idempotency import ApiRoute, current_claim
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.ids import PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, MAX_NUMBER, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/postings", tags=["postings"], route_class=ApiRoute)
READ, WRITE = requires(Permission.POSTINGS_READ), requires(Permission.POSTINGS_WRITE)
Expected = Annotated[int | None, Depends(expected_version)]


async def get_service(session: Session, actor: CurrentActor, services: Services) -> PostingService:
    return PostingService(session, actor.workspace, services.taxonomy, services.events)


class JsonLd(JSONResponse):
    """Linked data."""

    media_type = "application/ld+json"


PostingsService = Annotated[PostingService, Depends(get_service)]


def detail(row: PostingRow, posting: Posting) -> PostingDetail:
    return PostingDetail(
        **PostingOut.model_validate(row).model_dump(),
        text=posting.text,
        location=posting.location,
        remote=posting.remote,
        employment_type=posting.employment_type,
        language=posting.language,
        requirements=list(posting.requirements),
    )


@router.post(
    "",
    status_code=201,
    response_model=PostingDetail,
    dependencies=[requires_detached(Permission.POSTINGS_WRITE)],
    responses=problems(
        NothingGiven,
        EmptyPosting,
        NotAJobPosting,
        PostingTooLong,
        ForbiddenAddress,
        PageMissing,
        PageTooLarge,
        NoTextPage,
        PageUnavailable,
    ),
)
async def create(
    given: PostingIn, request: Request, actor: DetachedActor, sessions: SessionMaker, services: Services
) -> Response:
    """Read a posting from text, HTML, JSON-LD or a web page. A file goes to ``/api/v1/files``.

    No transaction is held while a page is fetched and read.
    """
    posting = await read(given, services.taxonomy, services.fetcher)
    claim = current_claim(request)
    async with sessions.begin() as session:
        row = await PostingService(session, actor.workspace, services.taxonomy, services.events).create(
            posting
        )
        headers = {"Location": f"/api/v1/postings/{row.id}", "ETag": etag(row.version)}
        body = detail(row, posting).model_dump_json()
        reply = Response(body, 201, headers, media_type="application/json")
        if claim is not None:
            await claim.keep(session, reply)
    return reply


@router.get("", dependencies=[READ])
async def list_all(
    service: PostingsService,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[PostingOut]:
    """The postings of this workspace, newest first."""
    page = await service.list_page(cursor, limit)
    return Page(items=[PostingOut.model_validate(p) for p in page.items], next_cursor=page.next_cursor)


@router.get("/{posting_id}", dependencies=[READ], responses=problems(PostingNotFound))
async def get_one(posting_id: UUID, service: PostingsService, response: Response) -> PostingDetail:
    """A posting with its requirements; their offsets count in ``text``."""
    row, posting = await service.get(PostingId(posting_id))
    response.headers["ETag"] = etag(row.version)
    return detail(row, posting)


@router.patch(
    "/{posting_id}", dependencies=[WRITE], responses=problems(PostingNotFound, PostingChanged, BadEtag)
)
async def change(
    posting_id: UUID, given: PostingPatch, service: PostingsService, response: Response, expected: Expected
) -> PostingDetail:
    """Set title or organisation right."""
    row, posting = await service.change(PostingId(posting_id), given, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return detail(row, posting)


@router.patch(
    "/{posting_id}/requirements/{number}",
    dependencies=[WRITE],
    responses=problems(PostingNotFound, RequirementNotFound, PostingChanged, BadEtag),
)
async def change_requirement(
    posting_id: UUID,
    number: Annotated[int, Path(ge=0, le=MAX_NUMBER, description="Its place in the list, from 0")],
    given: RequirementPatch,
    service: PostingsService,
    response: Response,
    expected: Expected,
) -> PostingDetail:
    """Set how much a requirement matters. Matches that were computed before keep what they counted with."""
    row, posting = await service.change_requirement(PostingId(posting_id), number, given, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return detail(row, posting)


@router.delete("/{posting_id}", status_code=204, dependencies=[WRITE], responses=problems(PostingNotFound))
async def delete(posting_id: UUID, service: PostingsService) -> None:
    """Delete a posting with its matches."""
    await service.delete(PostingId(posting_id))


@router.get(
    "/{posting_id}/job-posting",
    response_class=JsonLd,
    dependencies=[READ],
    responses=problems(PostingNotFound),
)
async def export(posting_id: UUID, service: PostingsService) -> JsonLd:
    """The posting as schema.org JobPosting."""
    _, posting = await service.get(PostingId(posting_id))
    return JsonLd(to_jobposting(posting))
