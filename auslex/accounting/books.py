"""The ledger's one transaction, written once for every store: read what is needed, decide, write what changed."""

from __future__ import annotations

from typing import Protocol

import msgspec

from auslex.accounting import policy
from auslex.accounting.policy import Account, Balance, Buckets, Period
from auslex.accounting.store import (
    AccountSpend,
    AttemptState,
    Granted,
    Order,
    Payer,
    Refused,
    Reserve,
    Resolve,
)
from auslex.core.money import Nanodollars
from auslex.core.standing import BucketStanding, Standing
from auslex.core.usage import UsageSource


class AttemptRow(msgspec.Struct, frozen=True):
    """One upstream attempt as it is kept."""

    attempt_id: str
    order: Order
    accounts: tuple[str, ...]
    owner: str
    state: AttemptState
    held_amount: int
    held_tokens: int
    paid: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    source: UsageSource | None
    day_starts_at: int
    month_starts_at: int
    reserved_at: int
    resolved_at: int | None


class Shelf(Protocol):
    """The rows of one open transaction."""

    def buckets(self, account: str) -> Buckets: ...
    def put_buckets(self, account: str, buckets: Buckets) -> None: ...
    def balance(self, account: str, kind: str, starts_at: int) -> Balance: ...
    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None: ...
    def attempt(self, attempt_id: str) -> AttemptRow | None: ...
    def put_attempt(self, row: AttemptRow) -> None: ...


DAY, MONTH = "day", "month"


def reserve(shelf: Shelf, command: Reserve, owner: str, now: int) -> Granted | Refused:
    """Hold the cost on every payer, or on none. The same attempt id again gets the same grant and holds nothing."""
    day, month = policy.periods_at(now)
    first = command.payers[0]
    if command.order is not None and shelf.attempt(command.attempt_id) is not None:
        return Granted(_standing(shelf.buckets(first.account), first, now))
    accounts = [_account(shelf, payer.account, day, month) for payer in command.payers]
    found = [
        (payer.account, refusal)
        for payer, account in zip(command.payers, accounts, strict=True)
        for refusal in policy.refusals(account, payer.limits, command.cost, now)
    ]
    if found:
        worst = max(found, key=lambda refused: policy.severity(refused[1]))
        return Refused(*worst, _standing(accounts[0].buckets, first, now))
    after = [
        policy.held(account, payer.limits, command.cost, now)
        for payer, account in zip(command.payers, accounts, strict=True)
    ]
    for payer, account, new in zip(command.payers, accounts, after, strict=True):
        if new.buckets is not account.buckets:
            shelf.put_buckets(payer.account, new.buckets)
        if new.day is not account.day:
            shelf.put_balance(payer.account, DAY, day.starts_at, new.day)
            shelf.put_balance(payer.account, MONTH, month.starts_at, new.month)
    if command.order is not None:
        shelf.put_attempt(_new_row(command, command.order, owner, day, month, now))
    return Granted(_standing(after[0].buckets, first, now))


def resolve(shelf: Shelf, command: Resolve, now: int) -> bool:
    """Resolve the attempt; False if it was resolved before or never existed, and then nothing changes."""
    row = shelf.attempt(command.attempt_id)
    if row is None or row.state is not AttemptState.DISPATCHED:
        return False
    _pay(shelf, row, command.paid)
    used = command.prompt_tokens + command.completion_tokens
    for payer in command.payers:
        before = shelf.buckets(payer.account)
        after = policy.tokens_given_back(
            before, payer.limits.tokens_per_minute, row.held_tokens, used, row.reserved_at, now
        )
        if after is not before:
            shelf.put_buckets(payer.account, after)
    shelf.put_attempt(
        msgspec.structs.replace(
            row,
            state=command.state,
            paid=command.paid,
            prompt_tokens=command.prompt_tokens,
            cached_tokens=command.cached_tokens,
            completion_tokens=command.completion_tokens,
            source=command.source if command.state is AttemptState.SETTLED else None,
            resolved_at=now,
        )
    )
    return True


def charge_hold(shelf: Shelf, row: AttemptRow, now: int) -> None:
    """The owner died with this attempt dispatched: what it cost is unknown, so its hold is charged and flagged."""
    _pay(shelf, row, row.held_amount)
    shelf.put_attempt(
        msgspec.structs.replace(
            row, state=AttemptState.SETTLED, paid=row.held_amount, source=UsageSource.HELD, resolved_at=now
        )
    )


def spend(shelf: Shelf, account: str, now: int) -> AccountSpend:
    """The account's money in the periods that hold now."""
    day, month = policy.periods_at(now)
    today, this_month = shelf.balance(account, DAY, day.starts_at), shelf.balance(account, MONTH, month.starts_at)
    return AccountSpend(
        day_settled=Nanodollars(today.settled),
        day_reserved=Nanodollars(today.reserved),
        day_ends_at=day.ends_at,
        month_settled=Nanodollars(this_month.settled),
        month_reserved=Nanodollars(this_month.reserved),
        month_ends_at=month.ends_at,
    )


def _pay(shelf: Shelf, row: AttemptRow, paid: int) -> None:
    """In the periods the hold was taken in, whatever time it is now."""
    if not row.held_amount and not paid:
        return
    for account in row.accounts:
        for kind, starts_at in ((DAY, row.day_starts_at), (MONTH, row.month_starts_at)):
            balance = shelf.balance(account, kind, starts_at)
            shelf.put_balance(account, kind, starts_at, policy.settled(balance, row.held_amount, paid))


def _account(shelf: Shelf, account: str, day: Period, month: Period) -> Account:
    return Account(
        shelf.buckets(account),
        shelf.balance(account, DAY, day.starts_at),
        shelf.balance(account, MONTH, month.starts_at),
    )


def _standing(buckets: Buckets, payer: Payer, now: int) -> Standing:
    return Standing(
        _bucket_standing(payer.limits.requests_per_minute, buckets.requests_full_at, now),
        _bucket_standing(payer.limits.tokens_per_minute, buckets.tokens_full_at, now),
    )


def _bucket_standing(capacity: int | None, full_at: int, now: int) -> BucketStanding | None:
    if capacity is None:
        return None
    return BucketStanding(capacity, policy.bucket_remaining(capacity, full_at, now), max(0, full_at - now))


def _new_row(command: Reserve, order: Order, owner: str, day: Period, month: Period, now: int) -> AttemptRow:
    return AttemptRow(
        attempt_id=command.attempt_id,
        order=order,
        accounts=tuple(payer.account for payer in command.payers),
        owner=owner,
        state=AttemptState.DISPATCHED,
        held_amount=command.cost.amount,
        held_tokens=command.cost.tokens,
        paid=0,
        prompt_tokens=0,
        cached_tokens=0,
        completion_tokens=0,
        source=None,
        day_starts_at=day.starts_at,
        month_starts_at=month.starts_at,
        reserved_at=now,
        resolved_at=None,
    )
