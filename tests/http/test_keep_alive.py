"""A silent stream gets comments, which are no part of the answer, and none after its end."""

from __future__ import annotations

import asyncio

from auslex.core import errors
from auslex.http.asgi import Message
from auslex.http.streams import KEEP_ALIVE, KeptAlive

SECONDS = 0.01
SECONDS_MAX = 10.0


class Client:
    """Takes what is sent; `slow` clients take nothing until told."""

    def __init__(self, *, slow: bool = False) -> None:
        self.bodies: list[bytes] = []
        self.calls = 0
        self.changed = asyncio.Event()
        self.reads = asyncio.Event()
        if not slow:
            self.reads.set()

    async def send(self, message: Message) -> None:
        self.calls += 1
        self.changed.set()
        await self.reads.wait()
        self.bodies.append(message["body"])

    async def until_calls(self, count: int) -> None:
        async with asyncio.timeout(SECONDS_MAX):
            while self.calls < count:
                self.changed.clear()
                await self.changed.wait()


def test_silence_is_filled_with_comments_until_the_stream_ends() -> None:
    async def scenario() -> tuple[set[bytes], int, int]:
        client = Client()
        async with KeptAlive(client.send, SECONDS):
            await client.until_calls(3)
        ended = client.calls
        await asyncio.sleep(3 * SECONDS)  # In which nothing must happen.
        return set(client.bodies), ended, client.calls

    bodies, ended, later = asyncio.run(scenario())
    assert ({KEEP_ALIVE}, ended) == (bodies, later)


def test_a_client_that_does_not_read_gets_no_heap_of_comments() -> None:
    async def scenario() -> tuple[int, list[bytes]]:
        client = Client(slow=True)
        async with KeptAlive(client.send, SECONDS):
            await client.until_calls(1)
            await asyncio.sleep(5 * SECONDS)  # In which nothing must happen.
        client.reads.set()
        await asyncio.sleep(0)
        return client.calls, client.bodies

    assert (1, []) == asyncio.run(scenario())


def test_a_failure_ends_the_comments() -> None:
    async def scenario() -> int:
        client = Client()
        try:
            async with KeptAlive(client.send, SECONDS):
                await client.until_calls(1)
                raise errors.UpstreamTimeout("slow")
        except errors.UpstreamTimeout:
            ended = client.calls
        await asyncio.sleep(3 * SECONDS)  # In which nothing must happen.
        return client.calls - ended

    assert 0 == asyncio.run(scenario())
