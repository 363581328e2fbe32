"""Bugs that the checker must find: each replaces one attribute of the product by a wrong version of it.

They are the mistakes that ledgers of this kind have really had. Only the simulation uses them, one at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import msgspec

from auslex.accounting import books, policy, sqlite_shelf
from auslex.accounting.accountant import Accountant
from auslex.accounting.periods import periods_at
from auslex.accounting.policy import Balance
from auslex.accounting.pricing import terms
from auslex.accounting.queue import CommandQueue
from auslex.accounting.queued import QueuedLedger
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.sqlite_shelf import SqliteShelf
from auslex.accounting.store import AttemptState
from auslex.accounting.tiers import Limits
from auslex.core.errors import UpstreamTimeout
from auslex.core.usage import Usage, UsageSource
from auslex.pipeline.attempts import Attempts
from auslex.resilience.resilient import Resilient
from auslex.wire import answers

replace = msgspec.structs.replace


@dataclass(frozen=True)
class Bug:
    """Put `make(right version)` in the place of `target.name`; `also`: a second lock that must be off as well."""

    target: Any
    name: str
    make: Callable[[Any], Any]
    also: Bug | None = None

    @contextmanager
    def planted(self) -> Iterator[None]:
        right = self.target.__dict__[self.name] if isinstance(self.target, type) else getattr(self.target, self.name)
        setattr(self.target, self.name, self.make(right))
        try:
            with self.also.planted() if self.also is not None else nullcontext():
                yield
        finally:
            setattr(self.target, self.name, right)


def _answered_before_the_disk(right: Any) -> Any:
    def turn(self: Any) -> None:
        request = self._disk.request
        self._disk.request = lambda synced: (request(lambda durable: None), synced(True))
        right(self)
        self._disk.request = request

    return turn


def _sent_before_the_reservation(right: Any) -> Any:
    async def reserve(self: Any, principal: Any, call: Any, request_id: str, upstream: str) -> Any:
        world = self._ledger.world
        world.checker.arrived(world.checker.opening(None, call, request_id))
        world.requests[request_id].opened -= 1
        return await right(self, principal, call, request_id, upstream)

    return reserve


def _settle_twice(right: Any) -> Any:
    def resolve(shelf: Any, command: Any, now: int) -> bool:
        row = shelf.attempt(command.attempt_id)
        if row is not None and row.state is not AttemptState.DISPATCHED:
            paid = min(command.paid, row.held_amount)
            books._pay(shelf, row, row.held_amount, paid, {})  # And nobody looks whether it was done before.
            return True
        return bool(right(shelf, command, now))

    return resolve


def _two_transactions(right: Any) -> Any:
    async def reserve(self: Any, command: Any) -> Any:
        for payer in command.payers:
            spend = await self.spend(payer.account, payer.time_zone)
            day, month = payer.limits.day, payer.limits.month
            if day is not None and spend.day_settled + spend.day_reserved + command.cost.amount > day:
                return await right(self, command)
            if month is not None and spend.month_settled + spend.month_reserved + command.cost.amount > month:
                return await right(self, command)
        unlimited = tuple(
            replace(payer, limits=Limits(payer.limits.requests_per_minute, payer.limits.tokens_per_minute))
            for payer in command.payers
        )
        return await right(self, replace(command, payers=unlimited))

    return reserve


def _first_payer_only(right: Any) -> Any:
    def reserve(shelf: Any, command: Any, owner: str, now: int) -> Any:
        put, first = shelf.put_balance, command.payers[0].account
        shelf.put_balance = lambda account, *rest: put(account, *rest) if account == first else None
        try:
            return right(shelf, command, owner, now)
        finally:
            del shelf.put_balance

    return reserve


def _settled_in_the_present_period(right: Any) -> Any:
    def resolve(shelf: Any, command: Any, now: int) -> Any:
        zones = {payer.account: payer.time_zone for payer in command.payers}
        find = shelf.attempt

        def attempt(attempt_id: str) -> Any:
            row = find(attempt_id)
            if row is None:
                return None
            places = []
            for place in row.places:
                its = periods_at(now, zones.get(place.account, "UTC"))
                places.append(replace(place, day_starts_at=its.day.starts_at, month_starts_at=its.month.starts_at))
            return replace(row, places=tuple(places))

        shelf.attempt = attempt
        try:
            return right(shelf, command, now)
        finally:
            del shelf.attempt

    return resolve


def _refunded_and_left_open(right: Any) -> Any:
    def resolve(shelf: Any, command: Any, now: int) -> Any:
        row = shelf.attempt(command.attempt_id)
        if command.state is AttemptState.VOID and row is not None and row.state is AttemptState.DISPATCHED:
            books._pay(shelf, row, row.held_amount, 0, {})
            return True
        return right(shelf, command, now)

    return resolve


def _void_whatever_failed(right: Any) -> Any:
    return lambda self, exchange, hold, error: self._accountant.void(hold)


def _overrun_dropped(right: Any) -> Any:
    def resolve(shelf: Any, command: Any, now: int) -> Any:
        row = shelf.attempt(command.attempt_id)
        held = row.held_amount if row is not None else 0
        return right(shelf, replace(command, paid=min(command.paid, held)), now)

    return resolve


def _swept_for_nothing(right: Any) -> Any:
    def charge_abandoned(shelf: Any, command: Any, now: int) -> Any:
        row = shelf.attempt(command.attempt_id)
        if row is None or row.state is not AttemptState.DISPATCHED or shelf.has_lease(row.owner):
            return False
        books._pay(shelf, row, row.held_amount, 0, {})
        shelf.put_attempt(replace(row, state=AttemptState.VOID, resolved_at=now))
        return True

    return charge_abandoned


def _everybody_is_abandoned(right: Any) -> Any:
    """Every open attempt is charged at each beat, and nobody looks for its owner's lease."""

    def abandoned(self: Any, count_max: int) -> list[str]:
        rows = self._connection.execute("SELECT attempt_id FROM attempts WHERE state = 'D' LIMIT ?", (count_max,))
        self.has_lease = lambda owner: False
        return [row[0] for row in rows.fetchall()]

    return abandoned


