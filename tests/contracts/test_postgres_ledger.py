"""The PostgreSQL ledger alone: several workers, workers that die, replies that are lost, servers that fail."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import psycopg
import pytest
from msgspec.structs import replace

from auslex.accounting import postgres
from auslex.accounting.postgres import PostgresLedger
from auslex.accounting.store import BudgetAlert, Granted, LedgerOptions, Payer, Reserve
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import SystemClock
from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from tests.contracts.conftest import (
    HANG_SECONDS,
    DatabaseClock,
    balances_of,
    books_of,
    opened_postgres,
    reserve,
    settle,
    void,
)
from tests.support.flaky_proxy import FlakyProxy
from tests.support.postgres import Database, Server

pytestmark = pytest.mark.anyio
PAYERS = (Payer("key:k", UNLIMITED), Payer("tenant:t", UNLIMITED), Payer("installation", UNLIMITED))
QUICK = LedgerOptions(wait_seconds_max=0.5)
ROWS = "SELECT attempt_id, state, paid, source FROM attempts ORDER BY attempt_id"
HOUR = 3_600 * 1_000_000_000


@asynccontextmanager
async def flaky(
    database: Database, options: LedgerOptions | None = None
) -> AsyncIterator[tuple[PostgresLedger, FlakyProxy]]:
    """A ledger whose way to the server fails where a test says."""
    async with FlakyProxy(database.server.port) as proxy:
        url = database.direct.replace(f":{database.server.port}/", f":{proxy.port}/")
        async with opened_postgres(url, SystemClock(), options) as ledger:
            yield ledger, proxy


async def abandoned(database: Database, clock: DatabaseClock, *attempt_ids: str) -> None:
    """What a worker that was killed leaves behind: open attempts, and a lease that nobody renews."""
    async with opened_postgres(database.direct, clock) as ledger:
        for attempt_id in attempt_ids:
            await ledger.reserve(reserve(attempt_id, PAYERS))
        [(owner, lease_until)] = database.query("SELECT owner, lease_until FROM owners")
    database.query("INSERT INTO owners VALUES (%s, %s, 9)", owner, lease_until)


async def until(claim: Callable[[], bool]) -> None:
    """Wait for what another task or the server is to do."""
    async with asyncio.timeout(HANG_SECONDS):
        while not claim():  # noqa: ASYNC110  there is no event to wait for in a server
            await asyncio.sleep(0.01)


def agrees(database: Database) -> bool:
    return books_of(database.query) == balances_of(database.query)


# Several workers.


@pytest.mark.parametrize("way", ["direct", "pooled"])
async def test_several_workers_admit_together_exactly_what_fits(postgres_database: Database, way: str) -> None:
    url, payers = getattr(postgres_database, way), (Payer("key:k", Limits(day=Nanodollars(1_000))),)
    async with (
        opened_postgres(url, SystemClock()) as first,
        opened_postgres(url, SystemClock()) as second,
        opened_postgres(url, SystemClock()) as third,
    ):
        workers = (first, second, third)
        asked = [workers[place % 3].reserve(reserve(f"{place:03}", payers)) for place in range(200)]
        answers = await asyncio.gather(*asked)
        assert (10, 1_000) == (
            sum(isinstance(answer, Granted) for answer in answers),
            (await third.spend("key:k")).day_reserved,
        )


async def test_workers_see_each_others_money_at_once(postgres_database: Database) -> None:
    url = postgres_database.direct
    async with opened_postgres(url, SystemClock()) as first, opened_postgres(url, SystemClock()) as second:
        seen = []
        for place in range(6):
            await (first, second)[place % 2].reserve(reserve(str(place), PAYERS))
            seen.append((await (second, first)[place % 2].spend("key:k")).day_reserved)
        assert [100, 200, 300, 400, 500, 600] == seen


async def test_another_workers_attempt_may_be_resolved_here(postgres_database: Database) -> None:
    url = postgres_database.direct
    async with opened_postgres(url, SystemClock()) as first, opened_postgres(url, SystemClock()) as second:
        await first.reserve(reserve("a", PAYERS))
        second.resolve(settle("a", 60))
        await second.check()
        assert ([("a", "S", 60, "upstream")], True) == (postgres_database.query(ROWS), agrees(postgres_database))


async def test_many_accounts_in_any_order_stop_nobody(postgres_database: Database) -> None:
    url = postgres_database.direct
    async with opened_postgres(url, SystemClock()) as first, opened_postgres(url, SystemClock()) as second:
        payers = [
            (Payer(f"key:{place % 7}", UNLIMITED), Payer(f"tenant:{place % 5}", UNLIMITED)) for place in range(300)
        ]
        asked = [
            (first, second)[place % 2].reserve(
                reserve(f"{place:03}", payers[place] if place % 3 else payers[place][::-1])
            )
            for place in range(300)
        ]
        answers = await asyncio.gather(*asked)
        assert (300, True) == (
            sum(isinstance(answer, Granted) for answer in answers),
            agrees(postgres_database),
        )


# Workers that die.


async def test_a_dead_workers_open_attempts_are_charged_and_flagged(postgres_database: Database) -> None:
    clock = DatabaseClock(postgres_database)
    await abandoned(postgres_database, clock, "a", "b")
    clock.advance(31)
    async with opened_postgres(postgres_database.direct, clock) as ledger:
        await ledger.check()
        await ledger.check()
        assert ([("a", "S", 100, "held"), ("b", "S", 100, "held")], True) == (
            postgres_database.query(ROWS),
            agrees(postgres_database),
        )


async def test_a_living_workers_attempts_are_left_alone(postgres_database: Database) -> None:
    clock = DatabaseClock(postgres_database)
    await abandoned(postgres_database, clock, "a")
    clock.advance(29)
    async with opened_postgres(postgres_database.direct, clock) as ledger:
        await ledger.check()
        await ledger.check()
        assert [("a", "D", 0, None)] == postgres_database.query(ROWS)


async def test_a_worker_that_was_swept_settles_nothing_twice(postgres_database: Database) -> None:
    clock = DatabaseClock(postgres_database)
    async with opened_postgres(postgres_database.direct, clock) as paused:
        await paused.reserve(reserve("a", PAYERS))
        clock.set_calendar(clock.now_nanoseconds() + HOUR)
        async with opened_postgres(postgres_database.direct, clock) as sweeper:
            await sweeper.check()
            await sweeper.check()
        paused.resolve(settle("a", 1))
        await paused.check()
        assert ([("a", "S", 100, "held")], True) == (postgres_database.query(ROWS), agrees(postgres_database))


async def test_a_closed_ledger_leaves_no_lease(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.check()
    assert [] == postgres_database.query("SELECT owner FROM owners")


async def test_closing_settles_everything_taken_on(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        for place in range(300):
            await ledger.reserve(reserve(f"{place:03}", PAYERS))
        for place in range(300):
            ledger.resolve(settle(f"{place:03}", 1))
    assert [("S", 300)] == postgres_database.query("SELECT state, count(*) FROM attempts GROUP BY state")


async def test_a_closed_ledger_refuses(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.check()
    with pytest.raises(Unavailable):
        await ledger.reserve(reserve("a", PAYERS))


# Callers that leave.


async def test_a_grant_that_nobody_waits_for_is_void(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.check()
        asked = asyncio.ensure_future(ledger.reserve(reserve("a", PAYERS)))
        await asyncio.sleep(0)  # Let it ask.
        asked.cancel()
        await ledger.check()
        await ledger.check()
        assert 0 == (await ledger.spend("key:k")).day_reserved


# Replies that are lost.


async def test_a_lost_reply_to_a_commit_is_counted_once(postgres_database: Database) -> None:
    async with flaky(postgres_database) as (ledger, proxy):
        await ledger.reserve(reserve("a", PAYERS))
        proxy.lose_reply_to(b"COMMIT")
        answer = await ledger.reserve(reserve("b", PAYERS))
        spend = await ledger.spend("key:k")
        assert (1, True, 200) == (proxy.losses, isinstance(answer, Granted), spend.day_reserved)


async def test_a_commit_that_never_arrived_is_done_again(postgres_database: Database) -> None:
    async with flaky(postgres_database) as (ledger, proxy):
        await ledger.reserve(reserve("a", PAYERS))
        proxy.lose_request(b"COMMIT")
        answer = await ledger.reserve(reserve("b", PAYERS))
        spend = await ledger.spend("key:k")
        assert (1, True, 200) == (proxy.losses, isinstance(answer, Granted), spend.day_reserved)


async def test_rates_are_taken_once_when_the_reply_is_lost(postgres_database: Database) -> None:
    payers = (Payer("key:k", Limits(requests_per_minute=3)),)
    async with flaky(postgres_database) as (ledger, proxy):
        await ledger.check()
        proxy.lose_reply_to(b"COMMIT")
        answers = [await ledger.reserve(reserve(name, payers)) for name in "abcd"]
        assert ([True, True, True, False], 1) == ([isinstance(answer, Granted) for answer in answers], proxy.losses)


async def test_a_settlement_whose_reply_was_lost_is_booked_once(postgres_database: Database) -> None:
    async with flaky(postgres_database) as (ledger, proxy):
        await ledger.reserve(reserve("a", PAYERS))
        proxy.lose_reply_to(b"COMMIT")
        ledger.resolve(settle("a", 60))
        await ledger.check()
        assert ([("a", "S", 60, "upstream")], True) == (postgres_database.query(ROWS), agrees(postgres_database))


@pytest.mark.parametrize("loss", ["lose_reply_to", "lose_request"])
async def test_an_alert_whose_reply_was_lost_is_told_once(postgres_database: Database, loss: str) -> None:
    limits = Limits(day=Nanodollars(100))
    told: list[BudgetAlert] = []
    async with flaky(postgres_database) as (ledger, proxy):
        ledger._on_alert = told.append
        await ledger.reserve(reserve("a", (Payer("key:k", limits),)))
        getattr(proxy, loss)(b"COMMIT")
        ledger.resolve(settle("a", 90, limits=limits))
        await ledger.check()
    assert (1, [("key:k", "day", 80)]) == (proxy.losses, [(each.account, each.kind, each.level) for each in told])


@pytest.mark.parametrize("words", [b"BEGIN", b"FOR UPDATE OF", b"COMMIT"])
@pytest.mark.parametrize("loss", ["reply", "request"])
async def test_the_books_are_exact_wherever_the_connection_breaks(
    postgres_database: Database, words: bytes, loss: str
) -> None:
    async with flaky(postgres_database) as (ledger, proxy):
        for place in range(12):
            (proxy.lose_reply_to if loss == "reply" else proxy.lose_request)(words)
            await ledger.reserve(reserve(f"{place:02}", PAYERS, amount=100 + place))
            ledger.resolve(settle(f"{place:02}", place) if place % 2 else void(f"{place:02}"))
        await ledger.check()
        assert (36, True) == ((await ledger.spend("key:k")).day_settled, agrees(postgres_database))


# Servers that fail.


async def test_a_silent_server_refuses_within_bounds(postgres_database: Database) -> None:
    async with flaky(postgres_database, QUICK) as (ledger, proxy):
        await ledger.check()
        proxy.silence()
        async with asyncio.timeout(HANG_SECONDS):
            with pytest.raises(Unavailable):
                await ledger.reserve(reserve("a", PAYERS))
        proxy.silence(on=False)
        await until(lambda: bool(proxy.heard))
        assert isinstance(await eventually_granted(ledger, "b"), Granted)


async def test_a_settlement_outlives_a_crash_of_the_server(postgres: Server, postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock(), QUICK) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        postgres.crash()
        ledger.resolve(settle("a", 60))
        with pytest.raises(Unavailable):
            await ledger.check()
        await asyncio.to_thread(postgres.start)
        assert isinstance(await eventually_granted(ledger, "b"), Granted)
        assert [("a", "S", 60, "upstream")] == postgres_database.query(ROWS)[:1]


async def test_a_lost_connection_is_closed_when_nobody_watches_it(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A socket that is closed while the event loop watches it: its number is soon another's, who is then not heard."""
    loop, watched_while_closed = asyncio.get_running_loop(), []

    def remove(wire: int) -> bool:
        try:
            os.fstat(wire)
        except OSError:
            watched_while_closed.append(wire)
        return forget(wire)

    forget = loop.remove_reader
    async with flaky(postgres_database, QUICK) as (ledger, proxy):
        monkeypatch.setattr(loop, "remove_reader", remove)
        await ledger.check()
        for loss in range(1, 4):
            proxy.lose_reply_to(b"COMMIT")
            await ledger.reserve(reserve(f"{loss}", PAYERS))
            assert loss == proxy.losses
    assert [] == watched_while_closed


