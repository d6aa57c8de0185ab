"""The HTTP below the SDKs: bounded answers, checked addresses, no redirects, no compression."""

import ssl
from collections.abc import AsyncIterator, Iterable
from functools import cache
from typing import Any

import httpcore2
import httpx2

from candidacy.ai_agents.errors import ModelAnswerTooLarge, ModelAnswerUnusable
from candidacy.ai_agents.providers.port import AddressGuard

CONNECT_SECONDS = 10.0
_TELLING = tuple(
    f"x-stainless-{what}" for what in ("os", "arch", "runtime", "runtime-version", "package-version")
)
"""Headers by which the SDKs tell what machine calls; it is nobody's business."""


class _Bounded(httpx2.AsyncByteStream):
    """An answer that ends with an error where it grows beyond its limit."""

    def __init__(self, inner: httpx2.AsyncByteStream, most: int) -> None:
        self._inner, self._most = inner, most

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for piece in self._inner:
            taken += len(piece)
            if taken > self._most:
                raise ModelAnswerTooLarge
            yield piece

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Guarded(httpcore2.AsyncNetworkBackend):
    """Connects to the address that the guard has checked, not to what the name means a moment later."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard, self._inner = guard, httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore2
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await self._guard(host, port)
        return await self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore2.AsyncNetworkStream:
        raise httpcore2.ConnectError("no sockets of this machine")

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)


@cache
def _certificates() -> ssl.SSLContext:
    """Whom this process trusts; it takes 20 ms to read."""
    return httpx2.create_ssl_context()


class BoundedTransport(httpx2.AsyncHTTPTransport):
    """One request's connection, which is closed with it: none outlives what its host name meant."""

    def __init__(self, most_bytes: int, guard: AddressGuard | None) -> None:
        super().__init__(verify=_certificates())
        self._most = most_bytes
        if guard is not None:
            self._pool = httpcore2.AsyncConnectionPool(
                ssl_context=_certificates(), network_backend=_Guarded(guard)
            )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["accept-encoding"] = "identity"
        for name in _TELLING:
            request.headers.pop(name, None)
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            raise ModelAnswerUnusable("The model's server sends compressed answers, which are not taken.")
        stream = response.stream
        if isinstance(stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(stream, self._most)
        return response


def http_client(*, most_bytes: int, guard: AddressGuard | None, seconds: float) -> httpx2.AsyncClient:
    """A client for one call: it follows nobody elsewhere and reads no settings of proxies."""
    return httpx2.AsyncClient(
        transport=BoundedTransport(most_bytes, guard),
        timeout=httpx2.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
        follow_redirects=False,
        trust_env=False,
    )
