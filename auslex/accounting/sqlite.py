"""The ledger in SQLite: several workers on one machine, durable against kill -9 and power loss.

Commands that come while the disk is busy go into the next transaction together, so that the price of a commit is shared
(group commit). A transaction runs in the event loop, where it takes some 100 us and no thread switch; the wait for the
disk is a thread's. A command is answered when it is on the disk, not before.
A resolution hurries nobody: it goes along with the next reservation, or after a short delay.
"""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from auslex.accounting import books
from auslex.accounting.sqlite_shelf import SqliteShelf
from auslex.accounting.store import (
    AccountSpend,
    AttemptState,
    Granted,
    LedgerOptions,
    Refused,
    Reserve,
    Resolve,
)
from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unavailable
from auslex.database.disk import DiskSync
from auslex.database.sqlite import connect

BATCH_MAX = 128  # Commands in one transaction: the event loop must not stand still for longer than some milliseconds.
QUEUE_MAX = 20_000  # Commands waiting; more than this and the store is not keeping up.
BUSY_SECONDS = 0.0003  # Another worker's transaction takes about so long.
GATHER_SECONDS = 0.001  # Under load the next transaction waits so long for company; alone, a command never waits.
RESOLVE_SECONDS = 0.02  # How long a resolution may wait for company.
RETRY_SECONDS = 0.1  # After a failure that waiting may mend: a full disk, a stopped worker with the lock.
SWEEP_MAX = 1_000  # Dead workers' holds charged after one beat; the next beat finds the rest.
TICK_SECONDS = 0.25  # How often overdue commands and the lease are looked at.

_Answer = Granted | Refused | AccountSpend | bool | None
_Work = Callable[[SqliteShelf, int], _Answer]
_STORE_FAILED = "The ledger did not answer in time, so the request was refused; nothing was charged. Try again shortly."


@dataclass(slots=True)
class _Command:
    """Something to do in a transaction. Without a future nobody waits for it, and it is tried until it is done."""

    work: _Work
    queued_at: float
    future: asyncio.Future[_Answer] | None = None
    voids: Reserve | None = None


