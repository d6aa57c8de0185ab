"""Only the public web is fetched, whatever an address looks like and whatever its name comes to mean."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Any

import httpcore
import pytest

from candidacy.infrastructure.fetching import (
    Fetcher,
    FetchSettings,
    ForbiddenAddress,
    PageMissing,
    PageTooLarge,
    PageUnavailable,
    is_public,
)

PUBLIC = "93.184.216.34"


class Network(httpcore.AsyncNetworkBackend):
    """Notes which address is connected to, and leads everything to a server on the loopback."""

    def __init__(self, port: int) -> None:
        self.port, self.addresses = port, list[str]()

    async def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.addresses.append(host)
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", self.port)


class Names:
    """A resolver whose answers are written down; what is said twice changes between the look-ups."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers, self.asked = answers, list[str]()

    async def __call__(self, host: str, port: int) -> list[str]:
        del port
        self.asked.append(host)
        given = self.answers.get(host.partition(".")[0], [[host]])
        return given.pop(0) if len(given) > 1 else given[0]


Serve = Callable[[bytes], Awaitable[Network]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a server that answers everything with the same bytes."""
    servers = []

    async def start(answer: bytes) -> Network:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            if not answer:
                await reader.read()
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        servers.append(server)
        return Network(server.sockets[0].getsockname()[1])

    yield start
    for server in servers:
        server.close()


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"content-length: {len(body)}", *(f"{k}: {v}" for k, v in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def fetcher(network: Network, names: Names | None = None, **settings: Any) -> Fetcher:
    return Fetcher(FetchSettings(**settings), resolve=names or Names(jobs=[[PUBLIC]]), network=network)


async def test_a_public_page_comes(serve: Serve) -> None:
    network = await serve(answer(b"<h1>Nurse</h1>", **{"content-type": "text/html"}))

    page = await fetcher(network).fetch("http://jobs.example/1?a=b")

    assert (page.body, page.content_type) == (b"<h1>Nurse</h1>", "text/html")
    assert network.addresses == [PUBLIC]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest",
        "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/", "http://0.0.0.0/",
        "http://[::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/", "http://2130706433/",
        "http://0177.0.0.1/", "http://0x7f.0.0.1/", "http://0x7f000001/", "http://127.1/", "http://127.0.0.1./",
        "file:///etc/passwd", "gopher://jobs.example/", "ftp://jobs.example/", "//jobs.example/",
        "jobs.example", "javascript:alert(1)", "data:text/html,x", "", "http://", "http:///x", "http://ada:pw@jobs.example/",
        "http://jobs.example@127.0.0.1/", "http://jobs.example\\@127.0.0.1/", "http://jobs.example:25/",
        "http://jobs.example:99999/", "http://jobs.example/\r\nx: y", "http://jobs example/", "http://[jobs]/",
        "http://ⓔxample.com/",
    ],
)  # fmt: skip
async def test_req_010_what_is_not_the_public_web_is_refused(serve: Serve, url: str) -> None:
    network = await serve(answer(b"secret"))

    with pytest.raises(ForbiddenAddress):
        await fetcher(network).fetch(url)

    assert network.addresses == []


@pytest.mark.parametrize("found", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["fe80::1%eth0"], ["no address"]])
async def test_a_name_of_a_private_address_is_refused(serve: Serve, found: list[str]) -> None:
    network = await serve(answer(b"secret"))

    with pytest.raises(ForbiddenAddress):
        await fetcher(network, Names(inside=[found])).fetch("http://inside.example/")

    assert network.addresses == []


async def test_req_010_a_name_that_changes_after_the_check_leads_nowhere_else(serve: Serve) -> None:
    network, names = await serve(answer(b"ok")), Names(rebind=[[PUBLIC], ["127.0.0.1"]])

    await fetcher(network, names).fetch("http://rebind.example/")

    assert (names.asked, network.addresses) == (["rebind.example"], [PUBLIC])


async def test_a_name_that_changed_is_checked_again_for_the_next_page(serve: Serve) -> None:
    network, names = await serve(answer(b"ok")), Names(rebind=[[PUBLIC], ["127.0.0.1"]])
    one = fetcher(network, names)
    await one.fetch("http://rebind.example/")

    with pytest.raises(ForbiddenAddress):
        await one.fetch("http://rebind.example/")


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://inside.example/",
        "file:///etc/passwd",
        "gopher://x.example/",
        "//10.0.0.1/",
    ],
)
async def test_req_010_a_redirect_is_checked_like_the_first_address(serve: Serve, target: str) -> None:
    network = await serve(answer(b"", "302 Found", location=target))
    names = Names(jobs=[[PUBLIC]], inside=[["10.0.0.1"]])

    with pytest.raises(ForbiddenAddress):
        await fetcher(network, names).fetch("http://jobs.example/")

    assert network.addresses == [PUBLIC]


async def test_redirects_without_end_end(serve: Serve) -> None:
    network = await serve(answer(b"", "302 Found", location="/again"))

    with pytest.raises(PageUnavailable, match="on and on"):
        await fetcher(network).fetch("http://jobs.example/")

    assert len(network.addresses) == 4


async def test_a_page_over_the_limit_is_refused(serve: Serve) -> None:
    for page in (answer(b"x" * 1_001), b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1_001):
        network = await serve(page)
        with pytest.raises(PageTooLarge):
            await fetcher(network, max_bytes=1_000).fetch("http://jobs.example/")


async def test_a_server_that_stays_silent_is_given_up(serve: Serve) -> None:
    network = await serve(b"")

    with pytest.raises(PageUnavailable):
        await fetcher(network, timeout=0.1).fetch("http://jobs.example/")


@pytest.mark.parametrize("page", [b"SSH-2.0-OpenSSH\r\n\r\n", answer(b"x", **{"content-encoding": "gzip"})])
async def test_what_is_no_page_is_said_to_be_none(serve: Serve, page: bytes) -> None:
    network = await serve(page)

    with pytest.raises(PageUnavailable):
        await fetcher(network).fetch("http://jobs.example/")


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
async def test_a_page_that_is_not_there_is_said_to_be_missing(serve: Serve, status: str) -> None:
    network = await serve(answer(b"", status))

    with pytest.raises(PageMissing):
        await fetcher(network).fetch("http://jobs.example/")


async def test_a_private_host_that_is_set_may_be_fetched(serve: Serve) -> None:
    network = await serve(answer(b"intranet"))

    page = await fetcher(network, Names(intranet=[["10.0.0.5"]]), private_hosts=("intranet.example",)).fetch(
        "http://intranet.example:3000/jobs"
    )

    assert (page.body, network.addresses) == (b"intranet", ["10.0.0.5"])


async def test_an_unknown_name_is_no_crash(serve: Serve) -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(PageUnavailable):
        await Fetcher(FetchSettings(), resolve=nowhere, network=await serve(b"x")).fetch("http://x.example/")


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
