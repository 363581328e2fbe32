"""Callers that never stop: whole and streamed calls over several keys, as long as a trial lasts."""

from __future__ import annotations

import asyncio
import json
import random
import threading
from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from bench.load import Client, Target
from bench.loop import run
from bench.process import HOST

STREAM_SHARE = 1 / 3
NARROW_SHARE = 0.25
REFUSALS_MAX = 20  # So often a key that has run out is tried before the callers go on to the next.
OUTPUT_TOKENS = 1_000
PAUSE_SECONDS = 0.02  # After a refusal, or after its worker died.
HANG_SECONDS = 30.0  # Longer than any pause a store may make; a call that takes longer is a fault.


class Load:
    """So many callers in a thread of their own. wide: a key that may do all. narrow: keys that run out, one by one."""

    def __init__(self, port: int, callers: int, wide: str, narrow: Sequence[str], seed: int) -> None:
        self.answers: Counter[str] = Counter()
        self._callers = callers
        self._clients = [_client(port, key) for key in (wide, *narrow)]
        self._narrow = 1
        self._refusals = 0
        self._chance = random.Random(seed)
        self._stopping = False
        self._thread = threading.Thread(target=lambda: run(self._run()), name="load")

    @property
    def answered(self) -> int:
        """Calls that succeeded so far."""
        return self.answers["200"]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping = True
        self._thread.join()

    async def _run(self) -> None:
        await asyncio.gather(*(self._call_on() for _ in range(self._callers)))
        for client in self._clients:
            client.close()

    async def _call_on(self) -> None:
        while not self._stopping:
            which = self._narrow if self._chance.random() < NARROW_SHARE and self._narrow < len(self._clients) else 0
            outcome = await self._call(which)
            self.answers[outcome] += 1
            if outcome == "429" and which == self._narrow:
                self._refusals += 1
                if self._refusals % REFUSALS_MAX == 0:
                    self._narrow += 1
            if outcome != "200":
                await asyncio.sleep(PAUSE_SECONDS)

    async def _call(self, which: int) -> str:
        body: dict[str, object] = {
            "model": "gpt-4o-mini",
            "messages": [{"role": "user", "content": "x" * self._chance.randrange(20, 200)}],
            "max_tokens": OUTPUT_TOKENS,
        }
        if self._chance.random() < STREAM_SHARE:
            body |= {"stream": True}
        try:
            async with asyncio.timeout(HANG_SECONDS):
                answer = await self._clients[which].exchange(json.dumps(body).encode())
        except TimeoutError:
            return "hung"
        except (OSError, ValueError):
            return "cut"
        return str(answer.status)


def _client(port: int, key: str) -> Client:
    return Client(Target(HOST, port, headers=(("Authorization", f"Bearer {key}"),)))
