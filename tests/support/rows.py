"""Rows of the ledger put straight into its tables, in SQLite and in PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

import psycopg
import pytest

from auslex.accounting.books import Adjustment, AttemptRow, Place
from auslex.accounting.periods import periods_at
from auslex.accounting.records import COLUMNS, to_record
from auslex.accounting.store import AttemptState, Order
from auslex.core.usage import UsageSource
from auslex.database.address import Address, SqliteAddress, parse_address
from auslex.database.migrate import migrate
from tests.support.postgres import Database

SECOND = 1_000_000_000
NOW = 1_767_225_600 * SECOND + 45_296 * SECOND  # 2026-01-01T12:34:56Z, a Thursday.


@dataclass(frozen=True, slots=True)
class Tables:
    """One database's tables, and how to write into them."""

    address: Address
    url: str

    def execute(self, statement: str, rows: Sequence[Sequence[object]] = ((),)) -> None:
        """The statement once for each row; placeholders are question marks. No check of SQLite's stands in the way."""
        if isinstance(self.address, SqliteAddress):
            with closing(sqlite3.connect(self.address.path, isolation_level=None)) as connection:
                connection.execute("PRAGMA ignore_check_constraints = ON")
                connection.execute("BEGIN")
                connection.executemany(statement, rows)
                connection.execute("COMMIT")
            return
        with psycopg.connect(self.url) as remote, remote.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s").encode(), rows)

    def drop_checks(self, table: str) -> None:
        """Let the table hold what it must not; in SQLite `execute` does anyway."""
        if not isinstance(self.address, SqliteAddress):
            with psycopg.connect(self.url) as remote:
                found = remote.execute(
                    "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass", [table]
                )
                for (name,) in found.fetchall():
                    remote.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'.encode())

    def put(self, attempts: Sequence[AttemptRow] = (), adjustments: Sequence[Adjustment] = ()) -> None:
        """These rows; balances are left as they are."""
        if attempts:
            marks = ", ".join("?" * len(COLUMNS))
            self.execute(
                f"INSERT INTO attempts ({', '.join(COLUMNS)}) VALUES ({marks})", [to_record(row) for row in attempts]
            )
        if adjustments:
            self.execute(
                "INSERT INTO adjustments VALUES (?, ?, ?, ?, ?, ?)",
                [(a.adjustment_id, a.attempt_id, a.kind, a.amount, a.reason, a.booked_at) for a in adjustments],
            )

    def balance(self, attempts: Sequence[AttemptRow], adjustments: Sequence[Adjustment] = ()) -> None:
        """The balances that these rows make, if there were none before."""
        sums: dict[tuple[str, str, int], list[int]] = defaultdict(lambda: [0, 0])
        added: dict[str, int] = defaultdict(int)
        for adjustment in adjustments:
            added[adjustment.attempt_id] += adjustment.amount
        for row in attempts:
            for place in row.places:
                for kind, starts_at in (("day", place.day_starts_at), ("month", place.month_starts_at)):
                    both = sums[place.account, kind, starts_at]
                    both[0] += row.held_amount if row.state is AttemptState.DISPATCHED else 0
                    both[1] += row.paid + added[row.attempt_id] if row.state is AttemptState.SETTLED else 0
        self.execute("INSERT INTO balances VALUES (?, ?, ?, ?, ?)", [(*key, *both) for key, both in sums.items()])


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "auslex.db"
    migrate(SqliteAddress(path))
    return path


@pytest.fixture(params=["sqlite", "postgres", "pooled"])
def tables(request: pytest.FixtureRequest) -> Iterator[Tables]:
    """An empty ledger at the present schema."""
    if request.param == "sqlite":
        empty: Path = request.getfixturevalue("empty_file")
        path = Path(shutil.copy(empty, request.getfixturevalue("tmp_path") / "auslex.db"))
        yield Tables(SqliteAddress(path), f"sqlite:///{path}")
        return
    made: Database = request.getfixturevalue("postgres_database")
    yield Tables(parse_address(made.direct if request.param == "postgres" else made.pooled), made.direct)


def attempt(reserved_at: int = NOW, **fields: object) -> AttemptRow:
    """A settled attempt of 100 nanodollars by one key, with these fields in place of the usual ones."""
    order_fields = {name: fields.pop(name) for name in tuple(fields) if name in Order.__struct_fields__}
    order = {
        "request_id": f"req_{reserved_at}", "key_id": "key_1", "tenant": "t", "user_label": "",
        "endpoint": "chat_completions", "model": "gpt-4o-mini", "upstream": "openai", "price_version": "v",
        **order_fields,
    }  # fmt: skip
    periods = periods_at(reserved_at)
    day, month = periods.day.starts_at, periods.month.starts_at
    accounts = (f"key:{order['key_id']}", f"tenant:{order['tenant']}", "installation")
    row = {
        "attempt_id": f"{reserved_at:016x}{'0' * 16}",
        "order": Order(**order),  # type: ignore[arg-type]
        "places": tuple(Place(account, day, month) for account in accounts),
        "owner": "o", "state": AttemptState.SETTLED, "held_amount": 1_000, "held_tokens": 100, "paid": 100,
        "saved": 0, "prompt_tokens": 7, "cached_tokens": 0, "completion_tokens": 3, "source": UsageSource.UPSTREAM,
        "reserved_at": reserved_at, "resolved_at": reserved_at + 1,
        **fields,
    }  # fmt: skip
    if row["state"] is not AttemptState.SETTLED:
        row |= {"paid": 0, "source": None}
    if row["state"] is AttemptState.DISPATCHED:
        row |= {"resolved_at": None}
    return AttemptRow(**row)  # type: ignore[arg-type]


def random_attempts(random: Random, count: int, days: int) -> tuple[list[AttemptRow], list[Adjustment]]:
    """Attempts of the last so many days before NOW, some of one request, some adjusted."""
    attempts, adjustments = [], []
    for number in range(count):
        reserved_at = NOW - random.randrange(days * 86_400 * SECOND)
        held = random.randrange(10**15)
        made = attempt(
            reserved_at,
            attempt_id=f"{reserved_at - random.randrange(SECOND):016x}{number:016x}",
            request_id=f"req_{random.randrange(count)}",
            key_id=f"key_{random.randrange(4)}",
            tenant=random.choice("tu"),
            user_label=random.choice(["", "anna", "=evil()", "key_1"]),
            model=random.choice(["gpt-4o", "gpt-4o-mini"]),
            state=random.choice(list(AttemptState)),
            held_amount=held,
            paid=random.randrange(held + 1),
            saved=random.randrange(1_000),
            prompt_tokens=random.randrange(2**31),
            cached_tokens=random.randrange(1_000),
            completion_tokens=random.randrange(1_000),
            source=random.choice(list(UsageSource)),
        )
        attempts.append(made)
        if made.state is AttemptState.SETTLED and random.random() < 0.3:
            for part in range(2):
                amount = random.randrange(-made.paid // 2, 10**9)
                name = f"{made.attempt_id}:{part}"
                adjustments.append(Adjustment(name, made.attempt_id, "correction", amount, "", reserved_at))
    return attempts, adjustments
