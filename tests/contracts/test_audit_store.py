"""The audit log on every store: in order, without a gap, by any number of writers, and never changed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from auslex.core.clock import ManualClock
from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress, SqliteAddress, parse_address
from auslex.identity.audit import Act, Action, AuditStore, MemoryAuditStore, verify
from auslex.identity.audit_sql import SqlAuditStore
from bench.process import free_port
from tests.contracts.conftest import alter, query
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
KEY = b"k" * 32
IN_SQL = pytest.mark.parametrize("house", ["sqlite", "postgres", "pooled"], indirect=True)
ACT = Act(Action.KEY_CREATED, "key_1", "firm", "key_2", "tier=FREE", 3)


@dataclass
class House:
    """Two workers' stores over one database, and what somebody with its password may try."""

    one: AuditStore
    other: AuditStore
    clock: ManualClock
    write: Callable[[str], object] | None = None
    read: Callable[[str], list[tuple[Any, ...]]] | None = None


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def house(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[House]:
    clock = ManualClock()
    if request.param == "memory":
        store = MemoryAuditStore(KEY, clock)
        yield House(store, store, clock)
        return
    async with AsyncExitStack() as stack:

        def opened(address: SqliteAddress | PostgresAddress) -> SqlAuditStore:
            store = SqlAuditStore(address, KEY, clock)
            stack.push_async_callback(store.aclose)
            return store

        if request.param == "sqlite":
            path: Path = request.getfixturevalue("database")
            one, other = opened(SqliteAddress(path)), opened(SqliteAddress(path))
            yield House(one, other, clock, lambda text: alter(path, text), lambda text: query(path, text))
            return
        copy: Database = request.getfixturevalue("postgres_database")
        address = parse_address(copy.direct if request.param == "postgres" else copy.pooled)
        yield House(opened(address), opened(address), clock, copy.query, copy.query)


async def test_an_act_is_read_as_it_was_kept(house: House) -> None:
    entry = await house.one.append(ACT)
    assert ([entry], ACT, house.clock.now_nanoseconds()) == (await house.other.read(), entry.act, entry.at)


async def test_many_writers_at_once_make_one_chain(house: House) -> None:
    await asyncio.gather(*[(house.one, house.other)[number % 2].append(ACT) for number in range(40)])
    entries = await house.one.from_sequence(1, 100)
    assert (list(range(1, 41)), []) == ([entry.sequence for entry in entries], list(verify(KEY, entries)))


async def test_pages_are_read_from_the_newest_back(house: House) -> None:
    for number in range(5):
        await house.one.append(Act(Action.KEY_REVOKED, f"key_{number}"))
    first = await house.other.read(count=2)
    second = await house.other.read(before=first[-1].sequence, count=2)
    assert [[5, 4], [3, 2]] == [[entry.sequence for entry in page] for page in (first, second)]


async def test_a_tenant_is_read_alone(house: House) -> None:
    for tenant in ("a", "b", "a", "", "' OR '1'='1"):
        await house.one.append(Act(Action.KEY_REVOKED, "key_1", tenant))
    assert [[3, 1], [5], []] == [
        [entry.sequence for entry in await house.other.read(tenant=tenant)] for tenant in ("a", "' OR '1'='1", "c")
    ]


@IN_SQL
@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"])
async def test_no_statement_changes_what_was_kept(house: House, statement: str) -> None:
    assert house.write is not None
    assert house.read is not None
    await house.one.append(ACT)
    with pytest.raises((sqlite3.Error, psycopg.Error)):
        house.write(statement)
    assert [("key_1",)] == house.read("SELECT actor FROM audit")


@IN_SQL
async def test_who_gets_round_the_triggers_is_still_noticed(house: House) -> None:
    assert house.write is not None
    for _ in range(3):
        await house.one.append(ACT)
    house.write("DROP TRIGGER audit_UPDATE" if _is_sqlite(house) else "ALTER TABLE audit DISABLE TRIGGER ALL")
    house.write("UPDATE audit SET actor = 'nobody' WHERE sequence = 2")
    assert [2] == [fault.sequence for fault in verify(KEY, await house.one.from_sequence(1, 10))]


async def test_without_its_database_nothing_is_kept(anyio_backend: str) -> None:
    store = SqlAuditStore(PostgresAddress("127.0.0.1", "d", "u", "p", free_port()), KEY, ManualClock())
    with pytest.raises(Unavailable, match="nothing was changed"):
        await store.append(ACT)
    await store.aclose()


def _is_sqlite(house: House) -> bool:
    assert house.read is not None
    try:
        return bool(house.read("SELECT sqlite_version()"))
    except psycopg.Error:
        return False
