"""Who sent a request, when it came through a proxy: told by the proxy, believed only of those that are set.

Nobody is believed by default. What anybody else claims in X-Forwarded-* changes nothing at all; ``Forwarded``
and ``X-Real-IP`` are never read.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class TrustedProxies:
    """Puts client, scheme and host of the original request in place of the proxy's."""

    def __init__(self, app: ASGIApp, proxies: Iterable[str]) -> None:
        """``proxies`` are addresses or networks, 10.0.0.0/8."""
        self._app = app
        self._trusted: tuple[Network, ...] = tuple(ip_network(p) for p in proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._trusted and self._trusts(_peer(scope)):
            self._believe(scope)
        await self._app(scope, receive, send)

    def _believe(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        client = self._client(headers.getlist("x-forwarded-for"))
        if client is not None:
            scope["client"] = (str(client), 0)
        scheme = _last(headers.getlist("x-forwarded-proto"))
        if scheme in {"http", "https"}:
            scope["scheme"] = scheme
        host = _last(headers.getlist("x-forwarded-host"))
        if host:
            MutableHeaders(scope=scope)["host"] = host

    def _client(self, given: list[str]) -> Address | None:
        """The last one that is no proxy of ours: whatever stands before it, the client may have written."""
        client = None
        for part in reversed([part for value in given for part in value.split(",")]):
            address = _address(part.strip())
            if address is None:
                return client
            client = address
            if not self._trusts(address):
                return client
        return client

    def _trusts(self, address: Address | None) -> bool:
        return address is not None and any(address in network for network in self._trusted)


def _peer(scope: Scope) -> Address | None:
    client = scope.get("client")
    return _address(client[0]) if client else None


def _last(values: list[str]) -> str:
    """What the nearest proxy said."""
    return values[-1].rpartition(",")[2].strip() if values else ""


def _address(text: str) -> Address | None:
    """An address as proxies write it, perhaps with a port."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
