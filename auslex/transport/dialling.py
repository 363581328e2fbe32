"""Where a server is, and how to get a connection to it."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from socket import SOCK_STREAM
from typing import TypeVar
from urllib.parse import urlsplit

import aiohappyeyeballs
from aiohappyeyeballs import AddrInfoType

from auslex.transport.errors import ConnectFailed, ConnectTimeout, TlsFailed

NEXT_ADDRESS_SECONDS = 0.25  # RFC 8305, section 5: so long an address may hesitate before another is tried beside it.
ADDRESSES_SECONDS_MAX = 10.0  # A burst of new connections asks once; a name that moves is followed soon.
DEFAULT_PORTS = {"http": 80, "https": 443}

_Made = TypeVar("_Made", bound=asyncio.Protocol)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whom to connect to. host: in ASCII, without brackets. socket: a unix domain socket to use instead."""

    host: str
    port: int
    tls: bool
    socket: Path | None = None

    @classmethod
    def of(cls, url: str, socket: Path | None = None) -> Origin:
        """The origin of an http or https URL; raises ValueError for any other."""
        parts = urlsplit(url)
        if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.username is not None:
            raise ValueError("must be a URL such as https://api.openai.com/v1, without a user's name")
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
        port = parts.port if parts.port is not None else DEFAULT_PORTS[parts.scheme]
        return cls(host, port, parts.scheme == "https", socket)

    @property
    def authority(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS["https" if self.tls else "http"] else f"{host}:{self.port}"


def tls_context() -> ssl.SSLContext:
    """TLS as a client of the public: certificates and host names are checked."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


class Dialler:
    """Opens connections to one origin. tls: how, where the origin wants it."""

    def __init__(self, origin: Origin, connect_seconds_max: float, tls: ssl.SSLContext | None) -> None:
        self._origin = origin
        self._connect_seconds_max = connect_seconds_max
        self._tls = tls
        self._addresses: list[AddrInfoType] = []
        self._addresses_until = 0.0
        self._looking_up = asyncio.Lock()

    async def dial(self, make: Callable[[], _Made]) -> _Made:
        """A protocol that is connected, the handshake of TLS done. Raises NotSent."""
        try:
            async with asyncio.timeout(self._connect_seconds_max):
                return await self._connect(make)
        except TimeoutError:
            raise ConnectTimeout("there was no connection in time") from None
        except ssl.SSLError:
            raise TlsFailed("the other side's certificate or its TLS is not acceptable") from None
        except (OSError, RuntimeError):  # uvloop raises RuntimeError for a socket that was closed meanwhile.
            raise ConnectFailed("there is no connection") from None

    async def _connect(self, make: Callable[[], _Made]) -> _Made:
        loop = asyncio.get_running_loop()
        origin = self._origin
        hostname = origin.host if self._tls is not None else None
        if origin.socket is not None:
            _, protocol = await loop.create_unix_connection(
                make, str(origin.socket), ssl=self._tls, server_hostname=hostname
            )
            return protocol
        # The loops' own race between IPv4 and IPv6 is missing from uvloop.
        socket = await aiohappyeyeballs.start_connection(
            await self._look_up(), happy_eyeballs_delay=NEXT_ADDRESS_SECONDS, loop=loop
        )
        _, protocol = await loop.create_connection(make, sock=socket, ssl=self._tls, server_hostname=hostname)
        return protocol

    async def _look_up(self) -> list[AddrInfoType]:
        loop = asyncio.get_running_loop()
        async with self._looking_up:
            if loop.time() >= self._addresses_until:
                self._addresses = list(await loop.getaddrinfo(self._origin.host, self._origin.port, type=SOCK_STREAM))
                self._addresses_until = loop.time() + ADDRESSES_SECONDS_MAX
            return self._addresses
