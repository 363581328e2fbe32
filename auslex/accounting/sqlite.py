"""The ledger in SQLite: several workers on one machine, durable against kill -9 and power loss.

Each worker has one writing thread. Commands queue up while a transaction runs and go into the next one together, so
the price of a commit and of a thread switch is shared (group commit), and a command is answered after its commit only.
A resolution wakes nobody: it goes along with the next reservation, or after a short delay.
"""

from __future__ import annotations

import asyncio
import queue
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
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
from auslex.database.sqlite import connect

BATCH_MAX = 256  # Commands in one transaction: enough to share a commit, few enough to answer the first soon.
QUEUE_MAX = 20_000  # Commands waiting; more than this and the store is not keeping up.
RETRY_SECONDS = 0.05  # A failing disk must not turn this thread into a spinning one.
BUSY_POLL_SECONDS = 0.0003  # A transaction of another worker takes about so long; SQLite's own waits grow to 100 ms.
RESOLVE_SECONDS = 0.02  # How long a resolution may wait for company.

_Answer = Granted | Refused | AccountSpend | bool | None
_Work = Callable[[SqliteShelf, int], _Answer]
_STORE_FAILED = "The ledger did not answer in time, so the request was refused; nothing was charged. Try again shortly."


@dataclass(slots=True)
class _Command:
    """Something to do in a transaction. Without a future nobody waits for it, and it is tried until it is done."""

    work: _Work
    future: asyncio.Future[_Answer] | None = None
    voids: Reserve | None = None


class _Mark:
    """What the queue holds beside commands: a reason to wake up, or to end."""


_NUDGE = _Mark()
_END = _Mark()


