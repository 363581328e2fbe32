"""The statements of a usage report, the same for SQLite and PostgreSQL. Loads SQLAlchemy, so import it late.

An attempt's id begins with the time it was made at, so the table's own order narrows a scan to the days asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    String,
    and_,
    case,
    column,
    desc,
    func,
    or_,
    select,
    values,
)

from auslex.accounting.periods import SECOND, Period
from auslex.accounting.reports import CostlyAttempt, DayFigures, Figures, HourCost, ModelFigures, Question, UserFigures
from auslex.accounting.store import AttemptState
from auslex.accounting.tiers import TIERS, Limits
from auslex.core.principal import LimitOverrides, Tier
from auslex.database.schema import adjustments, api_keys, attempts, tenants

GROUPS_MAX = 1_000  # Users or models in one report: the dearest.
COSTLIEST_MAX = 10
# An id's time is its worker's, a row's is the ledger's own; their clocks differ by no more than this.
HOUR = 3_600 * SECOND
CLOCKS_APART_MAX = HOUR


class Payers(msgspec.Struct, frozen=True):
    """What the question's tenant and key may use, and their budgets' time zones; None where there is no record."""

    tenant: Limits | None
    tenant_zone: str | None
    key: Limits | None
    key_zone: str | None


class Found(msgspec.Struct, frozen=True):
    """What the rows say."""

    totals: Figures
    by_user: list[UserFigures]
    by_model: list[ModelFigures]
    by_day: list[DayFigures]
    costliest: list[CostlyAttempt]
    payers: Payers


def payers(connection: Connection, tenant: str | None, key_id: str | None) -> Payers:
    """The limits of this tenant and of the key with this id, which goes by its own tenant's midnight."""
    columns = ("requests_per_minute", "tokens_per_minute", "day_budget", "month_budget")
    of_tenant = connection.execute(
        select(*(tenants.c[name] for name in columns), tenants.c.time_zone).where(tenants.c.tenant == tenant)
    ).one_or_none()
    of_key = connection.execute(
        select(*(api_keys.c[name] for name in columns), api_keys.c.tier, tenants.c.time_zone)
        .select_from(api_keys.outerjoin(tenants, tenants.c.tenant == api_keys.c.tenant))
        .where(api_keys.c.key_id == key_id)
    ).one_or_none()
    return Payers(
        Limits(*of_tenant[:4]) if of_tenant is not None else None,
        of_tenant.time_zone if of_tenant is not None else None,
        TIERS[Tier(of_key.tier)].overridden(LimitOverrides(*of_key[:4])) if of_key is not None else None,
        of_key.time_zone if of_key is not None else None,
    )


def find(connection: Connection, question: Question, days: list[tuple[date, Period]], of: Payers) -> Found:
    """The figures of these days, which follow each other."""
    window = Period(days[0][1].starts_at, days[-1][1].ends_at)
    asked = _Asked(question, window)
    return Found(
        totals=_figures(tuple(connection.execute(asked.select()).one())),
        by_user=_by_user(connection, asked),
        by_model=_by_model(connection, asked),
        by_day=_by_day(connection, asked, days),
        costliest=_costliest(connection, asked),
        payers=of,
    )


def cost_by_hour(connection: Connection, first: int, last: int, tenant: str | None) -> list[HourCost]:
    """What was paid, without what was corrected later, for attempts reserved from hour `first` up to hour `last`."""
    hour = attempts.c.reserved_at // HOUR
    chosen = [
        *ids_between(attempts.c.attempt_id, first * HOUR, (last + 1) * HOUR),
        hour >= first,
        hour <= last,
        attempts.c.state == AttemptState.SETTLED.value,
    ]
    if tenant is not None:
        chosen.append(attempts.c.tenant == tenant)
    statement = select(hour, attempts.c.tenant, func.sum(attempts.c.paid)).where(*chosen)
    rows = connection.execute(statement.group_by(hour, attempts.c.tenant))
    return [HourCost(int(row[0]), row[1], int(row[2])) for row in rows]


class _Asked:
    """The rows that a question is about, and what each cost."""

    def __init__(self, question: Question, window: Period) -> None:
        self.chosen = [attempts.c.state == AttemptState.SETTLED.value]
        if question.tenant is not None:
            self.chosen.append(attempts.c.tenant == question.tenant)
        if question.user_id is not None:
            self.chosen.append(or_(attempts.c.user_label == question.user_id, attempts.c.key_id == question.user_id))
        self.cost: ColumnElement[int] = attempts.c.paid + _adjusted(window)
        self.within = [
            *ids_between(attempts.c.attempt_id, window.starts_at, window.ends_at),
            attempts.c.reserved_at >= window.starts_at,
            attempts.c.reserved_at < window.ends_at,
        ]

    @property
    def figures(self) -> list[ColumnElement[Any]]:
        return [
            func.count(attempts.c.request_id.distinct()),
            func.sum(attempts.c.prompt_tokens),
            func.sum(attempts.c.cached_tokens),
            func.sum(attempts.c.completion_tokens),
            func.sum(self.cost).label("cost"),
            func.sum(attempts.c.saved),
        ]

    def select(self, *names: ColumnElement[Any]) -> Any:
        """Figures for each combination of these columns, the dearest first."""
        statement = select(*names, *self.figures).select_from(attempts).where(*self.within, *self.chosen)
        return statement.group_by(*names).order_by(desc("cost"), *names).limit(GROUPS_MAX) if names else statement


