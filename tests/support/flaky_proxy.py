"""A network between a client and PostgreSQL that fails on purpose, exactly where a test says.

It runs in the test's own event loop, so the client must be asynchronous or in a thread. Server messages are told apart
by their framing (a type byte and a length), client messages only by what they contain.
Source: https://www.postgresql.org/docs/18/protocol-message-formats.html
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Self

from bench.process import HOST

READ_BYTES = 1 << 16
HEAR_SECONDS_MAX = 10.0
READY_FOR_QUERY = b"Z"


class _Loss(Enum):
    REQUEST = "request"
    REPLY = "reply"


class FlakyProxy:
    """Passes everything on to the server's port, until told otherwise.

    losses: how often something was lost as asked. heard: what clients have said, as it came, lost or not.
    """

    def __init__(self, port: int) -> None:
        self.port = 0
        self.losses = 0
        self.heard: list[bytes] = []
        self._news = asyncio.Event()
        self._server_port = port
        self._connections: dict[asyncio.Task[None], _Connection] = {}
        self._listener: asyncio.Server | None = None
        self._loss: tuple[_Loss, bytes] | None = None
        self._silent = False

    def lose_reply_to(self, words: bytes) -> None:
        """Once: let the next message with these words reach the server and be done there, then cut the connection."""
        self._loss = (_Loss.REPLY, words)

    def lose_request(self, words: bytes) -> None:
        """Once: cut the connection on which the next message with these words comes, before the server sees it."""
        self._loss = (_Loss.REQUEST, words)

    def cut(self) -> None:
        """End every connection there is, on both sides; new ones are served."""
        for connection in self._connections.values():
            connection.abort()

    def silence(self, on: bool = True) -> None:
        """Swallow what both sides say, on old connections and new, as a network does that drops packets."""
        self._silent = on

    async def refuse(self) -> None:
        """Take no connection any more, and cut those there are."""
        assert self._listener is not None
        self._listener.close()
        self.cut()
        await asyncio.gather(*self._connections)
        await self._listener.wait_closed()

    async def accept(self) -> None:
        """Take connections (again), always on the same port."""
        self._listener = await asyncio.start_server(self._serve, HOST, self.port)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def __aenter__(self) -> Self:
        await self.accept()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.refuse()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            server_reader, server_writer = await asyncio.open_connection(HOST, self._server_port)
        except OSError:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self._connections[task] = _Connection(self, reader, writer, server_reader, server_writer)
        try:
            await self._connections[task].run()
        finally:
            del self._connections[task]

    def count(self, words: bytes) -> int:
        """How many messages with these words were heard. A message in two pieces counts as none."""
        return sum(words in said for said in self.heard)

    async def until_heard(self, words: bytes, count: int = 1) -> None:
        """Wait until so many messages with these words were heard."""
        async with asyncio.timeout(HEAR_SECONDS_MAX):
            while self.count(words) < count:
                self._news.clear()
                await self._news.wait()

    def hear(self, said: bytes) -> None:
        """A client has said this."""
        self.heard.append(said)
        self._news.set()

    def swallows(self) -> bool:
        """True while nothing gets through."""
        return self._silent

    def loss_for(self, before: bytes, said: bytes) -> _Loss | None:
        """What is to be lost now that a client has said this; the order is then carried out and forgotten.

        before: what it had said last, for words that two reads have cut; words that were whole then are none of it.
        """
        if self._loss is None or self._loss[1] not in before[1 - len(self._loss[1]) :] + said:
            return None
        loss, self._loss = self._loss[0], None
        self.losses += 1
        return loss


class _Connection:
    def __init__(
        self,
        proxy: FlakyProxy,
        client_reader: asyncio.StreamReader,
        client: asyncio.StreamWriter,
        server_reader: asyncio.StreamReader,
        server: asyncio.StreamWriter,
    ) -> None:
        self._proxy = proxy
        self._client_reader = client_reader
        self._client = client
        self._server_reader = server_reader
        self._server = server
        self._held: bytearray | None = None  # The server's words since the client said what must stay unanswered.

    async def run(self) -> None:
        with suppress(OSError):
            await asyncio.gather(self._to_server(), self._to_client())
        self.abort()

    def abort(self) -> None:
        """The client sees a reset; the server an end, so that it still does what it has read."""
        self._client.transport.abort()
        self._server.close()

    async def _to_server(self) -> None:
        before = b""
        while data := await self._client_reader.read(READ_BYTES):
            self._proxy.hear(data)
            loss = self._proxy.loss_for(before, data)
            before = data[-100:]
            if loss is _Loss.REQUEST:
                break
            if loss is _Loss.REPLY:
                self._held = bytearray()
            if not self._proxy.swallows():
                self._server.write(data)
                await self._server.drain()
        self.abort()

    async def _to_client(self) -> None:
        while data := await self._server_reader.read(READ_BYTES):
            if self._held is not None:
                self._held += data
                if _is_ready(self._held):
                    break
            elif not self._proxy.swallows():
                self._client.write(data)
                await self._client.drain()
        self.abort()


def _is_ready(said: bytearray) -> bool:
    """True if these messages of the server's end a transaction or a statement."""
    place = 0
    while place + 5 <= len(said):
        if said[place : place + 1] == READY_FOR_QUERY:
            return True
        place += 1 + int.from_bytes(said[place + 1 : place + 5], "big")
    return False
