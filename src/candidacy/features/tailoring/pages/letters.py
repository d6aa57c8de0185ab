"""The pages of letters: what to write, the letter with the lines it rests on, and the list of all."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.domain.tailoring import marked
from candidacy.domain.tailoring.letters import (
    AskedSentence,
    Draft,
    LetterKind,
    Sentence,
    Tone,
    Wanted,
    letter_languages,
)
from candidacy.features.agents import public as agents
from candidacy.features.cvs import public as cvs
from candidacy.features.postings import public as postings
from candidacy.features.tailoring.errors import LetterChanged
from candidacy.features.tailoring.pages.changes import people_of
from candidacy.features.tailoring.schemas import MAX_LETTER
from candidacy.features.tailoring.service import LetterService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.queue import get_job
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, JobId, LetterId, PostingId
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_NUMBER
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
LANGUAGES = {
    "en": sentence("English"),
    "de": sentence("German"),
    "es": sentence("Spanish"),
    "fr": sentence("French"),
}
TONES = {Tone.FORMAL: sentence("Formal"), Tone.WARM: sentence("Warm"), Tone.DIRECT: sentence("Direct")}
KINDS = {LetterKind.LETTER: sentence("Cover letter"), LetterKind.NOTE: sentence("Short note")}
WORDS: dict[str, Any] = {
    "tongues": {code: LANGUAGES.get(code, code) for code in letter_languages()},
    "tones": TONES,
    "kinds": KINDS,
}


async def get_service(session: Session, actor: CurrentActor, services: Services) -> LetterService:
    return LetterService(session, actor.workspace, services.taxonomy, services.clock)


LettersService = Annotated[LetterService, Depends(get_service)]


@router.get("/cvs/{cv_id}/letter/{posting_id}", dependencies=[READ])
async def ask(
    cv_id: UUID,
    posting_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
) -> HTMLResponse:
    """What to write; and what was written for this job before."""
    cv = await cvs.get_cv(session, actor.workspace, CvId(cv_id))
    posting = await postings.get_posting(session, actor.workspace, PostingId(posting_id))
    page = await service.list_page(CvId(cv_id), PostingId(posting_id), None, DEFAULT_LIMIT)
    return services.pages.respond(
        "tailoring/letter_new.html",
        request,
        section="cvs",
        cv=cv,
        posting=posting,
        letters=page.items,
        spoken=posting.posting.language,
        model=await agents.model_name(session, request.state.agents, actor.workspace),
        may_edit=actor.may(Permission.CVS_WRITE),
        **WORDS,
    )


@router.post("/cvs/{cv_id}/letter/{posting_id}", dependencies=[WRITE])
async def write(  # noqa: PLR0913, PLR0917 - each is a part of the form
    cv_id: UUID,
    posting_id: UUID,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
    kind: Annotated[LetterKind, Form()] = LetterKind.LETTER,
    language: Annotated[str, Form(min_length=2, max_length=2)] = "en",
    tone: Annotated[Tone, Form()] = Tone.FORMAL,
    by: Annotated[str, Form(max_length=10)] = "",
) -> RedirectResponse:
    """Draft it from the CV's own lines; or let a model write it, and follow that."""
    wanted, cv, posting = Wanted(kind, language, tone), CvId(cv_id), PostingId(posting_id)
    if by == "model":
        job = await service.ask_model(cv, posting, wanted, services.queue, actor.user)
        return RedirectResponse(f"/letters/work/{job}", status_code=303)
    row, _ = await service.draft(cv, posting, wanted)
    return RedirectResponse(f"/letters/{row.id}", status_code=303)


@router.get("/letters/work/{job_id}", dependencies=[READ])
async def follow(
    job_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
) -> Response:
    """How the work stands; once it is done, the letter."""
    row = await service.find_of_job(JobId(job_id))
    if row is not None:
        return RedirectResponse(f"/letters/{row.id}", status_code=303)
    job = await get_job(session, actor.workspace, JobId(job_id))
    here = {"at": f"/letters/work/{job_id}", "back": "/letters"}
    return services.pages.respond("tailoring/working.html", request, section="cvs", job=job, here=here)


