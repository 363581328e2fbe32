"""The ledger in memory: for tests and for functions that need limits but no record."""

from __future__ import annotations

from auslex.accounting import books
from auslex.accounting.books import Adjustment, AttemptRow
from auslex.accounting.periods import UTC_NAME
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.store import (
    AccountSpend,
    BudgetAlert,
    Correct,
    Granted,
    OnAlert,
    Refused,
    Reserve,
    Resolve,
    Spend,
)
from auslex.core.clock import Clock


class MemoryShelf:
    """Rows in dictionaries."""

    def __init__(self, on_alert: OnAlert = lambda alert: None) -> None:
        self._on_alert = on_alert
        self._alerts: set[tuple[str, str, int, int]] = set()
        self._adjustments: dict[str, list[Adjustment]] = {}
        self._buckets: dict[str, Buckets] = {}
        self._balances: dict[tuple[str, str, int], Balance] = {}
        self.attempts: dict[str, AttemptRow] = {}

    def buckets(self, account: str) -> Buckets:
        return self._buckets.get(account, Buckets())

    def put_buckets(self, account: str, buckets: Buckets) -> None:
        self._buckets[account] = buckets

    def balance(self, account: str, kind: str, starts_at: int) -> Balance:
        return self._balances.get((account, kind, starts_at), Balance())

    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None:
        self._balances[account, kind, starts_at] = balance

    def attempt(self, attempt_id: str) -> AttemptRow | None:
        return self.attempts.get(attempt_id)

    def put_attempt(self, row: AttemptRow) -> None:
        self.attempts[row.attempt_id] = row

    def adjustments(self, attempt_id: str) -> list[Adjustment]:
        return self._adjustments.get(attempt_id, [])

    def put_adjustment(self, adjustment: Adjustment) -> None:
        self._adjustments.setdefault(adjustment.attempt_id, []).append(adjustment)

    def note_alert(self, alert: BudgetAlert) -> None:
        key = (alert.account, alert.kind, alert.starts_at, alert.level)
        if key not in self._alerts:
            self._alerts.add(key)
            self._on_alert(alert)

    def has_lease(self, owner: str) -> bool:
        return True  # The worker is this process.


class MemoryLedger:
    """One process's ledger; it ends with the process."""

    def __init__(self, clock: Clock, on_alert: OnAlert = lambda alert: None) -> None:
        self._clock = clock
        self.shelf = MemoryShelf(on_alert)

    async def reserve(self, command: Reserve) -> Granted | Refused:
        return books.reserve(self.shelf, command, "memory", self._clock.now_nanoseconds())

    def resolve(self, command: Resolve) -> None:
        books.resolve(self.shelf, command, self._clock.now_nanoseconds())

    async def correct(self, command: Correct) -> bool:
        return books.correct(self.shelf, command, self._clock.now_nanoseconds())

    async def spend(self, account: str, time_zone: str = UTC_NAME) -> AccountSpend:
        return books.spend(self.shelf, Spend(account, time_zone), self._clock.now_nanoseconds())

    async def check(self) -> None:
        return None