class SqliteLedger:
    """A Ledger for the workers of one machine. Use as `async with`; entering starts the thread, leaving drains it."""

    def __init__(self, path: Path, clock: Clock, options: LedgerOptions | None = None) -> None:
        self._path = path
        self._clock = clock
        self._options = options or LedgerOptions()
        self._owner = secrets.token_hex(8)
        self._queue: queue.SimpleQueue[_Command | _Mark] = queue.SimpleQueue()
        self._resolutions: queue.SimpleQueue[_Command] = queue.SimpleQueue()
        self._nudging = False
        self._lease_until = 0
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> SqliteLedger:
        self._loop = asyncio.get_running_loop()
        connection = connect(self._path)
        connection.execute("PRAGMA busy_timeout = 0")  # Waiting is done by `_begin`.
        self._thread = threading.Thread(target=self._run, args=(connection,), name="ledger", daemon=True)
        self._thread.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Every command taken on is committed before this returns."""
        assert self._thread is not None
        self._queue.put(_END)
        await asyncio.to_thread(self._thread.join)

    async def reserve(self, command: Reserve) -> Granted | Refused:
        def work(shelf: SqliteShelf, now: int) -> Granted | Refused:
            return books.reserve(shelf, command, self._owner, now)

        answer = await self._submit(work, voids=command if command.order is not None else None)
        assert isinstance(answer, Granted | Refused)
        return answer

    def resolve(self, command: Resolve) -> None:
        assert self._loop is not None, "the ledger is not open"
        self._resolutions.put(_Command(lambda shelf, now: books.resolve(shelf, command, now)))
        if not self._nudging:
            self._nudging = True
            self._loop.call_later(RESOLVE_SECONDS, self._nudge)

    async def spend(self, account: str) -> AccountSpend:
        answer = await self._submit(lambda shelf, now: books.spend(shelf, account, now))
        assert isinstance(answer, AccountSpend)
        return answer

    async def check(self) -> None:
        await self._submit(lambda shelf, now: None)

    def _nudge(self) -> None:
        self._nudging = False
        if not self._resolutions.empty():
            self._queue.put(_NUDGE)

    async def _submit(self, work: _Work, voids: Reserve | None = None) -> _Answer:
        assert self._loop is not None, "the ledger is not open"
        if self._queue.qsize() >= QUEUE_MAX:
            raise Unavailable(_STORE_FAILED)
        future: asyncio.Future[_Answer] = self._loop.create_future()
        self._queue.put(_Command(work, future, voids))
        return await future

    # What follows runs in the writing thread, but for `_answer`.

    def _run(self, connection: sqlite3.Connection) -> None:
        shelf = SqliteShelf(connection)
        beat = _Command(self._beat)
        beat_seconds = self._options.lease_seconds / 3
        beat_due = self._clock.monotonic_seconds()
        open_ = True
        try:
            while open_:
                batch, open_ = self._collect(max(0.0, beat_due - self._clock.monotonic_seconds()))
                if self._clock.monotonic_seconds() >= beat_due:
                    batch.insert(0, beat)
                    beat_due = self._clock.monotonic_seconds() + beat_seconds
                if batch:
                    self._commit(connection, shelf, batch)
            self._sign_off_all(connection, shelf)
        finally:
            connection.close()

    def _collect(self, wait_seconds: float) -> tuple[list[_Command], bool]:
        """What has queued up, resolutions first; False once the end marker is met."""
        waiting: list[_Command] = []
        open_ = True
        with suppress(queue.Empty):
            item = self._queue.get(timeout=wait_seconds) if wait_seconds else self._queue.get_nowait()
            while len(waiting) < BATCH_MAX:
                if isinstance(item, _Command):
                    waiting.append(item)
                elif item is _END:
                    open_ = False
                    break
                item = self._queue.get_nowait()
        return [*self._collect_resolutions(), *waiting], open_

    def _collect_resolutions(self) -> list[_Command]:
        resolutions: list[_Command] = []
        with suppress(queue.Empty):
            while len(resolutions) < BATCH_MAX:
                resolutions.append(self._resolutions.get_nowait())
        return resolutions

    def _commit(self, connection: sqlite3.Connection, shelf: SqliteShelf, batch: list[_Command]) -> bool:
        """Run the commands in one transaction and answer them. On failure nothing of the batch has happened."""
        answers: list[_Answer] | None = None
        try:
            self._begin(connection)
            now = self._clock.now_nanoseconds()
            shelf.open(own_rows_hold=now < self._lease_until)
            answers = [command.work(shelf, now) for command in batch]
            shelf.flush()
            connection.execute("COMMIT")
        except sqlite3.Error:
            answers = None
            shelf.forget()
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            for command in batch:
                if command.future is None and command.work != self._beat:
                    self._resolutions.put(command)  # What was paid must reach the ledger.
            time.sleep(RETRY_SECONDS)
        if any(command.future is not None for command in batch):
            self._deliver(batch, answers)
        return answers is not None

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Take the write lock, waiting for other workers no longer than allowed."""
        gives_up_at = self._clock.monotonic_seconds() + self._options.wait_seconds_max
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if not busy or self._clock.monotonic_seconds() >= gives_up_at:
                    raise
                time.sleep(BUSY_POLL_SECONDS)
            else:
                return

    def _deliver(self, batch: list[_Command], answers: list[_Answer] | None) -> None:
        assert self._loop is not None
        with suppress(RuntimeError):  # The loop is closed: nobody waits any more, and the holds go to the sweep.
            self._loop.call_soon_threadsafe(self._answer, batch, answers)

    def _answer(self, batch: list[_Command], answers: list[_Answer] | None) -> None:
        """In the event loop: hand out the answers; void what was granted to a caller that has gone."""
        for place, command in enumerate(batch):
            future = command.future
            if future is None:
                continue
            answer = answers[place] if answers is not None else None
            if not future.done():
                if answers is None:
                    future.set_exception(Unavailable(_STORE_FAILED))
                else:
                    future.set_result(answer)
            elif command.voids is not None and isinstance(answer, Granted):
                self.resolve(Resolve(command.voids.attempt_id, command.voids.payers, AttemptState.VOID))

    def _beat(self, shelf: SqliteShelf, now: int) -> None:
        """Renew this worker's lease and charge the open holds of workers whose lease has lapsed."""
        self._lease_until = now + round(self._options.lease_seconds * NANOSECONDS_PER_SECOND)
        shelf.put_lease(self._owner, self._lease_until)
        for owner in shelf.lapsed_owners(now):
            for row in shelf.open_attempts(owner):
                books.charge_hold(shelf, row, now)
            shelf.drop_lease(owner)

    def _sign_off_all(self, connection: sqlite3.Connection, shelf: SqliteShelf) -> None:
        """The last transactions: the resolutions that are left, then the end of the lease."""
        for _ in range(BATCH_MAX):
            left = self._collect_resolutions()
            if not left:
                break
            self._commit(connection, shelf, left)
        self._commit(connection, shelf, [_Command(self._sign_off)])

    def _sign_off(self, shelf: SqliteShelf, now: int) -> None:
        """Nothing of this worker is open any more, or it would not close: end the lease."""
        for row in shelf.open_attempts(self._owner):
            books.charge_hold(shelf, row, now)
        shelf.drop_lease(self._owner)
