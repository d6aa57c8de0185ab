"""The pages of rankings: the best CVs at once, side by side, what people say of them, and batches."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import ValidationError

from candidacy.domain.postings import Posting
from candidacy.domain.skills import Taxonomy
from candidacy.features.matching.pages.routes import MatchesService
from candidacy.features.matching.schemas import VERDICTS, FactsIn, RankIn, Shown
from candidacy.features.matching.service.batches import start, state_of
from candidacy.features.matching.service.listing import Listing
from candidacy.features.matching.service.naming import called
from candidacy.features.matching.service.ranking import RankingService
from candidacy.features.postings import public as postings
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.uploads import chunks
from candidacy.infrastructure.queue import get_job
from candidacy.kernel.ids import CvId, JobId, PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.MATCHES_READ), requires(Permission.MATCHES_WRITE)
MOST_COMPARED = 3
SAID: dict[str, bool | None] = {"yes": True, "no": False, "": None}


async def get_listing(session: Session, actor: CurrentActor, services: Services) -> Listing:
    return Listing(
        RankingService(session, actor.workspace, services.taxonomy, services.clock, services.pools)
    )


Listings = Annotated[Listing, Depends(get_listing)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the form above the ranking holds."""

    facts: FactsIn
    refused: bool


async def get_chosen(request: Request) -> Chosen:
    """Read by hand: an empty field of a form is no filter, and of one that cannot be meant nothing counts."""
    given = {n: v for n, v in request.query_params.items() if v and n in FactsIn.model_fields}
    try:
        return Chosen(FactsIn.model_validate(given), refused=False)
    except ValidationError:
        return Chosen(FactsIn(), refused=True)


@router.get("/postings/{posting_id}/ranking", dependencies=[READ])
async def ranking(  # noqa: PLR0913, PLR0917 - each is a part of the request
    posting_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    listing: Listings,
    services: Services,
    chosen: Annotated[Chosen, Depends(get_chosen)],
    shown: Shown = "all",
    cursor: str | None = None,
    job: UUID | None = None,
) -> HTMLResponse:
    """The best CVs for a posting as they are now."""
    posting = await postings.get_posting(session, actor.workspace, PostingId(posting_id))
    found = await listing.of_posting(
        PostingId(posting_id),
        cursor=cursor,
        limit=DEFAULT_LIMIT,
        filters=chosen.facts.filters(),
        shown=shown,
    )
    kept = [(n, v) for n, v in request.query_params.multi_items() if v and n not in ("cursor", "job")]
    return services.pages.respond(
        "matching/ranking.html",
        request,
        section="postings",
        posting=posting,
        ranking=found,
        chosen=chosen,
        shown=shown,
        verdicts=VERDICTS,
        skills=_skills_asked(posting.posting, services.taxonomy),
        asked=urlencode(kept),
        job=job,
        megabytes=services.http.max_archive_size // 1_000_000,
    )


def _skills_asked(posting: Posting, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    """The skills that a posting names, to hold CVs to one of them."""
    uris = dict.fromkeys(uri for asked in posting.requirements for uri in asked.skill_uris)
    known = [(uri, concept.label) for uri in uris if (concept := taxonomy.get(uri)) is not None]
    return sorted(known, key=lambda skill: skill[1].casefold())


@router.post("/postings/{posting_id}/ranking", dependencies=[WRITE])
async def start_ranking(posting_id: UUID, service: MatchesService, services: Services) -> RedirectResponse:
    """Compute and keep the match of every CV with its reasons, as a job."""
    job = await service.start_ranking(RankIn(posting_id=posting_id), services.queue)
    return RedirectResponse(f"/postings/{posting_id}/ranking?job={job}", status_code=303)


@router.post("/postings/{posting_id}/open/{cv_id}", dependencies=[WRITE])
async def open_match(posting_id: UUID, cv_id: UUID, service: MatchesService) -> RedirectResponse:
    """The match of a place in the ranking with its reasons, computed where it was not."""
    row, _ = await service.match(CvId(cv_id), PostingId(posting_id))
    return RedirectResponse(f"/matches/{row.id}", status_code=303)


@router.post("/postings/{posting_id}/feedback/{cv_id}", dependencies=[WRITE])
async def give_feedback(
    posting_id: UUID,
    cv_id: UUID,
    listing: Listings,
    actor: CurrentActor,
    relevant: Annotated[Literal["yes", "no", ""], Form()] = "",
) -> RedirectResponse:
    """Say whether a CV is relevant for the posting, or take it back."""
    await listing.give_feedback(PostingId(posting_id), CvId(cv_id), actor.user, relevant=SAID[relevant])
    return RedirectResponse(f"/postings/{posting_id}/ranking", status_code=303)


@router.get("/postings/{posting_id}/compare", dependencies=[READ])
async def compare(
    posting_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    listing: Listings,
    services: Services,
    cv: Annotated[list[UUID] | None, Query(max_length=20)] = None,
) -> HTMLResponse:
    """Up to three CVs side by side, requirement by requirement."""
    posting = await postings.get_posting(session, actor.workspace, PostingId(posting_id))
    chosen = list(dict.fromkeys(cv or []))
    compared = await listing.compared(PostingId(posting_id), chosen[:MOST_COMPARED])
    asked = list(zip(*(one.match.requirements for one in compared), strict=True))
    return services.pages.respond(
        "matching/compare.html",
        request,
        section="postings",
        posting=posting,
        compared=compared,
        called=called,
        asked=asked,
        left_out=max(0, len(chosen) - MOST_COMPARED),
    )


@router.post("/postings/{posting_id}/batches", dependencies=[requires_detached(Permission.MATCHES_WRITE)])
async def start_batch(
    posting_id: UUID,
    actor: DetachedActor,
    services: Services,
    file: Annotated[UploadFile, File()],
) -> RedirectResponse:
    """Take an archive of CVs in and lead to its progress."""
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
    return RedirectResponse(f"/batches/{batch.id}", status_code=303)


@router.get("/batches/{batch_id}", dependencies=[READ])
async def show_batch(
    batch_id: UUID, request: Request, session: Session, actor: CurrentActor, services: Services
) -> HTMLResponse:
    """How far a batch is, and which of its files came to nothing."""
    state = await state_of(session, actor.workspace, batch_id)
    posting = await postings.get_posting(session, actor.workspace, PostingId(state.batch.posting_id))
    job = await get_job(session, actor.workspace, JobId(state.batch.job_id)) if state.batch.job_id else None
    return services.pages.respond(
        "matching/batch.html", request, section="postings", state=state, posting=posting, job=job
    )
