"""The rows of one SQLite transaction: read once, changed in memory, written together."""

from __future__ import annotations

import sqlite3
from itertools import chain

import msgspec

from auslex.accounting.books import Adjustment, AttemptRow
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.records import CHANGED_COLUMNS, COLUMNS, Record, ended_record, from_record, to_record
from auslex.accounting.store import AttemptState, BudgetAlert

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM attempts WHERE attempt_id = ?"  # noqa: S608  constants only
_SELECT_ABANDONED = (
    "SELECT attempt_id FROM attempts WHERE state = 'D' AND owner NOT IN (SELECT owner FROM owners) LIMIT ?"
)
_SELECT_ADJUSTMENTS = (
    "SELECT adjustment_id, attempt_id, kind, amount, reason, booked_at FROM adjustments WHERE attempt_id = ?"
)
_INSERT_ALERT = (
    "INSERT INTO alerts (account, kind, starts_at, level, budget, settled, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING"
)

# One statement for many rows: between statements the thread gives up the interpreter's lock, and every time it then has
# to wait for a busy event loop to give it back. The rows are dealt into powers of two, so that few texts are ever
# prepared and the connection keeps them all.
_ROWS_MAX = 64


class _Statement:
    """A statement about many rows at once; `rows` in its text is where they stand."""

    def __init__(self, text: str, columns: int) -> None:
        row = f"({', '.join('?' * columns)})"
        self._statements = {count: text.format(rows=", ".join([row] * count)) for count in (64, 32, 16, 8, 4, 2, 1)}

    def run(self, connection: sqlite3.Connection, rows: list[Record]) -> int:
        """Write the rows, and say how many were written: a condition on the update may pass some over."""
        start = written = 0
        while start < len(rows):
            count = min(_ROWS_MAX, 1 << (len(rows) - start).bit_length() - 1)
            values = list(chain.from_iterable(rows[start : start + count]))
            written += connection.execute(self._statements[count], values).rowcount
            start += count
        return written


_BUCKETS = _Statement(
    "INSERT INTO accounts VALUES {rows} ON CONFLICT (account) DO UPDATE SET "
    "requests_full_at = excluded.requests_full_at, tokens_full_at = excluded.tokens_full_at, "
    "opened_at = excluded.opened_at",
    4,
)
_BALANCES = _Statement(
    "INSERT INTO balances VALUES {rows} ON CONFLICT (account, kind, starts_at) DO UPDATE SET "
    "reserved = excluded.reserved, settled = excluded.settled",
    5,
)
_NEW_ATTEMPTS = _Statement(
    f"INSERT INTO attempts ({', '.join(COLUMNS)}) VALUES {{rows}}",  # noqa: S608  constants only
    len(COLUMNS),
)
_ENDED_ATTEMPTS = _Statement(
    f"UPDATE attempts SET {', '.join(f'{name} = new.column{at}' for at, name in enumerate(CHANGED_COLUMNS, 2))} "  # noqa: S608  constants only
    "FROM (VALUES {rows}) AS new WHERE attempts.attempt_id = new.column1 AND attempts.state = 'D'",
    1 + len(CHANGED_COLUMNS),
)
KNOWN_ACCOUNTS_MAX = 50_000


class ResolvedElsewhereError(Exception):
    """Another worker has resolved an attempt that this one still took for open: nothing of this may be committed."""


