"""The pages of search: results, answers, and what the command palette shows."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from candidacy.features.assistant.schemas import AnswerOut
from candidacy.features.assistant.service import searching
from candidacy.features.assistant.service.asking import Asking
from candidacy.features.assistant.service.searching import Searching, query_of, visible_kinds
from candidacy.features.assistant.service.showing import answer_out, page_of_hits
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.infrastructure.http.dependencies import (
    DetachedActor,
    Services,
    SessionMaker,
    requires_detached,
)
from candidacy.infrastructure.http.services import SharedServices
from candidacy.kernel.errors import AppError
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission

router = APIRouter()
READ = requires_detached(Permission.SEARCH_READ)
LONGEST, RESULTS, FEW = 500, 10, 6


async def get_searching(request: Request, sessions: SessionMaker, actor: DetachedActor) -> Searching:
    tools: SearchTools = request.state.search
    return Searching(sessions, actor.workspace, tools)


Search = Annotated[Searching, Depends(get_searching)]


@dataclass(frozen=True, slots=True)
class Sought:
    """What a form holds."""

    q: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def query(self, tools: SearchTools, actor: Actor) -> searching.Query:
        kinds = (self.kind,) if self.kind else ()
        return query_of(tools, actor, self.q, kinds=kinds, since=self.since, until=self.until)


async def get_sought(
    q: Annotated[str, Query(max_length=LONGEST)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
    since: Annotated[str, Query(max_length=40)] = "",
    until: Annotated[str, Query(max_length=40)] = "",
) -> Sought:
    """What the form of the page sent; a day that is none is as good as empty."""
    return Sought(q.strip(), kind, _day(since), _day(until))


Form = Annotated[Sought, Depends(get_sought)]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@router.get("/search", dependencies=[READ])
async def search(
    request: Request,
    form: Form,
    actor: DetachedActor,
    service: Search,
    services: Services,
    cursor: str | None = None,
) -> HTMLResponse:
    """Everything in the workspace, found by words and meaning."""
    page, error = None, None
    if form.q:
        try:
            page = page_of_hits(await service.search(form.query(service.tools, actor)), cursor, RESULTS)
        except AppError as problem:
            if problem.status >= 500:
                raise
            error = problem
    return services.pages.respond(
        "assistant/search.html",
        request,
        status=error.status if error else 200,
        section="search",
        form=form,
        sources=shown_sources(service.tools, actor),
        page=page,
        error=error,
        again=cursor is not None,
    )


@router.get("/search/quick", dependencies=[READ])
async def quick(
    request: Request, form: Form, actor: DetachedActor, service: Search, services: Services
) -> HTMLResponse:
    """A few results for the command palette, as it is typed into."""
    page = None
    if form.q:
        page = page_of_hits(await service.search(form.query(service.tools, actor)), None, FEW)
    return services.pages.respond("assistant/quick.html", request, form=form, page=page)


@router.get("/search/ask", dependencies=[READ])
async def ask(
    request: Request, form: Form, actor: DetachedActor, service: Search, services: Services
) -> HTMLResponse:
    """A question and what the workspace says to it.

    With a model its answer comes in by the API's events; without scripts, and without a model, the passages
    are the answer.
    """
    answer, error, speaker = None, None, service.tools.speaker
    if form.q:
        try:
            answer = await _answered(form, actor, service, services)
        except AppError as problem:
            if problem.status >= 500:
                raise
            error = problem
    return services.pages.respond(
        "assistant/ask.html",
        request,
        status=error.status if error else 200,
        section="search",
        form=form,
        answer=answer,
        error=error,
        speaks=answer is not None and bool(speaker and await speaker.speaks(actor)),
    )


async def _answered(form: Sought, actor: Actor, service: Searching, services: SharedServices) -> AnswerOut:
    asking = Asking(service)
    await asking.admit(services.shared.limiter, actor)
    found = await asking.retrieve(form.query(service.tools, actor))
    return answer_out(asking.by_passages(found), found.results.terms)


def shown_sources(tools: SearchTools, actor: Actor) -> list[tuple[str, str]]:
    """The kinds that somebody may choose from, by what they are called."""
    kinds = visible_kinds(tools, actor, ())
    return [(source.kind, source.label) for source in tools.sources.all() if source.kind in kinds]
