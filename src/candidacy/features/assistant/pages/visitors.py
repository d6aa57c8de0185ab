"""/ask: what visitors ask of a portfolio, answered from what they may read of it. No script, no cookie.

An answer is kept by no cache, and its address by no search engine: ``robots.txt`` lets none in here.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from candidacy.domain.portfolio import Site
from candidacy.features.assistant.errors import NothingAsked, TooManyQuestions
from candidacy.features.assistant.public import SearchTools, answer_visitor
from candidacy.features.assistant.service.asking import Answer
from candidacy.features.portfolio import public as portfolio
from candidacy.infrastructure.http.dependencies import Services, public_route
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.languages import speaking
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import WorkspaceId

router = APIRouter()
VISITOR = public_route()
LONGEST = 300
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'none'; object-src 'none'; style-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
}
Find = Callable[[portfolio.Visit], Awaitable[portfolio.Visited]]
Question = Annotated[str, Query(max_length=LONGEST)]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever asks, and what they look at."""

    workspace: WorkspaceId
    handle: str | None
    site: Site
    readable: Mapping[UUID, portfolio.Readable]


class Asked:
    """The answer to one visitor."""

    def __init__(self, request: Request, services: Services, q: Question = "") -> None:
        self._request, self._services, self.question = request, services, " ".join(q.split())
        self._tools: SearchTools = request.state.search

    async def of(self, find: Find, handle: str | None = None) -> Response:
        """The page; that nothing is there where there is no portfolio, or none that answers."""
        try:
            visitor = await _visitor(self._services, find)
        except portfolio.NothingPublished:
            return self._nothing()
        if not (visitor.site.answers and self._tools.settings.visitors):
            return self._nothing()
        if handle is not None and handle != visitor.handle:
            query = f"?{urlencode({'q': self.question})}" if self.question else ""
            return RedirectResponse(f"/ask/p/{visitor.handle}{query}", status_code=301)
        try:
            answer = await self._answer(visitor) if self.question else None
        except (NothingAsked, TooManyQuestions) as error:
            return self._page(visitor, error=error)
        return self._page(visitor, answer=answer)

    async def _answer(self, visitor: Visitor) -> Answer:
        client = self._request.client
        return await answer_visitor(
            self._services.sessionmaker,
            visitor.workspace,
            self._tools,
            self._services.shared.limiter,
            question=self.question,
            readable={one: readable.stamp for one, readable in visitor.readable.items()},
            address=client.host if client else "unknown",
        )

    def _page(
        self, visitor: Visitor, *, answer: Answer | None = None, error: AppError | None = None
    ) -> Response:
        with speaking(visitor.site.language):
            text = self._services.pages.render(
                "assistant/visitors.html",
                self._request,
                site=visitor.site,
                readable=visitor.readable,
                question=self.question,
                longest=LONGEST,
                answer=answer,
                error=error,
            )
        headers = dict(HEADERS)
        if isinstance(error, TooManyQuestions):
            headers["Retry-After"] = str(error.retry_after)
        status = error.status if error else 200
        return Response(text, status, headers, media_type="text/html; charset=utf-8")

    def _nothing(self) -> Response:
        text = self._services.pages.render("portfolio/public/missing.html", self._request)
        return Response(text, 404, dict(HEADERS), media_type="text/html; charset=utf-8")


Asking = Annotated[Asked, Depends(Asked)]


async def _visitor(services: SharedServices, find: Find) -> Visitor:
    now = services.clock.now()
    async with services.sessionmaker() as session:
        visited = await find(portfolio.Visit(session, now, services.public_url))
        return Visitor(visited.workspace, visited.handle, await visited.site(), await visited.readable(now))


@router.get("/ask/p/{handle}", dependencies=[VISITOR])
async def ask_portfolio(handle: str, asked: Asking) -> Response:
    """A question to a public portfolio, answered in the words of what is published on it."""
    return await asked.of(lambda visit: visit.by_handle(handle), handle)


@router.get("/ask/u/{token}", dependencies=[VISITOR])
async def ask_unlisted(token: str, asked: Asking) -> Response:
    """The same for who has the unlisted link."""
    return await asked.of(lambda visit: visit.by_link(token))
