"""People for tests, as an operator or they themselves would make them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.kernel.ids import UserId

if TYPE_CHECKING:
    from candidacy.testing.application import Client

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
"""Where the clock of a test stands at its start."""
PASSWORD = "glass kettle orbit 9"
NEW_PASSWORD = "velvet anchor tundra 4"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, as a program sees it."""

    id: UserId
    email: str
    access: str
    refresh: str

    @property
    def bearer(self) -> dict[str, str]:
        return bearer(self.access)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def add_user(client: Client, email: str = "ada@example.org", *, superuser: bool = False) -> UserId:
    async with client.application.sessions.begin() as session:
        accounts = AccountService(session, client.application.auth)
        return await accounts.create(NewAccount(email, "Ada Lovelace", PASSWORD), superuser=superuser)


async def login(client: Client, email: str = "ada@example.org", password: str = PASSWORD) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/auth/login", json={"email": email, "password": password})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def signed_in(client: Client, email: str = "ada@example.org") -> Person:
    """A new account, and a session of it."""
    user, made = await add_user(client, email), await login(client, email)
    return Person(user, email, made["access_token"], made["refresh_token"])


def token_in(text: str) -> str:
    """The token of the link in a letter."""
    found = re.search(r"token=([\w-]+)", text)
    assert found is not None, text
    return found[1]
