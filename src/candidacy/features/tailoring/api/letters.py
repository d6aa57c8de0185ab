"""/api/v1/letters: draft, edit, take along as a file."""

from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response

from candidacy.domain.rendering import CvTooLong, MissingGlyphs, RenderingFailed
from candidacy.domain.tailoring import NoQuestion, OtherWords
from candidacy.domain.tailoring.letters import Draft, UnknownLetterLanguage, Wanted
from candidacy.features.cvs import public as cvs
from candidacy.features.cvs.public import CvNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.features.tailoring.errors import LetterChanged, LetterNotFound
from candidacy.features.tailoring.exports import PaperFormat, file_name, letter_file
from candidacy.features.tailoring.models import LetterRow
from candidacy.features.tailoring.schemas import (
    Answer,
    LetterEdit,
    LetterIn,
    LetterOut,
    LetterSummary,
    WorkOut,
)
from candidacy.features.tailoring.service import LetterService
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
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, LetterId, PostingId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/letters", tags=["letters"], route_class=ApiRoute)
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            "application/pdf": {},
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {},
            "text/plain": {},
        }
    }
}


async def get_service(session: Session, actor: CurrentActor, services: Services) -> LetterService:
    return LetterService(session, actor.workspace, services.taxonomy, services.clock)


LettersService = Annotated[LetterService, Depends(get_service)]


def detail(row: LetterRow, draft: Draft) -> LetterOut:
    shown = draft.model_dump(mode="json")
    return LetterOut(
        **LetterSummary.model_validate(row).model_dump(),
        text=row.text,
        paragraphs=shown["paragraphs"],
        questions=shown["questions"],
        refused=shown["refused"],
    )


@router.post(
    "",
    status_code=201,
    dependencies=[WRITE],
    responses=problems(CvNotFound, PostingNotFound, UnknownLetterLanguage),
)
async def write(given: LetterIn, service: LettersService, response: Response) -> LetterOut:
    """Draft a cover letter or a note from the CV's own lines, each sentence with its sources."""
    wanted = Wanted(given.kind, given.language, given.tone)
    row, draft = await service.draft(CvId(given.cv_id), PostingId(given.posting_id), wanted)
    response.headers["Location"] = f"/api/v1/letters/{row.id}"
    response.headers["ETag"] = etag(row.version)
    return detail(row, draft)


@router.post(
    "/work",
    status_code=202,
    dependencies=[WRITE],
    responses=problems(CvNotFound, PostingNotFound, UnknownLetterLanguage),
)
async def ask_model(
    given: LetterIn, service: LettersService, actor: CurrentActor, services: Services
) -> WorkOut:
    """Let a model write between opening and closing; each sentence is held against the CV. The result of the
    work names the letter, and a model that fails leaves the CV's own lines in it.
    """
    wanted = Wanted(given.kind, given.language, given.tone)
    cv, posting = CvId(given.cv_id), PostingId(given.posting_id)
    return WorkOut(job_id=await service.ask_model(cv, posting, wanted, services.queue, actor.user))


@router.get("", dependencies=[READ])
async def list_all(
    service: LettersService,
    cv_id: UUID | None = None,
    posting_id: UUID | None = None,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[LetterSummary]:
    """The letters of this workspace, newest first; of one CV or one posting where these are given."""
    cv = CvId(cv_id) if cv_id else None
    posting = PostingId(posting_id) if posting_id else None
    page = await service.list_page(cv, posting, cursor, limit)
    items = [LetterSummary.model_validate(row) for row in page.items]
    return Page(items=items, next_cursor=page.next_cursor)


@router.get("/{letter_id}", dependencies=[READ], responses=problems(LetterNotFound))
async def get_one(letter_id: UUID, service: LettersService, response: Response) -> LetterOut:
    """A letter as it is sent, and as it was drafted."""
    row, draft = await service.get(LetterId(letter_id))
    response.headers["ETag"] = etag(row.version)
    return detail(row, draft)


@router.patch(
    "/{letter_id}", dependencies=[WRITE], responses=problems(LetterNotFound, LetterChanged, BadEtag)
)
async def edit(
    letter_id: UUID,
    given: LetterEdit,
    service: LettersService,
    response: Response,
    expected: Annotated[int | None, Depends(expected_version)],
) -> LetterOut:
    """Let your own words stand. With If-Match it is refused when somebody else changed the letter."""
    row, draft = await service.edit(LetterId(letter_id), given.subject, given.text, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return detail(row, draft)


@router.post(
    "/{letter_id}/questions/{question}",
    dependencies=[WRITE],
    responses=problems(LetterNotFound, NoQuestion, OtherWords),
)
async def answer(
    letter_id: UUID,
    question: Annotated[str, Path(min_length=32, max_length=32)],
    given: Answer,
    service: LettersService,
    actor: CurrentActor,
    services: Services,
    response: Response,
) -> LetterOut:
    """Say whether the words of a question, given by its key, are true. What is confirmed is your own
    statement and goes into the letter; what is not is dropped, and not asked again.
    """
    said = given.words if given.confirmed else None
    judging = Judging(services.events, actor.user)
    row, draft = await service.answer(LetterId(letter_id), question, said, judging)
    response.headers["ETag"] = etag(row.version)
    return detail(row, draft)


@router.delete("/{letter_id}", status_code=204, dependencies=[WRITE], responses=problems(LetterNotFound))
async def delete(letter_id: UUID, service: LettersService) -> None:
    """Delete a letter."""
    await service.delete(LetterId(letter_id))


@router.get(
    "/{letter_id}/file",
    response_class=Response,
    dependencies=[requires_detached(Permission.CVS_READ)],
    responses=problems(LetterNotFound, CvNotFound, MissingGlyphs, CvTooLong, RenderingFailed, Unavailable)
    | FILES,
)
async def as_file(
    letter_id: UUID,
    actor: DetachedActor,
    sessions: SessionMaker,
    services: Services,
    format: Annotated[PaperFormat, Query()] = PaperFormat.PDF,  # noqa: A002 - its name in the address.
) -> Response:
    """The letter as a file, under the head of the CV. No transaction is held while it is made."""
    async with sessions() as session:
        service = LetterService(session, actor.workspace, services.taxonomy, services.clock)
        row, _ = await service.get(LetterId(letter_id))
        cv = await cvs.get_cv(session, actor.workspace, CvId(row.cv_id))
    resume, now = cv.resume.resume, services.clock.now()
    file = await letter_file(format, resume, row.subject, row.text, row.language, services.renderer, now)
    return attachment(file.data, file.media_type, f"{file_name(cv.candidate_name, row.kind)}.{format.value}")


def attachment(data: bytes, media_type: str, name: str) -> Response:
    """A file to be kept and not shown."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": disposition})
