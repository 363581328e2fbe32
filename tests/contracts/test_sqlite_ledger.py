"""The SQLite ledger alone: several workers on one file, workers that die, callers that leave, stores that fail."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from auslex.accounting import sqlite
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import Command, Granted, LedgerOptions, Payer
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import ManualClock, SystemClock
from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from tests.contracts.conftest import HANG_SECONDS, alter, balances, books, opened, query, reserve, settle, void

pytestmark = pytest.mark.anyio
PAYERS = (Payer("key:k", UNLIMITED), Payer("tenant:t", UNLIMITED), Payer("installation", UNLIMITED))
HOUR = 3_600 * 1_000_000_000


def rows(database: Path) -> list[tuple[object, ...]]:
    return query(database, "SELECT attempt_id, state, paid, source FROM attempts ORDER BY attempt_id")


async def abandoned(database: Path, clock: ManualClock, *attempt_ids: str) -> None:
    """What a worker that was killed leaves behind: open attempts, and a lease that nobody renews."""
    async with opened(database, clock) as ledger:
        for attempt_id in attempt_ids:
            await ledger.reserve(reserve(attempt_id, PAYERS))
        saved = sqlite3.connect(":memory:")
        source = sqlite3.connect(database)
        source.backup(saved)
        source.close()
    target = sqlite3.connect(database)
    saved.backup(target)
    target.close()
    saved.close()


# The books.


async def test_the_balances_are_the_sums_of_the_rows(database: Path) -> None:
    clock = ManualClock()
    async with opened(database, clock) as ledger:
        for place in range(60):
            await ledger.reserve(reserve(str(place), PAYERS[: 1 + place % 3], amount=100 + place))
            clock.advance(3 * 3_600)
            if place % 3:
                ledger.resolve(settle(str(place), place) if place % 2 else void(str(place)))
        await ledger.check()
        assert books(database) == balances(database)


async def test_a_ledger_opened_again_goes_on_where_it_was(database: Path) -> None:
    clock = ManualClock()
    async with opened(database, clock) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        ledger.resolve(settle("a", 60))
    async with opened(database, clock) as ledger:
        assert 60 == (await ledger.spend("installation")).day_settled


async def test_closing_settles_everything_taken_on(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        for place in range(500):
            await ledger.reserve(reserve(f"{place:03}", PAYERS))
        for place in range(500):
            ledger.resolve(settle(f"{place:03}", 1))
    assert [(f"{place:03}", "S", 1, "upstream") for place in range(500)] == rows(database)


async def test_closing_charges_what_is_still_open_and_flags_it(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
    assert [("a", "S", 100, "held")] == rows(database)


async def test_a_closed_ledger_leaves_no_lease(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        await ledger.check()
    assert [] == query(database, "SELECT * FROM owners")


async def test_a_closed_ledger_refuses(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        await ledger.check()
    async with asyncio.timeout(HANG_SECONDS):
        with pytest.raises(Unavailable):
            await ledger.reserve(reserve("a", PAYERS))


async def test_a_hold_asked_for_while_the_ledger_closes_is_answered(database: Path) -> None:
    ledger = await SqliteLedger(database, ManualClock()).__aenter__()
    closing = asyncio.ensure_future(ledger.__aexit__(None, None, None))
    await asyncio.sleep(0)  # Let it begin.
    asked = asyncio.ensure_future(ledger.reserve(reserve("a", PAYERS)))
    await closing
    done, _ = await asyncio.wait([asked], timeout=HANG_SECONDS)
    asked.cancel()
    assert {asked} == done


async def test_a_hold_asked_for_while_the_ledger_closes_is_never_left_open(database: Path) -> None:
    ledger = await SqliteLedger(database, ManualClock()).__aenter__()
    closing = asyncio.ensure_future(ledger.__aexit__(None, None, None))
    await asyncio.sleep(0)  # Let it begin.
    asked = asyncio.ensure_future(ledger.reserve(reserve("a", PAYERS)))
    await closing
    asked.cancel()
    assert [] == [row for row in rows(database) if row[1] == "D"]


async def test_closing_does_not_wait_for_ever_for_a_locked_file(database: Path) -> None:
    ledger = await SqliteLedger(database, SystemClock(), LedgerOptions(wait_seconds_max=0.1)).__aenter__()
    await ledger.check()
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    closing = asyncio.ensure_future(ledger.__aexit__(None, None, None))
    done, _ = await asyncio.wait([closing], timeout=HANG_SECONDS)
    other.execute("ROLLBACK")
    other.close()
    await closing
    assert {closing} == done


# Several workers.


async def test_several_workers_admit_together_exactly_what_fits(database: Path) -> None:
    clock, payers = ManualClock(), (Payer("key:k", Limits(day=Nanodollars(1_000))),)
    async with (
        opened(database, clock) as first,
        opened(database, clock) as second,
        opened(database, clock) as third,
    ):
        workers = (first, second, third)
        asked = [workers[place % 3].reserve(reserve(f"{place:03}", payers)) for place in range(200)]
        answers = await asyncio.gather(*asked)
        assert (10, 1_000) == (
            sum(isinstance(answer, Granted) for answer in answers),
            (await third.spend("key:k")).day_reserved,
        )


async def test_workers_see_each_others_money_at_once(database: Path) -> None:
    clock = ManualClock()
    async with opened(database, clock) as first, opened(database, clock) as second:
        seen = []
        for place in range(6):
            await (first, second)[place % 2].reserve(reserve(str(place), PAYERS))
            seen.append((await (second, first)[place % 2].spend("key:k")).day_reserved)
        assert [100, 200, 300, 400, 500, 600] == seen


async def test_another_workers_attempt_may_be_resolved_here(database: Path) -> None:
    clock = ManualClock()
    async with opened(database, clock) as first, opened(database, clock) as second:
        await first.reserve(reserve("a", PAYERS))
        second.resolve(settle("a", 60))
        await second.check()
        assert [("a", "S", 60, "upstream")] == rows(database)


async def test_an_attempt_that_another_worker_has_resolved_is_not_settled_again(database: Path) -> None:
    clock = ManualClock()
    async with opened(database, clock) as first, opened(database, clock) as second:
        for attempt_id in ("a", "b"):
            await first.reserve(reserve(attempt_id, PAYERS))
        second.resolve(settle("a", 60))
        await second.check()
        first.resolve(settle("a", 60))
        await first.check()
        assert books(database) == balances(database)


# Workers that die.


async def test_a_dead_workers_open_attempts_are_charged_and_flagged(database: Path) -> None:
    clock = ManualClock()
    await abandoned(database, clock, "a", "b")
    clock.advance(31)
    async with opened(database, clock) as ledger:
        await ledger.check()
        assert ([("a", "S", 100, "held"), ("b", "S", 100, "held")], True) == (
            rows(database),
            books(database) == balances(database),
        )


async def test_a_living_workers_attempts_are_left_alone(database: Path) -> None:
    clock = ManualClock()
    await abandoned(database, clock, "a")
    clock.advance(29)
    async with opened(database, clock) as ledger:
        await ledger.check()
        assert [("a", "D", 0, None)] == rows(database)


async def test_a_worker_that_was_swept_settles_nothing_twice(database: Path) -> None:
    """The calendar jumps ahead, the other worker sweeps this one, and the calendar is set back."""
    clock = ManualClock()
    start = clock.now_nanoseconds()
    async with opened(database, clock) as paused:
        for attempt_id in ("a", "b"):
            await paused.reserve(reserve(attempt_id, PAYERS))
        clock.set_calendar(start + HOUR)
        async with opened(database, clock) as sweeper:
            await sweeper.reserve(reserve("c", PAYERS, amount=500))
            clock.set_calendar(start)
            paused.resolve(settle("a", 1))
            await paused.check()
            assert (books(database), ("a", "S", 100, "held")) == (balances(database), rows(database)[0])


async def test_no_hold_is_granted_without_a_lease(database: Path) -> None:
    alter(database, "CREATE TRIGGER no_lease BEFORE INSERT ON owners BEGIN SELECT RAISE(ABORT, 'full'); END")
    async with opened(database, SystemClock(), LedgerOptions(wait_seconds_max=0.3)) as ledger:
        answers = [await asyncio.gather(ledger.reserve(reserve(name, PAYERS)), return_exceptions=True) for name in "ab"]
        assert [Unavailable, Unavailable] == [type(answer) for [answer] in answers]


async def test_one_dead_attempt_that_cannot_be_charged_stops_nobody(database: Path) -> None:
    await abandoned(database, ManualClock(), "a")  # In the past of the machine's clock, so its lease has lapsed.
    alter(database, "UPDATE balances SET reserved = 0")  # What a wrong hand might do to the file.
    async with opened(database, SystemClock(), LedgerOptions(wait_seconds_max=0.5)) as ledger:
        [answer] = await asyncio.gather(ledger.reserve(reserve("b", PAYERS)), return_exceptions=True)
        assert isinstance(answer, Granted)


# Company.


async def test_a_lone_caller_waits_for_no_company(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also behind a transaction with a settlement in it, as when one request follows another at a steady pace."""
    loop, waits = asyncio.get_running_loop(), list[float]()
    later = loop.call_later

    def noted(seconds: float, *rest: Any) -> asyncio.TimerHandle:
        waits.append(seconds)
        return later(seconds, *rest)

    monkeypatch.setattr(loop, "call_later", noted)
    async with opened(database, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        ledger.resolve(settle("a", 60))
        await ledger.reserve(reserve("b", PAYERS))
        assert [("a", "S", 60, "upstream"), ("b", "D", 0, None)] == rows(database)  # In one transaction.
        await ledger.reserve(reserve("c", PAYERS))
    assert sqlite.GATHER_SECONDS not in waits


# Callers that leave.


async def test_a_grant_that_nobody_waits_for_is_void(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        asked = asyncio.ensure_future(ledger.reserve(reserve("a", PAYERS)))
        await asyncio.sleep(0)  # Let it ask.
        asked.cancel()
        await ledger.check()
        await ledger.check()
        assert 0 == (await ledger.spend("key:k")).day_reserved


async def test_a_caller_that_leaves_as_the_grant_arrives_leaves_no_hold(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        asked: list[asyncio.Task[object]] = []

        async def leave(place: int) -> None:
            await ledger.check()  # Answered together with the reservation after it.
            asked[place].cancel()

        async with asyncio.TaskGroup() as tasks:
            for place in range(50):
                tasks.create_task(leave(place))
                asked.append(asyncio.ensure_future(ledger.reserve(reserve(str(place), PAYERS))))
        gone = await asyncio.gather(*asked, return_exceptions=True)
        await ledger.check()
        kept = sum(isinstance(answer, Granted) for answer in gone)
        assert kept * 100 == (await ledger.spend("key:k")).day_reserved


async def test_a_caller_that_left_before_the_ledger_closed_pays_nothing(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        await ledger.check()
        asked = asyncio.ensure_future(ledger.reserve(reserve("a", PAYERS)))
        await asyncio.sleep(0)  # Let it ask.
        asked.cancel()
    assert 0 == sum(int(str(paid)) for _, _, paid, _ in rows(database))


# Stores that fail.


class Forgetful(sqlite3.Connection):
    """Commits a hold, and then says once that it could not."""

    holds = False

    def execute(self, statement: str, *parameters: object) -> sqlite3.Cursor:  # type: ignore[override]
        cursor = super().execute(statement, *parameters)
        self.holds = self.holds or statement.startswith("INSERT INTO attempts")
        if statement == "COMMIT" and self.holds:
            self.execute = super().execute  # type: ignore[method-assign]
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return cursor


async def test_a_hold_whose_commit_was_never_confirmed_is_given_back(database: Path) -> None:
    def connect(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, factory=Forgetful)

    async with SqliteLedger(database, ManualClock(), connection=connect) as ledger:
        [answer] = await asyncio.gather(ledger.reserve(reserve("a", PAYERS)), return_exceptions=True)
        await ledger.check()
        assert (Unavailable, [("a", "V", 0, None)]) == (type(answer), rows(database))


async def test_a_locked_file_refuses_and_charges_nothing(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    async with opened(database, SystemClock(), LedgerOptions(wait_seconds_max=0.4)) as ledger:
        await ledger.check()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable):
            await ledger.reserve(reserve("a", PAYERS))
        other.execute("ROLLBACK")
        other.close()
        assert 0 == (await ledger.spend("key:k")).day_reserved


async def test_a_settlement_waits_out_a_locked_file(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    async with opened(database, SystemClock(), LedgerOptions(wait_seconds_max=0.4)) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        other.execute("BEGIN IMMEDIATE")
        ledger.resolve(settle("a", 60))
        with pytest.raises(Unavailable):
            await ledger.check()
        other.execute("ROLLBACK")
        other.close()
        await ledger.check()
        assert [("a", "S", 60, "upstream")] == rows(database)


@pytest.mark.parametrize(("failures", "state"), [(2, "S"), (3, "D")])
async def test_a_settlement_that_fails_alone_is_tried_again(
    database: Path, monkeypatch: pytest.MonkeyPatch, failures: int, state: str
) -> None:
    tries, third = list[object](), asyncio.Event()
    async with opened(database, SystemClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        transact = ledger._transact

        def failing(commands: list[Command]) -> Any:
            if commands == [settle("a", 60)]:
                tries.append(commands)
                if len(tries) == 3:
                    third.set()
                if len(tries) <= failures:
                    raise RuntimeError
            return transact(commands)

        monkeypatch.setattr(ledger, "_transact", failing)
        ledger.resolve(settle("a", 60))
        async with asyncio.timeout(HANG_SECONDS):
            await third.wait()
        await ledger.check()
        assert [("a", state)] == [row[:2] for row in rows(database)]
    assert 3 == len(tries)


async def test_a_store_that_takes_too_long_refuses(database: Path) -> None:
    count = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000) SELECT count(*) FROM n"
    alter(database, f"CREATE TRIGGER slow BEFORE INSERT ON attempts BEGIN SELECT ({count}); END")
    async with opened(database, SystemClock(), LedgerOptions(wait_seconds_max=0.05)) as ledger:
        await ledger.check()
        with pytest.raises(Unavailable):
            await ledger.reserve(reserve("a", PAYERS))


async def test_an_amount_too_large_for_the_store_refuses_and_harms_nobody_else(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger, asyncio.timeout(HANG_SECONDS):
        with pytest.raises(Unavailable):
            await ledger.reserve(reserve("a", PAYERS, amount=1 << 63))
        assert isinstance(await ledger.reserve(reserve("b", PAYERS)), Granted)


async def test_one_resolution_that_cannot_be_booked_stops_nobody_else(database: Path) -> None:
    async with opened(database, ManualClock()) as ledger:
        await ledger.reserve(reserve("a", PAYERS))
        alter(database, "UPDATE balances SET reserved = 0")  # What a wrong hand might do to the file.
        ledger.resolve(settle("a", 60))
        [answer] = await asyncio.gather(ledger.reserve(reserve("b", PAYERS, amount=1)), return_exceptions=True)
        alter(database, "UPDATE balances SET reserved = 101")
        assert isinstance(answer, Granted)


async def test_a_lease_that_could_not_be_taken_at_first_is_taken_next(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with opened(database, ManualClock()) as ledger:
        asked = asyncio.ensure_future(ledger.reserve(reserve("a", PAYERS)))
        for _ in range(10):
            await asyncio.sleep(0)  # Let it find the file locked.
        other.execute("ROLLBACK")
        other.close()
        await asked
        assert 1 == len(query(database, "SELECT * FROM owners"))


async def test_a_ledger_that_found_the_file_locked_serves_once_it_is_free(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with opened(database, SystemClock()) as ledger:
        with pytest.raises(sqlite3.OperationalError):  # Longer than the ledger's own pause between two tries.
            await asyncio.to_thread(locked_out, database)
        other.execute("ROLLBACK")
        other.close()
        assert isinstance(await ledger.reserve(reserve("a", PAYERS)), Granted)


def locked_out(database: Path) -> None:
    """What another worker finds."""
    connection = sqlite3.connect(database, timeout=0.1, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
    finally:
        connection.close()
