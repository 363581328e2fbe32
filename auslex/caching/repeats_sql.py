"""Claims and answers of repeats in SQLite or PostgreSQL: one implementation, run in a few threads of its own.

Nothing is opened or loaded before the first request with an Idempotency-Key.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from auslex.caching.repeats import Begun, Claim, RepeatOptions, RepeatState
from auslex.core.clock import Clock
from auslex.core.errors import Unavailable
from auslex.database.address import Address

if TYPE_CHECKING:  # SQLAlchemy takes a tenth of a second to load.
    from auslex.caching.repeats_rows import RepeatRows

T = TypeVar("T")
THREADS_MAX = 4  # And connections: an answer takes a millisecond or a round trip.
ANSWER_SECONDS_MAX = 3.0  # Longer than SQLite waits for another writer.
STORE_FAILED = (
    "The store of idempotency keys did not answer in time, so the request was refused; nothing was sent. "
    "Try again shortly, with the same key."
)


class SqlRepeatStore:
    """A RepeatStore in the database at this address. For one event loop; `aclose` lets the connections go."""

    def __init__(self, address: Address, clock: Clock, options: RepeatOptions | None = None) -> None:
        self._address = address
        self._clock = clock
        self._options = options or RepeatOptions()
        self._threads = ThreadPoolExecutor(THREADS_MAX, thread_name_prefix="repeats")
        self._opening = Lock()
        self._opened: RepeatRows | None = None

    async def begin(self, claim: Claim) -> Begun:
        return await self._in_thread(lambda rows: rows.begin(claim))

    async def mark_sent(self, claim: Claim) -> bool:
        return await self._in_thread(lambda rows: rows.mark_sent(claim))

    async def renew(self, claims: Sequence[Claim]) -> None:
        await self._in_thread(lambda rows: rows.renew(claims))

    async def finish(self, claim: Claim, state: RepeatState, answer: bytes | None = None) -> None:
        await self._in_thread(lambda rows: rows.finish(claim, state, answer))

    async def forget(self, claim: Claim) -> None:
        await self._in_thread(lambda rows: rows.forget(claim))

    async def aclose(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._opened is not None:
            self._opened.close()

    async def _in_thread(self, work: Callable[[RepeatRows], T]) -> T:
        """What the rows say, within the bound. A thread that is late goes on, and so may its statement."""

        def run() -> T:
            return work(self._rows())

        try:
            async with asyncio.timeout(ANSWER_SECONDS_MAX):
                return await asyncio.get_running_loop().run_in_executor(self._threads, run)
        except TimeoutError:
            raise Unavailable(STORE_FAILED) from None

    def _rows(self) -> RepeatRows:
        with self._opening:
            if self._opened is None:
                from auslex.caching.repeats_rows import RepeatRows

                self._opened = RepeatRows(self._address, self._clock, self._options, THREADS_MAX, STORE_FAILED)
            return self._opened
