"""A client of somebody else's on the guarded network goes nowhere that a page could not be fetched from."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from candidacy.infrastructure.fetching import (
    ForbiddenAddress,
    Guarded,
    GuardedTransport,
    NameUnknown,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
FORBIDDEN = [
    "http://127.0.0.1/v1",
    "http://[::1]/v1",
    "http://[::ffff:127.0.0.1]/v1",
    "http://169.254.169.254/latest/meta-data",
    "http://10.0.0.1/v1",
    "http://0.0.0.0/v1",
    "http://2130706433/v1",
    "http://93.184.216.34:22/v1",
    "http://user@93.184.216.34/v1",
]


async def named(host: str, _: int) -> list[str]:
    return {"inside.example": ["10.1.2.3"], "nowhere.example": []}.get(host, [host])


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """A server on the loopback."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        writer.close()

    async with await asyncio.start_server(handle, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


@pytest.mark.parametrize("url", [*FORBIDDEN, "http://inside.example/v1"])
async def test_no_request_leaves_for_an_address_inside(url: str) -> None:
    async with httpx.AsyncClient(transport=GuardedTransport(Guarded((), named))) as client:
        with pytest.raises(ForbiddenAddress):
            await client.get(url)


@pytest.mark.parametrize("written", ["127.0.0.1", "127.0.0.1:{port}"])
async def test_a_private_host_that_is_named_is_reached(port: int, written: str) -> None:
    network = Guarded((written.format(port=port),), named)
    async with httpx.AsyncClient(transport=GuardedTransport(network)) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/v1")

    assert answer.text == "ok"


async def test_a_host_that_is_named_with_a_port_is_closed_on_the_others(port: int) -> None:
    network = Guarded((f"127.0.0.1:{port + 1}",), named)
    async with httpx.AsyncClient(transport=GuardedTransport(network)) as client:
        with pytest.raises(ForbiddenAddress):
            await client.get(f"http://127.0.0.1:{port}/v1")


async def test_an_address_is_looked_at_before_anything_is_kept() -> None:
    network = Guarded(("[::1]:11434",), named)

    await network.require(web_address("http://[::1]:11434/v1"))
    with pytest.raises(NameUnknown):
        await network.require(web_address("https://nowhere.example/v1"))
    with pytest.raises(ForbiddenAddress):
        await network.require(web_address("https://inside.example/v1"))
