"""Client keys in SQLite. Look-ups are single indexed reads of some 20 us, so they run where they are called."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from auslex.core.errors import Unavailable
from auslex.core.principal import LimitOverrides
from auslex.database.sqlite import connect
from auslex.identity.keys import KeyRecord
from auslex.identity.rows import (
    COLUMN_COUNT,
    COLUMNS,
    SELECT_KEYS,
    SELECT_TENANTS,
    TENANT_COLUMNS,
    UNREADABLE,
    Value,
    amended_row,
    from_row,
    tenant_from_row,
    tenant_row,
    to_row,
)
from auslex.identity.tenants import Tenant

_INSERT = f"INSERT INTO api_keys ({COLUMNS}) VALUES ({', '.join('?' * COLUMN_COUNT)})"  # noqa: S608
_PUT_TENANT = (
    f"INSERT INTO tenants ({TENANT_COLUMNS}, created_at) VALUES ({', '.join(['?'] * 7)}) "  # noqa: S608
    "ON CONFLICT (tenant) DO UPDATE SET time_zone = excluded.time_zone, "
    "requests_per_minute = excluded.requests_per_minute, tokens_per_minute = excluded.tokens_per_minute, "
    "day_budget = excluded.day_budget, month_budget = excluded.month_budget"
)

_AMEND = (
    "UPDATE api_keys SET requests_per_minute = ?, tokens_per_minute = ?, day_budget = ?, month_budget = ?, "
    "expires_at = ? WHERE key_id = ? AND revoked_at IS NULL"
)
_TOUCH = "UPDATE api_keys SET last_used_at = ?1 WHERE key_id = ?2 AND coalesce(last_used_at, 0) < ?1"


class SqliteKeyStore:
    """An IdentityStore over one connection, opened at the first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def add(self, record: KeyRecord) -> None:
        self._execute(_INSERT, to_row(record))

    async def find(self, key_hash: str) -> KeyRecord | None:
        row = self._execute(SELECT_KEYS + " WHERE key_hash = ?", (key_hash,)).fetchone()
        return from_row(row) if row is not None else None

    async def all(self) -> list[KeyRecord]:
        return [from_row(row) for row in self._execute(SELECT_KEYS + " ORDER BY api_keys.created_at, key_id", ())]

    async def revoke(self, key_id: str, now: int) -> bool:
        statement = "UPDATE api_keys SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL"
        return self._execute(statement, (now, key_id)).rowcount == 1

    async def amend(self, key_id: str, overrides: LimitOverrides, expires_at: int | None) -> bool:
        return self._execute(_AMEND, amended_row(key_id, overrides, expires_at)).rowcount == 1

    async def touch(self, used: Mapping[str, int]) -> None:
        await asyncio.to_thread(self._touch, used)  # A write may have to wait for another process's.

    def _touch(self, used: Mapping[str, int]) -> None:
        try:
            with closing(connect(self._path)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(_TOUCH, [(at, key_id) for key_id, at in used.items()])
                connection.execute("COMMIT")
        except sqlite3.Error:
            raise Unavailable(UNREADABLE) from None

    async def find_tenant(self, name: str) -> Tenant | None:
        row = self._execute(SELECT_TENANTS + " WHERE tenant = ?", (name,)).fetchone()
        return tenant_from_row(row) if row is not None else None

    async def put_tenant(self, tenant: Tenant, now: int) -> None:
        self._execute(_PUT_TENANT, tenant_row(tenant, now))

    async def all_tenants(self) -> list[Tenant]:
        return [tenant_from_row(row) for row in self._execute(SELECT_TENANTS + " ORDER BY tenant", ())]

    async def aclose(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _execute(self, statement: str, values: tuple[Value, ...]) -> sqlite3.Cursor:
        try:
            if self._connection is None:
                self._connection = connect(self._path)
            return self._connection.execute(statement, values)
        except sqlite3.Error:
            raise Unavailable(UNREADABLE) from None