@pytest.mark.parametrize("unheard", ["open", "commit"])
async def test_a_connection_that_the_event_loop_does_not_hear_is_given_up(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch, unheard: str
) -> None:
    loop, deaf = asyncio.get_running_loop(), set[int]()
    watch = loop.add_reader
    monkeypatch.setattr(loop, "add_reader", lambda wire, *rest: os.fstat(wire).st_ino in deaf or watch(wire, *rest))
    monkeypatch.setattr(postgres, "LOST_SECONDS_MAX", 1.0)
    async with opened_postgres(postgres_database.direct, SystemClock(), QUICK) as ledger:
        await ledger.check()
        step = getattr(ledger._shelf, unheard)

        async def unheard_step(connection: psycopg.AsyncConnection, *rest: object) -> object:
            if not deaf:
                deaf.add(os.fstat(connection.fileno()).st_ino)
            return await step(connection, *rest)

        monkeypatch.setattr(ledger._shelf, unheard, unheard_step)
        with pytest.raises(Unavailable):
            await ledger.reserve(reserve("a", PAYERS))
        assert isinstance(await eventually_granted(ledger, "b"), Granted)
    assert agrees(postgres_database)
    assert [] == [row for row in postgres_database.query(ROWS) if row[:2] == ("a", "D")]


