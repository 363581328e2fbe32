"""The ledgers under test, each on its own migrated file or in memory."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from auslex.accounting.memory import MemoryLedger
from auslex.accounting.policy import Cost
from auslex.accounting.postgres import PostgresLedger
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import (
    AttemptState,
    BudgetAlert,
    Granted,
    Ledger,
    LedgerOptions,
    Order,
    Payer,
    Refused,
    Reserve,
    Resolve,
)
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import Clock, ManualClock
from auslex.core.money import Nanodollars
from auslex.database.address import PostgresAddress, SqliteAddress, parse_address
from auslex.database.migrate import migrate
from tests.support.postgres import Database

HANG_SECONDS = 10.0  # Only a hang waits this long.


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "auslex.db"
    migrate(SqliteAddress(path))
    return path


@pytest.fixture
def database(migrated: Path, tmp_path: Path) -> Path:
    """A fresh file at the present schema."""
    return Path(shutil.copy(migrated, tmp_path / "auslex.db"))


@asynccontextmanager
async def opened(
    database: Path, clock: Clock, options: LedgerOptions | None = None, alerts: list[BudgetAlert] | None = None
) -> AsyncIterator[SqliteLedger]:
    """A ledger on this file; one that cannot be closed fails the test instead of stopping it."""
    on_alert = (alerts if alerts is not None else []).append
    ledger = await SqliteLedger(database, clock, options, on_alert=on_alert).__aenter__()
    try:
        yield ledger
    finally:
        async with asyncio.timeout(HANG_SECONDS):
            await ledger.__aexit__(None, None, None)


@dataclass
class House:
    """A ledger, its clock, and what it has written."""

    ledger: Ledger
    clock: ManualClock
    rows: Callable[[], list[tuple[object, ...]]]
    alerts: list[BudgetAlert]

    async def hold(self, attempt_id: str = "a", limits: Limits = UNLIMITED, **cost: int) -> Granted | Refused:
        return await self.ledger.reserve(reserve(attempt_id, (Payer("key:k", limits),), **cost))

    async def settle(self, attempt_id: str, paid: int, tokens: int = 0, limits: Limits = UNLIMITED) -> None:
        self.ledger.resolve(settle(attempt_id, paid, tokens, limits))
        await self.ledger.check()


def reserve(
    attempt_id: str, payers: tuple[Payer, ...], requests: int = 1, tokens: int = 10, amount: int = 100
) -> Reserve:
    order = Order("req", "k", "t", "", "chat_completions", "m", "u", "v")
    return Reserve(payers, Cost(requests, tokens, Nanodollars(amount)), order, attempt_id)


def settle(attempt_id: str, paid: int, tokens: int = 0, limits: Limits = UNLIMITED) -> Resolve:
    return Resolve(attempt_id, (Payer("key:k", limits),), AttemptState.SETTLED, Nanodollars(paid), tokens)


def void(attempt_id: str, limits: Limits = UNLIMITED) -> Resolve:
    return Resolve(attempt_id, (Payer("key:k", limits),), AttemptState.VOID)


def query(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def alter(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, timeout=HANG_SECONDS)
    try:
        with connection:
            connection.execute(statement)
    finally:
        connection.close()


def books(path: Path) -> dict[tuple[object, ...], tuple[int, int]]:
    return books_of(lambda statement: query(path, statement))


def balances(path: Path) -> dict[tuple[object, ...], tuple[int, int]]:
    return balances_of(lambda statement: query(path, statement))


def books_of(read: Callable[[str], list[tuple[Any, ...]]]) -> dict[tuple[object, ...], tuple[int, int]]:
    """What the rows say that every balance must be: (account, kind, period) -> (reserved, settled)."""
    sums: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0])
    statement = (
        "SELECT places, state, held_amount, paid + (SELECT coalesce(sum(amount), 0) FROM adjustments "
        "WHERE adjustments.attempt_id = attempts.attempt_id) FROM attempts"
    )
    for places, state, held, paid in read(statement):
        for line in str(places).split("\n"):
            account, day, month = line.split("\t")
            for place in ((account, "day", int(day)), (account, "month", int(month))):
                sums[place][0] += held if state == "D" else 0  # type: ignore[operator]
                sums[place][1] += int(paid) if state == "S" else 0  # type: ignore[operator]
    return {place: (reserved, settled) for place, (reserved, settled) in sums.items()}


def balances_of(read: Callable[[str], list[tuple[Any, ...]]]) -> dict[tuple[object, ...], tuple[int, int]]:
    """What the balances say."""
    found = read("SELECT account, kind, starts_at, reserved, settled FROM balances")
    return {tuple(row[:3]): (row[3], row[4]) for row in found}  # type: ignore[misc]


class DatabaseClock(ManualClock):
    """A manual clock that the database goes by as well: its `clock_timestamp` is replaced in one database."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        database.query("CREATE TABLE test_clock (nanoseconds bigint)")
        database.query("INSERT INTO test_clock VALUES (0)")
        database.query(
            "CREATE FUNCTION clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE "
            "AS 'SELECT pg_catalog.to_timestamp(nanoseconds / 1000000000.0) FROM public.test_clock'"
        )
        database.query(f"ALTER DATABASE {database.name} SET search_path = public, pg_catalog")
        self._tell()

    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        self._tell()

    def set_calendar(self, now_nanoseconds: int) -> None:
        super().set_calendar(now_nanoseconds)
        self._tell()

    def _tell(self) -> None:
        self._database.query(f"UPDATE test_clock SET nanoseconds = {self.now_nanoseconds()}")


@asynccontextmanager
async def opened_postgres(
    url: str, clock: Clock, options: LedgerOptions | None = None, alerts: list[BudgetAlert] | None = None
) -> AsyncIterator[PostgresLedger]:
    """A ledger in this database, bounded as `opened` is."""
    address = parse_address(url)
    assert isinstance(address, PostgresAddress)
    on_alert = (alerts if alerts is not None else []).append
    ledger = await PostgresLedger(address, clock, options, on_alert=on_alert).__aenter__()
    try:
        yield ledger
    finally:
        async with asyncio.timeout(HANG_SECONDS):
            await ledger.__aexit__(None, None, None)


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def house(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[House]:
    alerts: list[BudgetAlert] = []
    if request.param in ("postgres", "pooled"):
        made: Database = request.getfixturevalue("postgres_database")
        there = DatabaseClock(made)
        statement = "SELECT attempt_id, state, paid, source FROM attempts ORDER BY attempt_id"
        url = made.direct if request.param == "postgres" else made.pooled
        async with opened_postgres(url, there, alerts=alerts) as remote:
            yield House(remote, there, lambda: made.query(statement), alerts)
        return
    clock = ManualClock()
    if request.param == "memory":
        memory = MemoryLedger(clock, alerts.append)

        def memory_rows() -> list[tuple[object, ...]]:
            return [(row.attempt_id, str(row.state), row.paid, row.source) for row in memory.shelf.attempts.values()]

        yield House(memory, clock, memory_rows, alerts)
        return

    database: Path = request.getfixturevalue("database")

    def file_rows() -> list[tuple[object, ...]]:
        return query(database, "SELECT attempt_id, state, paid, source FROM attempts ORDER BY attempt_id")

    async with opened(database, clock, alerts=alerts) as ledger:
        yield House(ledger, clock, file_rows, alerts)
