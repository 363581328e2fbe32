"""The real gateway as a child process, with its ledger and its log laid open."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.process import clean_environment, free_port, tail
from tests.support.postgres import Database
from tests.support.waiting import until
from tests.support.web import Client

PROGRAMS = Path(sys.executable).parent
REPOSITORY = Path(__file__).parents[2]
START_SECONDS_MAX = 40.0
STOP_SECONDS_MAX = 15.0
KEY_SECONDS_MAX = 30.0
PAID = (
    "paid + CAST((SELECT coalesce(sum(amount), 0) FROM adjustments WHERE adjustments.attempt_id = attempts.attempt_id) "
    "AS BIGINT) AS paid"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One upstream attempt as the ledger has it, as far as tests look at it; `paid` with its overrun or correction."""

    request_id: str
    key_id: str
    endpoint: str
    model: str
    upstream: str
    state: str
    held_amount: int
    paid: int
    prompt_tokens: int
    completion_tokens: int
    source: str | None


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account holds and owes in a period; nanodollars."""

    account: str
    kind: str
    reserved: int
    settled: int


class Gateway:
    """One installation: a data directory, its settings, and the process that serves it, which may come and go.

    database: where it keeps its ledger, if not in the data directory; reached through the pooler, or by this address.
    """

    def __init__(
        self,
        data_dir: Path,
        environment: Mapping[str, str],
        command: Sequence[str] = ("auslex", "serve"),
        database: Database | None = None,
        address: str | None = None,
    ) -> None:
        self.port = free_port()
        self._data_dir = data_dir
        # The code beside these tests, wherever the programs were installed from: a worktree may share its environment.
        self._database = database
        own = {"AUSLEX_DATA_DIR": str(data_dir), "PYTHONPATH": str(REPOSITORY)}
        if database is not None:
            own["DATABASE_URL"] = address or database.pooled
        self._environment = clean_environment({**environment, **own})
        self._command = (str(PROGRAMS / command[0]), *command[1:], "--port", str(self.port))
        self._log_path = data_dir / "gateway.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def runs(self) -> bool:
        """True between a start and the end the test gave it."""
        return self._process is not None

    @property
    def has_ended(self) -> bool:
        """True if the process has gone although the test did not end it."""
        return self._process is not None and self._process.poll() is not None

    @property
    def log(self) -> str:
        """Everything the process has said so far."""
        return self._log_path.read_text(errors="replace")

    def log_up_to_now(self, client: Client) -> str:
        """The log once it holds every request that has been answered; it is written behind their backs."""
        last = client.get("/health").headers["x-request-id"]
        return until(lambda: log if last in (log := self.log) else "")

    def start(self) -> None:
        """Start, and wait until /health says that it serves."""
        self._data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._log_path.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                cwd=self._data_dir,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(self._serves, START_SECONDS_MAX)

    def stop(self) -> int:
        """End politely; the exit status. What is left of its process group afterwards is killed."""
        process, self._process = self._process, None
        assert process is not None
        process.terminate()
        try:
            return process.wait(STOP_SECONDS_MAX)
        finally:
            _kill_group(process.pid)
            process.wait()

    def kill(self) -> None:
        """End at once, as a crash or an out-of-memory killer would; only the process itself."""
        process, self._process = self._process, None
        assert process is not None
        process.kill()
        process.wait()

    def create_key(self, *options: str) -> str:
        """A new key, made as an operator makes one."""
        return self.command("keys", "create", "--name", "test", *options).splitlines()[-1]

    def command(self, *arguments: str) -> str:
        """What `auslex` prints with these arguments."""
        done = subprocess.run(
            [str(PROGRAMS / "auslex"), *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=KEY_SECONDS_MAX,
            check=True,
        )
        return done.stdout

    def client(self, key: str | None = None) -> Client:
        return Client(self.port, key)

    def rows(self, request_id: str | None = None) -> list[Row]:
        """The ledger's rows, oldest first; of one request if it is named."""
        columns = ", ".join(PAID if name == "paid" else name for name in Row.__dataclass_fields__)
        found = [Row(*row) for row in self.read(f"SELECT {columns} FROM attempts ORDER BY attempt_id")]
        return [row for row in found if request_id in (None, row.request_id)]

    def request_ids(self) -> set[str]:
        """Every request that has reached the ledger."""
        return {row.request_id for row in self.rows()}

    def resolved_rows(self, request_id: str) -> list[Row]:
        """The rows of this request once there are some and none of them is open any more."""

        def read() -> list[Row]:
            rows = self.rows(request_id)
            return rows if all(row.state != "D" for row in rows) else []

        return until(read)

    def balances(self) -> list[Balance]:
        return [Balance(*row) for row in self.read("SELECT account, kind, reserved, settled FROM balances")]

    def read(self, statement: str) -> list[tuple[Any, ...]]:
        """What a statement of the test's own finds in the ledger."""
        if self._database is not None:
            return self._database.query(statement)
        with closing(sqlite3.connect(f"file:{self._data_dir / 'auslex.db'}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchall()

    def write(self, statement: str) -> None:
        """A change that the test makes behind the gateway's back."""
        if self._database is not None:
            self._database.query(statement)
            return
        with closing(sqlite3.connect(self._data_dir / "auslex.db")) as connection, connection:
            connection.execute(statement)

    def _serves(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"the gateway ended: {tail(self._log_path)}"
        try:
            return self.client().get("/health").status == 200
        except OSError:
            return False


@contextmanager
def serving(gateway: Gateway) -> Iterator[Gateway]:
    """The gateway for as long as the block lasts, unless the block itself ends or restarts it."""
    try:
        gateway.start()
        yield gateway
    finally:
        if gateway.runs:
            gateway.stop()


def _kill_group(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
