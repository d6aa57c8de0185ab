"""Teams with everything in them, and requests as anybody: what every route is walked with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from candidacy.features.auth.tests.people import Person, signed_in
from candidacy.features.workspaces.tests.team import Team, make_team
from candidacy.kernel.permissions import Permission, Role, permissions_of
from tests import tracking

if TYPE_CHECKING:
    import httpx
    from sqlalchemy.ext.asyncio import AsyncConnection

    from candidacy.testing.application import Client

CV = b"Ada Lovelace\nada@example.org\n\nSkills\nPython, SQL\n\nExperience\nProgrammer, Engines, 2019 - 2023\n"
GROUPS = b"selected,sex\nyes,male\nno,female\n"
VERDICT = {"verdict": "hold", "reason": "To be seen"}
REWORDED = {"path": "/basics/summary", "text": "Programmer"}
REFUSED = {"path": "/basics/summary", "after": "Knows everything there is to know of ships"}
POSTING = "Programmer wanted.\n\nRequirements\n- You must know Python.\n- SQL is a plus.\n"
ARCHIVE = b"PK\x05\x06" + bytes(18)
"""A ZIP archive of nothing."""
QUESTION = "0" * 32
"""The key of a question that no tailoring has."""
DIGEST = "0" * 64
"""That of no proposal: it is refused when everything else is right."""
NOWHERE = "http://127.0.0.1:9/v1"
"""Nobody listens there: a model that cannot be reached."""
MODEL = {"provider": "openai_compatible", "model": "none", "base_url": NOWHERE}
ARMS = [{"name": "old", "version": 1}, {"name": "new", "version": 1}]
WORK = {"kind": "project", "title": "Another engine"}
WORK_FORM = {
    "title": "Another engine",
    "slug": "",
    "summary": "It computes",
    "body": "# How",
    "tags": "engines",
    "url": "",
    "issuer": "",
    "starts_on": "",
    "ends_on": "",
    "as_evidence": "yes",
}
PROFILE_FORM = {
    "handle": "",
    "name": "Ada",
    "headline": "Analyst",
    "about": "",
    "links": "",
    "visibility": "private",
    "indexable": "",
    "version": "2",
}
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)
"""A PNG of one point."""
CARD = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4}

Ids = dict[str, Any]


@dataclass
class Tenant:
    """A team, its people by name, and the id of one thing of each kind."""

    team: Team
    ids: Ids
    people: dict[str, Person] = field(default_factory=dict)

    async def send(
        self, person: Person | None, route: str, ids: Ids | None = None, **content: Any
    ) -> httpx.Response:
        """A request of ``person`` in this tenant; with ``ids`` and ``content`` instead of the usual."""
        method, path = route.split()
        ids = {**self.ids, **(ids or {})}
        headers = {"X-Workspace": str(self.team.workspace)} | (person.bearer if person else {})
        filled = re.sub(r"\{(\w+)\}", lambda found: str(ids[found[1]]), path)
        return await self.team.client.http.request(
            method, filled, headers=headers, **{**payload(route, ids), **content}
        )

    async def key(self, who: str, *scopes: Permission) -> Person:
        """A program with an API key of somebody."""
        person = self.people[who]
        made = await self.team.send(person, "POST", "/api-keys", {"name": "a key", "scopes": scopes})
        assert made.status_code == 201, made.text
        return replace(person, access=made.json()["key"], refresh="")


async def everything(connection: AsyncConnection, *tenants: Tenant) -> dict[tuple[str, str], str]:
    """A digest of every table as it is seen from the tenants: their own rows, and those of no tenant."""
    digest = "select '{0}', coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {0} t"
    query = text(" union all ".join(digest.format(name) for name in await tables(connection)))
    found: dict[tuple[str, str], str] = {}
    for tenant in tenants:
        workspace = str(tenant.team.workspace)
        await connection.execute(ENTER, {"workspace": workspace})
        found |= {(workspace, name): rows for name, rows in await connection.execute(query)}
    await connection.execute(ENTER, {"workspace": ""})
    return found


ENTER = text(
    "select set_config('app.workspace', :workspace, true), set_config('app.invitation', '', true),"
    " set_config('app.visited_handle', '', true), set_config('app.visited_link', '', true)"
)
TABLES = text(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    " and not relispartition and has_table_privilege(oid, 'select') order by 1"
)


async def tables(connection: AsyncConnection) -> list[str]:
    """Every table of the database that the application may read, the queue's too."""
    return list(await connection.scalars(TABLES))


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
        "PUT /api/v1/matches/feedback/{posting_id}/{cv_id}": {"json": {"relevant": True}},
        "POST /api/v1/postings/{posting_id}/batches": {"files": {"file": ("cvs.zip", ARCHIVE)}},
        "POST /postings/{posting_id}/batches": {"files": {"file": ("cvs.zip", ARCHIVE)}},
        "POST /postings/{posting_id}/feedback/{cv_id}": {"data": {"relevant": "yes"}},
        "GET /postings/{posting_id}/compare": {"params": {"cv": ids["cv_id"]}},
        "POST /api/v1/workspaces": {"json": {"name": "Another"}},
        "PATCH /api/v1/workspaces/{workspace_id}": {"json": {"name": "Renamed"}},
        "POST /api/v1/workspaces/{workspace_id}/transfer": {"json": pick(ids, "user_id")},
        "PATCH /api/v1/workspaces/{workspace_id}/members/{user_id}": {"json": {"role": "editor"}},
        "POST /api/v1/workspaces/{workspace_id}/members/remove": {"json": {"user_ids": [ids["user_id"]]}},
        "POST /api/v1/workspaces/{workspace_id}/invitations": {"json": {"email": "new@example.org"}},
        "POST /api/v1/audit/groups": {"files": {"file": ("groups.csv", GROUPS)}},
        "POST /workspace/audit/groups": {"files": {"table": ("groups.csv", GROUPS)}},
        "POST /api/v1/cvs/{cv_id}/decisions/{posting_id}": {"json": VERDICT},
        "POST /cvs/{cv_id}/decide/{posting_id}": {"data": VERDICT},
        "POST /api/v1/tailorings": {"json": pick(ids, "cv_id", "posting_id")},
        "POST /api/v1/tailorings/{tailoring_id}/apply": {"json": {"digest": DIGEST, "accepted": [0]}},
        "POST /api/v1/tailorings/{tailoring_id}/prove": {"json": {"number": 0, "text": "True"}},
        "POST /tailorings/{tailoring_id}/prove": {"data": {"number": "0", "text": "True"}},
        "POST /api/v1/tailorings/{tailoring_id}/questions/{question}": {"json": {"confirmed": False}},
        "POST /tailorings/{tailoring_id}/answer": {"data": {"question": QUESTION, "said": "no"}},
        "POST /tailorings/{tailoring_id}/remove": {"data": {"number": "0"}},
        "POST /api/v1/cvs/{cv_id}/suggestions/accept": {"json": REWORDED},
        "POST /api/v1/cvs/{cv_id}/suggestions/events": {"json": {"path": "/basics/summary"}},
        "POST /cvs/{cv_id}/write": {
            "data": {"path": "/basics/summary", "text": "Programmer", "based_on": "1"}
        },
        "POST /api/v1/tailorings/work": {"json": pick(ids, "cv_id", "posting_id")},
        "POST /api/v1/letters/work": {"json": pick(ids, "cv_id", "posting_id")},
        "POST /api/v1/cvs/{cv_id}/interviews/{posting_id}/hints": {"json": {"language": "en"}},
        "POST /cvs/{cv_id}/tailor/model": {"data": {"posting": ids["posting_id"]}},
        "POST /api/v1/letters": {"json": pick(ids, "cv_id", "posting_id")},
        "PATCH /api/v1/letters/{letter_id}": {"json": {"subject": "Hello", "text": "Dear you"}},
        "POST /api/v1/letters/{letter_id}/questions/{question}": {"json": {"confirmed": False}},
        "POST /letters/{letter_id}/answer": {"data": {"question": QUESTION, "said": "no"}},
        "POST /letters/{letter_id}": {"data": {"text": "Dear you", "based_on": "1"}},
        "POST /cvs/{cv_id}/tailor": {"data": {"posting": ids["posting_id"]}},
        "POST /tailorings/{tailoring_id}/apply": {"data": {"digest": DIGEST, "accepted": ["0"]}},
        "PUT /api/v1/portfolio": {"json": {"name": "Ada", "cv_id": ids["cv_id"]}},
        "POST /api/v1/portfolio/items": {"json": WORK},
        "PATCH /api/v1/portfolio/items/{item_id}": {"json": {"title": "Renamed"}},
        "POST /api/v1/portfolio/items/{item_id}/publish": {"json": {}},
        "PUT /api/v1/portfolio/order": {"json": {"kind": "project", "item_ids": [ids["item_id"]]}},
        "POST /api/v1/portfolio/items/{item_id}/images": {"files": {"file": ("a.png", PICTURE)}},
        "PATCH /api/v1/portfolio/images/{image_id}": {"json": {"alt": "An engine"}},
        "POST /api/v1/portfolio/import": {"json": pick(ids, "cv_id")},
        "POST /api/v1/moderation/portfolios/{handle}/take-down": {"json": {"reason": "Not theirs"}},
        "POST /api/v1/moderation/portfolios/{handle}/bring-back": {"json": {}},
        "POST /portfolio/import": {"data": {"cv": ids["cv_id"]}},
        "POST /portfolio/items": {"data": WORK_FORM | {"kind": "project"}},
        "POST /portfolio/items/{item_id}": {"data": WORK_FORM | {"version": "1"}},
        "POST /portfolio/items/{item_id}/move": {"data": {"to": "top"}},
        "POST /portfolio/items/{item_id}/publish": {"data": {"at": ""}},
        "POST /portfolio/items/{item_id}/images": {
            "files": {"file": ("a.png", PICTURE)},
            "data": {"alt": "An engine"},
        },
        "POST /portfolio/images/{image_id}": {"data": {"alt": "An engine"}},
        "POST /portfolio/preview": {"data": {"body": "# An engine"}},
        "POST /portfolio/profile": {"data": PROFILE_FORM | {"cv": ids["cv_id"]}},
        "POST /portfolio/moderation": {"data": {"handle": "nobody-here", "slug": "", "reason": "Not theirs"}},
        "PUT /api/v1/notifications/{notification_id}/read": {"json": {"read": True}},
        "POST /mcp": {"json": {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}},
        "POST /api/v1/samples": {"json": {"kind": "recruiter"}},
        "POST /samples/load": {"data": {"kind": "recruiter"}},
        "POST /samples/remove": {"data": {"kind": "seeker"}},
        "GET /api/v1/search": {"params": {"q": "python"}},
        "GET /api/v1/search/ask": {"params": {"q": "Who knows Python?"}},
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
        "PUT /api/v1/models/settings": {"json": {**MODEL, "save_anyway": True}},
        "POST /api/v1/models/check": {"json": MODEL},
        "POST /workspace/models": {"data": {**MODEL, "action": "anyway"}},
        "PUT /api/v1/admin/prompts/{prompt_id}/active": {"json": {"version": 1}},
        "POST /api/v1/admin/prompts/{prompt_id}/try": {"json": {"version": 1, "variables": {}}},
        "POST /api/v1/admin/prompts/{prompt_id}/experiments": {"json": {"arms": ARMS}},
        "POST /admin/jobs/{job_id}/retry": {"data": {"workspace": ids["workspace_id"]}},
        "POST /admin/jobs/{job_id}/cancel": {"data": {"workspace": ids["workspace_id"]}},
        "POST /api/v1/admin/jobs/{job_id}/cancel": {"json": {"workspace_id": ids["workspace_id"]}},
        "POST /api/v1/admin/jobs/{job_id}/retry": {"json": {"workspace_id": ids["workspace_id"]}},
        "POST /api/v1/admin/workspaces/{workspace_id}/suspend": {"json": {"because": "unpaid"}},
        "POST /admin/prompts/{prompt_id}/activate": {"data": {"version": "1"}},
        "POST /admin/prompts/{prompt_id}/try": {"data": {"version": "1"}},
        "POST /admin/prompts/{prompt_id}/experiments": {"data": {"first": "1", "second": "1"}},
        "DELETE /api/v1/me": {"json": {"confirm": "not meant"}},
        "POST /account/delete": {"data": {"confirm": "not meant"}},
    }
    return (bodies | tracking.bodies(ids)).get(route, {})


