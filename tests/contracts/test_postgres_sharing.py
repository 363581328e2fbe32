"""Accounts without limits in PostgreSQL: added to by all workers at once, and still exact, also beside a limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import psycopg
import pytest

from auslex.accounting.periods import SECOND
from auslex.accounting.store import Granted, Payer, Refused
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import SystemClock
from auslex.core.money import Nanodollars
from tests.contracts.conftest import (
    HANG_SECONDS,
    DatabaseClock,
    balances_of,
    books_of,
    opened_postgres,
    reserve,
    settle,
)
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
EVERYBODY = Payer("installation", UNLIMITED)
LOCK = "SELECT 1 FROM accounts WHERE account = 'installation' FOR {}"


def agrees(database: Database) -> bool:
    return books_of(database.query) == balances_of(database.query)


async def until(claim: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANG_SECONDS):
        while not claim():  # noqa: ASYNC110  there is no event to wait for in a server
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("way", ["direct", "pooled"])
async def test_workers_that_only_add_lose_nothing_of_each_others(postgres_database: Database, way: str) -> None:
    url = getattr(postgres_database, way)
    async with opened_postgres(url, SystemClock()) as first, opened_postgres(url, SystemClock()) as second:
        for start in range(0, 200, 20):
            names = [f"{place:03}" for place in range(start, start + 20)]
            await asyncio.gather(
                *(
                    (first, second)[place % 2].reserve(reserve(name, (Payer(f"key:{name}", UNLIMITED), EVERYBODY)))
                    for place, name in enumerate(names)
                )
            )
            for place, name in enumerate(names):
                (first, second)[place % 3 == 0].resolve(settle(name, 60))
        await first.check()
        await second.check()
        spend = await first.spend("installation")
        assert (12_000, 0, True) == (spend.day_settled, spend.day_reserved, agrees(postgres_database))


async def test_a_worker_that_only_adds_waits_for_no_other_that_does(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", (EVERYBODY,)))
        with psycopg.connect(postgres_database.direct) as other:
            other.execute(LOCK.format("SHARE"))
            assert isinstance(await ledger.reserve(reserve("b", (EVERYBODY,))), Granted)


async def test_a_report_on_such_an_account_waits_for_nobody_either(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", (EVERYBODY,)))
        with psycopg.connect(postgres_database.direct) as other:
            other.execute(LOCK.format("SHARE"))
            assert 100 == (await ledger.spend("installation")).day_reserved


@pytest.mark.parametrize("theirs", ["SHARE", "UPDATE"])
async def test_who_decides_waits_for_everybody(postgres_database: Database, theirs: str) -> None:
    limited = (Payer("installation", Limits(day=Nanodollars(150))),)
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", (EVERYBODY,)))
        with psycopg.connect(postgres_database.direct) as other:
            other.execute(LOCK.format(theirs))
            asked = asyncio.ensure_future(ledger.reserve(reserve("b", limited)))
            await until(lambda: bool(postgres_database.query("SELECT 1 FROM pg_locks WHERE NOT granted")))
            assert not asked.done()
        assert isinstance(await asked, Refused)  # 100 of 150 are held already.


async def test_a_limit_sees_what_was_held_without_one(postgres_database: Database) -> None:
    url, limited = postgres_database.direct, (Payer("installation", Limits(month=Nanodollars(1_000))),)
    async with opened_postgres(url, SystemClock()) as free, opened_postgres(url, SystemClock()) as bound:
        await asyncio.gather(*(free.reserve(reserve(f"{place:03}", (EVERYBODY,))) for place in range(9)))
        answers = await asyncio.gather(*(bound.reserve(reserve(name, limited)) for name in "abc"))
        assert (1, True) == (
            sum(isinstance(answer, Granted) for answer in answers),
            agrees(postgres_database),
        )


async def test_a_clock_set_back_reopens_no_day_of_an_account_without_limits(postgres_database: Database) -> None:
    clock = DatabaseClock(postgres_database)
    clock.set_calendar(at("2026-03-11T00:10:00"))
    async with opened_postgres(postgres_database.direct, clock) as ledger:
        await ledger.reserve(reserve("a", (EVERYBODY,)))
        clock.set_calendar(at("2026-03-10T23:50:00"))
        await ledger.reserve(reserve("b", (EVERYBODY,)))
    days = postgres_database.query("SELECT starts_at, reserved FROM balances WHERE kind = 'day'")
    assert [(at("2026-03-11T00:00:00"), 200)] == days


async def test_a_balance_that_is_gone_is_made_anew(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", (EVERYBODY,)))
        postgres_database.query("DELETE FROM balances")  # What a wrong hand might do.
        await asyncio.gather(ledger.reserve(reserve("b", (EVERYBODY,))), return_exceptions=True)
        assert isinstance(await ledger.reserve(reserve("c", (EVERYBODY,))), Granted)


@pytest.mark.parametrize("name", ["o'Neill", 'a"b', "back\\slash", "{x,y}", "(1,2)", "Zoë 渋谷", "NULL", " ", "a,b"])
@pytest.mark.parametrize("limits", [UNLIMITED, Limits(day=Nanodollars(10**9))])
async def test_any_name_of_an_account_is_kept_as_it_came(
    postgres_database: Database, name: str, limits: Limits
) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        for place in range(2):
            await ledger.reserve(reserve(str(place), (Payer(f"tenant:{name}", limits),)))
    found = postgres_database.query("SELECT account, reserved FROM balances WHERE kind = 'day'")
    assert ([(f"tenant:{name}", 200)], True) == (found, agrees(postgres_database))


def at(text: str) -> int:
    return round(datetime.fromisoformat(text + "+00:00").timestamp()) * SECOND
