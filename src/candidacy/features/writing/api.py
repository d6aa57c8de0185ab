"""Tips on the lines of a CV, suggestions as a stream, and taking one."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from candidacy.ai_agents.errors import NoModel
from candidacy.domain.review.tips import LineSet
from candidacy.domain.tailoring import OtherWords
from candidacy.features.agents.public import ModelCallNotFound, ModelKeyUnreadable
from candidacy.features.cvs.public import CvChanged, CvNotFound
from candidacy.features.postings.public import PostingNotFound
from candidacy.features.writing.errors import ClaimRefused, ClaimUnconfirmed, LineChanged, NoSuchLine
from candidacy.features.writing.schemas import AcceptedOut, AcceptIn, SuggestIn
from candidacy.features.writing.service import Event, Suggesting, WritingService
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.etags import BadEtag, expected_version
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.sse import for_at_most
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/cvs", tags=["writing"], route_class=ApiRoute)
READ, WRITE = requires(Permission.CVS_READ), requires(Permission.CVS_WRITE)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> WritingService:
    judging = Judging(services.events, actor.user)
    return WritingService(session, actor.workspace, services.taxonomy, services.clock, judging)


Writing = Annotated[WritingService, Depends(get_service)]


@router.get("/{cv_id}/tips", dependencies=[READ], responses=problems(CvNotFound))
async def tips(cv_id: UUID, service: Writing) -> LineSet:
    """Every text of a CV that can be worded anew, with what could be said better; no model is asked."""
    _, lines = await service.lines(CvId(cv_id))
    return lines


@router.post(
    "/{cv_id}/suggestions/accept",
    dependencies=[WRITE],
    responses=problems(
        CvNotFound,
        NoSuchLine,
        ModelCallNotFound,
        LineChanged,
        ClaimRefused,
        ClaimUnconfirmed,
        OtherWords,
        CvChanged,
        BadEtag,
    ),
)
async def accept(
    cv_id: UUID,
    given: AcceptIn,
    service: Writing,
    expected: Annotated[int | None, Depends(expected_version)],
) -> AcceptedOut:
    """Take a text as a new version of the CV. What the CV does not support is refused with the reason, unless
    the person vouches for it in their own words; where nothing speaks against it, they confirm the words
    in ``confirmed``, and the version keeps their statement. Restoring the version before undoes it.
    """
    number = await service.accept(CvId(cv_id), given, based_on=expected)
    return AcceptedOut(cv_id=cv_id, version=number)


async def begun(
    cv_id: UUID,
    given: SuggestIn,
    request: Request,
    sessions: SessionMaker,
    actor: DetachedActor,
    services: Services,
) -> AsyncGenerator[Event, None]:
    """The events of a suggestion; refuses before the stream begins."""
    suggesting = Suggesting(
        sessions, actor, services.taxonomy, services.clock, services.events, request.state.agents
    )
    return await suggesting.begin(CvId(cv_id), given)


@router.post(
    "/{cv_id}/suggestions/events",
    response_class=EventSourceResponse,
    dependencies=[requires_detached(Permission.CVS_WRITE)],
    responses=problems(CvNotFound, NoSuchLine, PostingNotFound, NoModel, ModelKeyUnreadable),
)
async def suggest(
    events: Annotated[AsyncGenerator[Event, None], Depends(begun)], services: Services
) -> AsyncIterator[ServerSentEvent]:
    """Another wording of a text, as server-sent events: ``piece`` with more of it, ``done`` with the whole,
    what the CV does not support of it or the ``words`` that only its person can confirm, and questions; or
    ``problem``. Nothing is changed. Closing the connection stops the model.
    """
    async for event in for_at_most(services.http.stream_lifetime, events):
        yield ServerSentEvent(event=event.kind, data=translated(event, services.pages.languages.translate))


def translated(event: Event, say: Callable[[str], str]) -> dict[str, Any]:
    """What an event says of a text, in the reader's language; the text itself is the model's."""
    value = dict(event.value)
    if event.kind == "problem":
        value["message"] = say(value["message"])
    if refusals := value.get("refusals"):
        value["refusals"] = [{name: say(text) for name, text in one.items()} for one in refusals]
    return value
