"""Connections to nothing but addresses that were checked after the one look-up of their name."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Any

import httpcore

from candidacy.infrastructure.fetching.addresses import PORTS, ForbiddenAddress, WebAddress, is_public
from candidacy.kernel.errors import UpstreamFailed

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""The IP addresses of a host."""


class NameUnknown(UpstreamFailed):
    """There is no host of this name. Check the address."""

    code = "name_unknown"


async def resolve_by_system(host: str, port: int) -> list[str]:
    """What this machine's resolver says. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Guarded(httpcore.AsyncNetworkBackend):
    """A network on which public addresses are reached, and private hosts that are named: ``host[:port]``."""

    def __init__(
        self,
        private_hosts: Collection[str],
        resolve: Resolve = resolve_by_system,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._private = frozenset(host.lower() for host in private_hosts)
        self._resolve, self._inner = resolve, inner or httpcore.AnyIOBackend()

    def require_port(self, address: WebAddress) -> None:
        """Raise ForbiddenAddress for a port where no web pages are."""
        self._require_port(address.host, address.port)

    async def addresses(self, host: str, port: int) -> list[str]:
        """Where a client of somebody else's may connect to. Raises ForbiddenAddress, NameUnknown, OSError."""
        self._require_port(host, port)
        return await self._checked(host, port)

    def names(self, host: str, port: int) -> bool:
        """Whether somebody has allowed this place by name, wherever it is."""
        named = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return not self._private.isdisjoint((host.lower(), named.lower()))

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._checked(host, port)
        return await self._inner.connect_tcp(addresses[0], port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        raise ForbiddenAddress

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)

    def _require_port(self, host: str, port: int) -> None:
        if port not in PORTS and not self.names(host, port):
            raise ForbiddenAddress

    async def _checked(self, host: str, port: int) -> list[str]:
        addresses = await self._resolve(host, port)
        if not addresses:
            raise NameUnknown
        if not self.names(host, port) and not all(map(is_public, addresses)):
            raise ForbiddenAddress
        return addresses
