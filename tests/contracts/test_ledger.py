"""Every ledger keeps the same promises: all or none, once, in its own period, to the nanodollar."""

from __future__ import annotations

import asyncio

import pytest

from auslex.accounting.policy import Cost, LimitName
from auslex.accounting.store import Granted, Payer, Refused, Reserve
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.money import Nanodollars
from auslex.core.standing import BucketStanding, Standing
from tests.contracts.conftest import House, reserve, settle, void

pytestmark = pytest.mark.anyio
SECOND = 1_000_000_000


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(requests_per_minute=2), LimitName.REQUESTS_PER_MINUTE),
        (Limits(tokens_per_minute=20), LimitName.TOKENS_PER_MINUTE),
        (Limits(day=Nanodollars(200)), LimitName.DOLLARS_PER_DAY),
        (Limits(month=Nanodollars(200)), LimitName.DOLLARS_PER_MONTH),
    ],
)
async def test_each_limit_admits_its_whole_capacity_and_no_more(house: House, limits: Limits, name: LimitName) -> None:
    answers = [await house.hold(str(place), limits) for place in range(3)]
    refused = answers[2]
    assert isinstance(refused, Refused)
    assert ([True, True, False], name) == ([isinstance(answer, Granted) for answer in answers], refused.refusal.limit)


@pytest.mark.parametrize("limits", [Limits(requests_per_minute=1), Limits(tokens_per_minute=10)])
async def test_a_refused_call_passes_once_it_has_waited(house: House, limits: Limits) -> None:
    await house.hold("a", limits)
    refused = await house.hold("b", limits)
    assert isinstance(refused, Refused)
    assert refused.refusal.wait is not None
    house.clock.advance(refused.refusal.wait / SECOND)
    assert isinstance(await house.hold("b", limits), Granted)


async def test_the_wait_holds_for_every_payer(house: House) -> None:
    soon, late = Limits(requests_per_minute=60), Limits(tokens_per_minute=10)
    payers = (Payer("key:k", soon), Payer("installation", late))
    await house.ledger.reserve(reserve("a", payers, requests=60))
    refused = await house.ledger.reserve(reserve("b", payers))
    assert isinstance(refused, Refused)
    assert refused.refusal.wait is not None
    house.clock.advance(refused.refusal.wait / SECOND)
    assert isinstance(await house.ledger.reserve(reserve("b", payers)), Granted)


@pytest.mark.parametrize("place", [0, 1, 2])
async def test_one_payer_that_refuses_leaves_all_untouched(house: House, place: int) -> None:
    names = ("key:k", "tenant:t", "installation")
    payers = tuple(
        Payer(name, Limits(day=Nanodollars(99)) if index == place else UNLIMITED) for index, name in enumerate(names)
    )
    answer = await house.ledger.reserve(reserve("a", payers))
    spends = [await house.ledger.spend(name) for name in names]
    assert (True, [0, 0, 0], []) == (
        isinstance(answer, Refused) and answer.account == names[place],
        [spend.day_reserved for spend in spends],
        house.rows(),
    )


async def test_every_payer_pays(house: House) -> None:
    names = ("key:k", "tenant:t", "installation")
    await house.ledger.reserve(reserve("a", tuple(Payer(name, UNLIMITED) for name in names)))
    house.ledger.resolve(settle("a", 60))
    spends = [await house.ledger.spend(name) for name in names]
    assert [(0, 60, 0, 60)] * 3 == [
        (spend.day_reserved, spend.day_settled, spend.month_reserved, spend.month_settled) for spend in spends
    ]


async def test_the_same_attempt_is_held_once(house: House) -> None:
    answers = [await house.hold("a") for _ in range(3)]
    assert ([True] * 3, 100) == (
        [isinstance(answer, Granted) for answer in answers],
        (await house.ledger.spend("key:k")).day_reserved,
    )


async def test_a_refused_attempt_may_be_asked_for_again(house: House) -> None:
    limits = Limits(day=Nanodollars(50))
    await house.hold("a", limits)
    assert isinstance(await house.hold("a", limits, amount=50), Granted)


async def test_an_attempt_is_settled_once(house: House) -> None:
    await house.hold()
    for paid in (60, 70, 0):
        await house.settle("a", paid)
    house.ledger.resolve(void("a"))
    spend = await house.ledger.spend("key:k")
    assert (0, 60, [("a", "S", 60, "upstream")]) == (spend.day_reserved, spend.day_settled, house.rows())


async def test_a_void_costs_nothing(house: House) -> None:
    await house.hold()
    house.ledger.resolve(void("a"))
    spend = await house.ledger.spend("key:k")
    assert (0, 0, [("a", "V", 0, None)]) == (spend.day_reserved, spend.day_settled, house.rows())


async def test_a_void_attempt_is_not_settled_later(house: House) -> None:
    await house.hold()
    house.ledger.resolve(void("a"))
    await house.settle("a", 60)
    assert 0 == (await house.ledger.spend("key:k")).day_settled


