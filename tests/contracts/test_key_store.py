"""Every key store keeps keys alike: found by their hash, ended once, listed oldest first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

import pytest

from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.database.address import PostgresAddress, parse_address
from auslex.identity.keys import KeyRecord, KeyStore, MemoryKeyStore
from auslex.identity.postgres import PostgresKeyStore
from auslex.identity.sqlite import SqliteKeyStore
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
OVERRIDES = LimitOverrides(5, 6, Nanodollars(7), Nanodollars(1 << 62))

Open: TypeAlias = Callable[[], KeyStore]


def record(name: str, created_at: int = 1, overrides: LimitOverrides = OVERRIDES) -> KeyRecord:
    scopes = frozenset({Scope.INFERENCE, Scope.METRICS})
    principal = Principal("key_" + name, name, "firm", Tier.PREMIUM, scopes, overrides)
    return KeyRecord("key_" + name, "hash_" + name, principal, created_at)


def postgres_store(url: str) -> PostgresKeyStore:
    address = parse_address(url)
    assert isinstance(address, PostgresAddress)
    return PostgresKeyStore(address)


@asynccontextmanager
async def opening(kind: str, request: pytest.FixtureRequest) -> AsyncIterator[Open]:
    """Opens the same stored keys, each time as another process would."""
    if kind == "sqlite":
        make: Open = partial(SqliteKeyStore, request.getfixturevalue("database"))
    else:
        copy: Database = request.getfixturevalue("postgres_database")
        make = partial(postgres_store, copy.pooled if kind == "pooled" else copy.direct)
    async with AsyncExitStack() as stack:

        def opened() -> KeyStore:
            store = make()
            stack.push_async_callback(store.aclose)
            return store

        yield opened


@pytest.fixture(params=["sqlite", "postgres", "pooled"])
async def another(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[Open]:
    async with opening(request.param, request) as opened:
        yield opened


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def store(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[KeyStore]:
    if request.param == "memory":
        yield MemoryKeyStore()
        return
    async with opening(request.param, request) as opened:
        yield opened()


@pytest.mark.parametrize("overrides", [OVERRIDES, LimitOverrides(), LimitOverrides(requests_per_minute=1)])
async def test_a_key_is_found_as_it_was_added(store: KeyStore, overrides: LimitOverrides) -> None:
    await store.add(record("a", overrides=overrides))
    assert record("a", overrides=overrides) == await store.find("hash_a")


async def test_an_unknown_hash_finds_nothing(store: KeyStore) -> None:
    await store.add(record("a"))
    assert await store.find("hash_b") is None


@pytest.mark.parametrize("given", ["' OR '1'='1", "hash_a\x00", "HASH_A", "hash_%", "", "{hash_a}"])
async def test_a_hash_is_only_ever_a_value(store: KeyStore, given: str) -> None:
    await store.add(record("a"))
    assert await store.find(given) is None


async def test_keys_are_listed_oldest_first(store: KeyStore) -> None:
    for name, created_at in (("b", 1), ("a", 2), ("c", 3)):
        await store.add(record(name, created_at))
    assert ["b", "a", "c"] == [found.principal.name for found in await store.all()]


async def test_a_revoked_key_is_found_as_revoked(store: KeyStore) -> None:
    await store.add(record("a"))
    await store.revoke("key_a", 9)
    found = await store.find("hash_a")
    assert found is not None
    assert 9 == found.revoked_at


async def test_a_key_is_revoked_once(store: KeyStore) -> None:
    await store.add(record("a"))
    answers = [await store.revoke("key_a", 9), await store.revoke("key_a", 10)]
    assert ([True, False], 9) == (answers, (await store.all())[0].revoked_at)


async def test_a_key_is_given_other_limits_and_an_end(store: KeyStore) -> None:
    await store.add(record("a"))
    other = LimitOverrides(day=Nanodollars(3))
    amended = await store.amend("key_a", other, 77)
    found = await store.find("hash_a")
    assert found is not None
    assert (True, other, 77) == (amended, found.principal.overrides, found.expires_at)


async def test_a_revoked_key_is_not_amended(store: KeyStore) -> None:
    await store.add(record("a"))
    await store.revoke("key_a", 9)
    answers = [await store.amend("key_a", LimitOverrides(), None), await store.amend("key_b", LimitOverrides(), None)]
    assert ([False, False], OVERRIDES) == (answers, (await store.all())[0].principal.overrides)


async def test_last_uses_only_ever_grow(store: KeyStore) -> None:
    await store.add(record("a", 1))
    await store.add(record("b", 2))
    await store.touch({"key_a": 50, "key_b": 60, "key_nobody_has": 70})
    await store.touch({"key_a": 40, "key_b": 61})
    assert [50, 61] == [found.last_used_at for found in await store.all()]


async def test_a_key_nobody_has_cannot_be_revoked(store: KeyStore) -> None:
    assert not await store.revoke("key_a", 9)


async def test_many_look_ups_at_once_find_each_its_own(store: KeyStore) -> None:
    for number in range(20):
        await store.add(record(str(number)))
    asked = [f"hash_{number % 30}" for number in range(90)]
    found = await asyncio.gather(*[store.find(key_hash) for key_hash in asked])
    expected = [key_hash if int(key_hash.removeprefix("hash_")) < 20 else None for key_hash in asked]
    assert expected == [one.key_hash if one else None for one in found]


async def test_a_store_that_was_closed_can_be_used_again(another: Open) -> None:
    store = another()
    await store.add(record("a"))
    await store.aclose()
    assert record("a") == await store.find("hash_a")


async def test_a_key_added_by_one_process_is_seen_by_another(another: Open) -> None:
    first, second = another(), another()
    before = await second.find("hash_a")
    await first.add(record("a"))
    assert (None, record("a")) == (before, await second.find("hash_a"))


async def test_a_revocation_by_one_process_is_seen_by_another(another: Open) -> None:
    first, second = another(), another()
    await first.add(record("a"))
    await second.find("hash_a")
    await first.revoke("key_a", 9)
    found = await second.find("hash_a")
    assert found is not None
    assert 9 == found.revoked_at


async def test_a_key_that_is_there_already_is_not_added_again(another: Open) -> None:
    store = another()
    await store.add(record("a"))
    with pytest.raises(Unavailable):
        await store.add(record("a"))
    assert 1 == len(await store.all())


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "auslex.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unavailable):
        await SqliteKeyStore(path).find("hash_a")


async def test_a_file_without_tables_is_unavailable(tmp_path: Path) -> None:
    async with aclosing(SqliteKeyStore(tmp_path / "auslex.db")) as store:
        with pytest.raises(Unavailable):
            await store.all()
