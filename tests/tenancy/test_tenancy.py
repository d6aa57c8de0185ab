"""Every route as everybody: who may call it, and that nobody reaches what is another workspace's.

The routes are those the application has; ``permissions.yaml`` says who may call each.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from fastapi.routing import iter_route_contexts
from sqlalchemy import event

from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.settings import Settings
from candidacy.kernel.permissions import Role
from tests.tenancy.world import payload

if TYPE_CHECKING:
    import httpx
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.tenancy.world import Tenant

ROLES = [role.value for role in Role]
OPEN, PERSON = "public", "person"
IDS = ["workspace", "user", "invitation", "session", "key", "file", "job", "cv", "posting", "match", "review"]
UNROUTED = {"/openapi.json", "/static"}
# A text file has no pages, which who may see the file is told.
NOT_THERE = {"GET /api/v1/files/{file_id}/pages/{number}": "no_such_page"}


def matrix() -> dict[str, str]:
    """The least role by route."""
    table = yaml.safe_load((Path(__file__).parent / "permissions.yaml").read_text())
    listed = [(route, least) for least, routes in table.items() for route in routes or ()]
    assert len(listed) == len(dict(listed)), "a route is listed twice"
    return dict(listed)


def routes() -> set[str]:
    """Every route of the application, pages too."""
    app = create_app(Settings(home=Path("unused")))
    found = [(c.path or "", c.methods or set()) for c in iter_route_contexts(app.routes)]
    return {f"{method} {path}" for path, methods in found if path not in UNROUTED for method in methods}


def protected() -> dict[str, str]:
    return {route: least for route, least in matrix().items() if least in ROLES}


def code_of(answer: httpx.Response) -> str | None:
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    return str(answer.json()["code"]) if is_problem else None


async def ask(
    connection: AsyncConnection, tenant: Tenant, who: str | None, route: str, **ids: object
) -> httpx.Response:
    """A request whose effects are taken back, so that the next finds everything as it was."""
    savepoint = await connection.begin_nested()
    try:
        return await tenant.send(tenant.people[who] if who else None, route, ids)
    finally:
        await savepoint.rollback()


def test_team_009_every_route_is_listed_with_who_may_call_it() -> None:
    assert routes() == set(matrix())


def test_as_many_routes_are_seen_as_openapi_lists() -> None:
    spec = create_app(Settings(home=Path("unused"))).openapi()
    listed = {f"{method.upper()} {path}" for path, item in spec["paths"].items() for method in item}

    assert listed == {r for r in routes() if "/api/" in r or "/health/" in r}


async def test_nobody_gets_in_without_signing_in(connection: AsyncConnection, ours: Tenant) -> None:
    closed = [route for route, least in matrix().items() if least != OPEN]

    answers = {route: await ask(connection, ours, None, route) for route in closed}

    assert {r: a.status_code for r, a in answers.items() if a.status_code != 401} == {}


async def test_team_008_who_does_not_belong_here_finds_nothing(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    ours.people["stranger"] = theirs.people["owner"]
    before = await ours.rows()

    wrong = {}
    for route in [r for r, least in matrix().items() if least != OPEN]:
        for who in ("stranger", "removed", "suspended"):
            answer = await tenant_answer(connection, ours, who, route)
            if answer != 404:
                wrong[route, who] = answer

    assert wrong == {}
    assert await ours.rows() == before


async def tenant_answer(connection: AsyncConnection, tenant: Tenant, who: str, route: str) -> int:
    return (await ask(connection, tenant, who, route)).status_code


async def test_team_009_each_role_may_do_what_the_table_says_and_nothing_else(
    connection: AsyncConnection, ours: Tenant
) -> None:
    wrong = {}
    for route, least in protected().items():
        for role in ROLES:
            answer = await ask(connection, ours, role, route)
            if not is_right(route, answer, allowed=ROLES.index(role) >= ROLES.index(least)):
                wrong[route, role] = (answer.status_code, code_of(answer))

    assert wrong == {}


def is_right(route: str, answer: httpx.Response, *, allowed: bool) -> bool:
    """Refused with 403 for the role alone; or let in, and then with a request that makes sense."""
    refused = (answer.status_code, code_of(answer)) == (403, "forbidden")
    if not allowed:
        return refused
    if code_of(answer) == NOT_THERE.get(route, ""):
        return True
    return not refused and answer.status_code not in {401, 404, 405, 422} and answer.status_code < 500


async def test_team_008_no_id_of_another_workspace_leads_anywhere(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    before, wrong, swapped = await theirs.rows(), {}, 0
    for route in matrix():
        for name in ids_in(route, ours):
            savepoint = await connection.begin_nested()
            answer = await ours.send(ours.people["owner"], route, {name: theirs.ids[name]})
            changed = await theirs.rows() != before
            await savepoint.rollback()
            swapped += 1
            if changed or not (answer.status_code in {403, 404} or is_empty(answer)):
                wrong[route, name] = (answer.status_code, code_of(answer), changed)

    assert wrong == {}
    assert swapped >= len([r for r in matrix() if re.search(r"\{\w+_id\}", r)])


def is_empty(answer: httpx.Response) -> bool:
    """A list that was filtered by an id we cannot know of, and so holds nothing."""
    return answer.status_code == 200 and answer.json() == {"items": [], "next_cursor": None}


def ids_in(route: str, tenant: Tenant) -> list[str]:
    """The names of the ids in a route's path, query and body."""
    sent = str(payload(route, tenant.ids))
    names = [f"{kind}_id" for kind in IDS]
    return [n for n in names if f"{{{n}}}" in route or str(tenant.ids[n]) in sent]


async def test_lists_of_ids_are_taken_whole_or_not_at_all(ours: Tenant, theirs: Tenant) -> None:
    own, foreign = ours.ids["user_id"], theirs.ids["user_id"]
    before = await ours.rows(), await theirs.rows()

    answers = [
        await ours.team.send(ours.team.owner, "POST", "/workspaces/{}/members/remove", {"user_ids": user_ids})
        for user_ids in ([], [foreign], [own, foreign])
    ]

    assert [a.status_code for a in answers] == [422, 404, 404]
    assert (await ours.rows(), await theirs.rows()) == before


async def test_lists_show_nothing_of_another_workspace(ours: Tenant, theirs: Tenant) -> None:
    foreign = {str(v) for k, v in theirs.ids.items() if k != "number"}

    shown = {
        route: [value for value in foreign if value in answer.text]
        for route, least in protected().items()
        if route.startswith("GET ")
        for answer in [await ours.send(ours.people["owner"], route)]
    }

    assert {route: found for route, found in shown.items() if found} == {}


async def test_the_workspace_rides_along_with_the_query_that_finds_out_who_asks(
    connection: AsyncConnection, ours: Tenant
) -> None:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    await ours.send(ours.people["viewer"], "GET /api/v1/cvs")

    asked = [s for s in statements if "SAVEPOINT" not in s and "app.workspace', ''" not in s]
    assert len(asked) == 2
    assert "from sessions" in asked[0]
    assert "FROM cvs" in asked[1]
