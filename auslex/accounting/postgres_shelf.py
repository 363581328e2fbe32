"""The rows of one PostgreSQL transaction: locked and read together, changed in memory, written together.

A transaction takes two trips. The first takes the locks, always in the same order (the worker's own lease, its
attempts, the accounts by name), and reads. The second writes what the books decided, and commits. An account's row is
the lock for all its balances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import LiteralString

import psycopg
from msgspec.structs import astuple
from psycopg.rows import TupleRow

from auslex.accounting.books import DAY, MONTH, Adjustment, AttemptRow
from auslex.accounting.periods import periods_at
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.postgres_script import Script
from auslex.accounting.records import Record, from_record, to_record
from auslex.accounting.store import (
    AttemptState,
    BudgetAlert,
    Command,
    Correct,
    Reserve,
    Resolve,
    Spend,
    attempt_id_of,
)

LOCK_WAIT = "1500ms"  # For another worker's transaction, which takes a millisecond or two.
HOLD_MAX = "2000ms"  # A worker that stands still inside a transaction must not keep everybody's locks.
TRANSACTION_TIMEOUT_SINCE = 170_000  # The server's version from which it has the setting.
NOW: LiteralString = "(extract(epoch FROM clock_timestamp()) * 1000000000)::bigint"

# Without statistics, as in a new database, the planner would read whole tables and join by hashes.
_LIMITS: LiteralString = (
    "SELECT set_config('lock_timeout', {}, true), set_config('enable_seqscan', 'off', true), "
    "set_config('transaction_timeout', {}, true)"
)
_LIMITS_BEFORE: LiteralString = (
    "SELECT set_config('lock_timeout', {}, true), set_config('enable_seqscan', 'off', true), "
    "set_config('idle_in_transaction_session_timeout', {}, true)"
)
_FENCE: LiteralString = f"UPDATE owners SET batch = {{}}, lease_until = {NOW} + {{}} WHERE owner = {{}} RETURNING owner"  # noqa: S608  constants only
_COLUMNS: LiteralString = (
    "attempt_id, request_id, key_id, tenant, user_label, endpoint, model, upstream, price_version, places, owner, "
    "state, held_amount, held_tokens, paid, saved, prompt_tokens, cached_tokens, completion_tokens, source, "
    "reserved_at, resolved_at"
)
_ATTEMPTS: LiteralString = (
    f"SELECT {_COLUMNS}, EXISTS (SELECT 1 FROM owners WHERE owners.owner = attempts.owner) FROM attempts "  # noqa: S608
    "WHERE attempt_id IN ({}) ORDER BY attempt_id FOR UPDATE OF attempts"
)
_ADJUSTMENTS: LiteralString = (
    "SELECT adjustment_id, attempt_id, kind, amount, reason, booked_at FROM adjustments WHERE attempt_id IN ({})"
)
_NEW_ACCOUNTS: LiteralString = (
    "INSERT INTO accounts (account, requests_full_at, tokens_full_at, opened_at) VALUES {} ON CONFLICT DO NOTHING"
)
_ACCOUNTS: LiteralString = (
    "SELECT account, requests_full_at, tokens_full_at, opened_at FROM accounts WHERE account IN ({}) "
    "ORDER BY account FOR UPDATE"
)
# More than what is asked for, should one account's period begin when another's does; never much more.
_BALANCES: LiteralString = (
    "SELECT account, kind, starts_at, reserved, settled FROM balances "
    "WHERE account IN ({}) AND kind IN ('day', 'month') AND starts_at IN ({})"
)
# Rows that are there already are written so too: to plan an upsert costs a fraction of what an UPDATE of several rows
# does, and nothing is prepared.
_PUT_ACCOUNTS: LiteralString = (
    "INSERT INTO accounts (account, requests_full_at, tokens_full_at, opened_at) VALUES {} "
    "ON CONFLICT (account) DO UPDATE SET requests_full_at = excluded.requests_full_at, "
    "tokens_full_at = excluded.tokens_full_at, opened_at = excluded.opened_at"
)
_PUT_BALANCES: LiteralString = (
    "INSERT INTO balances (account, kind, starts_at, reserved, settled) VALUES {} "
    "ON CONFLICT (account, kind, starts_at) DO UPDATE SET reserved = excluded.reserved, settled = excluded.settled"
)
_PUT_ATTEMPTS: LiteralString = f"INSERT INTO attempts ({_COLUMNS}) VALUES {{}}"  # noqa: S608
# A second lock: unless every attempt was there and still open, the division fails, and the transaction with it. What
# would be inserted has no owner, and is told by that.
_CLOSE_ATTEMPTS: LiteralString = (
    f"WITH closed AS (INSERT INTO attempts ({_COLUMNS}) VALUES {{}} ON CONFLICT (attempt_id) DO UPDATE SET "  # noqa: S608
    "state = excluded.state, paid = excluded.paid, saved = excluded.saved, prompt_tokens = excluded.prompt_tokens, "
    "cached_tokens = excluded.cached_tokens, completion_tokens = excluded.completion_tokens, "
    "source = excluded.source, resolved_at = excluded.resolved_at WHERE attempts.state = 'D' RETURNING owner) "
    "SELECT 1 / (count(*) FILTER (WHERE owner <> '') = {})::int FROM closed"
)
_PUT_ADJUSTMENTS: LiteralString = (
    "INSERT INTO adjustments (adjustment_id, attempt_id, kind, amount, reason, booked_at) VALUES {}"
)
_PUT_ALERT: LiteralString = (
    "INSERT INTO alerts (account, kind, starts_at, level, budget, settled, noted_at) VALUES {} ON CONFLICT DO NOTHING"
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
        self._found_there: set[str] = set()  # Attempts that were to be inserted, one of which was there.
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
            self._open_attempts.pop(attempt_id_of(command), None)

    def expect_attempts(self, commands: Sequence[Command]) -> bool:
        """One of these holds has its attempt already: look for them first, next time. False if that was done."""
        ids = {command.attempt_id for command in commands if isinstance(command, Reserve)}
        known = ids <= self._found_there
        self._found_there |= ids
        return not known

    def _clear(self) -> None:
        self._payers: set[str] = set()
        self._buckets: dict[str, Buckets] = {}
        self._balances: dict[_Spot, Balance] = {}
        self._attempts: dict[str, AttemptRow | None] = {}
        self._living: set[str] = set()
        self._adjustments: dict[str, list[Adjustment]] = {}
        self._changed_buckets: dict[str, Buckets] = {}
        self._changed_balances: dict[_Spot, Balance] = {}
        self._new_attempts: dict[str, AttemptRow] = {}
        self._closed_attempts: dict[str, AttemptRow] = {}
        self._new_adjustments: list[Adjustment] = []
        self._alerts: dict[tuple[str, str, int, int], BudgetAlert] = {}

    async def open(self, connection: _Connection, commands: Sequence[Command], batch: int, now_about: int) -> int:
        """Begin a transaction, lock and read what these commands need; the database's time.

        batch: this transaction's number among the worker's. Raises LeaseLost or psycopg.Error.
        """
        self._clear()
        spots, accounts, payers = self._needs(commands, now_about)
        unread, new = self._unread(commands)
        corrected = [command.attempt_id for command in commands if isinstance(command, Correct)]
        script = Script(connection)
        script.add("BEGIN")
        limits = _LIMITS if connection.info.server_version >= TRANSACTION_TIMEOUT_SINCE else _LIMITS_BEFORE
        script.add(limits, LOCK_WAIT, HOLD_MAX)
        fence = script.add(_FENCE, batch, self._lease, self._owner)
        attempts = script.add(_ATTEMPTS, unread) if unread else None
        adjustments = script.add(_ADJUSTMENTS, corrected) if corrected else None
        if unknown := sorted(payers - self._known_accounts):
            script.add(_NEW_ACCOUNTS, [(name, 0, 0, 0) for name in unknown])
        locked = script.add(_ACCOUNTS, sorted(accounts)) if accounts else None
        balances = script.add(_BALANCES, *_bounds(spots)) if spots else None
        clock = script.add(f"SELECT {NOW}")
        await script.run()
        if not script.rows(fence):
            raise LeaseLost
        for row in script.rows(attempts):
            self._take_attempt(row)
        for row in script.rows(adjustments):
            adjustment = Adjustment(*row)
            self._adjustments.setdefault(adjustment.attempt_id, []).append(adjustment)
        self._attempts = {**dict.fromkeys(unread), **dict.fromkeys(new), **self._attempts}
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

    def _unread(self, commands: Sequence[Command]) -> tuple[list[str], list[str]]:
        """The attempts to be read, and those that are taken for new: if one is not, its insertion fails."""
        unread, new = set[str](), set[str]()
        for command in commands:
            attempt_id = attempt_id_of(command)
            if attempt_id and attempt_id not in self._open_attempts:
                is_new = isinstance(command, Reserve) and attempt_id not in self._found_there
                (new if is_new else unread).add(attempt_id)
        return sorted(unread), sorted(new - unread)

    def _needs(self, commands: Sequence[Command], now_about: int) -> tuple[set[_Spot], set[str], set[str]]:
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
            if (row := self._open_attempts.get(attempt_id_of(command))) is not None:
                spots.update(_row_spots(row))
        accounts |= payers
        accounts.update(account for account, _, _ in spots)
        return spots, accounts, payers

    def _want_missing(self, spots: set[_Spot]) -> None:
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
        self._buckets[account] = self._changed_buckets[account] = buckets

    def balance(self, account: str, kind: str, starts_at: int) -> Balance:
        spot = (account, kind, starts_at)
        found = self._balances.get(spot)
        if found is None:
            self._wanted.add(spot)
            raise NotRead
        return found

    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None:
        spot = (account, kind, starts_at)
        self._balances[spot] = self._changed_balances[spot] = balance

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        if attempt_id in self._attempts:
            return self._attempts[attempt_id]
        return self._open_attempts[attempt_id]

    def put_attempt(self, row: AttemptRow) -> None:
        if row.state is AttemptState.DISPATCHED or row.attempt_id in self._new_attempts:
            self._new_attempts[row.attempt_id] = row
        else:
            self._closed_attempts[row.attempt_id] = row
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
        script = Script(connection)
        if self._changed_buckets:
            script.add(_PUT_ACCOUNTS, [(name, *astuple(buckets)) for name, buckets in self._changed_buckets.items()])
        if self._changed_balances:
            script.add(_PUT_BALANCES, [(*spot, *astuple(balance)) for spot, balance in self._changed_balances.items()])
        if self._new_attempts:
            script.add(_PUT_ATTEMPTS, [to_record(row) for row in self._new_attempts.values()])
        if self._closed_attempts:
            rows = [_closed_record(row) for row in self._closed_attempts.values()]
            script.add(_CLOSE_ATTEMPTS, rows, len(rows))
        if self._new_adjustments:
            script.add(_PUT_ADJUSTMENTS, [astuple(adjustment) for adjustment in self._new_adjustments])
        told = [
            (alert, script.add(_PUT_ALERT, (*key[:3], int(alert.level), alert.budget, alert.settled, now)))
            for key, alert in self._alerts.items()
        ]
        script.add("COMMIT")
        await script.run()
        return [alert for alert, place in told if script.count(place) == 1]

    def committed(self) -> None:
        """What was written is so: remember which attempts are ours and open."""
        for row in (*self._new_attempts.values(), *self._closed_attempts.values()):
            if row.state is AttemptState.DISPATCHED:
                self._open_attempts[row.attempt_id] = row
            else:
                self._open_attempts.pop(row.attempt_id, None)
        self._remember(self._payers)
        self._known_alerts.update(self._alerts)
        self._wanted.clear()
        self._found_there.clear()


def _closed_record(row: AttemptRow) -> Record:
    """What changes in an attempt's row, with an owner of no name and whatever else a row must have."""
    return (
        row.attempt_id, "", "", "", "", "", "", "", "", "", "", str(row.state), row.paid, 0, row.paid, row.saved,
        row.prompt_tokens, row.cached_tokens, row.completion_tokens, row.source and str(row.source), 0,
        row.resolved_at,
    )  # fmt: skip


def _bounds(spots: set[_Spot]) -> tuple[list[str], list[int]]:
    """The accounts and the starts of periods among the spots."""
    return sorted({account for account, _, _ in spots}), sorted({starts_at for _, _, starts_at in spots})


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
