"""Every route as everybody: who may call it, with a session or with an API key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from candidacy.infrastructure.http.dependencies import PUBLIC, SIGNED_IN
from candidacy.kernel.permissions import Permission, Role, permissions_of
from tests.tenancy.table import OPEN, ROLES, guards, matrix, protected, served
from tests.tenancy.world import everything

if TYPE_CHECKING:
    import httpx
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.tenancy.world import Tenant

# A text file has no pages, and nobody has set up a model: who may see either is told so.
NOT_THERE = {
    "GET /api/v1/files/{file_id}/pages/{number}": "no_such_page",
    "DELETE /api/v1/models/settings": "no_model_of_its_own",
    "GET /api/v1/reviews/{review_id}/notes": "no_notes",
    "GET /api/v1/cvs/{cv_id}/interviews/{posting_id}/hints": "no_interview_hints",
    "POST /api/v1/cvs/{cv_id}/suggestions/events": "no_model",
    "POST /workspace/models/remove": "no_model_of_its_own",
    "POST /api/v1/tailorings/{tailoring_id}/questions/{question}": "no_question",
    "POST /tailorings/{tailoring_id}/answer": "no_question",
    "POST /api/v1/letters/{letter_id}/questions/{question}": "no_question",
    "POST /letters/{letter_id}/answer": "no_question",
}
# Every scope on every route takes minutes, so all but one are tried with the deep tests. The key of somebody
# who may only read any more has the scopes of reading, and is tried here.
SCOPES = [
    pytest.param(scope, marks=() if scope == Permission.MATCHES_WRITE else pytest.mark.deep)
    for scope in Permission
]
# A workspace is made and joined by people, whatever the scopes of their keys.
BY_PEOPLE = {
    "POST /api/v1/workspaces",
    "POST /workspaces",
    "POST /api/v1/invitations/accept",
    "POST /invitations/{token}",
}
OF_SEVERAL_KINDS = {
    "POST /api/v1/samples",
    "DELETE /api/v1/samples/{kind}",
    "POST /samples/load",
    "POST /samples/remove",
}
"""They ask for more than their guard names: a sample is files, postings, applications and portfolio items."""
OUTSIDERS = ("stranger", "invited", "suspended", "removed", "key of suspended", "key of removed")


def code_of(answer: httpx.Response) -> str | None:
    is_problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    return str(answer.json()["code"]) if is_problem else None


async def ask(connection: AsyncConnection, tenant: Tenant, who: str | None, route: str) -> httpx.Response:
    """A request whose effects are taken back, so that the next finds everything as it was."""
    savepoint = await connection.begin_nested()
    try:
        return await tenant.send(tenant.people[who] if who else None, route)
    finally:
        await savepoint.rollback()


async def test_nobody_gets_in_without_signing_in(connection: AsyncConnection, ours: Tenant) -> None:
    closed = [route for route, least in matrix().items() if least != OPEN]

    answers = {route: await ask(connection, ours, None, route) for route in closed}

    assert {r: a.status_code for r, a in answers.items() if a.status_code != 401} == {}


@pytest.mark.parametrize("who", OUTSIDERS)
async def test_team_008_who_does_not_belong_here_finds_nothing(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant, who: str
) -> None:
    ours.people["stranger"] = theirs.people["owner"]
    before = await everything(connection, ours, theirs)

    closed = [route for route, least in matrix().items() if least != OPEN]
    answers = {route: (await ours.send(ours.people[who], route)).status_code for route in closed}

    assert {route: status for route, status in answers.items() if status != 404} == {}
    assert await everything(connection, ours, theirs) == before


@pytest.mark.parametrize("role", ROLES)
async def test_team_009_each_role_may_do_what_the_table_says_and_nothing_else(
    connection: AsyncConnection, ours: Tenant, role: str
) -> None:
    wrong = {}
    for route, least in protected().items():
        answer = await ask(connection, ours, role, route)
        if not is_right(route, answer, allowed=ROLES.index(role) >= ROLES.index(least)):
            wrong[route] = (answer.status_code, code_of(answer))

    assert wrong == {}


def is_right(route: str, answer: httpx.Response, *, allowed: bool) -> bool:
    """Refused with 403 for the role alone; or let in, and then with a request that makes sense."""
    refused = (answer.status_code, code_of(answer)) == (403, "forbidden")
    if not allowed:
        return refused
    if code_of(answer) == NOT_THERE.get(route, ""):
        return True
    return not refused and answer.status_code not in {401, 404, 405, 422} and answer.status_code < 500


@pytest.mark.parametrize("scope", SCOPES)
async def test_auth_018_a_key_of_one_scope_opens_the_routes_of_that_scope_and_no_other(
    connection: AsyncConnection, ours: Tenant, scope: Permission
) -> None:
    ours.people["key"] = await ours.key("owner", scope)

    wrong = {}
    for route, (mark,) in guards(served()):
        if mark != PUBLIC:
            answer = await ask(connection, ours, "key", route)
            if not is_right_for_key(route, mark, answer, {scope}):
                wrong[route] = (answer.status_code, code_of(answer))

    assert wrong == {}


def is_right_for_key(route: str, mark: str, answer: httpx.Response, scopes: set[Permission]) -> bool:
    if mark == SIGNED_IN:
        return (answer.status_code, code_of(answer)) == (403, "person_needed")
    within = route not in BY_PEOPLE and (route not in OF_SEVERAL_KINDS or len(scopes) > 1)
    return is_right(route, answer, allowed=mark in scopes and within)


async def test_auth_018_a_key_may_no_more_than_its_person_may_now(
    connection: AsyncConnection, ours: Tenant
) -> None:
    allowed = set(permissions_of(Role.VIEWER))

    wrong = {}
    for route, (mark,) in guards(served()):
        if mark != PUBLIC:
            answer = await ask(connection, ours, "key of demoted", route)
            if not is_right_for_key(route, mark, answer, allowed):
                wrong[route] = (answer.status_code, code_of(answer))

    assert wrong == {}


async def test_the_workspace_rides_along_with_the_query_that_finds_out_who_asks(
    connection: AsyncConnection, ours: Tenant
) -> None:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    await ours.send(ours.people["viewer"], "GET /api/v1/cvs")
    event.remove(connection.sync_connection, "before_cursor_execute", note)

    asked = [s for s in statements if "SAVEPOINT" not in s and "app.invitation', ''" not in s]
    assert len(asked) == 2
    assert "from sessions" in asked[0]
    assert "from cvs" in asked[1].lower()
