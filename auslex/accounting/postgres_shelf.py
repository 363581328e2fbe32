"""The rows of one PostgreSQL transaction: locked and read together, changed in memory, written together.

A transaction takes two trips. The first takes the locks, always in the same order (the worker's own lease, its
attempts, the accounts by name), and reads. The second writes what the books decided, and commits. An account's row is
the lock for all its balances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import LiteralString

import msgspec
import psycopg
from psycopg.rows import TupleRow

from auslex.accounting.books import DAY, MONTH, Adjustment, AttemptRow
from auslex.accounting.periods import periods_at
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.records import from_record, to_record
from auslex.accounting.store import (
    AttemptState,
    BudgetAlert,
    ChargeAbandoned,
    Command,
    Correct,
    Reserve,
    Resolve,
    Spend,
)

LOCK_WAIT = "1500ms"  # For another worker's transaction, which takes a millisecond or two.
HOLD_MAX = "2000ms"  # A worker that stands still inside a transaction must not keep everybody's locks.
TRANSACTION_TIMEOUT_SINCE = 170_000  # The server's version from which it has the setting.
NOW: LiteralString = "(extract(epoch FROM clock_timestamp()) * 1000000000)::bigint"

_LIMITS: LiteralString = "SELECT set_config('lock_timeout', %s, true), set_config('transaction_timeout', %s, true)"
_LIMITS_BEFORE: LiteralString = (
    "SELECT set_config('lock_timeout', %s, true), set_config('idle_in_transaction_session_timeout', %s, true)"
)
_FENCE: LiteralString = f"UPDATE owners SET batch = %s, lease_until = {NOW} + %s WHERE owner = %s RETURNING owner"  # noqa: S608  constants only
_COLUMNS: LiteralString = (
    "attempt_id, request_id, key_id, tenant, user_label, endpoint, model, upstream, price_version, places, owner, "
    "state, held_amount, held_tokens, paid, saved, prompt_tokens, cached_tokens, completion_tokens, source, "
    "reserved_at, resolved_at"
)
_ATTEMPTS: LiteralString = (
    f"SELECT {_COLUMNS}, EXISTS (SELECT 1 FROM owners WHERE owners.owner = attempts.owner) FROM attempts "  # noqa: S608
    "WHERE attempt_id = ANY(%s) ORDER BY attempt_id FOR UPDATE OF attempts"
)
_ADJUSTMENTS: LiteralString = (
    "SELECT adjustment_id, attempt_id, kind, amount, reason, booked_at FROM adjustments WHERE attempt_id = ANY(%s)"
)
_NEW_ACCOUNTS: LiteralString = (
    "INSERT INTO accounts SELECT name, 0, 0, 0 FROM unnest(%s::text[]) AS name ORDER BY name ON CONFLICT DO NOTHING"
)
_ACCOUNTS: LiteralString = (
    "SELECT account, requests_full_at, tokens_full_at, opened_at FROM accounts WHERE account = ANY(%s) "
    "ORDER BY account FOR UPDATE"
)
_BALANCES: LiteralString = (
    "SELECT account, kind, starts_at, reserved, settled FROM balances JOIN "
    "unnest(%s::text[], %s::text[], %s::bigint[]) AS wanted (account, kind, starts_at) USING (account, kind, starts_at)"
)
_PUT_ACCOUNTS: LiteralString = (
    "UPDATE accounts SET requests_full_at = new.requests_full_at, tokens_full_at = new.tokens_full_at, "
    "opened_at = new.opened_at FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::bigint[]) "
    "AS new (account, requests_full_at, tokens_full_at, opened_at) WHERE accounts.account = new.account"
)
_PUT_BALANCES: LiteralString = (
    "INSERT INTO balances SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::bigint[]) "
    "ON CONFLICT (account, kind, starts_at) DO UPDATE SET reserved = excluded.reserved, settled = excluded.settled"
)
_PUT_ATTEMPTS: LiteralString = (
    f"INSERT INTO attempts ({_COLUMNS}) SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], "  # noqa: S608
    "%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[], "
    "%s::bigint[], %s::bigint[], %s::bigint[], %s::int[], %s::int[], %s::int[], %s::text[], %s::bigint[], %s::bigint[])"
)
# A second lock: unless every attempt was still open, the division fails, and the transaction with it.
_CLOSE_ATTEMPTS: LiteralString = (
    "WITH closed AS (UPDATE attempts SET state = new.state, paid = new.paid, saved = new.saved, "
    "prompt_tokens = new.prompt_tokens, cached_tokens = new.cached_tokens, completion_tokens = new.completion_tokens, "
    "source = new.source, resolved_at = new.resolved_at FROM unnest(%s::text[], %s::text[], %s::bigint[], "
    "%s::bigint[], %s::int[], %s::int[], %s::int[], %s::text[], %s::bigint[]) AS new (attempt_id, state, paid, saved, "
    "prompt_tokens, cached_tokens, completion_tokens, source, resolved_at) "
    "WHERE attempts.attempt_id = new.attempt_id AND attempts.state = 'D' RETURNING 1) "
    "SELECT 1 / (count(*) = %s)::int FROM closed"
)
_PUT_ADJUSTMENT: LiteralString = (
    "INSERT INTO adjustments (adjustment_id, attempt_id, kind, amount, reason, booked_at) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
_PUT_ALERT: LiteralString = (
    "INSERT INTO alerts (account, kind, starts_at, level, budget, settled, noted_at) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
KNOWN_MAX = 50_000
PERIOD_SLACK = 5 * 1_000_000_000  # Our idea of the database's clock is not off by more.

_Spot = tuple[str, str, int]  # account, kind, start of the period
_Connection = psycopg.AsyncConnection


class NotRead(Exception):
    """The books asked for rows that the first trip did not bring; they are among the wanted ones now."""


class LeaseLost(Exception):
    """Others have taken this worker for dead: it knows nothing any more about its attempts."""


class PostgresShelf:
    """A Shelf for one transaction after another: `open`, then the books, then `commit`."""

    def __init__(self, owner: str, lease_nanoseconds: int) -> None:
        self._owner = owner
        self._lease = lease_nanoseconds
        self._known_accounts: set[str] = set()
        self._known_alerts: set[tuple[str, str, int, int]] = set()
        self._open_attempts: dict[str, AttemptRow] = {}  # Ours, and nobody else's while the lease holds.
        self._wanted: set[_Spot] = set()
        self._clear()

    @property
    def has_open_attempts(self) -> bool:
        """This worker has attempts that its lease protects."""
        return bool(self._open_attempts)

    def forget(self) -> None:
        """Know nothing of what others may have changed."""
        self._open_attempts.clear()
        self._clear()

    def forget_attempts(self, commands: Sequence[Command]) -> None:
        """Read the attempts of these commands again, should they come back: one may have been resolved elsewhere."""
        for command in commands:
            self._open_attempts.pop(_attempt_id(command), None)

    def _clear(self) -> None:
        self._payers: set[str] = set()
        self._buckets: dict[str, Buckets] = {}
        self._balances: dict[_Spot, Balance] = {}
        self._attempts: dict[str, AttemptRow | None] = {}
        self._living: set[str] = set()
        self._adjustments: dict[str, list[Adjustment]] = {}
        self._changed_buckets: set[str] = set()
        self._changed_balances: set[_Spot] = set()
        self._new_attempts: set[str] = set()
        self._closed_attempts: set[str] = set()
        self._new_adjustments: list[Adjustment] = []
        self._alerts: dict[tuple[str, str, int, int], BudgetAlert] = {}

    async def open(self, connection: _Connection, commands: Sequence[Command], batch: int, now_about: int) -> int:
        """Begin a transaction, lock and read what these commands need; the database's time.

        batch: this transaction's number among the worker's. Raises LeaseLost or psycopg.Error.
        """
        self._clear()
        spots, accounts, payers = self._needs(commands, now_about)
        unread = sorted({id_ for id_ in map(_attempt_id, commands) if id_ and id_ not in self._open_attempts})
        corrected = [command.attempt_id for command in commands if isinstance(command, Correct)]
        script = _Script()
        script.add("BEGIN")
        limits = _LIMITS if connection.info.server_version >= TRANSACTION_TIMEOUT_SINCE else _LIMITS_BEFORE
        script.add(limits, LOCK_WAIT, HOLD_MAX)
        fence = script.add(_FENCE, batch, self._lease, self._owner)
        attempts = script.add(_ATTEMPTS, unread) if unread else None
        adjustments = script.add(_ADJUSTMENTS, corrected) if corrected else None
        if new := sorted(payers - self._known_accounts):
            script.add(_NEW_ACCOUNTS, new)
        locked = script.add(_ACCOUNTS, sorted(accounts)) if accounts else None
        balances = script.add(_BALANCES, *map(list, zip(*spots, strict=True))) if spots else None
        clock = script.add(f"SELECT {NOW}")
        await script.run(connection)
        if not script.rows(fence):
            raise LeaseLost
        for row in script.rows(attempts):
            self._take_attempt(row)
        for row in script.rows(adjustments):
            adjustment = Adjustment(*row)
            self._adjustments.setdefault(adjustment.attempt_id, []).append(adjustment)
        self._attempts = {**dict.fromkeys(unread), **self._attempts}
        self._want_missing(spots)
        self._buckets = {name: Buckets() for name in accounts}
        for account, *figures in script.rows(locked):
            self._buckets[account] = Buckets(*figures)
        self._balances = dict.fromkeys(spots, Balance())
        for account, kind, starts_at, *figures in script.rows(balances):
            self._balances[account, kind, starts_at] = Balance(*figures)
        self._payers = payers
        ((now,),) = script.rows(clock)
        return int(now)

    def _needs(self, commands: Sequence[Command], now_about: int) -> tuple[list[_Spot], set[str], set[str]]:
        """The balances to read, the accounts to lock, and those among them that must exist."""
        spots, accounts, payers = set(self._wanted), set[str](), set[str]()
        for command in commands:
            if isinstance(command, Reserve):
                payers.update(payer.account for payer in command.payers)
                for payer in command.payers:
                    spots.update(_spots(payer.account, payer.time_zone, now_about))
            elif isinstance(command, Resolve):
                accounts.update(payer.account for payer in command.payers)
            elif isinstance(command, Spend):
                accounts.add(command.account)
                spots.update(_spots(command.account, command.time_zone, now_about))
            if (row := self._open_attempts.get(_attempt_id(command))) is not None:
                spots.update(_row_spots(row))
        accounts |= payers
        accounts.update(account for account, _, _ in spots)
        return sorted(spots), accounts, payers

    def _want_missing(self, spots: list[_Spot]) -> None:
        """An attempt that was not known before may be booked where nobody looked; raises NotRead."""
        known = {spot for row in self._attempts.values() if row is not None for spot in _row_spots(row)}
        if missing := known.difference(spots):
            self._wanted |= missing
            raise NotRead

    def _take_attempt(self, row: TupleRow) -> None:
        attempt = from_record(row[:-1])
        self._attempts[attempt.attempt_id] = attempt
        if row[-1]:
            self._living.add(attempt.owner)

    def _remember(self, accounts: Iterable[str]) -> None:
        if len(self._known_accounts) > KNOWN_MAX:
            self._known_accounts.clear()
        self._known_accounts.update(accounts)
        if len(self._known_alerts) > KNOWN_MAX:
            self._known_alerts.clear()

    def buckets(self, account: str) -> Buckets:
        return self._buckets[account]

    def put_buckets(self, account: str, buckets: Buckets) -> None:
        self._buckets[account] = buckets
        self._changed_buckets.add(account)

    def balance(self, account: str, kind: str, starts_at: int) -> Balance:
        spot = (account, kind, starts_at)
        found = self._balances.get(spot)
        if found is None:
            self._wanted.add(spot)
            raise NotRead
        return found

    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None:
        self._balances[account, kind, starts_at] = balance
        self._changed_balances.add((account, kind, starts_at))

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        if attempt_id in self._attempts:
            return self._attempts[attempt_id]
        return self._open_attempts[attempt_id]

    def put_attempt(self, row: AttemptRow) -> None:
        if row.state is AttemptState.DISPATCHED:
            self._new_attempts.add(row.attempt_id)
        elif row.attempt_id not in self._new_attempts:
            self._closed_attempts.add(row.attempt_id)
        self._attempts[row.attempt_id] = row

    def adjustments(self, attempt_id: str) -> list[Adjustment]:
        return self._adjustments.get(attempt_id, [])

    def put_adjustment(self, adjustment: Adjustment) -> None:
        self._adjustments.setdefault(adjustment.attempt_id, []).append(adjustment)
        self._new_adjustments.append(adjustment)

    def note_alert(self, alert: BudgetAlert) -> None:
        key = (alert.account, alert.kind, alert.starts_at, alert.level)
        if key not in self._known_alerts:
            self._alerts[key] = alert

    def has_lease(self, owner: str) -> bool:
        return owner in self._living

    async def commit(self, connection: _Connection, now: int) -> list[BudgetAlert]:
        """Write what changed, and commit; the alerts that are new. Raises psycopg.Error."""
        script = _Script()
        self._write_accounts(script)
        self._write_attempts(script)
        for adjustment in self._new_adjustments:
            script.add(_PUT_ADJUSTMENT, *msgspec.structs.astuple(adjustment))
        told = [
            (alert, script.add(_PUT_ALERT, *key[:3], int(alert.level), alert.budget, alert.settled, now))
            for key, alert in self._alerts.items()
        ]
        script.add("COMMIT")
        await script.run(connection)
        return [alert for alert, place in told if script.count(place) == 1]

    def committed(self) -> None:
        """What was written is so: remember which attempts are ours and open."""
        for attempt_id in (*self._new_attempts, *self._closed_attempts):
            row = self._attempts[attempt_id]
            if row is not None and row.state is AttemptState.DISPATCHED:
                self._open_attempts[attempt_id] = row
            else:
                self._open_attempts.pop(attempt_id, None)
        self._remember(self._payers)
        self._known_alerts.update(self._alerts)
        self._wanted.clear()

    def _write_accounts(self, script: _Script) -> None:
        if self._changed_buckets:
            rows = [(name, *msgspec.structs.astuple(self._buckets[name])) for name in self._changed_buckets]
            script.add(_PUT_ACCOUNTS, *_columns(rows))
        if self._changed_balances:
            found = [(spot, self._balances[spot]) for spot in self._changed_balances]
            values = [(*spot, balance.reserved, balance.settled) for spot, balance in found]
            script.add(_PUT_BALANCES, *_columns(values))

    def _write_attempts(self, script: _Script) -> None:
        if new := [to_record(row) for name in self._new_attempts if (row := self._attempts[name]) is not None]:
            script.add(_PUT_ATTEMPTS, *_columns(new))
        if closed := [row for name in self._closed_attempts if (row := self._attempts[name]) is not None]:
            changes = [
                (
                    row.attempt_id, row.state, row.paid, row.saved, row.prompt_tokens, row.cached_tokens,
                    row.completion_tokens, row.source, row.resolved_at,
                )
                for row in closed
            ]  # fmt: skip
            script.add(_CLOSE_ATTEMPTS, *_columns(changes), len(closed))


class _Script:
    """Statements that go to the server in one message and are answered together.

    As one simple query, with the values quoted by psycopg: a fraction of what as many messages of the extended
    protocol cost on both sides, and nothing is prepared.
    """

    def __init__(self) -> None:
        self._statements: list[LiteralString] = []
        self._values: list[object] = []
        self._results: list[tuple[list[TupleRow], int]] = []

    def add(self, statement: LiteralString, *values: object) -> int:
        """One more statement; its place, for `rows` and `count`."""
        self._statements.append(statement)
        self._values += values
        return len(self._statements) - 1

    async def run(self, connection: _Connection) -> None:
        """Do all of them. Raises psycopg.Error; the server then does none that follows the one that failed."""
        async with psycopg.AsyncClientCursor(connection) as cursor:
            await cursor.execute(";".join(self._statements), self._values)
            while True:
                self._results.append((await cursor.fetchall() if cursor.description else [], cursor.rowcount))
                if not cursor.nextset():
                    return

    def rows(self, place: int | None) -> list[TupleRow]:
        """What the statement found; nothing for one that was not made."""
        return self._results[place][0] if place is not None else []

    def count(self, place: int) -> int:
        """How many rows the statement wrote."""
        return self._results[place][1]


def _attempt_id(command: Command) -> str:
    match command:
        case Reserve() | Resolve() | Correct() | ChargeAbandoned():
            return command.attempt_id
        case _:
            return ""


def _spots(account: str, time_zone: str, now_about: int) -> set[_Spot]:
    """The balances that a hold may be booked in, while the database's clock is about here."""
    found = set[_Spot]()
    for now in (now_about - PERIOD_SLACK, now_about + PERIOD_SLACK):
        periods = periods_at(now, time_zone)
        found |= {(account, DAY, periods.day.starts_at), (account, MONTH, periods.month.starts_at)}
    return found


def _row_spots(row: AttemptRow) -> set[_Spot]:
    days = {(place.account, DAY, place.day_starts_at) for place in row.places}
    return days | {(place.account, MONTH, place.month_starts_at) for place in row.places}


def _columns(rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """One array for each column. A subclass of str or int becomes what it is."""
    return [[_plain(value) for value in column] for column in zip(*rows, strict=True)]


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
