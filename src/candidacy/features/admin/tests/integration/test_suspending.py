"""A workspace that is suspended: closed to its members, whole for when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import text

from candidacy.features.auth.tests.browser import Browser
from candidacy.features.auth.tests.people import PASSWORD, add_user, bearer, login
from candidacy.features.portfolio.tests.works import open_portfolio
from candidacy.features.workspaces.tests.team import Team, make_team
from candidacy.infrastructure.postgres import within
from candidacy.kernel.ids import WorkspaceId, uuid7
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

CV = {"file": ("cv.txt", b"Ada Lovelace\n\nSkills\nPython")}


async def operator(client: Client) -> dict[str, str]:
    """The header of who runs the installation."""
    await add_user(client, "root@example.org", superuser=True)
    return bearer((await login(client, "root@example.org"))["access_token"])


async def administer(
    client: Client, root: dict[str, str], what: str, workspace: object, **given: Any
) -> httpx.Response:
    path = f"/api/v1/admin/workspaces/{workspace}/{what}"
    return await client.http.post(path, json=given, headers=root)


async def suspended(client: Client, because: str = "The invoice is open.") -> tuple[Team, dict[str, str]]:
    team = await make_team(client)
    root = await operator(client)
    answer = await administer(client, root, "suspend", team.workspace, because=because)
    assert answer.status_code == 204, answer.text
    return team, root


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/cvs"), ("GET", "/jobs"), ("PATCH", "/workspaces/{}"), ("GET", "/audit")]
)
async def test_ops_123_its_members_are_refused_with_the_reason(
    client: Client, method: str, path: str
) -> None:
    team, _ = await suspended(client)

    answer = await team.send(team.owner, method, path, {"name": "Mine"} if method == "PATCH" else None)

    assert (answer.status_code, answer.json()["code"]) == (403, "workspace_suspended")
    assert "The invoice is open." in answer.json()["detail"]


async def test_ops_123_an_api_key_is_refused_too(client: Client) -> None:
    team = await make_team(client)
    made = await team.send(team.owner, "POST", "/api-keys", {"name": "Script", "scopes": ["cvs:read"]})
    root = await operator(client)
    await administer(client, root, "suspend", team.workspace, because="")

    answer = await client.http.get("/api/v1/cvs", headers=bearer(made.json()["key"]))

    assert (answer.status_code, answer.json()["code"]) == (403, "workspace_suspended")


async def test_ops_123_a_page_says_so_and_leads_to_another_workspace(client: Client) -> None:
    team, _ = await suspended(client)
    browser = Browser(client)
    await browser.post("/sign-in", email=team.owner.email, password=PASSWORD)
    own = (await client.http.get("/api/v1/workspaces", headers=team.owner.bearer)).json()[0]["id"]
    switched = await browser.post("/workspace/switch", workspace=str(team.workspace))

    page = await browser.get("/cvs")
    back = await browser.post("/workspace/switch", workspace=own)

    assert (switched.status_code, page.status_code, back.status_code) == (303, 403, 303)
    assert "The invoice is open." in page.text
    assert f'name="workspace" value="{own}"' in page.text
    assert (await browser.get("/cvs")).status_code == 200


async def test_ops_123_the_account_and_its_copy_of_data_stay_within_reach(client: Client) -> None:
    team, _ = await suspended(client)

    me = await team.send(team.owner, "GET", "/me")
    mine = await team.send(team.owner, "GET", "/workspaces")
    exports = await team.send(team.owner, "GET", "/me/exports")

    assert (me.status_code, mine.status_code, exports.status_code) == (200, 200, 200)


async def test_ops_123_nobody_joins_it(client: Client) -> None:
    team = await make_team(client)
    token = await team.invite("vera@example.org", Role.VIEWER)
    root = await operator(client)
    await administer(client, root, "suspend", team.workspace)
    await add_user(client, "vera@example.org")
    vera = bearer((await login(client, "vera@example.org"))["access_token"])

    answer = await client.http.post("/api/v1/invitations/accept", json={"token": token}, headers=vera)

    assert (answer.status_code, answer.json()["code"]) == (403, "workspace_suspended")


async def test_ops_123_its_jobs_wait_and_go_on_when_it_is_back(client: Client) -> None:
    team = await make_team(client)
    root = await operator(client)
    named = {**team.owner.bearer, "X-Workspace": str(team.workspace)}
    asked = await client.http.post("/api/v1/files", files=CV, data={"purpose": "cv"}, headers=named)
    await administer(client, root, "suspend", team.workspace)

    await client.run_jobs()
    async with within(client.application.sessions, WorkspaceId(team.workspace))() as session:
        waits = (await session.execute(text("select status, attempts from jobs"))).one()
    await administer(client, root, "resume", team.workspace)
    await client.run_jobs()

    cvs = await team.send(team.owner, "GET", "/cvs")
    assert asked.status_code == 202
    assert tuple(waits) == ("queued", 0)
    assert len(cvs.json()["items"]) == 1


async def test_ops_123_what_was_postponed_meanwhile_runs_as_soon_as_it_is_back(client: Client) -> None:
    team, root = await suspended(client)
    later = text(
        "insert into procrastinate_jobs (queue_name, task_name, args, scheduled_at) values ('default', 'x',"
        " jsonb_build_object('workspace_id', cast(:place as text)), now() + interval '5 minutes')"
    )
    when = text("select scheduled_at from procrastinate_jobs where args ->> 'workspace_id' = :place")
    async with client.application.sessions.begin() as session:
        for place in (str(team.workspace), str(UUID(int=7))):
            await session.execute(later, {"place": place})
    await administer(client, root, "resume", team.workspace)

    async with client.application.sessions() as session:
        ours, theirs = [
            await session.scalar(when, {"place": place}) for place in (str(team.workspace), str(UUID(int=7)))
        ]
    assert ours is None
    assert theirs is not None


async def test_ops_123_its_portfolio_is_shown_to_nobody(client: Client) -> None:
    await open_portfolio(client)
    async with client.application.sessions() as session:
        place = (await session.execute(text("select id from workspaces"))).scalar_one()
    before = await client.http.get("/p/ada")

    await client.http.post(f"/admin/workspaces/{place}/suspend", data={"because": "Abuse"})
    meanwhile = await client.http.get("/p/ada")
    await client.http.post(f"/admin/workspaces/{place}/resume")

    assert (before.status_code, meanwhile.status_code) == (200, 404)
    assert (await client.http.get("/p/ada")).status_code == 200


async def test_ops_123_the_list_says_since_when_and_why(client: Client) -> None:
    async with client.application.sessions() as session:
        place = (await session.execute(text("select id from workspaces"))).scalar_one()
    await client.http.post(f"/admin/workspaces/{place}/suspend", data={"because": "Abuse <b>"})

    page = (await client.http.get("/admin/workspaces")).text
    (listed,) = (await client.http.get("/api/v1/admin/workspaces")).json()["items"]

    assert "Abuse &lt;b&gt;" in page
    assert f"/admin/workspaces/{place}/resume" in page
    assert listed["suspended_because"] == "Abuse <b>"
    assert listed["suspended_at"] is not None


async def test_ops_123_it_is_kept_in_the_log_of_the_workspace_and_of_the_installation(client: Client) -> None:
    team, root = await suspended(client)
    await administer(client, root, "resume", team.workspace)

    page = await client.http.get("/admin/audit", headers={**root, "accept": "text/html"})
    own = (await team.send(team.owner, "GET", "/audit")).json()["items"]

    assert {"workspace.suspended", "workspace.resumed"} <= {one["kind"] for one in own}
    assert "workspace.suspended" in page.text


async def test_ops_123_it_is_suspended_and_resumed_once(client: Client) -> None:
    team, root = await suspended(client)

    again = await administer(client, root, "suspend", team.workspace)
    back = [await administer(client, root, "resume", team.workspace) for _ in range(2)]
    missing = await administer(client, root, "suspend", uuid7())

    assert (again.status_code, again.json()["code"]) == (409, "suspended_already")
    assert [one.status_code for one in back] == [204, 409]
    assert missing.status_code == 404
