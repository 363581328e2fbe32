"""The migrations bring a database to the schema, once, and the code knows the newest one."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

import auslex.database.migrations
from auslex.core.errors import Unavailable
from auslex.database.address import Address, PostgresAddress, SqliteAddress, parse_address
from auslex.database.migrate import HEAD, is_current, migrate, upgrade
from auslex.database.schema import metadata
from bench.process import free_port
from tests.contracts.conftest import alter, query
from tests.support.postgres import PASSWORD, Database, Server
from tests.support.waiting import until


@dataclass(frozen=True, slots=True)
class Migrated:
    """A migrated database of some kind, and how a test reads and changes it."""

    address: Address
    url: str  # SQLAlchemy's
    read: Callable[[str], list[tuple[Any, ...]]]
    write: Callable[[str], object]


@pytest.fixture(params=["sqlite", "postgres", "pooled"])
def made(request: pytest.FixtureRequest) -> Iterator[Migrated]:
    if request.param == "sqlite":
        path = request.getfixturevalue("database")
        address = SqliteAddress(path)
        yield Migrated(address, address.url, lambda text: query(path, text), lambda text: alter(path, text))
        return
    copy: Database = request.getfixturevalue("postgres_database")
    url = copy.direct if request.param == "postgres" else copy.pooled
    driver = copy.direct.replace("postgresql:", "postgresql+psycopg:")
    yield Migrated(parse_address(url), driver, copy.query, copy.query)


def test_the_code_knows_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(auslex.database.migrations.__file__).parent))
    assert [HEAD] == ScriptDirectory.from_config(config).get_heads()


def test_the_migrated_database_is_the_schema(made: Migrated) -> None:
    engine = create_engine(made.url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert [] == compare_metadata(context, metadata)
    engine.dispose()


def test_a_migrated_database_is_current(made: Migrated) -> None:
    assert is_current(made.address)


def test_migrating_twice_does_nothing_more(made: Migrated) -> None:
    assert not migrate(made.address)


def test_an_older_database_is_not_current(made: Migrated) -> None:
    made.write("UPDATE alembic_version SET version_num = '0000'")
    assert not is_current(made.address)


def test_keys_and_rows_survive_a_second_start(made: Migrated) -> None:
    made.write("INSERT INTO owners VALUES ('o', 1, 0)")
    migrate(made.address)
    assert [("o", 1, 0)] == made.read("SELECT * FROM owners")


def test_a_missing_file_is_not_current(tmp_path: Path) -> None:
    assert not is_current(SqliteAddress(tmp_path / "auslex.db"))


def test_a_file_that_is_no_database_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "auslex.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Unavailable, match="not a database"):
        is_current(SqliteAddress(tmp_path / "auslex.db"))


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "auslex.db"
    migrate(SqliteAddress(path))
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)


# What version 0.1.0 kept.


@pytest.fixture(params=["sqlite", "postgres"])
def former(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Migrated]:
    """A database of version 0.1.0 with two attempts, one of them dearer than its hold."""
    if request.param == "sqlite":
        path = tmp_path / "former.db"
        address: Address = SqliteAddress(path)
        url = SqliteAddress(path).url
        made = Migrated(address, url, lambda text: query(path, text), lambda text: alter(path, text))
    else:
        empty: Database = request.getfixturevalue("empty_postgres")
        url = empty.direct.replace("postgresql:", "postgresql+psycopg:")
        made = Migrated(parse_address(empty.direct), url, empty.query, empty.query)
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0001")
    engine.dispose()
    row = (
        "INSERT INTO attempts VALUES ('{}', 'r', 'k', 't', '', 'e', 'm', 'u', 'v', 'key:k\ninstallation', 'o', '{}', "
        "100, 10, {}, 1, 0, 1, NULL, 1000, 900, 1001, 1002)"
    )
    made.write(row.format("a", "S", 60))
    made.write(row.format("b", "S", 130))
    made.write("INSERT INTO buckets VALUES ('key:k', 1, 2)")
    yield made


def test_rows_of_the_first_version_name_their_periods_by_account(former: Migrated) -> None:
    migrate(former.address)
    assert [("key:k\t1000\t900\ninstallation\t1000\t900",)] * 2 == former.read("SELECT places FROM attempts")


def test_an_overrun_of_the_first_version_becomes_an_adjustment(former: Migrated) -> None:
    migrate(former.address)
    assert ([("a", 60), ("b", 100)], [("b:overrun", "b", "overrun", 30)]) == (
        former.read("SELECT attempt_id, paid FROM attempts ORDER BY attempt_id"),
        former.read("SELECT adjustment_id, attempt_id, kind, amount FROM adjustments"),
    )


def test_buckets_of_the_first_version_are_kept(former: Migrated) -> None:
    migrate(former.address)
    assert [("key:k", 1, 2, 0)] == former.read("SELECT * FROM accounts")


def test_a_migration_that_is_cut_off_changes_nothing(former: Migrated) -> None:
    former.write("CREATE TABLE tenants (name text)")  # In the way of the migration's last step.
    with pytest.raises((Unavailable, OperationalError)):
        migrate(former.address)
    assert [("a",), ("b",)] == former.read("SELECT attempt_id FROM attempts WHERE accounts IS NOT NULL ORDER BY 1")


def test_the_ledgers_functions_come_to_books_that_are_kept_already(empty_postgres: Database) -> None:
    engine = create_engine(empty_postgres.direct.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        upgrade(connection, "0009")
    engine.dispose()
    empty_postgres.query("INSERT INTO accounts VALUES ('key:k', 1, 2, 1000)")
    empty_postgres.query("INSERT INTO balances VALUES ('key:k', 'day', 1000, 5, 60)")
    migrate(parse_address(empty_postgres.direct))
    empty_postgres.query(
        "SELECT ledger_write('o', '{}', '{}', '{}', '{\"(key:k,day,1000,-5,4)\",\"(key:new,day,1000,7,0)\"}', true)"
    )
    assert [("key:k", 0, 64), ("key:new", 7, 0)] == empty_postgres.query(
        "SELECT account, reserved, settled FROM balances ORDER BY account"
    )


@pytest.mark.parametrize("by", ["direct", "pooled"])
def test_an_empty_postgres_database_is_migrated(empty_postgres: Database, by: str) -> None:
    address = parse_address(getattr(empty_postgres, by))
    assert (False, True, True) == (is_current(address), migrate(address), is_current(address))


def test_half_of_a_hot_tables_pages_stays_free(postgres_database: Database) -> None:
    found = postgres_database.query("SELECT relname FROM pg_class WHERE 'fillfactor=50' = ANY(reloptions) ORDER BY 1")
    assert [("accounts",), ("balances",), ("owners",)] == found


def test_a_migration_that_fails_leaves_nothing(empty_postgres: Database) -> None:
    empty_postgres.query("CREATE TABLE owners (x int)")
    with pytest.raises(Unavailable, match="already exists"):
        migrate(parse_address(empty_postgres.direct))
    assert [("owners",)] == empty_postgres.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")


def test_a_wrong_password_is_said_at_once_and_not_repeated(empty_postgres: Database) -> None:
    with pytest.raises(Unavailable, match="password authentication failed") as caught:
        is_current(parse_address(empty_postgres.direct.replace("canary", "guess")))
    assert PASSWORD.removeprefix("canary") not in str(caught.value)


def test_a_server_that_is_not_there_is_said_to_be_so() -> None:
    with pytest.raises(Unavailable, match=r"cannot be reached.*refused"):
        is_current(PostgresAddress("127.0.0.1", "d", "u", "p", free_port()), reach_seconds_max=0.0)


def test_a_server_that_comes_late_is_waited_for(postgres: Server, postgres_database: Database) -> None:
    postgres.crash()
    starter = threading.Timer(0.5, postgres.start)
    starter.start()
    assert is_current(parse_address(postgres_database.direct))
    starter.join()


def test_a_pooler_whose_server_refuses_for_now_is_waited_for(postgres: Server, postgres_database: Database) -> None:
    """It takes the connection, and then says that its logins have been failing: as while a server is recovering."""
    address, name = parse_address(postgres_database.pooled), postgres_database.name
    assert is_current(address)
    postgres.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)
    with closing(psycopg.connect(postgres_database.pooled)) as waiting:
        waiting.pgconn.send_query(b"SELECT 1")
        until(lambda: "not currently accepting" in postgres.pooler_log)
    allow = threading.Timer(0.5, postgres.execute, [f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"])
    allow.start()
    assert is_current(address)
    allow.join()
