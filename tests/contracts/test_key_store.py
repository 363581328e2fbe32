"""Every key store keeps keys alike: found by their hash, ended once, listed oldest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.identity.keys import KeyRecord, KeyStore, MemoryKeyStore
from auslex.identity.sqlite import SqliteKeyStore

OVERRIDES = LimitOverrides(5, 6, Nanodollars(7), Nanodollars(8))


def record(name: str, created_at: int = 1, overrides: LimitOverrides = OVERRIDES) -> KeyRecord:
    scopes = frozenset({Scope.INFERENCE, Scope.METRICS})
    principal = Principal("key_" + name, name, "firm", Tier.PREMIUM, scopes, overrides)
    return KeyRecord("key_" + name, "hash_" + name, principal, created_at)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, database: Path) -> Iterator[KeyStore]:
    if request.param == "memory":
        yield MemoryKeyStore()
        return
    kept = SqliteKeyStore(database)
    yield kept
    kept.close()


@pytest.mark.parametrize("overrides", [OVERRIDES, LimitOverrides(), LimitOverrides(requests_per_minute=1)])
def test_a_key_is_found_as_it_was_added(store: KeyStore, overrides: LimitOverrides) -> None:
    store.add(record("a", overrides=overrides))
    assert record("a", overrides=overrides) == store.find("hash_a")


def test_an_unknown_hash_finds_nothing(store: KeyStore) -> None:
    store.add(record("a"))
    assert store.find("hash_b") is None


@pytest.mark.parametrize("given", ["' OR '1'='1", "hash_a\x00", "HASH_A", "hash_%", ""])
def test_a_hash_is_only_ever_a_value(store: KeyStore, given: str) -> None:
    store.add(record("a"))
    assert store.find(given) is None


def test_keys_are_listed_oldest_first(store: KeyStore) -> None:
    for name, created_at in (("b", 1), ("a", 2), ("c", 3)):
        store.add(record(name, created_at))
    assert ["b", "a", "c"] == [found.principal.name for found in store.all()]


def test_a_revoked_key_is_found_as_revoked(store: KeyStore) -> None:
    store.add(record("a"))
    store.revoke("key_a", 9)
    found = store.find("hash_a")
    assert found is not None
    assert 9 == found.revoked_at


def test_a_key_is_revoked_once(store: KeyStore) -> None:
    store.add(record("a"))
    assert [True, False, 9] == [store.revoke("key_a", 9), store.revoke("key_a", 10), store.all()[0].revoked_at]


def test_a_key_nobody_has_cannot_be_revoked(store: KeyStore) -> None:
    assert not store.revoke("key_a", 9)


def test_a_key_added_by_one_process_is_seen_by_another(database: Path) -> None:
    first, second = SqliteKeyStore(database), SqliteKeyStore(database)
    before = second.find("hash_a")
    first.add(record("a"))
    assert (None, record("a")) == (before, second.find("hash_a"))
    first.close()
    second.close()


def test_a_revocation_by_one_process_is_seen_by_another(database: Path) -> None:
    first, second = SqliteKeyStore(database), SqliteKeyStore(database)
    first.add(record("a"))
    second.find("hash_a")
    first.revoke("key_a", 9)
    found = second.find("hash_a")
    assert found is not None
    assert 9 == found.revoked_at
    first.close()
    second.close()


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "auslex.db"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unavailable):
        SqliteKeyStore(path).find("hash_a")


def test_a_file_without_tables_is_unavailable(tmp_path: Path) -> None:
    store = SqliteKeyStore(tmp_path / "auslex.db")
    with pytest.raises(Unavailable):
        store.all()
    store.close()
