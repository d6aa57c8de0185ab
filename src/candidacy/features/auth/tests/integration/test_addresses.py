"""Another address for an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from candidacy.features.auth.tests.browser import Browser
from candidacy.features.auth.tests.people import (
    NEW_PASSWORD,
    NOON,
    PASSWORD,
    add_user,
    login,
    signed_in,
    token_in,
)

if TYPE_CHECKING:
    import httpx

    from candidacy.features.auth.tests.people import Person
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

NEW = "countess@example.org"


async def ask(client: Client, person: Person, email: str = NEW) -> httpx.Response:
    return await client.http.post("/api/v1/me/email", json={"email": email}, headers=person.bearer)


async def change(client: Client, token: str) -> int:
    return (await client.http.post("/api/v1/auth/change-email", json={"token": token})).status_code


async def token_to(client: Client, email: str) -> str:
    letters = await client.run_mails()
    return token_in(next(letter.text for letter in letters if letter.to == email and "token=" in letter.text))


async def test_auth_024_the_letter_of_the_new_address_changes_it_and_sessions_stay(client: Client) -> None:
    person = await signed_in(client)

    asked = await ask(client, person)
    done = await change(client, await token_to(client, NEW))

    me = await client.http.get("/api/v1/me", headers=person.bearer)
    assert (asked.status_code, done, me.status_code) == (202, 204, 200)
    assert me.json()["email"] == NEW
    assert (await login(client, NEW))["access_token"]


async def test_auth_024_the_old_address_is_told_before_and_after(client: Client) -> None:
    person = await signed_in(client)
    await ask(client, person)
    await change(client, await token_to(client, NEW))

    told = [letter.subject for letter in await client.run_mails() if letter.to == person.email]

    assert sorted(told) == ["A new address was asked for", "Your address was changed"]


async def test_auth_024_a_letter_works_once_and_within_an_hour(client: Client, clock: FixedClock) -> None:
    person = await signed_in(client)
    await ask(client, person)
    token = await token_to(client, NEW)
    once, twice = await change(client, token), await change(client, token)
    await ask(client, person, "later@example.org")
    late = await token_to(client, "later@example.org")
    clock.set(NOON + timedelta(minutes=61))

    assert (once, twice, await change(client, late)) == (204, 410, 410)


async def test_auth_024_whether_an_address_is_taken_is_told_by_letter_alone(client: Client) -> None:
    person = await signed_in(client)
    await add_user(client, "grace@example.org")

    answers = [await ask(client, person, email) for email in ("grace@example.org", NEW)]

    letters = [letter for letter in await client.run_mails() if letter.to == "grace@example.org"]
    assert answers[0].status_code == answers[1].status_code == 202
    assert answers[0].json() == answers[1].json()
    assert [letter.subject for letter in letters] == ["You have an account already"]


async def test_auth_024_it_wants_a_recent_proof(client: Client, clock: FixedClock) -> None:
    await add_user(client)
    browser = Browser(client)
    await browser.post("/sign-in", email="ada@example.org", password=PASSWORD)
    clock.set(NOON + timedelta(minutes=11))

    answer = await browser.post("/account/email", email=NEW)

    assert (answer.status_code, answer.headers["location"]) == (303, "/account/confirm")


@pytest.mark.parametrize("then", ["another address", "another password"])
async def test_auth_024_what_was_asked_for_before_a_change_is_void(client: Client, then: str) -> None:
    person = await signed_in(client)
    await ask(client, person, "evil@example.org")
    evil = await token_to(client, "evil@example.org")
    if then == "another address":
        await ask(client, person)
        await change(client, await token_to(client, NEW))
    else:
        body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
        await client.http.post("/api/v1/me/password", json=body, headers=person.bearer)

    assert await change(client, evil) == 410


async def test_auth_024_the_pages_lead_through_it(client: Client) -> None:
    await add_user(client)
    browser, elsewhere = Browser(client), Browser(client)
    await browser.post("/sign-in", email="ada@example.org", password=PASSWORD)

    asked = await browser.post("/account/email", email=NEW)
    token = await token_to(client, NEW)
    offered = await elsewhere.get(f"/change-email?token={token}")
    done = await elsewhere.post("/change-email", token=token)
    again = await elsewhere.post("/change-email", token=token)

    assert "Look into your mail" in asked.text
    assert "Change my address" in offered.text
    assert "Your address is changed" in done.text
    assert (again.status_code, "Ask for the change again" in again.text) == (410, True)
    assert NEW in (await browser.get("/account")).text
