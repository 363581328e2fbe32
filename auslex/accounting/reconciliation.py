"""What to correct so that the books agree with the provider's bill: pure arithmetic on integers.

A bill says what a model cost in a UTC day. What the provider itself reported of a call is on its bill, so a difference
can only lie in the flagged calls of that day and model: those we counted ourselves, and those charged at their hold. It
is shared among them, never below nothing and never above a hold, which is an upper bound. The rest is not explained.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime

import msgspec

from auslex.accounting.bills import Bill, BillLine, ExactLine
from auslex.accounting.periods import SECOND
from auslex.accounting.pricing import TOKENS_PER_PRICE, Price, Rates
from auslex.accounting.store import AttemptState, Correct
from auslex.core.usage import UsageSource

EXACT = "exact:"  # How the id of a correction begins that makes its attempt's cost certain.
SHARED = "bill:"
_SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$")  # gpt-4o-2024-08-06 is what gpt-4o was served by.

FindPrice = Callable[[str], Price | None]


class LedgerRow(msgspec.Struct, frozen=True):
    """An attempt as far as a bill concerns it. adjustments: what its paid was corrected by, by the correction's id."""

    attempt_id: str
    request_id: str
    model: str
    state: AttemptState
    source: str | None
    held: int
    paid: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    reserved_at: int
    adjustments: dict[str, int]

    @property
    def cost(self) -> int:
        return self.paid + sum(self.adjustments.values())


class Flagged(msgspec.Struct, frozen=True):
    """A call whose cost is uncertain: what it is charged, and the most that it can have cost."""

    attempt_id: str
    cost: int
    most: int


class Bucket(msgspec.Struct):
    """One model's calls of one day, and its lines on the bill.

    known: calls whose cost is certain; corrected_cost is that of those among them that the provider did not report.
    The tokens are those that it did report.
    """

    day: date
    model: str
    lines: list[BillLine]
    models: set[str]
    flagged: list[Flagged]
    known_calls: int = 0
    known_cost: int = 0
    corrected_cost: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    open_calls: int = 0

    @property
    def cost(self) -> int:
        return self.known_cost + sum(each.cost for each in self.flagged)


class Finding(msgspec.Struct, frozen=True):
    """One bucket's outcome. billed: None where it cannot be said. unexplained: what no correction mends."""

    bucket: Bucket
    billed: int | None
    corrections: tuple[Correct, ...] = ()
    unexplained: int = 0
    note: str = ""


class Plan(msgspec.Struct, frozen=True):
    """What a file makes us do."""

    findings: tuple[Finding, ...]
    corrections: tuple[Correct, ...]


class UnknownCallError(ValueError):
    """A line of an exact bill that is about no settled attempt, or about more than one; the message says which."""


def share(rows: Sequence[Flagged], difference: int) -> tuple[dict[str, int], int]:
    """What each row is to change by, without those that stay, and what is left over.

    A cut is shared by what rows cost, a rise by what they may still cost. The same rows and difference give the same
    shares, whatever their order.
    """
    ordered = sorted(rows, key=lambda row: row.attempt_id)
    room = [row.cost if difference < 0 else max(0, row.most - row.cost) for row in ordered]
    total = min(abs(difference), sum(room))
    sign = -1 if difference < 0 else 1
    parts = proportional(room, total)
    changes = {row.attempt_id: sign * part for row, part in zip(ordered, parts, strict=True) if part}
    return changes, difference - sign * total


