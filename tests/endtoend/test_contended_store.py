"""A worker that starts while another one writes is as good as any: four that start at once always contend."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from auslex.accounting.sqlite import SqliteLedger
from auslex.core.clock import SystemClock
from auslex.database.address import SqliteAddress
from auslex.database.migrate import migrate

BUSY_TURNS = 10  # Of the event loop and a few milliseconds each: enough for any number of tries.
TURN_SECONDS = 0.005
ANSWER_SECONDS_MAX = 5.0  # The ledger's own bound is two.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    database = tmp_path / "auslex.db"
    migrate(SqliteAddress(database))
    return database


@pytest.fixture
def other_worker(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def test_it_answers_once_the_other_has_written(path: Path, other_worker: sqlite3.Connection) -> None:
    async def scenario() -> None:
        async with contended(path, other_worker) as ledger:
            await ledger.check()

    asyncio.run(scenario())


def test_it_closes_once_the_other_has_written(path: Path, other_worker: sqlite3.Connection) -> None:
    async def scenario() -> None:
        async with contended(path, other_worker):
            pass

    asyncio.run(scenario())


@asynccontextmanager
async def contended(path: Path, other_worker: sqlite3.Connection) -> AsyncIterator[SqliteLedger]:
    """A ledger whose first sign of life had to wait for another worker's transaction."""
    async with asyncio.timeout(ANSWER_SECONDS_MAX):
        other_worker.execute("BEGIN IMMEDIATE")
        async with SqliteLedger(path, SystemClock()) as ledger:
            await turns()
            other_worker.execute("ROLLBACK")
            await turns()
            yield ledger


async def turns() -> None:
    """Let the event loop do what it wants to."""
    for _ in range(BUSY_TURNS):
        await asyncio.sleep(TURN_SECONDS)
