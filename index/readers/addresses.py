"""Which machine a name on the web leads to, and whether that is one of the public web."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from index.errors import InputError

Resolve = Callable[[str, int], list[str]]
Check = Callable[[str, list[str]], None]

_TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052
_GIVEN_OUT = IPv6Network("2000::/3")  # RFC 4291: all else is of a machine, a site or nobody


def look_up(host: str, port: int) -> list[str]:
    """Give the addresses that a host's name leads to, in the order to try them.

    Raises:
        InputError: the name is not known, or cannot be looked up now.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"the name {host} leads nowhere ({why})") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def within(seconds: float, work: Callable[[], list[str]]) -> list[str]:
    """Do what cannot be interrupted, and wait for it no longer than some seconds.

    Raises:
        TimeoutError: it takes longer; it ends by itself, and its result is lost.
    """
    done: Future[list[str]] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except (InputError, OSError, ValueError) as error:
            done.set_exception(error)

    # Of an executor's threads Python waits for the end when it stops.
    threading.Thread(target=run, name="looking up", daemon=True).start()
    return done.result(seconds)


def check_public(host: str, addresses: list[str]) -> None:
    """Refuse a host of which any address is not of the public web.

    Those are of this machine and its network (loopback, private, link-local), multicast, and
    reserved ones, however they are written.

    Raises:
        InputError: there is one.
    """
    for written in addresses:
        address = ip_address(written)
        if not all(map(_is_public, (address, *_within(address)))):
            leads = "is" if host == written else f"leads to {written}, which is"
            raise InputError(
                f"{host} {leads} no public address; --private-addresses lets this machine and its "
                "network be reached"
            )


def let_all_pass(_host: str, _addresses: list[str]) -> None:
    """Refuse no host."""


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return address in _TRANSLATED
    return address.is_global and not address.is_multicast


def _within(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """Give the addresses of version 4 that one of version 6 stands for."""
    if isinstance(address, IPv4Address):
        return
    yield from filter(None, (address.sixtofour, *(address.teredo or ())))
    if address in _TRANSLATED:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
