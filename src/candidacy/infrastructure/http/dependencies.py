"""What routes ask for: a session that commits before the answer, the actor, the shared services."""

from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.params import Depends as DependsMarker
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.http.idempotency import claim_attached, claim_detached
from candidacy.infrastructure.http.problems import wants_page
from candidacy.infrastructure.http.services import SharedServices
from candidacy.infrastructure.postgres import Sessions, enter, within
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission


def services_of(request: Request) -> SharedServices:
    """For what nearly every route depends on: each dependency of a dependency is solved once more for each
    route and each other dependency that names it, at 15 us of the processor, even where its value is known.
    """
    services: SharedServices = request.state.services
    return services


async def get_services(request: Request) -> SharedServices:
    return services_of(request)


Services = Annotated[SharedServices, Depends(get_services)]


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    """One request, one transaction. With ``scope="function"`` it commits before the response is sent, so
    that a commit that fails answers 500 and not 200.
    """
    async with services_of(request).sessionmaker.begin() as session:
        yield session


Session = Annotated[AsyncSession, Depends(get_session, scope="function")]


async def identify(request: Request, session: AsyncSession) -> Actor:
    """Find out who asks, in the request's own transaction; for guards, which come before all else of it."""
    actor = await services_of(request).authenticate(session, dict(request.headers))
    await enter(session, actor.workspace)
    request.state.actor = actor
    return actor


async def get_actor(request: Request) -> Actor:
    """Whom the guard of the route has let in; it fails where there was none."""
    actor: Actor = request.state.actor
    return actor


CurrentActor = Annotated[Actor, Depends(get_actor)]
"""Who asks. Only guards find that out: asked of each other dependency, it would be solved for each anew."""


async def get_detached_actor(request: Request) -> Actor:
    services = services_of(request)
    async with services.sessionmaker() as session:
        request.state.actor = actor = await services.authenticate(session, dict(request.headers))
    return actor


DetachedActor = Annotated[Actor, Depends(get_detached_actor, scope="function")]
"""Who asks, found out in a transaction that is over: for streams and uploads, which hold no connection."""


async def get_sessionmaker(request: Request, actor: DetachedActor) -> Sessions:
    return within(services_of(request).sessionmaker, actor.workspace)


SessionMaker = Annotated[Sessions, Depends(get_sessionmaker, scope="function")]
"""Sessions in the workspace of who asks, for routes that hold none throughout."""


async def head_page(request: Request, session: AsyncSession, actor: Actor, services: SharedServices) -> None:
    """For a page: where its reader can work and how much is unread, which its head shows."""
    if not wants_page(request):
        return
    request.state.unread = await services.unread(session, actor)
    if actor.session is not None:
        request.state.places = await services.places(session, actor.user)


ROUTE_MARK = "__candidacy_route__"
PUBLIC, SIGNED_IN, SUPERUSER = "public", "signed-in", "superuser"
"""Marks that are no permission."""


def _marked(check: Callable[..., Any], value: str) -> DependsMarker:
    setattr(check, ROUTE_MARK, value)
    marker: DependsMarker = Depends(check, scope="function")
    return marker


def requires(permission: Permission, *, even_suspended: bool = False) -> DependsMarker:
    """For ``dependencies=[...]`` of a route: only an actor with this permission gets in.

    ``even_suspended`` is for what leads out of a suspended workspace: everything else of it is closed.
    """

    async def check(request: Request, session: Session) -> None:
        services, actor = services_of(request), await identify(request, session)
        await head_page(request, session, actor, services)
        actor.require(permission, even_suspended=even_suspended)
        await claim_attached(request, session, actor, services.clock)

    return _marked(check, permission.value)


def requires_detached(permission: Permission) -> DependsMarker:
    """The same for routes that hold no transaction."""

    async def check(request: Request, actor: DetachedActor) -> None:
        services = services_of(request)
        async with within(services.sessionmaker, actor.workspace)() as session:
            await head_page(request, session, actor, services)
        actor.require(permission)
        await claim_detached(request, services.sessionmaker, actor, services.clock, services.http.lease)

    return _marked(check, permission.value)


def public_route() -> DependsMarker:
    """For ``dependencies=[...]`` of a route that anybody may call. A route has this or ``requires``."""

    async def check() -> None:
        return None

    return _marked(check, PUBLIC)
