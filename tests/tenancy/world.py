"""Teams with everything in them, and requests as anybody: what every route is walked with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from candidacy.features.auth.tests.people import Person
from candidacy.features.workspaces.tests.team import Team, make_team
from candidacy.infrastructure.postgres import Base, within
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

CV = b"Ada Lovelace\nada@example.org\n\nSkills\nPython, SQL\n\nExperience\nProgrammer, Engines, 2019 - 2023\n"
POSTING = "Programmer wanted.\n\nRequirements\n- You must know Python.\n- SQL is a plus.\n"
CARD = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4}

Ids = dict[str, Any]


@dataclass
class Tenant:
    """A team, its people by name, and the id of one thing of each kind."""

    team: Team
    ids: Ids
    people: dict[str, Person] = field(default_factory=dict)

    async def send(self, person: Person | None, route: str, ids: Ids | None = None) -> httpx.Response:
        """A request of ``person`` in this tenant with ``ids``, else its own."""
        method, path = route.split()
        ids = {**self.ids, **(ids or {})}
        headers = {"X-Workspace": str(self.team.workspace)} | (person.bearer if person else {})
        filled = re.sub(r"\{(\w+)\}", lambda found: str(ids[found[1]]), path)
        return await self.team.client.http.request(method, filled, headers=headers, **payload(route, ids))

    async def rows(self) -> dict[str, str | None]:
        """A digest of everything that carries this workspace's id."""
        sessions = within(self.team.client.application.sessions, WorkspaceId(self.team.workspace))
        digest = "select md5(string_agg(t::text, '|' order by t::text)) from {} t where t.workspace_id = :w"
        tables = [name for name, table in Base.metadata.tables.items() if "workspace_id" in table.c]
        async with sessions() as session:
            return {
                name: await session.scalar(text(digest.format(name)), {"w": self.team.workspace})
                for name in sorted(tables)
            }


def payload(route: str, ids: Ids) -> dict[str, Any]:
    """What a route needs besides its address; the ids in it are those of ``ids``."""
    bodies: dict[str, dict[str, Any]] = {
        "POST /api/v1/files": {"files": {"file": ("cv.txt", CV)}},
        "POST /api/v1/cvs": {"json": CARD},
        "POST /api/v1/cvs/import": {"json": {"basics": {"name": "Ada"}}},
        "PATCH /api/v1/cvs/{cv_id}": {"json": {"title": "Renamed"}},
        "POST /api/v1/cvs/{cv_id}/versions": {"json": CARD},
        "PATCH /api/v1/cvs/{cv_id}/values": {"json": {"changes": [{"path": "/basics/name", "value": "Ada"}]}},
        "GET /api/v1/cvs/{cv_id}/diff": {"params": {"before": 1, "after": 1}},
        "POST /api/v1/cvs/{cv_id}/reviews": {"json": {}},
        "POST /api/v1/postings": {"json": {"text": POSTING}},
        "PATCH /api/v1/postings/{posting_id}": {"json": {"title": "Renamed"}},
        "PATCH /api/v1/postings/{posting_id}/requirements/{number}": {"json": {"weight": 2}},
        "POST /api/v1/matches": {"json": pick(ids, "cv_id", "posting_id")},
        "GET /api/v1/matches": {"params": pick(ids, "posting_id")},
        "POST /api/v1/matches/rank": {"json": pick(ids, "posting_id")},
        "POST /api/v1/workspaces": {"json": {"name": "Another"}},
        "PATCH /api/v1/workspaces/{workspace_id}": {"json": {"name": "Renamed"}},
        "POST /api/v1/workspaces/{workspace_id}/transfer": {"json": pick(ids, "user_id")},
        "PATCH /api/v1/workspaces/{workspace_id}/members/{user_id}": {"json": {"role": "editor"}},
        "POST /api/v1/workspaces/{workspace_id}/members/remove": {"json": {"user_ids": [ids["user_id"]]}},
        "POST /api/v1/workspaces/{workspace_id}/invitations": {"json": {"email": "new@example.org"}},
        "POST /start": {"data": {"cv": ids["cv_id"], "posting": ids["posting_id"]}},
        "POST /cvs/{cv_id}/entry": {"data": {"at": "/basics", "value/name": "Ada", "based_on": "1"}},
        "POST /cvs/{cv_id}/check": {"data": {"path": "/basics/name", "value": "Ada", "based_on": "1"}},
        "POST /cvs/{cv_id}/changes": {"data": {"changes": "[]", "based_on": "1"}},
        "POST /cvs/{cv_id}/restore": {"data": {"number": "1", "based_on": "1"}},
        "GET /cvs/{cv_id}/compare": {"params": {"from": 1, "to": 1}},
        "POST /cvs/{cv_id}/rename": {"data": {"title": "Renamed"}},
        "POST /postings/{posting_id}/rename": {"data": {"title": "Renamed"}},
        "POST /postings/{posting_id}/requirements/{number}": {"data": {"importance": "must", "weight": "2"}},
        "POST /workspaces": {"data": {"name": "Another"}},
        "POST /workspace/settings": {"data": {"name": "Renamed", "version": "1"}},
        "POST /workspace/switch": {"data": {"workspace": ids["workspace_id"]}},
        "POST /workspace/members": {"data": {"user": ids["user_id"], "role": "editor"}},
        "POST /workspace/members/remove": {"data": {"user": ids["user_id"]}},
        "POST /workspace/invitations": {"data": {"email": "new@example.org", "role": "viewer"}},
        "POST /workspace/invitations/withdraw": {"data": {"invitation": ids["invitation_id"]}},
        "POST /api/v1/invitations/accept": {"json": pick(ids, "token")},
    }
    return bodies.get(route, {})


