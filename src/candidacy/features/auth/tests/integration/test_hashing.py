"""What hashes a password holds no connection of the database meanwhile, and looks again afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.tests.people import NEW_PASSWORD, PASSWORD, add_user, login, signed_in, token_in
from candidacy.infrastructure.crypto import PasswordHasher

if TYPE_CHECKING:
    from candidacy.kernel.ids import UserId
    from candidacy.testing.application import Client

API = "/api/v1"
REGISTER = {"email": "bob@example.org", "display_name": "Bob", "password": NEW_PASSWORD}


class WatchedHasher(PasswordHasher):
    """Does something in the middle of each verification and hash, when everything but the password waits."""

    def __init__(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    async def hash(self, password: str) -> str:
        await self._meanwhile()
        return await super().hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        await self._meanwhile()
        return await super().verify(password_hash, password)


async def status_while(
    client: Client, meanwhile: Callable[[], Awaitable[None]], path: str, body: dict[str, str], token: str = ""
) -> int:
    """How a request is answered during whose hashing something else happens."""
    auth = replace(client.application.auth, passwords=WatchedHasher(meanwhile))
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with client.after_a_restart(replace(client.application, auth=auth)) as watched:
        return (await watched.http.post(f"{API}{path}", json=body, headers=headers)).status_code


async def bodies(client: Client, access: str) -> dict[str, tuple[dict[str, str], str, int, int]]:
    """What each route is sent, by whom, how it answers, and how often it asks for a hash."""
    await client.http.post(f"{API}/auth/forgot-password", json={"email": "ada@example.org"})
    reset = {"token": token_in((await client.run_mails())[0].text), "password": NEW_PASSWORD}
    right, wrong = ({"email": "ada@example.org", "password": word} for word in (PASSWORD, "wrong"))
    change = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    return {
        "right": (right, "/auth/login", 200, 1),
        "wrong": (wrong, "/auth/login", 401, 1),
        "unknown": ({**right, "email": "nobody@example.org"}, "/auth/login", 401, 1),
        "sign-up": (REGISTER, "/auth/register", 202, 1),
        "confirm": ({"password": PASSWORD}, "/auth/confirm", 204, 1),
        "change": (change, "/me/password", 204, 2),
        "reset": (reset, "/auth/reset-password", 204, 1),
    }


@pytest.mark.own_database
async def test_auth_003_no_database_connection_is_held_while_a_password_is_hashed(client: Client) -> None:
    person = await signed_in(client)
    pool = client.application.sessions.kw["bind"].sync_engine.pool
    held: list[int] = []

    async def count() -> None:
        held.append(pool.checkedout())

    seen = {}
    for name, (body, path, status, hashes) in (await bodies(client, person.access)).items():
        held.clear()
        token = person.access if name in {"confirm", "change"} else ""
        seen[name] = await status_while(client, count, path, body, token), list(held), (status, hashes)

    assert {name: (status, held) for name, (status, held, _) in seen.items()} == {
        name: (status, [0] * hashes) for name, (_, _, (status, hashes)) in seen.items()
    }


@pytest.mark.own_database
@pytest.mark.parametrize("what", ["shut", "changed"])
async def test_auth_003_a_sign_in_looks_again_at_the_account_after_hashing(client: Client, what: str) -> None:
    user = await add_user(client)
    hashed = await client.application.auth.passwords.hash(NEW_PASSWORD)

    async def meanwhile() -> None:
        await _do(client, user, what, hashed)

    body = {"email": "ada@example.org", "password": PASSWORD}

    assert await status_while(client, meanwhile, "/auth/login", body) == 401


async def _do(client: Client, user: UserId, what: str, hashed: str) -> None:
    async with client.application.sessions.begin() as session:
        accounts = AccountService(session, client.application.auth)
        if what == "shut":
            await accounts.deactivate(user)
        else:
            (await accounts.get(user)).password_hash = hashed


@pytest.mark.own_database
async def test_auth_003_a_hash_that_is_renewed_meanwhile_lets_the_same_password_in(client: Client) -> None:
    user = await add_user(client)
    renewed = await client.application.auth.passwords.hash(PASSWORD)

    async def meanwhile() -> None:
        await _do(client, user, "renewed", renewed)

    body = {"email": "ada@example.org", "password": PASSWORD}

    assert await status_while(client, meanwhile, "/auth/login", body) == 200
    assert (await login(client))["kind"] == "tokens"


@pytest.mark.own_database
async def test_auth_014_a_password_that_was_changed_meanwhile_is_not_changed_again(client: Client) -> None:
    person = await signed_in(client)
    other = await client.application.auth.passwords.hash("another word entirely 7")

    async def meanwhile() -> None:
        await _do(client, person.id, "changed", other)

    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}

    assert await status_while(client, meanwhile, "/me/password", body, person.access) == 401
