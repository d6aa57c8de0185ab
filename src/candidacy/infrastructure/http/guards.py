"""Guards of routes that belong to a person and to no workspace: their account."""

from fastapi import Depends
from fastapi.params import Depends as DependsMarker

from candidacy.infrastructure.http.dependencies import ROUTE_MARK, CurrentActor
from candidacy.kernel.errors import Forbidden


class PersonNeeded(Forbidden):
    """An API key cannot do this. Sign in yourself."""

    code = "person_needed"


def signed_in() -> DependsMarker:
    """For ``dependencies=[...]`` of a route that only a person who is there themselves may call."""

    async def check(actor: CurrentActor) -> None:
        if not actor.is_person:
            raise PersonNeeded

    setattr(check, ROUTE_MARK, "signed-in")
    marker: DependsMarker = Depends(check, scope="function")
    return marker
