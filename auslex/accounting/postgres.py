"""The ledger in PostgreSQL: any number of workers on any number of machines, also through a pooler.

Commands that come while a transaction is under way go into the next one together (group commit). Each worker numbers
its transactions in its lease's row, so that after a lost connection the database itself says whether the last one was
committed: nothing is done twice, and a database that has gone back to an older state is noticed.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass

import psycopg
from psycopg.pq import TransactionStatus

from auslex.accounting import books
from auslex.accounting.postgres_shelf import LeaseLost, NotRead, PostgresShelf
from auslex.accounting.postgres_statements import NOW
from auslex.accounting.queue import STORE_FAILED, CommandQueue, Entry
from auslex.accounting.queued import QueuedLedger
from auslex.accounting.store import (
    Answer,
    BudgetAlert,
    ChargeAbandoned,
    Command,
    LedgerOptions,
    OnAlert,
)
from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress
from auslex.database.postgres import LOST_SECONDS_MAX, aconnect, severed_at

RESOLVE_SECONDS = 0.02  # How long a resolution may wait for company.
RETRY_SECONDS = 0.1  # After a failure that waiting may mend: a server that restarts, a lock that is held too long.
RETRY_SECONDS_MAX = 0.5
SWEEP_MAX = 1_000  # Dead workers' holds charged after one beat; the next beat finds the rest.
TICK_SECONDS = 0.25  # How often overdue commands and the lease are looked at.
TRIES_MAX = 5  # Of one batch, each with more rows read than the one before.
# The server's trouble and no command's; the last is that of a full disk, and of a replica where the primary was.
PASSING = (psycopg.OperationalError, OSError, psycopg.errors.ReadOnlySqlTransaction)
# Nothing that another connection would mend.
HARMLESS = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected, psycopg.DataError)

_READ_BATCH = "SELECT batch FROM owners WHERE owner = %s FOR UPDATE"
_TAKE_LEASE = (
    f"INSERT INTO owners (owner, lease_until, batch) VALUES (%s, {NOW} + %s, %s) "  # noqa: S608  constants only
    "ON CONFLICT (owner) DO NOTHING"
)
_RENEW = f"UPDATE owners SET lease_until = {NOW} + %s WHERE owner = %s"  # noqa: S608
_DROP_LAPSED = f"DELETE FROM owners WHERE lease_until < {NOW}"  # noqa: S608
_ABANDONED = (
    "SELECT attempt_id FROM attempts WHERE state = 'D' AND NOT EXISTS "
    "(SELECT 1 FROM owners WHERE owners.owner = attempts.owner) LIMIT %s"
)
_GONE_BACK = (
    "The database has lost transactions that it had committed, so no budget can be trusted. "
    "Compare it with the provider's bill (auslex ledger verify, auslex ledger reconcile), then restart the gateway."
)


class DatabaseWentBackError(Exception):
    """The database is older than what it told us before, as after a failover to a replica that lagged behind."""


@dataclass(slots=True)
class _Doubt:
    """A batch whose commit was sent and never answered."""

    number: int
    batch: list[Entry]
    answers: list[Answer]
    now: int


class PostgresLedger(QueuedLedger):
    """A Ledger on a PostgreSQL server. Use as `async with`: leaving commits everything taken on, within bounds."""

    def __init__(
        self,
        address: PostgresAddress,
        clock: Clock,
        options: LedgerOptions | None = None,
        on_failure: Callable[[Exception], None] = lambda error: None,
        on_alert: OnAlert = lambda alert: None,
    ) -> None:
        self._address = address
        self._clock = clock
        self._options = options or LedgerOptions()
        self._on_failure = on_failure
        self._on_alert = on_alert
        self._owner = secrets.token_hex(8)
        self._lease = round(self._options.lease_seconds * NANOSECONDS_PER_SECOND)
        self._queue = CommandQueue(clock, self._options.wait_seconds_max, self._resolve_soon)
        self._shelf = PostgresShelf(self._owner, self._lease)
        self._connection: psycopg.AsyncConnection | None = None
        self._under_way: list[Entry] = []
        self._doubt: _Doubt | None = None
        self._number = 0  # Of the last batch that was committed.
        self._committed_at = 0.0
        self._ahead = 0  # The database's clock minus our stopwatch, nanoseconds.
        self._beat_due = 0.0
        self._failures = 0
        self._resolve_timer: asyncio.TimerHandle | None = None
        self._refusal: str | None = None
        self._closing = False

    async def __aenter__(self) -> PostgresLedger:
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._tick()
        self._work = self._loop.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Wait, within bounds, until every command taken on is committed; the sweep does what then is left."""
        self._closing = True
        self._wake.set()
        await asyncio.wait([self._work], timeout=self._options.wait_seconds_max)
        self._refusal = self._refusal or STORE_FAILED
        if not self._work.done():
            self._work.cancel()
            with severed_at(self._connection, self._loop.time()) if self._connection else nullcontext():
                await asyncio.wait([self._work])
        self._queue.refuse_overdue(self._under_way, everyone=True)
        self._ticker.cancel()
        if self._resolve_timer is not None:
            self._resolve_timer.cancel()
        await self._sign_off()

    async def _submit(self, command: Command) -> Answer:
        if self._refusal is not None:
            raise Unavailable(self._refusal)
        future = self._queue.add(command)
        self._wake.set()
        return await self._queue.answered(command, future)

    def _resolve_soon(self) -> None:
        if self._resolve_timer is None:
            self._resolve_timer = self._loop.call_later(RESOLVE_SECONDS, self._resolve_now)

    def _resolve_now(self) -> None:
        self._resolve_timer = None
        self._wake.set()

    def _tick(self) -> None:
        """Refuse whoever has waited too long, whatever the server does; keep the lease while it protects anything."""
        self._ticker = self._loop.call_later(TICK_SECONDS, self._tick)
        self._queue.refuse_overdue(self._under_way + (self._doubt.batch if self._doubt else []))
        if self._shelf.has_open_attempts and self._clock.monotonic_seconds() >= self._beat_due:
            self._wake.set()

    async def _run(self) -> None:
        """One transaction after another; ends when the ledger is closing and nothing is left to do."""
        while not self._closing or self._queue or self._doubt:
            await self._wake.wait()
            self._wake.clear()
            try:
                async with asyncio.timeout(self._options.wait_seconds_max + LOST_SECONDS_MAX):
                    await self._serve()
            except Exception as error:  # noqa: BLE001  the border of one transaction: whatever it is, nobody may wait for ever
                await self._recover(error)
            else:
                self._failures = 0
            if self._queue or self._doubt or self._closing:
                self._wake.set()

    async def _serve(self) -> None:
        """Everything that waits, in one transaction; its answers are given when it is committed."""
        connection = await self._connected()
        with severed_at(connection, self._loop.time() + self._options.wait_seconds_max):
            try:
                if self._clock.monotonic_seconds() >= self._beat_due:
                    await self._beat(connection)
                self._under_way = self._queue.take()
                if self._under_way:
                    await self._commit(connection, self._under_way)
                    self._under_way = []
            except HARMLESS:
                if self._doubt is None and connection.pgconn.transaction_status == TransactionStatus.INERROR:
                    await connection.execute("ROLLBACK")
                raise

    async def _commit(self, connection: psycopg.AsyncConnection, batch: list[Entry]) -> None:
        number, commands = self._number + 1, [entry.command for entry in batch]
        now, answers = await self._decide(connection, commands, number)
        self._doubt = doubt = _Doubt(number, batch, answers, now)
        try:
            alerts = await self._shelf.commit(connection, now)
        except (psycopg.OperationalError, asyncio.CancelledError):
            raise  # Whether it was committed, the database says once it can be reached.
        except BaseException as error:
            self._doubt = None
            if not isinstance(error, psycopg.errors.UniqueViolation) or not self._shelf.expect_attempts(commands):
                raise
            await connection.execute("ROLLBACK")
            await self._commit(connection, batch)
        else:
            self._committed(doubt, alerts)

    async def _decide(
        self, connection: psycopg.AsyncConnection, commands: Sequence[Command], number: int
    ) -> tuple[int, list[Answer]]:
        """The database's time, and what the books say; nothing is written yet."""
        for _ in range(TRIES_MAX):
            try:
                now = await self._shelf.open(connection, commands, number, self._now_about)
                return now, [books.apply(self._shelf, command, self._owner, now) for command in commands]
            except NotRead:
                await connection.execute("ROLLBACK")
            except LeaseLost:
                await connection.execute("ROLLBACK")
                await self._take_lease(connection)
        raise NotRead

    def _committed(self, done: _Doubt, alerts: list[BudgetAlert]) -> None:
        self._doubt = None
        self._number = done.number
        self._committed_at = self._clock.monotonic_seconds()
        self._shelf.committed()
        self._queue.committed(done.batch)
        self._queue.answer(done.batch, done.answers, durable=True)
        for alert in alerts:
            self._on_alert(alert)

    async def _connected(self) -> psycopg.AsyncConnection:
        connection = self._connection
        if connection is None:
            connection = await aconnect(self._address)
            try:
                with severed_at(connection, self._loop.time() + self._options.wait_seconds_max):
                    await self._resume(connection)
            except BaseException:
                await connection.close()
                raise
            self._connection = connection
        return connection

    async def _resume(self, connection: psycopg.AsyncConnection) -> None:
        """Find out what became of the last batch. Reading its number waits for a transaction still under way."""
        row = await (await connection.execute(_READ_BATCH, (self._owner,))).fetchone()
        number, doubt = row[0] if row else None, self._doubt
        reliable = self._clock.monotonic_seconds() - self._committed_at < self._options.lease_seconds / 2
        if (number is not None and number < self._number) or (number is None and self._number and reliable):
            raise DatabaseWentBackError
        if doubt is not None and number == doubt.number:
            self._committed(doubt, await self._shelf.alerts_noted(connection, doubt.now))
        elif doubt is not None:
            self._doubt = None
            if number is None:  # Swept meanwhile: whatever was held must not stay so, and nobody waits any more.
                for entry in doubt.batch:
                    self._queue.void(entry.command)
            self._queue.put_back(doubt.batch)
        if number is None:
            await self._take_lease(connection)

    async def _take_lease(self, connection: psycopg.AsyncConnection) -> None:
        self._shelf.forget()
        await connection.execute(_TAKE_LEASE, (self._owner, self._lease, self._number))
        row = await (await connection.execute(f"SELECT {NOW}")).fetchone()
        assert row is not None
        self._ahead = row[0] - self._stopwatch
        self._committed_at = self._clock.monotonic_seconds()

    async def _beat(self, connection: psycopg.AsyncConnection) -> None:
        """Renew this worker's lease, and have the open holds of workers without one charged."""
        await connection.execute(_RENEW, (self._lease, self._owner))
        await connection.execute(_DROP_LAPSED)
        abandoned = await (await connection.execute(_ABANDONED, (SWEEP_MAX,))).fetchall()
        self._beat_due = self._clock.monotonic_seconds() + self._options.lease_seconds / 3
        for (attempt_id,) in abandoned:
            self._queue.add_resolution(ChargeAbandoned(attempt_id))

    async def _recover(self, error: Exception) -> None:
        """Begin anew, after a pause and mostly with another connection; whoever waits too long meanwhile is refused."""
        self._on_failure(error)
        batch, self._under_way = self._under_way, []
        if self._connection is not None and not self._is_as_good_as_new(self._connection, error):
            connection, self._connection = self._connection, None
            await connection.close()
        if isinstance(error, DatabaseWentBackError):
            self._refusal = _GONE_BACK
            self._queue.refuse_overdue(self._doubt.batch if self._doubt else [], everyone=True)
        elif self._doubt is None and isinstance(error, PASSING):
            self._queue.put_back(batch)
        elif self._doubt is None:
            self._shelf.forget_attempts([entry.command for entry in batch])
            self._queue.isolate(batch)
        self._failures += 1
        await asyncio.sleep(min(RETRY_SECONDS * self._failures, RETRY_SECONDS_MAX))

    def _is_as_good_as_new(self, connection: psycopg.AsyncConnection, error: Exception) -> bool:
        """A lock that is not to be had is no reason for another connection, which costs a busy server more."""
        is_idle = connection.pgconn.transaction_status == TransactionStatus.IDLE
        return self._doubt is None and is_idle and isinstance(error, HARMLESS)

    async def _sign_off(self) -> None:
        """End the lease: what is still open is then charged by the next worker's sweep, not only when it lapses."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        with suppress(psycopg.Error, OSError):
            with severed_at(connection, self._loop.time() + self._options.wait_seconds_max):
                await connection.execute("DELETE FROM owners WHERE owner = %s", (self._owner,))
            await connection.close()

    @property
    def _stopwatch(self) -> int:
        return round(self._clock.monotonic_seconds() * NANOSECONDS_PER_SECOND)

    @property
    def _now_about(self) -> int:
        """The database's time, as far as we can tell without asking."""
        return self._ahead + self._stopwatch
