"""Do the ledger's rows keep its rules, and do its balances follow from them: what is wrong, in words.

Every balance can be made again from the rows: what is reserved is the holds of open attempts, what is settled is what
settled attempts paid and their adjustments, in the periods that each row names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias, TypeGuard

import msgspec

from auslex.accounting.books import CORRECTION, DAY, MONTH, OVERRUN, Place
from auslex.accounting.policy import AlertLevel
from auslex.accounting.records import read_places
from auslex.accounting.store import AttemptState
from auslex.core.money import Nanodollars, to_dollars
from auslex.core.usage import UsageSource

KINDS = (DAY, MONTH)
STATES = frozenset(AttemptState)
SOURCES = frozenset(UsageSource)
TEXT_CHARACTERS_MAX = 100

Value: TypeAlias = object  # Of a column: the rows are under suspicion, so no type is taken for granted.
BalanceKey: TypeAlias = tuple[str, str, int]


class Attempt(msgspec.Struct, frozen=True):
    """An attempt's columns as they were found."""

    attempt_id: Value
    places: Value
    state: Value
    held_amount: Value
    held_tokens: Value
    paid: Value
    saved: Value
    prompt_tokens: Value
    cached_tokens: Value
    completion_tokens: Value
    source: Value
    reserved_at: Value
    resolved_at: Value


class Adjustment(msgspec.Struct, frozen=True):
    """An adjustment's columns as they were found, and those of its attempt; None where there is no such attempt."""

    adjustment_id: Value
    attempt_id: Value
    kind: Value
    amount: Value
    places: Value
    state: Value
    held_amount: Value
    paid: Value


class Alert(msgspec.Struct, frozen=True):
    """An alert's columns as they were found."""

    account: Value
    kind: Value
    starts_at: Value
    level: Value
    budget: Value
    settled: Value


class Counts(msgspec.Struct):
    """What was looked at."""

    open: int = 0
    settled: int = 0
    void: int = 0
    adjustments: int = 0
    alerts: int = 0
    balances: int = 0


class Verification:
    """Takes rows in any order, then balances; each method yields what is wrong. Keeps one sum for each balance."""

    def __init__(self) -> None:
        self.counts = Counts()
        self._expected: dict[BalanceKey, list[int]] = {}
        self._alerted: set[BalanceKey] = set()

    def attempt(self, row: Attempt) -> Iterator[str]:
        """One attempt."""
        where = f"attempt {_shown(row.attempt_id)}"
        faults = [*_number_faults(row), *_state_faults(row)]
        places = _places(row.places)
        if not places:
            faults.append("its places cannot be read, so its money is in no balance")
        self._count(row.state)
        held, paid = row.held_amount, row.paid
        if _whole(held) and _whole(paid):
            self._add(places, held if row.state == AttemptState.DISPATCHED else 0, _settled(row.state, paid))
        yield from (f"{where}: {fault}" for fault in faults)

    def adjustment(self, row: Adjustment) -> Iterator[str]:
        """One adjustment."""
        self.counts.adjustments += 1
        if row.state is not None and _whole(row.amount):
            self._add(_places(row.places), 0, _settled(row.state, row.amount))
        where = f"adjustment {_shown(row.adjustment_id)}"
        yield from (f"{where}: {fault}" for fault in _adjustment_faults(row))

    def alert(self, row: Alert) -> Iterator[str]:
        """One alert."""
        self.counts.alerts += 1
        where = f"alert {_shown(row.account)} {_shown(row.kind)} {_shown(row.starts_at)} {_shown(row.level)}"
        if row.kind not in KINDS:
            yield f"{where}: its kind is neither day nor month"
        if not (_whole(row.budget) and _whole(row.settled) and row.budget > 0):
            yield f"{where}: its budget or its amount is no sum of money"
        elif row.level not in tuple(AlertLevel):
            yield f"{where}: there is no such level"
        elif row.level == AlertLevel.WARNING and row.settled * 100 < row.budget * AlertLevel.WARNING:
            yield f"{where}: {_dollars(row.settled)} is not yet {row.level} % of {_dollars(row.budget)}"
        if isinstance(row.account, str) and isinstance(row.kind, str) and _whole(row.starts_at):
            self._alerted.add((row.account, row.kind, row.starts_at))

    def balance(self, account: str, kind: str, starts_at: int, reserved: Value, settled: Value) -> Iterator[str]:
        """One balance, after every attempt and adjustment."""
        self.counts.balances += 1
        key = account, kind, starts_at
        expected = self._expected.pop(key, [0, 0])
        self._alerted.discard(key)
        for name, kept, made in (("reserved", reserved, expected[0]), ("settled", settled, expected[1])):
            if kept != made:
                yield _difference(key, name, kept, made)

    def end(self) -> Iterator[str]:
        """What has no balance."""
        for key, (reserved, settled) in sorted(self._expected.items()):
            for name, made in (("reserved", reserved), ("settled", settled)):
                if made:
                    yield _difference(key, name, "missing", made)
        for account, kind, starts_at in sorted(self._alerted):
            yield f"alert {_shown(account)} {kind} {starts_at}: there is no such balance"

    def _count(self, state: Value) -> None:
        match state:
            case AttemptState.DISPATCHED:
                self.counts.open += 1
            case AttemptState.SETTLED:
                self.counts.settled += 1
            case AttemptState.VOID:
                self.counts.void += 1

    def _add(self, places: tuple[Place, ...], reserved: int, settled: int) -> None:
        for place in places:
            for key in ((place.account, DAY, place.day_starts_at), (place.account, MONTH, place.month_starts_at)):
                both = self._expected.setdefault(key, [0, 0])
                both[0] += reserved
                both[1] += settled


