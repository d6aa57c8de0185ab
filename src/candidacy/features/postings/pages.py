"""The pages of postings: the list, and one posting with its requirements."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.postings import Importance, Posting
from candidacy.domain.resume import Span
from candidacy.features.postings.schemas import PostingPatch, RequirementPatch
from candidacy.features.postings.service import PostingService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.document_view import text_document
from candidacy.kernel.ids import PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.POSTINGS_READ), requires(Permission.POSTINGS_WRITE)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> PostingService:
    return PostingService(session, actor.workspace, services.taxonomy, services.events)


PostingsService = Annotated[PostingService, Depends(get_service)]


@router.get("/postings", dependencies=[READ])
async def list_page(
    request: Request, service: PostingsService, services: Services, cursor: str | None = None
) -> HTMLResponse:
    page = await service.list_page(cursor, DEFAULT_LIMIT)
    return services.pages.respond("postings/list.html", request, section="postings", page=page)


@router.get("/postings/{posting_id}", dependencies=[READ])
async def show(
    posting_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: PostingsService,
    services: Services,
) -> HTMLResponse:
    row, posting = await service.get(PostingId(posting_id))
    return services.pages.respond(
        "postings/show.html",
        request,
        section="postings",
        row=row,
        posting=posting,
        importances=list(Importance),
        followed=await services.following.of_posting(session, actor, row.id),
        view=text_document(posting.text, places_of(posting)),
    )


def places_of(posting: Posting) -> list[tuple[str, list[Span]]]:
    """Where the posting says each requirement; none for those whose wording it does not hold."""
    return [
        (f"q{n}", [Span(start=r.start, end=r.end)] if r.start < r.end else [])
        for n, r in enumerate(posting.requirements)
    ]


@router.post("/postings/{posting_id}/requirements/{number}", dependencies=[WRITE])
async def change_requirement(
    posting_id: UUID,
    number: int,
    service: PostingsService,
    importance: Annotated[Importance, Form()],
    weight: Annotated[float, Form(ge=0, le=10)],
) -> RedirectResponse:
    patch = RequirementPatch(importance=importance, weight=weight)
    await service.change_requirement(PostingId(posting_id), number, patch, based_on=None)
    return RedirectResponse(f"/postings/{posting_id}#r{number}", status_code=303)


@router.post("/postings/{posting_id}/rename", dependencies=[WRITE])
async def rename(
    posting_id: UUID,
    service: PostingsService,
    title: Annotated[str, Form(min_length=1, max_length=300)],
    organization: Annotated[str, Form(max_length=300)] = "",
) -> RedirectResponse:
    stated = {"title": title.strip(), "organization": organization.strip()}
    patch = PostingPatch(**{name: value for name, value in stated.items() if value})
    await service.change(PostingId(posting_id), patch, based_on=None)
    return RedirectResponse(f"/postings/{posting_id}", status_code=303)


@router.post("/postings/{posting_id}/delete", dependencies=[WRITE])
async def delete(posting_id: UUID, service: PostingsService) -> RedirectResponse:
    await service.delete(PostingId(posting_id))
    return RedirectResponse("/postings", status_code=303)
