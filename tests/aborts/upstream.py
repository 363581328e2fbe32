"""An upstream that is in no hurry, and notes when each attempt came and when its connection was closed."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from bench.process import HOST
from tests.support import upstream as openai

FRAME_SECONDS = 0.005
CRUMB_SECONDS = 0.05
STREAM_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
WHOLE_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
ANSWER = openai.completion().body
LIMITED = b"HTTP/1.1 429 No\r\nContent-Type: application/json\r\nretry-after-ms: 700\r\nContent-Length: 2\r\n\r\n{}"


@dataclass(slots=True)
class Attempt:
    """When it came, and when its connection was closed by the other side; loop seconds. done: it was answered whole."""

    began_at: float
    closed_at: float | None = None
    done: bool = False


@dataclass(slots=True)
class PatientUpstream:
    """attempts: by the `user` of the request, in the order they came."""

    port: int = 0
    attempts: dict[str, list[Attempt]] = field(default_factory=lambda: defaultdict(list))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
                await self._answer(json.loads(await reader.readexactly(length) or b"{}"), reader, writer)
        writer.close()

    async def _answer(
        self, asked: dict[str, object], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if "user" not in asked:
            writer.write(WHOLE_HEAD % len(ANSWER) + ANSWER)
            return
        attempts = self.attempts[str(asked["user"])]
        attempt = Attempt(asyncio.get_running_loop().time())
        attempts.append(attempt)
        way = str(asked["user"]).partition("-")[0]
        if way == "limited" and len(attempts) == 1:
            writer.write(LIMITED)
            attempt.done = True
        elif way == "short":
            writer.write(WHOLE_HEAD % len(ANSWER) + ANSWER)
            attempt.done = True
        else:
            writing = asyncio.ensure_future(_write_on(writer, stream=bool(asked.get("stream"))))
            with suppress(ConnectionError):
                await reader.read(1)
            attempt.closed_at = asyncio.get_running_loop().time()
            writing.cancel()
            raise ConnectionResetError


async def _write_on(writer: asyncio.StreamWriter, *, stream: bool) -> None:
    """An answer that never ends."""
    writer.write(STREAM_HEAD if stream else WHOLE_HEAD % (1 << 20))
    piece = openai.TEXT_CHUNKS[1]
    while not writer.transport.is_closing():
        writer.write(b"%x\r\n%b\r\n" % (len(piece), piece) if stream else b" ")
        await asyncio.sleep(FRAME_SECONDS if stream else CRUMB_SECONDS)


@asynccontextmanager
async def patient_upstream() -> AsyncIterator[PatientUpstream]:
    """A listening one, in the running loop; it ends with the block."""
    upstream = PatientUpstream()
    server = await asyncio.start_server(upstream.serve, HOST, 0)
    upstream.port = server.sockets[0].getsockname()[1]
    try:
        yield upstream
    finally:
        server.close()
