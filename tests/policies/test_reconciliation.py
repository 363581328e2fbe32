"""Differences between the bill and the books: shared exactly, among the uncertain calls alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting.bills import Bill, BillLine, ExactLine
from auslex.accounting.pricing import PerMillion, Price, Rates
from auslex.accounting.reconciliation import (
    Finding,
    Flagged,
    LedgerRow,
    Plan,
    UnknownCallError,
    model_name,
    plan,
    plan_exact,
    proportional,
    share,
)
from auslex.accounting.store import AttemptState

DAY = date(2026, 1, 5)
NOON = round(datetime(2026, 1, 5, 12, tzinfo=UTC).timestamp()) * 10**9
LATER = NOON + 86_400 * 10**9
AMOUNTS = st.integers(0, 10**12)
ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=30).map(
    lambda pairs: [Flagged(f"a{n:02d}", cost, max(cost, most)) for n, (cost, most) in enumerate(pairs)]
)
FLAT = Rates(*(PerMillion(10**6),) * 4)  # One nanodollar a token, whatever it is.


@given(ROWS, st.integers(0, 10**14))
def test_the_corrected_sum_is_the_bill_wherever_it_can_be(rows: list[Flagged], bill: int) -> None:
    charged, most = sum(row.cost for row in rows), sum(row.most for row in rows)
    changes, left = share(rows, bill - charged)
    assert min(bill, most) == charged + sum(changes.values())
    assert max(0, bill - most) == left


@given(ROWS, st.integers(-(10**14), 10**14))
def test_no_row_falls_below_nothing_or_rises_above_its_hold(rows: list[Flagged], difference: int) -> None:
    changes, _ = share(rows, difference)
    after = {row.attempt_id: (row.cost + changes.get(row.attempt_id, 0), row.most) for row in rows}
    assert {} == {name: both for name, both in after.items() if not 0 <= both[0] <= both[1]}


@given(ROWS, st.integers(-(10**14), 10**14))
def test_what_is_not_shared_is_left_over_and_nothing_is_lost(rows: list[Flagged], difference: int) -> None:
    changes, left = share(rows, difference)
    assert difference == sum(changes.values()) + left
    assert 0 not in changes.values()


@given(ROWS, st.integers(-(10**14), 10**14), st.randoms())
def test_the_order_of_rows_makes_no_difference(rows: list[Flagged], difference: int, random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert share(rows, difference) == share(shuffled, difference)


@given(st.lists(AMOUNTS, min_size=1, max_size=20), st.integers(0, 10**6))
def test_parts_are_within_one_of_their_exact_share(weights: list[int], thousandths: int) -> None:
    total = sum(weights) * thousandths // 10**6
    parts = proportional(weights, total)
    assert total == sum(parts)
    whole = sum(weights) or 1
    assert [] == [
        (part, weight)
        for part, weight in zip(parts, weights, strict=True)
        if abs(part * whole - weight * total) >= whole
    ]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("gpt-4o-2024-08-06", "gpt-4o"), ("gpt-4o", "gpt-4o"), ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
        ("ft:gpt-4o-2024-08-06:acme::x", "ft:gpt-4o-2024-08-06:acme::x"),
    ],
)  # fmt: skip
def test_a_snapshot_counts_as_its_model(model: str, expected: str) -> None:
    assert expected == model_name(model)


def row(attempt_id: str, source: str = "upstream", paid: int = 100, **fields: object) -> LedgerRow:
    usual = {
        "request_id": f"r-{attempt_id}", "model": "gpt-4o", "state": AttemptState.SETTLED, "held": 1_000,
        "prompt_tokens": 60, "cached_tokens": 0, "completion_tokens": 40, "reserved_at": NOON, "adjustments": {},
    }  # fmt: skip
    return LedgerRow(attempt_id=attempt_id, source=source, paid=paid, **{**usual, **fields})  # type: ignore[arg-type]


def costs(amount: int, model: str = "gpt-4o-2024-08-06", day: date = DAY) -> Bill:
    return Bill((BillLine(day, model, None, amount),), days=frozenset({day}))


def tokens(prompt: int, completion: int, model: str = "gpt-4o-2024-08-06") -> Bill:
    line = BillLine(DAY, model, None, None, 1, prompt, 0, completion)
    return Bill((line,), days=frozenset({DAY}))


def planned(bill: Bill, *rows: LedgerRow, digest: str = "d", now: int = LATER, price: Price | None = None) -> Plan:
    return plan(bill, rows, lambda model: price, digest, now)


def changes(made: Plan) -> dict[str, int]:
    return {each.attempt_id: each.amount for each in made.corrections}


def only(made: Plan) -> Finding:
    (finding,) = made.findings
    return finding


def test_only_flagged_calls_are_corrected() -> None:
    made = planned(costs(250), row("a"), row("b", "held"), row("c", "counted"))
    assert {"b": -25, "c": -24} == changes(made)  # The one known call was rounded up, by up to a nanodollar.


def test_a_bill_that_agrees_corrects_nothing() -> None:
    made = planned(costs(300), row("a"), row("b", "held"), row("c", "counted"))
    assert ({}, 0, "agrees") == (changes(made), only(made).unexplained, only(made).note)


def test_a_rise_stays_within_the_holds_and_the_rest_is_told() -> None:
    made = planned(costs(5_000), row("a"), row("b", "held", 400))
    assert ({"b": 600}, 3_900) == (changes(made), only(made).unexplained)


def test_a_difference_without_a_flagged_call_is_told_and_never_booked() -> None:
    made = planned(costs(90), row("a"), row("b"))
    assert ({}, -108) == (changes(made), only(made).unexplained)


def test_a_corrected_call_stays_uncertain_but_one_that_was_billed_exactly_does_not() -> None:
    rows = (
        row("a", "held", 500, adjustments={"bill:other:a": -100}),
        row("b", "held", 500, adjustments={"exact:x:b": 9}),
    )
    made = planned(costs(709), *rows)
    assert {"a": -199} == changes(made)


def test_the_same_file_corrects_each_call_once() -> None:
    rows = row("a", "held", 500, adjustments={"bill:d:a": -100}), row("b", "held", 500)
    assert {"b": -99} == changes(planned(costs(800), *rows))


def test_tokens_are_priced_after_taking_off_what_the_provider_reported() -> None:
    price = Price("gpt-4o", FLAT, "v")
    made = planned(tokens(60 + 30, 40 + 20), row("a"), row("b", "held", 500), price=price)
    assert ({"b": -450}, 150) == (changes(made), only(made).billed)


def test_where_tokens_leave_the_price_open_neither_bound_is_passed() -> None:
    rates = Rates(PerMillion(10**6), PerMillion(10**6), PerMillion(10**6), PerMillion(2 * 10**6))
    price = Price("gpt-4o", rates, "v")
    for charged, change in ((200, {}), (151, {}), (100, {"b": 50}), (300, {"b": -50})):
        made = planned(tokens(60 + 100, 40 + 50), row("a"), row("b", "held", charged), price=price)
        assert change == changes(made)


def test_long_contexts_are_dearer_only_where_there_can_be_one() -> None:
    long = Rates(*(PerMillion(3 * 10**6),) * 4)
    price = Price("gpt-4o", FLAT, "v", 100, long)
    short = planned(tokens(100, 0), row("b", "held", 300), price=price)
    possible = planned(tokens(101, 0), row("b", "held", 300), price=price)
    assert ({"b": -200}, {}) == (changes(short), changes(possible))


@pytest.mark.parametrize(
    ("made", "note"),
    [
        (planned(costs(1), row("a", "held"), now=NOON), "the day is not over"),
        (planned(costs(1), row("a", "held"), row("b", state=AttemptState.DISPATCHED)), "1 calls are still open"),
        (planned(tokens(1, 1), row("a", "held")), "no price here"),
        (planned(Bill(days=frozenset({DAY})), row("a", "held")), "not in the file"),
        (planned(costs(1, model="")), "not about a model"),
        (planned(Bill(costs(1).lines + tokens(1, 1).lines, days=frozenset({DAY})), row("a", "held")), "mixes"),
    ],
)
def test_what_cannot_be_compared_is_said_and_left_as_it_is(made: Plan, note: str) -> None:
    assert ({}, True) == (changes(made), note in only(made).note)


def test_void_calls_and_other_days_are_no_part_of_a_bucket() -> None:
    rows = row("a", "held"), row("b", state=AttemptState.VOID, paid=0), row("c", "held", reserved_at=LATER)
    assert {"a": -60} == changes(planned(costs(40), *rows))


def test_an_exact_bill_corrects_any_settled_call_and_confirms_a_flagged_one() -> None:
    lines = [
        ExactLine("line 1", "a", False, 90),
        ExactLine("line 2", "r-b", True, 100),
        ExactLine("line 3", "c", False, 100),
    ]
    made = plan_exact(lines, [row("a"), row("b", "held"), row("c")], "d")
    assert {"a": -10, "b": 0} == changes(made)


def test_an_exact_bill_twice_corrects_nothing_more() -> None:
    rows = [row("a", "held", adjustments={"exact:d:a": -10})]
    assert {} == changes(plan_exact([ExactLine("line 1", "a", False, 90)], rows, "d"))


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ([("x", False)], "line 1: 'x' has no settled attempt"),
        ([("v", False)], "line 1: 'v' has no settled attempt"),
        ([("r", True)], "line 1: 'r' has 2 settled attempts: name the attempt_id"),
        ([("a", False), ("a", False)], "line 2: the attempt a is named twice"),
    ],
)
def test_an_exact_bill_must_name_one_settled_call_a_line(ids: list[tuple[str, bool]], said: str) -> None:
    rows = [row("a", request_id="r"), row("b", request_id="r"), row("v", state=AttemptState.VOID)]
    lines = [ExactLine(f"line {n}", name, by_request, 1) for n, (name, by_request) in enumerate(ids, 1)]
    with pytest.raises(UnknownCallError) as refused:
        plan_exact(lines, rows, "d")
    assert said == str(refused.value)
