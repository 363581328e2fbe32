"""SQLAlchemy for what is read now and then: reports, audits. The hot paths speak to their database without it.

SQLAlchemy takes a tenth of a second to load, so this module loads it at the first use.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from auslex.core.errors import Unavailable
from auslex.database import sqlite
from auslex.database.address import Address, SqliteAddress

if TYPE_CHECKING:
    import sqlite3

    import psycopg
    from sqlalchemy import Connection, Engine

STEPS_BETWEEN_LOOKS = 100_000  # Of SQLite's machine, about a millisecond: how often it looks at the time.
_UNREADABLE = "The database cannot be read, or not in time. Try again, or ask for less."


def make_engine(address: Address) -> Engine:
    """An engine for reading at this address. It keeps no connection; the first one is made when it is first used."""
    from sqlalchemy import NullPool, create_engine

    if isinstance(address, SqliteAddress):
        creator = _sqlite_reader(address)
        return create_engine("sqlite://", creator=creator, poolclass=NullPool)
    from auslex.database import postgres

    def connect() -> psycopg.Connection:
        connection = postgres.connect(address)
        connection.autocommit = False
        return connection

    return create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool, use_native_hstore=False)


@contextmanager
def snapshot(engine: Engine, seconds_max: float | None = None) -> Iterator[Connection]:
    """One transaction that only reads, and sees the database as it was at its first statement.

    seconds_max: bounds the whole in SQLite, each statement in PostgreSQL; then, too, it raises Unavailable.
    """
    from sqlalchemy.exc import DBAPIError

    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                _begin_sqlite(connection, seconds_max)
            else:
                _begin_postgres(connection, seconds_max)
            yield connection
    except DBAPIError:
        raise Unavailable(_UNREADABLE) from None


def _sqlite_reader(address: SqliteAddress) -> Callable[[], sqlite3.Connection]:
    def connect() -> sqlite3.Connection:
        connection = sqlite.connect(address.path)
        connection.execute("PRAGMA query_only = ON")
        return connection

    return connect


def _begin_sqlite(connection: Connection, seconds_max: float | None) -> None:
    if seconds_max is not None:
        deadline = time.monotonic() + seconds_max
        driver: sqlite3.Connection = connection.connection.dbapi_connection  # type: ignore[assignment]
        driver.set_progress_handler(lambda: time.monotonic() > deadline, STEPS_BETWEEN_LOOKS)
    connection.exec_driver_sql("BEGIN")


def _begin_postgres(connection: Connection, seconds_max: float | None) -> None:
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    if seconds_max is not None:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {round(seconds_max * 1000)}")
