"""Which addresses are on the public web."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from candidacy.kernel.errors import Invalid

PORTS = frozenset({80, 443, 8000, 8080, 8443})
"""Where web pages are served; a request to another could be taken for a letter or a command there."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]+", re.IGNORECASE)
_NAT64 = IPv6Network("64:ff9b::/96")


class ForbiddenAddress(Invalid):
    """This address cannot be fetched: only pages on the public web can. Paste the text instead."""

    code = "forbidden_address"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An http or https address of a host on a port, without a user."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.target}"


def web_address(url: str) -> WebAddress:
    """The address in ``url``. Raises ForbiddenAddress for another scheme, a user, odd numbers."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as exc:
        raise ForbiddenAddress from exc
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or not _is_printable(url.strip()):
        raise ForbiddenAddress
    host = _host(parts)
    return WebAddress(
        parts.scheme,
        host,
        _DEFAULT_PORTS[parts.scheme] if port is None else port,
        (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
    )


def _is_printable(url: str) -> bool:
    return url.isascii() and url.isprintable() and not {" ", "\\"} & set(url)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not _HOST.fullmatch(host):
        raise ForbiddenAddress
    last = host.rpartition(".")[2]
    if _NUMBER.fullmatch(last):
        try:
            # What else looks like a number, 2130706433 or 0177.1, is an address only to old libraries.
            IPv4Address(host)
        except ValueError as exc:
            raise ForbiddenAddress from exc
    return host


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, by itself and by any IPv4 address within it."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(
        one.is_global and not one.is_multicast and not one.is_reserved and not one.is_unspecified
        for one in _meant_by(ip)
    )


def _meant_by(ip: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The addresses that a packet to ``ip`` may come to."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    embedded = [ip.sixtofour, *(ip.teredo or ())]
    return [ip, *(one for one in embedded if one is not None)]
