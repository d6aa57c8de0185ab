"""What routes ask for: a session that commits before the answer, the actor, the shared services."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request
from fastapi.params import Depends as DependsMarker
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission


class Authenticate(Protocol):
    """Finds out who makes a request; wired in ``entrypoints``, answered by the auth slice."""

    def __call__(self, session: AsyncSession, headers: dict[str, str]) -> Awaitable[Actor]:
        """The actor. Raises Unauthenticated."""
        ...


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    """One request, one transaction. With ``scope="function"`` it commits before the response is sent, so
    that a commit that fails answers 500 and not 200.
    """
    async with request.state.sessionmaker.begin() as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session, scope="function")]


def get_sessionmaker(request: Request) -> async_sessionmaker[AsyncSession]:
    maker: async_sessionmaker[AsyncSession] = request.state.sessionmaker
    return maker


SessionMaker = Annotated[async_sessionmaker[AsyncSession], Depends(get_sessionmaker)]


def get_clock(request: Request) -> Clock:
    clock: Clock = request.state.clock
    return clock


CurrentClock = Annotated[Clock, Depends(get_clock)]


def get_events(request: Request) -> Events:
    events: Events = request.state.events
    return events


CurrentEvents = Annotated[Events, Depends(get_events)]


async def get_actor(request: Request, session: Session) -> Actor:
    authenticate: Authenticate = request.state.authenticate
    return await authenticate(session, dict(request.headers))


CurrentActor = Annotated[Actor, Depends(get_actor, scope="function")]

ROUTE_MARK = "__candidacy_route__"


def _marked(check: Callable[..., Any], value: str) -> DependsMarker:
    setattr(check, ROUTE_MARK, value)
    marker: DependsMarker = Depends(check, scope="function")
    return marker


def requires(permission: Permission) -> DependsMarker:
    """For ``dependencies=[...]`` of a route: only an actor with this permission gets in."""

    async def check(actor: CurrentActor) -> None:
        actor.require(permission)

    return _marked(check, permission.value)


def public_route() -> DependsMarker:
    """For ``dependencies=[...]`` of a route that anybody may call. A route has this or ``requires``."""

    async def check() -> None:
        return None

    return _marked(check, "public")