def _never_forgets_its_attempts(right: Any) -> Any:
    """A worker that was taken for dead goes on with what it remembers."""

    def opened(self: Any, owner: str, lease_until: int) -> None:
        kept = dict(self._attempts)
        right(self, owner, lease_until)
        self._attempts = kept

    return opened


def _rows_not_counted(right: Any) -> Any:
    def run(self: Any, connection: Any, rows: Any) -> int:
        right(self, connection, rows)
        return len(rows)

    return run


def _never_reads_again(right: Any) -> Any:
    """Balances are remembered although another worker has changed them."""

    def opened(self: Any, owner: str, lease_until: int) -> None:
        known = dict(self._balances)
        right(self, owner, lease_until)
        self._balances.update(known)

    return opened


def _gone_callers_keep_their_holds(right: Any) -> Any:
    return lambda self, command: None


def _one_reservation_for_all_attempts(right: Any) -> Any:
    async def reserve(self: Any, principal: Any, call: Any, request_id: str, upstream: str) -> Any:
        known = self.__dict__.setdefault("holds", {})
        if request_id not in known:
            known[request_id] = await right(self, principal, call, request_id, upstream)
        return known[request_id]

    return reserve


def _negative_usage_believed(right: Any) -> Any:
    def read_usage(endpoint: Any, raw: Any, tier: Any = None) -> Any:
        usage = right(endpoint, raw, tier)
        if usage is None and b"-1000000" in bytes(raw):
            return Usage(-1_000_000, -1_000_000)
        return usage

    return read_usage


def _count_unbounded(right: Any) -> Any:
    def settle(self: Any, hold: Any, usage: Usage, reported: Usage | None = None) -> Any:
        paid = hold.price.cost(usage, terms(hold.call))
        self._settle(hold, usage, paid)
        return paid

    return settle


def _reported_usage_forgotten(right: Any) -> Any:
    return lambda self, hold, usage, reported=None: right(self, hold, usage)


def _missing_usage_is_zero(right: Any) -> Any:
    def settle(self: Any, hold: Any, usage: Usage, reported: Usage | None = None) -> Any:
        if usage.source is UsageSource.COUNTED:
            usage = Usage(0, 0, source=UsageSource.COUNTED)
        return right(self, hold, usage, reported)

    return settle


def _refused_disk_ignored(right: Any) -> Any:
    def answer(self: Any, batch: Any, answers: Any, *, durable: bool) -> None:
        right(self, batch, answers, durable=True)

    return answer


def _same_id_held_again(right: Any) -> Any:
    def reserve(shelf: Any, command: Any, owner: str, now: int) -> Any:
        find = shelf.attempt
        shelf.attempt = lambda attempt_id: None
        try:
            return right(shelf, command, owner, now)
        finally:
            shelf.attempt = find

    return reserve


def _past_days_open_again(right: Any) -> Any:
    return lambda self, account: replace(right(self, account), opened_at=0)


