"""Accounts: sign-up, letters, forgotten passwords, second factors, API keys."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pyotp
import pytest
from sqlalchemy import text

from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.features.auth.service.mailing import MailSender
from candidacy.features.auth.service.set_up import set_up, set_up_token
from candidacy.features.auth.tests.people import (
    NEW_PASSWORD,
    NOON,
    PASSWORD,
    Person,
    add_user,
    bearer,
    login,
    signed_in,
    token_in,
)
from candidacy.kernel.errors import AppError

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

NEW = {"email": "new@example.org", "password": PASSWORD, "display_name": "New"}


async def post(client: Client, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
    return await client.http.post(f"/api/v1{path}", json=body, headers=headers or {})


async def reset_token(client: Client, email: str = "ada@example.org") -> str:
    await post(client, "/auth/forgot-password", {"email": email})
    return token_in((await client.run_mails())[0].text)


async def second_factor_on(client: Client, person: Person) -> tuple[pyotp.TOTP, list[str]]:
    secret = (await post(client, "/me/second-factor", headers=person.bearer)).json()["secret"]
    totp = pyotp.TOTP(secret)
    body = {"code": totp.at(NOON)}
    answer = await post(client, "/me/second-factor/confirm", body, person.bearer)
    assert answer.status_code == 200, answer.text
    return totp, answer.json()["recovery_codes"]


async def test_auth_002_an_account_begins_with_the_letters_link(client: Client) -> None:
    await add_user(client)  # Ends laptop mode.
    asked = await post(client, "/auth/register", NEW)
    before = await post(client, "/auth/login", {"email": NEW["email"], "password": PASSWORD})
    token = token_in((await client.run_mails())[0].text)

    verified = await post(client, "/auth/verify", {"token": token})

    assert (asked.status_code, before.status_code, verified.status_code) == (202, 401, 200)
    answer = await client.http.get("/api/v1/me", headers=bearer(verified.json()["access_token"]))
    assert (answer.json()["email"], answer.json()["role"]) == (NEW["email"], "owner")


async def test_auth_002_a_link_opens_one_account_once(client: Client) -> None:
    await add_user(client)
    await post(client, "/auth/register", NEW)
    token = token_in((await client.run_mails())[0].text)
    await post(client, "/auth/verify", {"token": token})

    again = await post(client, "/auth/verify", {"token": token})

    assert (again.status_code, again.json()["code"]) == (410, "link_expired")


async def test_auth_002_a_link_is_good_for_a_day(client: Client, clock: FixedClock) -> None:
    await add_user(client)
    await post(client, "/auth/register", NEW)
    token = token_in((await client.run_mails())[0].text)
    clock.set(NOON + timedelta(hours=24))

    assert (await post(client, "/auth/verify", {"token": token})).status_code == 410


async def test_auth_004_signing_up_says_the_same_of_a_known_address_and_a_letter_tells(
    client: Client,
) -> None:
    await add_user(client)

    known = await post(client, "/auth/register", {**NEW, "email": "ada@example.org"})
    unknown = await post(client, "/auth/register", NEW)

    letters = {letter.to: letter.subject for letter in await client.run_mails()}
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert letters["ada@example.org"] == "You have an account already"
    assert letters["new@example.org"] == "Confirm your address"


async def test_auth_004_a_forgotten_password_says_the_same_of_everybody(client: Client) -> None:
    await add_user(client)

    known = await post(client, "/auth/forgot-password", {"email": "ada@example.org"})
    unknown = await post(client, "/auth/forgot-password", {"email": "nobody@example.org"})

    letters = [letter.to for letter in await client.run_mails()]
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert letters == ["ada@example.org"]


async def test_auth_013_a_new_password_ends_all_sessions(client: Client) -> None:
    person = await signed_in(client)
    token = await reset_token(client)

    answer = await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    assert answer.status_code == 204
    assert (await client.http.get("/api/v1/me", headers=person.bearer)).status_code == 401
    assert (await login(client, password=NEW_PASSWORD))["kind"] == "tokens"
    old = await post(client, "/auth/login", {"email": person.email, "password": PASSWORD})
    assert old.status_code == 401


async def test_auth_013_a_reset_link_works_once(client: Client) -> None:
    await add_user(client)
    token = await reset_token(client)
    await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    again = await post(client, "/auth/reset-password", {"token": token, "password": PASSWORD})

    assert (again.status_code, again.json()["code"]) == (410, "link_expired")


async def test_auth_013_a_newer_link_voids_the_older_one(client: Client) -> None:
    await add_user(client)
    older, newer = await reset_token(client), await reset_token(client)

    answers = [
        await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})
        for token in (older, newer)
    ]

    assert [a.status_code for a in answers] == [410, 204]


async def test_auth_013_a_reset_link_is_good_for_an_hour(client: Client, clock: FixedClock) -> None:
    await add_user(client)
    token = await reset_token(client)
    clock.set(NOON + timedelta(hours=1))

    answer = await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    assert answer.status_code == 410


async def test_auth_013_a_weak_password_leaves_the_link_good(client: Client) -> None:
    await add_user(client)
    token = await reset_token(client)

    weak = await post(client, "/auth/reset-password", {"token": token, "password": "lovelace1815"})
    strong = await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    assert (weak.status_code, weak.json()["code"], strong.status_code) == (400, "weak_password", 204)


async def test_auth_013_a_new_password_does_not_go_around_the_second_factor(client: Client) -> None:
    person = await signed_in(client)
    await second_factor_on(client, person)
    token = await reset_token(client)
    await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    assert (await login(client, password=NEW_PASSWORD))["kind"] == "second_factor"


async def test_auth_013_the_token_of_a_letter_is_nowhere_in_the_database(client: Client) -> None:
    await add_user(client)
    token = await reset_token(client)

    async with client.application.sessions() as session:
        rows = (await session.execute(text("select cast(mail_tokens.* as text) from mail_tokens"))).scalars()
        kept = "\n".join(rows)

    assert token not in kept
    assert hashlib.sha256(token.encode()).hexdigest() in kept


async def test_auth_013_the_token_of_another_kind_of_letter_is_refused(client: Client) -> None:
    await add_user(client)
    await post(client, "/auth/register", NEW)
    token = token_in((await client.run_mails())[0].text)

    answer = await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})

    assert answer.status_code == 410


async def test_auth_014_changing_the_password_ends_the_other_sessions(client: Client) -> None:
    person, other = await signed_in(client), await login(client)
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}

    answer = await post(client, "/me/password", body, person.bearer)

    assert answer.status_code == 204
    assert (await client.http.get("/api/v1/me", headers=person.bearer)).status_code == 200
    assert (await client.http.get("/api/v1/me", headers=bearer(other["access_token"]))).status_code == 401
    assert "Your password was changed" in [letter.subject for letter in await client.run_mails()]


async def test_auth_014_changing_the_password_takes_the_old_one(client: Client) -> None:
    person = await signed_in(client)
    body = {"current_password": "wrong", "new_password": NEW_PASSWORD}

    assert (await post(client, "/me/password", body, person.bearer)).status_code == 401


async def test_auth_015_a_second_factor_is_asked_for_once_it_is_on(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    totp, _ = await second_factor_on(client, person)
    clock.set(NOON + timedelta(seconds=30))
    challenge = (await login(client))["challenge"]

    answer = await post(client, "/auth/login/code", {"challenge": challenge, "code": totp.at(clock.now())})

    assert (answer.status_code, answer.json()["kind"]) == (200, "tokens")


async def test_auth_015_a_code_is_taken_once(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    totp, _ = await second_factor_on(client, person)
    clock.set(NOON + timedelta(seconds=30))
    code = totp.at(clock.now())
    bodies = [{"challenge": (await login(client))["challenge"], "code": code} for _ in range(2)]

    answers = [await post(client, "/auth/login/code", body) for body in bodies]

    assert [a.status_code for a in answers] == [200, 401]


async def test_auth_015_the_code_that_switched_it_on_does_not_sign_in(client: Client) -> None:
    person = await signed_in(client)
    totp, _ = await second_factor_on(client, person)
    challenge = (await login(client))["challenge"]

    answer = await post(client, "/auth/login/code", {"challenge": challenge, "code": totp.at(NOON)})

    assert (answer.status_code, answer.json()["code"]) == (401, "bad_code")


async def test_auth_015_the_sixth_code_in_five_minutes_has_to_wait(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    totp, _ = await second_factor_on(client, person)
    clock.set(NOON + timedelta(seconds=30))
    challenge = (await login(client))["challenge"]
    for _ in range(5):
        await post(client, "/auth/login/code", {"challenge": challenge, "code": "not-a-code"})

    answer = await post(client, "/auth/login/code", {"challenge": challenge, "code": totp.at(clock.now())})

    assert answer.status_code == 429


async def test_auth_016_a_recovery_code_works_once(client: Client) -> None:
    person = await signed_in(client)
    _, codes = await second_factor_on(client, person)
    bodies = [{"challenge": (await login(client))["challenge"], "code": codes[0].upper()} for _ in range(2)]

    answers = [await post(client, "/auth/login/code", body) for body in bodies]

    assert (len(set(codes)), [a.status_code for a in answers]) == (10, [200, 401])


async def test_auth_015_a_challenge_ends_with_its_time_and_with_the_password(
    client: Client, clock: FixedClock
) -> None:
    person = await signed_in(client)
    _, codes = await second_factor_on(client, person)
    challenge = (await login(client))["challenge"]
    token = await reset_token(client)
    await post(client, "/auth/reset-password", {"token": token, "password": NEW_PASSWORD})
    late = (await login(client, password=NEW_PASSWORD))["challenge"]
    clock.set(NOON + timedelta(minutes=5))

    answers = [
        await post(client, "/auth/login/code", {"challenge": given, "code": codes[0]})
        for given in (challenge, late, person.access)
    ]

    assert [a.json()["code"] for a in answers] == ["bad_token"] * 3


async def test_auth_015_the_secret_of_a_second_factor_is_sealed_in_the_database(client: Client) -> None:
    person = await signed_in(client)
    totp, _ = await second_factor_on(client, person)

    async with client.application.sessions() as session:
        sealed = await session.scalar(text("select totp_secret from users where id = :id"), {"id": person.id})

    assert totp.secret.encode() not in sealed


async def test_auth_017_sensitive_changes_want_a_recent_proof(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    clock.set(NOON + timedelta(minutes=11))
    tokens = (await post(client, "/auth/refresh", {"refresh_token": person.refresh})).json()
    headers, body = bearer(tokens["access_token"]), {"name": "ci", "scopes": ["cvs:read"]}

    before = await post(client, "/api-keys", body, headers)
    wrong = await post(client, "/auth/confirm", {"password": "wrong"}, headers)
    right = await post(client, "/auth/confirm", {"password": PASSWORD}, headers)
    after = await post(client, "/api-keys", body, headers)

    assert (before.status_code, before.json()["code"]) == (403, "confirmation_needed")
    assert [wrong.status_code, right.status_code, after.status_code] == [401, 204, 201]


async def test_auth_018_an_api_key_does_what_its_scopes_say_and_no_more(client: Client) -> None:
    person = await signed_in(client)
    body = {"name": "ci", "scopes": ["postings:read"]}
    key = (await post(client, "/api-keys", body, person.bearer)).json()["key"]

    answers = [
        await client.http.get("/api/v1/postings", headers=bearer(key)),
        await client.http.get("/api/v1/cvs", headers=bearer(key)),
        await post(client, "/postings", {"text": "Cook\nRequirements\n- HACCP"}, bearer(key)),
        await client.http.get("/api/v1/me", headers=bearer(key)),
        await post(client, "/api-keys", body, bearer(key)),
        await client.http.get("/api/v1/me/sessions", headers=bearer(key)),
    ]

    assert [a.status_code for a in answers] == [200, 403, 403, 403, 403, 403]


async def test_auth_018_a_key_is_shown_once_and_kept_as_a_hash(client: Client) -> None:
    person = await signed_in(client)
    made = (await post(client, "/api-keys", {"name": "ci", "scopes": ["cvs:read"]}, person.bearer)).json()

    listed = await client.http.get("/api/v1/api-keys", headers=person.bearer)

    async with client.application.sessions() as session:
        row = await session.scalar(text("select cast(api_keys.* as text) from api_keys"))
    assert made["key"] not in listed.text
    assert made["key"] not in row
    assert made["key"].startswith(made["prefix"])
    assert [k["name"] for k in listed.json()] == ["ci"]


async def test_auth_018_a_revoked_key_stops_at_once(client: Client) -> None:
    person = await signed_in(client)
    made = (await post(client, "/api-keys", {"name": "ci", "scopes": ["cvs:read"]}, person.bearer)).json()

    revoked = await client.http.delete(f"/api/v1/api-keys/{made['id']}", headers=person.bearer)

    assert revoked.status_code == 204
    assert (await client.http.get("/api/v1/cvs", headers=bearer(made["key"]))).status_code == 401


async def test_auth_018_a_key_expires(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    body = {"name": "ci", "scopes": ["cvs:read"], "expires_in_days": 1}
    key = (await post(client, "/api-keys", body, person.bearer)).json()["key"]
    clock.set(NOON + timedelta(days=1))

    assert (await client.http.get("/api/v1/cvs", headers=bearer(key))).status_code == 401


@pytest.mark.parametrize("key", ["cp_live_", "cp_live_abcdefgh_" + "x" * 32, "cp_live_x_y", "cp_live_'--"])
async def test_auth_018_a_key_of_nobody_is_refused(client: Client, key: str) -> None:
    assert (await client.http.get("/api/v1/cvs", headers=bearer(key))).status_code == 401


async def test_auth_018_the_key_of_somebody_else_is_not_there(client: Client) -> None:
    ada, bob = await signed_in(client), await signed_in(client, "bob@example.org")
    made = (await post(client, "/api-keys", {"name": "ci", "scopes": ["cvs:read"]}, ada.bearer)).json()

    answer = await client.http.delete(f"/api/v1/api-keys/{made['id']}", headers=bob.bearer)

    assert (answer.status_code, answer.json()["code"]) == (404, "api_key_not_found")


async def test_auth_018_a_key_works_in_its_own_workspace_only(client: Client) -> None:
    ada, bob = await signed_in(client), await signed_in(client, "bob@example.org")
    key = (await post(client, "/api-keys", {"name": "x", "scopes": ["cvs:read"]}, ada.bearer)).json()["key"]
    foreign = (await client.http.get("/api/v1/me", headers=bob.bearer)).json()["workspace_id"]

    answer = await client.http.get("/api/v1/cvs", headers={**bearer(key), "X-Workspace": foreign})

    assert answer.status_code == 404


async def test_auth_019_the_set_up_link_makes_the_owner_once(client: Client) -> None:
    auth, given = client.application.auth, NewAccount("me@example.org", "Me", PASSWORD)
    async with client.application.sessions.begin() as session:
        owner = await set_up(session, auth, set_up_token(auth), given)

    async with client.application.sessions() as session:
        row = await AccountService(session, auth).get(owner)
        with pytest.raises(AppError, match="has its owner"):
            await set_up(session, auth, set_up_token(auth), given)
    assert (row.is_local, row.is_superuser) == (True, True)
    assert (await client.http.get("/api/v1/cvs")).status_code == 401
    assert (await login(client, "me@example.org"))["kind"] == "tokens"


async def test_auth_019_another_set_up_link_is_refused(client: Client) -> None:
    given = NewAccount("me@example.org", "Me", PASSWORD)
    async with client.application.sessions() as session:
        with pytest.raises(AppError, match="not the set-up link"):
            await set_up(session, client.application.auth, "guess", given)


async def test_auth_002_nobody_signs_up_on_a_laptop_without_accounts(client: Client) -> None:
    answer = await post(client, "/auth/register", NEW)

    assert (answer.status_code, answer.json()["code"]) == (409, "laptop_mode")


async def test_auth_020_a_letter_that_fails_is_tried_again_later(client: Client, clock: FixedClock) -> None:
    await add_user(client)
    await post(client, "/auth/forgot-password", {"email": "ada@example.org"})
    auth, languages = client.application.auth, client.application.services.pages.languages
    sender = MailSender(client.application.sessions, auth, languages)
    async with client.application.sessions.begin() as session:
        await session.execute(text("update mail_tokens set next_try = next_try + interval '20 seconds'"))

    early = await sender.send_due()
    clock.set(NOON + timedelta(seconds=20))
    due = await sender.send_due()

    assert (early, due, len(await client.run_mails())) == (0, 1, 1)
    assert auth.clock.now() == clock.now()
