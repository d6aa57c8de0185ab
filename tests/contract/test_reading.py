"""Reading changes nothing: no GET of the API or of a page leaves a trace in any table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from tests.contract.routes import ROUTES, Route
from tests.tenancy.world import Tenant, make_tenant, payload

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Sessions
    from candidacy.testing.application import Client

pytestmark = pytest.mark.deep
GETS = [route for route in ROUTES if route.method == "GET"]
IN_PERSON = {("signed-in",), ("superuser",)}
PROGRAMS = [route for route in GETS if route.path.startswith("/api/") and route.guards not in IN_PERSON]
BOOKKEEPING = {"api_keys", "audit_entries"}
"""When a key was last used is noted every five minutes, so that its owner sees which keys are in use; that
somebody asked for what they have no permission for is an entry of the audit log."""

NOTED = {"GET /api/v1/audit/export": {"audit_entries"}}
"""That somebody took the audit log away is itself an entry of it."""

_TABLES = text("select quote_ident(relname) from pg_stat_user_tables where schemaname = 'public'")
# A row that was written again as it was has another xmin.
_DIGEST = "select coalesce(md5(string_agg(t.xmin::text || t::text, '|' order by t::text)), '') from {} t"


async def stored(sessions: Sessions) -> dict[str, str]:
    """A digest of every table, the queue's too."""
    async with sessions() as session:
        names = sorted(await session.scalars(_TABLES))
        return {name: str(await session.scalar(text(_DIGEST.format(name)))) for name in names}


@pytest.fixture
async def tenant(client: Client) -> Tenant:
    """A team whose owner runs the installation too, and so may read everything."""
    tenant = await make_tenant(client, "ours")
    async with client.application.sessions.begin() as session:
        runs_it = text("update users set is_superuser = true where id = :owner")
        await session.execute(runs_it, {"owner": tenant.team.owner.id})
    return tenant


async def changed_by(
    tenant: Tenant, headers: dict[str, str], routes: list[Route]
) -> tuple[dict[str, set[str]], list[str]]:
    """The tables that each route changed, and the routes that were not let in or not found."""
    client, changed, refused = tenant.team.client, dict[str, set[str]](), list[str]()
    before = await stored(client.application.sessions)
    for route in routes:
        extra: dict[str, Any] = payload(str(route), tenant.ids)
        url = route.path.format(**tenant.ids)
        answer = await client.http.get(url, headers=headers, **extra)
        if route.guards != ("public",) and answer.status_code in {401, 403, 405, 422, 500}:
            refused.append(f"{route}: {answer.status_code}")
        after = await stored(client.application.sessions)
        written = {name for name in after if after[name] != before[name]} - NOTED.get(str(route), set())
        if written:
            changed[str(route)] = written
        before = after
    return changed, refused


async def test_req_011_no_get_changes_anything(tenant: Tenant) -> None:
    owner = {**tenant.team.owner.bearer, "X-Workspace": str(tenant.team.workspace)}

    for accept in ("text/html", "application/json"):
        changed, refused = await changed_by(tenant, {**owner, "Accept": accept}, GETS)

        assert changed == {}
        assert refused == []


async def test_req_011_a_program_that_reads_is_only_noted_to_have_been_there(tenant: Tenant) -> None:
    given = {"name": "reader", "scopes": ["cvs:read", "jobs:read", "files:read", "postings:read"]}
    made = await tenant.team.send(tenant.team.owner, "POST", "/api-keys", given)

    changed, _ = await changed_by(tenant, {"Authorization": f"Bearer {made.json()['key']}"}, PROGRAMS)

    assert set().union(*changed.values()) <= BOOKKEEPING


async def test_nobody_changes_anything_by_reading_either(tenant: Tenant) -> None:
    changed, _ = await changed_by(tenant, {"X-Forwarded-For": "203.0.113.9"}, GETS)

    assert changed == {}
