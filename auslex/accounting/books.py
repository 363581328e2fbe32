"""The ledger's one transaction, written once for every store: read what is needed, decide, write what changed."""

from __future__ import annotations

from typing import Protocol

import msgspec

from auslex.accounting import policy
from auslex.accounting.periods import Periods, periods_at
from auslex.accounting.policy import Account, Balance, Buckets, LimitName
from auslex.accounting.store import (
    AccountSpend,
    Answer,
    AttemptState,
    BudgetAlert,
    ChargeAbandoned,
    Check,
    Command,
    Correct,
    Granted,
    Order,
    Payer,
    Refused,
    Reserve,
    Resolve,
    Spend,
)
from auslex.accounting.tiers import Limits
from auslex.core.money import Nanodollars
from auslex.core.standing import BucketStanding, Standing
from auslex.core.usage import UsageSource

DAY, MONTH = "day", "month"
OVERRUN, CORRECTION = "overrun", "correction"
_BUDGETS = {LimitName.DOLLARS_PER_DAY: DAY, LimitName.DOLLARS_PER_MONTH: MONTH}


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where an attempt's money is booked: an account's day and month, fixed when it was held."""

    account: str
    day_starts_at: int
    month_starts_at: int


class AttemptRow(msgspec.Struct, frozen=True, gc=False):
    """One upstream attempt as it is kept. `paid` never exceeds what was held; an overrun is an adjustment."""

    attempt_id: str
    order: Order
    places: tuple[Place, ...]
    owner: str
    state: AttemptState
    held_amount: int
    held_tokens: int
    paid: int
    saved: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    source: UsageSource | None
    reserved_at: int
    resolved_at: int | None


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    """What a settled attempt cost beyond its `paid`: an overrun of its hold, or a correction by the provider's bill."""

    adjustment_id: str
    attempt_id: str
    kind: str
    amount: int
    reason: str
    booked_at: int


class Shelf(Protocol):
    """The rows of one open transaction."""

    def buckets(self, account: str) -> Buckets: ...
    def put_buckets(self, account: str, buckets: Buckets) -> None: ...
    def balance(self, account: str, kind: str, starts_at: int) -> Balance: ...
    def put_balance(self, account: str, kind: str, starts_at: int, balance: Balance) -> None: ...
    def attempt(self, attempt_id: str) -> AttemptRow | None: ...
    def put_attempt(self, row: AttemptRow) -> None: ...
    def adjustments(self, attempt_id: str) -> list[Adjustment]: ...
    def put_adjustment(self, adjustment: Adjustment) -> None: ...
    def note_alert(self, alert: BudgetAlert) -> None:
        """Keep the alert, and have it told after the commit, unless it was kept before."""
        ...

    def has_lease(self, owner: str) -> bool:
        """True if nobody has taken this worker for dead."""
        ...


def apply(shelf: Shelf, command: Command, owner: str, now: int) -> Answer:
    """Do what the command says; its answer is true once the transaction is committed."""
    match command:
        case Reserve():
            return reserve(shelf, command, owner, now)
        case Resolve():
            return resolve(shelf, command, now)
        case ChargeAbandoned():
            return charge_abandoned(shelf, command, now)
        case Spend():
            return spend(shelf, command, now)
        case Correct():
            return correct(shelf, command, now)
        case Check():
            return None


