"""When keys were last used, written rarely and behind the requests' backs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from auslex.core.clock import NANOSECONDS_PER_SECOND
from auslex.core.errors import Unavailable
from auslex.identity.keys import KeyStore

AGAIN_SECONDS = 3_600.0  # A key in steady use is written once in this time, by each worker.
GATHER_SECONDS = 5.0  # What is used within this goes into one statement.
_AGAIN = round(AGAIN_SECONDS * NANOSECONDS_PER_SECOND)


class LastUses:
    """Notes uses in memory, and writes them from a task of its own. Use as `async with`; for one event loop.

    on_failure: the store did not answer; what was noted then is noted again by the key's next use.
    """

    def __init__(self, store: KeyStore, on_failure: Callable[[Exception], None] = lambda error: None) -> None:
        self._store = store
        self._on_failure = on_failure
        self._written: dict[str, int] = {}
        self._noted: dict[str, int] = {}
        self._wake = asyncio.Event()

    async def __aenter__(self) -> LastUses:
        self._work = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._work.cancel()
        await asyncio.wait([self._work])
        with suppress(Unavailable):
            await self.write()

    def note(self, key_id: str, now: int) -> None:
        """A key was used. Costs a look into a dict; never waits."""
        if now - self._written.get(key_id, 0) >= _AGAIN:
            self._noted[key_id] = now
            self._wake.set()

    async def write(self) -> None:
        """Keep what was noted. Raises Unavailable."""
        noted, self._noted = self._noted, {}
        if noted:
            await self._store.touch(noted)
            self._written.update(noted)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            await asyncio.sleep(GATHER_SECONDS)
            self._wake.clear()
            try:
                await self.write()
            except Unavailable as error:
                self._on_failure(error)
