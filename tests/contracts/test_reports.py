"""A usage report is what the rows say, on every database."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from auslex.accounting.books import Adjustment, AttemptRow
from auslex.accounting.memory import MemoryLedger
from auslex.accounting.periods import UTC_NAME, Period, last_days
from auslex.accounting.report_queries import COSTLIEST_MAX
from auslex.accounting.report_texts import to_object
from auslex.accounting.reports import Figures, UsageReport, ask
from auslex.accounting.sql_reports import READING_MAX, WAITING_MAX, SqlReports
from auslex.accounting.store import AccountSpend, AttemptState, Payer, Reserve
from auslex.accounting.tiers import TIERS, UNLIMITED, Limits
from auslex.core.clock import ManualClock
from auslex.core.errors import TooBusy, Unavailable
from auslex.core.money import Nanodollars
from auslex.core.principal import Tier
from auslex.database.address import PostgresAddress
from auslex.database.engine import make_engine, snapshot
from tests.contracts.conftest import reserve
from tests.support.rows import NOW, SECOND, Tables, attempt, empty_file, random_attempts, tables

__all__ = ["empty_file", "tables"]

Chosen = Callable[[AttemptRow], bool]


def usage(
    tables: Tables,
    user_id: str | None = None,
    tenant: str | None = None,
    days: int = 7,
    *,
    limits: Limits = UNLIMITED,
    command: Reserve | None = None,
) -> UsageReport:
    """The report at NOW; `command` is in the ledger whose spending it shows."""

    async def read() -> UsageReport:
        clock = ManualClock(NOW)
        ledger = MemoryLedger(clock)
        if command is not None:
            await ledger.reserve(command)
        listed = {"env_1": TIERS[Tier.ENTERPRISE]}
        return await SqlReports(tables.address, ledger, clock, limits, listed).usage(ask(user_id, tenant, days))

    return asyncio.run(read())


def test_what_each_tenant_paid_is_told_by_hour(tables: Tables) -> None:
    rows, _ = random_attempts(Random(5), 300, days=9)
    tables.put(rows)
    hour = 3_600 * SECOND
    wanted: dict[tuple[int, str], int] = defaultdict(int)
    for row in rows:
        at = row.reserved_at // hour
        if row.state is AttemptState.SETTLED and NOW // hour - 168 <= at <= NOW // hour:
            wanted[at, row.order.tenant] += row.paid
    reports = SqlReports(tables.address, MemoryLedger(ManualClock(NOW)), ManualClock(NOW), UNLIMITED, {})
    found = asyncio.run(reports.cost_by_hour(169, None))
    assert wanted == {(each.hour, each.tenant): each.cost for each in found}
    (one, *_) = {tenant for _, tenant in wanted}
    assert {one} == {each.tenant for each in asyncio.run(reports.cost_by_hour(169, one))}


class Naive:
    """The same figures, one row at a time."""

    def __init__(self, attempts: list[AttemptRow], adjustments: list[Adjustment]) -> None:
        self.attempts = [row for row in attempts if row.state is AttemptState.SETTLED]
        self._added: dict[str, int] = defaultdict(int)
        for each in adjustments:
            self._added[each.attempt_id] += each.amount

    def cost(self, row: AttemptRow) -> int:
        return row.paid + self._added[row.attempt_id]

    def figures(self, chosen: Chosen) -> Figures:
        rows = [row for row in self.attempts if chosen(row)]
        return Figures(
            len({row.order.request_id for row in rows}),
            sum(row.prompt_tokens for row in rows),
            sum(row.cached_tokens for row in rows),
            sum(row.completion_tokens for row in rows),
            sum(self.cost(row) for row in rows),
            sum(row.saved for row in rows),
        )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("user_id", "tenant"), [(None, None), ("anna", None), ("key_1", None), ("key_1", "u")])
def test_every_figure_is_the_sum_of_its_rows(
    tables: Tables, seed: int, user_id: str | None, tenant: str | None
) -> None:
    attempts, adjustments = random_attempts(Random(seed), 200, days=9)
    tables.put(attempts, adjustments)
    naive = Naive(attempts, adjustments)
    window = last_days(NOW, 7)

    def asked(row: AttemptRow) -> bool:
        whose = user_id in (None, row.order.user_label, row.order.key_id) and tenant in (None, row.order.tenant)
        return whose and window[0][1].starts_at <= row.reserved_at < window[-1][1].ends_at

    report = usage(tables, user_id, tenant)
    assert naive.figures(asked) == report.totals
    for each in report.by_model:
        assert naive.figures(_both(asked, _of_model(each.model))) == each.figures
    groups = {(row.order.user_label, row.order.tenant, row.order.key_id) for row in naive.attempts if asked(row)}
    users = [
        (label or key_id, whose, key_id, naive.figures(_both(asked, _of_group((label, whose, key_id)))))
        for label, whose, key_id in groups
    ]
    assert sorted(users, key=repr) == sorted(
        ((each.user_id, each.tenant, each.key_id, each.figures) for each in report.by_user), key=repr
    )
    costs = [each.figures.cost for each in report.by_user]
    assert costs == sorted(costs, reverse=True)
    assert [(day.isoformat(), naive.figures(_both(asked, _within(its)))) for day, its in window] == [
        (each.date, each.figures) for each in report.by_day
    ]
    dearest = sorted((row for row in naive.attempts if asked(row)), key=lambda row: (-naive.cost(row), row.attempt_id))
    assert [(row.attempt_id, naive.cost(row)) for row in dearest[:COSTLIEST_MAX]] == [
        (each.attempt_id, each.cost) for each in report.costliest
    ]


def test_an_empty_ledger_has_a_report_with_every_day_in_it(tables: Tables) -> None:
    report = usage(tables, days=366)
    assert (Figures(), [], [], []) == (report.totals, report.by_user, report.by_model, report.costliest)
    assert [(day.isoformat(), Figures()) for day, _ in last_days(NOW, 366)] == [
        (each.date, each.figures) for each in report.by_day
    ]


def test_sums_beyond_a_floats_precision_are_exact(tables: Tables) -> None:
    dear = 2**53 + 1
    tables.put([attempt(NOW - number, paid=dear, held_amount=dear) for number in range(2)])
    assert 2 * dear == usage(tables).totals.cost


def test_days_are_those_of_the_tenants_time_zone(tables: Tables) -> None:
    tables.execute("INSERT INTO tenants VALUES ('t', 'Australia/Sydney', NULL, NULL, 5, 6, 0)")
    midnight = 1_767_225_600 * SECOND - 11 * 3_600 * SECOND  # In Sydney, where summer time holds.
    tables.put([attempt(midnight - 1), attempt(midnight)])
    assert [("2025-12-31", 1), ("2026-01-01", 1)] == [
        (each.date, each.figures.requests) for each in usage(tables, tenant="t", days=2).by_day
    ]
    assert [("2025-12-31", 2), ("2026-01-01", 0)] == [
        (each.date, each.figures.requests) for each in usage(tables, days=2).by_day
    ]


def test_a_worker_whose_clock_is_off_is_reported_by_the_ledgers_time(tables: Tables) -> None:
    midnight = last_days(NOW, 1)[0][1].starts_at
    early = f"{midnight - 600 * SECOND:016x}{'0' * 16}"
    tables.put([attempt(midnight, attempt_id=early)])
    assert 1 == usage(tables, days=1).totals.requests


def test_the_budget_is_the_tenants_where_one_is_named(tables: Tables) -> None:
    tables.execute("INSERT INTO tenants VALUES ('t', 'UTC', NULL, NULL, 5000000000, NULL, 0)")
    held = reserve("a", payers=(), amount=7)
    report = to_object(usage(tables, tenant="t", command=_paid_by("tenant:t", held)))
    assert {
        "day": {
            "limit_usd": "5.00", "spent_usd": "0.00", "reserved_usd": "0.000000007",
            "resets_at": "2026-01-02T00:00:00.000Z",
        },
        "month": {
            "limit_usd": None, "spent_usd": "0.00", "reserved_usd": "0.000000007",
            "resets_at": "2026-02-01T00:00:00.000Z",
        },
    } == report["budget"]  # fmt: skip


def test_the_budget_is_the_keys_where_one_is_named(tables: Tables) -> None:
    tables.execute(
        "INSERT INTO api_keys "
        "VALUES ('key_1', 'h', 'n', 't', 'FREE', 'inference', NULL, NULL, NULL, 123, 0, NULL, NULL, NULL)"
    )
    report = usage(tables, "key_1", command=_paid_by("key:key_1", reserve("a", payers=(), amount=7)))
    assert (TIERS[Tier.FREE].day, 123, 7) == (
        report.day_budget.limit, report.month_budget.limit, report.day_budget.reserved,
    )  # fmt: skip


def test_a_keys_budget_goes_by_its_tenants_midnight(tables: Tables) -> None:
    tables.execute("INSERT INTO tenants VALUES ('t', 'Australia/Sydney', NULL, NULL, NULL, NULL, 0)")
    tables.execute(
        "INSERT INTO api_keys "
        "VALUES ('key_1', 'h', 'n', 't', 'FREE', 'inference', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL)"
    )
    budget: Any = to_object(usage(tables, "key_1"))["budget"]
    assert "2026-01-01T13:00:00.000Z" == budget["day"]["resets_at"]


def test_a_key_that_the_environment_lists_has_its_budget(tables: Tables) -> None:
    assert TIERS[Tier.ENTERPRISE].day == usage(tables, "env_1").day_budget.limit


def test_otherwise_the_budget_is_the_installations(tables: Tables) -> None:
    limits = Limits(day=Nanodollars(9))
    assert [(9, None), (9, None)] == [
        (report.day_budget.limit, report.month_budget.limit)
        for report in (usage(tables, limits=limits), usage(tables, "anna", limits=limits))
    ]


def test_a_database_that_cannot_be_read_is_unavailable(tables: Tables) -> None:
    tables.execute("DROP TABLE adjustments")
    with pytest.raises(Unavailable):
        usage(tables)


def test_a_server_that_does_not_answer_is_unavailable() -> None:
    nowhere = PostgresAddress("127.0.0.1", "d", "u", "p", port=1, options=(("sslmode", "disable"),))
    with pytest.raises(Unavailable), snapshot(make_engine(nowhere)):
        pass


@pytest.mark.parametrize("tables", ["sqlite"], indirect=True)
def test_no_more_reports_are_read_than_a_worker_can_bear(tables: Tables) -> None:
    class Slow(MemoryLedger):
        async def spend(self, account: str, time_zone: str = UTC_NAME) -> AccountSpend:
            await over.wait()
            return await super().spend(account, time_zone)

    over = asyncio.Event()

    async def crowd() -> list[UsageReport | BaseException]:
        clock = ManualClock(NOW)
        reports = SqlReports(tables.address, Slow(clock), clock, UNLIMITED, {})
        asked = [asyncio.create_task(reports.usage(ask(None, None, 1))) for _ in range(READING_MAX + WAITING_MAX + 1)]
        done, _ = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        assert [TooBusy] == [type(each.exception()) for each in done]
        over.set()
        return await asyncio.gather(*asked, return_exceptions=True)

    ended = [type(each) for each in asyncio.run(crowd())]
    assert [UsageReport] * (READING_MAX + WAITING_MAX) + [TooBusy] == ended


def test_a_snapshot_lets_nobody_write(tables: Tables) -> None:
    engine = make_engine(tables.address)
    with pytest.raises(Unavailable), snapshot(engine) as connection:
        connection.exec_driver_sql("DELETE FROM attempts")


def test_a_snapshot_ends_when_its_time_is_up(tables: Tables) -> None:
    counting = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n"
    with pytest.raises(Unavailable), snapshot(make_engine(tables.address), seconds_max=0.05) as connection:
        connection.exec_driver_sql(counting)


def _both(one: Chosen, other: Chosen) -> Chosen:
    return lambda row: one(row) and other(row)


def _of_model(model: str) -> Chosen:
    return lambda row: row.order.model == model


def _within(its: Period) -> Chosen:
    return lambda row: its.starts_at <= row.reserved_at < its.ends_at


def _of_group(group: tuple[str, str, str]) -> Chosen:
    return lambda row: group == (row.order.user_label, row.order.tenant, row.order.key_id)


def _paid_by(account: str, command: Reserve) -> Reserve:
    return Reserve((Payer(account, UNLIMITED),), command.cost, command.order, command.attempt_id)
