"""The rows of one SQLite transaction: read once, changed in memory, written together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from auslex.accounting.books import Adjustment, AttemptRow
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.records import CHANGED_COLUMNS, COLUMNS, Record, Value, ended_record, from_record, to_record
from auslex.accounting.store import AttemptState, BudgetAlert

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
        return sum(connection.execute(text, values).rowcount for text, values in self._dealt(rows))

    def find(self, connection: sqlite3.Connection, rows: list[Record]) -> list[Record]:
        """What there is to these rows."""
        return [found for text, values in self._dealt(rows) for found in connection.execute(text, values)]

    def _dealt(self, rows: list[Record]) -> Iterator[tuple[str, list[Value]]]:
        start = 0
        while start < len(rows):
            count = min(_ROWS_MAX, 1 << (len(rows) - start).bit_length() - 1)
            yield self._statements[count], list(chain.from_iterable(rows[start : start + count]))
            start += count


_ATTEMPTS = _Statement(f"SELECT {', '.join(COLUMNS)} FROM attempts WHERE attempt_id IN (VALUES {{rows}})", 1)  # noqa: S608  constants only
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
        self._looked_up: dict[str, AttemptRow | None] = {}
        self._changed_buckets: dict[str, Buckets] = {}
        self._changed_balances: dict[tuple[str, str, int], Balance] = {}
        self._new_attempts: dict[str, AttemptRow] = {}
        self._ended_attempts: dict[str, AttemptRow] = {}
        self._alerts: dict[tuple[str, str, int, int], BudgetAlert] = {}
        self._known_alerts: set[tuple[str, str, int, int]] = set()  # Kept already, so that nobody need ask again.

    def open(self, owner: str, lease_until: int) -> None:
        """Begin a transaction's reading, as this owner.

        If its lease is gone, others may have resolved its attempts: it forgets them, and takes a new lease.
        """
        self._looked_up.clear()
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version == self._version and len(self._buckets) <= KNOWN_ACCOUNTS_MAX:
            return
        self._buckets.clear()
        self._balances.clear()
        self._version, self._owner = version, owner
        if not self.has_lease(owner):
            self._attempts.clear()
            self.put_lease(owner, lease_until)

    def look_up(self, attempt_ids: Iterable[str]) -> None:
        """Read these attempts at once, so that they need not be read one by one."""
        unknown = [attempt_id for attempt_id in attempt_ids if attempt_id not in self._attempts]
        self._looked_up.update(dict.fromkeys(unknown))
        for record in _ATTEMPTS.find(self._connection, [(attempt_id,) for attempt_id in unknown]):
            row = from_record(record)
            if row.owner == self._owner and row.state is AttemptState.DISPATCHED:
                self._attempts[row.attempt_id] = row
            else:
                self._looked_up[row.attempt_id] = row

    def buckets(self, account: str) -> Buckets:
        found = self._buckets.get(account)
        if found is None:
            row = self._connection.execute(
                "SELECT requests_full_at, tokens_full_at, opened_at FROM accounts WHERE account = ?", (account,)
            ).fetchone()
            found = self._buckets[account] = Buckets(*row) if row else Buckets()
        return found

    def put_buckets(self, account: str, buckets: Buckets) -> None:
        self._buckets[account] = self._changed_buckets[account] = buckets

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
        self._balances[place] = self._changed_balances[place] = balance

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        found = self._attempts.get(attempt_id)
        if found is None and attempt_id not in self._looked_up:
            self.look_up([attempt_id])
            found = self._attempts.get(attempt_id)
        return self._looked_up[attempt_id] if found is None else found

    def put_attempt(self, row: AttemptRow) -> None:
        self._attempts[row.attempt_id] = row
        if row.state is AttemptState.DISPATCHED or row.attempt_id in self._new_attempts:
            self._new_attempts[row.attempt_id] = row
        else:
            self._ended_attempts[row.attempt_id] = row

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
        self._flush_attempts()
        buckets, balances = self._changed_buckets, self._changed_balances
        _BUCKETS.run(
            self._connection,
            [(name, each.requests_full_at, each.tokens_full_at, each.opened_at) for name, each in buckets.items()],
        )
        _BALANCES.run(
            self._connection, [(*place, balance.reserved, balance.settled) for place, balance in balances.items()]
        )
        buckets.clear()
        balances.clear()
        return self._flush_alerts(now) if self._alerts else []

    def _flush_attempts(self) -> None:
        new, ended = self._new_attempts, self._ended_attempts
        _NEW_ATTEMPTS.run(self._connection, [to_record(row) for row in new.values()])
        if _ENDED_ATTEMPTS.run(self._connection, [ended_record(row) for row in ended.values()]) != len(ended):
            raise ResolvedElsewhereError
        for row in (*new.values(), *ended.values()):
            if row.state is not AttemptState.DISPATCHED:
                del self._attempts[row.attempt_id]
        new.clear()
        ended.clear()

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
