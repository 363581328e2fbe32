"""What only a store at the end of a network has to bear: it goes away, comes back, and says nothing for too long."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from auslex.core.errors import Unavailable
from auslex.database.address import PostgresAddress, parse_address
from auslex.identity.keys import ANSWER_SECONDS_MAX
from auslex.identity.postgres import PostgresKeyStore
from bench.process import free_port
from tests.contracts.test_key_store import postgres_store, record
from tests.support.flaky_proxy import FlakyProxy
from tests.support.postgres import Database, Server

pytestmark = pytest.mark.anyio
LOOK_UP = b"key_hash = ANY"
MARGIN_SECONDS = 0.5  # For a busy machine.


@pytest.fixture
async def network(anyio_backend: str, postgres_database: Database) -> AsyncIterator[FlakyProxy]:
    async with FlakyProxy(postgres_database.server.port) as proxy:
        yield proxy


@pytest.fixture
async def store(network: FlakyProxy, postgres_database: Database) -> AsyncIterator[PostgresKeyStore]:
    """Keys beyond that network, with one key in it, and already connected."""
    url = postgres_database.direct.replace(f":{postgres_database.server.port}/", f":{network.port}/")
    async with aclosing(postgres_store(url)) as opened:
        await opened.add(record("a"))
        yield opened


async def assert_refused_in_time(store: PostgresKeyStore, *key_hashes: str) -> None:
    began = time.monotonic()
    answers = await asyncio.gather(*[store.find(key_hash) for key_hash in key_hashes], return_exceptions=True)
    took = time.monotonic() - began
    assert [Unavailable] * len(key_hashes) == [type(answer) for answer in answers]
    assert took < ANSWER_SECONDS_MAX + MARGIN_SECONDS


async def test_all_look_ups_that_come_during_another_share_the_next_statement(
    store: PostgresKeyStore, network: FlakyProxy
) -> None:
    await asyncio.gather(*[store.find(f"hash_{number}") for number in range(100)])
    assert 2 == network.count(LOOK_UP)


async def test_a_lost_connection_is_made_again(store: PostgresKeyStore, network: FlakyProxy) -> None:
    network.cut()
    assert record("a") == await store.find("hash_a")


async def test_a_server_that_was_restarted_is_reached_again(
    store: PostgresKeyStore, network: FlakyProxy, postgres: Server
) -> None:
    postgres.crash()
    await assert_refused_in_time(store, "hash_a")
    await asyncio.to_thread(postgres.start)
    assert record("a") == await store.find("hash_a")


async def test_a_write_over_a_lost_connection_is_made_over_a_new_one(
    store: PostgresKeyStore, network: FlakyProxy
) -> None:
    network.cut()
    assert await store.revoke("key_a", 9)


async def test_a_write_whose_reply_is_lost_is_not_made_twice(
    store: PostgresKeyStore, network: FlakyProxy, postgres_database: Database
) -> None:
    network.lose_reply_to(b"UPDATE api_keys")
    with pytest.raises(Unavailable):
        await store.revoke("key_a", 9)
    assert ([(9,)], False) == (
        postgres_database.query("SELECT revoked_at FROM api_keys"),
        await store.revoke("key_a", 10),
    )


async def test_a_silent_network_refuses_in_time(store: PostgresKeyStore, network: FlakyProxy) -> None:
    network.silence()
    await assert_refused_in_time(store, "hash_a", "hash_a", "hash_b")


async def test_who_comes_while_another_waits_in_vain_is_refused_in_time(
    store: PostgresKeyStore, network: FlakyProxy
) -> None:
    network.silence()
    first = asyncio.create_task(store.find("hash_a"))
    await network.until_heard(LOOK_UP)
    await assert_refused_in_time(store, "hash_b")
    with pytest.raises(Unavailable):
        await first


async def test_after_the_silence_it_answers(store: PostgresKeyStore, network: FlakyProxy) -> None:
    network.silence()
    await assert_refused_in_time(store, "hash_a")
    network.silence(False)
    assert record("a") == await store.find("hash_a")


async def test_a_caller_who_leaves_takes_nobodys_answer_along(store: PostgresKeyStore, network: FlakyProxy) -> None:
    callers = [asyncio.create_task(store.find("hash_a")) for _ in range(5)]
    await network.until_heard(LOOK_UP)
    callers[0].cancel()
    answers = await asyncio.gather(*callers, return_exceptions=True)
    assert [asyncio.CancelledError, *[type(record("a"))] * 4] == [type(answer) for answer in answers]


async def test_a_server_that_is_not_there_refuses(anyio_backend: str) -> None:
    await assert_refused_in_time(PostgresKeyStore(PostgresAddress("127.0.0.1", "d", "u", "p", free_port())), "hash_a")


async def test_a_database_without_tables_is_unavailable(empty_postgres: Database) -> None:
    address = parse_address(empty_postgres.direct)
    assert isinstance(address, PostgresAddress)
    async with aclosing(PostgresKeyStore(address)) as store:
        await assert_refused_in_time(store, "hash_a")
