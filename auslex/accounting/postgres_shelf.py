"""The rows of one PostgreSQL transaction: locked and read together, changed in memory, written together.

A transaction takes two trips. The first takes the locks, always in the same order (the worker's own lease, the accounts
by name, attempts that are not its own), and reads. The second writes what the books decided, and commits. An account's
row is the lock for all its balances: held alone by whoever decides by them, shared by those who only add to them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import psycopg
from msgspec.structs import astuple, replace

from auslex.accounting import postgres_statements as statements
from auslex.accounting.books import DAY, MONTH, Adjustment, AttemptRow
from auslex.accounting.periods import periods_at
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.postgres_script import Row, Script, array, row_array
from auslex.accounting.records import ended_record, from_record, new_record
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
from auslex.accounting.tiers import UNLIMITED

KNOWN_MAX = 50_000
PERIOD_SLACK = 5 * 1_000_000_000  # Our idea of the database's clock is not off by more.

_Spot = tuple[str, str, int]  # account, kind, start of the period
_Connection = psycopg.AsyncConnection
_NOTHING = Balance()


class NotRead(Exception):
    """The books asked for rows that the first trip did not bring; they are among the wanted ones now."""


class LeaseLost(Exception):
    """Others have taken this worker for dead: it knows nothing any more about its attempts."""


class _Needs:
    """What some commands need: accounts to lock, those of them that must exist, and balances to read.

    exclusive: accounts that something is decided by. blind: accounts that are only added to, so that nobody reads them.
    """

    def __init__(self, spots: Collection[_Spot]) -> None:
        self.spots = set(spots)
        self.payers = set[str]()
        self.exclusive = set[str]()
        self.read = set[str]()

    def look_at(self, account: str, time_zone: str, now_about: int) -> None:
        """Read this account's balances of today and this month."""
        self.read.add(account)
        self.spots.update(_spots(account, time_zone, now_about))

    def close(self, resolved: Collection[str]) -> None:
        """Nothing comes any more. resolved: accounts of attempts that are resolved."""
        self.read |= self.exclusive
        self.accounts = {account for account, _, _ in self.spots}.union(self.payers, self.read, resolved)
        self.shared = self.accounts - self.exclusive
        self.blind = self.accounts - self.read
        self.spots = {spot for spot in self.spots if spot[0] in self.read}


