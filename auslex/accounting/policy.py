"""May this be held, and what do the accounts look like afterwards: pure arithmetic on integers.

Rates are token buckets kept as one number, the instant at which the bucket is full again (GCRA, ITU-T I.371): a cost of
c moves it c intervals ahead, and it may be at most one minute ahead of now. Budgets are what is settled and what is
held in a period. All times are nanoseconds since the epoch, by the ledger's clock.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec

from auslex.accounting.periods import SECOND, Periods
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.money import ZERO, Nanodollars

MINUTE = 60 * SECOND


class LimitName(StrEnum):
    """The four limits of every account."""

    REQUESTS_PER_MINUTE = "requests_per_minute"
    TOKENS_PER_MINUTE = "tokens_per_minute"
    DOLLARS_PER_DAY = "dollars_per_day"
    DOLLARS_PER_MONTH = "dollars_per_month"


class Balance(msgspec.Struct, frozen=True, gc=False):
    """What one account owes (`settled`) and may come to owe (`reserved`) in one period."""

    reserved: int = 0
    settled: int = 0


class Buckets(msgspec.Struct, frozen=True, gc=False):
    """When each of an account's two buckets is full again; in the past means it is full now.

    opened_at: the start of the latest day in which the account held anything. No earlier day opens again.
    """

    requests_full_at: int = 0
    tokens_full_at: int = 0
    opened_at: int = 0


class AlertLevel(IntEnum):
    """The parts of a budget, in percent, at which somebody is told."""

    WARNING = 80
    SPENT = 100


class Account(msgspec.Struct, frozen=True, gc=False):
    """One payer's state at one instant."""

    buckets: Buckets
    day: Balance
    month: Balance


class Cost(msgspec.Struct, frozen=True, gc=False):
    """What is to be held: an upper bound of each.

    least: the amount that whoever asks will be content with; None if with nothing less. A budget that could pay for it
    is not spent.
    """

    requests: int = 0
    tokens: int = 0
    amount: Nanodollars = ZERO
    least: Nanodollars | None = None


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """Why not. `wait`: nanoseconds after which it would pass if nothing else were spent; None if it never can.

    remaining: what is left of the limit, in its own unit. waiting_helps: False if the settled money alone refuses.
    """

    limit: LimitName
    capacity: int
    remaining: int
    wait: int | None
    waiting_helps: bool = True


def refusals(account: Account, limits: Limits, cost: Cost, periods: Periods, now: int) -> list[Refusal]:
    """Every limit of this account that the cost does not fit; empty if it may be held.

    periods: the day and the month that the account's balances belong to.
    """
    if limits is UNLIMITED:
        return []
    found = [
        _bucket_refusal(
            LimitName.REQUESTS_PER_MINUTE,
            limits.requests_per_minute,
            account.buckets.requests_full_at,
            cost.requests,
            now,
        ),
        _bucket_refusal(
            LimitName.TOKENS_PER_MINUTE, limits.tokens_per_minute, account.buckets.tokens_full_at, cost.tokens, now
        ),
    ]
    if limits.day is not None or limits.month is not None:
        day_left, month_left = periods.day.ends_at - now, periods.month.ends_at - now
        found += [
            _budget_refusal(LimitName.DOLLARS_PER_DAY, limits.day, account.day, cost, day_left),
            _budget_refusal(LimitName.DOLLARS_PER_MONTH, limits.month, account.month, cost, month_left),
        ]
    return [refusal for refusal in found if refusal is not None]


def severity(refusal: Refusal) -> tuple[bool, int]:
    """The greatest is the one to report: what never fits, then the longest wait, so that Retry-After holds for all."""
    return refusal.wait is None, refusal.wait or 0


