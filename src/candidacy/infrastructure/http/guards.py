"""Guards of routes that belong to a person and to no workspace: their account."""

from fastapi import Depends, Request
from fastapi.params import Depends as DependsMarker

from candidacy.infrastructure.http.dependencies import (
    ROUTE_MARK,
    SIGNED_IN,
    CurrentActor,
    Services,
    Session,
    head_page,
)
from candidacy.infrastructure.http.idempotency import claim_attached
from candidacy.kernel.errors import Forbidden


class PersonNeeded(Forbidden):
    """An API key cannot do this. Sign in yourself."""

    code = "person_needed"


def signed_in(*, shown_once: bool = True) -> DependsMarker:
    """For ``dependencies=[...]`` of a route that only a person who is there themselves may call.

    What an account answers, a new key or codes, is ``shown_once`` and not kept to be shown again.
    """

    async def check(request: Request, actor: CurrentActor, session: Session, services: Services) -> None:
        if not actor.is_person:
            raise PersonNeeded
        await head_page(request, session, actor, services)
        request.state.shown_once = shown_once
        await claim_attached(request, session, actor, services.clock)

    setattr(check, ROUTE_MARK, SIGNED_IN)
    marker: DependsMarker = Depends(check, scope="function")
    return marker
