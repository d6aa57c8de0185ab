"""Who is erased is gone: from every table, from the storage, and at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import structlog
from sqlalchemy import text

from candidacy.features.auth.tests.people import bearer, login, signed_in
from candidacy.features.privacy.tests.life import (
    CANARY,
    EMAIL,
    Life,
    a_life,
    objects,
    where_it_says,
)
from candidacy.features.workspaces import public as workspaces
from candidacy.features.workspaces.tests.team import make_team
from candidacy.infrastructure.postgres import Base
from candidacy.infrastructure.postgres.belonging import belongings
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database

TRACES = {"audit_entries"}
"""Where a bare id may stay, which names nobody any more."""


async def test_priv_005_nothing_is_left_in_any_table_or_in_the_storage(
    client: Client, owner: Database
) -> None:
    life = await a_life(client)
    await life.export()
    await life.made("POST", "/files", files={"file": ("waits.txt", CANARY.encode())})
    home = (await life.made("GET", "/workspaces"))[0]["id"]
    before = await where_it_says(owner, CANARY)
    assert {"cvs", "cv_versions", "documents", "api_keys"} <= set(before)

    answer = await life.erase()
    await client.run_jobs()

    assert answer.status_code == 204, answer.text
    assert await objects(client) == []
    for words in (CANARY, EMAIL, "waits.txt"):
        assert await where_it_says(owner, words) == {}
    for identity in (str(life.person.id), home):
        assert set(await where_it_says(owner, identity)) <= TRACES


async def test_priv_005_the_schema_says_the_same(client: Client, owner: Database) -> None:
    life = await a_life(client)
    home = (await life.made("GET", "/workspaces"))[0]["id"]

    await life.erase()

    left: dict[str, int] = {}
    async with owner.sessions() as session:
        for whose in belongings(Base.metadata).values():
            if whose.append_only:
                continue
            for condition in (whose.of_person(life.person.id, EMAIL), whose.of_workspace(home)):
                found = len(list(await session.execute(whose.table.select().where(condition))))
                left |= {whose.name: found} if found else {}
    assert left == {}


async def test_priv_005_what_is_somebody_elses_stays(client: Client, owner: Database) -> None:
    life, other = await a_life(client), await a_life(client, "other@example.org")
    kept = await other.made("GET", "/cvs")

    await life.erase()
    await client.run_jobs()

    assert await other.made("GET", "/cvs") == kept
    assert len(await objects(client)) == 1
    file = (await other.made("GET", "/files"))["items"][0]["id"]
    assert (await other.send("GET", f"/files/{file}/content")).status_code == 200
    assert (await where_it_says(owner, CANARY))["cvs"] == 1


async def test_priv_005_every_session_and_key_stops_at_once(client: Client) -> None:
    life = await a_life(client)
    key = (await life.made("POST", "/api-keys", json={"name": "k", "scopes": ["cvs:read"]}))["key"]
    elsewhere = (await login(client, EMAIL))["access_token"]

    await life.erase()

    tokens = [life.person.access, elsewhere, key]
    answers = [await client.http.get("/api/v1/cvs", headers=bearer(token)) for token in tokens]
    given = {"refresh_token": life.person.refresh}
    refreshed = await client.http.post("/api/v1/auth/refresh", json=given)
    assert [a.status_code for a in answers] == [401, 401, 401]
    assert refreshed.status_code == 401


async def test_priv_005_somebody_new_may_have_the_address(client: Client) -> None:
    life = Life(client, await signed_in(client, EMAIL))
    await life.erase()

    again = Life(client, await signed_in(client, EMAIL))

    assert (await again.made("GET", "/cvs"))["items"] == []


async def test_priv_006_the_last_owner_of_a_team_with_others_is_told_what_to_do(client: Client) -> None:
    team = await make_team(client, "ada")
    member = await team.member("grace", Role.ADMIN)
    life = Life(client, team.owner)

    refused = await life.erase()
    await team.change(member, role="owner")
    accepted = await life.erase()

    assert (refused.status_code, refused.json()["code"]) == (409, "team_needs_owner")
    assert "Team" in refused.json()["detail"]
    assert accepted.status_code == 204
    assert list(await team_of(client, member.bearer)) == ["grace@example.org"]


async def team_of(client: Client, headers: dict[str, str]) -> dict[str, str]:
    mine = (await client.http.get("/api/v1/workspaces", headers=headers)).json()
    team = next(row["id"] for row in mine if row["kind"] == "team")
    named = {**headers, "X-Workspace": team}
    members = (await client.http.get(f"/api/v1/workspaces/{team}/members", headers=named)).json()
    return {row["email"]: row["role"] for row in members}


async def test_priv_006_a_member_leaves_the_team_and_its_things_stay(client: Client, owner: Database) -> None:
    team = await make_team(client, "grace")
    life = Life(client, await team.member("ada", Role.ADMIN))
    await team.send(life.person, "POST", "/postings", {"text": f"{CANARY} wanted\n\n- Python"})
    await team.send(life.person, "POST", "/workspaces/{}/invitations", {"email": "new@example.org"})

    answer = await life.erase()

    assert answer.status_code == 204
    assert list(await team.roles()) == ["grace@example.org"]
    assert (await where_it_says(owner, CANARY))["postings"] == 1
    assert set(await where_it_says(owner, str(life.person.id))) <= TRACES


async def test_priv_006_a_team_of_nobody_else_goes_with_them(client: Client, owner: Database) -> None:
    team = await make_team(client, "ada")
    await team.send(team.owner, "POST", "/postings", {"text": f"{CANARY} wanted\n\n- Python"})

    await Life(client, team.owner).erase()

    assert await where_it_says(owner, CANARY) == {}
    assert set(await where_it_says(owner, str(team.workspace))) <= TRACES


async def test_priv_005_invitations_of_their_address_go_everywhere(client: Client, owner: Database) -> None:
    team = await make_team(client, "grace")
    await team.invite(EMAIL)
    await team.invite("kept@example.org")
    life = Life(client, await signed_in(client, EMAIL))

    await life.erase()

    assert await where_it_says(owner, EMAIL) == {}
    assert "invitations" in await where_it_says(owner, "kept@example.org")


async def test_priv_006_nothing_is_erased_without_their_address(client: Client) -> None:
    life = Life(client, await signed_in(client, EMAIL))

    answer = await life.erase("somebody@example.org")

    assert (answer.status_code, answer.json()["code"]) == (400, "not_confirmed")
    assert (await life.send("GET", "/me")).status_code == 200


async def test_priv_006_nothing_is_erased_without_a_proof_that_is_not_old(client: Client) -> None:
    life = Life(client, await signed_in(client, EMAIL))
    async with client.application.sessions.begin() as session:
        await session.execute(text("update sessions set confirmed_at = confirmed_at - interval '11 minutes'"))

    answer = await life.erase()

    assert (answer.status_code, answer.json()["code"]) == (403, "confirmation_needed")


async def test_priv_006_no_api_key_erases_its_person(client: Client) -> None:
    life = Life(client, await signed_in(client, EMAIL))
    key = (await life.made("POST", "/api-keys", json={"name": "k", "scopes": ["cvs:read"]}))["key"]

    answer = await client.http.request("DELETE", "/api/v1/me", headers=bearer(key), json={"confirm": EMAIL})

    assert (answer.status_code, answer.json()["code"]) == (403, "person_needed")


async def test_priv_007_the_local_user_starts_afresh(client: Client, owner: Database) -> None:
    http = client.http
    card = {"candidate_name": CANARY, "skills": ["SQL"], "experience_years": 1}
    assert (await http.post("/api/v1/cvs", json=card)).status_code == 201
    before = (await http.get("/api/v1/me")).json()["id"]

    wrong = await http.request("DELETE", "/api/v1/me", json={"confirm": "yes"})
    answer = await http.request("DELETE", "/api/v1/me", json={"confirm": "delete"})

    assert (wrong.status_code, answer.status_code) == (400, 204)
    assert await where_it_says(owner, CANARY) == {}
    assert (await http.get("/api/v1/me")).json()["id"] != before
    assert (await http.get("/api/v1/cvs")).json()["items"] == []


async def test_priv_005_a_crash_before_the_files_are_deleted_leaves_the_job(client: Client) -> None:
    life = await a_life(client)

    await life.erase()
    left = await objects(client)
    await client.run_jobs()

    assert len(left) == 1
    assert await objects(client) == []


async def test_priv_005_an_erasure_that_fails_takes_nothing(client: Client, owner: Database) -> None:
    life = await a_life(client)
    # The very last statement of the transaction refuses.
    async with owner.sessions.begin() as session:
        await session.execute(
            text(
                "create function refuse() returns trigger language plpgsql as "
                "$$ begin raise exception 'no'; end $$"
            )
        )
        await session.execute(
            text(
                "create constraint trigger refuse after delete on users deferrable initially deferred "
                "for each row execute function refuse()"
            )
        )

    # Nobody reads the trace, and to draw it on a terminal takes long.
    with structlog.testing.capture_logs():
        answer = await life.erase()
    await client.run_jobs()

    assert answer.status_code == 500
    assert len(await objects(client)) == 1
    assert len((await life.made("GET", "/cvs"))["items"]) == 2


async def test_priv_005_erased_twice_at_once_is_erased_once(client: Client) -> None:
    life = await a_life(client)

    answers = await asyncio.gather(*(life.erase() for _ in range(4)))

    assert min(a.status_code for a in answers) == 204
    assert {a.status_code for a in answers} <= {204, 401, 404}


async def test_priv_009_a_deleted_team_takes_its_stored_files_along(client: Client) -> None:
    team = await make_team(client, "ada")
    headers = {**team.owner.bearer, "X-Workspace": str(team.workspace)}
    await client.http.post("/api/v1/files", files={"file": ("cv.txt", CANARY.encode())}, headers=headers)

    await team.send(team.owner, "DELETE", "/workspaces/{}")
    await client.run_jobs()

    assert await objects(client) == []


async def test_the_log_of_what_they_did_names_them_no_more(client: Client, owner: Database) -> None:
    life = await a_life(client)

    await life.erase()

    entries = text("select kind, detail from audit_entries where actor = :user")
    async with owner.sessions() as session:
        found = list(await session.execute(entries, {"user": life.person.id}))
    assert "user.erased" in {kind for kind, _ in found}
    assert not any({"ip", "device", "email"} & set(detail) for _, detail in found)


async def test_standing_says_who_is_needed(client: Client) -> None:
    team = await make_team(client, "ada")
    await team.member("grace")

    async with client.application.sessions() as session:
        standing = await workspaces.standing_of(session, team.owner.id)

    assert [(s.kind, s.is_theirs, s.needs_them) for s in standing] == [
        ("personal", True, False),
        ("team", False, True),
    ]