def _interval(capacity: int) -> int:
    """Nanoseconds in which one unit flows back, rounded up so that no minute admits more than the capacity."""
    return -(-MINUTE // capacity)


def reachable(buckets: Buckets, limits: Limits, now: int) -> Buckets:
    """The buckets, no further ahead than a whole one: what a clock that was since set back wrote must not last."""
    if max(buckets.requests_full_at, buckets.tokens_full_at) <= now + MINUTE:
        return buckets
    requests_max = now + _whole(limits.requests_per_minute)
    tokens_max = now + _whole(limits.tokens_per_minute)
    if buckets.requests_full_at <= requests_max and buckets.tokens_full_at <= tokens_max:
        return buckets
    return msgspec.structs.replace(
        buckets,
        requests_full_at=min(buckets.requests_full_at, requests_max),
        tokens_full_at=min(buckets.tokens_full_at, tokens_max),
    )


def _whole(capacity: int | None) -> int:
    """Nanoseconds in which an empty bucket fills: a minute, and what rounding adds."""
    return capacity * _interval(capacity) if capacity else MINUTE


def _within_reach(full_at: int, capacity: int, now: int) -> int:
    """Between now and a whole bucket from now: a clock that was set back must not lock anybody out."""
    return min(max(full_at, now), now + _whole(capacity))


def _bucket_refusal(name: LimitName, capacity: int | None, full_at: int, cost: int, now: int) -> Refusal | None:
    if capacity is None or cost == 0:
        return None
    if cost > capacity:
        return Refusal(name, capacity, bucket_remaining(capacity, full_at, now), None)
    full_at = _within_reach(full_at, capacity, now)
    interval = _interval(capacity)
    over = full_at + cost * interval - now - capacity * interval
    if over <= 0:
        return None
    return Refusal(name, capacity, bucket_remaining(capacity, full_at, now), over)


def bucket_remaining(capacity: int, full_at: int, now: int) -> int:
    """Units that may be taken from the bucket now."""
    if full_at <= now or capacity <= 0:
        return max(0, capacity)
    return max(0, capacity - -(-(full_at - now) // _interval(capacity)))


def _budget_refusal(
    name: LimitName, budget: Nanodollars | None, balance: Balance, cost: Cost, period_left: int
) -> Refusal | None:
    amount = cost.amount
    if budget is None or amount == 0 or balance.settled + balance.reserved + amount <= budget:
        return None
    remaining = max(0, budget - balance.settled - balance.reserved)
    if amount > budget:
        return Refusal(name, budget, remaining, None)
    least = amount if cost.least is None else cost.least
    return Refusal(name, budget, remaining, period_left, waiting_helps=balance.settled + least <= budget)


def held(account: Account, limits: Limits, cost: Cost, now: int) -> Account:
    """The account after the hold."""
    buckets = _taken(account.buckets, limits, cost, now) if limits is not UNLIMITED else account.buckets
    if not cost.amount:
        return Account(buckets, account.day, account.month)
    day, month = account.day, account.month
    return Account(
        buckets, Balance(day.reserved + cost.amount, day.settled), Balance(month.reserved + cost.amount, month.settled)
    )


def _taken(buckets: Buckets, limits: Limits, cost: Cost, now: int) -> Buckets:
    """The same buckets if the cost takes nothing from them."""
    requests, tokens = limits.requests_per_minute, limits.tokens_per_minute
    requests_full_at, tokens_full_at = buckets.requests_full_at, buckets.tokens_full_at
    if requests is not None and cost.requests:
        requests_full_at = _within_reach(requests_full_at, requests, now) + cost.requests * _interval(requests)
    if tokens is not None and cost.tokens:
        tokens_full_at = _within_reach(tokens_full_at, tokens, now) + cost.tokens * _interval(tokens)
    if requests_full_at == buckets.requests_full_at and tokens_full_at == buckets.tokens_full_at:
        return buckets
    return Buckets(requests_full_at, tokens_full_at, buckets.opened_at)


def settled(balance: Balance, held_amount: int, paid: int) -> Balance:
    """The balance after a hold has become a payment; a void pays nothing."""
    return Balance(balance.reserved - held_amount, balance.settled + paid)


def affordable(account: Account, limits: Limits) -> int | None:
    """What both budgets still leave; None without a budget."""
    left = [
        max(0, budget - balance.settled - balance.reserved)
        for budget, balance in ((limits.day, account.day), (limits.month, account.month))
        if budget is not None
    ]
    return min(left) if left else None


def alert_levels(settled_amount: int, budget: int) -> list[AlertLevel]:
    """The levels that a period's payments have reached."""
    if budget <= 0 or settled_amount * 100 < budget * AlertLevel.WARNING:
        return []
    return [level for level in AlertLevel if settled_amount * 100 >= budget * level]


def tokens_given_back(
    buckets: Buckets, capacity: int | None, held_tokens: int, used_tokens: int, held_at: int, now: int
) -> Buckets:
    """The bucket after unused tokens have flowed back.

    Only what cannot have flowed back by itself since the hold is returned: the bucket drains at most one second a
    second, so of a hold taken at `held_at`, at least held_tokens x interval - (now - held_at) is still in it. Nothing
    is known of a hold that was taken later than now, by a clock that was since set back.
    """
    if capacity is None or used_tokens >= held_tokens or now < held_at:
        return buckets
    interval = _interval(capacity)
    still_in = held_tokens * interval - (now - held_at)
    back = min((held_tokens - used_tokens) * interval, max(0, still_in))
    return msgspec.structs.replace(buckets, tokens_full_at=buckets.tokens_full_at - back)