def _adjusted(window: Period) -> ColumnElement[int]:
    """What overruns and corrections add to an attempt; few have any.

    Look-ups cost the same whatever a planner believes of the tables; a join with the adjustments' sums took minutes on
    tables that PostgreSQL had not analysed yet.
    """
    any_of_them = select(adjustments.c.attempt_id).where(
        *ids_between(adjustments.c.attempt_id, window.starts_at, window.ends_at)
    )
    its = select(func.sum(adjustments.c.amount)).where(adjustments.c.attempt_id == attempts.c.attempt_id)
    return case((attempts.c.attempt_id.in_(any_of_them), its.correlate(attempts).scalar_subquery()), else_=0)


def ids_between(
    attempt_id: ColumnElement[str], first: int, last: int
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """True of every id of an attempt that the ledger reserved in [first, last), and of some of others'."""
    return attempt_id >= _first_id(first - CLOCKS_APART_MAX), attempt_id < _first_id(last + CLOCKS_APART_MAX)


def _first_id(moment: int) -> str:
    """No id made at this time or later comes before it; see store.new_attempt_id."""
    return f"{max(0, moment):016x}"


def _by_user(connection: Connection, asked: _Asked) -> list[UserFigures]:
    names = (attempts.c.user_label, attempts.c.tenant, attempts.c.key_id)
    return [
        UserFigures(row.user_label or row.key_id, row.tenant, row.key_id, _figures(row[3:]))
        for row in connection.execute(asked.select(*names))
    ]


def _by_model(connection: Connection, asked: _Asked) -> list[ModelFigures]:
    return [ModelFigures(row.model, _figures(row[1:])) for row in connection.execute(asked.select(attempts.c.model))]


def _by_day(connection: Connection, asked: _Asked, days: list[tuple[date, Period]]) -> list[DayFigures]:
    """One for each day, also where nothing was used."""
    columns = (
        column("date", String), column("starts_at", BigInteger), column("ends_at", BigInteger),
        column("first_id", String), column("last_id", String),
    )  # fmt: skip
    table = values(*columns, name="days").data(
        [
            (
                day.isoformat(), its.starts_at, its.ends_at,
                _first_id(its.starts_at - CLOCKS_APART_MAX), _first_id(its.ends_at + CLOCKS_APART_MAX),
            )
            for day, its in days
        ]
    ).cte("days")  # fmt: skip
    of_the_day = and_(
        attempts.c.attempt_id >= table.c.first_id,
        attempts.c.attempt_id < table.c.last_id,
        attempts.c.reserved_at >= table.c.starts_at,
        attempts.c.reserved_at < table.c.ends_at,
        *asked.chosen,
    )
    rows = table.outerjoin(attempts, of_the_day)
    statement = select(table.c.date, *asked.figures).select_from(rows).group_by(table.c.date).order_by(table.c.date)
    return [DayFigures(row.date, _figures(row[1:])) for row in connection.execute(statement)]


def _costliest(connection: Connection, asked: _Asked) -> list[CostlyAttempt]:
    its = attempts.c
    statement = (
        select(
            its.request_id, its.attempt_id, its.model, its.endpoint, its.key_id, its.user_label, its.tenant,
            its.reserved_at, its.prompt_tokens, its.cached_tokens, its.completion_tokens, asked.cost.label("cost"),
            its.source,
        )
        .where(*asked.within, *asked.chosen)
        .order_by(desc("cost"), its.attempt_id)
        .limit(COSTLIEST_MAX)
    )  # fmt: skip
    return [
        CostlyAttempt(
            request_id=row.request_id,
            attempt_id=row.attempt_id,
            model=row.model,
            endpoint=row.endpoint,
            key_id=row.key_id,
            user_id=row.user_label or row.key_id,
            tenant=row.tenant,
            time=row.reserved_at,
            prompt_tokens=row.prompt_tokens,
            cached_tokens=row.cached_tokens,
            completion_tokens=row.completion_tokens,
            cost=int(row.cost),
            source=str(row.source or ""),
        )
        for row in connection.execute(statement)
    ]


def _figures(sums: Sequence[Any]) -> Figures:
    """Whole numbers of whatever the database's sums are: numeric in PostgreSQL, nothing where there was no row."""
    return Figures(*(int(each or 0) for each in sums))
