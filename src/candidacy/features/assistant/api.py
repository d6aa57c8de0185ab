"""/api/v1/search: finding, and answers with citations."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi import Query as QueryValue
from fastapi.sse import EventSourceResponse, ServerSentEvent

from candidacy.ai_agents.interface import Anew, Draft
from candidacy.features.assistant.errors import NothingAsked, TooManyQuestions, UnknownKind
from candidacy.features.assistant.schemas import DraftOut, SearchOut
from candidacy.features.assistant.service.asking import Answer, Asking, Retrieved
from candidacy.features.assistant.service.searching import Query, Searching, query_of
from candidacy.features.assistant.service.showing import answer_out, page_of_hits, passages_out
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.infrastructure.http.dependencies import (
    DetachedActor,
    Services,
    SessionMaker,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.sse import for_at_most
from candidacy.kernel.identity import Actor
from candidacy.kernel.pagination import MAX_LIMIT, BadCursor
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1/search", tags=["search"], route_class=ApiRoute)
READ = requires_detached(Permission.SEARCH_READ)

LONGEST = 500
RESULTS = 10


async def get_tools(request: Request) -> SearchTools:
    tools: SearchTools = request.state.search
    return tools


Tools = Annotated[SearchTools, Depends(get_tools)]


async def get_searching(sessions: SessionMaker, actor: DetachedActor, tools: Tools) -> Searching:
    return Searching(sessions, actor.workspace, tools)


Search = Annotated[Searching, Depends(get_searching)]


@dataclass(frozen=True, slots=True)
class Sought:
    """What the query of an address asks for."""

    q: Annotated[str, QueryValue(max_length=LONGEST, description="Words, a name, or a whole question.")]
    kind: Annotated[
        list[str] | None,
        QueryValue(description="Only of these kinds: cv, posting, application, note, portfolio, profile."),
    ] = None
    since: Annotated[date | None, QueryValue(description="Changed on this day (UTC) or later.")] = None
    until: Annotated[date | None, QueryValue(description="Changed on this day (UTC) or earlier.")] = None

    def query(self, tools: SearchTools, actor: Actor) -> Query:
        """Raises UnknownKind, and Forbidden for what somebody may not see."""
        return query_of(tools, actor, self.q, kinds=self.kind or (), since=self.since, until=self.until)


@router.get(
    "",
    response_model=SearchOut,
    dependencies=[READ],
    responses=problems(NothingAsked, UnknownKind, BadCursor),
)
async def search(
    sought: Annotated[Sought, Depends()],
    actor: DetachedActor,
    service: Search,
    cursor: str | None = None,
    limit: Annotated[int, QueryValue(ge=1, le=MAX_LIMIT)] = RESULTS,
) -> SearchOut:
    """CVs, jobs and whatever else the workspace holds, best first, each with the passages that were found.

    Words and meaning are searched apart and joined by rank. Accents, endings and case do not matter, the last
    word may be its beginning, and a word that stands nowhere is taken for the one that is spelt most like it.
    """
    found = await service.search(sought.query(service.tools, actor))
    return page_of_hits(found, cursor, limit)


async def retrieved(
    sought: Annotated[Sought, Depends()], actor: DetachedActor, service: Search, services: Services
) -> Retrieved:
    """The passages for a question; refuses before the stream begins."""
    asking = Asking(service)
    await asking.admit(services.shared.limiter, actor)
    return await asking.retrieve(sought.query(service.tools, actor))


@router.get(
    "/ask",
    response_class=EventSourceResponse,
    dependencies=[READ],
    responses=problems(NothingAsked, UnknownKind, TooManyQuestions),
)
async def ask(
    found: Annotated[Retrieved, Depends(retrieved)],
    actor: DetachedActor,
    service: Search,
    services: Services,
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events: ``passages`` with what was found, then ``answer``, which ends the stream.

    Where a model answers, ``draft`` comes between: more of a sentence as the model says it, before anything
    of it is verified; ``anew`` takes back all that came so far. Every citation of the answer stands in its
    passage, sentences without one are left out, and where nothing answers, the answer says so. Closing the
    connection stops the model.
    """
    yield ServerSentEvent(event="passages", data=passages_out(found))
    async for said in for_at_most(services.http.stream_lifetime, Asking(service).answering(actor, found)):
        yield _event(said, found, services.pages.languages.translate)


def _event(said: Draft | Anew | Answer, found: Retrieved, translate: Callable[[str], str]) -> ServerSentEvent:
    """The event; why nothing is answered is said in the language of the request, as problems are."""
    match said:
        case Draft():
            return ServerSentEvent(event="draft", data=DraftOut(statement=said.statement, text=said.text))
        case Anew():
            return ServerSentEvent(event="anew", data={})
        case Answer():
            why = translate(said.refusal) if said.refusal else None
            return ServerSentEvent(
                event="answer", data=answer_out(replace(said, refusal=why), found.results.terms)
            )
