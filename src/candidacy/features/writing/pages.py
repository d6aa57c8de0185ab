"""The page on which the lines of a CV are worded anew."""

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from candidacy.ai_agents.interface import Tone, WritingTask
from candidacy.domain.review.tips import Line
from candidacy.domain.tailoring import OtherWords, marked
from candidacy.features.agents import public as agents
from candidacy.features.cvs.public import CvChanged
from candidacy.features.writing.errors import ClaimRefused, ClaimUnconfirmed, LineChanged
from candidacy.features.writing.schemas import MAX_TEXT, AcceptIn
from candidacy.features.writing.service import SUMMARY, WritingService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.errors import AppError
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import MAX_NUMBER
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)
TASKS = {
    WritingTask.IMPROVE: sentence("Improve"),
    WritingTask.QUANTIFY: sentence("Ask me for figures"),
    WritingTask.SHORTEN: sentence("Shorten"),
    WritingTask.TONE: sentence("Change the tone"),
    WritingTask.TRANSLATE: sentence("Translate"),
}
TONES = {
    Tone.NEUTRAL: sentence("Neutral"),
    Tone.WARM: sentence("Warm"),
    Tone.CONFIDENT: sentence("Confident"),
    Tone.FORMAL: sentence("Formal"),
}
LANGUAGES = {
    "en": sentence("English"),
    "de": sentence("German"),
    "es": sentence("Spanish"),
    "fr": sentence("French"),
    "it": sentence("Italian"),
    "nl": sentence("Dutch"),
    "pt": sentence("Portuguese"),
}


class Title(NamedTuple):
    """What stands above the lines of an entry; ``said`` where it is not the CV's own."""

    text: str
    said: bool = False


async def get_service(session: Session, actor: CurrentActor, services: Services) -> WritingService:
    judging = Judging(services.events, actor.user)
    return WritingService(session, actor.workspace, services.taxonomy, services.clock, judging)


Writing = Annotated[WritingService, Depends(get_service)]


@router.get("/cvs/{cv_id}/write", dependencies=[READ])
async def show(
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: Writing,
    services: Services,
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """The lines with their tips; with a model, each can be written anew."""
    return await _page(cv_id, request, session, actor, service, services, done=done)


@router.post("/cvs/{cv_id}/write", dependencies=[WRITE])
async def take(  # noqa: PLR0913, PLR0917 - each is a part of the form
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: Writing,
    services: Services,
    path: Annotated[str, Form(max_length=200)],
    text: Annotated[str, Form(min_length=1, max_length=MAX_TEXT)],
    based_on: Annotated[int, Form(ge=1, le=MAX_NUMBER)],
    before: Annotated[str, Form(max_length=MAX_TEXT)] = "",
    own: Annotated[str, Form(max_length=10)] = "",
    call: Annotated[UUID | None, Form()] = None,
    confirmed: Annotated[list[str] | None, Form(max_length=20)] = None,
) -> Response:
    """Take a text as a version; what cannot be taken stays in its field, with the reason."""
    given = AcceptIn(
        path=path, before=before, text=text, own_words=bool(own), confirmed=confirmed or [], call_id=call
    )
    try:
        await service.accept(CvId(cv_id), given, based_on=based_on)
    except (ClaimRefused, ClaimUnconfirmed, OtherWords, LineChanged, CvChanged) as error:
        return await _page(
            cv_id, request, session, actor, service, services, error=error, filled={path: text}
        )
    return RedirectResponse(f"/cvs/{cv_id}/write?done=saved#{anchor_of(path)}", status_code=303)


async def _page(  # noqa: PLR0913 - what the routes of the page have in hand
    cv_id: UUID,
    request: Request,
    session: Session,
    actor: CurrentActor,
    service: WritingService,
    services: Services,
    *,
    done: str = "",
    error: AppError | None = None,
    filled: Mapping[str, str] | None = None,
) -> Response:
    cv, lines = await service.lines(CvId(cv_id))
    shown = lines.lines
    if shown and not any(line.path == SUMMARY for line in shown):
        shown = (Line(path=SUMMARY, text=""), *shown)
    page = {
        "cv": cv,
        "lines": lines,
        "model": await agents.model_name(session, request.state.agents, actor.workspace),
        "refused": isinstance(error, ClaimRefused),
        "asked": error.words if isinstance(error, ClaimUnconfirmed) else (),
        "marked": marked,
        "may_edit": actor.may(Permission.CVS_WRITE),
        "tasks": TASKS,
        "tones": TONES,
        "languages": LANGUAGES,
    }
    return services.pages.respond(
        "writing/show.html",
        request,
        status=error.status if error else 200,
        section="cvs",
        page=page,
        entries=_entries(cv.resume.resume.to_json_resume(), shown),
        anchor_of=anchor_of,
        filled=filled or {},
        error=error,
        done=done,
    )


def anchor_of(path: str) -> str:
    """The place of a line on the page."""
    return "line" + path.replace("/", "-")


def _entries(resume: Mapping[str, Any], lines: Any) -> list[tuple[Title, list[Any]]]:
    """The lines by the entry they stand in, in order."""
    entries: dict[Title, list[Any]] = {}
    for line in lines:
        entries.setdefault(_title_of(line.path, resume), []).append(line)
    return list(entries.items())


def _title_of(path: str, resume: Mapping[str, Any]) -> Title:
    _, section, *rest = path.split("/")
    if section == "basics":
        return Title(sentence("Summary"), said=True)
    entry, number = resume[section][int(rest[0])], int(rest[0]) + 1
    names = [entry[m] for m in ("position", "name", "organization") if entry.get(m)]
    if names:
        return Title(", ".join(names[:2]))
    if section == "work":
        return Title(sentence(f"Experience {number}"), said=True)
    if section == "volunteer":
        return Title(sentence(f"Voluntary work {number}"), said=True)
    return Title(sentence(f"Projects {number}"), said=True)
