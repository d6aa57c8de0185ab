"""Signing in through another service: who they are there, and never which address they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.auth.service import openid
from candidacy.features.auth.service.context import Visitor
from candidacy.features.auth.service.openid import OpenIdService
from candidacy.features.auth.service.sessions import Tokens
from candidacy.features.auth.service.sign_in import Challenge
from candidacy.features.auth.tests.people import add_user, bearer, signed_in
from candidacy.infrastructure.openid import Claims
from candidacy.kernel.errors import AppError

if TYPE_CHECKING:
    from candidacy.testing.application import Client

HERE = Visitor("127.0.0.1", "Firefox on Linux")
ISSUER = "https://id.example.org"


async def come(client: Client, subject: str, email: str | None) -> Tokens | Challenge:
    claims = Claims(ISSUER, subject, email, "Ada")
    async with client.application.sessions.begin() as session:
        return await OpenIdService(session, client.application.auth).sign_in(claims, HERE)


async def who(client: Client, made: Tokens | Challenge) -> dict[str, Any]:
    assert isinstance(made, Tokens)
    answer = await client.http.get("/api/v1/me", headers=bearer(made.access))
    found: dict[str, Any] = answer.json()
    return found


async def test_auth_022_somebody_new_gets_an_account_and_the_same_one_again(client: Client) -> None:
    await add_user(client)

    first = await who(client, await come(client, "s1", "new@example.org"))
    again = await who(client, await come(client, "s1", "changed@example.org"))

    assert first["email"] == "new@example.org"
    assert again["id"] == first["id"]


async def test_auth_022_the_same_address_is_not_the_same_person(client: Client) -> None:
    await add_user(client)

    with pytest.raises(AppError, match="same address"):
        await come(client, "s1", "ada@example.org")


async def test_auth_022_an_address_that_nobody_verified_is_not_taken_over(client: Client) -> None:
    await add_user(client)

    assert (await who(client, await come(client, "s1", None)))["email"] is None


async def test_auth_022_a_linked_account_is_signed_in_to(client: Client) -> None:
    person = await signed_in(client)
    auth = client.application.auth
    async with client.application.sessions.begin() as session:
        actor = await client.application.services.authenticate(
            session, {"authorization": f"Bearer {person.access}"}
        )
        await OpenIdService(session, auth).link(actor, Claims(ISSUER, "s1", None, None))

    assert (await who(client, await come(client, "s1", None)))["id"] == str(person.id)


async def test_auth_022_an_account_there_is_linked_to_one_person_only(client: Client) -> None:
    person = await signed_in(client)
    await come(client, "s1", "other@example.org")
    async with client.application.sessions() as session:
        actor = await client.application.services.authenticate(
            session, {"authorization": f"Bearer {person.access}"}
        )
        with pytest.raises(AppError, match="somebody else"):
            await OpenIdService(session, client.application.auth).link(
                actor, Claims(ISSUER, "s1", None, None)
            )


async def test_auth_022_without_a_provider_there_is_no_such_sign_in(client: Client) -> None:
    with pytest.raises(AppError, match="not set up"):
        await openid.begin(client.application.auth, then="/")


async def test_auth_022_what_the_browser_keeps_cannot_be_made_up(client: Client) -> None:
    for token in ("", "a.b.c"):
        with pytest.raises(AppError):
            openid.kept(client.application.auth, token)


async def test_auth_022_the_way_back_without_the_cookie_is_refused(client: Client) -> None:
    answer = await client.http.get("/sign-in/openid/callback?code=x&state=y")

    assert answer.status_code == 401