async def test_a_lock_that_is_never_given_back_stops_nobody_for_long(postgres_database: Database) -> None:
    """A worker that stands still inside a transaction holds everybody's locks, until the server ends it."""
    async with (
        opened_postgres(postgres_database.direct, SystemClock()) as frozen,
        opened_postgres(postgres_database.direct, SystemClock(), LedgerOptions(wait_seconds_max=8.0)) as other,
    ):
        await frozen.reserve(reserve("a", PAYERS))
        shelf = frozen._shelf
        await shelf.open(await frozen._connected(), [reserve("b", PAYERS)], 99, frozen._now_about)
        assert isinstance(await other.reserve(reserve("c", PAYERS)), Granted)


async def test_a_lock_that_is_not_to_be_had_costs_no_connection(postgres_database: Database) -> None:
    backends = (
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'auslex-gateway' "
        "AND pid <> pg_backend_pid()"
    )
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        before = postgres_database.query(backends)
        with psycopg.connect(postgres_database.direct) as other:
            other.execute("SELECT 1 FROM accounts FOR UPDATE")
            with pytest.raises(Unavailable):
                await ledger.reserve(reserve("b", PAYERS))
        assert isinstance(await ledger.reserve(reserve("c", PAYERS)), Granted)
        assert (1, before) == (len(before), postgres_database.query(backends))


