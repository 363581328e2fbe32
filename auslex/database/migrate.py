"""Brings a database to the present schema."""

from __future__ import annotations

import fcntl
import sqlite3
from pathlib import Path

from auslex.database.address import SqliteAddress
from auslex.database.sqlite import connect

HEAD = "0002"  # The newest revision in migrations/versions; a test holds the two together.
_SCRIPTS = Path(__file__).parent / "migrations"


def is_current(address: SqliteAddress) -> bool:
    """True if the database exists at the present revision. Costs one read; loads nothing."""
    if not address.path.exists():
        return False
    connection = connect(address.path)
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return False  # No such table: a database that was never migrated.
    finally:
        connection.close()
    return row is not None and row[0] == HEAD


def migrate(address: SqliteAddress) -> bool:
    """Bring the database to the present revision; True if there was anything to do. Others wait meanwhile."""
    if is_current(address):
        return False
    address.path.parent.mkdir(parents=True, exist_ok=True)
    with address.path.with_suffix(".migrating").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_current(address):
            return False
        _upgrade(address)
    return True


def _upgrade(address: SqliteAddress) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine

    connect(address.path).close()  # Sets the journal mode, which cannot change inside a migration's transaction.
    address.path.chmod(0o600)
    engine = create_engine(address.url)
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()
