"""SQLAlchemy for what is written now and then, in autocommit: one statement is one round trip, and durable.

Loaded at the first use, as SQLAlchemy takes a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial

from sqlalchemy import BigInteger, ColumnElement, Connection, Engine, QueuePool, create_engine, literal, literal_column
from sqlalchemy.exc import DBAPIError

from auslex.core.clock import Clock
from auslex.database import sqlite
from auslex.database.address import Address, SqliteAddress

_POSTGRES_NOW = "(extract(epoch FROM clock_timestamp()) * 1000000000)::bigint"
_STATEMENT_MILLISECONDS_MAX = 2000  # Of a statement in a transaction, its wait for a lock included.


def make_writer(address: Address, connections_max: int) -> Engine:
    """An engine whose connections are kept, each made when it is first needed. Lost ones are replaced."""
    if isinstance(address, SqliteAddress):
        url, creator = "sqlite://", partial(sqlite.connect, address.path)
        return create_engine(
            url, creator=creator, poolclass=QueuePool, pool_size=connections_max, max_overflow=0,
            isolation_level="AUTOCOMMIT",
        )  # fmt: skip
    from auslex.database import postgres

    return create_engine(
        "postgresql+psycopg://", creator=partial(postgres.connect, address), pool_size=connections_max, max_overflow=0,
        isolation_level="AUTOCOMMIT", use_native_hstore=False,
    )  # fmt: skip


def now(engine: Engine, clock: Clock) -> ColumnElement[int]:
    """The time in nanoseconds since the epoch: PostgreSQL's own, as several machines share it; else this clock's."""
    if engine.dialect.name == "postgresql":
        return literal_column(_POSTGRES_NOW, BigInteger)
    return literal(clock.now_nanoseconds(), BigInteger)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """All of the block's statements, or none; in SQLite nobody else writes meanwhile."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")
    try:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {_STATEMENT_MILLISECONDS_MAX}")
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        with suppress(DBAPIError):  # The failure may have ended the transaction already.
            connection.exec_driver_sql("ROLLBACK")
        raise
