"""Every store of repeats keeps one claim for each key: one of many may run, and what it came to is what repeats get."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from auslex.caching.repeats import Begun, Claim, MemoryRepeatStore, RepeatState, RepeatStore, Verdict
from auslex.caching.repeats_rows import EXPIRED_MAX
from auslex.caching.repeats_sql import SqlRepeatStore
from auslex.core.clock import ManualClock
from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress, SqliteAddress, parse_address
from bench.process import free_port
from tests.contracts.conftest import DatabaseClock, query
from tests.support.flaky_proxy import FlakyProxy
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
LEASE, DAY = 30, 86_400
BINARY = bytes(range(256)) * 4096  # A mebibyte of everything.


@dataclass
class Shelf:
    """A store, others like it as further workers have them, its clock, and how many records it holds."""

    store: RepeatStore
    another: Callable[[], RepeatStore]
    clock: ManualClock
    count: Callable[[], int]


@pytest.fixture(params=["memory", "sqlite", "postgres", "pooled"])
async def shelf(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[Shelf]:
    if request.param == "memory":
        clock = ManualClock()
        memory = MemoryRepeatStore(clock)
        yield Shelf(memory, lambda: memory, clock, lambda: len(memory.records))
        return
    async with AsyncExitStack() as stack:
        if request.param == "sqlite":
            path: Path = request.getfixturevalue("database")
            made: Shelf = _shelf(stack, SqliteAddress(path), ManualClock(), lambda text: query(path, text))
        else:
            copy: Database = request.getfixturevalue("postgres_database")
            address = parse_address(copy.direct if request.param == "postgres" else copy.pooled)
            made = _shelf(stack, address, DatabaseClock(copy), copy.query)
        yield made


def _shelf(
    stack: AsyncExitStack,
    address: SqliteAddress | PostgresAddress,
    clock: ManualClock,
    read: Callable[[str], list[tuple[object, ...]]],
) -> Shelf:
    def opened() -> RepeatStore:
        store = SqlRepeatStore(address, clock)
        stack.push_async_callback(store.aclose)
        return store

    return Shelf(opened(), opened, clock, lambda: int(str(read("SELECT count(*) FROM repeats")[0][0])))


def claim(request_id: str = "r1", repeat_id: str = "key", fingerprint: str = "body") -> Claim:
    return Claim(repeat_id, fingerprint, request_id)


async def finished(shelf: Shelf, first: Claim, state: RepeatState, answer: bytes | None = None) -> None:
    await shelf.store.begin(first)
    await shelf.store.mark_sent(first)
    await shelf.store.finish(first, state, answer)


async def test_the_first_runs(shelf: Shelf) -> None:
    assert Begun(Verdict.RUN) == await shelf.store.begin(claim())


async def test_one_of_many_at_once_runs_and_the_others_wait(shelf: Shelf) -> None:
    stores = [shelf.store, *(shelf.another() for _ in range(3))]
    asked = [stores[number % 4].begin(claim(f"r{number}")) for number in range(40)]
    verdicts = [begun.verdict for begun in await asyncio.gather(*asked)]
    assert (1, 39) == (verdicts.count(Verdict.RUN), verdicts.count(Verdict.WAIT))


async def test_keys_do_not_meet(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    assert Begun(Verdict.RUN) == await shelf.store.begin(claim("r2", repeat_id="another"))


async def test_a_repeat_gets_the_answer_byte_for_byte(shelf: Shelf) -> None:
    await finished(shelf, claim(), RepeatState.FINISHED, BINARY)
    assert Begun(Verdict.REPLAY, BINARY) == await shelf.another().begin(claim("r2"))


@pytest.mark.parametrize(
    ("state", "verdict"),
    [(RepeatState.INTERRUPTED, Verdict.INTERRUPTED), (RepeatState.TOO_LARGE, Verdict.TOO_LARGE)],
)
async def test_what_has_no_answer_never_runs_again(shelf: Shelf, state: RepeatState, verdict: Verdict) -> None:
    await finished(shelf, claim(), state)
    assert [Begun(verdict)] * 2 == [await shelf.store.begin(claim(name)) for name in ("r2", "r3")]


@pytest.mark.parametrize("state", [None, RepeatState.FINISHED, RepeatState.INTERRUPTED, RepeatState.TOO_LARGE])
async def test_another_body_is_told_so_whatever_became_of_the_first(shelf: Shelf, state: RepeatState | None) -> None:
    await shelf.store.begin(claim())
    if state is not None:
        await shelf.store.finish(claim(), state, b"answer")
    assert Begun(Verdict.REUSED) == await shelf.store.begin(claim("r2", fingerprint="another"))


async def test_what_was_forgotten_runs_anew(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    await shelf.store.mark_sent(claim())
    await shelf.store.forget(claim())
    assert Begun(Verdict.RUN) == await shelf.store.begin(claim("r2", fingerprint="another"))


async def test_asking_again_because_the_reply_was_lost_changes_nothing(shelf: Shelf) -> None:
    assert [Begun(Verdict.RUN)] * 2 == [await shelf.store.begin(claim()) for _ in range(2)]
    assert [True, True] == [await shelf.store.mark_sent(claim()) for _ in range(2)]


# Workers that die.


async def test_what_a_dead_worker_had_not_sent_is_taken_over_once(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    shelf.clock.advance(LEASE)
    begun = await asyncio.gather(*[shelf.another().begin(claim(f"r{number}")) for number in range(2, 6)])
    assert [Verdict.RUN] + [Verdict.WAIT] * 3 == sorted(
        (one.verdict for one in begun), key=lambda verdict: verdict.value
    )


async def test_what_a_dead_worker_may_have_sent_is_interrupted_for_ever(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    await shelf.store.mark_sent(claim())
    shelf.clock.advance(LEASE)
    assert [Begun(Verdict.INTERRUPTED)] * 2 == [await shelf.store.begin(claim(name)) for name in ("r2", "r3")]


async def test_a_frozen_worker_may_not_send_what_another_has_taken_over(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    shelf.clock.advance(LEASE)
    await shelf.store.begin(claim("r2"))
    assert (False, True) == (await shelf.store.mark_sent(claim()), await shelf.another().mark_sent(claim("r2")))


async def test_whoever_takes_over_and_whoever_sends_never_both_win(shelf: Shelf) -> None:
    other = shelf.another()
    for number in range(20):
        frozen, heir = claim("r1", f"key{number}"), claim("r2", f"key{number}")
        await shelf.store.begin(frozen)
        shelf.clock.advance(LEASE)
        sent, begun = await asyncio.gather(shelf.store.mark_sent(frozen), other.begin(heir))
        assert sent is (begun.verdict is not Verdict.RUN)


@pytest.mark.parametrize("act", ["finish", "forget", "renew"])
async def test_a_frozen_worker_changes_nothing_of_its_heirs(shelf: Shelf, act: str) -> None:
    await shelf.store.begin(claim())
    shelf.clock.advance(LEASE)
    await shelf.store.begin(claim("r2"))
    shelf.clock.advance(LEASE - 1)
    if act == "finish":
        await shelf.store.finish(claim(), RepeatState.FINISHED, b"late")
    elif act == "forget":
        await shelf.store.forget(claim())
    else:
        await shelf.store.renew([claim()])
    seen = await shelf.store.begin(claim("r3"))
    shelf.clock.advance(1)
    assert (Verdict.WAIT, Verdict.RUN) == (seen.verdict, (await shelf.store.begin(claim("r4"))).verdict)


async def test_a_sign_of_life_keeps_every_claim_it_names(shelf: Shelf) -> None:
    mine = [claim("r1", "one"), claim("r2", "two")]
    for one in mine:
        await shelf.store.begin(one)
    shelf.clock.advance(LEASE - 1)
    await shelf.store.renew(mine)
    shelf.clock.advance(LEASE - 1)
    others = [await shelf.store.begin(claim("r3", name)) for name in ("one", "two")]
    assert [Begun(Verdict.WAIT)] * 2 == others


async def test_sending_is_a_sign_of_life(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    shelf.clock.advance(LEASE - 1)
    await shelf.store.mark_sent(claim())
    shelf.clock.advance(LEASE - 1)
    assert Begun(Verdict.WAIT) == await shelf.store.begin(claim("r2"))


# After a day.


@pytest.mark.parametrize("state", [RepeatState.FINISHED, RepeatState.INTERRUPTED, RepeatState.TOO_LARGE])
async def test_a_key_is_remembered_for_a_day_from_its_answer(shelf: Shelf, state: RepeatState) -> None:
    await shelf.store.begin(claim())
    shelf.clock.advance(20)
    await shelf.store.finish(claim(), state, b"answer")
    shelf.clock.advance(DAY - 1)
    before = await shelf.store.begin(claim("r2"))
    shelf.clock.advance(1)
    after = await shelf.store.begin(claim("r3", fingerprint="another"))
    assert (False, Verdict.RUN) == (before.verdict is Verdict.RUN, after.verdict)


async def test_a_request_that_runs_for_days_is_still_one(shelf: Shelf) -> None:
    await shelf.store.begin(claim())
    shelf.clock.advance(2 * DAY)
    await shelf.store.renew([claim()])
    assert Begun(Verdict.WAIT) == await shelf.store.begin(claim("r2"))


async def test_whoever_concludes_takes_old_records_away(shelf: Shelf) -> None:
    for number in range(EXPIRED_MAX + 3):
        old = claim("r1", f"old{number}")
        await shelf.store.begin(old)
        await shelf.store.finish(old, RepeatState.INTERRUPTED)
    shelf.clock.advance(DAY)
    await finished(shelf, claim("r2", "new1"), RepeatState.FINISHED, b"a")
    await finished(shelf, claim("r2", "new2"), RepeatState.FINISHED, b"a")
    assert 2 == shelf.count()


# A database that fails.


async def test_a_file_without_tables_is_unavailable(tmp_path: Path) -> None:
    store = SqlRepeatStore(SqliteAddress(tmp_path / "auslex.db"), ManualClock())
    with pytest.raises(Unavailable):
        await store.begin(claim())
    await store.aclose()


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    store = SqlRepeatStore(PostgresAddress("127.0.0.1", "d", "u", "p", free_port()), ManualClock())
    with pytest.raises(Unavailable):
        await store.begin(claim())
    await store.aclose()


@pytest.mark.parametrize("statement", [b"INSERT INTO repeats", b"UPDATE repeats"])
async def test_a_reply_that_is_lost_is_asked_for_again(postgres_database: Database, statement: bytes) -> None:
    async with FlakyProxy(postgres_database.server.port) as proxy:
        url = postgres_database.direct.replace(f":{postgres_database.server.port}/", f":{proxy.port}/")
        store = SqlRepeatStore(parse_address(url), ManualClock())
        proxy.lose_reply_to(statement)
        assert Begun(Verdict.RUN) == await store.begin(claim())
        assert await store.mark_sent(claim())
        assert 1 == proxy.losses
        await store.aclose()


async def test_connections_that_were_lost_meanwhile_are_replaced(postgres_database: Database) -> None:
    async with FlakyProxy(postgres_database.server.port) as proxy:
        url = postgres_database.direct.replace(f":{postgres_database.server.port}/", f":{proxy.port}/")
        store = SqlRepeatStore(parse_address(url), ManualClock())
        await asyncio.gather(*[store.begin(claim("r1", f"key{number}")) for number in range(4)])
        proxy.cut()
        assert Begun(Verdict.WAIT) == await store.begin(claim("r2", "key1"))
        await store.aclose()
