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


async def nothing_is_left(alive: KeptAlive) -> bool:
    """Neither a task nor a timer that could send anything."""
    await asyncio.sleep(0)
    return len(asyncio.all_tasks()) == 1 and alive._timer.cancelled()


def test_silence_is_filled_with_comments_until_the_stream_ends() -> None:
    async def scenario() -> tuple[set[bytes], bool]:
        client = Client()
        async with KeptAlive(client.send, SECONDS) as alive:
            await client.until_calls(3)
        return set(client.bodies), await nothing_is_left(alive)

    assert ({KEEP_ALIVE}, True) == asyncio.run(scenario())


def test_a_client_that_does_not_read_gets_no_heap_of_comments() -> None:
    async def scenario() -> tuple[int, list[bytes], bool]:
        client = Client(slow=True)
        async with KeptAlive(client.send, SECONDS) as alive:
            await client.until_calls(1)
            alive._sent_at = -SECONDS_MAX  # Nothing was sent for long.
            alive._look()
            await asyncio.sleep(0)
        return client.calls, client.bodies, await nothing_is_left(alive)

    assert (1, [], True) == asyncio.run(scenario())


def test_a_failure_ends_the_comments() -> None:
    async def scenario() -> bool:
        client = Client()
        try:
            async with KeptAlive(client.send, SECONDS) as alive:
                await client.until_calls(1)
                raise errors.UpstreamTimeout("slow")
        except errors.UpstreamTimeout:
            return await nothing_is_left(alive)

    assert asyncio.run(scenario())
