"""A nonce is taken once, on every store, by whichever worker is first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from auslex.core.clock import NANOSECONDS_PER_SECOND, ManualClock
from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress, SqliteAddress, parse_address
from auslex.identity.nonces import KEEP, REMEMBERED_MAX, MemoryNonceStore, NonceStore, RememberedNonces
from auslex.identity.nonces_sql import SqlNonceStore
from bench.process import free_port
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio
WORKERS = 4
PARALLEL = 50


@dataclass
class House:
    """Several workers' stores over one database. pass_time: for the store's clock. count: rows there are."""

    stores: list[NonceStore]
    pass_time: Callable[[float], object]
    count: Callable[[], int]


@pytest.fixture(params=["memory", "sqlite", "remembered", "postgres", "pooled"])
async def house(request: pytest.FixtureRequest, anyio_backend: str) -> AsyncIterator[House]:
    clock = ManualClock()
    if request.param == "memory":
        store = MemoryNonceStore(clock)
        yield House([store] * WORKERS, clock.advance, lambda: len(store._taken))
        return
    if request.param in ("sqlite", "remembered"):
        from tests.contracts.conftest import query

        path: Path = request.getfixturevalue("database")
        address = SqliteAddress(path)
        read, pass_time = lambda text: query(path, text), clock.advance
    else:
        copy: Database = request.getfixturevalue("postgres_database")
        address = parse_address(copy.direct if request.param == "postgres" else copy.pooled)
        read = copy.query

        def pass_time(seconds: float) -> None:
            clock.advance(seconds)
            copy.query("UPDATE nonces SET expires_at = expires_at - %s", round(seconds * NANOSECONDS_PER_SECOND))

    async with AsyncExitStack() as stack:
        stores = [SqlNonceStore(address, clock) for _ in range(WORKERS)]
        for each in stores:
            stack.push_async_callback(each.aclose)
        if request.param == "remembered":
            stores = [RememberedNonces(each, clock) for each in stores]
        yield House(list(stores), pass_time, lambda: int(str(read("SELECT count(*) FROM nonces")[0][0])))


async def test_a_nonce_is_taken_once(house: House) -> None:
    assert [True, False, False] == [await store.take("a") for store in house.stores[:3]]


async def test_of_fifty_at_once_over_four_workers_one_is_first(house: House) -> None:
    taken = await asyncio.gather(*[house.stores[number % WORKERS].take("a") for number in range(PARALLEL)])
    assert 1 == taken.count(True)


async def test_every_nonce_is_its_own(house: House) -> None:
    taken = await asyncio.gather(*[house.stores[number % WORKERS].take(str(number)) for number in range(PARALLEL)])
    assert [True] * PARALLEL == taken


async def test_a_nonce_is_kept_as_long_as_it_matters(house: House) -> None:
    await house.stores[0].take("a")
    house.pass_time(KEEP / NANOSECONDS_PER_SECOND - 1)
    await house.stores[0].take("b")
    assert not await house.stores[1].take("a")


async def test_old_nonces_are_swept(house: House) -> None:
    for number in range(5):
        await house.stores[0].take(str(number))
    house.pass_time(KEEP / NANOSECONDS_PER_SECOND + 1)
    await house.stores[0].take("b")
    assert 1 == house.count()


async def test_without_its_database_nothing_is_taken(anyio_backend: str) -> None:
    store = SqlNonceStore(PostgresAddress("127.0.0.1", "d", "u", "p", free_port()), ManualClock())
    with pytest.raises(Unavailable, match="Sign it anew"):
        await store.take("a")
    await store.aclose()


class Asked(MemoryNonceStore):
    """Counts what it is asked; while away, it cannot answer."""

    def __init__(self) -> None:
        super().__init__(ManualClock())
        self.times = 0
        self.away = False

    async def take(self, nonce_id: str) -> bool:
        self.times += 1
        await asyncio.sleep(0)
        if self.away:
            raise Unavailable("away")
        return await super().take(nonce_id)


async def test_a_crowd_of_copies_at_one_worker_is_one_question(anyio_backend: str) -> None:
    store = Asked()
    nonces = RememberedNonces(store, ManualClock())
    taken = await asyncio.gather(*[nonces.take("a") for _ in range(PARALLEL)])
    assert (1, 1) == (taken.count(True), store.times)


async def test_a_copy_of_what_could_not_be_known_is_refused(anyio_backend: str) -> None:
    store = Asked()
    nonces = RememberedNonces(store, ManualClock())
    store.away = True
    with pytest.raises(Unavailable):
        await nonces.take("a")
    store.away = False
    assert not await nonces.take("a")


async def test_what_is_remembered_is_bounded_and_the_store_knows_the_rest(anyio_backend: str) -> None:
    nonces = RememberedNonces(Asked(), ManualClock())
    for number in range(REMEMBERED_MAX + 10):
        await nonces.take(str(number))
    assert (REMEMBERED_MAX, False) == (len(nonces._asked), await nonces.take("0"))