def _client_gone_is_a_failure(right: Any) -> Any:
    async def guarded(self: Any, breaker: Any, permit: Any, attempt: Any, model: str) -> Any:
        try:
            return await right(self, breaker, permit, attempt, model)
        except asyncio.CancelledError:
            raise UpstreamTimeout("It did not answer.") from None

    return guarded


def _requests_not_taken(right: Any) -> Any:
    def held(account: Any, limits: Any, cost: Any, now: int) -> Any:
        after = right(account, limits, cost, now)
        return replace(after, buckets=account.buckets)

    return held


def _all_tokens_given_back(right: Any) -> Any:
    def tokens_given_back(buckets: Any, capacity: Any, held: int, used: int, held_at: int, now: int) -> Any:
        if capacity is None:
            return buckets
        back = held * -(-policy.MINUTE // capacity)
        return replace(buckets, tokens_full_at=buckets.tokens_full_at - back)

    return tokens_given_back


def _alert_told_again(right: Any) -> Any:
    def flush_alerts(self: Any, now: int) -> Any:
        kept = list(self._alerts.values())
        right(self, now)
        self._known_alerts.clear()
        return kept

    return flush_alerts


def _lost_reply_reserved_again(right: Any) -> Any:
    """A hold whose commit was not confirmed is forgotten instead of given back."""

    def recover(self: Any, error: Any, batch: Any) -> None:
        right(self, error, [])

    return recover


def _budget_of_settled_money_alone(right: Any) -> Any:
    def refusals(account: Any, limits: Any, cost: Any, periods: Any, now: int) -> Any:
        day, month = Balance(0, account.day.settled), Balance(0, account.month.settled)
        return right(replace(account, day=day, month=month), limits, cost, periods, now)

    return refusals


_UNCOUNTED = Bug(sqlite_shelf._Statement, "run", _rows_not_counted)
BUGS = {
    "a hold is answered before it is on the disk": Bug(SqliteLedger, "_turn", _answered_before_the_disk),
    "a call is sent before it is reserved": Bug(Accountant, "reserve", _sent_before_the_reservation),
    "settling is not idempotent": Bug(books, "resolve", _settle_twice),
    "check and insert in two transactions": Bug(QueuedLedger, "reserve", _two_transactions),
    "only the first payer is held on": Bug(books, "reserve", _first_payer_only),
    "settled in the present period": Bug(books, "resolve", _settled_in_the_present_period),
    "refunded and left open": Bug(books, "resolve", _refunded_and_left_open),
    "void whatever failed": Bug(Attempts, "_conclude_failed", _void_whatever_failed),
    "overruns are dropped": Bug(books, "resolve", _overrun_dropped),
    "the sweep charges nothing": Bug(books, "charge_abandoned", _swept_for_nothing),
    "the sweep takes the living for dead": Bug(SqliteShelf, "abandoned_attempts", _everybody_is_abandoned),
    "a swept worker goes on as before": Bug(SqliteShelf, "open", _never_forgets_its_attempts, _UNCOUNTED),
    "resolved elsewhere goes unseen": _UNCOUNTED,
    "other workers' commits go unseen": Bug(SqliteShelf, "open", _never_reads_again),
    "a gone caller's grant stays": Bug(CommandQueue, "void", _gone_callers_keep_their_holds),
    "a retry has no reservation of its own": Bug(Accountant, "reserve", _one_reservation_for_all_attempts),
    "a usage of -1,000,000 is believed": Bug(answers, "read_usage", _negative_usage_believed),
    "a counted usage has no bound": Bug(Accountant, "settle", _count_unbounded),
    "what was reported before the caller left is forgotten": Bug(Accountant, "settle", _reported_usage_forgotten),
    "a missing usage is zero": Bug(Accountant, "settle", _missing_usage_is_zero),
    "a disk that refuses is ignored": Bug(CommandQueue, "answer", _refused_disk_ignored),
    "the same id is held again": Bug(books, "reserve", _same_id_held_again),
    "past days open again": Bug(SqliteShelf, "buckets", _past_days_open_again),
    "a client that left is a failure to retry": Bug(Resilient, "_guarded", _client_gone_is_a_failure),
    "requests are not taken from their bucket": Bug(policy, "held", _requests_not_taken),
    "too many tokens flow back": Bug(policy, "tokens_given_back", _all_tokens_given_back),
    "an alert is told again": Bug(SqliteShelf, "_flush_alerts", _alert_told_again),
    "an unconfirmed hold is forgotten": Bug(SqliteLedger, "_recover", _lost_reply_reserved_again),
    "budgets forget what is held": Bug(policy, "refusals", _budget_of_settled_money_alone),
}
