"""A new secret comes in while everybody stays signed in."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from pydantic import SecretStr

from candidacy.entrypoints.wiring import assemble
from candidacy.features.auth.tests.people import signed_in
from candidacy.infrastructure.crypto.settings import CryptoSettings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client

OLD, NEW = "NfP4gWbLq8sZ2xKtRvYc6hJmD9eA3uTo", "yQ7rV1dGk5wXn0HbSj8zUf3LpCaE6mTi"


@asynccontextmanager
async def restarted(client: Client, *secrets: str) -> AsyncIterator[Client]:
    """The same installation, started anew with these secrets."""
    before = client.application
    crypto = CryptoSettings(secrets=tuple(SecretStr(secret) for secret in secrets))
    services = before.services
    application = assemble(
        before.settings.model_copy(update={"crypto": crypto}),
        url=before.url,
        sessions=before.sessions,
        reader=services.reader,
        renderer=services.renderer,
        storage=services.storage,
        clock=services.clock,
    )
    async with client.after_a_restart(application) as again:
        yield again


async def test_ops_104_a_new_secret_in_front_signs_nobody_out(client: Client) -> None:
    async with restarted(client, OLD) as then:
        person = await signed_in(then)

    async with restarted(client, NEW, OLD) as now:
        me = await now.http.get("/api/v1/me", headers=person.bearer)
        renewed = await now.http.post("/api/v1/auth/refresh", json={"refresh_token": person.refresh})

    # What a process with the new secret makes is taken by one that has both in the other order.
    async with restarted(client, OLD, NEW) as other:
        again = await other.http.get(
            "/api/v1/me", headers={"Authorization": f"Bearer {renewed.json()['access_token']}"}
        )

    assert (me.status_code, renewed.status_code, again.status_code) == (200, 200, 200)
    assert me.json()["email"] == again.json()["email"] == person.email


async def test_ops_104_what_only_the_old_secret_signed_is_worth_nothing_without_it(client: Client) -> None:
    async with restarted(client, OLD) as then:
        person = await signed_in(then)

    async with restarted(client, NEW) as now:
        assert (await now.http.get("/api/v1/me", headers=person.bearer)).status_code == 401