def reserve(shelf: Shelf, command: Reserve, owner: str, now: int) -> Granted | Refused:
    """Hold the cost on every payer, or on none. The same attempt id again gets the same grant and holds nothing."""
    payers, cost = command.payers, command.cost
    first = payers[0]
    buckets = [_buckets(shelf, payer, now) for payer in payers]
    if command.order is not None and shelf.attempt(command.attempt_id) is not None:
        return Granted(_standing(buckets[0], first, now))
    moment = max(now, *(each.opened_at for each in buckets))  # A clock that was set back reopens no day.
    periods = [periods_at(moment, payer.time_zone) for payer in payers]
    accounts = [
        _account(shelf, payer.account, own, its) for payer, own, its in zip(payers, buckets, periods, strict=True)
    ]
    refused = _refused(shelf, command, accounts, periods, now)
    if refused is not None:
        return refused
    standing = None
    for payer, before, its in zip(payers, accounts, periods, strict=True):
        after = policy.held(before, payer.limits, cost, now)
        kept = after.buckets
        if cost.amount:
            if kept.opened_at < its.day.starts_at:
                kept = msgspec.structs.replace(kept, opened_at=its.day.starts_at)
            shelf.put_balance(payer.account, DAY, its.day.starts_at, after.day)
            shelf.put_balance(payer.account, MONTH, its.month.starts_at, after.month)
        if kept is not before.buckets:
            shelf.put_buckets(payer.account, kept)
        standing = standing or _standing(kept, first, now)
    if command.order is not None:
        shelf.put_attempt(_new_row(command, command.order, owner, periods, now))
    assert standing is not None
    return Granted(standing)


def _refused(
    shelf: Shelf, command: Reserve, accounts: list[Account], periods: list[Periods], now: int
) -> Refused | None:
    """The refusal to report, if any limit of any payer refuses."""
    found = [
        (payer, account, its, refusal)
        for payer, account, its in zip(command.payers, accounts, periods, strict=True)
        for refusal in policy.refusals(account, payer.limits, command.cost, its, now)
    ]
    if not found:
        return None
    for payer, account, its, refusal in found:
        kind = _BUDGETS.get(refusal.limit)
        if kind is not None and not refusal.waiting_helps:
            period, balance = (its.day, account.day) if kind == DAY else (its.month, account.month)
            budget, settled = Nanodollars(refusal.capacity), Nanodollars(balance.settled)
            level = policy.AlertLevel.SPENT
            shelf.note_alert(BudgetAlert(payer.account, kind, period.starts_at, level, budget, settled))
    payer, _, _, worst = max(found, key=lambda each: policy.severity(each[3]))
    left = [
        amount
        for other, account in zip(command.payers, accounts, strict=True)
        if (amount := policy.affordable(account, other.limits)) is not None
    ]
    first = command.payers[0]
    standing = _standing(accounts[0].buckets, first, now)
    return Refused(payer.account, worst, standing, Nanodollars(min(left)) if left else None)


def resolve(shelf: Shelf, command: Resolve, now: int) -> bool:
    """Resolve the attempt; False if it was resolved before or never existed, and then nothing changes."""
    row = shelf.attempt(command.attempt_id)
    if row is None or row.state is not AttemptState.DISPATCHED:
        return False
    limits = {payer.account: payer.limits for payer in command.payers}
    _pay(shelf, row, row.held_amount, command.paid, limits)
    used = command.prompt_tokens + command.completion_tokens
    for payer in command.payers:
        before = shelf.buckets(payer.account)
        after = policy.tokens_given_back(
            before, payer.limits.tokens_per_minute, row.held_tokens, used, row.reserved_at, now
        )
        if after is not before:
            shelf.put_buckets(payer.account, after)
    paid = min(command.paid, row.held_amount)
    if command.paid > paid:
        over = command.paid - paid
        shelf.put_adjustment(Adjustment(f"{row.attempt_id}:{OVERRUN}", row.attempt_id, OVERRUN, over, "", now))
    shelf.put_attempt(
        msgspec.structs.replace(
            row,
            state=command.state,
            paid=paid,
            saved=command.saved,
            prompt_tokens=command.prompt_tokens,
            cached_tokens=command.cached_tokens,
            completion_tokens=command.completion_tokens,
            source=command.source if command.state is AttemptState.SETTLED else None,
            resolved_at=now,
        )
    )
    return True


