"""The board in SQLite or PostgreSQL, over one connection in a thread of its own.

Each statement stands alone, so a pooler in transaction mode may be in between. In PostgreSQL the server's clock counts,
since several machines share the rows.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol, TypeVar

from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import Unavailable
from auslex.database import sqlite
from auslex.database.address import Address, SqliteAddress
from auslex.resilience.notices import KEEP_SECONDS, Notice, Posted, seconds_left

ANSWER_SECONDS_MAX = 3.0  # Longer than SQLite waits for another writer.
READ_MAX = 2_000  # The latest of an hour: more than there are breakers, unless many tenants' own keys fail at once.
_POSTGRES_NOW = "(extract(epoch FROM clock_timestamp()) * 1000000000)::bigint"
_KEEP = round(KEEP_SECONDS * NANOSECONDS_PER_SECOND)
_FAILED = "The other workers could not be told, or asked, about circuit breakers. Each decides for itself meanwhile."

# Later than whatever is there, also after the clock was set back: the order of notices is that of their posting.
_NEXT = "(SELECT coalesce(max(changed_at), 0) + 1 FROM breakers)"
_POST = (
    "INSERT INTO breakers (name, open_until, changed_at) "  # noqa: S608  constants only
    "VALUES (:name, CASE WHEN :open > 0 THEN :now + :open ELSE 0 END, "
    f"CASE WHEN :now > {_NEXT} THEN :now ELSE {_NEXT} END) "
    "ON CONFLICT (name) DO UPDATE SET open_until = excluded.open_until, changed_at = excluded.changed_at "
    "RETURNING changed_at"
)
_FORGET = f"DELETE FROM breakers WHERE changed_at < :now - {_KEEP}"  # noqa: S608
_READ = (
    f"SELECT name, open_until, changed_at, :now FROM breakers WHERE changed_at >= :now - {_KEEP} "  # noqa: S608
    "ORDER BY changed_at DESC LIMIT :most"
)

T = TypeVar("T")
_Values = dict[str, str | int]
_Rows = list[tuple[object, ...]]


class _Cursor(Protocol):
    def fetchall(self) -> _Rows: ...


class _Connection(Protocol):
    def execute(self, statement: str, values: _Values, /) -> _Cursor: ...

    def close(self) -> None: ...


class SqlBoard:
    """A Board in the database at this address. For one event loop; opened at the first use."""

    def __init__(self, address: Address, clock: Clock) -> None:
        self._clock = clock
        self._is_sqlite = isinstance(address, SqliteAddress)
        self._connect, self._failure = _driver(address)
        self._connection: _Connection | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="breakers")

    async def post(self, notice: Notice) -> int:
        values: _Values = {"name": notice.name, "open": round(notice.open_seconds * NANOSECONDS_PER_SECOND)}

        def work() -> int:
            row = self._execute(_POST, values).fetchall()[0]
            self._execute(_FORGET, {})
            return _integer(row[0])

        return await self._in_thread(work)

    async def read(self) -> list[Posted]:
        rows = await self._in_thread(lambda: self._execute(_READ, {"most": READ_MAX}).fetchall())
        return [
            Posted(str(name), seconds_left(_integer(until), _integer(now)), _integer(changed_at))
            for name, until, changed_at, now in reversed(rows)
        ]

    async def aclose(self) -> None:
        self._thread.submit(self._drop)
        self._thread.shutdown(wait=False)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        """What the database says, within the bound. A thread that is late goes on, and so may its statement."""

        def run() -> T:
            try:
                return work()
            except self._failure:
                self._drop()
                raise Unavailable(_FAILED) from None

        try:
            async with asyncio.timeout(ANSWER_SECONDS_MAX):
                return await asyncio.get_running_loop().run_in_executor(self._thread, run)
        except TimeoutError:
            raise Unavailable(_FAILED) from None

    def _execute(self, statement: str, values: _Values) -> _Cursor:
        if self._connection is None:
            self._connection = self._connect()
        if self._is_sqlite:
            return self._connection.execute(statement, {**values, "now": self._clock.now_nanoseconds()})
        named = re.sub(r":(?!now\b)(\w+)", r"%(\1)s::bigint", statement).replace("%(name)s::bigint", "%(name)s")
        return self._connection.execute(named.replace(":now", _POSTGRES_NOW), values)

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(self._failure):
                connection.close()


def _driver(address: Address) -> tuple[Callable[[], _Connection], type[Exception]]:
    """How to connect, and what may go wrong."""
    if isinstance(address, SqliteAddress):
        return lambda: sqlite.connect(address.path), sqlite3.Error
    import psycopg

    from auslex.database import postgres

    return lambda: postgres.connect(address), psycopg.Error


def _integer(value: object) -> int:
    assert isinstance(value, int)
    return value
