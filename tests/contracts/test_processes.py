"""Real processes on one file: the books stay exact, also when some of them are killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from auslex.accounting.sqlite import SqliteLedger
from auslex.core.clock import ManualClock, SystemClock
from auslex.database.address import SqliteAddress, parse_address
from auslex.database.migrate import is_current
from tests.contracts import hammer
from tests.contracts.conftest import balances, books, query
from tests.support.postgres import Database

REPOSITORY = Path(__file__).parents[2]
WAIT_SECONDS_MAX = 120
MIGRATE = (
    "import sys; from auslex.database.address import parse_address; from auslex.database.migrate import migrate;"
    "sys.stdin.readline(); print(migrate(parse_address(sys.argv[1])))"
)


def hammered(database: Path, *ends: str) -> list[int]:
    """Let one worker for each end loose on the file; their exit codes."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.contracts.hammer", str(database), f"w{number}", end], cwd=REPOSITORY
        )
        for number, end in enumerate(ends)
    ]
    return [worker.wait(WAIT_SECONDS_MAX) for worker in workers]


def test_four_processes_keep_the_books_exact(database: Path) -> None:
    assert [0, 0, 0, 0] == hammered(database, "leave", "leave", "leave", "leave")
    assert books(database) == balances(database)


def test_four_processes_never_pass_the_budget(database: Path) -> None:
    hammered(database, "leave", "leave", "leave", "leave")
    totals = [
        reserved + settled
        for (account, _, _), (reserved, settled) in balances(database).items()
        if account != "tenant:t"
    ]
    assert [] == [total for total in totals if total > hammer.BUDGET]


def test_workers_that_leave_leave_nothing_open(database: Path) -> None:
    hammered(database, "leave", "leave")
    assert [] == query(database, "SELECT * FROM attempts WHERE state = 'D'")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_what_killed_processes_left_is_charged_once(database: Path) -> None:
    assert [9, 0, 9, 0] == hammered(database, "die", "leave", "die", "leave")
    clock = ManualClock(SystemClock().now_nanoseconds())
    clock.advance(31)
    async with SqliteLedger(database, clock) as ledger:
        await ledger.check()
    assert ([], balances(database)) == (query(database, "SELECT * FROM attempts WHERE state = 'D'"), books(database))


def migrated_at_once(url: str) -> list[str]:
    """What four processes say that start together on one database: True from the one that had something to do."""
    command = [sys.executable, "-c", MIGRATE, url]
    starters = [
        subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("\n")
        starter.stdin.flush()
    said = [starter.communicate(timeout=WAIT_SECONDS_MAX)[0].strip() for starter in starters]
    assert [0, 0, 0, 0] == [starter.returncode for starter in starters]
    return sorted(said)


@pytest.mark.parametrize("attempt", range(3))
def test_processes_may_migrate_a_file_at_once(tmp_path: Path, attempt: int) -> None:
    database = SqliteAddress(tmp_path / "new" / "auslex.db")
    assert ["False", "False", "False", "True"] == migrated_at_once(database.url)
    assert is_current(database)


@pytest.mark.parametrize("attempt", range(3))
def test_processes_may_migrate_postgres_at_once(empty_postgres: Database, attempt: int) -> None:
    assert ["False", "False", "False", "True"] == migrated_at_once(empty_postgres.pooled)
    assert is_current(parse_address(empty_postgres.direct))
