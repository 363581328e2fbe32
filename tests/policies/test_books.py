"""The ledger's transaction, to the last column: what is written, in which period, and who is told what."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting import books
from auslex.accounting.books import Adjustment, AttemptRow, Place
from auslex.accounting.memory import MemoryShelf
from auslex.accounting.periods import SECOND, periods_at
from auslex.accounting.policy import AlertLevel, Balance, Buckets, Cost, LimitName, Refusal
from auslex.accounting.store import (
    AccountSpend,
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
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.money import Nanodollars
from auslex.core.standing import BucketStanding, Standing
from auslex.core.usage import UsageSource

NOW = 1_790_000_000 * SECOND + 7
LATER = NOW + 3 * SECOND
DAY, MONTH = periods_at(NOW).day, periods_at(NOW).month
SYDNEY = periods_at(NOW, "Australia/Sydney")
ORDER = Order("req", "key_1", "firm", "alice", "chat_completions", "gpt-4o", "openai", "v1")
MINUTE = 60 * SECOND


class Shelf(MemoryShelf):
    """Keeps the alerts it is told of, and knows who is alive."""

    def __init__(self) -> None:
        self.alerts: list[BudgetAlert] = []
        self.alive = True
        super().__init__(self.alerts.append)

    def has_lease(self, owner: str) -> bool:
        return self.alive


def reserve(limits: Limits = UNLIMITED, *, amount: int = 100, tokens: int = 10, attempt_id: str = "a") -> Reserve:
    payers = (Payer("key:k", limits, "Australia/Sydney"), Payer("installation", UNLIMITED))
    return Reserve(payers, Cost(1, tokens, Nanodollars(amount)), ORDER, attempt_id)


def settle(paid: int, limits: Limits = UNLIMITED, tokens: tuple[int, int, int] = (4, 3, 2)) -> Resolve:
    prompt, cached, completion = tokens
    return Resolve(
        "a", reserve(limits).payers, AttemptState.SETTLED, Nanodollars(paid), prompt, cached, completion,
        UsageSource.COUNTED, Nanodollars(5),
    )  # fmt: skip


def do(shelf: Shelf, command: Command, now: int = NOW) -> object:
    return books.apply(shelf, command, "worker", now)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


# Holding.


def test_a_hold_writes_every_column(shelf: Shelf) -> None:
    do(shelf, reserve())
    expected = AttemptRow(
        attempt_id="a",
        order=ORDER,
        places=(
            Place("key:k", SYDNEY.day.starts_at, SYDNEY.month.starts_at),
            Place("installation", DAY.starts_at, MONTH.starts_at),
        ),
        owner="worker",
        state=AttemptState.DISPATCHED,
        held_amount=100,
        held_tokens=10,
        paid=0,
        saved=0,
        prompt_tokens=0,
        cached_tokens=0,
        completion_tokens=0,
        source=None,
        reserved_at=NOW,
        resolved_at=None,
    )
    assert expected == shelf.attempt("a")


def test_a_hold_is_taken_from_day_and_month_of_everybody(shelf: Shelf) -> None:
    do(shelf, reserve())
    assert [Balance(100, 0)] * 4 == [
        shelf.balance("key:k", "day", SYDNEY.day.starts_at),
        shelf.balance("key:k", "month", SYDNEY.month.starts_at),
        shelf.balance("installation", "day", DAY.starts_at),
        shelf.balance("installation", "month", MONTH.starts_at),
    ]


def test_a_hold_remembers_the_day_it_opened(shelf: Shelf) -> None:
    do(shelf, reserve())
    assert (SYDNEY.day.starts_at, DAY.starts_at) == (
        shelf.buckets("key:k").opened_at,
        shelf.buckets("installation").opened_at,
    )


def test_a_hold_without_money_opens_no_day(shelf: Shelf) -> None:
    do(shelf, reserve(amount=0))
    assert Buckets() == shelf.buckets("key:k")


def test_an_account_that_is_as_it_was_is_not_written_again(shelf: Shelf) -> None:
    do(shelf, reserve())
    before = shelf.buckets("installation")
    do(shelf, reserve(attempt_id="b"))
    assert before is shelf.buckets("installation")


def test_a_grant_says_where_the_first_payers_buckets_stand(shelf: Shelf) -> None:
    answer = do(shelf, reserve(Limits(requests_per_minute=10, tokens_per_minute=60)))
    assert Granted(Standing(BucketStanding(10, 9, 6 * SECOND), BucketStanding(60, 50, 10 * SECOND))) == answer


def test_the_same_attempt_again_is_told_the_same_and_holds_nothing(shelf: Shelf) -> None:
    limits = Limits(requests_per_minute=10)
    first = do(shelf, reserve(limits))
    assert (first, Balance(100, 0)) == (
        do(shelf, reserve(limits)),
        shelf.balance("installation", "day", DAY.starts_at),
    )


def test_the_same_attempt_again_is_told_of_what_has_flowed_back(shelf: Shelf) -> None:
    limits = Limits(requests_per_minute=10)
    do(shelf, reserve(limits))
    assert Granted(Standing(BucketStanding(10, 9, 3 * SECOND))) == do(shelf, reserve(limits), LATER)


# Refusing.


def test_a_refusal_says_everything(shelf: Shelf) -> None:
    limits = Limits(requests_per_minute=10, day=Nanodollars(150), month=Nanodollars(190))
    do(shelf, reserve(limits))
    refusal = Refusal(LimitName.DOLLARS_PER_MONTH, 190, 90, SYDNEY.month.ends_at - NOW)
    standing = Standing(BucketStanding(10, 9, 6 * SECOND))
    assert Refused("key:k", refusal, standing, Nanodollars(50)) == do(shelf, reserve(limits, attempt_id="b"))


def test_a_refusal_by_rate_alone_leaves_the_rest_unsaid(shelf: Shelf) -> None:
    limits = Limits(requests_per_minute=1)
    do(shelf, reserve(limits))
    refusal = Refusal(LimitName.REQUESTS_PER_MINUTE, 1, 0, MINUTE)
    standing = Standing(BucketStanding(1, 0, MINUTE))
    assert Refused("key:k", refusal, standing, None) == do(shelf, reserve(limits, attempt_id="b"))


@pytest.mark.parametrize(
    ("limits", "kind", "starts_at"),
    [
        (Limits(day=Nanodollars(150)), "day", SYDNEY.day.starts_at),
        (Limits(month=Nanodollars(150)), "month", SYDNEY.month.starts_at),
    ],
)
def test_a_budget_that_refuses_for_good_is_told(shelf: Shelf, limits: Limits, kind: str, starts_at: int) -> None:
    do(shelf, reserve(limits))
    do(shelf, settle(70))
    do(shelf, reserve(limits, attempt_id="b"))
    assert [BudgetAlert("key:k", kind, starts_at, AlertLevel.SPENT, Nanodollars(150), Nanodollars(70))] == shelf.alerts


# Resolving.


def test_a_settlement_writes_every_column(shelf: Shelf) -> None:
    do(shelf, reserve())
    row = shelf.attempt("a")
    assert row is not None
    assert do(shelf, settle(60), LATER) is True
    settled = shelf.attempt("a")
    assert (
        AttemptRow(
            row.attempt_id, row.order, row.places, row.owner, AttemptState.SETTLED, 100, 10, 60, 5, 4, 3, 2,
            UsageSource.COUNTED, NOW, LATER,
        )
        == settled
    )  # fmt: skip


def test_a_void_has_no_source(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, Resolve("a", reserve().payers, AttemptState.VOID), LATER)
    row = shelf.attempt("a")
    assert row is not None
    assert (AttemptState.VOID, 0, None, LATER) == (row.state, row.paid, row.source, row.resolved_at)


def test_a_settlement_moves_the_hold_to_what_was_paid(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(60))
    assert [Balance(0, 60)] * 2 == [
        shelf.balance("key:k", "day", SYDNEY.day.starts_at),
        shelf.balance("installation", "month", MONTH.starts_at),
    ]


def test_what_was_not_used_flows_back(shelf: Shelf) -> None:
    limits = Limits(tokens_per_minute=60)
    do(shelf, reserve(limits))
    do(shelf, settle(60, limits))
    assert NOW + 6 * SECOND == shelf.buckets("key:k").tokens_full_at  # 4 and 2 of the 10 were used.


def test_what_lies_above_the_hold_is_an_adjustment(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(130), LATER)
    row = shelf.attempt("a")
    assert row is not None
    assert (100, [Adjustment("a:overrun", "a", "overrun", 30, "", LATER)], Balance(0, 130)) == (
        row.paid,
        shelf.adjustments("a"),
        shelf.balance("key:k", "day", SYDNEY.day.starts_at),
    )


def test_what_fits_the_hold_exactly_is_none(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(100))
    assert [] == shelf.adjustments("a")


@pytest.mark.parametrize(("paid", "levels"), [(79, []), (80, [80]), (99, [80]), (100, [80, 100]), (101, [80, 100])])
def test_levels_are_told_as_they_are_reached(shelf: Shelf, paid: int, levels: list[int]) -> None:
    limits = Limits(month=Nanodollars(100))
    do(shelf, reserve(limits, amount=100))
    do(shelf, settle(paid, limits))
    expected = [
        BudgetAlert("key:k", "month", SYDNEY.month.starts_at, AlertLevel(level), Nanodollars(100), Nanodollars(paid))
        for level in levels
    ]
    assert expected == shelf.alerts


def test_a_second_settlement_says_so(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(60))
    assert do(shelf, settle(60)) is False


# Charging what the dead have left.


def test_a_dead_workers_hold_is_charged_and_flagged(shelf: Shelf) -> None:
    do(shelf, reserve())
    shelf.alive = False
    assert do(shelf, ChargeAbandoned("a"), LATER) is True
    row = shelf.attempt("a")
    assert row is not None
    assert (AttemptState.SETTLED, 100, UsageSource.HELD, LATER, Balance(0, 100)) == (
        row.state, row.paid, row.source, row.resolved_at, shelf.balance("key:k", "day", SYDNEY.day.starts_at),
    )  # fmt: skip


def test_a_living_workers_hold_is_not(shelf: Shelf) -> None:
    do(shelf, reserve())
    assert do(shelf, ChargeAbandoned("a")) is False
    assert Balance(100, 0) == shelf.balance("key:k", "day", SYDNEY.day.starts_at)


def test_what_is_resolved_is_not_charged_again(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(60))
    shelf.alive = False
    assert [False, False] == [do(shelf, ChargeAbandoned(name)) for name in ("a", "nobody")]


# Correcting.


def test_a_correction_writes_every_column(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(60))
    assert do(shelf, Correct("c", "a", -20, "bill"), LATER) is True
    assert ([Adjustment("c", "a", "correction", -20, "bill", LATER)], Balance(0, 40)) == (
        shelf.adjustments("a"),
        shelf.balance("installation", "day", DAY.starts_at),
    )


def test_corrections_add_up_to_no_less_than_nothing(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(130))  # 100 and an overrun of 30.
    answers = [do(shelf, Correct(name, "a", amount, "")) for name, amount in (("c", -70), ("d", -61), ("e", -60))]
    assert ([True, False, True], Balance(0, 0)) == (answers, shelf.balance("key:k", "day", SYDNEY.day.starts_at))


# Reading.


def test_spend_says_what_is_settled_and_held_in_both_periods(shelf: Shelf) -> None:
    do(shelf, reserve())
    do(shelf, settle(60))
    do(shelf, reserve(attempt_id="b", amount=7))
    expected = AccountSpend(
        Nanodollars(60), Nanodollars(7), SYDNEY.day.ends_at, Nanodollars(60), Nanodollars(7), SYDNEY.month.ends_at
    )
    assert expected == do(shelf, Spend("key:k", "Australia/Sydney"))


def test_spend_stays_in_the_day_that_was_opened_last(shelf: Shelf) -> None:
    do(shelf, reserve())
    spend = do(shelf, Spend("installation"), DAY.starts_at - 1)
    assert isinstance(spend, AccountSpend)
    assert DAY.ends_at == spend.day_ends_at


def test_a_check_changes_nothing(shelf: Shelf) -> None:
    assert do(shelf, Check()) is None


# What a caller is told of its limits.

CALLS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 200)), max_size=20)


@given(CALLS)
def test_what_remains_never_rises_while_time_stands_still(calls: list[tuple[int, int]]) -> None:
    shelf = Shelf()
    limits = Limits(requests_per_minute=12, tokens_per_minute=100, day=Nanodollars(1_000))
    told = [(12, 100)]
    for place, (tokens, amount) in enumerate(calls):
        answer = do(shelf, reserve(limits, tokens=tokens, amount=amount, attempt_id=str(place)))
        assert isinstance(answer, Granted | Refused)
        requests_left, tokens_left = answer.standing.requests, answer.standing.tokens
        assert requests_left is not None
        assert tokens_left is not None
        told.append((requests_left.remaining, tokens_left.remaining))
    for before, after in pairwise(told):
        assert before[0] >= after[0]
        assert before[1] >= after[1]


@given(CALLS)
def test_a_refusal_waited_out_lets_the_same_call_pass(calls: list[tuple[int, int]]) -> None:
    shelf = Shelf()
    limits = Limits(requests_per_minute=12, tokens_per_minute=100, day=Nanodollars(1_000))
    for place, (tokens, amount) in enumerate(calls):
        asked = reserve(limits, tokens=tokens, amount=amount, attempt_id=str(place))
        answer = do(shelf, asked)
        if isinstance(answer, Refused):
            assert answer.refusal.wait is not None
            assert isinstance(do(shelf, asked, NOW + answer.refusal.wait), Granted)
            return
