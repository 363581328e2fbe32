"""A bill read, compared, booked and verified, on every database."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from auslex.accounting.bills import Bill, BillLine
from auslex.accounting.ledger_queries import rows_between, rows_named, verify
from auslex.accounting.periods import SECOND
from auslex.accounting.postgres import PostgresLedger
from auslex.accounting.reconciliation import Plan, model_name, plan
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import AttemptState, Correct
from auslex.accounting.verification import Verification
from auslex.core.clock import SystemClock
from auslex.database.address import PostgresAddress
from auslex.database.engine import make_engine, snapshot
from tests.support.rows import NOW, Tables, empty_file, random_attempts, tables

__all__ = ["empty_file", "tables"]

DAYS = frozenset({date(2025, 12, 30), date(2025, 12, 31)})
AFTERWARDS = NOW + 86_400 * SECOND


def planned(tables: Tables, bill: Bill) -> Plan:
    with snapshot(make_engine(tables.address)) as connection:
        return plan(bill, rows_between(connection, bill.days), lambda model: None, "digest", AFTERWARDS)


def booked(tables: Tables, corrections: tuple[Correct, ...]) -> list[bool]:
    """What the ledger says to each."""

    async def book() -> list[bool]:
        ledger: AbstractAsyncContextManager[SqliteLedger | PostgresLedger] = (
            PostgresLedger(tables.address, SystemClock())
            if isinstance(tables.address, PostgresAddress)
            else SqliteLedger(tables.address.path, SystemClock())
        )
        async with ledger as opened:
            return await asyncio.gather(*(opened.correct(each) for each in corrections))

    return asyncio.run(book())


def faults(tables: Tables) -> list[str]:
    with snapshot(make_engine(tables.address)) as connection:
        return list(verify(connection, Verification()))


@pytest.mark.parametrize("seed", range(2))
def test_afterwards_the_books_agree_with_the_bill_and_with_themselves(tables: Tables, seed: int) -> None:
    attempts, adjustments = random_attempts(Random(seed), 150, days=5)
    attempts = [row for row in attempts if row.state is not AttemptState.DISPATCHED]
    known = {row.attempt_id for row in attempts}
    adjustments = [each for each in adjustments if each.attempt_id in known]
    tables.put(attempts, adjustments)
    tables.balance(attempts, adjustments)
    before = planned(tables, Bill(days=DAYS))
    lines = tuple(
        BillLine(finding.bucket.day, finding.bucket.model + "-2025-01-01", None, finding.bucket.cost * 99 // 100)
        for finding in before.findings
    )
    made = planned(tables, Bill(lines, days=DAYS))
    assert (True, [0] * 4) == (len(made.corrections) > 0, [finding.unexplained for finding in made.findings])
    assert {True} == set(booked(tables, made.corrections))
    assert {False} == set(booked(tables, made.corrections))
    again = planned(tables, Bill(lines, days=DAYS))
    assert ((), {"agrees"}) == (again.corrections, {finding.note for finding in again.findings})
    assert [] == faults(tables)


def test_rows_are_those_of_the_days_by_the_ledgers_time(tables: Tables) -> None:
    attempts, adjustments = random_attempts(Random(7), 100, days=6)
    tables.put(attempts, adjustments)
    with snapshot(make_engine(tables.address)) as connection:
        found = {row.attempt_id: row for row in rows_between(connection, DAYS)}
    first = datetime(2025, 12, 30, tzinfo=UTC)
    starts, ends = (round(each.timestamp()) * SECOND for each in (first, first + timedelta(days=2)))
    assert {row.attempt_id for row in attempts if starts <= row.reserved_at < ends} == set(found)
    for row in attempts:
        if row.attempt_id in found:
            its = sum(each.amount for each in adjustments if each.attempt_id == row.attempt_id)
            assert (row.paid + its, model_name(row.order.model)) == (
                found[row.attempt_id].cost, found[row.attempt_id].model,
            )  # fmt: skip


def test_rows_are_found_by_attempt_and_by_request(tables: Tables) -> None:
    attempts, _ = random_attempts(Random(8), 20, days=6)
    tables.put(attempts)
    wanted = attempts[0].attempt_id, attempts[1].order.request_id
    with snapshot(make_engine(tables.address)) as connection:
        found = {row.attempt_id for row in rows_named(connection, wanted)}
    assert {row.attempt_id for row in attempts if {row.attempt_id, row.order.request_id} & set(wanted)} == found
