"""The servers that other tests trust: real, apart from each other, and gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import Database, Server
from tests.support.waiting import until

REPOSITORY = Path(__file__).parents[2]
KILLED = """
import sys
from tests.support.postgres import running_server
with running_server() as server:
    print(server._home, server._process.pid, flush=True)
    sys.stdin.read()
"""


def test_it_is_the_release_we_name(postgres: Server) -> None:
    assert [("18",)] == postgres.execute("SELECT split_part(current_setting('server_version'), '.', 1)")


def test_a_wrong_password_is_refused(empty_postgres: Database) -> None:
    url = empty_postgres.direct.replace("canary", "guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url)


def test_each_test_has_a_database_of_its_own(postgres: Server, empty_postgres: Database) -> None:
    empty_postgres.query("CREATE TABLE mine (x int)")
    with postgres.database() as other:
        assert [] == other.query("SELECT tablename FROM pg_tables WHERE tablename = 'mine'")


def test_a_copy_has_what_its_template_has(postgres: Server, empty_postgres: Database) -> None:
    empty_postgres.query("CREATE TABLE mine AS SELECT 1 AS x")
    with postgres.database(empty_postgres.name) as copy:
        assert [(1,)] == copy.query("SELECT x FROM mine")


def test_the_pooler_reaches_the_same_database(empty_postgres: Database) -> None:
    with psycopg.connect(empty_postgres.pooled, prepare_threshold=None) as connection:
        found = connection.execute("SELECT current_database()").fetchone()
    assert (empty_postgres.name,) == found


def test_the_pooler_shares_its_connections_by_the_transaction(empty_postgres: Database) -> None:
    clients = [psycopg.connect(empty_postgres.pooled, autocommit=True, prepare_threshold=None) for _ in range(8)]
    servers = {client.execute("SELECT pg_backend_pid()").fetchone() for client in clients}
    assert len(servers) < len(clients)
    for client in clients:
        client.close()


def test_what_was_committed_survives_a_crash(postgres: Server, empty_postgres: Database) -> None:
    empty_postgres.query("CREATE TABLE mine AS SELECT 1 AS x")
    postgres.crash()
    postgres.start()
    assert [(1,)] == empty_postgres.query("SELECT x FROM mine")


def test_nothing_is_left_of_it_when_its_user_is_killed() -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", KILLED], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdin is not None
    assert program.stdout is not None
    home, pid = program.stdout.readline().split()
    program.send_signal(signal.SIGKILL)
    program.wait()
    until(lambda: not Path(home).exists() and not _lives(int(pid)))
    program.stdin.close()
    program.stdout.close()


def _lives(pid: int) -> bool:
    """True for a process that still runs; one that nobody has waited for does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
