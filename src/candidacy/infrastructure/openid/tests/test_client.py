"""The authorization code flow against a provider that lies in every way we know."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc.jwk import OctKey

from candidacy.infrastructure.openid import OpenIdClient, OpenIdFailed, OpenIdRefused, OpenIdSettings
from candidacy.infrastructure.openid.tests.provider import Provider, new_key, running_provider

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
BACK = "http://localhost/sign-in/openid/callback"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with running_provider(int(NOW.timestamp())) as provider:
        yield provider


def client_of(provider: Provider) -> OpenIdClient:
    return OpenIdClient(OpenIdSettings(issuer=provider.issuer, client_id="us"), BACK)


async def test_auth_022_the_provider_vouches_for_somebody(provider: Provider) -> None:
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    claims = await client.finish(begun, provider.visit(address), NOW)

    assert (claims.issuer, claims.subject, claims.email) == (provider.issuer, "ada", "ada@example.org")


async def test_auth_022_an_address_that_is_not_verified_is_none(provider: Provider) -> None:
    provider.changes = {"email_verified": "true"}
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    assert (await client.finish(begun, provider.visit(address), NOW)).email is None


CHANGES: dict[str, dict[str, Any]] = {
    "nonce of another": {"nonce": "other"},
    "no nonce": {"nonce": None},
    "for another": {"aud": "them"},
    "for us and another": {"aud": ["us", "them"]},
    "by another party": {"azp": "them"},
    "from another": {"iss": "https://evil.example"},
    "over": {"exp": 0},
    "endless": {"exp": None},
    "nobody": {"sub": ""},
    "a number": {"sub": 7},
}


@pytest.mark.parametrize("change", CHANGES)
async def test_auth_022_a_token_that_is_not_for_this_sign_in_is_refused(
    provider: Provider, change: str
) -> None:
    provider.changes = CHANGES[change]
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    with pytest.raises(OpenIdRefused):
        await client.finish(begun, provider.visit(address), NOW)


async def test_auth_022_a_token_of_another_key_is_refused(provider: Provider) -> None:
    provider.signer = new_key()
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    with pytest.raises(OpenIdRefused):
        await client.finish(begun, provider.visit(address), NOW)


async def test_auth_022_a_token_signed_with_a_shared_secret_is_refused(provider: Provider) -> None:
    provider.signer, provider.algorithm = OctKey.import_key(b"x" * 32), "HS256"
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    with pytest.raises(OpenIdRefused):
        await client.finish(begun, provider.visit(address), NOW)


@pytest.mark.parametrize("change", [{"state": "other"}, {"state": ""}, {"iss": "https://evil.example"}])
async def test_auth_022_an_answer_to_another_question_is_refused(
    provider: Provider, change: dict[str, str]
) -> None:
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    with pytest.raises(OpenIdRefused):
        await client.finish(begun, {**provider.visit(address), **change}, NOW)


@pytest.mark.parametrize("missing", ["state", "code", "iss"])
async def test_auth_022_an_answer_that_lacks_something_is_refused(provider: Provider, missing: str) -> None:
    client = client_of(provider)
    address, begun = await client.begin(NOW)
    answer = provider.visit(address)
    del answer[missing]

    with pytest.raises(OpenIdRefused):
        await client.finish(begun, answer, NOW)


async def test_auth_022_a_code_is_good_once(provider: Provider) -> None:
    client = client_of(provider)
    address, begun = await client.begin(NOW)
    answer = provider.visit(address)
    await client.finish(begun, answer, NOW)

    with pytest.raises(OpenIdFailed):
        await client.finish(begun, answer, NOW)


async def test_auth_022_a_stolen_code_is_no_good_without_the_verifier(provider: Provider) -> None:
    client = client_of(provider)
    address, begun = await client.begin(NOW)

    with pytest.raises(OpenIdFailed):
        await client.finish(replace(begun, verifier="other"), provider.visit(address), NOW)


async def test_auth_022_a_provider_that_calls_itself_otherwise_is_not_asked(provider: Provider) -> None:
    provider.about_changes = {"issuer": "https://evil.example"}

    with pytest.raises(OpenIdFailed):
        await client_of(provider).begin(NOW)


async def test_auth_022_a_provider_without_keys_cannot_be_asked(provider: Provider) -> None:
    provider.about_changes = {"jwks_uri": f"{provider.issuer}/nowhere"}

    with pytest.raises(OpenIdFailed):
        await client_of(provider).begin(NOW)


async def test_auth_022_a_provider_that_is_away_is_said_to_be(unused_tcp_port: int) -> None:
    client = OpenIdClient(OpenIdSettings(issuer=f"http://127.0.0.1:{unused_tcp_port}"), BACK)

    with pytest.raises(OpenIdFailed):
        await client.begin(NOW)


async def test_auth_022_new_keys_of_the_provider_are_read_after_an_hour(provider: Provider) -> None:
    client = client_of(provider)
    await client.begin(NOW)
    provider.key = provider.signer = new_key()
    later = NOW + timedelta(minutes=61)
    provider.now = int(later.timestamp())
    address, begun = await client.begin(later)

    assert (await client.finish(begun, provider.visit(address), later)).subject == "ada"