async def test_a_server_that_only_reads_loses_no_settlement_and_is_left_for_another(
    postgres_database: Database,
) -> None:
    """As behind a pooler, where a replica is now what was the primary."""
    failures: list[Exception] = []
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        ledger._on_failure = failures.append
        await ledger.reserve(reserve("a", PAYERS))
        await (await ledger._connected()).execute("SET default_transaction_read_only = on")
        ledger.resolve(settle("a", 60))
        await until(lambda: bool(failures))
        assert isinstance(await eventually_granted(ledger, "b"), Granted)
        assert ([("a", "S", 60, "upstream"), ("b", "D", 0, None)], True) == (
            postgres_database.query(ROWS),
            agrees(postgres_database),
        )


async def test_a_database_that_has_gone_back_refuses(postgres_database: Database) -> None:
    """As after a failover to a replica that had not received everything."""
    failures: list[Exception] = []
    async with flaky(postgres_database, QUICK) as (ledger, proxy):
        ledger._on_failure = failures.append
        for name in "abc":
            await ledger.reserve(reserve(name, PAYERS))
        postgres_database.query("UPDATE owners SET batch = batch - 1")
        proxy.cut()
        with pytest.raises(Unavailable):
            await ledger.reserve(reserve("d", PAYERS))
        with pytest.raises(Unavailable, match="auslex ledger verify"):
            await ledger.reserve(reserve("e", PAYERS))
        assert "DatabaseWentBackError" in [type(failure).__name__ for failure in failures]


