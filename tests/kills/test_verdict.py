"""The verdict notices everything it is there for."""

from __future__ import annotations

from tests.kills.upstream import INPUT_PRICE, OUTPUT_PRICE, Billed
from tests.kills.verdict import Verdict, check_balances, judge, passed
from tests.support.gateway import Balance, Row

BILL = Billed("r", 10, 100)
AMOUNT = 10 * INPUT_PRICE + 100 * OUTPUT_PRICE
REFUSED = Billed("r")


def row(state: str = "S", paid: int = AMOUNT, source: str | None = "upstream", request_id: str = "r") -> Row:
    return Row(request_id, "k", "chat_completions", "gpt-4o-mini", "openai", state, AMOUNT + 5, paid, 10, 100, source)


VOID = row("V", 0, None)
HELD = row(paid=AMOUNT + 5, source="held")


def judged(bills: list[Billed], rows: list[Row]) -> tuple[int, int, int, int]:
    """Lost, double, wrong, over-counted."""
    verdict = judge(bills, rows)
    return len(verdict.lost), len(verdict.double), len(verdict.wrong), verdict.over


def test_what_was_billed_is_charged() -> None:
    assert (0, 0, 0, 0) == judged([BILL], [row()])


def test_a_bill_without_a_row_is_lost() -> None:
    assert (1, 0, 0, 0) == judged([BILL], [])


def test_a_bill_of_another_request_is_lost_and_the_row_double() -> None:
    assert (1, 1, 0, 0) == judged([BILL], [row(request_id="other")])


def test_a_bill_with_a_void_row_is_lost() -> None:
    assert (1, 0, 0, 0) == judged([BILL], [VOID])


def test_a_bill_above_its_row_is_lost() -> None:
    assert (1, 0, 0, 0) == judged([BILL], [row(paid=AMOUNT - 1)])


def test_two_rows_for_one_bill_are_double() -> None:
    assert (0, 1, 0, 0) == judged([BILL], [row(), row()])


def test_a_charge_without_a_bill_is_double_unless_flagged() -> None:
    assert ((0, 1, 0, 0), (0, 0, 0, AMOUNT + 5)) == (judged([], [row()]), judged([], [HELD]))


def test_a_charge_above_the_bill_is_wrong_unless_flagged() -> None:
    assert ((0, 0, 1, 0), (0, 0, 0, 5)) == (judged([BILL], [row(paid=AMOUNT + 5)]), judged([BILL], [HELD]))


def test_an_open_row_is_wrong() -> None:
    assert ((0, 0, 1, 0), (0, 0, 1, 0)) == (judged([BILL], [row("D", 0, None)]), judged([], [row("D", 0, None)]))


def test_attempts_of_one_request_are_matched_in_order() -> None:
    assert (0, 0, 0, 0) == judged([REFUSED, BILL], [VOID, row()])
    assert (0, 0, 0, 5) == judged([REFUSED, BILL], [VOID, VOID, HELD])
    assert (0, 0, 0, AMOUNT + 5) == judged([BILL, REFUSED], [row(), HELD])


def test_an_over_count_has_the_cause_that_the_bill_shows() -> None:
    bills = [Billed("r", 10, 100, answered=True), Billed("s", 10, 50), Billed("t", answered=True)]
    rows = [
        HELD,
        row(paid=AMOUNT + 5, source="held", request_id="s"),
        row(source="held", request_id="t"),
        row(source="held", request_id="u"),
    ]
    found = judge(bills, rows)
    assert found.over == found.over_by_cause.total()
    assert {
        "answered, not settled": 5,
        "under way": 5 + 50 * OUTPUT_PRICE,
        "refused, not voided": AMOUNT,
        "never arrived": AMOUNT,
    } == found.over_by_cause


def test_balances_that_disagree_hold_or_pass_are_wrong() -> None:
    verdict = Verdict()
    check_balances(verdict, [Balance("key:k", "day", 1, 10)], sums=False, budgets={"key:k": 10})
    assert 3 == len(verdict.wrong)


def test_a_budget_that_is_used_up_is_not_passed() -> None:
    assert [] == passed([Balance("key:k", "day", 4, 6), Balance("installation", "day", 0, 99)], {"key:k": 10})


def test_an_over_count_beyond_the_bound_is_a_fault() -> None:
    assert ([], 1) == (judge([BILL], [row()]).faults, len(judge([BILL], [HELD, HELD]).faults))