def pick(ids: Ids, *names: str) -> dict[str, Any]:
    return {name: ids[name] for name in names}


async def make_tenant(client: Client, name: str) -> Tenant:
    """A team of everybody there can be, with one thing of each kind in it."""
    team = await make_team(client, f"{name}-owner")
    tenant = Tenant(team, {"workspace_id": str(team.workspace)}, {"owner": team.owner})
    for role in (Role.ADMIN, Role.EDITOR, Role.VIEWER):
        tenant.people[role.value] = await team.member(f"{name}-{role}", role)
    for state in ("suspended", "removed", "extra"):
        tenant.people[state] = await team.member(f"{name}-{state}", Role.EDITOR)
    await team.change(tenant.people["suspended"], state="suspended")
    await team.send(team.owner, "DELETE", f"/workspaces/{{}}/members/{tenant.people['removed'].id}")
    await _fill(tenant, f"{name}-new@example.org")
    return tenant


async def _fill(tenant: Tenant, invited: str) -> None:
    team, ids = tenant.team, tenant.ids
    ids |= {"number": 1, "user_id": str(tenant.people["extra"].id), "token": await team.invite(invited)}
    ids["invitation_id"] = (await _made(tenant, "GET", "/workspaces/{}/invitations"))[0]["id"]
    headers = {**team.owner.bearer, "X-Workspace": str(team.workspace)}
    uploaded = await team.client.http.post("/api/v1/files", files={"file": ("cv.txt", CV)}, headers=headers)
    assert uploaded.status_code == 202, uploaded.text
    await team.client.run_jobs()
    ids |= {"file_id": uploaded.json()["id"], "job_id": uploaded.json()["job_id"]}
    ids["cv_id"] = (await _made(tenant, "GET", "/cvs"))["items"][0]["id"]
    ids["posting_id"] = (await _made(tenant, "POST", "/postings", {"text": POSTING}))["id"]
    ids["match_id"] = (await _made(tenant, "POST", "/matches", pick(ids, "cv_id", "posting_id")))["id"]
    ids["review_id"] = (await _made(tenant, "POST", f"/cvs/{ids['cv_id']}/reviews", {}))["id"]
    ids["session_id"] = (await _made(tenant, "GET", "/me/sessions"))[0]["id"]
    key = {"name": "a key", "scopes": ["cvs:read"]}
    ids["key_id"] = (await _made(tenant, "POST", "/api-keys", key))["id"]


async def _made(tenant: Tenant, method: str, path: str, json: object = None) -> Any:
    answer = await tenant.team.send(tenant.team.owner, method, path, json)
    assert answer.status_code < 300, (method, path, answer.text)
    return answer.json()
