"""Sealed keys on every store: kept byte for byte, together or not at all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress, SqliteAddress, parse_address
from auslex.identity.vault import MemoryVaultStore, UpstreamKey, VaultStore
from auslex.identity.vault_sql import SqlVaultStore
from bench.process import free_port
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
KEY = UpstreamKey("upk_1", "", "production", "openai", "0123456789ab", bytes(range(256)), 5)


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def store(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[VaultStore]:
    if request.param == "memory":
        yield MemoryVaultStore()
        return
    if request.param == "sqlite":
        path: Path = request.getfixturevalue("database")
        opened = SqlVaultStore(SqliteAddress(path))
    else:
        copy: Database = request.getfixturevalue("postgres_database")
        opened = SqlVaultStore(parse_address(copy.direct if request.param == "postgres" else copy.pooled))
    async with aclosing(opened):
        yield opened


async def test_a_key_is_read_as_it_was_kept(store: VaultStore) -> None:
    await store.put(KEY)
    assert [KEY] == await store.all()


async def test_a_key_takes_its_own_place(store: VaultStore) -> None:
    await store.put(KEY)
    await store.put(replace(KEY, retires_at=9, sealed=b"anew"))
    assert [replace(KEY, retires_at=9, sealed=b"anew")] == await store.all()


async def test_keys_are_listed_oldest_first(store: VaultStore) -> None:
    await store.put(*[replace(KEY, key_id=name, created_at=at) for name, at in (("b", 2), ("c", 1), ("a", 2))])
    assert ["c", "a", "b"] == [key.key_id for key in await store.all()]


async def test_without_its_database_nothing_is_read(anyio_backend: str) -> None:
    async with aclosing(SqlVaultStore(PostgresAddress("127.0.0.1", "d", "u", "p", free_port()))) as store:
        with pytest.raises(Unavailable):
            await store.all()