def pick(ids: Ids, *names: str) -> dict[str, Any]:
    return {name: ids[name] for name in names}


async def make_tenant(client: Client, name: str) -> Tenant:
    """A team of everybody there can be, with one thing of each kind in it."""
    team = await make_team(client, f"{name}-owner")
    tenant = Tenant(team, {"workspace_id": str(team.workspace)}, {"owner": team.owner})
    for role in (Role.ADMIN, Role.EDITOR, Role.VIEWER):
        tenant.people[role.value] = await team.member(f"{name}-{role}", role)
    for state in ("suspended", "removed", "demoted", "extra"):
        tenant.people[state] = await team.member(f"{name}-{state}", Role.EDITOR)
        tenant.people[f"key of {state}"] = await tenant.key(state, *permissions_of(Role.EDITOR))
    tenant.people["invited"] = await signed_in(client, f"{name}-invited@example.org")
    await team.invite(tenant.people["invited"].email, Role.ADMIN)
    await team.change(tenant.people["demoted"], role="viewer")
    await team.change(tenant.people["suspended"], state="suspended")
    await team.send(team.owner, "DELETE", f"/workspaces/{{}}/members/{tenant.people['removed'].id}")
    await _fill(tenant, f"{name}-new@example.org")
    return tenant


async def _fill(tenant: Tenant, invited: str) -> None:
    team, ids = tenant.team, tenant.ids
    ids |= {"prompt_id": "check.hello", "experiment_id": str(team.workspace)}
    ids["call_id"] = str(team.workspace)
    ids |= {"number": 1, "user_id": str(tenant.people["extra"].id), "token": await team.invite(invited)}
    invitations = await _made(tenant, "GET", "/workspaces/{}/invitations")
    ids["invitation_id"] = next(i["id"] for i in invitations if i["email"] == invited)
    headers = {**team.owner.bearer, "X-Workspace": str(team.workspace)}
    uploaded = await team.client.http.post("/api/v1/files", files={"file": ("cv.txt", CV)}, headers=headers)
    assert uploaded.status_code == 202, uploaded.text
    await team.client.run_jobs()
    ids |= {"file_id": uploaded.json()["id"], "job_id": uploaded.json()["job_id"]}
    ids["cv_id"] = (await _made(tenant, "GET", "/cvs"))["items"][0]["id"]
    broken = {"file": ("broken.pdf", b"%PDF-1.7 and no more")}
    await team.client.http.post("/api/v1/files", files=broken, headers=headers)
    await team.client.run_jobs()
    ids["notification_id"] = (await _made(tenant, "GET", "/notifications"))["items"][0]["id"]
    ids["posting_id"] = (await _made(tenant, "POST", "/postings", {"text": POSTING}))["id"]
    ids["match_id"] = (await _made(tenant, "POST", "/matches", pick(ids, "cv_id", "posting_id")))["id"]
    ids["review_id"] = (await _made(tenant, "POST", f"/cvs/{ids['cv_id']}/reviews", {}))["id"]
    batch = await team.client.http.post(
        f"/api/v1/postings/{ids['posting_id']}/batches", files={"file": ("cvs.zip", ARCHIVE)}, headers=headers
    )
    ids["batch_id"] = batch.json()["id"]
    pair = pick(ids, "cv_id", "posting_id")
    tailoring = await _made(tenant, "POST", "/tailorings", {**pair, "changes": [REFUSED, REFUSED]})
    ids |= {"tailoring_id": tailoring["id"], "question": QUESTION}
    ids["letter_id"] = (await _made(tenant, "POST", "/letters", pick(ids, "cv_id", "posting_id")))["id"]
    await _publish(tenant)
    await _track(tenant, headers)
    ids["session_id"] = (await _made(tenant, "GET", "/me/sessions"))[0]["id"]
    key = {"name": "a key", "scopes": ["cvs:read"]}
    ids["key_id"] = (await _made(tenant, "POST", "/api-keys", key))["id"]
    ids["export_id"] = (await _made(tenant, "POST", "/me/exports"))["id"]


