"""Where a request comes from, and whether it may from there. Pure.

Addresses have one form: an IPv4 address inside IPv6 (::ffff:192.0.2.1) is the IPv4 address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

HOPS_MAX = 32  # More proxies than anybody has; a longer list is somebody's joke.
KNOWN_MAX = 10_000
REMEMBERED_CHARACTERS_MAX = 200  # Longer lists of hops are looked through each time, so that nobody can fill memory.
_MAPPED = IPv6Network("::ffff:0:0/96")
_WITH_PORT = re.compile(r"\[([^\]]*)\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}")


class Area(Enum):
    """Parts of the service that may have an allow-list of their own."""

    GENERAL = "general"
    ADMIN = "admin"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class NetworkPolicy:
    """Networks that may call each area; None is everybody. `proxies`: whose word on the client's address counts."""

    general: tuple[Network, ...] | None = None
    admin: tuple[Network, ...] | None = None
    metrics: tuple[Network, ...] | None = None
    proxies: tuple[Network, ...] = ()

    def admits(self, area: Area, client: Address | None) -> bool:
        """True if this client may call; one that is not known may not, where there is a list."""
        own = {Area.ADMIN: self.admin, Area.METRICS: self.metrics}.get(area)
        allowed = own if own is not None else self.general
        return allowed is None or (client is not None and _within(client, allowed))

    def client(self, peer: str | None, forwarded: Iterable[str]) -> Address | None:
        """Who asks: `peer` holds the other end of the connection, `forwarded` each X-Forwarded-For header, as it came.

        From right to left each hop counts only because the one before it is a trusted proxy. None if that leads to
        something that is no address.
        """
        client = parse_address(peer) if peer is not None else None
        hops = [hop.strip() for header in forwarded for hop in header.split(",")]
        if len(hops) > HOPS_MAX:
            hops = hops[-HOPS_MAX:]
        for hop in reversed(hops):
            if client is None or not _within(client, self.proxies):
                break
            client = parse_address(hop)
        return client


EVERYBODY = NetworkPolicy()


class Doorkeeper:
    """A policy that remembers what it decided: looking through networks costs more than all the rest of letting in."""

    def __init__(self, policy: NetworkPolicy) -> None:
        self._policy = policy
        self._known: dict[tuple[Area, str | None, tuple[str, ...]], tuple[str, bool]] = {}

    def decide(self, area: Area, peer: str | None, forwarded: tuple[str, ...] = ()) -> tuple[str, bool]:
        """The client's address as text, or "unknown", and whether it may call; see NetworkPolicy.client."""
        visit = (area, peer, forwarded)
        decided = self._known.get(visit)
        if decided is None:
            client = self._policy.client(peer, forwarded)
            decided = (str(client) if client is not None else "unknown", self._policy.admits(area, client))
            if len(self._known) >= KNOWN_MAX:
                self._known.clear()
            if sum(map(len, forwarded)) <= REMEMBERED_CHARACTERS_MAX:
                self._known[visit] = decided
        return decided


def parse_address(text: str) -> Address | None:
    """The address in its one form, whether a port follows or not; None for anything else, such as 0177.0.0.1."""
    match = _WITH_PORT.fullmatch(text)
    bare = (match[1] or match[2]) if match else text
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return address
    if address.scope_id is not None:
        return None
    return address.ipv4_mapped or address


def parse_network(text: str) -> Network:
    """The network in its one form; raises ValueError."""
    network = ip_network(text)
    if isinstance(network, IPv6Network) and network.subnet_of(_MAPPED):
        mapped = network.network_address.ipv4_mapped
        assert mapped is not None
        return IPv4Network((mapped, network.prefixlen - 96))
    return network


def area_of(path: str) -> Area:
    """The area of this (decoded) path."""
    if path.startswith("/api/admin"):
        return Area.ADMIN
    if path in ("/metrics", "/health/detailed"):
        return Area.METRICS
    return Area.GENERAL


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)
