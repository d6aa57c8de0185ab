"""/api/v1/workspaces: who works where, and as what."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import text

from candidacy.features.auth.tests.people import signed_in
from candidacy.features.workspaces.tests.team import make_team
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


async def test_team_001_a_new_person_has_a_workspace_of_their_own(client: Client) -> None:
    person = await signed_in(client)

    mine = (await client.http.get("/api/v1/workspaces", headers=person.bearer)).json()

    assert [(w["kind"], w["role"], w["current"]) for w in mine] == [("personal", "owner", True)]


async def test_team_001_who_makes_a_team_owns_it(client: Client) -> None:
    team = await make_team(client)

    mine = (await team.send(team.owner, "GET", "/workspaces")).json()

    assert [(w["kind"], w["role"], w["current"]) for w in mine] == [
        ("personal", "owner", False),
        ("team", "owner", True),
    ]


async def test_team_002_an_invited_person_joins_with_the_role_they_were_invited_for(client: Client) -> None:
    team = await make_team(client)

    await team.member("bob", Role.EDITOR)

    assert await team.roles() == {
        "ada@example.org": ("owner", "active"),
        "bob@example.org": ("editor", "active"),
    }


async def test_team_002_an_invitation_is_for_one_address(client: Client) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org")
    eve = await signed_in(client, "eve@example.org")

    answer = await client.http.post("/api/v1/invitations/accept", json={"token": token}, headers=eve.bearer)

    assert (answer.status_code, answer.json()["code"]) == (403, "invitation_for_somebody_else")


async def test_team_002_an_invitation_works_once(client: Client) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org")
    bob = await signed_in(client, "bob@example.org")
    statuses = [
        (
            await client.http.post("/api/v1/invitations/accept", json={"token": token}, headers=bob.bearer)
        ).status_code
        for _ in range(2)
    ]

    assert statuses == [200, 404]


@pytest.mark.own_database
async def test_team_002_an_invitation_accepted_many_times_at_once_gives_one_membership(
    client: Client,
) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org")
    bob = await signed_in(client, "bob@example.org")
    accept = [
        client.http.post("/api/v1/invitations/accept", json={"token": token}, headers=bob.bearer)
        for _ in range(8)
    ]

    statuses = sorted(answer.status_code for answer in await asyncio.gather(*accept))

    assert statuses == [200, *[404] * 7]
    assert len(await team.roles()) == 2


async def test_team_002_an_invitation_expires_after_seven_days(client: Client, clock: FixedClock) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org")
    clock.set(clock.now() + timedelta(days=7))
    bob = await signed_in(client, "bob@example.org")

    answer = await client.http.post("/api/v1/invitations/accept", json={"token": token}, headers=bob.bearer)

    assert (answer.status_code, answer.json()["code"]) == (410, "invitation_expired")


async def test_a_later_invitation_of_an_address_ends_the_earlier(client: Client) -> None:
    team = await make_team(client)
    earlier, _ = await team.invite("bob@example.org"), await team.invite("Bob@Example.org")
    bob = await signed_in(client, "bob@example.org")

    answer = await client.http.post("/api/v1/invitations/accept", json={"token": earlier}, headers=bob.bearer)

    assert answer.status_code == 404


async def test_an_invitation_that_was_taken_back_is_none(client: Client) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org")
    listed = (await team.send(team.owner, "GET", "/workspaces/{}/invitations")).json()
    await team.send(team.owner, "DELETE", f"/workspaces/{{}}/invitations/{listed[0]['id']}")
    bob = await signed_in(client, "bob@example.org")

    answer = await client.http.post("/api/v1/invitations/accept", json={"token": token}, headers=bob.bearer)

    assert answer.status_code == 404


async def test_team_002_the_token_of_an_invitation_is_not_kept(client: Client) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org")

    async with client.application.sessions() as session:
        rows = [str(row) for row in await session.execute(text("select i::text from invitations i"))]

    assert len(rows) == 1
    assert token not in rows[0]


async def test_team_003_a_suspended_member_sees_nothing_until_let_in_again(client: Client) -> None:
    team = await make_team(client)
    bob = await team.member("bob", Role.EDITOR)
    await team.change(bob, state="suspended")
    suspended = await team.send(bob, "GET", "/cvs")
    await team.change(bob, state="active")

    assert (suspended.status_code, (await team.send(bob, "GET", "/cvs")).status_code) == (404, 200)


async def test_an_invitation_does_not_let_a_suspended_member_in_again(client: Client) -> None:
    team = await make_team(client)
    bob = await team.member("bob")
    await team.change(bob, state="suspended")

    answer = await team.send(
        team.owner, "POST", "/workspaces/{}/invitations", {"email": bob.email, "role": "viewer"}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "already_member")


async def test_team_003_a_removed_member_is_out_at_once(client: Client) -> None:
    team = await make_team(client)
    bob = await team.member("bob")

    removed = await team.send(team.owner, "DELETE", f"/workspaces/{{}}/members/{bob.id}")

    assert (removed.status_code, (await team.send(bob, "GET", "/cvs")).status_code) == (204, 404)


async def test_team_003_several_members_are_removed_all_or_none(client: Client) -> None:
    team = await make_team(client)
    bob, eve = await team.member("bob"), await team.member("eve")
    stranger = await signed_in(client, "zoe@example.org")

    async def remove(*users: object) -> int:
        body = {"user_ids": [str(user) for user in users]}
        return (await team.send(team.owner, "POST", "/workspaces/{}/members/remove", body)).status_code

    statuses = [await remove(), await remove(bob.id, stranger.id), await remove(uuid4())]
    before = len(await team.roles())
    statuses.append(await remove(bob.id, eve.id))

    assert statuses == [422, 404, 404, 204]
    assert (before, len(await team.roles())) == (3, 1)


@pytest.mark.parametrize("change", [{"role": "admin"}, {"state": "suspended"}])
async def test_team_004_the_last_owner_stays(client: Client, change: dict[str, str]) -> None:
    team = await make_team(client)

    answers = [
        await team.change(team.owner, **change),
        await team.send(team.owner, "POST", "/workspaces/{}/leave"),
        await team.send(team.owner, "DELETE", f"/workspaces/{{}}/members/{team.owner.id}"),
    ]

    assert [(a.status_code, a.json()["code"]) for a in answers] == [(409, "last_owner")] * 3


@pytest.mark.own_database
async def test_team_004_two_owners_who_leave_at_once_leave_one(client: Client) -> None:
    team = await make_team(client)
    bob = await team.member("bob", Role.OWNER)

    answers = await asyncio.gather(
        *(team.send(who, "POST", "/workspaces/{}/leave") for who in (team.owner, bob))
    )

    assert sorted(answer.status_code for answer in answers) == [204, 409]


async def test_team_004_an_admin_cannot_touch_or_make_an_owner(client: Client) -> None:
    team = await make_team(client)
    admin, bob = await team.member("admin", Role.ADMIN), await team.member("bob")

    answers = [
        await team.send(admin, "PATCH", f"/workspaces/{{}}/members/{team.owner.id}", {"role": "viewer"}),
        await team.send(admin, "DELETE", f"/workspaces/{{}}/members/{team.owner.id}"),
        await team.send(admin, "PATCH", f"/workspaces/{{}}/members/{bob.id}", {"role": "owner"}),
        await team.send(admin, "PATCH", f"/workspaces/{{}}/members/{admin.id}", {"role": "owner"}),
    ]

    assert [a.json()["code"] for a in answers] == ["owners_only"] * 4


async def test_team_005_ownership_is_handed_over(client: Client) -> None:
    team = await make_team(client)
    bob = await team.member("bob")

    answer = await team.send(team.owner, "POST", "/workspaces/{}/transfer", {"user_id": str(bob.id)})

    assert answer.status_code == 204
    assert {e: r for e, (r, _) in (await team.roles()).items()} == {
        "ada@example.org": "admin",
        "bob@example.org": "owner",
    }


async def test_team_006_settings_are_changed_only_from_what_was_seen(client: Client) -> None:
    team = await make_team(client)
    seen = (await team.send(team.owner, "GET", "/workspaces/{}")).headers["etag"]
    change = {"name": "Renamed", "mask_candidates": True, "retention_days": 90}

    answers = [
        await team.send(team.owner, "PATCH", "/workspaces/{}", change, **{"If-Match": seen}) for _ in range(2)
    ]

    assert [a.status_code for a in answers] == [200, 412]
    assert change.items() <= answers[0].json().items()


async def test_what_is_not_given_stays_and_null_keeps_everything(client: Client) -> None:
    team = await make_team(client)
    await team.send(team.owner, "PATCH", "/workspaces/{}", {"retention_days": 5})

    kept = (await team.send(team.owner, "PATCH", "/workspaces/{}", {"name": "Other"})).json()
    ended = (await team.send(team.owner, "PATCH", "/workspaces/{}", {"retention_days": None})).json()

    assert (kept["retention_days"], ended["retention_days"], ended["name"]) == (5, None, "Other")


async def test_another_workspace_is_not_found(client: Client) -> None:
    team = await make_team(client)
    other = await make_team(client, "zoe")

    answer = await team.send(team.owner, "GET", f"/workspaces/{other.workspace}")

    assert (answer.status_code, answer.json()["code"]) == (404, "workspace_not_found")


async def test_team_007_a_session_switches_to_a_workspace_of_its_person(client: Client) -> None:
    team = await make_team(client)
    other = await make_team(client, "zoe")
    ada = team.owner.bearer

    switched = await client.http.post(f"/api/v1/workspaces/{team.workspace}/switch", headers=ada)
    refused = await client.http.post(f"/api/v1/workspaces/{other.workspace}/switch", headers=ada)

    mine = (await client.http.get("/api/v1/workspaces", headers=ada)).json()
    assert (switched.status_code, refused.status_code) == (204, 404)
    assert [w["kind"] for w in mine if w["current"]] == ["team"]


async def test_team_005_a_deleted_workspace_takes_everything_along(client: Client) -> None:
    team = await make_team(client)
    await team.send(team.owner, "POST", "/postings", {"text": "Python developer wanted. Must know SQL."})
    await team.invite("bob@example.org")

    answer = await team.send(team.owner, "DELETE", "/workspaces/{}")

    async with client.application.sessions() as session:
        left = [
            await session.scalar(
                text(f"select count(*) from {t} where workspace_id = :w"), {"w": team.workspace}
            )
            for t in ("postings", "memberships", "invitations")
        ]
    assert (answer.status_code, left) == (204, [0, 0, 0])


async def test_a_personal_workspace_stays_with_its_person(client: Client) -> None:
    person = await signed_in(client)
    mine = (await client.http.get("/api/v1/workspaces", headers=person.bearer)).json()[0]["id"]

    answers = [
        await client.http.request(
            method, f"/api/v1/workspaces/{mine}{path}", json=body, headers=person.bearer
        )
        for method, path, body in (
            ("DELETE", "", None),
            ("POST", "/leave", None),
            ("POST", "/invitations", {"email": "bob@example.org"}),
        )
    ]

    assert [a.json()["code"] for a in answers] == ["personal_workspace"] * 3


async def test_the_pages_show_members_settings_and_an_invitation(client: Client) -> None:
    team = await make_team(client)
    token = await team.invite("bob@example.org", Role.EDITOR)
    await client.http.post(f"/api/v1/workspaces/{team.workspace}/switch", headers=team.owner.bearer)

    async def page(path: str) -> str:
        return (await client.http.get(path, headers=team.owner.bearer)).text

    assert "bob@example.org" in await page("/workspace/members")
    assert "Delete it with everything in it" in await page("/workspace/settings")
    assert "You belong to Team already" in await page(f"/invitations/{token}")


async def test_settings_are_changed_on_their_page(client: Client) -> None:
    person = await signed_in(client)
    form = {"name": "Mine", "version": "1", "retention_days": "", "mask_candidates": "true"}

    async def send(**changed: str) -> int:
        answer = await client.http.post("/workspace/settings", data=form | changed, headers=person.bearer)
        return answer.status_code

    assert [await send(), await send(), await send(name="  ", version="2")] == [303, 412, 422]


async def test_an_invitation_made_on_the_page_is_shown_as_a_link(client: Client) -> None:
    team = await make_team(client)
    await client.http.post(f"/api/v1/workspaces/{team.workspace}/switch", headers=team.owner.bearer)

    answer = await client.http.post(
        "/workspace/invitations",
        data={"email": "bob@example.org", "role": "editor"},
        headers=team.owner.bearer,
    )

    assert answer.status_code == 200
    assert "http://localhost/invitations/" in answer.text


async def test_nothing_but_what_is_asked_for_is_taken(client: Client) -> None:
    team = await make_team(client)
    bob = await team.member("bob")

    answers = [
        await team.send(team.owner, "PATCH", "/workspaces/{}", {"kind": "personal"}),
        await team.send(
            team.owner, "PATCH", f"/workspaces/{{}}/members/{bob.id}", {"workspace_id": str(uuid4())}
        ),
        await team.send(
            team.owner, "POST", "/workspaces/{}/invitations", {"email": "x@example.org", "role": "owner"}
        ),
    ]

    assert [a.status_code for a in answers] == [422] * 3