def charge_abandoned(shelf: Shelf, command: ChargeAbandoned, now: int) -> bool:
    """Charge and flag the hold, unless the attempt was resolved or its owner came back meanwhile."""
    row = shelf.attempt(command.attempt_id)
    if row is None or row.state is not AttemptState.DISPATCHED or shelf.has_lease(row.owner):
        return False
    _pay(shelf, row, row.held_amount, row.held_amount, {})
    shelf.put_attempt(
        msgspec.structs.replace(
            row, state=AttemptState.SETTLED, paid=row.held_amount, source=UsageSource.HELD, resolved_at=now
        )
    )
    return True


def correct(shelf: Shelf, command: Correct, now: int) -> bool:
    """Book the correction in the attempt's own periods, once, and never below nothing paid."""
    row = shelf.attempt(command.attempt_id)
    if row is None or row.state is not AttemptState.SETTLED:
        return False
    known = shelf.adjustments(command.attempt_id)
    paid = row.paid + sum(each.amount for each in known)
    if any(each.adjustment_id == command.adjustment_id for each in known) or paid + command.amount < 0:
        return False
    _pay(shelf, row, 0, command.amount, {})
    shelf.put_adjustment(
        Adjustment(command.adjustment_id, row.attempt_id, CORRECTION, command.amount, command.reason, now)
    )
    return True


def spend(shelf: Shelf, command: Spend, now: int) -> AccountSpend:
    """The account's money in the periods that hold now."""
    account = command.account
    moment = max(now, shelf.buckets(account).opened_at)
    periods = periods_at(moment, command.time_zone)
    today = shelf.balance(account, DAY, periods.day.starts_at)
    this_month = shelf.balance(account, MONTH, periods.month.starts_at)
    return AccountSpend(
        day_settled=Nanodollars(today.settled),
        day_reserved=Nanodollars(today.reserved),
        day_ends_at=periods.day.ends_at,
        month_settled=Nanodollars(this_month.settled),
        month_reserved=Nanodollars(this_month.reserved),
        month_ends_at=periods.month.ends_at,
    )


def _pay(shelf: Shelf, row: AttemptRow, held: int, paid: int, limits: dict[str, Limits]) -> None:
    """In the periods the hold was taken in, whatever time it is now."""
    if not held and not paid:
        return
    for place in row.places:
        its = limits.get(place.account)
        for kind, starts_at, budget in (
            (DAY, place.day_starts_at, its.day if its else None),
            (MONTH, place.month_starts_at, its.month if its else None),
        ):
            balance = policy.settled(shelf.balance(place.account, kind, starts_at), held, paid)
            shelf.put_balance(place.account, kind, starts_at, balance)
            if budget is not None:
                for level in policy.alert_levels(balance.settled, budget):
                    settled = Nanodollars(balance.settled)
                    shelf.note_alert(BudgetAlert(place.account, kind, starts_at, level, budget, settled))


def _buckets(shelf: Shelf, payer: Payer, now: int) -> Buckets:
    """The payer's buckets. What is out of reach is mended for good, also where the call is then refused."""
    kept = shelf.buckets(payer.account)
    buckets = policy.reachable(kept, payer.limits, now)
    if buckets is not kept:
        shelf.put_buckets(payer.account, buckets)
    return buckets


def _account(shelf: Shelf, account: str, buckets: Buckets, periods: Periods) -> Account:
    return Account(
        buckets,
        shelf.balance(account, DAY, periods.day.starts_at),
        shelf.balance(account, MONTH, periods.month.starts_at),
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


def _new_row(command: Reserve, order: Order, owner: str, periods: list[Periods], now: int) -> AttemptRow:
    return AttemptRow(
        attempt_id=command.attempt_id,
        order=order,
        places=tuple(
            Place(payer.account, its.day.starts_at, its.month.starts_at)
            for payer, its in zip(command.payers, periods, strict=True)
        ),
        owner=owner,
        state=AttemptState.DISPATCHED,
        held_amount=command.cost.amount,
        held_tokens=command.cost.tokens,
        paid=0,
        saved=0,
        prompt_tokens=0,
        cached_tokens=0,
        completion_tokens=0,
        source=None,
        reserved_at=now,
        resolved_at=None,
    )
