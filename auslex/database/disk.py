"""Making committed SQLite transactions durable from a thread, many at once.

With `synchronous = NORMAL` a commit in the write-ahead log costs no wait for the disk; whoever needs it to survive a
power cut then waits for one synchronisation of the log, which covers every commit before it, whoever made it. Together
that is the promise of `synchronous = FULL`, without holding the write lock while the disk works.
Source: https://sqlite.org/wal.html and https://sqlite.org/pragma.html#pragma_synchronous
"""

from __future__ import annotations

import asyncio
import os
import queue
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from auslex.database.sqlite import connect

CHECKPOINT_SYNCS = 500  # Some megabytes of log: small enough to copy in milliseconds, large enough to be rare.
STOP_SECONDS_MAX = 5.0  # A disk that hangs longer must not keep the process from ending.

Synced = Callable[[bool], None]


class Disk(Protocol):
    """What makes commits durable."""

    def start(self) -> None:
        """Begin, in the running loop."""
        ...

    def request(self, synced: Synced) -> None:
        """Make every commit up to now durable, then call `synced` in the loop; with False if the disk refused."""
        ...

    async def stop(self) -> None:
        """Finish what was requested."""
        ...


class DiskSync:
    """A thread that synchronises a database's log, and says so in the event loop."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: queue.SimpleQueue[Synced | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin, in the running loop. The log must exist: some connection has the database open."""
        self._loop = asyncio.get_running_loop()
        log = os.open(f"{self._path}-wal", os.O_RDWR)
        self._thread = threading.Thread(target=self._run, args=(log,), name="disk", daemon=True)
        self._thread.start()

    def request(self, synced: Synced) -> None:
        """Make every commit up to now durable, then call `synced`; with False if the disk refused."""
        self._queue.put(synced)

    async def stop(self) -> None:
        """Finish what was requested."""
        assert self._thread is not None
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join, STOP_SECONDS_MAX)

    def _run(self, log: int) -> None:
        assert self._loop is not None
        connection = connect(self._path)
        syncs = 0
        try:
            while (synced := self._queue.get()) is not None:
                done = _synchronise(log)
                with suppress(RuntimeError):  # The loop is closed: nobody waits any more.
                    self._loop.call_soon_threadsafe(synced, done)
                syncs += 1
                if syncs % CHECKPOINT_SYNCS == 0:
                    with suppress(sqlite3.Error):  # Another worker is at it, or will be; the log only grows meanwhile.
                        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()
            os.close(log)


def _synchronise(log: int) -> bool:
    try:
        getattr(os, "fdatasync", os.fsync)(log)
    except OSError:
        return False
    return True
