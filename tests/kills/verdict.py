"""The upstream's own bill against the ledger: pure, so that it can be shown to notice what it must."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.kills.upstream import Billed
from tests.support.gateway import Balance, Row

OVER_COUNT_MAX = 0.005  # Of the bill.
FLAGGED = ("held", "counted")


@dataclass(slots=True)
class Verdict:
    """What was found; amounts in nanodollars. over: charged beyond the bill, for want of a receipt.

    rows_by_cause, over_by_cause: the same by how far each such attempt had come when its worker died.
    """

    billed_attempts: int = 0
    rows: int = 0
    flagged: int = 0
    bill: int = 0
    ledger: int = 0
    over: int = 0
    rows_by_cause: Counter[str] = field(default_factory=Counter)
    over_by_cause: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def over_share(self) -> float:
        """Of the bill."""
        return self.over / self.bill if self.bill else 0.0

    def count_over(self, cause: str, amount: int) -> None:
        """Add what a flagged row charges beyond the bill."""
        self.over += amount
        self.over_by_cause[cause] += amount
        self.rows_by_cause[cause] += 1

    @property
    def faults(self) -> list[str]:
        """Everything that must not be; empty if the ledger is right."""
        faults = [*self.lost, *self.double, *self.wrong]
        if self.over_share > OVER_COUNT_MAX:
            faults.append(f"over-count is {self.over_share:.3%} of the bill, more than {OVER_COUNT_MAX:.1%}")
        return faults


def judge(bills: Sequence[Billed], rows: Sequence[Row]) -> Verdict:
    """Match each attempt that arrived with a row of the same request, in order. rows: oldest first."""
    verdict = Verdict(rows=len(rows))
    billed: dict[str, list[Billed]] = defaultdict(list)
    for line in bills:
        billed[line.request_id].append(line)
    booked: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        booked[row.request_id].append(row)
        verdict.ledger += row.paid if row.state == "S" else 0
        verdict.flagged += row.state == "S" and row.source in FLAGGED
    verdict.billed_attempts = sum(line.amount > 0 for line in bills)
    verdict.bill = sum(line.amount for line in bills)
    for request_id in billed.keys() | booked.keys():
        _match(verdict, request_id, billed.get(request_id, []), booked.get(request_id, []))
    return verdict


def check_balances(verdict: Verdict, balances: Sequence[Balance], sums: bool, budgets: Mapping[str, int]) -> None:
    """Add what is wrong with the balances. sums: they equal what the rows say. budgets: by key."""
    verdict.wrong += [f"{each.account} still holds {each.reserved}" for each in balances if each.reserved]
    verdict.wrong += passed(balances, budgets)
    if not sums:
        verdict.wrong.append("a balance is not the sum of its rows")


def passed(balances: Sequence[Balance], budgets: Mapping[str, int]) -> list[str]:
    """The budgets that were passed, at this instant, by what is paid and held."""
    return [
        f"{each.account} passed its {each.kind} budget: {each.settled} + {each.reserved} of {budgets[each.account]}"
        for each in balances
        if each.account in budgets and each.settled + each.reserved > budgets[each.account]
    ]


def _match(verdict: Verdict, request_id: str, bills: list[Billed], rows: list[Row]) -> None:
    left = list(rows)
    for place, line in enumerate(bills):
        spare = len(left) - (len(bills) - place)  # So many rows may belong to attempts that never arrived.
        row = next((left[skip] for skip in range(spare + 1) if _covers(left[skip], line)), left[0] if left else None)
        if row is None:
            verdict.lost.append(f"{request_id}: {line.amount} was billed and has no row")
            continue
        for skipped in left[: left.index(row)]:
            _unbilled(verdict, skipped)
        del left[: left.index(row) + 1]
        _compare(verdict, row, line)
    for row in left:
        _unbilled(verdict, row)


def _covers(row: Row, line: Billed) -> bool:
    if line.amount == 0:
        return row.state == "V" or row.source in FLAGGED
    return row.state == "S" and row.paid >= line.amount


def _compare(verdict: Verdict, row: Row, line: Billed) -> None:
    paid = row.paid if row.state == "S" else 0
    if row.state == "D":
        verdict.wrong.append(f"{row.request_id}: still open, {line.amount} was billed")
    elif paid < line.amount:
        verdict.lost.append(f"{row.request_id}: {line.amount} was billed and {paid} is charged ({row.source})")
    elif paid > line.amount and row.source not in FLAGGED:
        verdict.wrong.append(f"{row.request_id}: {line.amount} was billed and {paid} is charged, without a flag")
    elif paid > line.amount:
        verdict.count_over(_cause(line), paid - line.amount)


def _cause(line: Billed) -> str:
    if not line.answered:
        return "under way"
    return "answered, not settled" if line.amount else "refused, not voided"


def _unbilled(verdict: Verdict, row: Row) -> None:
    """A row for an attempt that never arrived: void, or charged and flagged because nobody could know."""
    if row.state == "D":
        verdict.wrong.append(f"{row.request_id}: still open, and nothing arrived")
    elif row.state == "S" and row.source not in FLAGGED:
        verdict.double.append(f"{row.request_id}: {row.paid} is charged, without a flag, for an attempt nobody billed")
    elif row.state == "S":
        verdict.count_over("never arrived", row.paid)
