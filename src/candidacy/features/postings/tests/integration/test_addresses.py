"""A posting by its address: fetched from a real server on the loopback, which only tests may allow."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from candidacy.infrastructure.fetching import Fetcher, FetchSettings

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
{"@type": "JobPosting", "title": "Data engineer", "hiringOrganization": {"name": "Engines Ltd"},
"description": "<p>You know Python.</p><ul><li>3 years of SQL</li></ul>"}]}</script>"""
TEXT = (
    "<nav>Home Jobs About</nav><main><h1>Programmer</h1><h2>Requirements</h2><ul><li>Python</li><li>SQL</li>"
    "</ul><p>" + "We build engines that reckon for people all over the world. " * 5 + "</p></main>"
    "<footer>Imprint</footer>"
)
PAGES: dict[str, tuple[int, str, bytes]] = {
    "/ld": (200, "text/html; charset=utf-8", f"<html><body>{LD}<p>Cookies?</p></body></html>".encode()),
    "/text": (200, "text/html", f"<html><body>{TEXT}</body></html>".encode()),
    "/latin": (200, "text/html; charset=iso-8859-1", "<p>Köchin</p><p>Requirements</p>".encode("latin-1")),
    "/broken": (200, "text/html", b'<script type="application/ld+json">{"@type": </script>' + TEXT.encode()),
    "/picture": (200, "image/png", b"\x89PNG"),
    "/huge": (200, "text/html", b"x" * 50_000),
    "/down": (500, "text/html", b""),
    "/inside": (302, "text/html", b""),
}


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status, kind, body = PAGES.get(head.split()[1], (404, "text/html", b""))
    further = "Location: http://169.254.169.254/latest\r\n" if status == 302 else ""
    lines = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{further}"
    writer.write(f"{lines}Connection: close\r\n\r\n".encode() + body)
    await writer.drain()
    writer.close()


@pytest.fixture
async def site() -> AsyncIterator[str]:
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.fixture
async def allowed(client: Client) -> AsyncIterator[Client]:
    """The application, which may fetch from this machine."""
    fetcher = Fetcher(FetchSettings(private_hosts=("127.0.0.1",), max_bytes=20_000))
    services = replace(client.application.services, fetcher=fetcher)
    async with client.with_services(services) as allowed:
        yield allowed


async def fetched(client: Client, url: str, **headers: str) -> httpx.Response:
    return await client.http.post("/api/v1/postings", json={"url": url}, headers=headers)


async def test_post_001_what_a_page_says_for_machines_comes_first(allowed: Client, site: str) -> None:
    made = (await fetched(allowed, f"{site}/ld")).json()

    assert (made["title"], made["organization"]) == ("Data engineer", "Engines Ltd")
    assert "Cookies" not in made["text"]


@pytest.mark.parametrize("path", ["/text", "/broken"])
async def test_post_001_else_its_text_without_what_stands_around_it(
    allowed: Client, site: str, path: str
) -> None:
    made = (await fetched(allowed, site + path)).json()

    assert [r["text"] for r in made["requirements"]]
    assert "Imprint" not in made["text"]
    assert "About" not in made["text"]


async def test_the_encoding_that_a_page_names_is_believed(allowed: Client, site: str) -> None:
    assert "Köchin" in (await fetched(allowed, f"{site}/latin")).json()["text"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nothing", 400, "page_missing"),
        ("/huge", 413, "page_too_large"),
        ("/picture", 415, "no_text_page"),
        ("/down", 502, "page_unavailable"),
        ("/inside", 400, "forbidden_address"),
    ],
)
async def test_post_001_what_cannot_be_read_is_said_so(
    allowed: Client, site: str, path: str, status: int, code: str
) -> None:
    refused = await fetched(allowed, site + path)

    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_req_010_this_machine_is_fetched_from_by_nobody(client: Client, site: str) -> None:
    refused = await fetched(client, f"{site}/ld")

    assert (refused.status_code, refused.json()["code"]) == (400, "forbidden_address")


async def test_a_page_that_was_read_is_not_made_twice(allowed: Client, site: str) -> None:
    first = await fetched(allowed, f"{site}/ld", **{"Idempotency-Key": "once"})
    again = await fetched(allowed, f"{site}/ld", **{"Idempotency-Key": "once"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]


async def test_post_001_the_home_page_takes_an_address_and_loses_none_of_it(
    allowed: Client, site: str
) -> None:
    led = await allowed.http.post("/start", data={"posting_url": f"{site}/ld"})
    refused = await allowed.http.post("/start", data={"posting_url": f"{site}/down"})

    assert led.headers["location"].startswith("/postings/")
    assert refused.status_code == 502
    assert f'value="{site}/down"' in refused.text
