"""The table of who may call what misses no route, and says of each what its guard says."""

from __future__ import annotations

from fastapi import Depends

from candidacy.infrastructure.http.dependencies import PUBLIC, SIGNED_IN, SUPERUSER, public_route
from candidacy.kernel.permissions import Permission, Role, permissions_of
from tests.tenancy.table import OPEN, PERSON, RUNS_IT, application, document, faults, guards, matrix, served


def test_team_009_every_route_is_listed_with_who_may_call_it() -> None:
    assert faults(served()) == set()


def test_as_many_routes_are_seen_as_openapi_lists() -> None:
    listed = {f"{method.upper()} {path}" for path, item in document()["paths"].items() for method in item}
    seen = [route for route in matrix() if "/api/" in route or "/health/" in route]

    assert (len(seen), set(seen)) == (len(listed), listed)


async def planted() -> None:
    """A route of somebody in a hurry."""


def test_a_route_without_a_guard_is_found() -> None:
    app = application()
    app.add_api_route("/api/v1/planted", planted, methods=["GET"])
    app.add_api_route("/planted", planted, methods=["POST"], dependencies=[Depends(planted)])

    assert faults(app) == {"GET /api/v1/planted", "POST /planted"}


def test_a_listed_route_that_loses_its_guard_or_gets_two_is_found() -> None:
    app = application()
    app.add_api_route("/api/v1/cvs", planted, methods=["GET"])
    guarded = [public_route(), public_route()]
    app.add_api_route("/api/v1/me", planted, methods=["GET"], dependencies=guarded)

    assert faults(app) == {"GET /api/v1/cvs", "GET /api/v1/me"}


def test_team_009_the_table_says_what_the_guards_say() -> None:
    least = {p.value: next(r.value for r in Role if p in permissions_of(r)) for p in Permission}
    least |= {PUBLIC: OPEN, SIGNED_IN: PERSON, SUPERUSER: RUNS_IT}

    assert {route: least[mark] for route, (mark,) in guards(served())} == matrix()