async def test_an_amount_too_large_for_the_store_refuses_and_harms_nobody_else(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        asked = [ledger.reserve(reserve(name, PAYERS, amount=amount)) for name, amount in (("a", 1 << 63), ("b", 1))]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [Unavailable, Granted] == [type(answer) for answer in answers]


async def test_one_resolution_that_cannot_be_booked_stops_nobody_else(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        postgres_database.query("UPDATE balances SET reserved = 0")  # What a wrong hand might do.
        ledger.resolve(settle("a", 60))
        assert isinstance(await ledger.reserve(reserve("b", PAYERS, amount=1)), Granted)


async def eventually_granted(ledger: PostgresLedger, name: str) -> object:
    """The first answer that is not a refusal for want of a store."""
    async with asyncio.timeout(HANG_SECONDS):
        while True:
            try:
                return await ledger.reserve(reserve(name, PAYERS))
            except Unavailable:
                await asyncio.sleep(0.01)


async def test_an_attempt_that_was_resolved_behind_its_owners_back_is_paid_once(postgres_database: Database) -> None:
    url = postgres_database.direct
    async with opened_postgres(url, SystemClock()) as owner, opened_postgres(url, SystemClock()) as other:
        await owner.reserve(reserve("a", PAYERS))
        await owner.reserve(reserve("b", PAYERS))
        other.resolve(settle("a", 60))
        await other.check()
        owner.resolve(settle("a", 70))
        await owner.check()
        assert ([("a", "S", 60, "upstream"), ("b", "D", 0, None)], True) == (
            postgres_database.query(ROWS),
            agrees(postgres_database),
        )


async def test_an_account_whose_first_transaction_was_lost_is_kept_and_locked_all_the_same(
    postgres_database: Database,
) -> None:
    async with flaky(postgres_database) as (ledger, proxy):
        await ledger.check()
        proxy.lose_request(b"ledger_write")
        await ledger.reserve(reserve("a", (Payer("key:k", Limits(requests_per_minute=9)),)))
        found = postgres_database.query("SELECT account FROM accounts WHERE requests_full_at > 0")
        assert (1, [("key:k",)]) == (proxy.losses, found)


async def test_an_attempt_that_another_worker_holds_is_granted_and_held_once(postgres_database: Database) -> None:
    url = postgres_database.direct
    async with opened_postgres(url, SystemClock()) as first, opened_postgres(url, SystemClock()) as second:
        await first.reserve(reserve("a", PAYERS))
        answers = await asyncio.gather(*(second.reserve(reserve(name, PAYERS)) for name in "ab"))
        assert [Granted, Granted] == [type(answer) for answer in answers]
        assert (200, True) == ((await second.spend("key:k")).day_reserved, agrees(postgres_database))


async def test_a_settlement_of_a_row_that_is_gone_writes_none(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        postgres_database.query("DELETE FROM attempts")  # What a wrong hand might do.
        ledger.resolve(settle("a", 60))
        await ledger.check()
        assert [] == postgres_database.query(ROWS)


def labelled(name: str, label: str) -> Reserve:
    """A hold for a caller who calls its user so."""
    command = reserve(name, PAYERS)
    assert command.order is not None
    return replace(command, order=replace(command.order, user_label=label))


@pytest.mark.parametrize("way", ["direct", "pooled"])
@pytest.mark.parametrize(
    "label", ["o'Neill', 'x'); --", "\\' \\", "{} {0} %s %(a)s $1 ?", "Zoë 渋谷 \U0001f512", "\n\t;"]
)
async def test_any_text_is_kept_as_it_came(postgres_database: Database, way: str, label: str) -> None:
    async with opened_postgres(getattr(postgres_database, way), SystemClock()) as ledger:
        await ledger.reserve(labelled("a", label))
    assert [(label,)] == postgres_database.query("SELECT user_label FROM attempts")


async def test_a_text_that_cannot_be_kept_refuses_and_harms_nobody_else(postgres_database: Database) -> None:
    async with opened_postgres(postgres_database.direct, SystemClock()) as ledger:
        asked = [ledger.reserve(labelled(name, label)) for name, label in (("a", "cut\0here"), ("b", "whole"))]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [Unavailable, Granted] == [type(answer) for answer in answers]