async def _publish(tenant: Tenant) -> None:
    """A portfolio that everybody can see, with one project and its picture."""
    team, ids = tenant.team, tenant.ids
    ids |= {"kind": "seeker", "section": "tutorial", "page": "first-match"}
    ids["handle"] = f"team-{team.workspace.hex[-8:]}"
    ids["slug"] = f"engine-{team.workspace.hex[-8:]}"
    item = await _made(tenant, "POST", "/portfolio/items", WORK | {"slug": ids["slug"]})
    ids["item_id"] = item["id"]
    headers = {**team.owner.bearer, "X-Workspace": str(team.workspace)}
    picture = await team.client.http.post(
        f"/api/v1/portfolio/items/{item['id']}/images",
        files={"file": ("a.png", PICTURE)},
        data={"alt": "An engine"},
        headers=headers,
    )
    assert picture.status_code == 201, picture.text
    ids["image_id"] = picture.json()["id"]
    ids["name"] = f"{ids['image_id']}-1.webp"
    await _made(tenant, "POST", f"/portfolio/items/{item['id']}/publish", {})
    profile = {
        "handle": ids["handle"],
        "name": "Ada",
        "visibility": "public",
        "sections": {"project": "public"},
    }
    await _made(tenant, "PUT", "/portfolio", profile)


