"""The ledger in memory: for tests and for functions that need limits but no record."""

from __future__ import annotations

from auslex.accounting import books
from auslex.accounting.books import AttemptRow
from auslex.accounting.policy import Balance, Buckets
from auslex.accounting.store import AccountSpend, Granted, Refused, Reserve, Resolve
from auslex.core.clock import Clock


class MemoryShelf:
    """Rows in dictionaries."""

    def __init__(self) -> None:
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


class MemoryLedger:
    """One process's ledger; it ends with the process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.shelf = MemoryShelf()

    async def reserve(self, command: Reserve) -> Granted | Refused:
        return books.reserve(self.shelf, command, "memory", self._clock.now_nanoseconds())

    def resolve(self, command: Resolve) -> None:
        books.resolve(self.shelf, command, self._clock.now_nanoseconds())

    async def spend(self, account: str) -> AccountSpend:
        return books.spend(self.shelf, account, self._clock.now_nanoseconds())

    async def check(self) -> None:
        return None