def negative_total(attempt_id: str, total: int) -> str:
    """The words for an attempt that has been given back more than it cost."""
    return f"attempt {_shown(attempt_id)}: its adjustments leave it at {_dollars(total)}"


def _number_faults(row: Attempt) -> Iterator[str]:
    for name in ("held_amount", "held_tokens", "paid", "prompt_tokens", "cached_tokens", "completion_tokens"):
        value = getattr(row, name)
        if not _whole(value) or value < 0:
            yield f"{name} is {_shown(value)}, no whole number from 0"
    if not _whole(row.reserved_at) or not _whole(row.saved):
        yield "reserved_at or saved is no whole number"
    if _whole(row.cached_tokens) and _whole(row.prompt_tokens) and row.cached_tokens > row.prompt_tokens:
        yield f"it has more cached tokens than prompt tokens, {row.cached_tokens} of {row.prompt_tokens}"
    if _whole(row.held_amount) and _whole(row.paid) and row.paid > row.held_amount:
        yield f"it paid {_dollars(row.paid)}, more than its hold of {_dollars(row.held_amount)}"


def _state_faults(row: Attempt) -> Iterator[str]:
    if row.state not in STATES:
        yield f"there is no state {_shown(row.state)}"
        return
    is_open, is_settled = row.state == AttemptState.DISPATCHED, row.state == AttemptState.SETTLED
    if is_open and row.resolved_at is not None:
        yield "it is open and has a time at which it was resolved"
    if not is_open and not _whole(row.resolved_at):
        yield "it is resolved and no time says when"
    if not is_settled and row.paid != 0:
        yield f"it is {'open' if is_open else 'void'} and paid {_shown(row.paid)} nanodollars"
    if is_settled and row.source not in SOURCES:
        yield f"it is settled, and {_shown(row.source)} is no source of its figures"
    if not is_settled and row.source is not None:
        yield "it is not settled and names a source"


def _adjustment_faults(row: Adjustment) -> Iterator[str]:
    is_overrun = row.kind == OVERRUN
    if row.kind not in (OVERRUN, CORRECTION):
        yield f"there is no kind {_shown(row.kind)}"
    if not _whole(row.amount):
        yield f"its amount is {_shown(row.amount)}, no whole number"
        return
    if row.state is None:
        yield f"there is no attempt {_shown(row.attempt_id)} for its {_dollars(row.amount)}"
        return
    if row.state != AttemptState.SETTLED:
        yield f"its attempt {_shown(row.attempt_id)} is not settled"
    if is_overrun != (row.adjustment_id == f"{row.attempt_id}:{OVERRUN}"):
        yield f"an overrun, and nothing else, has the id {_shown(row.attempt_id)}:{OVERRUN}"
    if is_overrun and row.amount <= 0:
        yield f"an overrun of {_dollars(row.amount)}"
    if is_overrun and row.paid != row.held_amount:
        yield "its attempt ran over its hold without having used it up"


def _places(text: Value) -> tuple[Place, ...]:
    """The places of a row; nothing if they cannot be read."""
    if not isinstance(text, str):
        return ()
    try:
        return read_places(text)
    except ValueError:
        return ()


def _settled(state: Value, amount: int) -> int:
    return amount if state == AttemptState.SETTLED else 0


def _difference(key: BalanceKey, name: str, kept: Value, made: int) -> str:
    account, kind, starts_at = key
    off = f", {_dollars(kept - made)} off" if _whole(kept) else ""
    return (
        f"balance {_shown(account)} {_shown(kind)} {starts_at}: {name} is {_money(kept)}, "
        f"its rows make {_dollars(made)}{off}"
    )


def _money(value: Value) -> str:
    return _dollars(value) if _whole(value) else _shown(value)


def _dollars(amount: int) -> str:
    return f"${to_dollars(Nanodollars(amount))}"


def _whole(value: Value) -> TypeGuard[int]:
    return isinstance(value, int)


def _shown(value: Value) -> str:
    """For people, on one line, whatever is in it."""
    text = "".join(letter if letter.isprintable() else "?" for letter in str(value))
    return text[:TEXT_CHARACTERS_MAX]
