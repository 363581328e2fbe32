"""Processes that read texts beside the requests: kept alive, given work, bounded in everything."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Self

from auslex.core.errors import Unavailable
from auslex.screening.ner.models import ModelUnavailable
from auslex.screening.ner.port import Span, Tally
from auslex.screening.ner.process import ReaderDied, ReaderOptions, ReaderProcess, Reading
from auslex.screening.ner.waiting import Waiting

RESTART_SECONDS_MIN = 0.5
RESTART_SECONDS_MAX = 30.0

OnRead = Callable[[bytes, tuple[Span, ...]], None]  # Called on the loop's thread.
Sleep = Callable[[float], Awaitable[None]]


class ReaderPool:
    """Reads what it is offered, and tells where names stand. Use as `async with`; its processes end with it."""

    def __init__(
        self,
        options: ReaderOptions,
        processes: int,
        on_read: OnRead,
        tally: Tally,
        sleep: Sleep = asyncio.sleep,
        waiting: Waiting | None = None,
    ) -> None:
        self._options = options
        self._processes = processes
        self._on_read = on_read
        self._tally = tally
        self._sleep = sleep
        self._waiting = Waiting() if waiting is None else waiting
        self._readers: set[ReaderProcess] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self._watched: dict[bytes, list[asyncio.Event]] = {}

    async def __aenter__(self) -> Self:
        """Raises ModelUnavailable if the model cannot be loaded."""
        self._loop = loop = asyncio.get_running_loop()
        try:
            for _ in range(self._processes):
                self._readers.add(await ReaderProcess.start(self._options))
        except BaseException:
            await self.__aexit__()
            raise
        self._tasks = [loop.create_task(self._keep(reader)) for reader in list(self._readers)]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._loop = None
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        for reader in list(self._readers):
            await self._end(reader)

    @property
    def pids(self) -> list[int]:
        """Of the processes that live."""
        return sorted(reader.pid for reader in self._readers if reader.exit_code is None)

    def offer(self, digest: bytes, text: str) -> None:
        """Have this text read some time, unless too much is waiting. Any thread; never waits and never raises."""
        if (loop := self._loop) is None or not self._waiting.put(digest, text):
            self._tally.dropped()
            return
        self._tally.waiting(len(self._waiting))
        with suppress(RuntimeError):  # The loop ended since.
            loop.call_soon_threadsafe(self._news.set)

    def withdraw(self, digest: bytes) -> None:
        """Somebody else has read it."""
        self._settle(digest)

    async def settled(self, digests: Iterable[bytes]) -> None:
        """Return once none of these waits or is being read."""
        for digest in digests:
            if digest in self._waiting:
                self._watched.setdefault(digest, []).append(event := asyncio.Event())
                await event.wait()

    async def check(self) -> None:
        """Raises Unavailable if no process lives."""
        if not self.pids:
            raise Unavailable("No process is finding names of persons; they are being started again.")

    async def _keep(self, reader: ReaderProcess) -> None:
        """One process after the other, for ever."""
        deaths = 0
        while True:
            try:
                deaths = 1 if await self._live(reader) else deaths + 1
            except Exception as error:  # noqa: BLE001  whatever it is, the next process is started
                self._tally.broke(error)
                deaths += 1
            reader = await self._restarted(deaths)

    async def _live(self, reader: ReaderProcess) -> bool:
        """A process until it ends; True if it has read anything."""
        read_any = False

        async def work() -> None:
            nonlocal read_any
            while await self._read_next(reader):
                read_any = True

        try:
            async with asyncio.TaskGroup() as tasks:
                working = tasks.create_task(work())
                await reader.ended()
                working.cancel()
        finally:
            await self._end(reader)
        self._tally.restarted(reader.exit_code)
        return read_any

    async def _read_next(self, reader: ReaderProcess) -> bool:
        digest, text = await self._next()
        reading: Reading | None = None
        try:
            reading = await reader.read(text)
        except ReaderDied:
            return False
        finally:
            if reading is None and self._loop is not None:
                self._came_to_nothing(digest, text)
        try:
            self._tally.read(len(reading.names), reading.seconds)
            self._on_read(digest, reading.names)
        finally:
            self._settle(digest)
        return True

    async def _next(self) -> tuple[bytes, str]:
        while (taken := self._waiting.take()) is None:
            self._news.clear()
            await self._news.wait()
        self._tally.waiting(len(self._waiting))
        return taken

    def _came_to_nothing(self, digest: bytes, text: str) -> None:
        self._tally.failed()
        if self._waiting.again(digest, text):
            self._news.set()
            return
        self._on_read(digest, ())
        self._settle(digest)

    def _settle(self, digest: bytes) -> None:
        self._waiting.done(digest)
        for event in self._watched.pop(digest, ()):
            event.set()

    async def _restarted(self, deaths: int) -> ReaderProcess:
        while True:
            await self._sleep(restart_delay_seconds(deaths))
            try:
                reader = await ReaderProcess.start(self._options)
            except ModelUnavailable:
                self._tally.restarted(None)
                deaths += 1
                continue
            self._readers.add(reader)
            return reader

    async def _end(self, reader: ReaderProcess) -> None:
        self._readers.discard(reader)
        await reader.stop()


def restart_delay_seconds(deaths: int) -> float:
    """How long to wait after so many deaths in a row without a text read, counted from 1."""
    return min(RESTART_SECONDS_MIN * 2.0 ** min(deaths - 1, 10), RESTART_SECONDS_MAX)
