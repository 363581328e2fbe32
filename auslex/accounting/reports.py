"""What was used, by whom, for how much: the question, its answer, and the port.

Money and tokens are those of settled attempts; an attempt costs what was paid and its adjustments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import msgspec

from auslex.core.errors import BadRequest, Unavailable
from auslex.core.money import Nanodollars

DAYS_DEFAULT = 7
DAYS_MAX = 366
NAME_CHARACTERS_MAX = 256


@dataclass(frozen=True, slots=True)
class Question:
    """Whose usage, over how many days, today included. None is everybody's; see `ask`."""

    user_id: str | None = None
    tenant: str | None = None
    days: int = DAYS_DEFAULT


class Figures(msgspec.Struct, frozen=True):
    """requests: distinct requests that reached the upstream. cost, saved: nanodollars."""

    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    cost: int = 0
    saved: int = 0


class UserFigures(msgspec.Struct, frozen=True):
    """user_id: the caller's own label, else the key's id."""

    user_id: str
    tenant: str
    key_id: str
    figures: Figures


class ModelFigures(msgspec.Struct, frozen=True):
    """One model's."""

    model: str
    figures: Figures


class DayFigures(msgspec.Struct, frozen=True):
    """One day's; date as YYYY-MM-DD."""

    date: str
    figures: Figures


class CostlyAttempt(msgspec.Struct, frozen=True):
    """One of the dearest attempts: ids, names and sizes, never text. time: nanoseconds since the epoch."""

    request_id: str
    attempt_id: str
    model: str
    endpoint: str
    key_id: str
    user_id: str
    tenant: str
    time: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    cost: int
    source: str


class Budget(msgspec.Struct, frozen=True):
    """A budget in the period that holds now; no limit is None. resets_at: nanoseconds since the epoch."""

    limit: Nanodollars | None
    spent: Nanodollars
    reserved: Nanodollars
    resets_at: int


class UsageReport(msgspec.Struct, frozen=True):
    """The answer to a question. Lists are sorted by cost, the dearest first; days by date."""

    days: int
    totals: Figures
    by_user: list[UserFigures]
    by_model: list[ModelFigures]
    by_day: list[DayFigures]
    costliest: list[CostlyAttempt]
    day_budget: Budget
    month_budget: Budget


class HourCost(msgspec.Struct, frozen=True):
    """What a tenant paid in one hour, which is counted from the epoch; nanodollars."""

    hour: int
    tenant: str
    cost: int


class Reports(Protocol):
    """Where reports come from."""

    async def cost_by_hour(self, hours: int, tenant: str | None) -> list[HourCost]:
        """What each tenant, or this one, paid in each of the last hours, this one included. Raises as `usage` does."""
        ...

    async def usage(self, question: Question) -> UsageReport:
        """Raises Unavailable where the ledger cannot be read in time, TooBusy where too many are asked for."""
        ...


class NoReports:
    """For a ledger that leaves no rows to read."""

    async def cost_by_hour(self, hours: int, tenant: str | None) -> list[HourCost]:
        return []

    async def usage(self, question: Question) -> UsageReport:
        raise Unavailable("This installation keeps its ledger in memory, so there is nothing to report on.")


def ask(user_id: str | None, tenant: str | None, days: int) -> Question:
    """The question, if it is one; raises BadRequest. user_id is a label or a key's id; nothing and "" are everybody."""
    for param, text in (("user_id", user_id), ("tenant", tenant)):
        if text and (len(text) > NAME_CHARACTERS_MAX or not text.isprintable()):
            raise BadRequest(
                f"Invalid value for {param}: at most {NAME_CHARACTERS_MAX} printable characters.",
                code="invalid_value",
                param=param,
            )
    if not 1 <= days <= DAYS_MAX:
        raise BadRequest(f"Invalid value for days: 1 to {DAYS_MAX}.", code="invalid_value", param="days")
    return Question(user_id or None, tenant or None, days)
