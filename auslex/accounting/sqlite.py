"""The ledger in SQLite: several workers on one machine, durable against kill -9 and power loss.

Each worker has one writing thread. Commands queue up while a transaction runs and go into the next one together, so
the price of a commit and of a thread switch is shared (group commit), and a command is answered after its commit only.
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

_Answer = Granted | Refused | AccountSpend | bool | None
_Work = Callable[[SqliteShelf, int], _Answer]
_STORE_FAILED = "The ledger did not answer in time, so the request was refused; nothing was charged. Try again shortly."


@dataclass(slots=True)
class _Command:
    work: _Work
    future: asyncio.Future[_Answer] | None
    queued_at: float
    voids: Reserve | None = None


class SqliteLedger:
    """A Ledger for the workers of one machine. Use as `async with`; entering starts the thread, leaving drains it."""

    def __init__(self, path: Path, clock: Clock, options: LedgerOptions | None = None) -> None:
        self._path = path
        self._clock = clock
        self._options = options or LedgerOptions()
        self._owner = secrets.token_hex(8)
        self._queue: queue.Queue[_Command | None] = queue.Queue(QUEUE_MAX)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def __aenter__(self) -> SqliteLedger:
        self._loop = asyncio.get_running_loop()
        connection = connect(self._path)
        self._thread = threading.Thread(target=self._run, args=(connection,), name="ledger", daemon=True)
        self._thread.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Every command taken on is committed before this returns."""
        assert self._thread is not None
        await asyncio.to_thread(self._queue.put, None)
        await asyncio.to_thread(self._thread.join)

    async def reserve(self, command: Reserve) -> Granted | Refused:
        def work(shelf: SqliteShelf, now: int) -> Granted | Refused:
            return books.reserve(shelf, command, self._owner, now)

        answer = await self._submit(work, voids=command if command.order is not None else None)
        assert isinstance(answer, Granted | Refused)
        return answer

    def resolve(self, command: Resolve) -> None:
        self._put(
            _Command(lambda shelf, now: books.resolve(shelf, command, now), None, self._clock.monotonic_seconds())
        )

    async def spend(self, account: str) -> AccountSpend:
        answer = await self._submit(lambda shelf, now: books.spend(shelf, account, now))
        assert isinstance(answer, AccountSpend)
        return answer

    async def check(self) -> None:
        await self._submit(lambda shelf, now: None)

    async def _submit(self, work: _Work, voids: Reserve | None = None) -> _Answer:
        assert self._loop is not None, "the ledger is not open"
        future: asyncio.Future[_Answer] = self._loop.create_future()
        self._put(_Command(work, future, self._clock.monotonic_seconds(), voids))
        return await future

    def _put(self, command: _Command) -> None:
        try:
            self._queue.put_nowait(command)
        except queue.Full:
            raise Unavailable(_STORE_FAILED) from None

    # What follows runs in the writing thread.

    def _run(self, connection: sqlite3.Connection) -> None:
        beat = self._options.lease_seconds / 3
        beat_due = self._clock.monotonic_seconds()
        open_ = True
        try:
            while open_:
                wait = max(0.0, beat_due - self._clock.monotonic_seconds())
                batch, open_ = self._collect(wait)
                if self._clock.monotonic_seconds() >= beat_due:
                    self._commit(connection, [_Command(self._beat, None, self._clock.monotonic_seconds())])
                    beat_due = self._clock.monotonic_seconds() + beat
                if batch:
                    self._commit(connection, batch)
            self._commit(connection, [_Command(self._sign_off, None, self._clock.monotonic_seconds())])
        finally:
            connection.close()

    def _collect(self, wait_seconds: float) -> tuple[list[_Command], bool]:
        """What has queued up, at least one command unless the wait runs out; False once the end marker is met."""
        batch: list[_Command] = []
        try:
            command = self._queue.get(timeout=wait_seconds)
            while command is not None:
                batch.append(command)
                if len(batch) == BATCH_MAX:
                    return batch, True
                command = self._queue.get_nowait()
        except queue.Empty:
            return batch, True
        return batch, False

    def _commit(self, connection: sqlite3.Connection, batch: list[_Command]) -> None:
        """Run the commands in one transaction and answer them. On failure nothing of the batch has happened."""
        answers: list[_Answer] | None = None
        try:
            connection.execute("BEGIN IMMEDIATE")
            shelf = SqliteShelf(connection)
            now = self._clock.now_nanoseconds()
            answers = [command.work(shelf, now) for command in batch]
            shelf.flush()
            connection.execute("COMMIT")
        except sqlite3.Error:
            answers = None
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            self._retry_resolutions(batch)
            time.sleep(RETRY_SECONDS)
        waiting = [command for command in batch if command.future is not None]
        if waiting:
            self._deliver(batch, answers)

    def _retry_resolutions(self, batch: list[_Command]) -> None:
        """What was paid must reach the ledger, so commands nobody waits for go back into the queue."""
        for command in batch:
            if command.future is None and command.work not in (self._beat, self._sign_off):
                with suppress(queue.Full):  # Then the sweep will charge the hold: never less than was spent.
                    self._queue.put_nowait(command)

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
        shelf.put_lease(self._owner, now + round(self._options.lease_seconds * NANOSECONDS_PER_SECOND))
        for owner in shelf.lapsed_owners(now):
            for row in shelf.open_attempts(owner):
                books.charge_hold(shelf, row, now)
            shelf.drop_lease(owner)

    def _sign_off(self, shelf: SqliteShelf, now: int) -> None:
        """Nothing of this worker is open any more, or it would not close: end the lease."""
        for row in shelf.open_attempts(self._owner):
            books.charge_hold(shelf, row, now)
        shelf.drop_lease(self._owner)