async def test_what_was_never_reserved_cannot_be_settled(house: House) -> None:
    await house.settle("nobody", 60)
    assert 0 == (await house.ledger.spend("key:k")).day_settled


async def test_more_than_was_held_is_booked_as_it_is(house: House) -> None:
    limits = Limits(day=Nanodollars(150))
    await house.hold("a", limits)
    await house.settle("a", 170)
    refused = await house.hold("b", limits, amount=1)
    assert (170, True) == ((await house.ledger.spend("key:k")).day_settled, isinstance(refused, Refused))


async def test_unused_money_and_tokens_are_given_back(house: House) -> None:
    limits = Limits(tokens_per_minute=10, day=Nanodollars(100))
    await house.hold("a", limits)
    await house.settle("a", 40, tokens=4, limits=limits)
    assert isinstance(await house.hold("b", limits, tokens=6, amount=60), Granted)


async def test_a_void_still_costs_the_request(house: House) -> None:
    limits = Limits(requests_per_minute=1, tokens_per_minute=10, day=Nanodollars(100))
    await house.hold("a", limits)
    house.ledger.resolve(void("a", limits))
    refused = await house.hold("b", limits)
    assert isinstance(refused, Refused)
    assert LimitName.REQUESTS_PER_MINUTE is refused.refusal.limit


async def test_a_void_gives_back_tokens_and_money(house: House) -> None:
    limits = Limits(tokens_per_minute=10, day=Nanodollars(100))
    await house.hold("a", limits)
    house.ledger.resolve(void("a", limits))
    assert isinstance(await house.hold("b", limits), Granted)


async def test_a_hold_is_booked_in_the_period_it_was_taken_in(house: House) -> None:
    await house.hold()
    before = await house.ledger.spend("key:k")
    house.clock.advance(32 * 86_400)
    await house.settle("a", 60)
    after = await house.ledger.spend("key:k")
    house.clock.advance(-32 * 86_400)
    then = await house.ledger.spend("key:k")
    assert (100, 0, 60, 0) == (before.day_reserved, after.month_settled, then.day_settled, then.day_reserved)


async def test_a_budget_begins_anew_with_its_period(house: House) -> None:
    limits = Limits(day=Nanodollars(100))
    await house.hold("a", limits)
    refused = await house.hold("b", limits)
    assert isinstance(refused, Refused)
    assert refused.refusal.wait is not None
    house.clock.advance(refused.refusal.wait / SECOND)
    assert isinstance(await house.hold("b", limits), Granted)


async def test_spend_says_when_the_periods_end(house: House) -> None:
    spend = await house.ledger.spend("key:k")
    start = 1_767_225_600 * SECOND  # 2026-01-01, where a manual clock begins.
    assert (start + 86_400 * SECOND, start + 31 * 86_400 * SECOND) == (spend.day_ends_at, spend.month_ends_at)


async def test_spend_of_an_unknown_account_is_nothing(house: House) -> None:
    spend = await house.ledger.spend("nobody")
    assert (0, 0, 0, 0) == (spend.day_settled, spend.day_reserved, spend.month_settled, spend.month_reserved)


async def test_spend_knows_everything_taken_on_before(house: House) -> None:
    for place in range(600):
        await house.hold(str(place), tokens=0)
    for place in range(600):
        house.ledger.resolve(settle(str(place), 1))
    spend = await house.ledger.spend("key:k")
    assert (0, 600) == (spend.day_reserved, spend.day_settled)


async def test_without_an_order_only_the_rates_are_taken(house: House) -> None:
    payers = (Payer("key:k", Limits(requests_per_minute=10)),)
    answer = await house.ledger.reserve(Reserve(payers, reserve("", payers, amount=0).cost))
    assert (Granted(Standing(BucketStanding(10, 9, 6 * SECOND))), []) == (answer, house.rows())


async def test_a_worker_that_has_seen_nothing_yet_takes_rates_from_three_payers(house: House) -> None:
    payers = tuple(Payer(name, Limits(requests_per_minute=5)) for name in ("key:k", "tenant:t", "installation"))
    assert isinstance(await house.ledger.reserve(Reserve(payers, Cost(requests=1))), Granted)


async def test_the_standing_is_the_first_payers(house: House) -> None:
    payers = (Payer("key:k", Limits(requests_per_minute=10)), Payer("installation", Limits(requests_per_minute=60)))
    answer = await house.ledger.reserve(reserve("a", payers))
    assert 10 == (answer.standing.requests or BucketStanding(0, 0, 0)).capacity


async def test_two_hundred_at_once_admit_exactly_what_fits(house: House) -> None:
    limits = Limits(day=Nanodollars(1_000))
    answers = await asyncio.gather(*[house.hold(str(place), limits) for place in range(200)])
    assert 10 == sum(isinstance(answer, Granted) for answer in answers)


async def test_a_ledger_that_works_says_so(house: House) -> None:
    assert await house.ledger.check() is None  # type: ignore[func-returns-value]
