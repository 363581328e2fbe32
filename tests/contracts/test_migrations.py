"""The migrations bring a database to the schema, once, and the code knows the newest one."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

import auslex.database.migrations
from auslex.database.address import SqliteAddress
from auslex.database.migrate import HEAD, is_current, migrate
from auslex.database.schema import metadata


def test_the_code_knows_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(auslex.database.migrations.__file__).parent))
    assert [HEAD] == ScriptDirectory.from_config(config).get_heads()


def test_the_migrated_database_is_the_schema(migrated: Path) -> None:
    engine = create_engine(SqliteAddress(migrated).url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert [] == compare_metadata(context, metadata)
    engine.dispose()


def test_a_migrated_database_is_current(migrated: Path) -> None:
    assert is_current(SqliteAddress(migrated))


def test_migrating_twice_does_nothing_more(database: Path) -> None:
    assert not migrate(SqliteAddress(database))


def test_a_missing_file_is_not_current(tmp_path: Path) -> None:
    assert not is_current(SqliteAddress(tmp_path / "auslex.db"))


def test_an_older_database_is_not_current(database: Path) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    assert not is_current(SqliteAddress(database))


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "auslex.db"
    migrate(SqliteAddress(path))
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


def test_keys_and_rows_survive_a_second_start(database: Path) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute("INSERT INTO owners VALUES ('o', 1, 0)")
    migrate(SqliteAddress(database))
    assert [("o", 1, 0)] == connection.execute("SELECT * FROM owners").fetchall()
    connection.close()