async def _track(tenant: Tenant, headers: dict[str, str]) -> None:
    """An application with one of each that belongs to it, a table and a mail."""
    team, ids = tenant.team, tenant.ids
    app = (await _made(tenant, "POST", "/applications", {"title": "Cook"}))["id"]
    ids |= {"application_id": app, "stage_id": (await _made(tenant, "GET", "/application-stages"))[0]["id"]}
    for kind, given in (
        ("contact", {"name": "Ann"}),
        ("task", {"title": "Call"}),
        ("interview", tracking.TALK),
    ):
        ids[f"{kind}_id"] = (await _made(tenant, "POST", f"/applications/{app}/{kind}s", given))["id"]
    await _made(tenant, "POST", f"/applications/{app}/send", {"cv_id": ids["cv_id"]})
    ids["document_id"] = (await _made(tenant, "GET", f"/applications/{app}"))["documents"][0]["id"]
    table = {"file": ("t.csv", b"Title,Company\nBaker,Bun\n")}
    made = await team.client.http.post("/api/v1/application-imports", files=table, headers=headers)
    ids["import_id"] = made.json()["id"]
    ids["mail_id"] = (await _made(tenant, "POST", "/application-mails", {"text": "Subject: Tea\n\nTea."}))[
        "id"
    ]
    await _made(tenant, "POST", "/calendar-feed")


async def _made(tenant: Tenant, method: str, path: str, json: object = None) -> Any:
    answer = await tenant.team.send(tenant.team.owner, method, path, json)
    assert answer.status_code < 300, (method, path, answer.text)
    return answer.json()
