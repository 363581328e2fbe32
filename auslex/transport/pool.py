"""The connections to one origin: opened when needed, kept for the next request, never more than allowed."""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType

from auslex.transport.connection import Connection, Patience
from auslex.transport.dialling import Dialler, Origin, tls_context
from auslex.transport.errors import ConnectFailed, ConnectionLost, ConnectionStale, NoConnectionFree, unsent
from auslex.transport.response import Response


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """Limits, in seconds and connections. reuse: whether a connection may carry another request after its first.

    tls: how to speak TLS where the origin's URL asks for it; None checks certificates as browsers do.
    """

    connections_max: int = 100
    connect_seconds_max: float = 2.0
    silence_seconds_max: float = 60.0  # Before the first byte of a response, and between any two.
    exchange_seconds_max: float = 1_800.0  # From the first byte of a request to the last of its response.
    idle_seconds_max: float = 30.0  # Below what servers allow: OpenAI's 400 s, nginx's 75 s.
    waiting_seconds_max: float = 10.0  # For a connection to become free.
    stale_seconds_max: float = 1.0  # One that was closed already says so in a round trip; later, it was the request.
    reuse: bool = True
    tls: ssl.SSLContext | None = None


class Pool:
    """A client of one origin; it follows no redirect, keeps no cookie, unpacks nothing. Use as `async with`."""

    def __init__(self, origin: Origin, options: PoolOptions) -> None:
        self._origin = origin
        self._options = options
        self._patience = Patience(options.silence_seconds_max, options.exchange_seconds_max, options.idle_seconds_max)
        self._dialler: Dialler | None = None
        self._connections: set[Connection] = set()
        self._idle: list[Connection] = []  # The last one used comes first, so that those not needed grow old.
        self._taken = 0  # Connections, those being opened, and places handed to a waiter.
        self._waiters: deque[asyncio.Future[Connection | None]] = deque()

    async def __aenter__(self) -> Pool:
        tls = (self._options.tls or tls_context()) if self._origin.tls else None
        self._dialler = Dialler(self._origin, self._options.connect_seconds_max, tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._dialler = None
        for connection in list(self._connections):
            connection.drop()
        await asyncio.sleep(0)  # The loop closes the sockets in its next turn.

    async def request(self, head: bytes, body: bytes = b"", *, repeatable: bool = False) -> Response:
        """Send a request and wait for the response's head; close or finish the response. Raises TransportError.

        Sent once; a repeatable one again where a kept connection turns out to have been closed by the other side.
        """
        while True:
            try:
                connection = self._idle.pop() if self._idle else await self._acquire()
            except asyncio.CancelledError as error:
                unsent(error)
                raise
            loop = asyncio.get_running_loop()
            response, sent_at = connection.send(head, body), loop.time()
            try:
                await response.wait_for_head()
            except ConnectionLost:
                at_once = loop.time() - sent_at < self._options.stale_seconds_max
                if not connection.used or response.begun or not (at_once or repeatable):
                    raise
                self._drop_idle()  # Whoever has closed one has most likely closed them all.
                if not repeatable:
                    raise ConnectionStale("a kept connection was closed before the response") from None
            except BaseException:
                response.close()
                raise
            else:
                return response

    # What follows is called by the connections.

    def keep(self, connection: Connection) -> None:
        """It may carry another request."""
        if not self._options.reuse:
            connection.drop()
        elif not self._hand(connection):
            self._idle.append(connection)

    def forget(self, connection: Connection) -> None:
        """It is closed."""
        if connection in self._connections:
            self._connections.remove(connection)
            with suppress(ValueError):
                self._idle.remove(connection)
            self._free_place()

    def _drop_idle(self) -> None:
        for connection in list(self._idle):
            connection.drop()

    async def _acquire(self) -> Connection:
        while self._taken >= self._options.connections_max:
            connection = await self._wait_for_one()
            if connection is None:
                break
            if connection.is_open:
                return connection
        else:
            self._taken += 1
        try:
            connection = await self._open()
        except BaseException:
            self._free_place()
            raise
        self._connections.add(connection)
        return connection

    async def _open(self) -> Connection:
        dialler = self._dialler
        if dialler is None:
            raise ConnectFailed("the pool is not open")
        loop = asyncio.get_running_loop()
        connection = await dialler.dial(lambda: Connection(self, self._patience, loop))
        if self._dialler is None:  # Closed in between.
            connection.drop()
        if not connection.is_open:
            raise ConnectFailed("the connection was closed at once")
        return connection

    async def _wait_for_one(self) -> Connection | None:
        """A connection that became free, or None for a place to open one in."""
        waiter: asyncio.Future[Connection | None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(self._options.waiting_seconds_max):
                return await waiter
        except BaseException as error:
            self._give_back(waiter)
            if isinstance(error, TimeoutError):
                raise NoConnectionFree("every connection was busy for too long") from None
            raise

    def _give_back(self, waiter: asyncio.Future[Connection | None]) -> None:
        """Its owner no longer waits; what it was given meanwhile goes to the next."""
        with suppress(ValueError):
            self._waiters.remove(waiter)
        if waiter.cancelled() or not waiter.done():
            return
        connection = waiter.result()
        if connection is None:
            self._free_place()
        elif connection.is_open:
            self.keep(connection)

    def _free_place(self) -> None:
        if not self._hand(None):
            self._taken -= 1

    def _hand(self, connection: Connection | None) -> bool:
        """Give it to whoever has waited longest; False if nobody waits."""
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return True
        return False
