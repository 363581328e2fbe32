"""Client keys in SQLite. Look-ups are single indexed reads of some 20 us, so they run where they are called."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.database.sqlite import connect
from auslex.identity.keys import KeyRecord

_COLUMNS = (
    "key_id, key_hash, name, tenant, tier, scopes, requests_per_minute, tokens_per_minute, day_budget, month_budget, "
    "created_at, revoked_at"
)
_SELECT = f"SELECT {_COLUMNS} FROM api_keys"  # noqa: S608  constants only
_INSERT = f"INSERT INTO api_keys ({_COLUMNS}) VALUES ({', '.join('?' * 12)})"  # noqa: S608
_UNREADABLE = "The key store cannot be read, so nobody can be let in. Try again shortly."


class SqliteKeyStore:
    """A KeyStore over one connection, opened at the first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def add(self, record: KeyRecord) -> None:
        principal, overrides = record.principal, record.principal.overrides
        self._execute(
            _INSERT,
            (
                record.key_id, record.key_hash, principal.name, principal.tenant, principal.tier,
                " ".join(sorted(principal.scopes)), overrides.requests_per_minute, overrides.tokens_per_minute,
                overrides.day, overrides.month, record.created_at, record.revoked_at,
            ),
        )  # fmt: skip

    def find(self, key_hash: str) -> KeyRecord | None:
        row = self._execute(_SELECT + " WHERE key_hash = ?", (key_hash,)).fetchone()
        return _record(row) if row is not None else None

    def all(self) -> list[KeyRecord]:
        return [_record(row) for row in self._execute(_SELECT + " ORDER BY created_at, key_id", ())]

    def revoke(self, key_id: str, now: int) -> bool:
        statement = "UPDATE api_keys SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL"
        return self._execute(statement, (now, key_id)).rowcount == 1

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _execute(self, statement: str, values: tuple[str | int | None, ...]) -> sqlite3.Cursor:
        try:
            if self._connection is None:
                self._connection = connect(self._path)
            return self._connection.execute(statement, values)
        except sqlite3.Error:
            raise Unavailable(_UNREADABLE) from None


def _record(row: tuple[str | int | None, ...]) -> KeyRecord:
    key_id, key_hash, name, tenant, tier, scopes, requests, tokens, day, month, created_at, revoked_at = row
    overrides = LimitOverrides(_figure(requests), _figure(tokens), _money(day), _money(month))
    granted = frozenset(Scope(scope) for scope in str(scopes).split())
    principal = Principal(str(key_id), str(name), str(tenant), Tier(str(tier)), granted, overrides)
    return KeyRecord(str(key_id), str(key_hash), principal, _figure(created_at) or 0, _figure(revoked_at))


def _figure(value: str | int | None) -> int | None:
    return int(value) if value is not None else None


def _money(value: str | int | None) -> Nanodollars | None:
    return Nanodollars(int(value)) if value is not None else None
