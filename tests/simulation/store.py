"""The database that all simulated workers share: real SQLite in memory, under the product's own statements.

Transactions of several connections never overlap in SQLite, and the product's run without a pause, so that one real
connection can serve every worker. What a file adds is told here: when another connection has committed
(`PRAGMA data_version`), when the lock is taken, when the disk is full, what survives a power cut.
"""

from __future__ import annotations

import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auslex.accounting.records import CHANGED_COLUMNS, COLUMNS
from auslex.database.address import SqliteAddress
from auslex.database.migrate import migrate
from tests.simulation.loop import Killed, Process

if TYPE_CHECKING:
    from tests.simulation.world import World

_ATTEMPT_COLUMNS = len(COLUMNS)
_ENDED_COLUMNS = 1 + len(CHANGED_COLUMNS)


@cache
def blank() -> tuple[sqlite3.Connection, bytes]:
    """One connection for the whole run, and the image of an empty database at the present schema."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.db"
        migrate(SqliteAddress(path))
        source = sqlite3.connect(path)
        tables = source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
        statements = [statement for (statement,) in tables]
        source.close()
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    return connection, connection.serialize()


class Database:
    """The file: its commits are numbered, and the disk has all of them up to `durable`."""

    def __init__(self, world: World, keeps_images: bool) -> None:
        self.real, image = blank()
        if self.real.in_transaction:  # Of a schedule that ended in the middle of one.
            self.real.execute("ROLLBACK")
        self.real.deserialize(image)
        self.world = world
        self.commits = 0
        self.durable = 0
        self._images = {0: image} if keeps_images else None

    def committed(self) -> None:
        self.commits += 1
        if self._images is not None:
            self._images[self.commits] = self.real.serialize()

    def cut_power(self, number: int) -> None:
        """Everything after this commit is lost."""
        assert self._images is not None
        self.real.deserialize(self._images[number])
        self.commits = self.durable = number


class _Row:
    def __init__(self, *values: int) -> None:
        self._values = values

    def fetchone(self) -> tuple[int, ...]:
        return self._values


_NOTHING = _Row(0)


class Connection:
    """One worker's connection, with the faults that it may meet."""

    def __init__(self, world: World, process: Process) -> None:
        self._world = world
        self._database = world.database
        self._real = world.database.real
        self._process = process
        self._own_commits = 0
        self._changes = 0
        self._open = False
        self._attempts: list[str] = []
        self._balances: list[tuple[str, str, int]] = []
        self._adjusted: list[str] = []

    def execute(self, statement: str, parameters: Any = ()) -> Any:
        if not self._process.alive:
            raise Killed
        match statement[:3]:
            case "SEL":
                return self._real.execute(statement, parameters)
            case "INS" | "DEL" | "UPD":
                return self._write(statement, parameters)
            case "PRA":
                if statement == "PRAGMA data_version":
                    return _Row(self._database.commits - self._own_commits)
                return _NOTHING
            case "BEG":
                return self._begin(statement)
            case "COM":
                return self._commit(statement)
        assert statement == "ROLLBACK"
        self._open = False
        return self._real.execute(statement)

    def close(self) -> None:
        self.die()

    def die(self) -> None:
        """What the operating system does for a dead process."""
        if self._open:
            self._open = False
            self._real.execute("ROLLBACK")

    def _begin(self, statement: str) -> Any:
        if self._world.happens("store_busy"):
            raise _failure("database is locked", sqlite3.SQLITE_BUSY)
        result = self._real.execute(statement)
        self._open = True
        self._changes = self._real.total_changes
        self._attempts, self._balances, self._adjusted = [], [], []
        return result

    def _write(self, statement: str, parameters: Any) -> Any:
        if self._world.happens("store_full"):
            raise _failure("database or disk is full", sqlite3.SQLITE_FULL)
        if self._world.happens("kill_in_transaction"):
            self._world.kill(self._process)
            raise Killed
        table = statement[12:20]
        if table == "attempts":
            self._attempts += parameters[::_ATTEMPT_COLUMNS]
        elif statement.startswith("UPDATE attempts"):
            self._attempts += parameters[::_ENDED_COLUMNS]
        elif table == "balances":
            self._balances += [tuple(parameters[at : at + 3]) for at in range(0, len(parameters), 5)]
        elif table == "adjustme":
            self._adjusted.append(parameters[1])
        return self._real.execute(statement, parameters)

    def _commit(self, statement: str) -> Any:
        world = self._world
        if world.happens("kill_before_commit"):
            world.kill(self._process)
            raise Killed
        if world.happens("commit_fails"):
            raise _failure("disk I/O error", sqlite3.SQLITE_IOERR)
        result = self._real.execute(statement)
        self._open = False
        if self._real.total_changes != self._changes:
            self._own_commits += 1
            self._database.committed()
            world.checker.committed(  # In an order that does not hang on a set's.
                self._process, sorted(self._attempts), sorted(self._balances), self._adjusted
            )
        if world.happens("kill_after_commit"):
            world.kill(self._process)
            raise Killed
        if world.happens("commit_reply_lost"):
            raise _failure("disk I/O error", sqlite3.SQLITE_IOERR)
        return result


class InjectedFailure(sqlite3.OperationalError):
    """A failure that the schedule asked for."""


def _failure(message: str, code: int) -> InjectedFailure:
    error = InjectedFailure(message)
    error.sqlite_errorcode = code
    return error


class Disk:
    """Synchronises when the schedule says so; each worker has its own thread for it."""

    def __init__(self, world: World, process: Process) -> None:
        self._world = world
        self._process = process
        self._pending = 0

    def start(self) -> None:
        return None

    def request(self, synced: Any) -> None:
        """A synchronisation covers every commit up to now, whoever made it."""
        world, number = self._world, self._world.database.commits
        self._pending += 1

        def arrive() -> None:
            self._pending -= 1
            if world.happens("kill_before_sync"):
                world.kill(self._process)
                raise Killed
            done = not world.happens("sync_fails")
            if done:
                world.database.durable = max(world.database.durable, number)
            if world.happens("kill_after_sync"):
                world.kill(self._process)
                raise Killed
            world.loop.call_soon(synced, done and not world.happens("sync_reply_lost"))

        world.loop.expect("disk", arrive)

    async def stop(self) -> None:
        while self._pending:
            await self._world.loop.arrival("disk stops")
