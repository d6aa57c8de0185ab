"""Signing in with a password, sessions, and refresh tokens."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import argon2
import pytest
from sqlalchemy import text

from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.tests.people import NOON, PASSWORD, Person, add_user, bearer, login, signed_in
from candidacy.infrastructure.crypto import Keyring, Signer
from candidacy.kernel.events import SecurityEvent

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


def noted(client: Client) -> list[str]:
    """The kinds of the security events from now on."""
    kinds: list[str] = []

    async def note(event: SecurityEvent, _: Any) -> None:
        kinds.append(event.kind)

    client.application.auth.events.subscribe(SecurityEvent, note)
    return kinds


async def refresh(client: Client, token: str) -> Any:
    return await client.http.post("/api/v1/auth/refresh", json={"refresh_token": token})


async def me(client: Client, headers: dict[str, str]) -> int:
    return (await client.http.get("/api/v1/me", headers=headers)).status_code


async def test_auth_003_a_person_signs_in_and_is_known(client: Client) -> None:
    person = await signed_in(client)

    answer = await client.http.get("/api/v1/me", headers=person.bearer)

    assert (answer.status_code, answer.json()["email"], answer.json()["role"]) == (200, person.email, "owner")


async def test_auth_003_a_person_sees_their_own_workspace_only(client: Client) -> None:
    made = await client.http.post("/api/v1/postings", json={"text": "Cook\nRequirements\n- HACCP"})
    person = await signed_in(client)

    listed = await client.http.get("/api/v1/postings", headers=person.bearer)

    assert made.status_code == 201
    assert listed.json()["items"] == []


async def test_auth_004_wrong_password_unknown_address_and_deactivated_read_the_same(client: Client) -> None:
    await add_user(client)
    shut = await add_user(client, "shut@example.org")
    async with client.application.sessions.begin() as session:
        await AccountService(session, client.application.auth).deactivate(shut)

    answers = [
        await client.http.post("/api/v1/auth/login", json={"email": email, "password": password})
        for email, password in (
            ("ada@example.org", "wrong password"),
            ("nobody@example.org", PASSWORD),
            ("shut@example.org", PASSWORD),
            ("no address at all", PASSWORD),
        )
    ]

    bodies = [{k: v for k, v in a.json().items() if k != "request_id"} for a in answers]
    assert [a.status_code for a in answers] == [401] * 4
    assert bodies == [bodies[0]] * 4


async def test_auth_005_after_ten_wrong_passwords_the_right_one_has_to_wait(client: Client) -> None:
    await add_user(client)
    await add_user(client, "bob@example.org")
    for _ in range(10):
        await client.http.post("/api/v1/auth/login", json={"email": "ada@example.org", "password": "x"})

    answer = await client.http.post(
        "/api/v1/auth/login", json={"email": "ada@example.org", "password": PASSWORD}
    )

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert int(answer.headers["retry-after"]) > 0
    assert (await login(client, "bob@example.org"))["kind"] == "tokens"


async def test_auth_005_a_failed_sign_in_is_noted(client: Client) -> None:
    kinds = noted(client)

    await client.http.post("/api/v1/auth/login", json={"email": "ada@example.org", "password": "x"})

    assert kinds == ["sign_in.failed"]


async def test_auth_003_an_old_hash_is_brought_up_to_date_at_sign_in(client: Client) -> None:
    user = await add_user(client)
    old = argon2.PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    async with client.application.sessions.begin() as session:
        (await AccountService(session, client.application.auth).get(user)).password_hash = old

    await login(client)

    async with client.application.sessions() as session:
        kept = (await AccountService(session, client.application.auth).get(user)).password_hash
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def forgeries(client: Client, person: Person) -> dict[str, str]:
    auth, claims = client.application.auth, {"sub": str(person.id), "sid": "0"}
    minute, other = timedelta(minutes=1), Keyring((b"some other secret of enough characters",))
    return {
        "none": "eyJhbGciOiJub25lIiwidHlwIjoiYWNjZXNzK2p3dCJ9." + person.access.split(".")[1] + ".",
        "other key": Signer(other, "access").sign(claims, now=NOON, lifetime=minute),
        "other use": auth.challenges.sign(claims, now=NOON, lifetime=minute),
        "expired": auth.access.sign(claims, now=NOON - 2 * minute, lifetime=minute),
        "not yet": auth.access.sign(claims, now=NOON + minute, lifetime=minute),
        "no session": auth.access.sign({"sub": str(person.id)}, now=NOON, lifetime=minute),
        "refresh as access": person.refresh,
        "changed": person.access[:-2] + ("AA" if person.access[-2:] != "AA" else "BB"),
        "empty": "",
    }


FORGED = (
    "none",
    "other key",
    "other use",
    "expired",
    "not yet",
    "no session",
    "refresh as access",
    "changed",
    "empty",
)


@pytest.mark.parametrize("kind", FORGED)
async def test_auth_006_a_forged_access_token_is_refused(client: Client, kind: str) -> None:
    person = await signed_in(client)

    assert await me(client, bearer(forgeries(client, person)[kind])) == 401


async def test_auth_006_the_token_of_one_session_does_not_serve_another_person(client: Client) -> None:
    ada, bob = await signed_in(client), await signed_in(client, "bob@example.org")
    auth = client.application.auth
    sid = auth.access.read(ada.access, now=NOON)["sid"]
    mixed = auth.access.sign({"sub": str(bob.id), "sid": sid}, now=NOON, lifetime=timedelta(minutes=1))

    assert await me(client, bearer(mixed)) == 401


async def test_auth_007_an_access_token_ends_after_ten_minutes_and_a_refresh_goes_on(
    client: Client, clock: FixedClock
) -> None:
    person = await signed_in(client)
    clock.set(NOON + timedelta(minutes=10))

    late = await me(client, person.bearer)
    made = (await refresh(client, person.refresh)).json()

    assert late == 401
    assert await me(client, bearer(made["access_token"])) == 200


async def test_auth_008_a_replayed_refresh_token_ends_the_session_and_is_noted(client: Client) -> None:
    person, kinds = await signed_in(client), noted(client)
    second = (await refresh(client, person.refresh)).json()["refresh_token"]
    third = (await refresh(client, second)).json()

    replayed = await refresh(client, person.refresh)

    assert (replayed.status_code, replayed.json()["code"]) == (401, "bad_refresh_token")
    assert (await refresh(client, third["refresh_token"])).status_code == 401
    assert await me(client, bearer(third["access_token"])) == 401
    assert kinds == ["session.refresh_replayed"]


async def test_auth_008_the_immediate_parent_gives_the_same_successor_within_ten_seconds(
    client: Client, clock: FixedClock
) -> None:
    person = await signed_in(client)
    first = (await refresh(client, person.refresh)).json()["refresh_token"]
    clock.set(NOON + timedelta(seconds=10))

    again = (await refresh(client, person.refresh)).json()["refresh_token"]

    assert again == first


async def test_auth_008_the_parent_is_a_replay_after_that(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    first = (await refresh(client, person.refresh)).json()["refresh_token"]
    clock.set(NOON + timedelta(seconds=11))

    answers = [await refresh(client, person.refresh), await refresh(client, first)]

    assert [a.status_code for a in answers] == [401, 401]


@pytest.mark.own_database
async def test_auth_008_twenty_refreshes_at_once_have_one_successor(client: Client) -> None:
    person = await signed_in(client)

    answers = await asyncio.gather(*(refresh(client, person.refresh) for _ in range(20)))

    tokens = {a.json()["refresh_token"] for a in answers if a.status_code == 200}
    async with client.application.sessions() as session:
        unused = await session.scalar(text("select count(*) from refresh_tokens where used_at is null"))
        live = await session.scalar(text("select count(*) from sessions where revoked_at is null"))
    assert {a.status_code for a in answers} == {200}
    assert (len(tokens), unused, live) == (1, 1, 1)


async def test_auth_008_only_hashes_of_refresh_tokens_are_kept(client: Client) -> None:
    person = await signed_in(client)

    async with client.application.sessions() as session:
        kept = set(await session.scalars(text("select token_hash from refresh_tokens")))

    assert kept == {hashlib.sha256(person.refresh.encode()).hexdigest()}


async def test_auth_008_a_token_of_nobody_is_refused(client: Client) -> None:
    assert (await refresh(client, "x" * 43)).status_code == 401


async def test_auth_007_a_session_that_is_not_used_ends(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    clock.set(NOON + timedelta(days=31))

    assert (await refresh(client, person.refresh)).status_code == 401


async def test_auth_009_signing_out_ends_the_session_at_once(client: Client) -> None:
    person = await signed_in(client)

    left = await client.http.post("/api/v1/auth/logout", headers=person.bearer)

    assert left.status_code == 204
    assert await me(client, person.bearer) == 401
    assert (await refresh(client, person.refresh)).status_code == 401


async def test_auth_010_sessions_are_listed_and_one_is_ended(client: Client) -> None:
    person, other = await signed_in(client), await login(client)
    listed = (await client.http.get("/api/v1/me/sessions", headers=person.bearer)).json()
    elsewhere = next(s["id"] for s in listed if not s["current"])

    ended = await client.http.delete(f"/api/v1/me/sessions/{elsewhere}", headers=person.bearer)

    assert (len(listed), ended.status_code) == (2, 204)
    assert await me(client, bearer(other["access_token"])) == 401
    assert await me(client, person.bearer) == 200


async def test_auth_010_all_other_sessions_are_ended_at_once(client: Client) -> None:
    person, other = await signed_in(client), await login(client)

    await client.http.delete("/api/v1/me/sessions", headers=person.bearer)

    assert await me(client, bearer(other["access_token"])) == 401
    assert await me(client, person.bearer) == 200


async def test_auth_010_the_session_of_somebody_else_is_not_there(client: Client) -> None:
    ada, bob = await signed_in(client), await signed_in(client, "bob@example.org")
    theirs = (await client.http.get("/api/v1/me/sessions", headers=bob.bearer)).json()[0]["id"]

    answer = await client.http.delete(f"/api/v1/me/sessions/{theirs}", headers=ada.bearer)

    assert (answer.status_code, await me(client, bob.bearer)) == (404, 200)


async def test_auth_011_a_deactivated_person_is_out_at_once_however_they_came(client: Client) -> None:
    person = await signed_in(client)
    body = {"name": "ci", "scopes": ["cvs:read"]}
    key = (await client.http.post("/api/v1/api-keys", json=body, headers=person.bearer)).json()["key"]
    before = (await client.http.get("/api/v1/cvs", headers=bearer(key))).status_code

    async with client.application.sessions.begin() as session:
        await AccountService(session, client.application.auth).deactivate(person.id)

    cookie = {"Cookie": f"__Host-access={person.access}"}
    assert before == 200
    for headers in (person.bearer, cookie, bearer(key)):
        assert (await client.http.get("/api/v1/cvs", headers=headers)).status_code == 401
    assert (await refresh(client, person.refresh)).status_code == 401


async def test_auth_012_another_workspace_is_asked_for_by_header(client: Client) -> None:
    ada, bob = await signed_in(client), await signed_in(client, "bob@example.org")
    own = (await client.http.get("/api/v1/me", headers=ada.bearer)).json()["workspace_id"]
    foreign = (await client.http.get("/api/v1/me", headers=bob.bearer)).json()["workspace_id"]

    answers = [
        await client.http.get("/api/v1/me", headers={**ada.bearer, "X-Workspace": workspace})
        for workspace in (own, foreign, "nonsense")
    ]

    assert [a.status_code for a in answers] == [200, 404, 404]


async def test_auth_001_a_laptop_needs_no_password_until_somebody_has_one(client: Client) -> None:
    before = await me(client, {})

    await add_user(client)

    assert (before, await me(client, {})) == (200, 401)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
async def test_auth_001_whoever_comes_through_a_proxy_is_not_on_the_laptop(
    client: Client, header: str
) -> None:
    assert await me(client, {header: "for=192.0.2.1"}) == 401


async def test_auth_001_an_authorization_that_is_no_bearer_is_refused(client: Client) -> None:
    assert await me(client, {"Authorization": "Basic eDp5"}) == 401