def proportional(weights: Sequence[int], total: int) -> list[int]:
    """The total in whole parts by weight, none above its weight; the total is at most their sum. Largest remainders."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [weight * total // whole for weight in weights]
    nearest = sorted(range(len(weights)), key=lambda place: (-(weights[place] * total % whole), place))
    for place in nearest[: total - sum(parts)]:
        parts[place] += 1
    return parts


def plan(bill: Bill, rows: Iterable[LedgerRow], find_price: FindPrice, digest: str, now: int) -> Plan:
    """Corrections for a bill of sums, from the rows of its days. digest: of the file, so that it counts once."""
    buckets: dict[tuple[date, str], Bucket] = {}
    for line in bill.lines:
        bucket = _bucket(buckets, line.day, line.model)
        bucket.lines.append(line)
    for row in rows:
        day = datetime.fromtimestamp(row.reserved_at // SECOND, UTC).date()
        if day in bill.days:
            _put(_bucket(buckets, day, row.model), row, digest)
    findings = tuple(_finding(buckets[key], find_price, digest, now) for key in sorted(buckets))
    return Plan(findings, tuple(each for finding in findings for each in finding.corrections))


def plan_exact(lines: Sequence[ExactLine], rows: Iterable[LedgerRow], digest: str) -> Plan:
    """Corrections for an exact bill, from the rows that it names. Raises UnknownCallError."""
    found: dict[str, list[LedgerRow]] = {}
    for row in rows:
        if row.state is AttemptState.SETTLED:
            found.setdefault(row.attempt_id, []).append(row)
            found.setdefault("request " + row.request_id, []).append(row)
    corrections: dict[str, Correct | None] = {}
    for line in lines:
        its = found.get("request " + line.id if line.by_request else line.id, [])
        if len(its) != 1:
            problem = f"has {len(its)} settled attempts: name the attempt_id" if its else "has no settled attempt"
            raise UnknownCallError(f"{line.where}: {line.id[:100]!r} {problem}")
        row = its[0]
        if row.attempt_id in corrections:
            raise UnknownCallError(f"{line.where}: the attempt {row.attempt_id} is named twice")
        corrections[row.attempt_id] = _exact_correction(row, line.cost, digest)
    return Plan((), tuple(each for each in corrections.values() if each is not None))


def model_name(model: str) -> str:
    """The name that a bill's snapshot and the ledger's model have in common."""
    return _SNAPSHOT.sub("", model)


def _exact_correction(row: LedgerRow, cost: int, digest: str) -> Correct | None:
    """Also of nothing, where the row was flagged: it is certain from then on."""
    certain = row.source == UsageSource.UPSTREAM or any(name.startswith(EXACT) for name in row.adjustments)
    if cost == row.cost and certain:
        return None
    return Correct(f"{EXACT}{digest}:{row.attempt_id}", row.attempt_id, cost - row.cost, "exact bill")


def _bucket(buckets: dict[tuple[date, str], Bucket], day: date, model: str) -> Bucket:
    name = model_name(model)
    bucket = buckets.setdefault((day, name), Bucket(day, name, [], set(), []))
    bucket.models.add(model)
    return bucket


def _put(bucket: Bucket, row: LedgerRow, digest: str) -> None:
    if row.state is AttemptState.DISPATCHED:
        bucket.open_calls += 1
    if row.state is not AttemptState.SETTLED:
        return
    reported = row.source == UsageSource.UPSTREAM
    if reported or any(name.startswith((EXACT, f"{SHARED}{digest}:")) for name in row.adjustments):
        bucket.known_calls += 1
        bucket.known_cost += row.cost
        bucket.corrected_cost += 0 if reported else row.cost
    else:
        bucket.flagged.append(Flagged(row.attempt_id, row.cost, max(row.held, row.cost)))
    if reported:
        bucket.prompt_tokens += row.prompt_tokens
        bucket.cached_tokens += row.cached_tokens
        bucket.completion_tokens += row.completion_tokens


def _finding(bucket: Bucket, find_price: FindPrice, digest: str, now: int) -> Finding:
    if not bucket.model:
        return Finding(bucket, sum(line.amount or 0 for line in bucket.lines), note="not about a model; left out")
    if not bucket.lines:
        return Finding(bucket, None, note="not in the file; left as it is")
    if datetime.fromtimestamp(now // SECOND, UTC).date() <= bucket.day:
        return Finding(bucket, None, note="the day is not over; try again tomorrow")
    if bucket.open_calls:
        return Finding(bucket, None, note=f"{bucket.open_calls} calls are still open; try again later")
    if any(line.amount is None for line in bucket.lines) and any(line.amount is not None for line in bucket.lines):
        return Finding(bucket, None, note="the file mixes amounts and token counts; left as it is")
    bounds = _by_amount(bucket) if bucket.lines[0].amount is not None else _by_tokens(bucket, find_price)
    if bounds is None:
        return Finding(bucket, None, note="the model has no price here; export costs instead")
    low, high = bounds
    charged = sum(each.cost for each in bucket.flagged)
    difference = low - charged if charged < low else min(0, high - charged)
    changes, left = share(bucket.flagged, difference)
    reason = f"bill of {bucket.day.isoformat()}, {bucket.model}"
    corrections = tuple(
        Correct(f"{SHARED}{digest}:{attempt_id}", attempt_id, amount, reason) for attempt_id, amount in changes.items()
    )
    billed = bucket.known_cost + (low if charged < low else min(charged, high))
    return Finding(bucket, billed, corrections, left, "" if left or corrections else "agrees")


def _by_amount(bucket: Bucket) -> tuple[int, int]:
    """What the flagged calls cost at least and at most: we round each call up to a nanodollar, the bill does not."""
    low = sum(line.amount or 0 for line in bucket.lines) - bucket.known_cost
    return low, low + bucket.known_calls


def _by_tokens(bucket: Bucket, find_price: FindPrice) -> tuple[int, int] | None:
    """The same, from the tokens that the provider counted and did not report to us with an answer.

    A sum does not say which calls were long or wrote to the cache, so there are two bounds.
    """
    prompt = max(0, sum(line.prompt_tokens for line in bucket.lines) - bucket.prompt_tokens)
    cached = min(prompt, max(0, sum(line.cached_tokens for line in bucket.lines) - bucket.cached_tokens))
    completion = max(0, sum(line.completion_tokens for line in bucket.lines) - bucket.completion_tokens)
    amounts: list[int] = []
    for price in filter(None, map(find_price, sorted(bucket.models))):
        for rates in _rates(price, prompt):
            rest = cached * rates.cached_input + completion * rates.output
            dearest = max(rates.input, rates.cache_write)
            amounts += [_amount((prompt - cached) * rate + rest) for rate in (rates.input, dearest)]
    if not amounts:
        return None
    return min(amounts) - bucket.corrected_cost, max(amounts) - bucket.corrected_cost


def _rates(price: Price, prompt_tokens: int) -> list[Rates]:
    long, above = price.long_context, price.long_context_tokens
    return [price.rates] if long is None or above is None or prompt_tokens <= above else [price.rates, long]


def _amount(price_sum: int) -> int:
    return -(-price_sum // TOKENS_PER_PRICE)