class PostgresShelf:
    """A Shelf for one transaction after another: `open`, then the books, then `commit`."""

    def __init__(self, owner: str, lease_nanoseconds: int) -> None:
        self._owner = owner
        self._lease = lease_nanoseconds
        self._known_accounts: set[str] = set()
        self._known_spots: set[_Spot] = set()  # Balances that are there.
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
        self._known_accounts.clear()
        self._known_spots.clear()
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
        self._shared: set[str] = set()
        self._blind: set[str] = set()
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
        needs = self._needs(commands, now_about)
        unread, new = self._unread(commands)
        corrected = [command.attempt_id for command in commands if isinstance(command, Correct)]
        script = Script(connection)
        script.add("BEGIN")
        unknown = needs.payers.difference(self._known_accounts)
        names = (unknown, needs.shared, needs.exclusive, needs.read)
        limit = statements.hold_limit(connection.info.server_version)
        opened = script.add(
            statements.OPEN, self._owner, batch, self._lease, statements.LOCK_WAIT, limit, statements.HOLD_MAX,
            *(array(sorted(each)) for each in names), array({starts_at for _, _, starts_at in needs.spots}),
        )  # fmt: skip
        attempts = script.add(statements.ATTEMPTS, unread) if unread else None
        adjustments = script.add(statements.ADJUSTMENTS, corrected) if corrected else None
        await script.run()
        if not (rows := script.rows(opened)):
            raise LeaseLost
        for row in script.rows(attempts):
            self._take_attempt(row)
        for row in script.rows(adjustments):
            adjustment = Adjustment(*row)
            self._adjustments.setdefault(adjustment.attempt_id, []).append(adjustment)
        self._attempts = {**dict.fromkeys(unread), **dict.fromkeys(new), **self._attempts}
        self._payers, self._shared, self._blind = needs.payers, needs.shared, needs.blind
        return self._take_accounts(rows, needs)

    def _take_accounts(self, rows: list[Row], needs: _Needs) -> int:
        """Keep what was read of the accounts; the database's time. Raises NotRead."""
        now = 0
        self._buckets = dict.fromkeys(needs.accounts, Buckets())
        self._balances = dict.fromkeys(needs.spots, _NOTHING)
        for kind, account, *figures in rows:
            if kind == statements.ACCOUNT:
                self._buckets[account] = Buckets(*figures)
            elif kind == statements.AHEAD:
                opened_at = max(self._buckets[account].opened_at, figures[0])
                self._buckets[account] = replace(self._buckets[account], opened_at=opened_at)
            elif kind == statements.CLOCK:
                now = figures[0]
            else:
                spot = (account, kind, figures[0])
                self._balances[spot] = Balance(*figures[1:])
                self._known_spots.add(spot)
        self._want_missing()
        return now

    def _unread(self, commands: Sequence[Command]) -> tuple[list[str], list[str]]:
        """The attempts to be read, and those that are taken for new: if one is not, its insertion fails."""
        unread, new = set[str](), set[str]()
        for command in commands:
            attempt_id = attempt_id_of(command)
            if attempt_id and attempt_id not in self._open_attempts:
                is_new = isinstance(command, Reserve) and attempt_id not in self._found_there
                (new if is_new else unread).add(attempt_id)
        return sorted(unread), sorted(new - unread)

    def _needs(self, commands: Sequence[Command], now_about: int) -> _Needs:
        needs, resolved = _Needs(self._wanted), set[str]()
        for command in commands:
            if isinstance(command, Reserve):
                for payer in command.payers:
                    needs.payers.add(payer.account)
                    if payer.limits != UNLIMITED:
                        needs.exclusive.add(payer.account)
                        needs.look_at(payer.account, payer.time_zone, now_about)
            elif isinstance(command, Resolve):
                for payer in command.payers:
                    (resolved if payer.limits == UNLIMITED else needs.exclusive).add(payer.account)
            elif isinstance(command, Spend):
                needs.look_at(command.account, command.time_zone, now_about)
            if (row := self._open_attempts.get(attempt_id_of(command))) is not None:
                needs.spots.update(_row_spots(row))
        needs.close(resolved)
        return needs

    def _want_missing(self) -> None:
        """An attempt that was not known before may be booked where nobody looked; raises NotRead."""
        places = {spot for row in self._attempts.values() if row is not None for spot in _row_spots(row)}
        missing = {spot for spot in places if spot not in self._balances and spot[0] not in self._blind}
        if missing:
            self._wanted |= missing
            raise NotRead

    def _take_attempt(self, row: Row) -> None:
        attempt = from_record(row[:-1])
        self._attempts[attempt.attempt_id] = attempt
        if row[-1]:
            self._living.add(attempt.owner)

    def buckets(self, account: str) -> Buckets:
        return self._buckets[account]

    def put_buckets(self, account: str, buckets: Buckets) -> None:
        """Of an account that is only added to, nothing changes but its latest day, and that its balances say."""
        if account in self._shared:
            return
        self._buckets[account] = self._changed_buckets[account] = buckets

    def balance(self, account: str, kind: str, starts_at: int) -> Balance:
        """Of an account that is only added to, what this transaction adds: nobody has read the rest."""
        spot = (account, kind, starts_at)
        found = self._changed_balances.get(spot) or self._balances.get(spot)
        if found is None and account not in self._blind:
            self._wanted.add(spot)
            raise NotRead
        return found or _NOTHING

    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None:
        self._changed_balances[account, kind, starts_at] = balance

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        if attempt_id in self._attempts:
            return self._attempts[attempt_id]
        return self._open_attempts[attempt_id]

    def put_attempt(self, row: AttemptRow) -> None:
        if row.state is AttemptState.DISPATCHED:
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
        if self._new_adjustments:
            script.add(statements.PUT_ADJUSTMENTS, [astuple(adjustment) for adjustment in self._new_adjustments])
        told = [
            (alert, script.add(statements.PUT_ALERT, (*key[:3], int(alert.level), alert.budget, alert.settled, now)))
            for key, alert in self._alerts.items()
        ]
        if self._new_attempts or self._closed_attempts or self._changed_buckets or self._changed_balances:
            script.add(statements.WRITE, *self._changes())
        script.add("COMMIT")
        await script.run()
        return [alert for alert, place in told if script.count(place) == 1]

    async def alerts_noted(self, connection: _Connection, now: int) -> list[BudgetAlert]:
        """Those that `commit` at this time would have given, had its reply not been lost. Raises psycopg.Error."""
        if not self._alerts:
            return []
        found = set(await (await connection.execute(statements.NOTED_ALERTS, (now,))).fetchall())
        return [alert for key, alert in self._alerts.items() if key in found]

    def _changes(self) -> list[str | bool]:
        """What `ledger_write` is to write, each list in an order that every worker keeps."""
        added = []
        for spot, after in sorted(self._changed_balances.items()):
            before = self._balances.get(spot, _NOTHING)
            added.append((*spot, after.reserved - before.reserved, after.settled - before.settled))
        return [
            self._owner,
            row_array(map(new_record, self._new_attempts.values())),
            row_array([(name, *astuple(buckets)) for name, buckets in self._changed_buckets.items()]),
            row_array(sorted(map(ended_record, self._closed_attempts.values()))),
            row_array(added),
            not self._known_spots.issuperset(self._changed_balances),
        ]

    def committed(self) -> None:
        """What was written is so: remember which attempts are ours and open."""
        for row in (*self._new_attempts.values(), *self._closed_attempts.values()):
            if row.state is AttemptState.DISPATCHED:
                self._open_attempts[row.attempt_id] = row
            else:
                self._open_attempts.pop(row.attempt_id, None)
        for known in (self._known_accounts, self._known_spots, self._known_alerts):
            if len(known) > KNOWN_MAX:
                known.clear()
        self._known_accounts.update(self._payers)
        self._known_spots.update(self._changed_balances)
        self._known_alerts.update(self._alerts)
        self._wanted.clear()
        self._found_there.clear()


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
