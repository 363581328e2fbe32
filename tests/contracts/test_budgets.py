"""Budgets, on every ledger: their periods in any time zone, what is booked beside the rows, and who is told when."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auslex.accounting.store import Correct, Granted, Payer, Refused
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.money import Nanodollars
from tests.contracts.conftest import House, reserve, settle, void

pytestmark = pytest.mark.anyio
SECOND = 1_000_000_000
HOUR = 3_600
DAY_OF_100 = Limits(day=Nanodollars(100))
SYDNEY = "Australia/Sydney"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * SECOND


def go_to(house: House, text: str) -> None:
    house.clock.advance((at(text) - house.clock.now_nanoseconds()) / SECOND)


# Time zones.


async def test_a_budget_begins_anew_at_its_own_midnight(house: House) -> None:
    go_to(house, "2026-10-03T13:59:59")  # One second before midnight in Sydney, on the day before the clocks change.
    payers = (Payer("key:k", DAY_OF_100, SYDNEY),)
    await house.ledger.reserve(reserve("a", payers))
    before = await house.ledger.reserve(reserve("b", payers))
    house.clock.advance(1)
    after = await house.ledger.reserve(reserve("b", payers))
    assert (Refused, Granted) == (type(before), type(after))


async def test_a_day_of_twenty_three_hours_ends_after_twenty_three_hours(house: House) -> None:
    go_to(house, "2026-10-03T14:00:00")
    payers = (Payer("key:k", DAY_OF_100, SYDNEY),)
    await house.ledger.reserve(reserve("a", payers))
    house.clock.advance(23 * HOUR - 1)
    before = await house.ledger.reserve(reserve("b", payers))
    house.clock.advance(1)
    after = await house.ledger.reserve(reserve("b", payers))
    assert (Refused, Granted) == (type(before), type(after))


async def test_each_account_is_booked_in_its_own_day(house: House) -> None:
    go_to(house, "2026-03-10T13:30:00")  # The 11th in Sydney, the 10th in UTC.
    payers = (Payer("key:k", UNLIMITED, SYDNEY), Payer("installation", UNLIMITED))
    await house.ledger.reserve(reserve("a", payers))
    go_to(house, "2026-03-11T00:30:00")  # Still the 11th in Sydney; now also in UTC.
    house.ledger.resolve(settle("a", 60))
    key, everybody = await house.ledger.spend("key:k", SYDNEY), await house.ledger.spend("installation")
    assert (60, 0) == (key.day_settled, everybody.day_settled)


async def test_an_attempt_settled_after_its_day_is_settled_in_its_day(house: House) -> None:
    go_to(house, "2026-04-04T12:59:00")
    payers = (Payer("key:k", DAY_OF_100, SYDNEY),)
    await house.ledger.reserve(reserve("a", payers))
    house.clock.advance(2 * 60)
    house.ledger.resolve(settle("a", 60))
    assert 0 == (await house.ledger.spend("key:k", SYDNEY)).day_settled


async def test_a_clock_set_back_reopens_no_day(house: House) -> None:
    go_to(house, "2026-03-11T00:10:00")
    await house.hold("a", DAY_OF_100)
    house.clock.set_calendar(at("2026-03-10T23:50:00"))
    refused = await house.hold("b", DAY_OF_100)
    assert isinstance(refused, Refused)


async def test_a_clock_set_back_locks_nobody_out(house: House) -> None:
    limits = Limits(requests_per_minute=1)
    await house.hold("a", limits)
    house.clock.set_calendar(house.clock.now_nanoseconds() - HOUR * SECOND)
    refused = await house.hold("b", limits)
    assert isinstance(refused, Refused)
    house.clock.advance((refused.refusal.wait or 0) / SECOND)
    assert isinstance(await house.hold("b", limits), Granted)


# What every budget still leaves.


async def test_a_refusal_says_what_every_budget_still_leaves(house: House) -> None:
    payers = (Payer("key:k", DAY_OF_100), Payer("tenant:t", Limits(month=Nanodollars(70))))
    refused = await house.ledger.reserve(reserve("a", payers, amount=90))
    assert isinstance(refused, Refused)
    assert 70 == refused.affordable


async def test_a_refusal_without_budgets_says_nothing_of_them(house: House) -> None:
    refused = await house.hold("a", Limits(requests_per_minute=1), requests=2)
    assert isinstance(refused, Refused)
    assert refused.affordable is None


# Overruns and corrections.


async def test_an_overrun_is_booked_beside_a_row_that_paid_its_hold(house: House) -> None:
    await house.hold("a")
    await house.settle("a", 130)
    assert ([("a", "S", 100, "upstream")], 130) == (
        house.rows(),
        (await house.ledger.spend("key:k")).day_settled,
    )


async def test_a_correction_is_booked_once(house: House) -> None:
    await house.hold("a")
    await house.settle("a", 60)
    answers = [await house.ledger.correct(Correct("c", "a", -20, "bill")) for _ in range(2)]
    assert ([True, False], 40) == (answers, (await house.ledger.spend("key:k")).day_settled)


async def test_a_correction_is_booked_in_the_day_of_its_attempt(house: House) -> None:
    await house.hold("a")
    await house.settle("a", 60)
    house.clock.advance(25 * HOUR)
    await house.ledger.correct(Correct("c", "a", 5, "bill"))
    spend = await house.ledger.spend("key:k")
    assert (0, 65) == (spend.day_settled, spend.month_settled)


@pytest.mark.parametrize("amount", [-61, -100])
async def test_nothing_is_corrected_below_nothing(house: House, amount: int) -> None:
    await house.hold("a")
    await house.settle("a", 60)
    answer = await house.ledger.correct(Correct("c", "a", amount, "bill"))
    assert (False, 60) == (answer, (await house.ledger.spend("key:k")).day_settled)


async def test_only_a_settled_attempt_is_corrected(house: House) -> None:
    await house.hold("a")
    await house.hold("b")
    house.ledger.resolve(void("b"))
    answers = [await house.ledger.correct(Correct("c" + name, name, 5, "bill")) for name in ("a", "b", "nobody")]
    assert [False, False, False] == answers


# Alerts.


async def test_an_alert_is_told_once_at_four_fifths(house: House) -> None:
    limits = Limits(day=Nanodollars(1_000))
    for place in range(9):
        await house.hold(str(place), limits)
        await house.settle(str(place), 100, limits=limits)
    await house.ledger.check()
    assert [("key:k", "day", 80, 800)] == [
        (alert.account, alert.kind, alert.level, alert.settled) for alert in house.alerts
    ]


async def test_a_spent_budget_is_told_once(house: House) -> None:
    limits = Limits(month=Nanodollars(200))
    for name in "ab":
        await house.hold(name, limits)
        await house.settle(name, 100, limits=limits)
    for name in "cd":
        await house.hold(name, limits)
    assert [("month", 80), ("month", 100)] == [(alert.kind, alert.level) for alert in house.alerts]


async def test_a_call_that_the_rest_of_a_budget_cannot_pay_tells_that_it_is_spent(house: House) -> None:
    limits = Limits(day=Nanodollars(150))
    await house.hold("a", limits)
    await house.settle("a", 100, limits=limits)
    await house.hold("b", limits)
    assert [100] == [alert.level for alert in house.alerts]


async def test_a_budget_that_is_only_held_is_not_spent(house: House) -> None:
    await house.hold("a", DAY_OF_100)
    await house.hold("b", DAY_OF_100)
    assert [] == house.alerts


async def test_the_next_period_is_told_anew(house: House) -> None:
    for name in "ab":
        await house.hold(name, DAY_OF_100)
        await house.settle(name, 85, limits=DAY_OF_100)
        house.clock.advance(24 * HOUR)
    assert 2 == len({alert.starts_at for alert in house.alerts})


async def test_two_budgets_are_told_apart(house: House) -> None:
    limits = Limits(day=Nanodollars(100), month=Nanodollars(110))
    await house.hold("a", limits)
    await house.settle("a", 90, limits=limits)
    assert {("day", 80), ("month", 80)} == {(alert.kind, alert.level) for alert in house.alerts}
