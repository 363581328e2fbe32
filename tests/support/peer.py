"""A server that says on each connection exactly what a test wrote down, whether HTTP allows it or not."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from auslex.transport.dialling import Origin
from auslex.transport.pool import Pool, PoolOptions
from auslex.transport.request import RequestHead

HOST = "127.0.0.1"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
HEAD = RequestHead("GET", "/", [("Host", "peer")]).encode()

Script = Callable[["Visit"], Awaitable[None]]


class Visit:
    """One connection, from the server's side. number: from 1, in the order they came."""

    def __init__(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.number = number
        self.reader = reader
        self.writer = writer

    async def asked(self) -> bytes:
        """The head of the next request; raises IncompleteReadError if there is none."""
        return await self.reader.readuntil(b"\r\n\r\n")

    async def say(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def left(self) -> None:
        """Return when the other side has closed."""
        with suppress(ConnectionError):
            while await self.reader.read(1 << 16):
                pass


class Peer:
    """url: where it listens. visits: connections so far; under_way: those whose script has not ended."""

    def __init__(self, script: Script) -> None:
        self.url = ""
        self.visits = 0
        self.under_way = 0
        self.socket: Path | None = None
        self._script = script
        self._changed = asyncio.Condition()

    async def alone(self) -> None:
        """Return when no connection is left."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.under_way == 0)

    async def visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visits += 1
        self.under_way += 1
        try:
            await self._script(Visit(self.visits, reader, writer))
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass  # The other side has left, which is what many tests wait for.
        finally:
            writer.close()
            self.under_way -= 1
            async with self._changed:
                self._changed.notify_all()

    def pool(self, **options: object) -> Pool:
        """A client of this peer, with short limits."""
        return Pool(Origin.of(self.url, self.socket), PoolOptions(**options))  # type: ignore[arg-type]


@asynccontextmanager
async def peer(script: Script, *, tls: ssl.SSLContext | None = None, socket: Path | None = None) -> AsyncIterator[Peer]:
    """A listening peer; it ends with the block."""
    listening = Peer(script)
    if socket is not None:
        server = await asyncio.start_unix_server(listening.visit, str(socket))
        listening.url, listening.socket = "http://peer", socket
    else:
        server = await asyncio.start_server(listening.visit, HOST, 0, ssl=tls)
        port = server.sockets[0].getsockname()[1]
        listening.url = f"https://localhost:{port}" if tls else f"http://{HOST}:{port}"
    try:
        yield listening
    finally:
        server.close()


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop turn until it is so; the test's own limit ends a wait in vain."""
    while not condition():  # noqa: ASYNC110  nothing tells
        await asyncio.sleep(0)


def answering(*answers: bytes) -> Script:
    """On each connection: each answer to one request, then wait for the other side to leave."""

    async def script(visit: Visit) -> None:
        for answer in answers:
            await visit.asked()
            await visit.say(answer)
        await visit.left()

    return script


def answering_and_leaving(answer: bytes) -> Script:
    """On each connection: one answer, then close."""

    async def script(visit: Visit) -> None:
        await visit.asked()
        await visit.say(answer)

    return script
