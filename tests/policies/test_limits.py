"""Limits: token buckets that never admit too much, and say truly when the next call passes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auslex.accounting.periods import SECOND, periods_at
from auslex.accounting.policy import (
    MINUTE,
    Account,
    Balance,
    Buckets,
    Cost,
    LimitName,
    Refusal,
    affordable,
    alert_levels,
    bucket_remaining,
    held,
    reachable,
    refusals,
    settled,
    severity,
    tokens_given_back,
)
from auslex.accounting.tiers import TIERS, UNLIMITED, Limits
from auslex.core.money import Nanodollars
from auslex.core.principal import LimitOverrides, Tier

NOW = 1_767_225_600 * SECOND  # 2026-01-01T00:00:00Z
FRESH = Account(Buckets(), Balance(), Balance())


def dollars(figure: int) -> Nanodollars:
    return Nanodollars(figure * 10**9)


@dataclass
class Hold:
    """One hold of the model run: when, how much, and how much of it turned out to be used."""

    at: int
    tokens: int
    used: int
    open: bool = True


STEPS = st.lists(
    st.tuples(st.integers(0, 40 * SECOND), st.integers(1, 60), st.integers(0, 70), st.integers(0, 5)), max_size=40
)


def run(capacity: int, steps: list[tuple[int, int, int, int]]) -> list[Hold]:
    """Holds and give-backs in turn; what was admitted."""
    limits = Limits(tokens_per_minute=capacity)
    now, account, admitted = NOW, FRESH, []
    for wait, tokens, used, choice in steps:
        now += wait
        open_holds = [hold for hold in admitted if hold.open]
        if choice == 0 and open_holds:
            hold = open_holds[tokens % len(open_holds)]
            hold.open, hold.used = False, min(used, hold.tokens)
            after = tokens_given_back(account.buckets, capacity, hold.tokens, hold.used, hold.at, now)
            account = Account(after, account.day, account.month)
        elif not refusals(account, limits, Cost(tokens=tokens), periods_at(now), now):
            account = held(account, limits, Cost(tokens=tokens), now)
            admitted.append(Hold(now, tokens, tokens))
    return admitted


@settings(max_examples=300)
@given(st.integers(1, 100), STEPS)
def test_no_window_admits_more_than_the_capacity_and_what_flowed_back(
    capacity: int, steps: list[tuple[int, int, int, int]]
) -> None:
    admitted = run(capacity, steps)
    for first, start in enumerate(admitted):
        taken = 0
        for hold in admitted[first:]:
            taken += hold.used
            assert taken * MINUTE <= capacity * (MINUTE + hold.at - start.at)


@given(st.integers(1, 500), st.lists(st.tuples(st.integers(0, 20 * SECOND), st.integers(1, 500)), max_size=30))
def test_after_the_wait_a_refused_call_passes(capacity: int, calls: list[tuple[int, int]]) -> None:
    limits, now, account = Limits(tokens_per_minute=capacity), NOW, FRESH
    for wait, tokens in calls:
        now += wait
        cost = Cost(tokens=tokens)
        found = refusals(account, limits, cost, periods_at(now), now)
        if found and found[0].wait is not None:
            now += found[0].wait
            found = refusals(account, limits, cost, periods_at(now), now)
        assert bool(found) == (tokens > capacity)
        if not found:
            account = held(account, limits, cost, now)


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_nanosecond_before_the_wait_is_over_the_call_is_still_refused(capacity: int, taken: int) -> None:
    limits = Limits(tokens_per_minute=capacity)
    account = held(FRESH, limits, Cost(tokens=min(taken, capacity)), NOW)
    [refusal] = refusals(account, limits, Cost(tokens=capacity), periods_at(NOW), NOW)
    assert refusal.wait is not None
    assert refusals(account, limits, Cost(tokens=capacity), periods_at(NOW + refusal.wait - 1), NOW + refusal.wait - 1)


@given(st.integers(1, 500), st.integers(0, 500), st.integers(0, 2 * MINUTE))
def test_what_remains_can_be_taken(capacity: int, taken: int, later: int) -> None:
    limits = Limits(tokens_per_minute=capacity)
    account = held(FRESH, limits, Cost(tokens=min(taken, capacity)), NOW)
    remaining = bucket_remaining(capacity, account.buckets.tokens_full_at, NOW + later)
    assert [] == refusals(account, limits, Cost(tokens=remaining), periods_at(NOW + later), NOW + later)


def test_a_fresh_bucket_takes_its_whole_capacity_at_once() -> None:
    assert [] == refusals(FRESH, Limits(requests_per_minute=10), Cost(requests=10), periods_at(NOW), NOW)


def test_more_than_the_whole_bucket_never_fits() -> None:
    [refusal] = refusals(FRESH, Limits(requests_per_minute=10), Cost(requests=11), periods_at(NOW), NOW)
    assert Refusal(LimitName.REQUESTS_PER_MINUTE, 10, 10, None) == refusal


def test_an_empty_bucket_says_when_the_next_fits() -> None:
    limits = Limits(requests_per_minute=10)
    account = held(FRESH, limits, Cost(requests=10), NOW)
    [refusal] = refusals(account, limits, Cost(requests=1), periods_at(NOW), NOW)
    assert Refusal(LimitName.REQUESTS_PER_MINUTE, 10, 0, 6 * SECOND) == refusal


def test_a_capacity_of_zero_refuses_for_ever() -> None:
    account = Account(Buckets(requests_full_at=NOW + MINUTE), Balance(), Balance())
    [refusal] = refusals(account, Limits(requests_per_minute=0), Cost(requests=1), periods_at(NOW), NOW)
    assert refusal.wait is None


def test_a_clock_that_goes_back_an_hour_locks_nobody_out_for_an_hour() -> None:
    limits = Limits(requests_per_minute=10)
    account = held(FRESH, limits, Cost(requests=10), NOW)
    [refusal] = refusals(account, limits, Cost(requests=1), periods_at(NOW - 3_600 * SECOND), NOW - 3_600 * SECOND)
    assert refusal.wait is not None
    assert refusal.wait <= MINUTE


def test_unlimited_refuses_nothing() -> None:
    assert [] == refusals(FRESH, UNLIMITED, Cost(10**9, 10**9, dollars(10**9)), periods_at(NOW), NOW)


# Giving back.


def test_unused_tokens_flow_back_at_once() -> None:
    account = held(FRESH, Limits(tokens_per_minute=60), Cost(tokens=60), NOW)
    assert NOW + 10 * SECOND == tokens_given_back(account.buckets, 60, 60, 10, NOW, NOW).tokens_full_at


def test_tokens_that_flowed_back_by_themselves_are_not_given_twice() -> None:
    account = held(FRESH, Limits(tokens_per_minute=60), Cost(tokens=60), NOW)
    later = NOW + 45 * SECOND
    assert later == tokens_given_back(account.buckets, 60, 60, 0, NOW, later).tokens_full_at


def test_a_hold_from_before_the_clock_was_set_back_gives_nothing_back() -> None:
    """Meanwhile the clock may have been ahead again, and all of it has flowed back by itself."""
    buckets = Buckets(tokens_full_at=NOW + MINUTE)
    assert buckets is tokens_given_back(buckets, 60, 60, 0, NOW + 1, NOW)


def test_using_more_than_was_held_gives_nothing_back() -> None:
    buckets = Buckets(tokens_full_at=NOW + MINUTE)
    assert buckets is tokens_given_back(buckets, 60, 60, 61, NOW, NOW)


# Budgets.


def test_a_budget_may_be_spent_to_the_last_nanodollar() -> None:
    account = Account(Buckets(), Balance(400, 500), Balance(400, 500))
    assert [] == refusals(account, Limits(day=Nanodollars(1_000)), Cost(amount=Nanodollars(100)), periods_at(NOW), NOW)


def test_a_budget_is_never_passed() -> None:
    account = Account(Buckets(), Balance(400, 500), Balance(400, 500))
    [refusal] = refusals(account, Limits(day=Nanodollars(1_000)), Cost(amount=Nanodollars(101)), periods_at(NOW), NOW)
    assert (LimitName.DOLLARS_PER_DAY, 100, 86_400 * SECOND) == (refusal.limit, refusal.remaining, refusal.wait)


def test_a_call_dearer_than_the_budget_never_fits() -> None:
    [refusal] = refusals(FRESH, Limits(month=Nanodollars(10)), Cost(amount=Nanodollars(11)), periods_at(NOW), NOW)
    assert (LimitName.DOLLARS_PER_MONTH, None) == (refusal.limit, refusal.wait)


@pytest.mark.parametrize(
    ("reserved", "paid", "least", "helps"),
    [(900, 0, None, True), (0, 900, None, False), (0, 900, 101, False), (1, 899, 101, True), (0, 900, 100, True)],
)
def test_waiting_helps_only_against_holds(reserved: int, paid: int, least: int | None, helps: bool) -> None:
    account = Account(Buckets(), Balance(reserved, paid), Balance())
    cost = Cost(amount=Nanodollars(101), least=None if least is None else Nanodollars(least))
    [refusal] = refusals(account, Limits(day=Nanodollars(1_000)), cost, periods_at(NOW), NOW)
    assert helps == refusal.waiting_helps


def test_an_overdrawn_budget_has_nothing_left_and_not_less() -> None:
    account = Account(Buckets(), Balance(0, 1_500), Balance())
    [refusal] = refusals(account, Limits(day=Nanodollars(1_000)), Cost(amount=Nanodollars(1)), periods_at(NOW), NOW)
    assert 0 == refusal.remaining


def test_what_costs_no_money_passes_an_overdrawn_budget() -> None:
    account = Account(Buckets(), Balance(0, 1_500), Balance(0, 1_500))
    assert [] == refusals(account, Limits(day=Nanodollars(1_000)), Cost(requests=1), periods_at(NOW), NOW)


def test_a_hold_is_taken_from_day_and_month() -> None:
    after = held(FRESH, UNLIMITED, Cost(amount=Nanodollars(7)), NOW)
    assert (Balance(7, 0), Balance(7, 0)) == (after.day, after.month)


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12))
def test_settling_moves_the_hold_to_what_was_paid(others: int, amount: int, paid: int) -> None:
    assert Balance(others, paid) == settled(Balance(others + amount, 0), amount, paid)


def test_the_worst_refusal_is_the_longest_wait() -> None:
    short, long = Refusal(LimitName.REQUESTS_PER_MINUTE, 1, 0, 5), Refusal(LimitName.DOLLARS_PER_DAY, 1, 0, 9)
    assert long is max([short, long], key=severity)


def test_what_never_fits_is_worse_than_any_wait() -> None:
    never, long = Refusal(LimitName.TOKENS_PER_MINUTE, 1, 0, None), Refusal(LimitName.DOLLARS_PER_DAY, 1, 0, 9)
    assert never is max([long, never], key=severity)


# What a clock that was set back has left.


@pytest.mark.parametrize("which", ["requests_full_at", "tokens_full_at"])
@pytest.mark.parametrize(("ahead", "kept"), [(59, 59), (60, 60), (61, 60), (3_600, 60)])
def test_no_bucket_is_further_ahead_than_a_whole_one(which: str, ahead: int, kept: int) -> None:
    limits = Limits(requests_per_minute=10, tokens_per_minute=10)
    mended = reachable(Buckets(**{which: NOW + ahead * SECOND}), limits, NOW)
    assert NOW + kept * SECOND == getattr(mended, which)


def test_a_bucket_keeps_what_rounding_adds_to_its_minute() -> None:
    limits = Limits(requests_per_minute=7, tokens_per_minute=7)
    whole = 7 * (MINUTE // 7 + 1)
    buckets = Buckets(NOW + whole, NOW + whole)
    assert buckets is reachable(buckets, limits, NOW)


def test_a_bucket_without_a_limit_is_mended_as_well() -> None:
    assert Buckets(NOW + MINUTE, NOW + MINUTE, 5) == reachable(
        Buckets(NOW + 9 * MINUTE, NOW + 8 * MINUTE, 5), UNLIMITED, NOW
    )


# What budgets leave.


@pytest.mark.parametrize(
    ("limits", "left"),
    [
        (UNLIMITED, None),
        (Limits(day=Nanodollars(100)), 40),
        (Limits(month=Nanodollars(100)), 50),
        (Limits(day=Nanodollars(100), month=Nanodollars(100)), 40),
        (Limits(day=Nanodollars(60)), 0),
        (Limits(day=Nanodollars(10)), 0),
    ],
)
def test_both_budgets_say_what_they_leave(limits: Limits, left: int | None) -> None:
    assert left == affordable(Account(Buckets(), Balance(20, 40), Balance(30, 20)), limits)


@pytest.mark.parametrize(
    ("spent", "budget", "levels"),
    [
        (0, 0, []),
        (1, 1, [80, 100]),
        (79, 100, []),
        (80, 100, [80]),
        (799, 1_000, []),
        (99, 100, [80]),
        (100, 100, [80, 100]),
    ],
)
def test_a_budget_has_two_levels(spent: int, budget: int, levels: list[int]) -> None:
    assert levels == alert_levels(spent, budget)


@pytest.mark.parametrize(
    ("limits", "name", "ends_at"),
    [
        (Limits(day=Nanodollars(150)), LimitName.DOLLARS_PER_DAY, periods_at(NOW).day.ends_at),
        (Limits(month=Nanodollars(150)), LimitName.DOLLARS_PER_MONTH, periods_at(NOW).month.ends_at),
    ],
)
def test_a_budget_that_refuses_says_until_when(limits: Limits, name: LimitName, ends_at: int) -> None:
    now = NOW + 5 * SECOND
    account = Account(Buckets(), Balance(100, 0), Balance(100, 0))
    found = refusals(account, limits, Cost(amount=Nanodollars(51)), periods_at(now), now)
    assert [Refusal(name, 150, 50, ends_at - now)] == found


@pytest.mark.parametrize("limits", [Limits(day=Nanodollars(150)), Limits(month=Nanodollars(150))])
def test_what_no_empty_budget_could_pay_never_fits(limits: Limits) -> None:
    account = Account(Buckets(), Balance(100, 0), Balance(100, 0))
    [refusal] = refusals(account, limits, Cost(amount=Nanodollars(151)), periods_at(NOW), NOW)
    assert (150, 50, None) == (refusal.capacity, refusal.remaining, refusal.wait)


# Tiers.


def test_every_tier_has_all_four_limits() -> None:
    assert set(Tier) == {tier for tier, limits in TIERS.items() if None not in (limits.day, limits.month)}


def test_an_override_replaces_its_own_figure_alone() -> None:
    limits = TIERS[Tier.FREE].overridden(LimitOverrides(tokens_per_minute=5))
    assert Limits(10, 5, dollars(5), dollars(50)) == limits
