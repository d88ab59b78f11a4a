"""Where a webhook may go: public addresses only, looked up once and then held on to.

The name is resolved here and the connection goes to that very address, so a name that answers
differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

__all__ = ["Forbidden", "Guard", "Pinned", "Resolve", "Unresolved", "resolve"]

_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")
_INNER = (IPv6Network("fec0::/10"), IPv6Network("64:ff9b:1::/48"))
"""Within a site, though the library takes them for public: site-local, and a translator's own."""

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Looks a host and port up: its addresses. May raise `OSError` or `UnicodeError`."""


class Forbidden(Exception):
    """The address is not one a webhook may go to; the text says why."""


class Unresolved(Forbidden):
    """Nobody knows the name now; that may pass."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A URL whose host is an address, with what the request needs to speak to the named host there."""

    url: httpx.URL
    host_header: str
    hostname: str


class Guard:
    """Checks webhook addresses.

    Args:
        allow_private: also loopback, private and link-local ones, and plain HTTP; for tests and one's own
            machine only.
        look_up: how names are resolved.
    """

    def __init__(self, *, allow_private: bool = False, look_up: Resolve | None = None) -> None:
        self._allow_private = allow_private
        self._look_up = look_up or resolve

    async def pin(self, url: str) -> Pinned:
        """Resolve and check.

        Raises:
            Forbidden: no URL, not HTTPS, with credentials, unresolvable, or not at public addresses.
        """
        try:
            parsed = httpx.URL(url)
            host = parsed.host  # decoded only when it is asked for
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Forbidden("a webhook address must be a URL") from error
        if parsed.scheme != "https" and not (self._allow_private and parsed.scheme == "http"):
            raise Forbidden("a webhook address must begin with https://")
        if parsed.userinfo:
            raise Forbidden("a webhook address must not carry credentials")
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
        addresses = await self._resolve(host, port)
        for address in addresses:
            if not self._allow_private and not _public(address):
                raise Forbidden(f"{host} is at an address that is not public")
        return Pinned(parsed.copy_with(host=addresses[0]), parsed.netloc.decode(), host)

    async def _resolve(self, host: str, port: int) -> list[str]:
        try:
            return await self._look_up(host, port)
        except (OSError, UnicodeError) as error:
            raise Unresolved(f"{host!r} cannot be resolved") from error


async def resolve(host: str, port: int) -> list[str]:
    """Addresses as the system's resolver tells them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _public(address: str) -> bool:
    """Also when it carries an IPv4 address inside: then that one counts."""
    parsed = ip_address(address.partition("%")[0])
    if any(parsed in each for each in _INNER):
        return False
    checked = _inside(parsed) or parsed if isinstance(parsed, IPv6Address) else parsed
    return checked.is_global and not checked.is_multicast


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address an IPv6 one stands for: mapped, translated, compatible, by NAT64, 6to4 or Teredo."""
    if address in _NAT64 or address in _COMPATIBLE or address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
