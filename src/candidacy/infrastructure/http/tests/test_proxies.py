"""Only proxies that are set are believed, and only for what they can know."""

import pytest
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from candidacy.infrastructure.http.proxies import TrustedProxies
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.http.tests.asgi import call, scope_of

SPOOFED = {
    "x_forwarded_for": "203.0.113.9",
    "x_forwarded_proto": "https",
    "x_forwarded_host": "evil.example",
    "x_real_ip": "203.0.113.9",
    "forwarded": "for=203.0.113.9;host=evil.example;proto=https",
}


async def seen_by(peer: str | None, *proxies: str, **headers: str) -> tuple[object, str, str]:
    """Client, scheme and host that the application sees."""
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    scope = scope_of(**headers)
    scope["client"] = None if peer is None else (peer, 1234)
    await call(TrustedProxies(note, proxies), scope)
    client = seen[0]["client"]
    return client[0] if client else None, seen[0]["scheme"], dict(seen[0]["headers"])[b"host"].decode()


@pytest.mark.parametrize("peer", ["127.0.0.1", "10.0.0.1", "::1", None])
async def test_nobody_is_believed_by_default(peer: str | None) -> None:
    assert await seen_by(peer, **SPOOFED) == (peer, "http", "localhost")


async def test_another_than_the_proxy_is_not_believed() -> None:
    assert await seen_by("10.0.0.2", "10.0.0.1", **SPOOFED) == ("10.0.0.2", "http", "localhost")


async def test_the_proxy_is_believed() -> None:
    assert await seen_by("10.0.0.1", "10.0.0.0/8", **SPOOFED) == ("203.0.113.9", "https", "evil.example")


async def test_what_the_client_wrote_before_the_proxy_is_not_believed() -> None:
    headers = {"x_forwarded_for": "127.0.0.1, 198.51.100.7, 203.0.113.9, 10.0.0.3"}

    client, _, _ = await seen_by("10.0.0.1", "10.0.0.0/8", **headers)

    assert client == "203.0.113.9"


async def test_a_scheme_and_host_before_the_proxys_are_not_believed() -> None:
    headers = {"x_forwarded_proto": "https, http", "x_forwarded_host": "evil.example, ours.example"}

    assert await seen_by("10.0.0.1", "10.0.0.1", **headers) == ("10.0.0.1", "http", "ours.example")


@pytest.mark.parametrize("garbage", ["unknown", "", "'; drop table", "1.2.3.4.5", "_hidden"])
async def test_what_is_no_address_leaves_the_proxys(garbage: str) -> None:
    client, _, _ = await seen_by("10.0.0.1", "10.0.0.1", x_forwarded_for=garbage)

    assert client == "10.0.0.1"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("203.0.113.9:443", "203.0.113.9"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
    ],
)
async def test_a_port_is_left_out(written: str, read: str) -> None:
    client, _, _ = await seen_by("10.0.0.1", "10.0.0.1", x_forwarded_for=written)

    assert client == read


async def test_real_ip_and_forwarded_are_never_read() -> None:
    headers = {"x_real_ip": "203.0.113.9", "forwarded": "for=203.0.113.9;proto=https;host=evil.example"}

    assert await seen_by("10.0.0.1", "10.0.0.1", **headers) == ("10.0.0.1", "http", "localhost")


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0", "proxy.example", "10.0.0.1/8"])
def test_everybody_cannot_be_trusted_nor_what_is_no_network(everybody: str) -> None:
    with pytest.raises(ValidationError):
        HttpSettings(trusted_proxies=(everybody,))
