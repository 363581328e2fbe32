"""The ledger in SQLite: several workers on one machine, durable against kill -9 and power loss.

Commands that come while the disk is busy go into the next transaction together, so that the price of a commit is shared
(group commit). A transaction runs in the event loop, where it takes some 100 us and no thread switch; the wait for the
disk is a thread's. A command is answered when it is on the disk, not before.
A resolution hurries nobody: it goes along with the next reservation, or after a short delay.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from auslex.accounting import books
from auslex.accounting.queue import STORE_FAILED, CommandQueue, Entry
from auslex.accounting.queued import QueuedLedger
from auslex.accounting.sqlite_shelf import SqliteShelf
from auslex.accounting.store import (
    Answer,
    BudgetAlert,
    ChargeAbandoned,
    Command,
    LedgerOptions,
    OnAlert,
    attempt_id_of,
)
from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unavailable
from auslex.core.ids import new_id
from auslex.database.disk import Disk, DiskSync
from auslex.database.sqlite import connect

BUSY_SECONDS = 0.0003  # Another worker's transaction takes about so long.
GATHER_SECONDS = 0.001  # Where callers come together, the next ones wait so long for company; a lone caller never.
RESOLVE_SECONDS = 0.02  # How long a resolution may wait for company.
RETRY_SECONDS = 0.1  # After a failure that waiting may mend: a full disk, a stopped worker with the lock.
SWEEP_MAX = 1_000  # Dead workers' holds charged after one beat; the next beat finds the rest.
TICK_SECONDS = 0.25  # How often overdue commands and the lease are looked at.

Connect = Callable[[Path], sqlite3.Connection]
_Done = tuple[list[Answer], list[BudgetAlert]]


class SqliteLedger(QueuedLedger):
    """A Ledger for the workers of one machine. Use as `async with`: leaving commits everything taken on.

    connection, disk: how the file is opened and made durable; tests/simulation puts its own in their place.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        options: LedgerOptions | None = None,
        on_failure: Callable[[Exception], None] = lambda error: None,
        on_alert: OnAlert = lambda alert: None,
        connection: Connect = connect,
        disk: Callable[[Path], Disk] = DiskSync,
    ) -> None:
        self._path = path
        self._connect = connection
        self._clock = clock
        self._options = options or LedgerOptions()
        self._on_failure = on_failure
        self._on_alert = on_alert
        self._owner = new_id(64)
        self._disk = disk(path)
        self._queue = CommandQueue(clock, self._options.wait_seconds_max, lambda: self._schedule(RESOLVE_SECONDS))
        self._syncing: list[Entry] = []
        self._timer: asyncio.Handle | None = None
        self._due = 0.0  # When the timer rings, by the loop's clock.
        self._ticker: asyncio.TimerHandle | None = None
        self._busy_since: float | None = None
        self._gather_seconds = 0.0
        self._beat_due = 0.0
        self._closed = False

    async def __aenter__(self) -> SqliteLedger:
        self._loop = asyncio.get_running_loop()
        self._connection = self._connect(self._path)
        for pragma in ("synchronous = NORMAL", "wal_autocheckpoint = 0", "busy_timeout = 0"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._shelf = SqliteShelf(self._connection)
        self._connection.execute("SELECT count(*) FROM owners").fetchone()  # Opens the log.
        self._disk.start()
        self._beat_due = self._clock.monotonic_seconds()
        self._tick()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Wait, within bounds, until every command taken on is committed; the sweep does what then is left."""
        assert self._ticker is not None
        self._ticker.cancel()
        with suppress(Unavailable, TimeoutError):
            async with asyncio.timeout(self._options.wait_seconds_max):
                while self._queue or self._syncing or not self._signed_off():
                    self._schedule(BUSY_SECONDS)
                    await asyncio.sleep(BUSY_SECONDS)
        self._closed = True
        self._queue.refuse_overdue(self._syncing, everyone=True)
        if self._timer is not None:
            self._timer.cancel()
        await self._disk.stop()
        self._connection.close()

    async def _submit(self, command: Command) -> Answer:
        if self._closed:
            raise Unavailable(STORE_FAILED)
        future = self._queue.add(command)
        if not self._syncing and self._busy_since is None:
            self._schedule(self._gather_seconds)
        return await self._queue.answered(command, future)

    def _schedule(self, seconds: float) -> None:
        """Run a transaction so soon, unless one is due earlier."""
        due = self._loop.time() + seconds
        if self._timer is not None:
            if self._due <= due:
                return
            self._timer.cancel()
        self._due = due
        self._timer = self._loop.call_later(seconds, self._turn) if seconds else self._loop.call_soon(self._turn)

    def _turn(self) -> None:
        """One transaction with everything that waits; its answers are given when it is on the disk."""
        self._timer = None
        if self._syncing:
            return  # `_synced` will come back.
        batch: list[Entry] = []
        try:
            if self._clock.monotonic_seconds() >= self._beat_due:
                self._beat()
            batch = self._queue.take()
            done = self._transact([entry.command for entry in batch]) if batch else ([], [])
        except sqlite3.OperationalError as error:
            self._queue.put_back(batch)
            self._recover(error, batch)
            return
        except Exception as error:  # noqa: BLE001  the border of one transaction: whatever it is, nobody may wait for ever
            self._on_failure(error)
            self._queue.isolate(batch)
            self._schedule(0 if batch else RETRY_SECONDS)
            return
        self._busy_since = None
        self._queue.committed(batch)
        if batch:
            self._syncing = batch
            self._disk.request(lambda durable: self._synced(batch, done, durable))

    def _transact(self, commands: list[Command]) -> _Done:
        with self._transaction() as now:
            self._shelf.look_up(filter(None, map(attempt_id_of, commands)))
            answers = [books.apply(self._shelf, command, self._owner, now) for command in commands]
            return answers, self._shelf.flush(now)

    @contextmanager
    def _transaction(self) -> Iterator[int]:
        """A transaction as this owner, at this time; all of it happens, or nothing."""
        connection, shelf = self._connection, self._shelf
        connection.execute("BEGIN IMMEDIATE")
        try:
            now = self._clock.now_nanoseconds()
            shelf.open(self._owner, now + self._lease)
            yield now
            connection.execute("COMMIT")
        except BaseException:
            shelf.forget()
            with suppress(sqlite3.Error):  # The failure may have ended the transaction already.
                connection.execute("ROLLBACK")
            raise

    def _recover(self, error: sqlite3.OperationalError, batch: list[Entry]) -> None:
        """Try the batch again: at once if another worker has the lock, else after a pause, for nobody waits any more.

        Nothing of it has happened, unless the disk failed after the commit: what it then holds is given back.
        """
        code = error.sqlite_errorcode & 0xFF
        now = self._clock.monotonic_seconds()
        if self._busy_since is None:
            self._busy_since = now
        busy = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        patient = now - self._busy_since < self._options.wait_seconds_max
        if not busy:
            self._on_failure(error)
            self._queue.refuse_overdue(self._syncing, everyone=True)
            for entry in batch:
                if entry.future is not None:
                    self._queue.void(entry.command)
        self._schedule(BUSY_SECONDS if busy and patient else RETRY_SECONDS)

    def _synced(self, batch: list[Entry], done: _Done, durable: bool) -> None:
        answers, alerts = done
        self._syncing = []
        self._queue.answer(batch, answers, durable=durable)
        for alert in alerts:
            self._on_alert(alert)
        callers = sum(entry.future is not None for entry in batch)
        self._gather_seconds = GATHER_SECONDS if callers > 1 else 0.0
        if self._queue.is_urgent:
            self._schedule(self._gather_seconds)
        elif self._queue:
            self._schedule(RESOLVE_SECONDS)

    def _tick(self) -> None:
        """Refuse whoever has waited too long, whatever the disk does; keep the lease."""
        self._ticker = self._loop.call_later(TICK_SECONDS, self._tick)
        self._queue.refuse_overdue(self._syncing)
        if self._clock.monotonic_seconds() >= self._beat_due:
            self._schedule(0)

    @property
    def _lease(self) -> int:
        return round(self._options.lease_seconds * NANOSECONDS_PER_SECOND)

    def _beat(self) -> None:
        """Renew this worker's lease, and have the open holds of workers without one charged, each on its own.

        A lease need not survive a power cut, which ends its worker too, so nobody waits for the disk.
        """
        with self._transaction() as now:
            self._shelf.put_lease(self._owner, now + self._lease)
            self._shelf.drop_lapsed_leases(now)
            abandoned = self._shelf.abandoned_attempts(SWEEP_MAX)
        self._beat_due = self._clock.monotonic_seconds() + self._options.lease_seconds / 3
        for attempt_id in abandoned:
            self._queue.add_resolution(ChargeAbandoned(attempt_id))

    def _signed_off(self) -> bool:
        """End the lease, and charge what is still open under it; False if the store is not free."""
        try:
            with self._transaction() as now:
                self._shelf.drop_lease(self._owner)
                for attempt_id in self._shelf.abandoned_attempts(SWEEP_MAX):
                    books.charge_abandoned(self._shelf, ChargeAbandoned(attempt_id), now)
                self._shelf.flush(now)
        except sqlite3.Error:
            return False
        return True
