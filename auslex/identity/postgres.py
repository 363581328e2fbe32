"""Client keys in PostgreSQL, over one connection for each process.

Look-ups that arrive while one is under way go together in the next statement: a thousand callers, or somebody who tries
keys at random, cost one round trip at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import LiteralString, TypeAlias

import psycopg

from auslex.core.errors import Unavailable
from auslex.core.principal import LimitOverrides
from auslex.database.address import PostgresAddress
from auslex.database.postgres import aconnect, severed_at
from auslex.identity.keys import ANSWER_SECONDS_MAX, KeyRecord
from auslex.identity.rows import (
    COLUMN_COUNT,
    COLUMNS,
    SELECT_KEYS,
    SELECT_TENANTS,
    TENANT_COLUMNS,
    UNREADABLE,
    Row,
    Value,
    amended_row,
    from_row,
    tenant_from_row,
    tenant_row,
    to_row,
)
from auslex.identity.tenants import Tenant

_FIND = SELECT_KEYS + " WHERE key_hash = ANY(%s)"
_LIST = SELECT_KEYS + " ORDER BY api_keys.created_at, key_id"
_INSERT = f"INSERT INTO api_keys ({COLUMNS}) VALUES ({', '.join(['%s'] * COLUMN_COUNT)})"  # noqa: S608
_REVOKE = "UPDATE api_keys SET revoked_at = %s WHERE key_id = %s AND revoked_at IS NULL"
_PUT_TENANT = (
    f"INSERT INTO tenants ({TENANT_COLUMNS}, created_at) VALUES ({', '.join(['%s'] * 7)}) "  # noqa: S608
    "ON CONFLICT (tenant) DO UPDATE SET time_zone = excluded.time_zone, "
    "requests_per_minute = excluded.requests_per_minute, tokens_per_minute = excluded.tokens_per_minute, "
    "day_budget = excluded.day_budget, month_budget = excluded.month_budget"
)
_AMEND = (
    "UPDATE api_keys SET requests_per_minute = %s, tokens_per_minute = %s, day_budget = %s, month_budget = %s, "
    "expires_at = %s WHERE key_id = %s AND revoked_at IS NULL"
)
_TOUCH = (
    "UPDATE api_keys SET last_used_at = used.at FROM unnest(%s::text[], %s::bigint[]) AS used (key_id, at) "
    "WHERE api_keys.key_id = used.key_id AND coalesce(last_used_at, 0) < used.at"
)

_Found: TypeAlias = "asyncio.Future[Row | Unavailable | None]"
_Values: TypeAlias = Sequence[Value | list[str] | list[int]]


class PostgresKeyStore:
    """An IdentityStore over one connection, opened at the first use and again after it was lost. For one event loop."""

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address
        self._connection: psycopg.AsyncConnection | None = None
        self._turn = asyncio.Lock()  # Who holds it has the connection.
        self._wanted: dict[str, _Found] = {}

    async def add(self, record: KeyRecord) -> None:
        await self._write(_INSERT, to_row(record))

    async def find(self, key_hash: str) -> KeyRecord | None:
        if "\x00" in key_hash:
            return None  # PostgreSQL has no text with it.
        deadline = _deadline()
        found = self._want(key_hash)
        async with self._exclusive(deadline):
            if found.cancelled():
                found = self._want(key_hash)
            if not found.done():
                await self._answer(deadline)
        match found.result():
            case Unavailable() as error:
                raise error
            case None:
                return None
            case row:
                return from_row(row)

    async def all(self) -> list[KeyRecord]:
        deadline = _deadline()
        async with self._exclusive(deadline):
            rows = await self._read(_LIST, (), deadline)
        return [from_row(row) for row in rows]

    async def revoke(self, key_id: str, now: int) -> bool:
        return await self._write(_REVOKE, (now, key_id)) == 1

    async def amend(self, key_id: str, overrides: LimitOverrides, expires_at: int | None) -> bool:
        return await self._write(_AMEND, amended_row(key_id, overrides, expires_at)) == 1

    async def touch(self, used: Mapping[str, int]) -> None:
        await self._write(_TOUCH, (list(used), list(used.values())))

    async def find_tenant(self, name: str) -> Tenant | None:
        deadline = _deadline()
        async with self._exclusive(deadline):
            rows = await self._read(SELECT_TENANTS + " WHERE tenant = %s", (name,), deadline)
        return tenant_from_row(rows[0]) if rows else None

    async def put_tenant(self, tenant: Tenant, now: int) -> None:
        await self._write(_PUT_TENANT, tenant_row(tenant, now))

    async def all_tenants(self) -> list[Tenant]:
        deadline = _deadline()
        async with self._exclusive(deadline):
            rows = await self._read(SELECT_TENANTS + " ORDER BY tenant", (), deadline)
        return [tenant_from_row(row) for row in rows]

    async def aclose(self) -> None:
        async with self._turn:
            await self._drop()

    def _want(self, key_hash: str) -> _Found:
        """What the next statement will find under this hash; cancelled if nobody stayed to hear it."""
        found = self._wanted.get(key_hash)
        if found is None:
            found = self._wanted[key_hash] = asyncio.get_running_loop().create_future()
        return found

    async def _answer(self, deadline: float) -> None:
        """Look up all that is wanted by now, in one statement."""
        batch, self._wanted = self._wanted, {}
        try:
            rows = {str(row[1]): row for row in await self._read(_FIND, (list(batch),), deadline)}
            for key_hash, found in batch.items():
                found.set_result(rows.get(key_hash))
        except Unavailable as error:
            for found in batch.values():
                found.set_result(error)
        finally:
            for found in batch.values():
                found.cancel()  # Only where this caller was cancelled itself; each of the others then asks again.

    async def _read(self, statement: LiteralString, values: _Values, deadline: float) -> list[Row]:
        """The rows. A connection that was good the last time may have been lost since, so reading is tried twice."""
        for known in (self._connection is not None, False):
            try:
                cursor = await self._execute(statement, values, deadline)
                return await cursor.fetchall()
            except psycopg.Error:
                if not known:
                    break
        raise Unavailable(UNREADABLE) from None

    async def _write(self, statement: LiteralString, values: _Values) -> int:
        """How many rows were changed. Never twice: the connection is tried by a read instead."""
        deadline = _deadline()
        async with self._exclusive(deadline):
            await self._read("SELECT 1", (), deadline)
            try:
                return (await self._execute(statement, values, deadline)).rowcount
            except psycopg.Error:
                raise Unavailable(UNREADABLE) from None

    async def _execute(self, statement: LiteralString, values: _Values, deadline: float) -> psycopg.AsyncCursor[Row]:
        """Raises psycopg.Error, and after one lets go of the connection, whatever was wrong with it."""
        try:
            if self._connection is None:
                async with asyncio.timeout_at(deadline):
                    self._connection = await aconnect(self._address)
            with severed_at(self._connection, deadline):
                return await self._connection.execute(statement, values)
        except TimeoutError:
            raise psycopg.OperationalError("no connection in time") from None
        except psycopg.Error:
            await self._drop()
            raise

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    @asynccontextmanager
    async def _exclusive(self, deadline: float) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout_at(deadline):
                await self._turn.acquire()
        except TimeoutError:
            raise Unavailable(UNREADABLE) from None
        try:
            yield
        finally:
            self._turn.release()


def _deadline() -> float:
    return asyncio.get_running_loop().time() + ANSWER_SECONDS_MAX
