"""URLs inside requests. We never fetch one; whoever answers may, from a network that is not the caller's.

So by default a URL must name a public host, in a spelling that every reader takes for the same host: a server of our
own that reads images would otherwise be asked for what only it can reach (server-side request forgery).
"""

from __future__ import annotations

import ipaddress
import re

from auslex.core.errors import BadRequest

Hosts = frozenset[str] | None  # Those that may be named, ".suffix" for all below; None is every public one.
ANY_HOST: Hosts = frozenset({"*"})  # For what was checked before.

_URL = re.compile(
    r"https?://(?P<host>[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?(?:[/?#][^\x00-\x20\x7f\\]*)?",
    re.IGNORECASE,
)
_DATA = re.compile(r"data:", re.IGNORECASE)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z", re.IGNORECASE)  # URL Standard: a host that ends so is an address.
_NEAR = ("localhost", "local", "internal", "intranet", "lan", "home.arpa")
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")


def check_url(url: object, name: str, hosts: Hosts) -> None:
    """Raise BadRequest unless this is data, or a URL of a host that may be named. What is no text is not for us."""
    if not isinstance(url, str) or _DATA.match(url) or hosts == ANY_HOST:
        return
    found = _URL.fullmatch(url)
    if found is None:
        raise _refused(name, "must be a data URL, or a plain http or https URL without a user's name")
    host = found["host"].lower().rstrip(".")
    if hosts is not None:
        if not _is_listed(host, hosts):
            raise _refused(name, "names a host that may not be used here; send the image as data")
    elif not is_public(host):
        raise _refused(name, "must name a public host; send the image as data")


def is_public(host: str) -> bool:
    """True for a name or an address of the internet at large, as far as its spelling tells. Lower-case."""
    if host.startswith("["):
        try:
            address = ipaddress.IPv6Address(host[1:-1])
        except ValueError:
            return False
        # Others are private, or hold an IPv4 address that may be.
        return address in _PUBLIC_V6 and address.is_global and address.sixtofour is None and address.teredo is None
    if _NUMBER.search(host.rpartition(".")[2]):
        try:
            return ipaddress.IPv4Address(host).is_global
        except ValueError:
            return False
    return "." in host and not any(host == near or host.endswith("." + near) for near in _NEAR)


def _is_listed(host: str, hosts: frozenset[str]) -> bool:
    return host in hosts or any(each.startswith(".") and host.endswith(each) for each in hosts)


def _refused(name: str, why: str) -> BadRequest:
    return BadRequest(f"{name} {why}.", code="invalid_value", param=name)
