"""Fetching one page: each host is resolved once, and connected to at the address that was checked."""

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urljoin

import httpcore

from candidacy.infrastructure.fetching.addresses import WebAddress, web_address
from candidacy.infrastructure.fetching.guarding import Guarded, NameUnknown, Resolve, resolve_by_system
from candidacy.infrastructure.fetching.settings import FetchSettings
from candidacy.kernel.errors import Invalid, TooLarge, Unreadable, UpstreamFailed

_TEXTS = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([a-z0-9_.:-]{2,40})", re.IGNORECASE)
_GONE = frozenset({404, 410})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS: dict[bytes | str, bytes | str] = {
    "user-agent": "Candidacy",
    "accept": "text/html,application/xhtml+xml,text/plain;q=0.9",
}


class PageTooLarge(TooLarge):
    """This page is larger than the limit. Paste the text instead."""

    code = "page_too_large"


class PageUnavailable(UpstreamFailed):
    """This page could not be fetched. Open it in a browser and paste the text instead."""

    code = "page_unavailable"


class PageMissing(Invalid):
    """There is no page at this address, or not any more. Check the address, or paste the text instead."""

    code = "page_missing"


class NoTextPage(Unreadable):
    """At this address is no page of text. Upload the file, or paste the text instead."""

    code = "no_text_page"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came, and where it was in the end."""

    url: str
    content_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The page as text, in the encoding that it names. Raises NoTextPage for a picture, a PDF."""
        kind = self.content_type.partition(";")[0].strip().lower()
        if kind not in _TEXTS:
            raise NoTextPage
        named = _CHARSET.search(self.content_type) or _CHARSET.search(self.body[:2_048].decode("latin-1"))
        try:
            return self.body.decode(named[1] if named else "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


class Fetcher:
    """Fetches pages of the public web, and of the private hosts that are set."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        resolve: Resolve = resolve_by_system,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._settings = settings
        self._network = Guarded(settings.private_hosts, resolve, network or httpcore.AnyIOBackend())

    async def fetch(self, url: str) -> Fetched:
        """The page at ``url``. Raises ForbiddenAddress, PageMissing, PageTooLarge, PageUnavailable."""
        try:
            async with asyncio.timeout(self._settings.timeout):
                return await self._follow(web_address(url))
        except (TimeoutError, OSError, NameUnknown, httpcore.NetworkError, httpcore.ProtocolError) as exc:
            raise PageUnavailable from exc
        except httpcore.TimeoutException as exc:
            raise PageUnavailable from exc

    async def _follow(self, address: WebAddress) -> Fetched:
        for _ in range(self._settings.max_redirects + 1):
            self._network.require_port(address)
            # A pool for each page: a kept connection would outlive what its host name meant.
            async with httpcore.AsyncConnectionPool(network_backend=self._network) as pool:
                answer = await self._get(pool, address)
            if isinstance(answer, Fetched):
                return answer
            address = web_address(urljoin(address.url, answer))
        raise PageUnavailable("This page leads on and on. Open it in a browser and paste the text instead.")

    async def _get(self, pool: httpcore.AsyncConnectionPool, address: WebAddress) -> Fetched | str:
        """The page, or where it has gone."""
        headers: dict[bytes | str, bytes | str] = {
            **_HEADERS,
            "host": address.url.partition("://")[2].partition("/")[0],
        }
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), self._settings.timeout)
        async with pool.stream("GET", address.url, headers=headers, extensions={"timeout": timeout}) as got:
            given = {name.lower(): value.decode("latin-1") for name, value in got.headers}
            if got.status in _REDIRECTS and b"location" in given:
                return given[b"location"]
            if got.status in _GONE:
                raise PageMissing
            if got.status != 200 or given.get(b"content-encoding", "identity") != "identity":
                raise PageUnavailable(
                    f"This page could not be fetched: its server answered {got.status}. "
                    "Open it in a browser and paste the text instead."
                )
            body = await self._bounded(got, given.get(b"content-length", ""))
            return Fetched(address.url, given.get(b"content-type", ""), body)

    async def _bounded(self, got: httpcore.Response, declared: str) -> bytes:
        if declared.isdecimal() and int(declared) > self._settings.max_bytes:
            raise PageTooLarge
        body = bytearray()
        async for piece in got.aiter_stream():
            body += piece
            if len(body) > self._settings.max_bytes:
                raise PageTooLarge
        return bytes(body)
