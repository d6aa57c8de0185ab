"""Guards of routes that belong to no workspace: a person's account, and what concerns the installation."""

from fastapi import Depends, Request
from fastapi.params import Depends as DependsMarker

from candidacy.infrastructure.http.dependencies import (
    ROUTE_MARK,
    SIGNED_IN,
    SUPERUSER,
    DetachedActor,
    Services,
    Session,
    head_page,
    identify,
    services_of,
)
from candidacy.infrastructure.http.idempotency import claim_attached, claim_detached
from candidacy.infrastructure.postgres import within
from candidacy.kernel.errors import Forbidden
from candidacy.kernel.identity import Actor


class PersonNeeded(Forbidden):
    """An API key cannot do this. Sign in yourself."""

    code = "person_needed"


def signed_in(*, shown_once: bool = True) -> DependsMarker:
    """For ``dependencies=[...]`` of a route that only a person who is there themselves may call.

    What an account answers, a new key or codes, is ``shown_once`` and not kept to be shown again.
    """

    async def check(request: Request, session: Session) -> None:
        services, actor = services_of(request), await identify(request, session)
        if not actor.is_person:
            raise PersonNeeded
        await head_page(request, session, actor, services)
        request.state.shown_once = shown_once
        await claim_attached(request, session, actor, services.clock)

    setattr(check, ROUTE_MARK, SIGNED_IN)
    marker: DependsMarker = Depends(check, scope="function")
    return marker


def signed_in_detached() -> DependsMarker:
    """The same for routes that hold no transaction."""

    async def check(request: Request, actor: DetachedActor, services: Services) -> None:
        if not actor.is_person:
            raise PersonNeeded
        async with within(services.sessionmaker, actor.workspace)() as session:
            await head_page(request, session, actor, services)
        request.state.shown_once = True
        await claim_detached(request, services.sessionmaker, actor, services.clock, services.http.lease)

    setattr(check, ROUTE_MARK, SIGNED_IN)
    marker: DependsMarker = Depends(check, scope="function")
    return marker


def superusers() -> DependsMarker:
    """For ``dependencies=[...]`` of a route that only who runs the installation may call, in person."""

    async def check(request: Request, session: Session) -> None:
        services, actor = services_of(request), await identify(request, session)
        _require_superuser(actor)
        await head_page(request, session, actor, services)
        await claim_attached(request, session, actor, services.clock)

    setattr(check, ROUTE_MARK, SUPERUSER)
    marker: DependsMarker = Depends(check, scope="function")
    return marker


def superusers_detached() -> DependsMarker:
    """The same for routes that hold no transaction."""

    async def check(request: Request, actor: DetachedActor, services: Services) -> None:
        _require_superuser(actor)
        async with within(services.sessionmaker, actor.workspace)() as session:
            await head_page(request, session, actor, services)
        await claim_detached(request, services.sessionmaker, actor, services.clock, services.http.lease)

    setattr(check, ROUTE_MARK, SUPERUSER)
    marker: DependsMarker = Depends(check, scope="function")
    return marker


def _require_superuser(actor: Actor) -> None:
    if not actor.superuser:
        raise Forbidden("Only who runs this installation may do this. Ask its operator.")
