"""What is kept of what happens, also of what fails, and who reads it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from candidacy.features.audit import public as audit
from candidacy.features.auth.tests.people import NEW_PASSWORD, PASSWORD, Person, add_user, login, signed_in
from candidacy.features.workspaces.tests.team import Team, make_team
from candidacy.kernel.ids import UserId
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

API = "/api/v1"


async def activity(client: Client, person: Person) -> list[dict[str, Any]]:
    answer = await client.http.get(f"{API}/me/activity?limit=100", headers=person.bearer)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def kinds(client: Client, person: Person) -> list[str]:
    """Newest first."""
    return [entry["kind"] for entry in await activity(client, person)]


async def log(team: Team, person: Person, **params: str) -> Any:
    query = "&".join(f"{name}={value}" for name, value in params.items())
    answer = await team.send(person, "GET", f"/audit?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def all_kinds(client: Client) -> list[str]:
    """Of the whole installation, oldest first."""
    async with client.application.sessions() as session:
        return list(await session.scalars(text("select kind from audit_entries order by id")))


async def test_audit_001_a_sign_in_that_failed_is_kept_though_it_was_refused(client: Client) -> None:
    person = await signed_in(client)

    refused = await client.http.post(
        f"{API}/auth/login", json={"email": person.email, "password": "not this one"}
    )

    newest = (await activity(client, person))[0]
    assert refused.status_code == 401
    assert (newest["kind"], newest["title"], newest["actor"]) == ("sign_in.failed", "Sign-in failed", None)
    assert newest["detail"]["ip"] == "127.0.0.1"


async def test_audit_001_a_failed_sign_in_of_nobody_is_kept_without_the_address(client: Client) -> None:
    await client.http.post(f"{API}/auth/login", json={"email": "no@example.org", "password": "x"})

    async with client.application.sessions() as session:
        found = (await session.execute(text("select kind, subject, detail::text from audit_entries"))).all()
    assert [(row[0], row[1]) for row in found] == [("sign_in.failed", None)]
    assert "no@example.org" not in found[0][2]


async def test_audit_001_a_sign_in_on_the_page_that_failed_is_kept(client: Client) -> None:
    await add_user(client)

    await client.http.post("/sign-in", data={"email": "ada@example.org", "password": "no"})

    assert (await all_kinds(client))[-1] == "sign_in.failed"


async def test_audit_001_guesses_that_were_stopped_are_told_of_once(client: Client) -> None:
    await add_user(client)
    wrong = {"email": "ada@example.org", "password": "no"}

    answers = [(await client.http.post(f"{API}/auth/login", json=wrong)).status_code for _ in range(14)]

    assert answers[-1] == 429
    kept = await all_kinds(client)
    assert (kept.count("sign_in.limited"), kept[-1]) == (1, "sign_in.limited")
    assert kept.count("sign_in.failed") == answers.count(401)


async def test_audit_001_a_copied_refresh_token_is_kept_though_it_was_refused(
    client: Client, clock: FixedClock
) -> None:
    person = await signed_in(client)
    for _ in range(2):
        await client.http.post(f"{API}/auth/refresh", json={"refresh_token": person.refresh})
    clock.set(clock.now() + timedelta(seconds=60))

    answer = await client.http.post(f"{API}/auth/refresh", json={"refresh_token": person.refresh})

    assert answer.status_code == 401
    assert (await all_kinds(client))[-1] == "session.refresh_replayed"


async def test_audit_001_a_wrong_password_that_was_to_change_it_is_kept(client: Client) -> None:
    person = await signed_in(client)
    given = {"current_password": "wrong", "new_password": NEW_PASSWORD}

    answer = await client.http.post(f"{API}/me/password", json=given, headers=person.bearer)

    assert answer.status_code == 401
    assert (await kinds(client, person))[0] == "password.refused"


async def test_audit_002_changes_of_an_account_are_kept_for_its_person(client: Client) -> None:
    person = await signed_in(client)
    key = {"name": "a key", "scopes": ["cvs:read"]}
    made = (await client.http.post(f"{API}/api-keys", json=key, headers=person.bearer)).json()
    await client.http.delete(f"{API}/api-keys/{made['id']}", headers=person.bearer)
    given = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    await client.http.post(f"{API}/me/password", json=given, headers=person.bearer)

    assert await kinds(client, person) == [
        "session.all_ended",
        "password.changed",
        "api_key.revoked",
        "api_key.created",
        "session.begun",
        "user.registered",
    ]


async def test_audit_002_what_happened_carries_the_request_and_where_it_came_from(client: Client) -> None:
    person = await signed_in(client)
    headers = {**person.bearer, "X-Request-Id": "the-request-of-this-test"}

    await client.http.delete(f"{API}/me/sessions", headers=headers)

    newest = (await activity(client, person))[0]
    assert newest["request_id"] == "the-request-of-this-test"
    assert newest["detail"] == {"because": "revoked", "ip": "127.0.0.1"}
    assert newest["actor_name"] == "Ada Lovelace"


async def test_audit_002_nobody_sees_the_activity_of_somebody_else(client: Client) -> None:
    ada, grace = await signed_in(client), await signed_in(client, "grace@example.org")

    seen = await activity(client, ada)

    assert {entry["subject"] for entry in seen}.isdisjoint(
        entry["subject"] for entry in await activity(client, grace)
    )
    assert {entry["actor"] for entry in seen} == {str(ada.id)}


async def test_audit_003_an_admin_reads_what_happened_in_the_workspace(client: Client) -> None:
    team = await make_team(client)
    admin = await team.member("admin", Role.ADMIN)
    await team.change(admin, role="admin")

    entries = (await log(team, admin))["items"]

    assert [entry["kind"] for entry in entries] == [
        "member.changed",
        "member.joined",
        "member.invited",
        "workspace.created",
    ]
    assert {entry["workspace_id"] for entry in entries} == {str(team.workspace)}
    assert entries[0]["detail"]["role"] == "admin"


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
async def test_audit_003_others_do_not_and_that_is_kept_too(client: Client, role: Role) -> None:
    team = await make_team(client)
    member = await team.member("member", role)

    refused = await team.send(member, "GET", "/audit")

    newest = (await log(team, team.owner))["items"][0]
    assert refused.status_code == 403
    assert (newest["kind"], newest["actor"]) == ("access.refused", str(member.id))
    assert newest["detail"]["route"] == "GET /api/v1/audit"


async def test_audit_003_refusals_do_not_fill_the_log(client: Client) -> None:
    team = await make_team(client)
    member = await team.member("member")

    answers = [(await team.send(member, "GET", "/audit")).status_code for _ in range(30)]

    kept = (await log(team, team.owner, kind="access", limit="100"))["items"]
    assert set(answers) == {403}
    assert 0 < len(kept) < 30


async def test_audit_003_the_list_comes_in_pages(client: Client) -> None:
    team = await make_team(client)
    for number in range(5):
        await team.invite(f"{number}@example.org")

    pages: list[list[str]] = []
    cursor = ""
    while not pages or cursor:
        page = await log(team, team.owner, limit="2", **({"cursor": cursor} if cursor else {}))
        pages.append([entry["id"] for entry in page["items"]])
        cursor = page["next_cursor"]

    ids = [entry for page in pages for entry in page]
    assert [len(page) for page in pages] == [2, 2, 2]
    assert ids == sorted(set(ids), reverse=True)


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({"kind": "member"}, {"member.invited", "member.joined"}),
        ({"kind": "member.joined"}, {"member.joined"}),
        ({"kind": "m_mber"}, set()),
        ({"category": "decision"}, set()),
        ({"to": "2000-01-01"}, set()),
        ({"from": "2000-01-01", "kind": "workspace"}, {"workspace.created"}),
    ],
)
async def test_audit_003_the_list_can_be_narrowed(
    client: Client, params: dict[str, str], found: set[str]
) -> None:
    team = await make_team(client)
    await team.member("member")

    assert {entry["kind"] for entry in (await log(team, team.owner, **params))["items"]} == found


async def test_audit_003_the_list_can_be_narrowed_to_who_and_whom(client: Client) -> None:
    team = await make_team(client)
    member = await team.member("member")

    by_member = (await log(team, team.owner, actor=str(member.id)))["items"]
    about_member = (await log(team, team.owner, subject=str(member.id)))["items"]

    assert [entry["kind"] for entry in by_member] == ["member.joined"]
    assert [entry["kind"] for entry in about_member] == ["member.joined"]


@pytest.mark.parametrize(
    "query", ["kind=%25", "kind=a%00", "subject=%00", "from=soon", "category=x", "cursor=x"]
)
async def test_what_cannot_be_meant_is_refused(client: Client, query: str) -> None:
    answer = await client.http.get(f"{API}/audit?{query}")

    assert answer.status_code in {400, 422}


async def test_audit_004_the_export_is_all_of_it_a_line_each_and_is_kept(client: Client) -> None:
    team = await make_team(client)
    for number in range(3):
        await team.invite(f"{number}@example.org")

    answer = await team.send(team.owner, "GET", "/audit/export?kind=member")

    entries = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert [entry["kind"] for entry in entries] == ["member.invited"] * 3
    assert [entry["id"] for entry in entries] == sorted(entry["id"] for entry in entries)
    assert (await log(team, team.owner))["items"][0]["kind"] == "audit.exported"


async def test_audit_004_nothing_of_another_workspace_is_in_list_or_export(client: Client) -> None:
    ours = await make_team(client, "ours")
    theirs = await make_team(client, "theirs")
    await theirs.invite("somebody@example.org")

    listed = await log(ours, ours.owner, limit="100")
    exported = await ours.send(ours.owner, "GET", "/audit/export")

    assert str(theirs.workspace) not in json.dumps(listed) + exported.text
    assert [entry["kind"] for entry in listed["items"]] == ["workspace.created"]


async def test_audit_005_the_pages_say_it_in_words(client: Client) -> None:
    team = await make_team(client)
    await team.invite("somebody@example.org")
    headers = {**team.owner.bearer, "X-Workspace": str(team.workspace)}

    page = await client.http.get("/workspace/audit?category=security&kind=&from=&to=", headers=headers)
    activity_page = await client.http.get("/account/activity", headers=headers)

    assert (page.status_code, activity_page.status_code) == (200, 200)
    assert "Somebody invited" in page.text
    assert "member.invited" in page.text
    assert "Signed in" in activity_page.text


async def test_audit_005_a_filter_that_finds_nothing_says_so(client: Client) -> None:
    team = await make_team(client)
    headers = {**team.owner.bearer, "X-Workspace": str(team.workspace)}

    page = await client.http.get("/workspace/audit?to=2000-01-01", headers=headers)

    assert "No entry fits this filter" in page.text


async def test_audit_005_a_filter_that_makes_no_sense_is_none(client: Client) -> None:
    query = "category=x&kind=y&actor=z&from=never&to=9999-12-31"

    page = await client.http.get(f"/workspace/audit?{query}")

    assert page.status_code == 200


async def test_audit_006_of_who_is_forgotten_the_bare_id_stays(client: Client) -> None:
    ada, grace = await signed_in(client), await signed_in(client, "grace@example.org")
    async with client.application.sessions.begin() as session:
        forgotten = await audit.forget(session, UserId(ada.id))

    assert forgotten == 1
    assert [entry["detail"] for entry in await activity(client, ada)] == [{}, {}]
    assert {entry["actor"] for entry in await activity(client, ada)} == {str(ada.id)}
    assert (await activity(client, grace))[0]["detail"]["ip"] == "127.0.0.1"


async def test_audit_002_signing_in_from_a_program_says_which(client: Client) -> None:
    await add_user(client)
    await login(client)

    async with client.application.sessions() as session:
        detail = await session.scalar(text("select detail from audit_entries where kind = 'session.begun'"))

    assert set(detail) == {"ip", "device"}