class SqliteLedger:
    """A Ledger for the workers of one machine. Use as `async with`: leaving commits everything taken on."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        options: LedgerOptions | None = None,
        on_failure: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        self._path = path
        self._clock = clock
        self._options = options or LedgerOptions()
        self._on_failure = on_failure
        self._owner = secrets.token_hex(8)
        self._disk = DiskSync(path)
        self._waiting: list[_Command] = []
        self._resolutions: list[_Command] = []
        self._syncing: list[_Command] = []
        self._timer: asyncio.Handle | None = None
        self._due = 0.0  # When the timer rings, by the loop's clock.
        self._ticker: asyncio.TimerHandle | None = None
        self._busy_since: float | None = None
        self._one_by_one = 0  # So many commands run alone, to find the one that spoils its batch.
        self._gather_seconds = 0.0
        self._beat_due = 0.0

    async def __aenter__(self) -> SqliteLedger:
        self._loop = asyncio.get_running_loop()
        self._connection = connect(self._path)
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
                while self._waiting or self._resolutions or self._syncing:
                    self._schedule(BUSY_SECONDS)
                    await asyncio.sleep(BUSY_SECONDS)
                await self._submit(self._sign_off)
        self._refuse_waiting(everyone=True)
        if self._timer is not None:
            self._timer.cancel()
        await self._disk.stop()
        self._connection.close()

    async def reserve(self, command: Reserve) -> Granted | Refused:
        def work(shelf: SqliteShelf, now: int) -> Granted | Refused:
            return books.reserve(shelf, command, self._owner, now)

        answer = await self._submit(work, voids=command if command.order is not None else None)
        assert isinstance(answer, Granted | Refused)
        return answer

    def resolve(self, command: Resolve) -> None:
        self._resolve_soon(lambda shelf, now: books.resolve(shelf, command, now))

    async def spend(self, account: str) -> AccountSpend:
        answer = await self._submit(lambda shelf, now: books.spend(shelf, account, now))
        assert isinstance(answer, AccountSpend)
        return answer

    async def check(self) -> None:
        await self._submit(lambda shelf, now: None)

    def _resolve_soon(self, work: _Work) -> None:
        self._resolutions.append(_Command(work, self._clock.monotonic_seconds()))
        self._schedule(RESOLVE_SECONDS)

    async def _submit(self, work: _Work, voids: Reserve | None = None) -> _Answer:
        if len(self._waiting) >= QUEUE_MAX:
            raise Unavailable(_STORE_FAILED)
        future: asyncio.Future[_Answer] = self._loop.create_future()
        self._waiting.append(_Command(work, self._clock.monotonic_seconds(), future, voids))
        if not self._syncing and self._busy_since is None:
            self._schedule(self._gather_seconds)
        try:
            return await future
        except asyncio.CancelledError:
            if voids is not None and _was_granted(future):  # The answer came, and the caller left, in the same moment.
                self._void(voids)
            raise

    def _void(self, command: Reserve) -> None:
        self.resolve(Resolve(command.attempt_id, command.payers, AttemptState.VOID))

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
        batch: list[_Command] = []
        try:
            if self._clock.monotonic_seconds() >= self._beat_due:
                self._beat()
            batch = self._take()
            answers = self._transact([command.work for command in batch]) if batch else []
        except sqlite3.OperationalError as error:
            self._put_back(batch)
            self._recover(error)
            return
        except Exception as error:  # noqa: BLE001  the border of one transaction: whatever it is, nobody may wait for ever
            self._isolate(batch, error)
            return
        self._busy_since = None
        self._one_by_one = max(0, self._one_by_one - len(batch))
        if batch:
            self._syncing = batch
            self._disk.request(lambda done: self._synced(batch, answers, done))

    def _take(self) -> list[_Command]:
        """The commands of the next transaction: resolutions first, and nothing else while any of them is left."""
        limit = 1 if self._one_by_one else BATCH_MAX
        taken = self._resolutions[:limit]
        del self._resolutions[:limit]
        if not self._resolutions:
            room = limit - len(taken)
            taken += self._waiting[:room]
            del self._waiting[:room]
        return taken

    def _put_back(self, batch: list[_Command]) -> None:
        self._resolutions[:0] = [command for command in batch if command.future is None]
        self._waiting[:0] = [command for command in batch if command.future is not None]

    def _isolate(self, batch: list[_Command], error: Exception) -> None:
        """One of these commands cannot be done. Alone, it is refused, or left to the sweep if it is a resolution."""
        self._on_failure(error)
        if len(batch) > 1:
            self._put_back(batch)
            self._one_by_one = len(batch)
        elif batch:
            self._one_by_one = max(0, self._one_by_one - 1)
            future = batch[0].future
            if future is not None and not future.done():
                future.set_exception(Unavailable(_STORE_FAILED))
        self._schedule(0 if batch else RETRY_SECONDS)

    def _transact(self, works: list[_Work]) -> list[_Answer]:
        connection, shelf = self._connection, self._shelf
        connection.execute("BEGIN IMMEDIATE")
        try:
            now = self._clock.now_nanoseconds()
            shelf.open(self._owner, now + self._lease)
            answers = [work(shelf, now) for work in works]
            shelf.flush()
            connection.execute("COMMIT")
        except BaseException:
            shelf.forget()
            with suppress(sqlite3.Error):  # The failure may have ended the transaction already.
                connection.execute("ROLLBACK")
            raise
        return answers

    def _recover(self, error: sqlite3.OperationalError) -> None:
        """Nothing of the batch has happened. Try again at once if another worker has the lock, else after a pause."""
        code = error.sqlite_errorcode & 0xFF
        now = self._clock.monotonic_seconds()
        if self._busy_since is None:
            self._busy_since = now
        busy = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        patient = now - self._busy_since < self._options.wait_seconds_max
        if not busy:
            self._on_failure(error)
            self._refuse_waiting(everyone=True)
        self._schedule(BUSY_SECONDS if busy and patient else RETRY_SECONDS)

    def _synced(self, batch: list[_Command], answers: list[_Answer], done: bool) -> None:
        """Hand out the answers; what was granted to a caller that has gone, or may not be durable, is voided."""
        self._syncing = []
        for command, answer in zip(batch, answers, strict=True):
            future = command.future
            if future is None:
                continue
            taken = not future.done()
            if taken:
                if done:
                    future.set_result(answer)
                else:
                    future.set_exception(Unavailable(_STORE_FAILED))
            if command.voids is not None and isinstance(answer, Granted) and not (taken and done):
                self._void(command.voids)
        self._gather_seconds = GATHER_SECONDS if len(batch) > 1 else 0.0
        if self._waiting or self._one_by_one:
            self._schedule(self._gather_seconds)
        elif self._resolutions:
            self._schedule(RESOLVE_SECONDS)

    def _tick(self) -> None:
        """Refuse whoever has waited too long, whatever the disk does; keep the lease."""
        self._ticker = self._loop.call_later(TICK_SECONDS, self._tick)
        self._refuse_waiting(everyone=False)
        if self._clock.monotonic_seconds() >= self._beat_due:
            self._schedule(0)

    def _refuse_waiting(self, *, everyone: bool) -> None:
        overdue = self._clock.monotonic_seconds() - self._options.wait_seconds_max
        for command in (*self._waiting, *self._syncing):
            future = command.future
            if future is not None and not future.done() and (everyone or command.queued_at <= overdue):
                future.set_exception(Unavailable(_STORE_FAILED))
        self._waiting = [command for command in self._waiting if command.future is None or not command.future.done()]

    @property
    def _lease(self) -> int:
        return round(self._options.lease_seconds * NANOSECONDS_PER_SECOND)

    def _beat(self) -> None:
        """Renew this worker's lease, and have the open holds of workers without one charged, each on its own."""
        abandoned: list[str] = []

        def work(shelf: SqliteShelf, now: int) -> None:
            shelf.put_lease(self._owner, now + self._lease)
            shelf.drop_lapsed_leases(now)
            abandoned.extend(shelf.abandoned_attempts(SWEEP_MAX))

        self._transact([work])  # A lease need not survive a power cut, which ends its worker too.
        self._beat_due = self._clock.monotonic_seconds() + self._options.lease_seconds / 3
        for attempt_id in abandoned:
            self._resolve_soon(partial(_charge_abandoned, attempt_id))

    def _sign_off(self, shelf: SqliteShelf, now: int) -> None:
        """Nothing of this worker is open any more, or it would not close: end the lease."""
        shelf.drop_lease(self._owner)
        for attempt_id in shelf.abandoned_attempts(SWEEP_MAX):
            _charge_abandoned(attempt_id, shelf, now)


def _charge_abandoned(attempt_id: str, shelf: SqliteShelf, now: int) -> None:
    """Charge the hold, unless the attempt was resolved or its owner came back meanwhile."""
    row = shelf.attempt(attempt_id)
    if row is not None and row.state is AttemptState.DISPATCHED and not shelf.has_lease(row.owner):
        books.charge_hold(shelf, row, now)


def _was_granted(future: asyncio.Future[_Answer]) -> bool:
    return future.done() and not future.cancelled() and isinstance(future.result(), Granted)
