"""Brings a database to the present schema."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from auslex.core.errors import Unavailable
from auslex.database.address import Address, PostgresAddress, SqliteAddress
from auslex.database.sqlite import connect

if TYPE_CHECKING:  # Each takes a tenth of a second, and most starts need neither.
    import psycopg
    import sqlalchemy

HEAD = "0010"  # The newest revision in migrations/versions; a test holds the two together.
REACH_SECONDS_MAX = 15.0  # How long a start waits for a server: longer than one takes to wake, or to be restarted.
REACH_AGAIN_SECONDS = 0.25
LOCK = 7_236_451_209_846_125_377  # Any number, as long as every version has the same: who holds it migrates.
REASON_CHARACTERS_MAX = 500
# The server has answered, and will say the same next time, unless it is for one of these reasons.
_SERVER_SAYS = "FATAL:"
_FOR_NOW = ("starting up", "shutting down", "recovery mode", "too many", "not yet accepting", "try again later")
_SCRIPTS = Path(__file__).parent / "migrations"
_VERSION = "SELECT version_num FROM alembic_version"


def is_current(address: Address, reach_seconds_max: float = REACH_SECONDS_MAX) -> bool:
    """True if the database exists at the present revision. Costs one read; loads no migration.

    Raises Unavailable if its server cannot be reached.
    """
    if isinstance(address, PostgresAddress):
        return _is_current_postgres(address, reach_seconds_max)
    return address.path.exists() and _is_current_sqlite(address)


def migrate(address: Address) -> bool:
    """Bring the database to the present revision; True if there was anything to do. Others wait meanwhile."""
    if is_current(address):
        return False
    if isinstance(address, PostgresAddress):
        return _upgrade_postgres(address.direct)
    address.path.parent.mkdir(parents=True, exist_ok=True)
    with address.path.with_suffix(".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_current(address):
            return False
        _upgrade_sqlite(address)
    return True


def _upgrade_sqlite(address: SqliteAddress) -> None:
    from sqlalchemy import create_engine

    connect(address.path).close()  # Sets the journal mode, which cannot change inside a migration's transaction.
    address.path.chmod(0o600)
    engine = create_engine(address.url, isolation_level="AUTOCOMMIT")  # The driver would end a transaction at its will.
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection, "head")
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _upgrade_postgres(address: PostgresAddress) -> bool:
    """All in one transaction, whose lock lets one process migrate and the others find it done."""
    from sqlalchemy import NullPool, create_engine, text
    from sqlalchemy.exc import DBAPIError

    def creator() -> psycopg.Connection:
        connection = _reached(address)
        connection.autocommit = False
        return connection

    engine = create_engine("postgresql+psycopg://", creator=creator, poolclass=NullPool, use_native_hstore=False)
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            exists = connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
            if exists and connection.scalar(text(_VERSION)) == HEAD:
                return False
            upgrade(connection, "head")
    except DBAPIError as error:
        raise Unavailable(f"The database cannot be brought up to date: {_reason(error.orig)}") from None
    finally:
        engine.dispose()
    return True


def upgrade(connection: sqlalchemy.Connection, revision: str) -> None:
    """Run the migrations up to this revision, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _is_current_sqlite(address: SqliteAddress) -> bool:
    try:
        with closing(connect(address.path)) as connection:
            row = connection.execute(_VERSION).fetchone()
    except sqlite3.OperationalError:
        return False  # No such table: a database that was never migrated.
    except sqlite3.DatabaseError as error:
        raise Unavailable(f"The database cannot be read: {_reason(error)}") from None
    return row is not None and row[0] == HEAD


def _is_current_postgres(address: PostgresAddress, reach_seconds_max: float) -> bool:
    import psycopg

    connection = _reached(address, reach_seconds_max)
    try:
        row = connection.execute(_VERSION).fetchone()
    except psycopg.errors.UndefinedTable:
        return False
    except psycopg.Error as error:
        raise Unavailable(f"The database cannot be read: {_reason(error)}") from None
    finally:
        connection.close()
    return row is not None and row[0] == HEAD


def _reached(address: PostgresAddress, seconds_max: float = REACH_SECONDS_MAX) -> psycopg.Connection:
    """A connection, also to a server that is just waking up or starting again."""
    import psycopg

    from auslex.database import postgres

    deadline = time.monotonic() + seconds_max
    while True:
        try:
            return _answering(postgres.connect(address))
        except psycopg.OperationalError as error:
            said = str(error)
            final = _SERVER_SAYS in said and not any(words in said for words in _FOR_NOW)
            if final or time.monotonic() >= deadline:
                raise Unavailable(f"The database cannot be reached: {_reason(error)}") from None
        time.sleep(REACH_AGAIN_SECONDS)


def _answering(connection: psycopg.Connection) -> psycopg.Connection:
    """The connection once its server has answered: a pooler takes connections for a server that is not there."""
    try:
        connection.execute("SELECT 1")
    except BaseException:
        connection.close()
        raise
    return connection


def _reason(error: BaseException | None) -> str:
    """In the server's or libpq's words, which name the host and the user, never the password."""
    return " ".join(str(error).split())[:REASON_CHARACTERS_MAX]