@router.get("/letters", dependencies=[READ])
async def list_page(
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
    cursor: str | None = None,
) -> HTMLResponse:
    """All letters, newest first."""
    page = await service.list_page(None, None, cursor, DEFAULT_LIMIT)
    jobs = await postings.titles_of(
        session, actor.workspace, {PostingId(row.posting_id) for row in page.items}
    )
    return services.pages.respond(
        "tailoring/letters.html", request, section="cvs", page=page, postings=jobs, **WORDS
    )


@router.get("/letters/{letter_id}", dependencies=[READ])
async def show(
    letter_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
    done: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    return await _page(letter_id, request, session, actor, service, services, done=done)


@router.post("/letters/{letter_id}", dependencies=[WRITE])
async def edit(  # noqa: PLR0913, PLR0917 - each is a part of the request
    letter_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
    text: Annotated[str, Form(min_length=1, max_length=MAX_LETTER)],
    based_on: Annotated[int, Form(ge=1, le=MAX_NUMBER)],
    subject: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Let the person's own words stand; what somebody else changed meanwhile is not lost, nor is this."""
    try:
        await service.edit(LetterId(letter_id), subject, text, based_on=based_on)
    except LetterChanged as error:
        return await _page(
            letter_id, request, session, actor, service, services, error=error, mine=(subject, text)
        )
    return RedirectResponse(f"/letters/{letter_id}?done=saved", status_code=303)


@router.post("/letters/{letter_id}/answer", dependencies=[WRITE])
async def answer(
    letter_id: UUID,
    service: LettersService,
    actor: CurrentActor,
    services: Services,
    question: Annotated[str, Form(min_length=32, max_length=32)],
    said: Annotated[Literal["yes", "no"], Form()],
    words: Annotated[list[str] | None, Form(max_length=20)] = None,
) -> RedirectResponse:
    """Say whether what no line shows is true; then it goes into the letter."""
    told = words or [] if said == "yes" else None
    await service.answer(LetterId(letter_id), question, told, Judging(services.events, actor.user))
    return RedirectResponse(f"/letters/{letter_id}#sentences", status_code=303)


@router.post("/letters/{letter_id}/delete", dependencies=[WRITE])
async def delete(letter_id: UUID, service: LettersService) -> RedirectResponse:
    await service.delete(LetterId(letter_id))
    return RedirectResponse("/letters", status_code=303)


async def _page(  # noqa: PLR0913 - what the routes of the page have in hand
    letter_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: LettersService,
    services: Services,
    *,
    done: str = "",
    error: LetterChanged | None = None,
    mine: tuple[str, str] | None = None,
) -> HTMLResponse:
    row, draft = await service.get(LetterId(letter_id))
    cv = await cvs.get_cv(session, actor.workspace, CvId(row.cv_id))
    posting = await postings.get_posting(session, actor.workspace, PostingId(row.posting_id))
    return services.pages.respond(
        "tailoring/letter.html",
        request,
        status=error.status if error else 200,
        section="cvs",
        row=row,
        draft=draft,
        told=list(_in_order(draft)),
        people=await people_of(session, (one.confirmed for told in draft.paragraphs for one in told)),
        cv=cv,
        posting=posting,
        subject=mine[0] if mine else row.subject,
        text=mine[1] if mine else row.text,
        theirs=row.text if mine else None,
        error=error,
        done=done,
        may_edit=actor.may(Permission.CVS_WRITE),
        **WORDS,
    )


class LetterQuestion(NamedTuple):
    """A question where its sentence would stand, with the words in question told apart."""

    question: AskedSentence
    pieces: tuple[tuple[str, bool], ...]


def _in_order(draft: Draft) -> Iterator[Sentence | LetterQuestion]:
    """The sentences that say something of the person, and what is asked, where it would stand."""
    for number, paragraph in enumerate(draft.paragraphs):
        asked = [one for one in draft.questions if one.paragraph == number]
        for place in range(len(paragraph) + 1):
            for one in asked:
                if one.place == place:
                    yield LetterQuestion(one, marked(one.text, one.words))
            yield from (one for one in paragraph[place : place + 1] if one.sources)
