"""The ledger as a port, its commands, and its memory version.

One row per upstream attempt. It is reserved and dispatched in one transaction, because nothing slow lies between: the
row is durable in state DISPATCHED before the first byte leaves. It is resolved once, by a settlement or a void.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec

from auslex.accounting.periods import UTC_NAME
from auslex.accounting.policy import AlertLevel, Cost, Refusal
from auslex.accounting.tiers import Limits
from auslex.core.clock import Clock
from auslex.core.ids import new_id
from auslex.core.money import ZERO, Nanodollars
from auslex.core.standing import Standing
from auslex.core.usage import UsageSource


class AttemptState(StrEnum):
    """DISPATCHED: may have been billed. SETTLED and VOID are final."""

    DISPATCHED = "D"
    SETTLED = "S"
    VOID = "V"


class Payer(msgspec.Struct, frozen=True, gc=False):
    """An account, what it may use, and whose midnight its budgets follow. Order is fixed: key, tenant, installation."""

    account: str
    limits: Limits
    time_zone: str = UTC_NAME


class Order(msgspec.Struct, frozen=True, gc=False):
    """What an attempt is for, as the ledger keeps it: ids, names and sizes, never text."""

    request_id: str
    key_id: str
    tenant: str
    user_label: str
    endpoint: str
    model: str
    upstream: str
    price_version: str


class Reserve(msgspec.Struct, frozen=True, gc=False):
    """Hold this cost on every payer, all or none, and record the attempt. Without an order, only rates are taken."""

    payers: tuple[Payer, ...]
    cost: Cost
    order: Order | None = None
    attempt_id: str = ""


class Resolve(msgspec.Struct, frozen=True, gc=False):
    """Turn the attempt's hold into a payment (SETTLED) or into nothing (VOID).

    paid: what it cost; what lies above the hold is booked as an overrun. saved: what cached input made it cheaper.
    """

    attempt_id: str
    payers: tuple[Payer, ...]
    state: AttemptState
    paid: Nanodollars = ZERO
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    source: UsageSource = UsageSource.UPSTREAM
    saved: Nanodollars = ZERO


class Correct(msgspec.Struct, frozen=True, gc=False):
    """Add to what a settled attempt cost, or take from it, because the provider's bill says so."""

    adjustment_id: str
    attempt_id: str
    amount: int
    reason: str


class ChargeAbandoned(msgspec.Struct, frozen=True, gc=False):
    """Charge an attempt's hold if its owner is dead: what it cost is unknown."""

    attempt_id: str


class Spend(msgspec.Struct, frozen=True, gc=False):
    """Read one account's money."""

    account: str
    time_zone: str = UTC_NAME


class Check(msgspec.Struct, frozen=True, gc=False):
    """Do nothing, in a transaction."""


class Granted(msgspec.Struct, frozen=True, gc=False):
    """The hold stands. The standing is the first payer's."""

    standing: Standing


class Refused(msgspec.Struct, frozen=True, gc=False):
    """Nothing was taken. `account` is the payer whose limit refused.

    affordable: what every budget still leaves; None if nobody has one.
    """

    account: str
    refusal: Refusal
    standing: Standing
    affordable: Nanodollars | None = None


class AccountSpend(msgspec.Struct, frozen=True, gc=False):
    """One account's money in the periods that hold now, and when they end (nanoseconds since the epoch)."""

    day_settled: Nanodollars
    day_reserved: Nanodollars
    day_ends_at: int
    month_settled: Nanodollars
    month_reserved: Nanodollars
    month_ends_at: int


class BudgetAlert(msgspec.Struct, frozen=True, gc=False):
    """A budget has reached a level, for the first time in this period. Amounts in nanodollars, times as everywhere."""

    account: str
    kind: str
    starts_at: int
    level: AlertLevel
    budget: Nanodollars
    settled: Nanodollars


Command = Reserve | Resolve | Correct | ChargeAbandoned | Spend | Check
Answer = Granted | Refused | AccountSpend | bool | None
OnAlert = Callable[[BudgetAlert], None]


def attempt_id_of(command: Command) -> str:
    """The attempt that the command is about; empty if it is about none."""
    return "" if isinstance(command, (Spend, Check)) else command.attempt_id


class Ledger(Protocol):
    """Where money and limits are kept. Every method raises Unavailable when the store cannot answer."""

    async def reserve(self, command: Reserve) -> Granted | Refused:
        """All or none. A grant that nobody waits for any more is voided by the ledger itself."""
        ...

    def resolve(self, command: Resolve) -> None:
        """Take the resolution on, and never raise: it is done in order, and before the ledger closes.

        Repeats change nothing. What cannot be done is charged at its hold by the sweep.
        """
        ...

    async def correct(self, command: Correct) -> bool:
        """Book a correction; False if it was booked before, or if there is no such settled attempt."""
        ...

    async def spend(self, account: str, time_zone: str = UTC_NAME) -> AccountSpend:
        """The account's money now, after everything taken on before."""
        ...

    async def check(self) -> None:
        """Raise Unavailable unless the ledger could take a hold now."""
        ...


@dataclass(frozen=True, slots=True)
class LedgerOptions:
    """wait_seconds_max: how long a hold may wait for the store before it is refused as Unavailable.

    lease_seconds: after so long without a sign of life a worker counts as dead, and its open holds are charged.
    """

    wait_seconds_max: float = 2.0
    lease_seconds: float = 30.0


def new_attempt_id(clock: Clock) -> str:
    """Unique, and ordered by time so that rows are appended, not scattered."""
    return f"{clock.now_nanoseconds():016x}{new_id(64)}"
