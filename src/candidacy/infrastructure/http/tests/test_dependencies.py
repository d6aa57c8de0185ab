"""Guards mark their routes, and let in who may."""

from inspect import signature
from types import SimpleNamespace

import pytest
from sqlalchemy.ext.asyncio import async_sessionmaker
from starlette.requests import Request

from candidacy.infrastructure.http.dependencies import ROUTE_MARK, public_route, requires, requires_detached
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.http.tests.asgi import scope_of
from candidacy.kernel.clock import SystemClock
from candidacy.kernel.errors import Forbidden
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Permission, Role


def actor(role: Role) -> Actor:
    return Actor(UserId(uuid7()), WorkspaceId(uuid7()), role)


@pytest.mark.parametrize("guard", [requires, requires_detached])
async def test_a_guard_lets_in_who_may_and_refuses_others(guard: type) -> None:
    await ask(guard, actor(Role.EDITOR))

    with pytest.raises(Forbidden):
        await ask(guard, actor(Role.VIEWER))


async def ask(guard: type, who: Actor) -> None:
    """Let a guard of a writing route look at somebody."""

    async def authenticate(*_: object) -> Actor:
        return who

    check = guard(Permission.CVS_WRITE).dependency
    services = SimpleNamespace(
        sessionmaker=async_sessionmaker(),
        clock=SystemClock(),
        http=HttpSettings(),
        authenticate=authenticate,
    )
    request = Request({**scope_of(), "state": {"services": services}})
    session = async_sessionmaker(info={"workspace": who.workspace})()
    given = {"request": request, "session": session, "actor": who}
    await check(**{name: given[name] for name in signature(check).parameters})


@pytest.mark.parametrize("guard", [requires, requires_detached])
def test_a_guard_names_what_it_asks_for(guard: type) -> None:
    assert getattr(guard(Permission.CVS_READ).dependency, ROUTE_MARK) == "cvs:read"


async def test_a_public_route_says_so_and_lets_everybody_in() -> None:
    check = public_route().dependency

    assert check is not None
    await check()
    assert getattr(check, ROUTE_MARK) == "public"