class SqliteShelf:
    """A Shelf over one connection: `open` after BEGIN, `flush` before COMMIT, `forget` after a ROLLBACK.

    What this connection wrote is still true at its next transaction if no other connection has committed since, so it
    is not read again (https://sqlite.org/pragma.html#pragma_data_version). Attempts of its own stay known while they
    are open: nobody else may touch them as long as the worker's lease holds.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._owner = ""
        self.forget()

    def forget(self) -> None:
        """Know nothing."""
        self._version = -1
        self._buckets: dict[str, Buckets] = {}
        self._balances: dict[tuple[str, str, int], Balance] = {}
        self._attempts: dict[str, AttemptRow] = {}
        self._changed_buckets: set[str] = set()
        self._changed_balances: set[tuple[str, str, int]] = set()
        self._new_attempts: set[str] = set()
        self._ended_attempts: set[str] = set()
        self._alerts: dict[tuple[str, str, int, int], BudgetAlert] = {}
        self._known_alerts: set[tuple[str, str, int, int]] = set()  # Kept already, so that nobody need ask again.

    def open(self, owner: str, lease_until: int) -> None:
        """Begin a transaction's reading, as this owner.

        If its lease is gone, others may have resolved its attempts: it forgets them, and takes a new lease.
        """
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version and len(self._buckets) <= KNOWN_ACCOUNTS_MAX:
            return
        self._buckets.clear()
        self._balances.clear()
        self._version, self._owner = version, owner
        if not self.has_lease(owner):
            self._attempts.clear()
            self.put_lease(owner, lease_until)

    def buckets(self, account: str) -> Buckets:
        found = self._buckets.get(account)
        if found is None:
            row = self._connection.execute(
                "SELECT requests_full_at, tokens_full_at, opened_at FROM accounts WHERE account = ?", (account,)
            ).fetchone()
            found = self._buckets[account] = Buckets(*row) if row else Buckets()
        return found

    def put_buckets(self, account: str, buckets: Buckets) -> None:
        self._buckets[account] = buckets
        self._changed_buckets.add(account)

    def balance(self, account: str, kind: str, starts_at: int) -> Balance:
        place = (account, kind, starts_at)
        found = self._balances.get(place)
        if found is None:
            row = self._connection.execute(
                "SELECT reserved, settled FROM balances WHERE account = ? AND kind = ? AND starts_at = ?", place
            ).fetchone()
            found = self._balances[place] = Balance(*row) if row else Balance()
        return found

    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None:
        place = (account, kind, starts_at)
        self._balances[place] = balance
        self._changed_balances.add(place)

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        found = self._attempts.get(attempt_id)
        if found is None:
            record = self._connection.execute(_SELECT, (attempt_id,)).fetchone()
            if record is None:
                return None
            found = from_record(record)
            if found.owner == self._owner and found.state is AttemptState.DISPATCHED:
                self._attempts[attempt_id] = found
        return found

    def put_attempt(self, row: AttemptRow) -> None:
        self._attempts[row.attempt_id] = row
        if row.state is AttemptState.DISPATCHED:
            self._new_attempts.add(row.attempt_id)
        elif row.attempt_id not in self._new_attempts:
            self._ended_attempts.add(row.attempt_id)

    def adjustments(self, attempt_id: str) -> list[Adjustment]:
        rows = self._connection.execute(_SELECT_ADJUSTMENTS, (attempt_id,)).fetchall()
        return [Adjustment(*row) for row in rows]

    def put_adjustment(self, adjustment: Adjustment) -> None:
        self._connection.execute(
            "INSERT INTO adjustments (adjustment_id, attempt_id, kind, amount, reason, booked_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            msgspec.structs.astuple(adjustment),
        )

    def note_alert(self, alert: BudgetAlert) -> None:
        key = (alert.account, alert.kind, alert.starts_at, alert.level)
        if key not in self._known_alerts:
            self._alerts[key] = alert

    def put_lease(self, owner: str, lease_until: int) -> None:
        self._connection.execute(
            "INSERT INTO owners (owner, lease_until) VALUES (?, ?) "
            "ON CONFLICT (owner) DO UPDATE SET lease_until = excluded.lease_until",
            (owner, lease_until),
        )

    def drop_lease(self, owner: str) -> None:
        self._connection.execute("DELETE FROM owners WHERE owner = ?", (owner,))

    def has_lease(self, owner: str) -> bool:
        """True if nobody has taken this worker for dead."""
        return self._connection.execute("SELECT 1 FROM owners WHERE owner = ?", (owner,)).fetchone() is not None

    def drop_lapsed_leases(self, now: int) -> None:
        """Take every worker for dead whose lease ran out."""
        self._connection.execute("DELETE FROM owners WHERE lease_until < ?", (now,))

    def abandoned_attempts(self, count_max: int) -> list[str]:
        """Open attempts whose worker has no lease."""
        rows = self._connection.execute(_SELECT_ABANDONED, (count_max,)).fetchall()
        return [str(row[0]) for row in rows]

    def flush(self, now: int) -> list[BudgetAlert]:
        """Write what changed, and say which alerts are new. The caller commits. Raises ResolvedElsewhereError."""
        buckets, balances = self._buckets, self._balances
        self._flush_attempts()
        if self._changed_buckets:
            changed = [(name, buckets[name]) for name in self._changed_buckets]
            rows: list[Record] = [(name, *msgspec.structs.astuple(bucket)) for name, bucket in changed]
            _BUCKETS.run(self._connection, rows)
            self._changed_buckets.clear()
        if self._changed_balances:
            rows = [(*place, balances[place].reserved, balances[place].settled) for place in self._changed_balances]
            _BALANCES.run(self._connection, rows)
            self._changed_balances.clear()
        return self._flush_alerts(now) if self._alerts else []

    def _flush_attempts(self) -> None:
        attempts = self._attempts
        if self._new_attempts:
            _NEW_ATTEMPTS.run(self._connection, [to_record(attempts[name]) for name in self._new_attempts])
        if self._ended_attempts:
            records = [ended_record(attempts[name]) for name in self._ended_attempts]
            if _ENDED_ATTEMPTS.run(self._connection, records) != len(records):
                raise ResolvedElsewhereError
        for name in (*self._new_attempts, *self._ended_attempts):
            if attempts[name].state is not AttemptState.DISPATCHED:
                del attempts[name]
        self._new_attempts.clear()
        self._ended_attempts.clear()

    def _flush_alerts(self, now: int) -> list[BudgetAlert]:
        new = []
        for key, alert in self._alerts.items():
            values = (*key, alert.budget, alert.settled, now)
            if self._connection.execute(_INSERT_ALERT, values).rowcount == 1:
                new.append(alert)
        if len(self._known_alerts) > KNOWN_ACCOUNTS_MAX:
            self._known_alerts.clear()
        self._known_alerts.update(self._alerts)
        self._alerts.clear()
        return new
